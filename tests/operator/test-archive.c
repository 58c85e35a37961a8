/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "csms-archive-export.h"
#include "csms-test-seat.h"

/* Looking back from a seat: what it keeps can be read, exported and cleared while it goes on. */

#define N_EVENTS 2500

typedef struct {
  GAsyncResult *result;
  GCancellable *cancellable;
  guint n_told;
  double fraction;
} Errand;

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Errand *) data)->result = g_object_ref (result);
}

static void
await_errand (Errand *errand)
{
  while (errand->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
has_events (CsmsTestSeat *self, gpointer data)
{
  return g_hash_table_size (self->event_ids) >= GPOINTER_TO_UINT (data);
}

static CsmsTestSeat *
new_busy (void)
{
  CsmsTestSeat *self = csms_test_seat_new_deployed ();

  csms_test_seat_burst (self, N_EVENTS);
  csms_test_seat_wait (self, has_events, GUINT_TO_POINTER (N_EVENTS));
  return self;
}

static guint64
count (CsmsArchive *archive, guint64 *ticket)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;
  g_autoptr (CsmsJournalOutline) outline = NULL;
  g_autoptr (GError) error = NULL;
  Errand errand = { NULL };

  csms_archive_outline_events_async (archive, &query, NULL, 0, 100, NULL, on_result, &errand);
  await_errand (&errand);
  outline = csms_journal_outline_events_finish (errand.result, &error);
  g_assert_no_error (error);
  g_assert_true (outline->complete);
  *ticket = outline->ticket;
  g_object_unref (errand.result);
  return outline->n_events;
}

/* What was told before is in it, and known by its ticket. */
static void
test_reads (void)
{
  g_autoptr (CsmsTestSeat) self = new_busy ();
  CsmsArchive *archive = csms_operator_get_archive (self->seat);
  guint64 told = csms_archive_get_ticket (archive);
  guint64 ticket = 0;

  g_assert_true (csms_archive_get_open (archive));
  g_assert_cmpuint (told, >, 0);
  g_assert_cmpuint (count (archive, &ticket), >=, N_EVENTS);
  g_assert_cmpuint (ticket, >=, told);
}

static void
test_not_open (void)
{
  CsmsSimulatorConfig config;
  g_autoptr (CsmsTestSeat) self = NULL;
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;
  g_autoptr (GError) error = NULL;
  Errand errand = { NULL };

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  self = csms_test_seat_new (&config);
  g_assert_false (csms_archive_get_open (csms_operator_get_archive (self->seat)));
  csms_archive_read_events_async (csms_operator_get_archive (self->seat), &query, NULL, 1, NULL, on_result, &errand);
  await_errand (&errand);
  g_assert_null (csms_journal_read_events_finish (errand.result, &error));
  g_assert_error (error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CLOSED);
  g_object_unref (errand.result);
}

static void
on_progress (double fraction, guint64 n_bytes, gpointer data)
{
  Errand *errand = data;

  g_assert_cmpfloat (fraction, >=, errand->fraction);
  errand->fraction = fraction;
  errand->n_told++;
  if (errand->cancellable != NULL)
    g_cancellable_cancel (errand->cancellable);
}

static gboolean
export (CsmsArchive *archive, CsmsExportFormat format, GFile *file, Errand *errand, GError **error)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;
  guint64 ticket;
  gboolean done;

  csms_archive_export_events_async (archive, &query, count (archive, &ticket), format, file, on_progress, errand->cancellable,
                                    on_result, errand);
  await_errand (errand);
  done = csms_file_export_finish (errand->result, NULL, error);
  g_clear_object (&errand->result);
  return done;
}

static guint
count_lines (GFile *file)
{
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  for (const char *p = text; (p = strchr (p, '\n')) != NULL; p++)
    n++;
  return n;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_export (void)
{
  g_autoptr (CsmsTestSeat) self = new_busy ();
  CsmsArchive *archive = csms_operator_get_archive (self->seat);
  g_autofree char *folder = g_dir_make_tmp ("csms-archive-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "events.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  Errand lines = { NULL }, csv = { NULL }, stopped = { .cancellable = cancellable };
  guint64 ticket;
  guint64 n = count (archive, &ticket);

  g_assert_true (export (archive, CSMS_EXPORT_JSON_LINES, file, &lines, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_lines (file), ==, n);
  g_assert_cmpuint (lines.n_told, >=, N_EVENTS / CSMS_JOURNAL_PAGE_MAX);
  g_assert_cmpfloat (lines.fraction, ==, 1);

  /* It replaces what was there, in one go. */
  g_assert_true (export (archive, CSMS_EXPORT_CSV, file, &csv, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_lines (file), ==, n + 1);
  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_true (g_str_has_prefix (text, "time,event,station,connector,"));

  /* Given up, it leaves what was there, and nothing else. */
  g_assert_false (export (archive, CSMS_EXPORT_JSON_LINES, file, &stopped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_lines (file), ==, n + 1);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_export_fails (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/folder/events.csv");
  g_autoptr (GError) error = NULL;
  Errand errand = { NULL };

  g_assert_false (export (csms_operator_get_archive (self->seat), CSMS_EXPORT_CSV, file, &errand, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
on_changed (CsmsArchive *archive, guint *n)
{
  (*n)++;
}

static void
test_clear (void)
{
  g_autoptr (CsmsTestSeat) self = new_busy ();
  CsmsArchive *archive = csms_operator_get_archive (self->seat);
  g_autoptr (GError) error = NULL;
  Errand errand = { NULL };
  guint n_changes = 0;
  guint64 ticket;
  guint64 n = count (archive, &ticket);

  g_signal_connect (archive, "changed", G_CALLBACK (on_changed), &n_changes);
  csms_archive_clear_async (archive, NULL, NULL, on_result, &errand);
  await_errand (&errand);
  g_assert_true (csms_archive_clear_finish (archive, errand.result, &error));
  g_assert_no_error (error);
  g_object_unref (errand.result);
  g_assert_cmpuint (n_changes, ==, 1);
  /* The cursor may need them all: they are some seconds old. */
  g_assert_cmpuint (count (archive, &ticket), <=, n);
  g_signal_handlers_disconnect_by_data (archive, &n_changes);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/operator/archive/reads", test_reads);
  g_test_add_func ("/operator/archive/not-open", test_not_open);
  g_test_add_func ("/operator/archive/export", test_export);
  g_test_add_func ("/operator/archive/export-fails", test_export_fails);
  g_test_add_func ("/operator/archive/clear", test_clear);
  return g_test_run ();
}
