/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-archive-private.h"
#include "csms-event-history.h"
#include "csms-event-marks.h"
#include "csms-event-list.h"
#include "csms-history-item.h"
#include "fake-operator.h"
#include "ui-fixture.h"

/* The journal as the page of events has it: all of it, and no more of it in memory than is looked at. */

#define T0 G_GINT64_CONSTANT (1795472292486)

typedef struct
{
  CsmsOperator *operator;
  CsmsJournal *journal;
  CsmsEventHistory *history;
  GAsyncResult *result;
  guint64 ticket;
  guint n_changes;
  guint position;
  guint removed;
  guint added;
} Fixture;

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Fixture *) user_data)->result = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return ((Fixture *) data)->result != NULL;
}

static GPtrArray *
make_events (guint first, guint n)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"eventId\":\"e%u\",\"event\":\"%s\",\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"st%u\","
                                               "\"connectorId\":1,\"status\":\"Available\"}", i,
                                               i % 10 == 0 ? "transaction.started" : "connector.status.changed", T0 + i, i % 5);

      g_ptr_array_add (events, csms_event_record_new_from_text (json, strlen (json)));
    }
  return events;
}

/* As the seat does: into the journal first, and then told. */
static void
come (Fixture *f, guint first, guint n, CsmsEventOrigin origin, gboolean told)
{
  g_autoptr (GPtrArray) events = make_events (first, n);

  f->ticket = csms_journal_append_events (f->journal, events, origin == CSMS_EVENT_PUSHED ? CSMS_JOURNAL_PUSHED : CSMS_JOURNAL_RECOVERED,
                                          NULL, 1);
  csms_archive_set_ticket (csms_operator_get_archive (f->operator), f->ticket);
  if (told)
    g_signal_emit_by_name (f->operator, "events", events, (int) origin);
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *f)
{
  f->n_changes++;
  f->position = position;
  f->removed = removed;
  f->added = added;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (CsmsJournalContents) contents = NULL;

  f->operator = fake_operator_new ();
  f->journal = csms_journal_new (NULL);
  csms_journal_open_async (f->journal, NULL, result_cb, f);
  ui_wait (has_result, f);
  contents = csms_journal_open_finish (f->journal, f->result, NULL);
  g_assert_nonnull (contents);
  g_clear_object (&f->result);
  csms_archive_set_journal (csms_operator_get_archive (f->operator), f->journal);
  f->history = csms_event_history_new ();
  g_signal_connect (f->history, "items-changed", G_CALLBACK (changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->history);
  csms_archive_set_journal (csms_operator_get_archive (f->operator), NULL);
  g_object_unref (f->operator);
  g_object_unref (f->journal);
  ui_settle ();
}

static guint
get_n (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->history));
}

static gboolean
is_loaded (gpointer data)
{
  return !csms_event_history_get_loading (((Fixture *) data)->history);
}

static gboolean
has_event (gpointer data)
{
  return csms_history_item_get_event (data) != NULL;
}

/* The number of the event at @position, once it was read. */
static guint
read_number (Fixture *f, guint position)
{
  g_autoptr (CsmsHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (f->history), position);

  ui_wait (has_event, item);
  return (guint) (csms_event_get_record (csms_history_item_get_event (item))->ts_ms - T0);
}

static void
open_with (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i += 1000)
    come (f, i, MIN (1000, n - i), CSMS_EVENT_PUSHED, FALSE);
  csms_event_history_set_operator (f->history, f->operator);
  ui_wait (is_loaded, f);
  g_assert_cmpuint (get_n (f), ==, n);
}

/* Any row can be had, in any order. */
static void
test_all (Fixture *f, gconstpointer data)
{
  const guint positions[] = { 0, 4999, 2500, 127, 128, 129, 3000, 1 };

  open_with (f, 5000);
  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    g_assert_cmpuint (read_number (f, positions[i]), ==, 4999 - positions[i]);
}

/* A row that is held is one object, and another one has the same again. */
static void
test_same_items (Fixture *f, gconstpointer data)
{
  g_autoptr (CsmsHistoryItem) first = NULL;
  g_autoptr (CsmsHistoryItem) again = NULL;
  g_autoptr (CsmsHistoryItem) moved = NULL;

  open_with (f, 500);
  first = g_list_model_get_item (G_LIST_MODEL (f->history), 100);
  again = g_list_model_get_item (G_LIST_MODEL (f->history), 100);
  g_assert_true (first == again);
  come (f, 500, 3, CSMS_EVENT_PUSHED, TRUE);
  g_assert_cmpuint (get_n (f), ==, 503);
  moved = g_list_model_get_item (G_LIST_MODEL (f->history), 103);
  g_assert_true (first == moved);
  ui_wait (has_event, first);
  g_assert_cmpint (csms_event_get_record (csms_history_item_get_event (first))->ts_ms, ==, T0 + 399);
}

static gboolean
has_2600 (gpointer data)
{
  return get_n (data) == 2600;
}

