/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-reading.h"

void
csms_journal_page_free (CsmsJournalPage *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
csms_journal_outline_free (CsmsJournalOutline *self)
{
  g_array_unref (self->places);
  g_free (self);
}

void
csms_journal_history_free (CsmsJournalHistory *self)
{
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->gaps);
  g_ptr_array_unref (self->recoveries);
  g_free (self);
}
