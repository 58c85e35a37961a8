/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-commit-queue.h"

typedef struct {
  guint64 ticket;
  gpointer object;
  CsmsKeptFunc func;
  gpointer data;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->object);
  g_free (entry);
}

void
csms_commit_queue_init (CsmsCommitQueue *self)
{
  g_queue_init (&self->entries);
}

void
csms_commit_queue_clear (CsmsCommitQueue *self)
{
  g_queue_clear_full (&self->entries, entry_free);
}

void
csms_commit_queue_forget (CsmsCommitQueue *self, gpointer data)
{
  GList *next;

  for (GList *link = self->entries.head; link != NULL; link = next)
    {
      next = link->next;
      if (((Entry *) link->data)->data != data)
        continue;
      entry_free (link->data);
      g_queue_delete_link (&self->entries, link);
    }
}

void
csms_commit_queue_push (CsmsCommitQueue *self, guint64 ticket, gpointer object, CsmsKeptFunc func, gpointer data)
{
  Entry *entry = g_new (Entry, 1);

  *entry = (Entry) { ticket, g_object_ref (object), func, data };
  g_queue_push_tail (&self->entries, entry);
}

void
csms_commit_queue_release (CsmsCommitQueue *self, guint64 ticket, gboolean kept)
{
  Entry *entry;

  while ((entry = g_queue_peek_head (&self->entries)) != NULL && entry->ticket <= ticket)
    {
      g_queue_pop_head (&self->entries);
      entry->func (entry->object, kept, entry->data);
      entry_free (entry);
    }
}
