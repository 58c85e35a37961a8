/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-fleet.h"

G_BEGIN_DECLS

/* Begins a program of tests; with @screen it ends with a skip where there is no display. */
void ui_test_init (int *argc, char ***argv, gboolean screen);

/* One event as the wire has it, and events as csms_fleet_apply_events() takes them. */
CsmsEventRecord *ui_event (const char *json);
void ui_push (CsmsFleet *fleet, CsmsEventOrigin origin, const char *const *jsons);

/* The result of a getStations, merged into @fleet. */
void ui_add_stations (CsmsFleet *fleet, const char *stations_json);

/* fora072 "Harbour Deck P2", online, with two Available connectors, for ui_add_stations(). */
#define UI_ONE_STATION \
  "[{\"id\":\"fora072\",\"name\":\"Harbour Deck P2\",\"status\":\"Available\",\"isOnline\":true,\"connectors\":[" \
  "{\"id\":1,\"status\":\"Available\",\"transactionId\":null,\"errorCode\":\"NoError\"}," \
  "{\"id\":2,\"status\":\"Available\",\"transactionId\":null,\"errorCode\":\"NoError\"}]}]"

/* Runs the main loop until @done says so; fails the test after 20 s. */
typedef gboolean (*UiCondition) (gpointer data);
void ui_wait (UiCondition done, gpointer data);

/* Runs the main loop until nothing is left to do. */
void ui_settle (void);

/* The first widget below @root of @type whose name on the accessibility bus, or label, is @name; @name NULL takes any. */
GtkWidget *ui_find (GtkWidget *root, GType type, const char *name);

/* Whether each row of the column view has its cells in the order in which they are seen, from start to end, and has @n_cells. */
gboolean ui_cells_in_order (GtkWidget *column_view, guint n_cells);

G_END_DECLS
