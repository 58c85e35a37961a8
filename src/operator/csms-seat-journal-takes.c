/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-seat-journal-private.h"

#include "csms-archive-private.h"
#include "csms-command-memory.h"

/* What is handed to the journal, and with it the ticket that what must wait for it waits for. */

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

void
csms_seat_journal_take_events (CsmsSeatJournal *self, GPtrArray *events, CsmsJournalOrigin origin, const CsmsCursor *cursor)
{
  gboolean with_cursor = !self->guest && cursor->event_id != NULL;
  const CsmsJournalCursor known = { cursor->event_id, cursor->ms };

  if (!self->open)
    return;
  self->last_ticket = csms_journal_append_events (self->journal, events, origin, with_cursor ? &known : NULL, now_ms ());
  csms_archive_set_ticket (self->archive, self->last_ticket);
  if (with_cursor && !self->stalled)
    csms_cursor_wake_expect (&self->wake, self->last_ticket, cursor);
  csms_seat_journal_note_backlog (self);
}

void
csms_seat_journal_take_cursor (CsmsSeatJournal *self, const CsmsCursor *cursor)
{
  const CsmsJournalCursor known = { cursor->event_id, cursor->ms };

  if (self->guest || cursor->event_id == NULL || !self->open)
    return;
  self->last_ticket = csms_journal_set_cursor (self->journal, &known);
  if (!self->stalled)
    csms_cursor_wake_expect (&self->wake, self->last_ticket, cursor);
}

void
csms_seat_journal_take_command (CsmsSeatJournal *self, CsmsCommand *command)
{
  CsmsJournalCommand entry;

  if (!self->open)
    return;
  csms_command_describe (command, &entry);
  self->last_ticket = csms_journal_put_command (self->journal, &entry);
}

void
csms_seat_journal_take_stations (CsmsSeatJournal *self, GPtrArray *stations)
{
  if (self->open)
    self->last_ticket = csms_journal_put_stations (self->journal, stations);
}

void
csms_seat_journal_take_transactions (CsmsSeatJournal *self, GPtrArray *transactions)
{
  if (self->open)
    self->last_ticket = csms_journal_put_transactions (self->journal, transactions);
}

void
csms_seat_journal_take_samples (CsmsSeatJournal *self, GPtrArray *samples)
{
  if (self->open)
    self->last_ticket = csms_journal_put_samples (self->journal, samples);
}

void
csms_seat_journal_note_gap (CsmsSeatJournal *self, gint64 from_ms, gint64 to_ms, const char *why)
{
  if (self->open)
    self->last_ticket = csms_journal_note_gap (self->journal, from_ms, to_ms, why);
}

void
csms_seat_journal_note_recovery (CsmsSeatJournal *self, guint64 count, gint64 from_ms, gint64 to_ms)
{
  if (self->open)
    self->last_ticket = csms_journal_note_recovery (self->journal, count, from_ms, to_ms, now_ms ());
}
