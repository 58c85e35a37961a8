/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-prefs.h"

#include <glib/gi18n.h>

#include "csms-archive-export.h"
#include "csms-dialog-heading.h"
#include "csms-retention.h"
#include "csms-text.h"

struct _CsmsJournalPrefs
{
  AdwPreferencesPage parent_instance;

  /* Template */
  GtkSpinButton *days;
  GtkSpinButton *size;
  GtkWidget *kept_group;
  AdwActionRow *facts_row;
  GtkLabel *size_now;
  GtkWidget *export_row;
  GtkWidget *clear_row;
  AdwActionRow *work_row;
  GtkProgressBar *progress;

  /* Owned */
  CsmsArchive *archive;         /* NULL: no seat */
  GSignalGroup *archive_signals;
  GCancellable *reading;        /* of the facts; NULL: none */
  GCancellable *working;        /* of an export or a clearing; NULL: none is under way */
  CsmsArchive *at_work;         /* the one it is about */
  GtkFileChooserNative *chooser;
  guint64 n_events;
};

G_DEFINE_FINAL_TYPE (CsmsJournalPrefs, csms_journal_prefs, ADW_TYPE_PREFERENCES_PAGE)

static GtkWindow *
get_window (CsmsJournalPrefs *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
say (CsmsJournalPrefs *self, const char *words)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *clean = csms_text_clean (words, CSMS_TEXT_LONG);
  g_autofree char *markup = g_markup_escape_text (clean, -1);

  if (ADW_IS_PREFERENCES_WINDOW (window))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), adw_toast_new (markup));
}

static void
show_facts (CsmsJournalPrefs *self, const CsmsJournalFacts *facts)
{
  g_autofree char *size = g_format_size (facts->n_bytes);
  g_autofree char *events = NULL;
  g_autofree char *words = NULL;

  self->n_events = facts->n_events;
  gtk_label_set_text (self->size_now, size);
  events = csms_text_number ((double) facts->n_events, 0);
  if (facts->oldest_ms > 0)
    {
      g_autofree char *since = csms_text_when (facts->oldest_ms, csms_text_now ());

      /* Translators: how many, and a time: "34,120 events since 12 Oct 08:15" */
      words = g_strdup_printf (ngettext ("%s event since %s", "%s events since %s", (gulong) facts->n_events), events, since);
    }
  adw_action_row_set_subtitle (self->facts_row, words != NULL ? words : _("No events yet"));
  gtk_widget_set_sensitive (self->export_row, facts->n_events > 0);
}

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsJournalPrefs) self = user_data;
  g_autoptr (GError) error = NULL;
  CsmsJournalFacts facts;
  gboolean known = csms_journal_read_facts_finish (result, &facts, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (known)
    show_facts (self, &facts);
}

static void
update (CsmsJournalPrefs *self)
{
  gboolean open = self->archive != NULL && csms_archive_get_open (self->archive);
  gboolean idle = open && self->working == NULL;

  if (self->archive_signals == NULL)
    return;
  gtk_widget_set_visible (self->kept_group, open);
  gtk_widget_set_visible (self->export_row, idle);
  gtk_widget_set_visible (self->clear_row, idle);
  gtk_widget_set_visible (GTK_WIDGET (self->work_row), open && !idle);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (!idle)
    return;
  self->reading = g_cancellable_new ();
  csms_archive_read_facts_async (self->archive, self->reading, facts_cb, g_object_ref (self));
}

static void
begin_work (CsmsJournalPrefs *self, const char *title)
{
  self->working = g_cancellable_new ();
  self->at_work = g_object_ref (self->archive);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->work_row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_progress_bar_set_fraction (self->progress, 0);
  update (self);
}

static void
end_work (CsmsJournalPrefs *self, const GError *error, const char *done)
{
  g_clear_object (&self->working);
  g_clear_object (&self->at_work);
  update (self);
  if (error == NULL)
    say (self, done);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

static void
cancel_cb (CsmsJournalPrefs *self)
{
  g_cancellable_cancel (self->working);
}

static void
progress_cb (double fraction, gpointer data)
{
  CsmsJournalPrefs *self = data;

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, fraction);
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
export_progress_cb (double fraction, guint64 n_bytes, gpointer data)
{
  progress_cb (fraction, data);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsJournalPrefs) self = user_data;
  g_autoptr (GError) error = NULL;
  guint64 n_bytes = 0;
  g_autofree char *size = NULL;
  g_autofree char *words = NULL;

  csms_file_export_finish (result, &n_bytes, &error);
  size = g_format_size (n_bytes);
  /* Translators: the size of a file */
  words = g_strdup_printf (_("Exported, %s."), size);
  end_work (self, error, words);
}