/* What comes in is on top at once, each once, whether it is told before or after the journal was read. */
static void
test_live (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    come (f, i, 1, CSMS_EVENT_PUSHED, TRUE);
  csms_event_history_set_operator (f->history, f->operator);
  for (guint i = 100; i < 2600; i++)
    {
      come (f, i, 1, CSMS_EVENT_PUSHED, TRUE);
      if (i % 50 == 0)
        ui_settle ();
    }
  ui_wait (has_2600, f);
  for (guint i = 0; i < 2600; i += 97)
    g_assert_cmpuint (read_number (f, i), ==, 2599 - i);
}

static gboolean
is_quiet (gpointer data)
{
  Fixture *f = data;

  return f->removed == 0 && get_n (f) == 5200;
}

/* When much has come it goes into the journal's part, and a view does not see it happen. */
static void
test_folds (Fixture *f, gconstpointer data)
{
  guint n_removed = 0;
  gint64 end_us;

  open_with (f, 200);
  f->removed = 0;
  for (guint i = 200; i < 5200; i += 100)
    {
      come (f, i, 100, CSMS_EVENT_PUSHED, TRUE);
      ui_settle ();
      n_removed += f->removed;
    }
  ui_wait (is_quiet, f);
  /* Past the time after which it does. */
  end_us = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  while (g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (n_removed + f->removed, ==, 0);
  g_assert_cmpuint (get_n (f), ==, 5200);
  for (guint i = 0; i < 5200; i += 311)
    g_assert_cmpuint (read_number (f, i), ==, 5199 - i);
}

static gboolean
has_900 (gpointer data)
{
  return get_n (data) == 900;
}

/* What was recovered comes to where it belongs; what is older stays as it is. */
static void
test_recovered (Fixture *f, gconstpointer data)
{
  g_autoptr (CsmsHistoryItem) old = NULL;

  come (f, 0, 400, CSMS_EVENT_PUSHED, FALSE);
  come (f, 700, 100, CSMS_EVENT_PUSHED, FALSE);
  csms_event_history_set_operator (f->history, f->operator);
  ui_wait (is_loaded, f);
  old = g_list_model_get_item (G_LIST_MODEL (f->history), 450);
  come (f, 800, 100, CSMS_EVENT_PUSHED, TRUE);
  come (f, 400, 300, CSMS_EVENT_RECOVERED, TRUE);
  ui_wait (has_900, f);
  for (guint i = 0; i < 900; i += 53)
    g_assert_cmpuint (read_number (f, i), ==, 899 - i);
  g_assert_true (old == g_list_model_get_item (G_LIST_MODEL (f->history), 850));
  g_object_unref (old);
}

static gboolean
has_80 (gpointer data)
{
  return get_n (data) == 80;
}

static gboolean
has_84 (gpointer data)
{
  return get_n (data) == 84;
}

static void
test_query (Fixture *f, gconstpointer data)
{
  const char *const names[] = { "transaction.started", NULL };
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;

  open_with (f, 400);
  query.station_id = "st3";
  csms_event_history_set_query (f->history, &query);
  ui_wait (has_80, f);
  /* What comes in is held against it as well. */
  come (f, 400, 20, CSMS_EVENT_PUSHED, TRUE);
  ui_wait (has_84, f);
  g_assert_cmpuint (read_number (f, 0) % 5, ==, 3);
  query.names = names;
  csms_event_history_set_query (f->history, &query);
  ui_wait (is_loaded, f);
  g_assert_cmpuint (get_n (f), ==, 0);
}

static gboolean
has_230 (gpointer data)
{
  return get_n (data) == 230;
}

static void
test_paused (Fixture *f, gconstpointer data)
{
  open_with (f, 200);
  csms_event_history_set_paused (f->history, TRUE);
  come (f, 200, 20, CSMS_EVENT_PUSHED, TRUE);
  ui_settle ();
  g_assert_cmpuint (get_n (f), ==, 200);
  g_assert_cmpuint (read_number (f, 0), ==, 199);
  csms_event_history_set_paused (f->history, FALSE);
  come (f, 220, 10, CSMS_EVENT_PUSHED, TRUE);
  ui_wait (has_230, f);
  for (guint i = 0; i < 230; i += 7)
    g_assert_cmpuint (read_number (f, i), ==, 229 - i);
}

/* Without a journal it has what the fleet remembers, until there is one. */
static void
test_no_journal (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) events = make_events (0, 30);

  csms_archive_set_journal (csms_operator_get_archive (f->operator), NULL);
  csms_event_history_set_operator (f->history, f->operator);
  csms_fleet_apply_events (csms_operator_get_fleet (f->operator), events, CSMS_EVENT_PUSHED, 1);
  g_assert_cmpuint (get_n (f), ==, 30);
  g_assert_cmpuint (read_number (f, 0), ==, 29);

  come (f, 0, 80, CSMS_EVENT_PUSHED, FALSE);
  csms_archive_set_journal (csms_operator_get_archive (f->operator), f->journal);
  ui_wait (has_80, f);
  g_assert_cmpuint (read_number (f, 79), ==, 0);
}

