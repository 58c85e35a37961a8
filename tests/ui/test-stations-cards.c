/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-connector-card.h"
#include "csms-notice.h"
#include "csms-start-dialog.h"
#include "csms-station-header.h"
#include "csms-station-list.h"
#include "csms-station-page.h"
#include "csms-station-tabs.h"
#include "csms-stop-dialog.h"
#include "stations-fixture.h"

#define START_1 "Start charging on fora072 connector 1"
#define STOP_1 "Stop charging on fora072 connector 1"

static GtkWidget *
button (StationsFixture *self, const char *name)
{
  GtkWidget *found = ui_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, name);

  g_assert_nonnull (found);
  return found;
}

static CsmsConnectorCard *
card (StationsFixture *self, int id)
{
  GtkWidget *cards = stations_child (ui_find (GTK_WIDGET (self->page), g_type_from_name ("CsmsConnectorCards"), NULL), "cards");
  GtkWidget *child = gtk_widget_get_first_child (cards);

  while (child != NULL && csms_connector_get_id (csms_connector_card_get_connector (CSMS_CONNECTOR_CARD (child))) != id)
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  return CSMS_CONNECTOR_CARD (child);
}

static CsmsNotice *
notice (StationsFixture *self, int id)
{
  return CSMS_NOTICE (stations_child (card (self, id), "command_notice"));
}

static const char *
label (gpointer widget, const char *child)
{
  return gtk_label_get_text (GTK_LABEL (stations_child (widget, child)));
}

static void
go_live (StationsFixture *self)
{
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  csms_stations_page_show_station (self->page, "fora072");
  stations_frame (self);
}

static GtkWidget *
open_start (StationsFixture *self)
{
  GtkWidget *dialog;

  g_signal_emit_by_name (button (self, START_1), "clicked");
  dialog = stations_dialog (CSMS_TYPE_START_DIALOG, NULL);
  g_assert_nonnull (dialog);
  return dialog;
}

static gboolean
can_confirm (GtkWidget *dialog, const char *response)
{
  return adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), response);
}

static void
type (GtkWidget *dialog, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (stations_child (dialog, "entry")), text);
}

static void
test_start (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  g_auto (GStrv) tags = NULL;

  go_live (self);
  dialog = open_start (self);
  g_assert_false (can_confirm (dialog, "start"));
  g_assert_cmpstr (adw_message_dialog_get_response_label (ADW_MESSAGE_DIALOG (dialog), "start"), ==, "Confirm start");
  g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), ==, "fora072, connector 1 · Harbour Deck P2");
  type (dialog, "04A2");
  g_assert_true (can_confirm (dialog, "start"));
  g_assert_cmpstr (label (dialog, "counter"), ==, "4 of 20");

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "start");
  g_assert_cmpuint (fake_operator_get_n_starts (self->operator), ==, 1);
  stations_frame (self);
  g_assert_false (gtk_widget_get_sensitive (button (self, START_1)));
  g_assert_cmpstr (label (card (self, 1), "reason_beside"), ==, "Off: a command is open");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (notice (self, 1))));
  g_assert_cmpstr (csms_notice_get_title (notice (self, 1)), ==, "Sending");
  tags = g_settings_get_strv (self->settings, "id-tags");
  g_assert_cmpstr (tags[0], ==, "04A2");
}

