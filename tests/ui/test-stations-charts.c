/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-charge-metrics.h"
#include "csms-chart.h"
#include "csms-connector-card.h"
#include "csms-meter-table.h"
#include "csms-metric.h"
#include "csms-station-tabs.h"
#include "csms-station-timeline.h"
#include "csms-timeline-band.h"
#include "stations-fixture.h"

#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))
#define NBSP "\302\240"

static void
go_live (StationsFixture *self)
{
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  csms_stations_page_show_station (self->page, "fora072");
  stations_frame (self);
}

static CsmsConnectorCard *
first_card (StationsFixture *self)
{
  return CSMS_CONNECTOR_CARD (ui_find (GTK_WIDGET (self->page), CSMS_TYPE_CONNECTOR_CARD, NULL));
}

static CsmsChartPlot *
find_plot (gpointer root)
{
  return CSMS_CHART_PLOT (ui_find (root, CSMS_TYPE_CHART_PLOT, NULL));
}

static const char *
metric (StationsFixture *self, const char *name)
{
  GtkWidget *metrics = ui_find (GTK_WIDGET (first_card (self)), CSMS_TYPE_CHARGE_METRICS, NULL);

  return csms_metric_get_value (CSMS_METRIC (stations_child (metrics, name)));
}

/* A reading of the charge on connector 1, some seconds after it began */
static void
read_meter (StationsFixture *self, int seconds, int register_wh, int power_w)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (self->now_ms / 1000 + seconds);
  g_autofree char *iso = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");

  fixture_samples (self->fleet, "fora072", self->now_ms + seconds * 1000,
                   "[{'stationId':'fora072','connectorId':1,'transactionId':1763888000,'timestamp':'%s','sampledValue':["
                   "{'value':'%d','measurand':'Energy.Active.Import.Register','unit':'Wh'},"
                   "{'value':'%d','measurand':'Power.Active.Import','unit':'W'}]}]", iso, register_wh, power_w);
  stations_frame (self);
}

static void
assert_told (gpointer widget, GtkAccessibleProperty property, const char *text)
{
  g_autofree char *other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, text);

  g_assert_cmpstr (other, ==, NULL);
}

static void
test_card (StationsFixture *self, gconstpointer data)
{
  CsmsChartPlot *plot;
  GtkWidget *charge;
  g_autofree char *began = NULL;
  g_autofree char *told = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) later = NULL;

  go_live (self);
  charge = stations_child (first_card (self), "charge");
  g_assert_false (gtk_widget_get_visible (charge));
  stations_fixture_begin_charge (self, "fora072", 1, 1763888000);
  stations_frame (self);
  g_assert_true (gtk_widget_get_visible (charge));
  plot = find_plot (first_card (self));
  g_assert_false (gtk_widget_get_focusable (GTK_WIDGET (plot)));
  assert_told (plot, GTK_ACCESSIBLE_PROPERTY_LABEL, "No meter values yet");

  read_meter (self, 10, 1000, 11000);
  read_meter (self, 40, 1110, 22000);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (plot)));
  time = g_date_time_new_from_unix_utc (self->now_ms / 1000);
  began = g_date_time_format (time, "%H:%M");
  told = g_strdup_printf ("Power 22.0" NBSP "kW now, 0.11" NBSP "kWh since %s", began);
  assert_told (plot, GTK_ACCESSIBLE_PROPERTY_LABEL, told);

  /* the first step stands on the newest point, the next one on the one before; the description follows */
  csms_chart_plot_move (plot, -1);
  g_assert_cmpfloat (csms_chart_plot_get_point (plot)->power_kw, ==, 22);
  csms_chart_plot_move (plot, -1);
  g_assert_cmpfloat (csms_chart_plot_get_point (plot)->power_kw, ==, 11);
  later = g_date_time_add_seconds (time, 10);
  words = g_date_time_format (later, "%H:%M:%S: 11.0" NBSP "kW, 0.00" NBSP "kWh");
  assert_told (plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);

  /* what comes in does not push the pointer's point away */
  read_meter (self, 70, 1220, 21000);
  g_assert_cmpfloat (csms_chart_plot_get_point (plot)->power_kw, ==, 11);
  csms_chart_plot_move (plot, 100);
  g_assert_cmpfloat (csms_chart_plot_get_point (plot)->power_kw, ==, 21);
  csms_chart_plot_point_at (plot, 0);
  g_assert_cmpint (csms_chart_plot_get_point (plot)->time_ms, <, self->now_ms + 10000);
  csms_chart_plot_point_at (plot, -1);
  g_assert_null (csms_chart_plot_get_point (plot));
  stations_frame (self);
}

