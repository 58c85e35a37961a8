/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-thread.h"

#include <glib/gi18n-lib.h>

#include "csms-journal-pruner.h"
#include "csms-journal-store.h"

/* How often a disk that fails is tried again. */
#define RETRY_US (2 * G_TIME_SPAN_SECOND)

/* Between two steps of a pruning: others may want the disk, too. */
#define PRUNE_PAUSE_US (20 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  CsmsJournalInbox *inbox;
  CsmsJournalReports *reports;
  CsmsJournalStore *store;
  CsmsJournalPruner pruner;
  gint64 prune_us;              /* monotonic: the next step; 0: none */
  gboolean broken;              /* the last try to write failed */
  gboolean stale;               /* the file is opened anew before the next one */
  gint64 retry_us;              /* monotonic */
  char *told;                   /* the problem that was reported last */
  gboolean told_working;
} Disk;

static void
tell_state (Disk *self)
{
  g_autofree char *problem = NULL;

  if (self->broken)
    {
      problem = g_strdup (self->store->problem);
    }
  else if (self->store->set_aside != NULL)
    {
      g_autofree char *name = g_filename_display_name (self->store->set_aside);

      problem = g_strdup_printf (_("The journal was damaged. It was kept as %s, and a new one was begun."), name);
    }
  if (self->told_working == !self->broken && g_strcmp0 (problem, self->told) == 0)
    return;
  self->told_working = !self->broken;
  g_free (self->told);
  self->told = g_steal_pointer (&problem);
  csms_journal_reports_post_state (self->reports, self->told_working, self->told);
}

static void
fail (Disk *self)
{
  self->broken = TRUE;
  self->retry_us = g_get_monotonic_time () + RETRY_US;
  tell_state (self);
}

static void
succeed (Disk *self)
{
  self->broken = FALSE;
  self->retry_us = 0;
  tell_state (self);
}

static void
note_error (Disk         *self,
            const GError *error)
{
  g_free (self->store->problem);
  self->store->problem = g_strdup (error->message);
}

/* After an error of the disk, or when someone took the file away. */
static gboolean
open_again (Disk *self)
{
  g_autoptr (GError) error = NULL;

  csms_journal_store_close (self->store);
  if (csms_journal_store_open (self->store, &error))
    {
      self->stale = FALSE;
      return TRUE;
    }
  note_error (self, error);
  return FALSE;
}

static gboolean
replace_damaged (Disk *self)
{
  g_autoptr (GError) error = NULL;

  if (csms_journal_store_set_aside (self->store, &error))
    return open_again (self);
  self->stale = TRUE;
  note_error (self, error);
  return FALSE;
}

static gboolean
ensure_open (Disk *self)
{
  self->stale = self->stale || self->store->db.handle == NULL || csms_journal_store_has_moved (self->store);
  return !self->stale || open_again (self);
}

static gboolean
write_batch (Disk      *self,
             GPtrArray *batch)
{
  int code = SQLITE_OK;

  for (guint i = 0; i < CSMS_JOURNAL_DAMAGE_TRIES; i++)
    {
      if (!ensure_open (self))
        return FALSE;
      code = csms_journal_store_write (self->store, batch);
      if (!csms_journal_is_damage (code) || self->store->path == NULL)
        break;
      if (!replace_damaged (self))
        return FALSE;
    }
  self->stale = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;
  return code == SQLITE_OK;
}

static void
write_out (Disk      *self,
           GPtrArray *batch)
{
  guint64 ticket = ((CsmsJournalJob *) g_ptr_array_index (batch, batch->len - 1))->ticket;

  if (!write_batch (self, batch))
    {
      csms_journal_inbox_put_back (self->inbox, batch);
      fail (self);
      return;
    }
  self->store->written = ticket;
  csms_journal_inbox_done (self->inbox, batch);
  g_ptr_array_set_size (batch, 0);
  csms_journal_reports_post_committed (self->reports, ticket);
  if (csms_journal_store_checkpoint (self->store, FALSE) == SQLITE_OK)
    succeed (self);
  else
    fail (self);
}

/* What is on disk already, but still in the log alone. */
static void
retry_checkpoint (Disk *self)
{
  gboolean open = self->store->db.handle != NULL || open_again (self);

  if (open && csms_journal_store_checkpoint (self->store, FALSE) == SQLITE_OK)
    succeed (self);
  else
    fail (self);
}

