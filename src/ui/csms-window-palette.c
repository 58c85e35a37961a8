/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-palette.h"
#include "csms-window-private.h"

/* The command palette, and the actions that its lines stand for. */

static void
palette_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (csms_palette_new (GTK_WINDOW (widget), csms_window_get_operator (CSMS_WINDOW (widget)))));
}

static void
show_station_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  csms_window_show_station (CSMS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
start_on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CsmsWindow *self = CSMS_WINDOW (widget);
  const char *station_id;
  int connector_id;
  CsmsConnector *connector;

  g_variant_get (parameter, "(&si)", &station_id, &connector_id);
  connector = csms_fleet_get_connector (csms_operator_get_fleet (self->operator), station_id, connector_id);
  if (connector != NULL)
    csms_window_ask_start (self, connector, "");
}

static void
stop_on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CsmsWindow *self = CSMS_WINDOW (widget);
  const char *station_id, *transaction_id;
  int connector_id;
  CsmsConnector *connector;

  g_variant_get (parameter, "(&si)", &station_id, &connector_id);
  connector = csms_fleet_get_connector (csms_operator_get_fleet (self->operator), station_id, connector_id);
  transaction_id = connector != NULL ? csms_connector_get_transaction_id (connector) : NULL;
  csms_window_ask_stop (self, station_id, connector_id, transaction_id != NULL ? transaction_id : "");
}

static void
find_events_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CsmsWindow *self = CSMS_WINDOW (widget);

  csms_window_set_view (self, "events");
  csms_events_page_search (self->events_page, g_variant_get_string (parameter, NULL));
}

static void
find_transactions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CsmsWindow *self = CSMS_WINDOW (widget);

  csms_window_set_view (self, "transactions");
  csms_transactions_page_search (self->transactions_page, g_variant_get_string (parameter, NULL));
}

void
csms_window_install_palette (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.palette", NULL, palette_action);
  gtk_widget_class_install_action (widget_class, "win.show-station", "s", show_station_action);
  gtk_widget_class_install_action (widget_class, "win.start-on", "(si)", start_on_action);
  gtk_widget_class_install_action (widget_class, "win.stop-on", "(si)", stop_on_action);
  gtk_widget_class_install_action (widget_class, "win.find-events", "s", find_events_action);
  gtk_widget_class_install_action (widget_class, "win.find-transactions", "s", find_transactions_action);
}