/* The same again is no other picture, so nothing is drawn. */
static void
test_drawn_only_when_changed (StationsFixture *self, gconstpointer data)
{
  const CsmsChartPoint points[] = { { 1000000, 0, 11, 0 }, { 1060000, 60000, 12, 0.2 } };
  CsmsChartPlot *plot = g_object_ref_sink (g_object_new (CSMS_TYPE_CHART_PLOT, NULL));

  g_assert_true (csms_chart_plot_take_data (plot, csms_chart_data_new (points, 2, 0, 0, 0)));
  g_assert_false (csms_chart_plot_take_data (plot, csms_chart_data_new (points, 2, 0, 1061000, 0)));
  g_assert_true (csms_chart_plot_take_data (plot, csms_chart_data_new (points, 1, 0, 0, 0)));
  g_object_unref (plot);
}

/* The server's clock is five hours ahead: a charge that has just begun there has not gone on for five hours, nor for none. */
static void
test_server_clock (StationsFixture *self, gconstpointer data)
{
  fake_operator_get_seat (self->operator)->clock_offset_ms = 5 * HOUR_MS;
  self->now_ms += 5 * HOUR_MS - 10 * 60 * 1000;
  go_live (self);
  stations_fixture_begin_charge (self, "fora072", 1, 1763888000);
  stations_frame (self);
  g_assert_cmpstr (metric (self, "elapsed"), ==, "10");
}

/* Under way before anyone looked: what is known of it is said, as the least it can be. */
static void
test_under_way_before (StationsFixture *self, gconstpointer data)
{
  fixture_stations (self->fleet, self->now_ms, "[{'id':'fora072','status':'Charging','isOnline':true,'connectors':["
                    "{'id':1,'status':'Charging','errorCode':'NoError','transactionId':1763888000,'updatedAt':%" G_GINT64_FORMAT "}]}]",
                    self->now_ms - HOUR_MS);
  go_live (self);
  g_assert_true (g_str_has_prefix (metric (self, "elapsed"), "≥ 1:0"));
  g_assert_cmpstr (metric (self, "energy"), ==, "–");
  read_meter (self, -60, 50000, 11000);
  read_meter (self, -30, 50100, 11000);
  g_assert_cmpstr (metric (self, "energy"), ==, "≥ 0.10");
  g_assert_cmpstr (metric (self, "power"), ==, "11.0");
}

static gboolean
is_chart_shown (gpointer data)
{
  GtkWidget *plot = ui_find (data, CSMS_TYPE_CHART_PLOT, NULL);

  return plot != NULL && gtk_widget_get_mapped (plot) && csms_chart_plot_get_data (CSMS_CHART_PLOT (plot)) != NULL &&
         csms_chart_data_get_n_points (csms_chart_plot_get_data (CSMS_CHART_PLOT (plot))) == 2;
}

static void
test_meter_chart (StationsFixture *self, gconstpointer data)
{
  GtkWidget *tabs = ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_TABS, NULL);
  GtkWidget *table = ui_find (tabs, CSMS_TYPE_METER_TABLE, NULL);
  const CsmsChartData *shown;

  fake_operator_answer (self->operator, fixture_read_samples (
    "[{'stationId':'fora072','connectorId':1,'timestamp':'2026-11-23T22:01:00.000Z','sampledValue':["
    "{'value':'1.5','measurand':'Energy.Active.Import.Register','unit':'kWh'},"
    "{'value':'3000','measurand':'Power.Active.Import','unit':'W','phase':'L1'},"
    "{'value':'4000','measurand':'Power.Active.Import','unit':'W','phase':'L2'}]},"
    "{'stationId':'fora072','connectorId':1,'timestamp':'2026-11-23T22:00:00.000Z','sampledValue':["
    "{'value':'1000','measurand':'Energy.Active.Import.Register','unit':'Wh'}]}]"));
  go_live (self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (stations_child (tabs, "as_chart")), TRUE);
  ui_wait (is_chart_shown, table);
  shown = csms_chart_plot_get_data (find_plot (table));
  g_assert_cmpfloat (csms_chart_data_get_point (shown, 1)->power_kw, ==, 7);
  g_assert_cmpfloat (csms_chart_data_get_point (shown, 1)->energy_kwh, ==, 0.5);
  gtk_stack_set_visible_child_name (GTK_STACK (stations_child (tabs, "stack")), "events");
  g_assert_false (gtk_widget_get_visible (stations_child (tabs, "meter_forms")));
}

static gboolean
has_band (gpointer data)
{
  return ui_find (data, CSMS_TYPE_TIMELINE_BAND, NULL) != NULL;
}

