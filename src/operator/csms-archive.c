/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-archive-private.h"

struct _CsmsArchive {
  GObject parent_instance;

  CsmsJournal *journal;         /* NULL: there is none that is open */
  guint64 ticket;
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsArchive, csms_archive, G_TYPE_OBJECT)

static void
csms_archive_dispose (GObject *object)
{
  g_clear_object (&CSMS_ARCHIVE (object)->journal);
  G_OBJECT_CLASS (csms_archive_parent_class)->dispose (object);
}

static void
csms_archive_class_init (CsmsArchiveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_archive_dispose;

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_ARCHIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_archive_init (CsmsArchive *self)
{
}

CsmsArchive *
csms_archive_new (void)
{
  return g_object_new (CSMS_TYPE_ARCHIVE, NULL);
}

void
csms_archive_set_journal (CsmsArchive *self, CsmsJournal *journal)
{
  if (!g_set_object (&self->journal, journal))
    return;
  self->ticket = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
csms_archive_set_ticket (CsmsArchive *self, guint64 ticket)
{
  self->ticket = ticket;
}

gboolean
csms_archive_get_open (CsmsArchive *self)
{
  g_return_val_if_fail (CSMS_IS_ARCHIVE (self), FALSE);

  return self->journal != NULL;
}

guint64
csms_archive_get_ticket (CsmsArchive *self)
{
  g_return_val_if_fail (CSMS_IS_ARCHIVE (self), 0);

  return self->ticket;
}

void
csms_archive_read_events_async (CsmsArchive *self, const CsmsJournalQuery *query, const CsmsJournalPlace *after, guint limit,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CSMS_IS_ARCHIVE (self));

  csms_journal_read_events_async (self->journal, query, after, limit, cancellable, callback, user_data);
}

void
csms_archive_outline_events_async (CsmsArchive *self, const CsmsJournalQuery *query, const CsmsJournalPlace *after,
                                   guint64 n_before, guint stride, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (CSMS_IS_ARCHIVE (self));

  csms_journal_outline_events_async (self->journal, query, after, n_before, stride, cancellable, callback, user_data);
}

void
csms_archive_read_transactions_async (CsmsArchive *self, const CsmsJournalQuery *query, const CsmsJournalPlace *after, guint limit,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CSMS_IS_ARCHIVE (self));

  csms_journal_read_transactions_async (self->journal, query, after, limit, cancellable, callback, user_data);
}

void
csms_archive_read_history_async (CsmsArchive *self, const char *station_id, gint64 from_ms, gint64 to_ms,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CSMS_IS_ARCHIVE (self));

  csms_journal_read_history_async (self->journal, station_id, from_ms, to_ms, cancellable, callback, user_data);
}

void
csms_archive_read_samples_async (CsmsArchive *self, const char *station_id, const char *transaction_id, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CSMS_IS_ARCHIVE (self));

  csms_journal_read_samples_async (self->journal, station_id, transaction_id, cancellable, callback, user_data);
}

void
csms_archive_read_facts_async (CsmsArchive *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CSMS_IS_ARCHIVE (self));

  csms_journal_read_facts_async (self->journal, cancellable, callback, user_data);
}

typedef struct {
  CsmsJournalProgressFunc progress;
  gpointer data;
} Clearing;

static void
on_clear_progress (double fraction, gpointer data)
{
  Clearing *clearing = g_task_get_task_data (data);

  if (clearing->progress != NULL)
    clearing->progress (fraction, clearing->data);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CsmsArchive *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean cleared = csms_journal_clear_finish (result, &error);

  /* Half of it is gone, too, when it was cancelled. */
  g_signal_emit (self, signals[CHANGED], 0);
  if (cleared)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
csms_archive_clear_async (CsmsArchive *self, CsmsJournalProgressFunc progress, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  Clearing *clearing;
  GTask *task;

  g_return_if_fail (CSMS_IS_ARCHIVE (self));

  clearing = g_new0 (Clearing, 1);
  clearing->progress = progress;
  clearing->data = user_data;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_archive_clear_async);
  g_task_set_task_data (task, clearing, g_free);
  csms_journal_clear_async (self->journal, on_clear_progress, cancellable, on_cleared, task);
}

gboolean
csms_archive_clear_finish (CsmsArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