/* A double click, Enter twice, or both dialogs at once: one command. */
static void
test_never_twice (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  guint n = 0;

  go_live (self);
  dialog = open_start (self);
  g_signal_emit_by_name (button (self, START_1), "clicked");
  csms_stations_page_start (self->page);
  stations_dialog (CSMS_TYPE_START_DIALOG, &n);
  g_assert_cmpuint (n, ==, 1);

  type (dialog, "04A2");
  g_object_ref (dialog);
  g_signal_emit_by_name (dialog, "response::start", "start");
  g_signal_emit_by_name (dialog, "response::start", "start");
  g_assert_cmpuint (fake_operator_get_n_starts (self->operator), ==, 1);
  g_assert_false (can_confirm (dialog, "start"));
  g_object_unref (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
}

static void
test_twenty_characters (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  GtkEditable *entry, *text;
  int position = 0;

  go_live (self);
  dialog = open_start (self);
  entry = GTK_EDITABLE (stations_child (dialog, "entry"));
  text = gtk_editable_get_delegate (entry);
  gtk_editable_insert_text (text, "12345678901234567890", -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "12345678901234567890");
  g_assert_cmpstr (label (dialog, "counter"), ==, "20 of 20");
  g_assert_true (gtk_widget_get_visible (stations_child (dialog, "problem")));
  g_assert_true (can_confirm (dialog, "start"));

  /* A tag that is cut would be another one: nothing of it is taken. */
  gtk_editable_insert_text (text, "X", -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "12345678901234567890");
  gtk_editable_set_text (entry, "");
  gtk_editable_insert_text (text, "123456789012345678901", -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_nonnull (strstr (label (dialog, "problem"), "21"));
  g_assert_true (gtk_widget_get_visible (stations_child (dialog, "problem")));

  type (dialog, "  ");
  g_assert_false (can_confirm (dialog, "start"));
  type (dialog, "äöü");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_assert_cmpuint (fake_operator_get_n_starts (self->operator), ==, 0);
}

static void
test_dialog_goes_off (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  go_live (self);
  dialog = open_start (self);
  type (dialog, "04A2");
  g_assert_true (can_confirm (dialog, "start"));
  fake_operator_set_state (self->operator, CSMS_SEAT_OFFLINE);
  g_assert_false (can_confirm (dialog, "start"));
  g_assert_cmpstr (label (dialog, "problem"), ==, "Off: not connected");
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  g_assert_true (can_confirm (dialog, "start"));

  fake_operator_forbid (self->operator, "Faulted");
  fixture_push (self->fleet, self->now_ms, "{'eventId':'evt-%" G_GINT64_FORMAT "-f','event':'connector.status.changed',"
                "'ts':%" G_GINT64_FORMAT ",'stationId':'fora072','connectorId':1,'status':'Faulted','errorCode':'GroundFailure'}",
                self->now_ms, self->now_ms);
  g_assert_false (can_confirm (dialog, "start"));
  g_assert_cmpstr (label (dialog, "problem"), ==, "Off: the connector is faulted");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
}

static guint
count_shown (GtkWidget *list)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    n += gtk_widget_get_child_visible (row) ? 1 : 0;
  return n;
}

static void
test_used_before (StationsFixture *self, gconstpointer data)
{
  const char * const tags[] = { "04A2B9C1F3", "04A2B9770E", "<b>&", "far too long for a tag at all", NULL };
  GtkWidget *dialog, *list, *row;

  g_settings_set_strv (self->settings, "id-tags", tags);
  go_live (self);
  dialog = open_start (self);
  list = stations_child (dialog, "tags");
  stations_frame (self);
  g_assert_cmpuint (count_shown (list), ==, 3);
  type (dialog, "04a2b97");
  g_assert_cmpuint (count_shown (list), ==, 1);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  g_signal_emit_by_name (list, "row-activated", row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (stations_child (dialog, "entry"))), ==, "04A2B9770E");
  g_assert_true (can_confirm (dialog, "start"));
  type (dialog, "zzz");
  g_assert_false (gtk_widget_get_visible (stations_child (dialog, "used_before")));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
}

