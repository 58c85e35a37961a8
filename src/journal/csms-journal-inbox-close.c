/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-inbox-private.h"

void
csms_journal_inbox_close (CsmsJournalInbox *self,
                          guint             limit_ms,
                          guint             max_ms)
{
  g_mutex_lock (&self->lock);
  self->close_limit_us = (gint64) limit_ms * 1000;
  self->close_us = g_get_monotonic_time () + self->close_limit_us;
  self->close_max_us = g_get_monotonic_time () + (gint64) max_ms * 1000;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

gint64
csms_journal_inbox_get_close_us (CsmsJournalInbox *self)
{
  gint64 close_us;

  g_mutex_lock (&self->lock);
  close_us = self->close_us;
  g_mutex_unlock (&self->lock);
  return close_us;
}

gboolean
csms_journal_inbox_wait_ended (CsmsJournalInbox *self,
                               guint             grace_ms)
{
  gint64 grace_us = (gint64) grace_ms * 1000;
  gboolean ended;

  g_mutex_lock (&self->lock);
  while (!self->ended && g_get_monotonic_time () < self->close_us + grace_us)
    g_cond_wait_until (&self->changed, &self->lock, self->close_us + grace_us);
  ended = self->ended;
  g_mutex_unlock (&self->lock);
  return ended;
}

gboolean
csms_journal_inbox_is_late (CsmsJournalInbox *self)
{
  gboolean late;

  g_mutex_lock (&self->lock);
  late = self->close_us != 0 && g_get_monotonic_time () >= self->close_us;
  g_mutex_unlock (&self->lock);
  return late;
}

void
csms_journal_inbox_end (CsmsJournalInbox *self)
{
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}
