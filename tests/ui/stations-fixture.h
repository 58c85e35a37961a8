/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-stations-page.h"
#include "fake-operator.h"
#include "fleet-fixture.h"
#include "ui-fixture.h"

G_BEGIN_DECLS

/** StationsFixture: the stations page in a window, over a seat without a server whose fleet has fora072 with two connectors. */
typedef struct {
  CsmsOperator *operator;
  CsmsFleet *fleet;
  GSettings *settings;
  GtkWidget *window;
  CsmsStationsPage *page;
  gint64 now_ms;
} StationsFixture;

/** stations_fixture_set_up: @data: the width of the window, 0 for 1280; not yet live */
void stations_fixture_set_up (StationsFixture *self, gconstpointer data);
void stations_fixture_tear_down (StationsFixture *self, gconstpointer data);

/** stations_fixture_begin_charge: transaction.started, and the status that goes with it */
void stations_fixture_begin_charge (StationsFixture *self, const char *station_id, int connector_id, int transaction_id);

/** stations_child: Returns: (transfer none): the child called @name in the template of @widget */
GtkWidget *stations_child (gpointer widget, const char *name);

/** stations_dialog: Returns: (nullable) (transfer none): the dialog of @type that is on screen; @n: (out) (optional): how many are */
GtkWidget *stations_dialog (GType type, guint *n);

/** stations_frame: lets at least one frame be drawn */
void stations_frame (StationsFixture *self);

G_END_DECLS
