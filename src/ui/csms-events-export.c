/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-events-export.h"

#include <glib/gi18n.h>

/* A file is being asked for. */
typedef struct
{
  CsmsExportBar *bar;
  CsmsArchive *archive;
  CsmsJournalQuery *query;
  guint64 n_events;
  CsmsExportFormat format;
} Wish;

static void
wish_free (gpointer data, GClosure *closure)
{
  Wish *self = data;

  g_object_unref (self->bar);
  g_object_unref (self->archive);
  csms_journal_query_free (self->query);
  g_free (self);
}

static void
response_cb (GtkNativeDialog *dialog, int response, Wish *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT && !csms_export_bar_get_busy (self->bar))
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    {
      GCancellable *cancellable = csms_export_bar_begin (self->bar, file);

      csms_archive_export_events_async (self->archive, self->query, self->n_events, self->format, file, csms_export_bar_progress,
                                        cancellable, csms_export_bar_done, g_object_ref (self->bar));
    }
  /* It was held for as long as it was open. */
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *title, const char *pattern, const char *mime_type)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, title);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_filter_add_mime_type (filter, mime_type);
  gtk_file_chooser_add_filter (chooser, filter);
}

static char *
make_name (const char *extension)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: the beginning of a file's name, before a date: "events-2026-11-27.csv" */
  const char *events = _("events");

  return g_strdup_printf ("%s-%s.%s", events, day, extension);
}

void
csms_events_export (CsmsExportBar *bar, CsmsArchive *archive, const CsmsJournalQuery *query, guint64 n_events,
                    CsmsExportFormat format)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (bar));
  gboolean csv = format == CSMS_EXPORT_CSV;
  g_autofree char *name = make_name (csv ? "csv" : "jsonl");
  GtkFileChooserNative *dialog;
  Wish *self;

  if (csms_export_bar_get_busy (bar))
    return;
  dialog = gtk_file_chooser_native_new (_("Export events"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _("Export"), _("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  if (csv)
    add_filter (GTK_FILE_CHOOSER (dialog), _("CSV table"), "*.csv", "text/csv");
  else
    add_filter (GTK_FILE_CHOOSER (dialog), _("JSON Lines"), "*.jsonl", "application/jsonl");

  self = g_new0 (Wish, 1);
  self->bar = g_object_ref (bar);
  self->archive = g_object_ref (archive);
  self->query = csms_journal_query_copy (query);
  self->n_events = n_events;
  self->format = format;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), self, wish_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