static void
test_stop (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  go_live (self);
  stations_fixture_begin_charge (self, "fora072", 1, 1763888000);
  stations_frame (self);
  csms_stations_page_stop (self->page);
  dialog = stations_dialog (CSMS_TYPE_STOP_DIALOG, NULL);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_response_label (ADW_MESSAGE_DIALOG (dialog), "stop"), ==, "Confirm stop");
  g_assert_cmpint (adw_message_dialog_get_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stop"), ==, ADW_RESPONSE_DESTRUCTIVE);
  g_assert_true (can_confirm (dialog, "stop"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "stop");
  g_assert_cmpuint (fake_operator_get_n_stops (self->operator), ==, 1);
  stations_frame (self);
  g_assert_false (gtk_widget_get_sensitive (button (self, STOP_1)));
}

/* Who confirms after the charge has ended must not stop the next driver's. */
static void
test_stop_of_another_charge (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  go_live (self);
  stations_fixture_begin_charge (self, "fora072", 1, 1763888000);
  stations_frame (self);
  g_signal_emit_by_name (button (self, STOP_1), "clicked");
  dialog = stations_dialog (CSMS_TYPE_STOP_DIALOG, NULL);
  fixture_push (self->fleet, self->now_ms, "{'eventId':'evt-%" G_GINT64_FORMAT "-e','event':'transaction.stopped',"
                "'ts':%" G_GINT64_FORMAT ",'stationId':'fora072','connectorId':1,'transactionId':1763888000,'totalKWh':1,'cost':1}",
                self->now_ms + 5, self->now_ms + 5);
  self->now_ms += 10;
  stations_fixture_begin_charge (self, "fora072", 1, 1763888777);
  g_assert_false (can_confirm (dialog, "stop"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "stop");
  g_assert_cmpuint (fake_operator_get_n_stops (self->operator), ==, 0);
}

static void
test_unconfirmed (StationsFixture *self, gconstpointer data)
{
  CsmsCommand *command;

  go_live (self);
  command = fake_operator_add_command (self->operator, CSMS_COMMAND_START, "fora072", 1, "04A2B9C1F3");
  fake_command_set_sent_ms (command, self->now_ms);
  fake_command_set_state (self->operator, command, CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_STATION_TIMEOUT, NULL);
  stations_frame (self);
  g_assert_cmpint (csms_notice_get_kind (notice (self, 1)), ==, CSMS_NOTICE_WARNING);
  g_assert_cmpstr (csms_notice_get_title (notice (self, 1)), ==,
                   "Unconfirmed: the station did not answer in time and may still start");
  g_assert_nonnull (ui_find (GTK_WIDGET (self->page), GTK_TYPE_WIDGET, "Unconfirmed"));
  g_signal_emit_by_name (button (self, "Check again"), "clicked");
  g_assert_cmpuint (fake_operator_get_n_checks (self->operator), ==, 1);
  /* It says so: nothing else may change for a while. */
  g_assert_nonnull (strstr (csms_notice_get_body (notice (self, 1)), "The server was asked again at "));
  fake_operator_set_state (self->operator, CSMS_SEAT_OFFLINE);
  stations_frame (self);
  g_assert_false (gtk_widget_get_sensitive (button (self, "Check again")));
  g_signal_emit_by_name (button (self, "Mark as handled"), "clicked");
  stations_frame (self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (notice (self, 1))));
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

  go_live (self);
  start = button (self, START_1);
  gtk_widget_grab_focus (start);
  command = fake_operator_add_command (self->operator, CSMS_COMMAND_START, "fora072", 1, "04A2B9C1F3");
  stations_frame (self);
  g_assert_false (gtk_widget_get_sensitive (start));
  g_assert_true (has_focus (self, card (self, 1)));

  fake_command_set_state (self->operator, command, CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_STATION_TIMEOUT, NULL);
  stations_frame (self);
  gtk_widget_grab_focus (button (self, "Mark as handled"));
  stations_frame (self);
  g_assert_true (has_focus (self, button (self, "Mark as handled")));
  g_signal_emit_by_name (button (self, "Mark as handled"), "clicked");
  stations_frame (self);
  g_assert_true (has_focus (self, start));

  /* Elsewhere it is left alone. */
  gtk_widget_grab_focus (button (self, "Start charging on fora072 connector 2"));
  fake_operator_set_state (self->operator, CSMS_SEAT_OFFLINE);
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  stations_frame (self);
  g_assert_true (has_focus (self, button (self, "Start charging on fora072 connector 2")));
}

static void
test_refused (StationsFixture *self, gconstpointer data)
{
  CsmsCommand *command;

  go_live (self);
  command = fake_operator_add_command (self->operator, CSMS_COMMAND_START, "fora072", 2, "04A2B9C1F3");
  fake_command_set_state (self->operator, command, CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_SERVER_SAID_NO, "<i>nein");
  stations_frame (self);
  g_assert_cmpint (csms_notice_get_kind (notice (self, 2)), ==, CSMS_NOTICE_ERROR);
  g_assert_cmpstr (csms_notice_get_title (notice (self, 2)), ==, "Refused: <i>nein");
  g_assert_true (gtk_widget_get_sensitive (button (self, "Start charging on fora072 connector 2")));
  g_signal_emit_by_name (button (self, "Dismiss"), "clicked");
  stations_frame (self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (notice (self, 2))));
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

  go_live (self);
  command = fake_operator_add_command (self->operator, CSMS_COMMAND_START, "fora072", 1, "04A2B9C1F3");
  fake_command_set_state (self->operator, command, CSMS_COMMAND_ACCEPTED, CSMS_COMMAND_REASON_NONE, NULL);
  stations_frame (self);
  g_assert_cmpint (csms_notice_get_kind (notice (self, 1)), ==, CSMS_NOTICE_BUSY);
  stations_fixture_begin_charge (self, "fora072", 1, 1763888000);
  fake_command_set_state (self->operator, command, CSMS_COMMAND_CONFIRMED, CSMS_COMMAND_REASON_NONE, NULL);
  stations_frame (self);
  g_assert_cmpint (csms_notice_get_kind (notice (self, 1)), ==, CSMS_NOTICE_SUCCESS);
  g_assert_cmpstr (csms_notice_get_title (notice (self, 1)), ==, "Charging confirmed");
  g_assert_true (gtk_widget_get_sensitive (button (self, STOP_1)));
  ui_wait (is_hidden, notice (self, 1));
  g_assert_cmpint (csms_command_get_state (command), ==, CSMS_COMMAND_HANDLED);
}

