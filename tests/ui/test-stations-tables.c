/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-row.h"
#include "csms-meter-table.h"
#include "csms-station-events.h"
#include "stations-fixture.h"

#define SAMPLE(second, connector) \
  "{'stationId':'fora072','connectorId':" connector ",'transactionId':1,'timestamp':'2026-11-23T22:00:" second ".000Z','sampledValue':[" \
  "{'value':'1000','measurand':'Energy.Active.Import.Register','unit':'Wh'}," \
  "{'value':'230','measurand':'Voltage','unit':'V'}]}"

/* How many columns, and the view */
typedef struct {
  GtkWidget *view;
  guint n;
} Columns;

static gboolean
has_columns (gpointer data)
{
  Columns *columns = data;

  return ui_cells_in_order (columns->view, columns->n);
}

/* The connector is named only where there are two, and then beside the time. */
static void
test_meter_columns (StationsFixture *self, gconstpointer data)
{
  GtkWidget *table = ui_find (GTK_WIDGET (self->page), CSMS_TYPE_METER_TABLE, NULL);
  Columns columns = { ui_find (table, GTK_TYPE_COLUMN_VIEW, NULL), 3 };

  fake_operator_answer (self->operator, fixture_read_samples ("[" SAMPLE ("10", "1") "," SAMPLE ("00", "1") "]"));
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  csms_stations_page_show_station (self->page, "fora072");
  ui_wait (has_columns, &columns);

  fake_operator_answer (self->operator, fixture_read_samples ("[" SAMPLE ("20", "2") "]"));
  csms_meter_table_refresh (CSMS_METER_TABLE (table));
  columns.n = 4;
  ui_wait (has_columns, &columns);
}

static gboolean
shows_event (gpointer data)
{
  return ui_find (data, CSMS_TYPE_EVENT_ROW, NULL) != NULL;
}

static gboolean
shows_no_event (gpointer data)
{
  return !shows_event (data);
}

/* Rows that went with the tab are laid out no more. */
static void
test_events_left (StationsFixture *self, gconstpointer data)
{
  static const char event[] =
    "{'eventId':'evt-1763892000000-a','event':'connector.status.changed','ts':1763892000000,'stationId':'fora072',"
    "'connectorId':1,'status':'Preparing','errorCode':'NoError'}";
  GtkWidget *list = ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_EVENTS, NULL);
  GtkStack *stack = GTK_STACK (gtk_widget_get_ancestor (list, GTK_TYPE_STACK));
  g_autofree char *json = g_strdelimit (g_strdup (event), "'", '"');

  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  csms_stations_page_show_station (self->page, "fora072");
  ui_push (self->fleet, CSMS_EVENT_PUSHED, (const char *[]) { json, NULL });
  gtk_stack_set_visible_child_name (stack, "events");
  ui_wait (shows_event, list);
  gtk_stack_set_visible_child_name (stack, "meter");
  ui_wait (shows_no_event, list);
  csms_station_events_set_compact (CSMS_STATION_EVENTS (list), TRUE);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add ("/stations/tables/meter-columns", StationsFixture, NULL, stations_fixture_set_up, test_meter_columns,
              stations_fixture_tear_down);
  g_test_add ("/stations/tables/events-left", StationsFixture, NULL, stations_fixture_set_up, test_events_left, stations_fixture_tear_down);
  return g_test_run ();
}