static void
test_marks (Fixture *f, gconstpointer data)
{
  g_autoptr (CsmsEventMarks) marks = csms_event_marks_new ();
  CsmsJournalSpan gap = { .from_ms = T0 + 100, .to_ms = T0 + 200, .why = (char *) "The server was restarted" };
  CsmsJournalSpan near = { .from_ms = T0 + 110, .to_ms = T0 + 120 };
  CsmsJournalSpan recovery = { .from_ms = T0 + 300, .to_ms = T0 + 400, .count = 2 };

  g_ptr_array_add (csms_operator_get_gaps (f->operator), &gap);
  csms_event_marks_set_operator (marks, f->operator);
  g_assert_null (csms_event_marks_get (marks, T0 + 101, T0 + 900));
  g_assert_null (csms_event_marks_get (marks, T0 + 10, T0 + 100));
  g_assert_true (csms_event_marks_get (marks, T0 + 100, T0 + 201)->warning);
  g_assert_cmpstr (csms_event_marks_get (marks, T0 + 50, G_MAXINT64)->detail, ==, "The server was restarted");

  /* Where there are several, the worst is told. */
  g_ptr_array_add (csms_operator_get_recoveries (f->operator), &near);
  g_ptr_array_add (csms_operator_get_recoveries (f->operator), &recovery);
  g_signal_emit_by_name (f->operator, "restored");
  g_assert_true (csms_event_marks_get (marks, T0 + 90, T0 + 500)->warning);
  g_assert_false (csms_event_marks_get (marks, T0 + 101, T0 + 500)->warning);
  g_assert_null (csms_event_marks_get (marks, T0 + 401, T0 + 500));
  /* What was not read yet says nothing of what is above it. */
  g_assert_null (csms_event_marks_get (marks, T0 + 90, 0));
}

static gboolean
shows_yesterday (gpointer data)
{
  return ui_find (data, GTK_TYPE_LABEL, "Yesterday") != NULL;
}

/* Where another day begins it is said, so that a time of day is enough for a row. */
static void
test_days (Fixture *f, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  CsmsEventList *list = g_object_new (CSMS_TYPE_EVENT_LIST, NULL);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (now, -i);
      g_autofree char *json = g_strdup_printf ("{\"eventId\":\"d%d\",\"event\":\"x\",\"ts\":%" G_GINT64_FORMAT "}", i,
                                               g_date_time_to_unix (day) * 1000);

      g_ptr_array_add (events, csms_event_record_new_from_text (json, strlen (json)));
    }
  csms_journal_append_events (f->journal, events, CSMS_JOURNAL_PUSHED, NULL, 1);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (list));
  csms_event_list_set_operator (list, f->operator);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (shows_yesterday, list);
  g_assert_null (ui_find (GTK_WIDGET (list), GTK_TYPE_LABEL, "Today"));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

static gboolean
shows_number (gpointer data)
{
  return ui_find (data, GTK_TYPE_LABEL, "st4/1") != NULL;
}

/* A hundred thousand: from one end to the other costs what is on screen. */
static void
test_long (Fixture *f, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  CsmsEventList *list = g_object_new (CSMS_TYPE_EVENT_LIST, NULL);
  GtkWidget *view = ui_find (GTK_WIDGET (list), GTK_TYPE_LIST_VIEW, NULL);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  gint64 longest_us = 0;

  g_set_object (&f->history, csms_event_list_get_history (list));
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 600);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (list));
  for (guint i = 0; i < 100; i++)
    come (f, i * 1000, 1000, CSMS_EVENT_PUSHED, FALSE);
  csms_event_list_set_operator (list, f->operator);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (is_loaded, f);
  g_assert_cmpuint (get_n (f), ==, 100000);
  ui_wait (shows_number, list);
  for (guint i = 0; i <= 200; i++)
    {
      gint64 begun_us = g_get_monotonic_time ();

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * i / 200);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      longest_us = MAX (longest_us, g_get_monotonic_time () - begun_us);
    }
  g_test_message ("The longest step of scrolling through 100,000 events took %" G_GINT64_FORMAT " ms", longest_us / 1000);
  g_assert_cmpuint (read_number (f, 99999), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

#define TEST(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  TEST ("/ui/event-history/all", test_all);
  TEST ("/ui/event-history/same-items", test_same_items);
  TEST ("/ui/event-history/live", test_live);
  TEST ("/ui/event-history/folds", test_folds);
  TEST ("/ui/event-history/recovered", test_recovered);
  TEST ("/ui/event-history/query", test_query);
  TEST ("/ui/event-history/paused", test_paused);
  TEST ("/ui/event-history/no-journal", test_no_journal);
  TEST ("/ui/event-history/marks", test_marks);
  TEST ("/ui/event-history/days", test_days);
  TEST ("/ui/event-history/long", test_long);
  return g_test_run ();
}