static void
test_timeline (StationsFixture *self, gconstpointer data)
{
  GtkWidget *tabs = ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_TABS, NULL);
  GtkWidget *timeline = ui_find (tabs, CSMS_TYPE_STATION_TIMELINE, NULL);
  CsmsTimelineBand *band;
  const char *detail;
  g_autofree char *words = NULL;

  stations_fixture_begin_charge (self, "fora072", 1, 1763888000);
  go_live (self);
  gtk_stack_set_visible_child_name (GTK_STACK (stations_child (tabs, "stack")), "timeline");
  ui_wait (has_band, timeline);
  stations_frame (self);
  band = CSMS_TIMELINE_BAND (ui_find (timeline, CSMS_TYPE_TIMELINE_BAND, NULL));
  g_assert_cmpstr (csms_timeline_band_get_name (band), ==, "Connector 1");
  csms_timeline_band_look (band, 1);
  words = csms_timeline_band_get_words (band);
  g_assert_true (g_str_has_prefix (words, "Charging since "));
  assert_told (band, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
  detail = gtk_label_get_text (GTK_LABEL (stations_child (timeline, "detail")));
  g_assert_true (g_str_has_prefix (detail, "Connector 1: Charging since "));
  csms_timeline_band_look (band, -1);
  g_assert_null (csms_timeline_band_get_words (band));
  stations_frame (self);
}

/* Returns: a label on screen that a screen reader would call by the kind of thing it is, since it says nothing */
static GtkWidget *
find_empty (GtkWidget *root)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) && *gtk_label_get_text (GTK_LABEL (root)) == '\0' &&
      gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (root)) != GTK_ACCESSIBLE_ROLE_PRESENTATION)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_empty (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_no_empty_label (StationsFixture *self, gconstpointer data)
{
  GtkWidget *tabs = ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_TABS, NULL);

  fixture_stations (self->fleet, self->now_ms, "[{'id':'fora072','status':'Available','isOnline':true,'connectors':["
                    "{'id':1,'status':'Available','errorCode':'NoError'}]},"
                    "{'id':'nameless','status':'Available','isOnline':true,'connectors':[{'id':1,'status':'Available','errorCode':'NoError'}]}]");
  go_live (self);
  g_assert_null (find_empty (GTK_WIDGET (self->page)));
  gtk_stack_set_visible_child_name (GTK_STACK (stations_child (tabs, "stack")), "timeline");
  stations_fixture_begin_charge (self, "fora072", 1, 1763888000);
  ui_wait (has_band, tabs);
  stations_frame (self);
  g_assert_null (find_empty (GTK_WIDGET (self->page)));
}

static gboolean
has_summary (gpointer data)
{
  const char *subtitle = adw_action_row_get_subtitle (data);

  return subtitle != NULL && *subtitle != '\0';
}

static void
test_narrow (StationsFixture *self, gconstpointer data)
{
  static const char * const rows[] = { "meter_row", "transactions_row", "timeline_row" };
  GtkWidget *tabs;

  go_live (self);
  tabs = ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_TABS, NULL);
  g_assert_true (gtk_widget_get_visible (stations_child (tabs, "sections")));
  g_assert_false (gtk_widget_get_visible (stations_child (tabs, "tab_bar")));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    ui_wait (has_summary, stations_child (tabs, rows[i]));
  g_signal_emit_by_name (stations_child (tabs, "sections"), "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (stations_child (tabs, "sections")), 2));
  g_assert_cmpstr (csms_station_tabs_get_title (CSMS_STATION_TABS (tabs)), ==, "Timeline");
  g_assert_true (gtk_widget_get_visible (stations_child (tabs, "period")));
  stations_frame (self);
}

#define ADD(path, width, func) \
  g_test_add (path, StationsFixture, GINT_TO_POINTER (width), stations_fixture_set_up, func, stations_fixture_tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  ADD ("/stations/charts/card", 0, test_card);
  ADD ("/stations/charts/card-narrow", 360, test_card);
  ADD ("/stations/charts/drawn-only-when-changed", 0, test_drawn_only_when_changed);
  ADD ("/stations/charts/server-clock", 0, test_server_clock);
  ADD ("/stations/charts/under-way-before", 0, test_under_way_before);
  ADD ("/stations/charts/meter-values", 0, test_meter_chart);
  ADD ("/stations/charts/timeline", 0, test_timeline);
  ADD ("/stations/charts/no-empty-label", 0, test_no_empty_label);
  ADD ("/stations/charts/narrow", 360, test_narrow);
  return g_test_run ();
}
