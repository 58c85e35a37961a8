/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-inbox-private.h"

void
csms_journal_inbox_push_errand (CsmsJournalInbox  *self,
                                CsmsJournalErrand *errand)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->errands, csms_journal_errand_ref (errand));
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* A disk that cannot be written to may still be read, as far as it has got. */
static gboolean
is_behind (CsmsJournalInbox        *self,
           const CsmsJournalErrand *errand,
           gint64                   not_before_us)
{
  const CsmsJournalJob *oldest = g_queue_peek_head (&self->jobs);

  return oldest != NULL && oldest->ticket <= errand->ticket && not_before_us == 0;
}

GList *
csms_journal_inbox_find_errand (CsmsJournalInbox *self,
                                gint64            not_before_us,
                                gint64            now_us,
                                gint64           *due_us)
{
  *due_us = 0;
  if (self->close_us != 0)
    return NULL;
  for (GList *link = self->errands.head; link != NULL; link = link->next)
    {
      const CsmsJournalErrand *errand = link->data;

      if (is_behind (self, errand, not_before_us))
        continue;
      if (errand->due_us <= now_us)
        return link;
      if (*due_us == 0 || errand->due_us < *due_us)
        *due_us = errand->due_us;
    }
  return NULL;
}

CsmsJournalErrand *
csms_journal_inbox_take_errand (CsmsJournalInbox *self,
                                gint64            not_before_us)
{
  CsmsJournalErrand *errand = NULL;
  gint64 due_us;
  GList *link;

  g_mutex_lock (&self->lock);
  link = csms_journal_inbox_find_errand (self, not_before_us, g_get_monotonic_time (), &due_us);
  if (link != NULL)
    {
      errand = link->data;
      g_queue_delete_link (&self->errands, link);
    }
  g_mutex_unlock (&self->lock);
  return errand;
}

void
csms_journal_inbox_put_errand_back (CsmsJournalInbox  *self,
                                    CsmsJournalErrand *errand)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->errands, errand);
  g_mutex_unlock (&self->lock);
}
