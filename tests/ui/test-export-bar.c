/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "csms-export-bar.h"
#include "csms-period.h"
#include "ui-fixture.h"

/* A file in pieces, of which there is no end until somebody gives up, or one. */
static void
read_async (gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

static GBytes *
read_finish (gpointer data, GAsyncResult *result, gboolean *more, double *fraction, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  *more = GPOINTER_TO_INT (data);
  *fraction = *more ? -1 : 1;
  return g_bytes_new_static ("piece", 5);
}

static const CsmsExportSource source = { read_async, read_finish, NULL };

static gboolean
is_over (gpointer bar)
{
  return !csms_export_bar_get_busy (bar);
}

static gboolean
is_open (gpointer bar)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (ui_find (bar, GTK_TYPE_REVEALER, NULL)));
}

static void
export (GtkWidget *window, CsmsExportBar *bar, const char *path, gboolean endless)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GCancellable *cancellable;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bar));
  gtk_window_present (GTK_WINDOW (window));
  cancellable = csms_export_bar_begin (bar, file);
  g_assert_true (csms_export_bar_get_busy (bar));
  g_assert_true (is_open (bar));
  csms_file_export_async (file, &source, GINT_TO_POINTER (endless), csms_export_bar_progress, cancellable, csms_export_bar_done,
                          g_object_ref (bar));
}

/* It says what became of the file, until it is told to go. */
static void
test_done (void)
{
  g_autofree char *folder = g_dir_make_tmp ("csms-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.csv", NULL);
  GtkWidget *window = gtk_window_new ();
  CsmsExportBar *bar = g_object_new (CSMS_TYPE_EXPORT_BAR, NULL);
  g_autofree char *text = NULL;

  export (window, bar, path, FALSE);
  ui_wait (is_over, bar);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "piece");
  g_assert_true (is_open (bar));
  g_signal_emit_by_name (ui_find (GTK_WIDGET (bar), GTK_TYPE_BUTTON, "Close"), "clicked");
  g_assert_false (is_open (bar));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_cancel (void)
{
  g_autofree char *folder = g_dir_make_tmp ("csms-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.csv", NULL);
  GtkWidget *window = gtk_window_new ();
  CsmsExportBar *bar = g_object_new (CSMS_TYPE_EXPORT_BAR, NULL);

  export (window, bar, path, TRUE);
  ui_settle ();
  g_signal_emit_by_name (ui_find (GTK_WIDGET (bar), GTK_TYPE_BUTTON, "Cancel"), "clicked");
  ui_wait (is_over, bar);
  g_assert_false (is_open (bar));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  /* Nothing of it is left: the folder is empty. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Whole days of local time, in the week in which summer time ends, too. */
static void
test_period (void)
{
  const gint64 noon_ms = G_GINT64_CONSTANT (1793098800000); /* 27 October 2026, 12:00 in Berlin */
  const gint64 hour_ms = 60 * 60 * 1000;
  gint64 from_ms, to_ms;

  g_setenv ("TZ", "Europe/Berlin", TRUE);
  csms_period_get (CSMS_PERIOD_TODAY, noon_ms, &from_ms, &to_ms);
  g_assert_cmpint (from_ms, ==, noon_ms - 12 * hour_ms);
  g_assert_cmpint (to_ms, ==, 0);
  csms_period_get (CSMS_PERIOD_YESTERDAY, noon_ms, &from_ms, &to_ms);
  g_assert_cmpint (from_ms, ==, noon_ms - 36 * hour_ms);
  g_assert_cmpint (to_ms, ==, noon_ms - 12 * hour_ms);
  csms_period_get (CSMS_PERIOD_WEEK, noon_ms, &from_ms, &to_ms);
  g_assert_cmpint (from_ms, ==, noon_ms - (6 * 24 + 12 + 1) * hour_ms);
  csms_period_get (CSMS_PERIOD_ANY, noon_ms, &from_ms, &to_ms);
  g_assert_cmpint (from_ms, ==, 0);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add_func ("/ui/export-bar/done", test_done);
  g_test_add_func ("/ui/export-bar/cancel", test_cancel);
  g_test_add_func ("/ui/period/days", test_period);
  return g_test_run ();
}
