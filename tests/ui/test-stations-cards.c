/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-station-header.h"
#include "csms-station-list.h"
#include "csms-station-page.h"
#include "csms-station-tabs.h"
#include "csms-stop-dialog.h"
#include "stations-hands.h"

static void
test_unconfirmed (StationsFixture *self, gconstpointer data)
{
  CsmsCommand *command;

  stations_go_live (self);
  command = fake_operator_add_command (self->operator, CSMS_COMMAND_START, "fora072", 1, "04A2B9C1F3");
  fake_command_set_sent_ms (command, self->now_ms);
  fake_command_set_state (self->operator, command, CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_STATION_TIMEOUT, NULL);
  stations_frame (self);
  g_assert_cmpint (csms_notice_get_kind (stations_notice (self, 1)), ==, CSMS_NOTICE_WARNING);
  g_assert_cmpstr (csms_notice_get_title (stations_notice (self, 1)), ==,
                   "Unconfirmed: the station did not answer in time and may still start");
  g_assert_nonnull (ui_find (GTK_WIDGET (self->page), GTK_TYPE_WIDGET, "Unconfirmed"));
  g_signal_emit_by_name (stations_button (self, "Check again"), "clicked");
  g_assert_cmpuint (fake_operator_get_n_checks (self->operator), ==, 1);
  /* It says so: nothing else may change for a while. */
  g_assert_nonnull (strstr (csms_notice_get_body (stations_notice (self, 1)), "The server was asked again at "));
  fake_operator_set_state (self->operator, CSMS_SEAT_OFFLINE);
  stations_frame (self);
  g_assert_false (gtk_widget_get_sensitive (stations_button (self, "Check again")));
  g_signal_emit_by_name (stations_button (self, "Mark as handled"), "clicked");
  stations_frame (self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stations_notice (self, 1))));
  g_assert_cmpuint (fake_operator_get_n_starts (self->operator), ==, 0);
}

static gboolean
has_focus (StationsFixture *self, gpointer widget)
{
  return gtk_window_get_focus (GTK_WINDOW (self->window)) == widget;
}

/* Whatever a command does to the buttons, the keyboard stays on the connector it was on. */
static void
test_focus (StationsFixture *self, gconstpointer data)
{
  CsmsCommand *command;
  GtkWidget *start;

  stations_go_live (self);
  start = stations_button (self, START_1);
  gtk_widget_grab_focus (start);
  command = fake_operator_add_command (self->operator, CSMS_COMMAND_START, "fora072", 1, "04A2B9C1F3");
  stations_frame (self);
  g_assert_false (gtk_widget_get_sensitive (start));
  g_assert_true (has_focus (self, stations_card (self, 1)));

  fake_command_set_state (self->operator, command, CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_STATION_TIMEOUT, NULL);
  stations_frame (self);
  gtk_widget_grab_focus (stations_button (self, "Mark as handled"));
  stations_frame (self);
  g_assert_true (has_focus (self, stations_button (self, "Mark as handled")));
  g_signal_emit_by_name (stations_button (self, "Mark as handled"), "clicked");
  stations_frame (self);
  g_assert_true (has_focus (self, start));

  /* Elsewhere it is left alone. */
  gtk_widget_grab_focus (stations_button (self, "Start charging on fora072 connector 2"));
  fake_operator_set_state (self->operator, CSMS_SEAT_OFFLINE);
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  stations_frame (self);
  g_assert_true (has_focus (self, stations_button (self, "Start charging on fora072 connector 2")));
}

static void
test_refused (StationsFixture *self, gconstpointer data)
{
  CsmsCommand *command;

  stations_go_live (self);
  command = fake_operator_add_command (self->operator, CSMS_COMMAND_START, "fora072", 2, "04A2B9C1F3");
  fake_command_set_state (self->operator, command, CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_SERVER_SAID_NO, "<i>nein");
  stations_frame (self);
  g_assert_cmpint (csms_notice_get_kind (stations_notice (self, 2)), ==, CSMS_NOTICE_ERROR);
  g_assert_cmpstr (csms_notice_get_title (stations_notice (self, 2)), ==, "Refused: <i>nein");
  g_assert_true (gtk_widget_get_sensitive (stations_button (self, "Start charging on fora072 connector 2")));
  g_signal_emit_by_name (stations_button (self, "Dismiss"), "clicked");
  stations_frame (self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (stations_notice (self, 2))));
}

