/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-records.h"

CsmsJournalCommand *
csms_journal_command_copy (const CsmsJournalCommand *command)
{
  CsmsJournalCommand *copy = g_memdup2 (command, sizeof *command);

  copy->id = g_strdup (command->id);
  copy->kind = g_strdup (command->kind);
  copy->station_id = g_strdup (command->station_id);
  copy->id_tag = g_strdup (command->id_tag);
  copy->transaction_id = g_strdup (command->transaction_id);
  copy->prior_transaction_id = g_strdup (command->prior_transaction_id);
  copy->state = g_strdup (command->state);
  copy->reason = g_strdup (command->reason);
  copy->correlation_id = g_strdup (command->correlation_id);
  copy->message = g_strdup (command->message);
  return copy;
}

void
csms_journal_command_free (CsmsJournalCommand *command)
{
  g_free ((char *) command->id);
  g_free ((char *) command->kind);
  g_free ((char *) command->station_id);
  g_free ((char *) command->id_tag);
  g_free ((char *) command->transaction_id);
  g_free ((char *) command->prior_transaction_id);
  g_free ((char *) command->state);
  g_free ((char *) command->reason);
  g_free ((char *) command->correlation_id);
  g_free ((char *) command->message);
  g_free (command);
}

CsmsJournalSpan *
csms_journal_span_copy (const CsmsJournalSpan *span)
{
  CsmsJournalSpan *copy = g_memdup2 (span, sizeof *span);

  copy->why = g_strdup (span->why);
  return copy;
}

void
csms_journal_span_free (CsmsJournalSpan *span)
{
  g_free (span->why);
  g_free (span);
}

void
csms_journal_contents_free (CsmsJournalContents *self)
{
  g_free (self->cursor_event_id);
  g_ptr_array_unref (self->event_ids);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->stations);
  g_ptr_array_unref (self->transactions);
  g_ptr_array_unref (self->samples);
  g_ptr_array_unref (self->commands);
  g_ptr_array_unref (self->gaps);
  g_ptr_array_unref (self->recoveries);
  g_free (self->set_aside);
  g_free (self);
}
