/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-connector-card.h"
#include "csms-notice.h"
#include "stations-fixture.h"

G_BEGIN_DECLS

/* What an operator does at the cards of a station, and sees there. */

#define START_1 "Start charging on fora072 connector 1"
#define STOP_1 "Stop charging on fora072 connector 1"

GtkWidget *stations_button (StationsFixture *self, const char *name);
CsmsConnectorCard *stations_card (StationsFixture *self, int id);
CsmsNotice *stations_notice (StationsFixture *self, int id);
const char *stations_label (gpointer widget, const char *child);
void stations_go_live (StationsFixture *self);
GtkWidget *stations_open_start (StationsFixture *self);
gboolean stations_can_confirm (GtkWidget *dialog, const char *response);
void stations_type (GtkWidget *dialog, const char *text);

G_END_DECLS