static gboolean
is_hidden (gpointer data)
{
  return !gtk_widget_get_visible (data);
}

static void
test_confirmed_goes_away (StationsFixture *self, gconstpointer data)
{
  CsmsCommand *command;

  stations_go_live (self);
  command = fake_operator_add_command (self->operator, CSMS_COMMAND_START, "fora072", 1, "04A2B9C1F3");
  fake_command_set_state (self->operator, command, CSMS_COMMAND_ACCEPTED, CSMS_COMMAND_REASON_NONE, NULL);
  stations_frame (self);
  g_assert_cmpint (csms_notice_get_kind (stations_notice (self, 1)), ==, CSMS_NOTICE_BUSY);
  stations_fixture_begin_charge (self, "fora072", 1, 1763888000);
  fake_command_set_state (self->operator, command, CSMS_COMMAND_CONFIRMED, CSMS_COMMAND_REASON_NONE, NULL);
  stations_frame (self);
  g_assert_cmpint (csms_notice_get_kind (stations_notice (self, 1)), ==, CSMS_NOTICE_SUCCESS);
  g_assert_cmpstr (csms_notice_get_title (stations_notice (self, 1)), ==, "Charging confirmed");
  g_assert_true (gtk_widget_get_sensitive (stations_button (self, STOP_1)));
  ui_wait (is_hidden, stations_notice (self, 1));
  g_assert_cmpint (csms_command_get_state (command), ==, CSMS_COMMAND_HANDLED);
}

static void
test_error_code (StationsFixture *self, gconstpointer data)
{
  CsmsNotice *error;

  stations_go_live (self);
  fixture_push (self->fleet, self->now_ms, "{'eventId':'evt-%" G_GINT64_FORMAT "-f','event':'connector.status.changed',"
                "'ts':%" G_GINT64_FORMAT ",'stationId':'fora072','connectorId':2,'status':'Faulted','errorCode':'GroundFailure'}",
                self->now_ms, self->now_ms);
  stations_frame (self);
  error = CSMS_NOTICE (stations_child (stations_card (self, 2), "error_notice"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (error)));
  g_assert_cmpstr (csms_notice_get_title (error), ==, "GroundFailure: current is leaking to earth");
  g_assert_true (g_str_has_prefix (csms_notice_get_body (error), "The station has switched this connector off"));
}

static void
test_stale (StationsFixture *self, gconstpointer data)
{
  GtkWidget *header, *list;
  g_autofree char *words = NULL;

  stations_go_live (self);
  header = ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_HEADER, NULL);
  list = stations_child (ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_LIST, NULL), "list_view");
  g_assert_false (gtk_widget_has_css_class (header, "stale"));
  fake_operator_set_state (self->operator, CSMS_SEAT_OFFLINE);
  stations_frame (self);
  g_assert_true (gtk_widget_has_css_class (header, "stale"));
  g_assert_true (gtk_widget_has_css_class (list, "stale"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (stations_card (self, 1)), "stale"));
  g_assert_cmpstr (stations_label (stations_card (self, 1), "reason_beside"), ==, "Off: not connected");
  words = csms_station_header_get_words (CSMS_STATION_HEADER (header));
  g_assert_null (strstr (words, "ago"));
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  stations_frame (self);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (stations_card (self, 1)), "stale"));
}

static void
test_watches_only_on_screen (StationsFixture *self, gconstpointer data)
{
  stations_go_live (self);
  g_assert_cmpstr (fake_operator_get_watched (self->operator), ==, "fora072");
  g_assert_cmpuint (fake_operator_get_n_asked (self->operator), ==, 1);
  gtk_widget_set_visible (GTK_WIDGET (self->page), FALSE);
  g_assert_null (fake_operator_get_watched (self->operator));
  gtk_widget_set_visible (GTK_WIDGET (self->page), TRUE);
  stations_frame (self);
  g_assert_cmpstr (fake_operator_get_watched (self->operator), ==, "fora072");
}

static gboolean
is_folded_detail (gpointer data)
{
  gboolean visible;

  g_object_get (data, "detail-visible", &visible, NULL);
  return visible;
}