static void
test_error_code (StationsFixture *self, gconstpointer data)
{
  CsmsNotice *error;

  go_live (self);
  fixture_push (self->fleet, self->now_ms, "{'eventId':'evt-%" G_GINT64_FORMAT "-f','event':'connector.status.changed',"
                "'ts':%" G_GINT64_FORMAT ",'stationId':'fora072','connectorId':2,'status':'Faulted','errorCode':'GroundFailure'}",
                self->now_ms, self->now_ms);
  stations_frame (self);
  error = CSMS_NOTICE (stations_child (card (self, 2), "error_notice"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (error)));
  g_assert_cmpstr (csms_notice_get_title (error), ==, "GroundFailure: current is leaking to earth");
  g_assert_true (g_str_has_prefix (csms_notice_get_body (error), "The station has switched this connector off"));
}

static void
test_stale (StationsFixture *self, gconstpointer data)
{
  GtkWidget *header, *list;
  g_autofree char *words = NULL;

  go_live (self);
  header = ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_HEADER, NULL);
  list = stations_child (ui_find (GTK_WIDGET (self->page), CSMS_TYPE_STATION_LIST, NULL), "list_view");
  g_assert_false (gtk_widget_has_css_class (header, "stale"));
  fake_operator_set_state (self->operator, CSMS_SEAT_OFFLINE);
  stations_frame (self);
  g_assert_true (gtk_widget_has_css_class (header, "stale"));
  g_assert_true (gtk_widget_has_css_class (list, "stale"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (card (self, 1)), "stale"));
  g_assert_cmpstr (label (card (self, 1), "reason_beside"), ==, "Off: not connected");
  words = csms_station_header_get_words (CSMS_STATION_HEADER (header));
  g_assert_null (strstr (words, "ago"));
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  stations_frame (self);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (card (self, 1)), "stale"));
}

static void
test_watches_only_on_screen (StationsFixture *self, gconstpointer data)
{
  go_live (self);
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
  go_live (self);
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
  g_assert_cmpstr (label (header, "id"), ==, "<b>x</b>&\357\277\275");
  g_assert_cmpint (g_utf8_strlen (label (header, "name"), -1), <=, 81);
  g_signal_emit_by_name (csms_connector_card_get_button (card (self, 1)), "clicked");
  stations_frame (self);
  g_assert_cmpstr (label (card (self, 1), "status_word"), ==, "<big>&\357\277\275");
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
  ADD ("/stations/cards/start", 0, test_start);
  ADD ("/stations/cards/never-twice", 0, test_never_twice);
  ADD ("/stations/start-dialog/trap-19-twenty-characters", 0, test_twenty_characters);
  ADD ("/stations/start-dialog/goes-off-with-the-reason", 0, test_dialog_goes_off);
  ADD ("/stations/start-dialog/used-before", 0, test_used_before);
  ADD ("/stations/cards/stop", 0, test_stop);
  ADD ("/stations/stop-dialog/trap-06-another-charge-is-not-stopped", 0, test_stop_of_another_charge);
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