static void
chosen_cb (CsmsJournalPrefs *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  const CsmsJournalQuery all = { .connector_id = CSMS_CONNECTOR_NONE, .oldest_first = TRUE };
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  g_clear_object (&self->chooser);
  if (file == NULL || self->archive == NULL || self->working != NULL)
    return;
  begin_work (self, _("Exporting"));
  csms_archive_export_events_async (self->archive, &all, self->n_events,
                                    g_str_has_suffix (name, ".csv") ? CSMS_EXPORT_CSV : CSMS_EXPORT_JSON_LINES, file,
                                    export_progress_cb, self->working, exported_cb, g_object_ref (self));
}

static void
add_filter (CsmsJournalPrefs *self, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
}

static void
export_cb (CsmsJournalPrefs *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_("Export all events"), get_window (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  add_filter (self, _("JSON Lines (events.jsonl)"), "jsonl");
  add_filter (self, _("CSV (events.csv)"), "csv");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), "events.jsonl");
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsJournalPrefs) self = user_data;
  g_autoptr (GError) error = NULL;

  csms_archive_clear_finish (self->at_work, result, &error);
  end_work (self, error, _("The journal is cleared."));
}

static void
response_cb (CsmsJournalPrefs *self, const char *response)
{
  if (!g_str_equal (response, "clear") || self->archive == NULL || self->working != NULL)
    return;
  begin_work (self, _("Clearing"));
  csms_archive_clear_async (self->archive, progress_cb, self->working, cleared_cb, g_object_ref (self));
}

static void
clear_cb (CsmsJournalPrefs *self)
{
  GtkWidget *dialog = adw_message_dialog_new (get_window (self), _("Clear the journal?"),
                                              _("The events, transactions and meter values that were kept of this server are removed for good. Charging is not affected."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Cancel"), "clear", _("Clear"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "clear", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  csms_dialog_heading_fit (ADW_MESSAGE_DIALOG (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
operator_changed_cb (CsmsJournalPrefs *self, GParamSpec *pspec, CsmsApplication *application)
{
  CsmsOperator *operator = csms_application_get_operator (application);
  CsmsArchive *archive = operator != NULL ? csms_operator_get_archive (operator) : NULL;

  g_cancellable_cancel (self->working);
  g_set_object (&self->archive, archive);
  g_signal_group_set_target (self->archive_signals, self->archive);
  update (self);
}

/* What is kept grows while nobody looks. */
static void
csms_journal_prefs_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (csms_journal_prefs_parent_class)->map (widget);

  update (CSMS_JOURNAL_PREFS (widget));
}

static void
csms_journal_prefs_dispose (GObject *object)
{
  CsmsJournalPrefs *self = CSMS_JOURNAL_PREFS (object);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->working);
  g_clear_object (&self->reading);
  g_clear_object (&self->chooser);
  g_clear_object (&self->archive_signals);

  G_OBJECT_CLASS (csms_journal_prefs_parent_class)->dispose (object);
}

static void
csms_journal_prefs_finalize (GObject *object)
{
  CsmsJournalPrefs *self = CSMS_JOURNAL_PREFS (object);

  g_clear_object (&self->working);
  g_clear_object (&self->at_work);
  g_clear_object (&self->archive);

  G_OBJECT_CLASS (csms_journal_prefs_parent_class)->finalize (object);
}

static void
csms_journal_prefs_class_init (CsmsJournalPrefsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_journal_prefs_dispose;
  object_class->finalize = csms_journal_prefs_finalize;
  widget_class->map = csms_journal_prefs_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-journal-prefs.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsJournalPrefs, days);
  gtk_widget_class_bind_template_child (widget_class, CsmsJournalPrefs, size);
  gtk_widget_class_bind_template_child (widget_class, CsmsJournalPrefs, kept_group);
  gtk_widget_class_bind_template_child (widget_class, CsmsJournalPrefs, facts_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsJournalPrefs, size_now);
  gtk_widget_class_bind_template_child (widget_class, CsmsJournalPrefs, export_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsJournalPrefs, clear_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsJournalPrefs, work_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsJournalPrefs, progress);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
csms_journal_prefs_init (CsmsJournalPrefs *self)
{
  self->archive_signals = g_signal_group_new (CSMS_TYPE_ARCHIVE);
  g_signal_group_connect_swapped (self->archive_signals, "changed", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_journal_prefs_set_application (CsmsJournalPrefs *self, CsmsApplication *application)
{
  GSettings *settings;

  g_return_if_fail (CSMS_IS_JOURNAL_PREFS (self));
  g_return_if_fail (CSMS_IS_APPLICATION (application));

  settings = csms_application_get_settings (application);
  g_settings_bind (settings, CSMS_RETENTION_DAYS_KEY, gtk_spin_button_get_adjustment (self->days), "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, CSMS_RETENTION_MB_KEY, gtk_spin_button_get_adjustment (self->size), "value", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (application, "notify::operator", G_CALLBACK (operator_changed_cb), self, G_CONNECT_SWAPPED);
  operator_changed_cb (self, NULL, application);
}