static void
start_pruning (Disk *self)
{
  CsmsJournalPruning pruning;

  if (!csms_journal_inbox_take_pruning (self->inbox, &pruning))
    return;
  csms_journal_pruner_start (&self->pruner, &pruning);
  self->prune_us = g_get_monotonic_time ();
}

static void
prune (Disk *self)
{
  int code = csms_journal_pruner_step (&self->pruner, self->store);

  self->prune_us = csms_journal_pruner_is_done (&self->pruner) ? 0 : g_get_monotonic_time () + PRUNE_PAUSE_US;
  if (code == SQLITE_OK)
    return;

  /* It is asked for again some day; but what it says of the disk concerns everyone. */
  self->prune_us = 0;
  if (csms_journal_is_damage (code) && replace_damaged (self))
    tell_state (self);
  else if ((code & 0xff) != SQLITE_BUSY)
    fail (self);
}

static void
run_errand (Disk *self)
{
  CsmsJournalErrand *errand = csms_journal_inbox_take_errand (self->inbox, self->retry_us);
  double fraction;
  int code = SQLITE_OK;

  if (errand == NULL)
    return;
  fraction = errand->fraction;
  if (ensure_open (self))
    code = csms_journal_errand_step (errand, self->store);
  else
    csms_journal_errand_fail (errand, CSMS_JOURNAL_ERROR_CANNOT_READ, self->store->problem);
  if (csms_journal_is_damage (code) && self->store->path != NULL && replace_damaged (self))
    tell_state (self);

  if (errand->done || errand->fraction > fraction)
    csms_journal_reports_post_errand (self->reports, errand, errand->done, errand->fraction);
  if (errand->done)
    csms_journal_errand_unref (errand);
  else
    csms_journal_inbox_put_errand_back (self->inbox, errand);
}

static void
serve (Disk *self)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_journal_job_free);

  for (;;)
    {
      gint64 idle_us = self->broken ? self->retry_us : self->prune_us;

      switch (csms_journal_inbox_wait (self->inbox, self->retry_us, idle_us, batch))
        {
        case CSMS_JOURNAL_WORK_WRITE:
          write_out (self, batch);
          break;
        case CSMS_JOURNAL_WORK_ERRAND:
          run_errand (self);
          break;
        case CSMS_JOURNAL_WORK_IDLE:
          if (self->broken)
            retry_checkpoint (self);
          else
            prune (self);
          break;
        case CSMS_JOURNAL_WORK_PRUNE:
          start_pruning (self);
          break;
        case CSMS_JOURNAL_WORK_CLOSE:
        default:
          return;
        }
    }
}

static void
disk_free (Disk *self)
{
  csms_journal_store_free (self->store);
  csms_journal_inbox_unref (self->inbox);
  csms_journal_reports_unref (self->reports);
  g_free (self->told);
  g_free (self);
}

static void
finish (Disk *self)
{
  g_autoptr (GError) error = NULL;

  csms_journal_store_close (self->store);
  if (!csms_journal_inbox_is_empty (self->inbox))
    g_set_error_literal (&error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_WRITE,
                         self->broken ? self->store->problem : _("The journal could not be written to its end in time."));
  csms_journal_reports_post_closed (self->reports, error);
}

static gpointer
run (gpointer data)
{
  Disk *self = data;
  g_autoptr (GError) error = NULL;
  CsmsJournalContents *contents = csms_journal_store_begin (self->store, &error);
  gboolean opened = contents != NULL;

  csms_journal_reports_post_opened (self->reports, contents, error);
  if (opened)
    {
      self->told_working = TRUE;
      tell_state (self);
      serve (self);
      finish (self);
    }
  csms_journal_inbox_end (self->inbox);
  disk_free (self);
  return NULL;
}

GThread *
csms_journal_thread_new (const char         *path,
                         CsmsJournalInbox   *inbox,
                         CsmsJournalReports *reports)
{
  Disk *self = g_new0 (Disk, 1);

  self->inbox = csms_journal_inbox_ref (inbox);
  self->reports = csms_journal_reports_ref (reports);
  self->store = csms_journal_store_new (path, inbox);
  return g_thread_new ("csms-journal", run, self);
}
