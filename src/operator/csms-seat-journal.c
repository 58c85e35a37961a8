/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-seat-journal-private.h"

#include "csms-archive-private.h"
#include "csms-retention.h"
#include "csms-server-private.h"
#include "csms-settings.h"

#define PRUNE_INTERVAL_S 3600

/* Events waiting for the disk: from here on those that come in are to wait too, until it has caught up this far. */
#define BEHIND_FROM (CSMS_JOURNAL_BACKLOG_EVENTS / 2)
#define BEHIND_TO (CSMS_JOURNAL_BACKLOG_EVENTS / 4)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsSeatJournal, csms_seat_journal, G_TYPE_OBJECT)

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

static void
release (CsmsSeatJournal *self, guint64 ticket, gboolean kept)
{
  g_autoptr (CsmsSeatJournal) alive = g_object_ref (self);

  csms_commit_queue_release (&self->waiting, ticket, kept);
}

void
csms_seat_journal_note_backlog (CsmsSeatJournal *self)
{
  guint backlog = csms_journal_get_backlog (self->journal);
  gboolean behind = self->behind ? backlog > BEHIND_TO : backlog >= BEHIND_FROM;

  if (behind == self->behind)
    return;
  self->behind = behind;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_committed (CsmsSeatJournal *self, guint64 ticket)
{
  if (csms_cursor_wake_follow (&self->wake, ticket))
    csms_server_remember_event (self->server, self->wake.event_id);
  csms_seat_journal_note_backlog (self);
  release (self, ticket, TRUE);
}

static void
on_problem_changed (CsmsSeatJournal *self)
{
  if (!csms_seat_journal_get_working (self))
    release (self, G_MAXUINT64, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_overflowed (CsmsSeatJournal *self)
{
  self->stalled = TRUE;
  csms_cursor_wake_drop (&self->wake);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_prune_due (gpointer data)
{
  CsmsSeatJournal *self = data;
  CsmsRetention retention = csms_retention_read (self->settings);

  csms_journal_prune (self->journal, retention.keep_days, retention.max_bytes, now_ms ());
  return G_SOURCE_CONTINUE;
}

static void
on_retention_changed (CsmsSeatJournal *self)
{
  if (self->prune_source != 0)
    on_prune_due (self);
}

static void
use_journal (CsmsSeatJournal *self, const char *path)
{
  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  g_clear_object (&self->journal);
  self->journal = csms_journal_new (path);
  g_signal_connect_object (self->journal, "committed", G_CALLBACK (on_committed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->journal, "problem-changed", G_CALLBACK (on_problem_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->journal, "overflowed", G_CALLBACK (on_overflowed), self, G_CONNECT_SWAPPED);
}

static void
csms_seat_journal_dispose (GObject *object)
{
  CsmsSeatJournal *self = CSMS_SEAT_JOURNAL (object);

  g_clear_handle_id (&self->prune_source, g_source_remove);
  csms_commit_queue_clear (&self->waiting);
  csms_archive_set_journal (self->archive, NULL);
  if (self->journal != NULL)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  g_clear_object (&self->journal);
  g_clear_object (&self->settings);
  g_clear_object (&self->server);
  G_OBJECT_CLASS (csms_seat_journal_parent_class)->dispose (object);
}

static void
csms_seat_journal_finalize (GObject *object)
{
  CsmsSeatJournal *self = CSMS_SEAT_JOURNAL (object);

  g_object_unref (self->archive);
  g_free (self->path);
  g_free (self->cannot_open);
  csms_cursor_wake_clear (&self->wake);
  G_OBJECT_CLASS (csms_seat_journal_parent_class)->finalize (object);
}

static void
csms_seat_journal_class_init (CsmsSeatJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_seat_journal_dispose;
  object_class->finalize = csms_seat_journal_finalize;

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_SEAT_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_seat_journal_init (CsmsSeatJournal *self)
{
  self->archive = csms_archive_new ();
  csms_commit_queue_init (&self->waiting);
  csms_cursor_wake_init (&self->wake);
}

CsmsSeatJournal *
csms_seat_journal_new (CsmsServer *server, gboolean guest)
{
  CsmsSeatJournal *self = g_object_new (CSMS_TYPE_SEAT_JOURNAL, NULL);

  self->server = g_object_ref (server);
  self->guest = guest;
  self->settings = csms_settings_new (NULL);
  csms_retention_watch (self->settings, G_CALLBACK (on_retention_changed), self);
  self->path = csms_server_is_ephemeral (server) ? NULL : csms_journal_dup_path (csms_server_get_url (server));
  use_journal (self, self->path);
  return self;
}

static void
take_opened (CsmsSeatJournal *self, GTask *task, CsmsJournalContents *contents)
{
  self->open = TRUE;
  csms_archive_set_journal (self->archive, self->journal);
  csms_cursor_wake_begin (&self->wake, contents->cursor_event_id, contents->cursor_ms);
  if (!self->guest)
    {
      on_prune_due (self);
      self->prune_source = g_timeout_add_seconds (PRUNE_INTERVAL_S, on_prune_due, self);
    }
  g_signal_emit (self, signals[CHANGED], 0);
  g_task_return_pointer (task, contents, (GDestroyNotify) csms_journal_contents_free);
}

static void
on_substitute_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  CsmsJournalContents *contents = csms_journal_open_finish (CSMS_JOURNAL (source), result, &error);

  if (contents != NULL)
    take_opened (g_task_get_source_object (task), task, contents);
  else
    g_task_return_error (task, error);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CsmsSeatJournal *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  CsmsJournalContents *contents = csms_journal_open_finish (CSMS_JOURNAL (source), result, &error);

  if (contents != NULL)
    {
      take_opened (self, task, contents);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->cannot_open = g_strdup (error->message);
  if (self->guest && self->cannot_open != NULL)
    {
      g_error_free (error);
      use_journal (self, NULL);
      csms_journal_open_async (self->journal, cancellable, on_substitute_opened, g_steal_pointer (&task));
      return;
    }
  release (self, G_MAXUINT64, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
  g_task_return_error (task, error);
}

void
csms_seat_journal_open_async (CsmsSeatJournal *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, csms_seat_journal_open_async);
  csms_journal_open_async (self->journal, cancellable, on_opened, task);
}

CsmsJournalContents *
csms_seat_journal_open_finish (CsmsSeatJournal *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CsmsSeatJournal *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->open = FALSE;
  use_journal (self, self->path);
  if (csms_journal_close_finish (CSMS_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
csms_seat_journal_close_async (CsmsSeatJournal *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, csms_seat_journal_close_async);
  g_clear_handle_id (&self->prune_source, g_source_remove);
  csms_archive_set_journal (self->archive, NULL);
  csms_journal_close_async (self->journal, cancellable, on_closed, task);
}

gboolean
csms_seat_journal_close_finish (CsmsSeatJournal *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
csms_seat_journal_resume (CsmsSeatJournal *self)
{
  if (!self->stalled)
    return;
  self->stalled = FALSE;
  csms_journal_resume_cursor (self->journal);
}

void
csms_seat_journal_when_kept (CsmsSeatJournal *self, gpointer object, CsmsKeptFunc func, gpointer data)
{
  gboolean working = csms_seat_journal_get_working (self);

  if (working && csms_journal_get_committed (self->journal) < self->last_ticket)
    csms_commit_queue_push (&self->waiting, self->last_ticket, object, func, data);
  else
    func (object, working, data);
}

void
csms_seat_journal_forget (CsmsSeatJournal *self, gpointer data)
{
  csms_commit_queue_forget (&self->waiting, data);
}

gboolean
csms_seat_journal_get_stalled (CsmsSeatJournal *self, const char **event_id, gint64 *ms)
{
  *event_id = self->wake.event_id;
  *ms = self->wake.ms;
  return self->stalled;
}

CsmsArchive *
csms_seat_journal_get_archive (CsmsSeatJournal *self)
{
  return self->archive;
}

gboolean
csms_seat_journal_get_behind (CsmsSeatJournal *self)
{
  return self->behind;
}

gboolean
csms_seat_journal_get_working (CsmsSeatJournal *self)
{
  return self->open && csms_journal_get_working (self->journal);
}

const char *
csms_seat_journal_get_problem (CsmsSeatJournal *self)
{
  if (self->cannot_open != NULL)
    return self->cannot_open;
  return csms_journal_get_problem (self->journal);
}
