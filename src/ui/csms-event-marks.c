/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-marks.h"

#include <glib/gi18n.h>

#include "csms-text.h"

/* A marker and the time below which it stands: the newest event that is no younger has it above itself. */
typedef struct
{
  gint64 at_ms;
  CsmsEventMark mark;
} Seam;

struct _CsmsEventMarks
{
  GObject parent_instance;

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *signals;
  GPtrArray *seams;          /* of Seam, oldest first */

  gint64 last_gap_to_ms;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsEventMarks, csms_event_marks, G_TYPE_OBJECT)

static void
seam_free (gpointer data)
{
  Seam *seam = data;

  g_free (seam->mark.title);
  g_free (seam->mark.detail);
  g_free (seam);
}

static void
add_seam (CsmsEventMarks *self, const CsmsJournalSpan *span, gboolean warning, gint64 now_ms)
{
  Seam *seam = g_new0 (Seam, 1);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  csms_text_span (span->from_ms, span->to_ms, now_ms, &from, &to);
  seam->at_ms = warning ? span->from_ms : span->to_ms;
  seam->mark.warning = warning;
  if (warning)
    {
      seam->mark.title = g_strdup_printf (_("Events may be missing, %s to %s"), from, to);
      seam->mark.detail = span->why != NULL ? csms_text_clean (span->why, CSMS_TEXT_LONG)
                                            : g_strdup (_("The server could not say what happened meanwhile"));
    }
  else
    {
      seam->mark.title = g_strdup_printf (ngettext ("%u event recovered, %s to %s", "%u events recovered, %s to %s",
                                                    (gulong) span->count), (guint) span->count, from, to);
      seam->mark.detail = g_strdup (_("Read from the server’s log after a break"));
    }
  g_ptr_array_add (self->seams, seam);
}

static int
compare_seams (gconstpointer a, gconstpointer b)
{
  const Seam *first = *(const Seam **) a;
  const Seam *second = *(const Seam **) b;

  return (first->at_ms > second->at_ms) - (first->at_ms < second->at_ms);
}

static void
take_seams (CsmsEventMarks *self)
{
  GPtrArray *recoveries = csms_operator_get_recoveries (self->operator);
  GPtrArray *gaps = csms_operator_get_gaps (self->operator);
  gint64 now_ms = csms_text_now ();

  g_ptr_array_set_size (self->seams, 0);
  for (guint i = 0; i < recoveries->len; i++)
    add_seam (self, recoveries->pdata[i], FALSE, now_ms);
  for (guint i = 0; i < gaps->len; i++)
    add_seam (self, gaps->pdata[i], TRUE, now_ms);
  g_ptr_array_sort (self->seams, compare_seams);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
status_cb (CsmsEventMarks *self)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->operator);

  if (!status->gap || status->gap_to_ms == self->last_gap_to_ms)
    return;
  self->last_gap_to_ms = status->gap_to_ms;
  take_seams (self);
}

static void
csms_event_marks_dispose (GObject *object)
{
  CsmsEventMarks *self = CSMS_EVENT_MARKS (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_event_marks_parent_class)->dispose (object);
}

static void
csms_event_marks_finalize (GObject *object)
{
  g_ptr_array_unref (CSMS_EVENT_MARKS (object)->seams);

  G_OBJECT_CLASS (csms_event_marks_parent_class)->finalize (object);
}

static void
csms_event_marks_class_init (CsmsEventMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_event_marks_dispose;
  object_class->finalize = csms_event_marks_finalize;
  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_EVENT_MARKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_event_marks_init (CsmsEventMarks *self)
{
  self->seams = g_ptr_array_new_with_free_func (seam_free);
  self->signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->signals, "recovered", G_CALLBACK (take_seams), self);
  g_signal_group_connect_swapped (self->signals, "restored", G_CALLBACK (take_seams), self);
  g_signal_group_connect_swapped (self->signals, "status-changed", G_CALLBACK (status_cb), self);
}

CsmsEventMarks *
csms_event_marks_new (void)
{
  return g_object_new (CSMS_TYPE_EVENT_MARKS, NULL);
}

void
csms_event_marks_set_operator (CsmsEventMarks *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_EVENT_MARKS (self));

  if (!g_set_object (&self->operator, operator))
    return;
  self->last_gap_to_ms = 0;
  g_signal_group_set_target (self->signals, operator);
  if (operator != NULL)
    take_seams (self);
  else
    g_ptr_array_set_size (self->seams, 0);
}

const CsmsEventMark *
csms_event_marks_get (CsmsEventMarks *self, gint64 ms, gint64 newer_ms)
{
  const CsmsEventMark *found = NULL;
  guint low = 0, high;

  g_return_val_if_fail (CSMS_IS_EVENT_MARKS (self), NULL);

  /* The last one before the event above. */
  high = self->seams->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((const Seam *) self->seams->pdata[middle])->at_ms < newer_ms)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = low; i > 0; i--)
    {
      const Seam *seam = self->seams->pdata[i - 1];

      if (seam->at_ms < ms)
        break;
      if (found == NULL || seam->mark.warning)
        found = &seam->mark;
    }
  return found;
}
