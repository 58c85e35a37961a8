/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "csms-notification-words.h"
#include "csms-text.h"
#include "csms-window.h"
#include "ui-fixture.h"

/*
 * Everything a server says is hostile: the whole window is shown, every widget of it is visited, and none has a word, a tooltip or
 * a name for assistive technology that could mislead. Markup that is parsed by mistake warns, and a warning ends the test.
 */

#define EVIL "\\nEVILLINE<b>&amp;\\u202e\\u009b2J\\u0007\\u200b\\ud83d\\ude08</span>&\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301"
#define NOW G_GINT64_CONSTANT (1763892151009)

/* In characters: what a label may hold of it, with our own words around. */
#define LONGEST 1200

static char *
evil (const char *kind)
{
  g_autofree char *tail = g_strnfill (10 * 1024, 'x');

  return g_strconcat (kind, EVIL, tail, NULL);
}

static void
fill_fleet (CsmsFleet *fleet)
{
  g_autofree char *id = evil ("id");
  g_autofree char *word = evil ("word");
  g_autofree char *stations =
    g_strdup_printf ("[{\"id\":\"%s\",\"name\":\"%s\",\"status\":\"%s\",\"isOnline\":true,\"connectors\":["
                     "{\"id\":1,\"status\":\"Charging\",\"transactionId\":\"%s\",\"errorCode\":\"%s\",\"type\":\"%s\"},"
                     "{\"id\":2,\"status\":\"%s\",\"transactionId\":null,\"errorCode\":\"%s\"}]}]",
                     id, word, word, word, word, word, word, word);
  g_autofree char *start =
    g_strdup_printf ("{\"eventId\":\"evt-1-%s\",\"event\":\"transaction.started\",\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"%s\","
                     "\"connectorId\":1,\"transactionId\":\"%s\",\"idTag\":\"%s\"}", word, NOW, id, word, word);
  g_autofree char *stop =
    g_strdup_printf ("{\"eventId\":\"evt-2-x\",\"event\":\"transaction.stopped\",\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"%s\","
                     "\"connectorId\":2,\"transactionId\":\"9\",\"totalKWh\":1,\"reason\":\"%s\",\"idTag\":\"%s\"}", NOW + 1, id, word, word);
  g_autofree char *meter =
    g_strdup_printf ("{\"eventId\":\"evt-3-x\",\"event\":\"meter.values.delta\",\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"%s\","
                     "\"connectorId\":1,\"transactionId\":\"%s\",\"delta\":1,\"total\":2,\"unit\":\"%s\",\"measurand\":\"%s\"}",
                     NOW + 2, id, word, word, word);
  g_autofree char *result =
    g_strdup_printf ("{\"eventId\":\"evt-4-x\",\"event\":\"remote.start.result\",\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"%s\","
                     "\"status\":\"%s\",\"correlationId\":\"%s\",\"idTag\":\"%s\"}", NOW + 3, id, word, word, word);
  g_autofree char *odd = g_strdup_printf ("{\"eventId\":\"evt-5-x\",\"event\":\"%s\",\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"%s\","
                                          "\"connectorId\":\"%s\",\"%s\":\"%s\"}", word, NOW + 4, id, word, word, word);
  g_autofree char *status =
    g_strdup_printf ("{\"eventId\":\"evt-6-x\",\"event\":\"connector.status.changed\",\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"%s\","
                     "\"connectorId\":2,\"status\":\"%s\",\"errorCode\":\"%s\"}", NOW + 5, id, word, word);

  ui_add_stations (fleet, stations);
  ui_push (fleet, CSMS_EVENT_PUSHED, (const char *[]) { start, stop, meter, result, odd, status, NULL });
}

static void
assert_harmless (const char *text, GtkWidget *widget, const char *what, gboolean lines)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  if (strstr (text, "\nEVILLINE") != NULL)
    g_error ("%s of a %s has a line of the server’s: “%.200s”", what, G_OBJECT_TYPE_NAME (widget), text);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (csms_text_is_treacherous (g_utf8_get_char (p)) && !(lines && *p == '\n'))
      g_error ("%s of a %s: U+%04X in “%.200s”", what, G_OBJECT_TYPE_NAME (widget), g_utf8_get_char (p), text);
  if (!lines && g_utf8_strlen (text, -1) > LONGEST)
    g_error ("%s of a %s is %ld characters long: “%.80s”", what, G_OBJECT_TYPE_NAME (widget), g_utf8_strlen (text, -1), text);
}

