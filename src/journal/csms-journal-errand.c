/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-errand.h"

#include <glib/gi18n-lib.h>

#include "csms-journal-store.h"

/* Behind it a commit may be due. */
#define STEP_US (8 * G_TIME_SPAN_MILLISECOND)

CsmsJournalErrand *
csms_journal_errand_ref (CsmsJournalErrand *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_journal_errand_unref (CsmsJournalErrand *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_assert (self->task == NULL);
  self->klass->free (self);
  if (self->result != NULL && self->free_result != NULL)
    self->free_result (self->result);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_free (self);
}

void
csms_journal_errand_fail (CsmsJournalErrand *self,
                          int                code,
                          const char        *message)
{
  self->done = TRUE;
  if (self->error == NULL)
    g_set_error_literal (&self->error, CSMS_JOURNAL_ERROR, code, message);
}

int
csms_journal_errand_step (CsmsJournalErrand *self,
                          CsmsJournalStore  *store)
{
  int code = SQLITE_OK;

  if (g_cancellable_is_cancelled (self->cancellable))
    self->done = TRUE;
  else
    code = self->klass->step (self, store, g_get_monotonic_time () + STEP_US);
  if (code != SQLITE_OK)
    {
      g_autofree char *message = g_strdup_printf (_("The journal cannot be read: %s"), sqlite3_errstr (code));

      csms_journal_errand_fail (self, CSMS_JOURNAL_ERROR_CANNOT_READ, message);
    }
  return code;
}

void
csms_journal_errand_answer (CsmsJournalErrand *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&self->result), self->free_result);
}

void
csms_journal_errands_take_report (GPtrArray         *errands,
                                  CsmsJournalErrand *errand,
                                  gboolean           done,
                                  double             fraction)
{
  guint at;

  if (!g_ptr_array_find (errands, errand, &at))
    return;
  if (done)
    {
      g_ptr_array_steal_index (errands, at);
      csms_journal_errand_answer (errand);
      csms_journal_errand_unref (errand);
    }
  else if (errand->progress != NULL && !g_cancellable_is_cancelled (errand->cancellable))
    {
      errand->progress (fraction, errand->progress_data);
    }
}

void
csms_journal_errands_end (GPtrArray *errands)
{
  while (errands->len > 0)
    {
      CsmsJournalErrand *errand = g_ptr_array_steal_index (errands, 0);
      g_autoptr (GTask) task = g_steal_pointer (&errand->task);

      csms_journal_errand_unref (errand);
      g_task_return_new_error (task, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CLOSED, _("The journal is not open."));
    }
}
