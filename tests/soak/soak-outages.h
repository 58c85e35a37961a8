/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SOAK_KEY: the API key of csms_test_seat_config() */
#define SOAK_KEY "test-mobile-key-123"
/** SOAK_PATIENCE_US: what takes longer is a failure at any length */
#define SOAK_PATIENCE_US (180 * G_USEC_PER_SEC)

/** SoakOutages: what the proofs of dead peers share: at full length seats have the limits of the product, else short ones */
typedef struct {
  GRand *rand;
  gboolean full;
  gint64 clock_us;              /* the time that the machine let the test have */
  gint64 turned_us;
} SoakOutages;

/** SoakToll: of one kind of death, how many there were, and the most that each part took */
typedef struct {
  guint n;
  gint64 given_up_us;
  gint64 away_us;
  gint64 back_us;
} SoakToll;

/** soak_outages_init: before the first seat is taken */
void soak_outages_init (SoakOutages *self);
void soak_outages_clear (SoakOutages *self);
/** soak_outages_turn: turns the main context, and the clock */
void soak_outages_turn (SoakOutages *self);

/** soak_outages_choose_health_us: Returns: long enough for the next outage to be a new one, at any moment between two pings */
gint64 soak_outages_choose_health_us (SoakOutages *self);
/** soak_outages_choose_away_us: Returns: the length of a short outage, @least_ms to 10 s */
gint64 soak_outages_choose_away_us (SoakOutages *self, guint least_ms);

/** soak_toll_note: @us is one more for the @most of a toll */
void soak_toll_note (gint64 *most, gint64 us);
/** soak_outages_tell: prints the figures, and fails when they are not the product's; without an away_us, back_us may be any */
void soak_outages_tell (SoakOutages *self, const char *death, const SoakToll *toll);

G_END_DECLS