static void
check_accessible (GtkWidget *widget, GtkAccessibleProperty property, const char *what, gboolean lines)
{
  g_autofree char *other = NULL;

  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), property))
    return;
  /* There is no asking for it; but the complaint that it is another has it. */
  other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, "\001");
  assert_harmless (other, widget, what, lines);
}

/* Returns: how many words there were to look at */
static guint
check_widget (GtkWidget *widget)
{
  gboolean is_label = GTK_IS_LABEL (widget);
  /* Raw JSON stands on lines of its own, and its escapes may be long. */
  gboolean lines = is_label && strchr (gtk_label_get_text (GTK_LABEL (widget)), '\n') != NULL;
  guint n = is_label;

  if (is_label)
    assert_harmless (gtk_label_get_text (GTK_LABEL (widget)), widget, "the text", lines);
  if (GTK_IS_BUTTON (widget))
    assert_harmless (gtk_button_get_label (GTK_BUTTON (widget)), widget, "the label", FALSE);
  if (GTK_IS_WINDOW (widget))
    assert_harmless (gtk_window_get_title (GTK_WINDOW (widget)), widget, "the title", FALSE);
  if (GTK_IS_EDITABLE (widget))
    assert_harmless (gtk_editable_get_text (GTK_EDITABLE (widget)), widget, "the entry", FALSE);
  assert_harmless (gtk_widget_get_tooltip_text (widget), widget, "the tooltip", TRUE);
  if (!lines)
    check_accessible (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, "the accessible name", FALSE);
  check_accessible (widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "the accessible description", TRUE);
  check_accessible (widget, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "the accessible value", FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += check_widget (child);
  return n;
}

static gboolean
late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

/* A few frames, in which rows are made and filled. */
static void
let_it_draw (void)
{
  gboolean done = FALSE;

  g_timeout_add (400, late_cb, &done);
  ui_wait (is_set, &done);
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
test_window (void)
{
  CsmsWindow *window = g_object_new (CSMS_TYPE_WINDOW, NULL);
  g_autoptr (CsmsServer) server = csms_server_new_passing ("ws://127.0.0.1:1/mobile-client", "key");
  g_autoptr (CsmsOperator) operator = csms_operator_new (server);
  CsmsFleet *fleet = csms_operator_get_fleet (operator);
  GListModel *stations;
  static const char *const views[] = { "stations", "transactions", "events" };

  csms_server_set_name (server, "<b>\342\200\256name</b>");
  fill_fleet (fleet);
  g_object_set (window, "operator", operator, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (is_mapped, window);
  stations = csms_fleet_get_stations (fleet);
  g_assert_cmpuint (g_list_model_get_n_items (stations), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", views[i]);
      if (i == 0)
        {
          g_autoptr (CsmsStation) station = g_list_model_get_item (stations, 0);

          csms_window_show_station (window, csms_station_get_id (station));
        }
      let_it_draw ();
      g_assert_cmpuint (check_widget (GTK_WIDGET (window)), >, 30);
    }
  csms_window_toast (window, "<b>\342\200\256" "and \033[31m more</b>");
  let_it_draw ();
  check_widget (GTK_WIDGET (window));
  g_object_set (window, "operator", NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

static void
test_notifications (void)
{
  g_autoptr (CsmsFleet) fleet = csms_fleet_new ();
  GListModel *transactions;

  fill_fleet (fleet);
  transactions = csms_fleet_get_transactions (fleet);
  g_assert_cmpuint (g_list_model_get_n_items (transactions), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (transactions); i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, i);
      g_autofree char *started = csms_notification_body (transaction, FALSE);
      g_autofree char *stopped = csms_notification_body (transaction, TRUE);
      const char *const bodies[] = { started, stopped };

      for (guint k = 0; k < G_N_ELEMENTS (bodies); k++)
        {
          assert_harmless (bodies[k], NULL, "the notification", FALSE);
          g_assert_null (strpbrk (bodies[k], "<>&"));
        }
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_network_monitor_get_default ();
  g_test_add_func ("/ui/hostile-text/window", test_window);
  g_test_add_func ("/ui/hostile-text/notifications", test_notifications);
  return g_test_run ();
}