static void
test_narrow (StationsFixture *self, gconstpointer data)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *section = NULL;
  GtkWidget *sections;

  g_assert_false (is_folded_detail (self->page));
  stations_go_live (self);
  ui_wait (is_folded_detail, self->page);
  g_object_get (self->page, "detail-title", &title, "detail-subtitle", &subtitle, NULL);
  g_assert_cmpstr (title, ==, "fora072");
  g_assert_cmpstr (subtitle, ==, "Harbour Deck P2");

  sections = stations_child (ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_TABS, NULL), "sections");
  g_signal_emit_by_name (sections, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (sections), 3));
  g_object_get (self->page, "detail-title", &section, NULL);
  g_assert_cmpstr (section, ==, "Events");
  g_assert_true (csms_stations_page_back (self->page));
  g_assert_true (is_folded_detail (self->page));
  g_assert_true (csms_stations_page_back (self->page));
  g_assert_false (is_folded_detail (self->page));
  g_assert_false (csms_stations_page_back (self->page));
  stations_frame (self);
}

static void
test_trap_19 (StationsFixture *self, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (10240, 'W');
  GtkWidget *header;

  fixture_stations (self->fleet, self->now_ms,
                    "[{'id':'<b>x</b>&\\u202e','name':'%s<span>\\u0007','status':'<u>','isOnline':true,'connectors':["
                    "{'id':1,'status':'<big>&\\u2066','transactionId':'<t>','errorCode':'<e>&','type':'<p>','power_kW':1e300},"
                    "{'id':2147483647,'status':'%s','transactionId':null,'errorCode':'%s'}]}]", long_name, long_name, long_name);
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  csms_stations_page_show_station (self->page, "<b>x</b>&\342\200\256");
  fixture_push (self->fleet, self->now_ms, "{'eventId':'evt-1-<','event':'<b>odd</b>','ts':%" G_GINT64_FORMAT ","
                "'stationId':'<b>x</b>&\\u202e','connectorId':1}", self->now_ms);
  stations_frame (self);
  header = ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_HEADER, NULL);
  g_assert_cmpstr (stations_label (header, "id"), ==, "<b>x</b>&\357\277\275");
  g_assert_cmpint (g_utf8_strlen (stations_label (header, "name"), -1), <=, 81);
  g_signal_emit_by_name (csms_connector_card_get_button (stations_card (self, 1)), "clicked");
  stations_frame (self);
  g_assert_cmpstr (stations_label (stations_card (self, 1), "status_word"), ==, "<big>&\357\277\275");
}

static void
test_many_connectors (StationsFixture *self, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("[{'id':'huge','status':'Available','isOnline':true,'connectors':[");
  GtkWidget *cards, *more;
  guint n = 0;

  for (int i = 1; i <= 5000; i++)
    g_string_append_printf (json, "%s{'id':%d,'status':'Available','transactionId':null,'errorCode':'NoError'}", i > 1 ? "," : "", i);
  g_string_append (json, "]}]");
  fixture_stations (self->fleet, self->now_ms, "%s", json->str);
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  csms_stations_page_show_station (self->page, "huge");
  stations_frame (self);
  cards = ui_find (GTK_WIDGET (self->page), g_type_from_name ("CsmsConnectorCards"), NULL);
  more = stations_child (cards, "more_button");
  for (GtkWidget *child = gtk_widget_get_first_child (stations_child (cards, "cards")); child; child = gtk_widget_get_next_sibling (child))
    n++;
  g_assert_cmpuint (n, <, 100);
  g_assert_true (gtk_widget_get_visible (more));
  g_signal_emit_by_name (more, "clicked");
  stations_frame (self);
}

#define ADD(path, width, func) \
  g_test_add (path, StationsFixture, GINT_TO_POINTER (width), stations_fixture_set_up, func, stations_fixture_tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  ADD ("/stations/cards/trap-08-unconfirmed", 0, test_unconfirmed);
  ADD ("/stations/cards/focus", 0, test_focus);
  ADD ("/stations/cards/refused", 0, test_refused);
  ADD ("/stations/cards/trap-09-accepted-is-no-success-confirmed-goes-away", 0, test_confirmed_goes_away);
  ADD ("/stations/cards/error-code", 0, test_error_code);
  ADD ("/stations/cards/stale", 0, test_stale);
  ADD ("/stations/page/trap-15-polls-only-what-is-on-screen", 0, test_watches_only_on_screen);
  ADD ("/stations/page/narrow", 360, test_narrow);
  ADD ("/stations/page/trap-19-foreign-text", 0, test_trap_19);
  ADD ("/stations/page/trap-19-foreign-text-narrow", 360, test_trap_19);
  ADD ("/stations/page/many-connectors", 0, test_many_connectors);
  return g_test_run ();
}
