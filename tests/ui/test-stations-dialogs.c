/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-start-dialog.h"
#include "csms-stop-dialog.h"
#include "stations-hands.h"

static void
test_start (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  g_auto (GStrv) tags = NULL;

  stations_go_live (self);
  dialog = stations_open_start (self);
  g_assert_false (stations_can_confirm (dialog, "start"));
  g_assert_cmpstr (adw_message_dialog_get_response_label (ADW_MESSAGE_DIALOG (dialog), "start"), ==, "Confirm start");
  g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), ==, "fora072, connector 1 · Harbour Deck P2");
  stations_type (dialog, "04A2");
  g_assert_true (stations_can_confirm (dialog, "start"));
  g_assert_cmpstr (stations_label (dialog, "counter"), ==, "4 of 20");

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "start");
  g_assert_cmpuint (fake_operator_get_n_starts (self->operator), ==, 1);
  stations_frame (self);
  g_assert_false (gtk_widget_get_sensitive (stations_button (self, START_1)));
  g_assert_cmpstr (stations_label (stations_card (self, 1), "reason_beside"), ==, "Off: a command is open");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (stations_notice (self, 1))));
  g_assert_cmpstr (csms_notice_get_title (stations_notice (self, 1)), ==, "Sending");
  tags = g_settings_get_strv (self->settings, "id-tags");
  g_assert_cmpstr (tags[0], ==, "04A2");
}

/* A double click, Enter twice, or both dialogs at once: one command. */
static void
test_never_twice (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  guint n = 0;

  stations_go_live (self);
  dialog = stations_open_start (self);
  g_signal_emit_by_name (stations_button (self, START_1), "clicked");
  csms_stations_page_start (self->page);
  stations_dialog (CSMS_TYPE_START_DIALOG, &n);
  g_assert_cmpuint (n, ==, 1);

  stations_type (dialog, "04A2");
  g_object_ref (dialog);
  g_signal_emit_by_name (dialog, "response::start", "start");
  g_signal_emit_by_name (dialog, "response::start", "start");
  g_assert_cmpuint (fake_operator_get_n_starts (self->operator), ==, 1);
  g_assert_false (stations_can_confirm (dialog, "start"));
  g_object_unref (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
}

static void
test_twenty_characters (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  GtkEditable *entry, *text;
  int position = 0;

  stations_go_live (self);
  dialog = stations_open_start (self);
  entry = GTK_EDITABLE (stations_child (dialog, "entry"));
  text = gtk_editable_get_delegate (entry);
  gtk_editable_insert_text (text, "12345678901234567890", -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "12345678901234567890");
  g_assert_cmpstr (stations_label (dialog, "counter"), ==, "20 of 20");
  g_assert_true (gtk_widget_get_visible (stations_child (dialog, "problem")));
  g_assert_true (stations_can_confirm (dialog, "start"));

  /* A tag that is cut would be another one: nothing of it is taken. */
  gtk_editable_insert_text (text, "X", -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "12345678901234567890");
  gtk_editable_set_text (entry, "");
  gtk_editable_insert_text (text, "123456789012345678901", -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_nonnull (strstr (stations_label (dialog, "problem"), "21"));
  g_assert_true (gtk_widget_get_visible (stations_child (dialog, "problem")));

  stations_type (dialog, "  ");
  g_assert_false (stations_can_confirm (dialog, "start"));
  stations_type (dialog, "äöü");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_assert_cmpuint (fake_operator_get_n_starts (self->operator), ==, 0);
}

static void
test_dialog_goes_off (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  stations_go_live (self);
  dialog = stations_open_start (self);
  stations_type (dialog, "04A2");
  g_assert_true (stations_can_confirm (dialog, "start"));
  fake_operator_set_state (self->operator, CSMS_SEAT_OFFLINE);
  g_assert_false (stations_can_confirm (dialog, "start"));
  g_assert_cmpstr (stations_label (dialog, "problem"), ==, "Off: not connected");
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  g_assert_true (stations_can_confirm (dialog, "start"));

  fake_operator_forbid (self->operator, "Faulted");
  fixture_push (self->fleet, self->now_ms, "{'eventId':'evt-%" G_GINT64_FORMAT "-f','event':'connector.status.changed',"
                "'ts':%" G_GINT64_FORMAT ",'stationId':'fora072','connectorId':1,'status':'Faulted','errorCode':'GroundFailure'}",
                self->now_ms, self->now_ms);
  g_assert_false (stations_can_confirm (dialog, "start"));
  g_assert_cmpstr (stations_label (dialog, "problem"), ==, "Off: the connector is faulted");
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
  stations_go_live (self);
  dialog = stations_open_start (self);
  list = stations_child (dialog, "tags");
  stations_frame (self);
  g_assert_cmpuint (count_shown (list), ==, 3);
  stations_type (dialog, "04a2b97");
  g_assert_cmpuint (count_shown (list), ==, 1);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  g_signal_emit_by_name (list, "row-activated", row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (stations_child (dialog, "entry"))), ==, "04A2B9770E");
  g_assert_true (stations_can_confirm (dialog, "start"));
  stations_type (dialog, "zzz");
  g_assert_false (gtk_widget_get_visible (stations_child (dialog, "used_before")));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
}

static void
test_stop (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  stations_go_live (self);
  stations_fixture_begin_charge (self, "fora072", 1, 1763888000);
  stations_frame (self);
  csms_stations_page_stop (self->page);
  dialog = stations_dialog (CSMS_TYPE_STOP_DIALOG, NULL);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_response_label (ADW_MESSAGE_DIALOG (dialog), "stop"), ==, "Confirm stop");
  g_assert_cmpint (adw_message_dialog_get_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stop"), ==, ADW_RESPONSE_DESTRUCTIVE);
  g_assert_true (stations_can_confirm (dialog, "stop"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "stop");
  g_assert_cmpuint (fake_operator_get_n_stops (self->operator), ==, 1);
  stations_frame (self);
  g_assert_false (gtk_widget_get_sensitive (stations_button (self, STOP_1)));
}

/* Who confirms after the charge has ended must not stop the next driver's. */
static void
test_stop_of_another_charge (StationsFixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  stations_go_live (self);
  stations_fixture_begin_charge (self, "fora072", 1, 1763888000);
  stations_frame (self);
  g_signal_emit_by_name (stations_button (self, STOP_1), "clicked");
  dialog = stations_dialog (CSMS_TYPE_STOP_DIALOG, NULL);
  fixture_push (self->fleet, self->now_ms, "{'eventId':'evt-%" G_GINT64_FORMAT "-e','event':'transaction.stopped',"
                "'ts':%" G_GINT64_FORMAT ",'stationId':'fora072','connectorId':1,'transactionId':1763888000,'totalKWh':1,'cost':1}",
                self->now_ms + 5, self->now_ms + 5);
  self->now_ms += 10;
  stations_fixture_begin_charge (self, "fora072", 1, 1763888777);
  g_assert_false (stations_can_confirm (dialog, "stop"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "stop");
  g_assert_cmpuint (fake_operator_get_n_stops (self->operator), ==, 0);
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
  return g_test_run ();
}
