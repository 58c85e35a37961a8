/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "soak-outages.h"

#include "csms-soak.h"
#include "csms-test-seat.h"

#define S G_USEC_PER_SEC
#define GIVEN_UP_US (35 * S)
#define LIVE_AGAIN_US (7 * S)
/* What is due at a moment is done a little later. */
#define SLACK_US (S / 2)
/* A turn that takes longer is the machine's doing, and nobody's time. */
#define TURN_US (S / 10)
#define HEALTHY_MS 10000
#define PING_MS 20000
#define AWAY_MS 10000

void
soak_outages_init (SoakOutages *self)
{
  *self = (SoakOutages) {
    .rand = g_rand_new_with_seed (csms_soak_seed ()),
    .full = csms_soak_size (0, 1) == 1,
    .turned_us = g_get_monotonic_time (),
  };
  csms_test_seat_set_real_limits (self->full);
}

void
soak_outages_clear (SoakOutages *self)
{
  csms_test_seat_set_real_limits (FALSE);
  g_clear_pointer (&self->rand, g_rand_free);
}

void
soak_outages_turn (SoakOutages *self)
{
  gint64 now_us;

  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (1000);
  now_us = g_get_monotonic_time ();
  self->clock_us += MIN (now_us - self->turned_us, TURN_US);
  self->turned_us = now_us;
}

/* Small ones have no time to lose. */
static gint64
choose_us (SoakOutages *self, guint from_ms, guint to_ms)
{
  return (gint64) g_rand_int_range (self->rand, (gint32) from_ms, (gint32) to_ms) * (self->full ? 1000 : 100);
}

gint64
soak_outages_choose_health_us (SoakOutages *self)
{
  return self->full ? choose_us (self, HEALTHY_MS, HEALTHY_MS + PING_MS) : 0;
}

gint64
soak_outages_choose_away_us (SoakOutages *self, guint least_ms)
{
  return choose_us (self, least_ms, AWAY_MS);
}

void
soak_toll_note (gint64 *most, gint64 us)
{
  *most = MAX (*most, us);
}

void
soak_outages_tell (SoakOutages *self, const char *death, const SoakToll *toll)
{
  g_autofree char *away = g_strdup_printf (" of the server's return, which was away for %.1f s at most", (double) toll->away_us / S);

  csms_soak_tell ("dead peer, %s: %u of %u given up within %.1f s%s, live again within %.1f s%s", death, toll->n, toll->n,
                  (double) toll->given_up_us / S, self->full ? "" : " (short limits)", (double) toll->back_us / S,
                  toll->away_us > 0 ? away : "");
  if (!self->full)
    return;
  g_assert_cmpint (toll->given_up_us, <=, GIVEN_UP_US + SLACK_US);
  if (toll->away_us > 0)
    g_assert_cmpint (toll->back_us, <=, LIVE_AGAIN_US);
}
