/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-marks.h"

#include <glib/gi18n.h>

#include "csms-text.h"

struct _CsmsEventMarks
{
  GObject parent_instance;

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *signals;
  GHashTable *marks;

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
mark_free (gpointer data)
{
  CsmsEventMark *mark = data;

  g_free (mark->title);
  g_free (mark->detail);
  g_free (mark);
}

static CsmsEventMark *
mark_new (gboolean warning, guint64 count, gint64 from_ms, gint64 to_ms)
{
  CsmsEventMark *mark = g_new0 (CsmsEventMark, 1);
  gint64 now_ms = csms_text_now ();
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  csms_text_span (from_ms, to_ms, now_ms, &from, &to);
  mark->warning = warning;
  if (warning)
    {
      mark->title = g_strdup_printf (_("Events may be missing, %s to %s"), from, to);
      mark->detail = g_strdup (_("The server could not say what happened meanwhile"));
    }
  else
    {
      mark->title = g_strdup_printf (ngettext ("%u event recovered, %s to %s", "%u events recovered, %s to %s", (gulong) count),
                                     (guint) count, from, to);
      mark->detail = g_strdup (_("Read from the server’s log after a break"));
    }
  return mark;
}

static void
recovered_cb (CsmsEventMarks *self, guint64 count, gint64 from_ms, gint64 to_ms)
{
  csms_event_marks_add (self, csms_fleet_get_events (csms_operator_get_fleet (self->operator)), FALSE, count, from_ms, to_ms);
}

static void
status_cb (CsmsEventMarks *self)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->operator);

  if (!status->gap || status->gap_to_ms == self->last_gap_to_ms)
    return;
  self->last_gap_to_ms = status->gap_to_ms;
  csms_event_marks_add (self, csms_fleet_get_events (csms_operator_get_fleet (self->operator)), TRUE, 0,
                        status->gap_from_ms, status->gap_to_ms);
}

static void
add_spans (CsmsEventMarks *self, GPtrArray *spans, gboolean warning)
{
  GListModel *events = csms_fleet_get_events (csms_operator_get_fleet (self->operator));

  for (guint i = 0; i < spans->len; i++)
    {
      const CsmsJournalSpan *span = spans->pdata[i];

      csms_event_marks_add (self, events, warning, span->count, span->from_ms, span->to_ms);
    }
}

/* The seams of earlier runs. */
static void
restored_cb (CsmsEventMarks *self)
{
  add_spans (self, csms_operator_get_recoveries (self->operator), FALSE);
  add_spans (self, csms_operator_get_gaps (self->operator), TRUE);
}

static void
csms_event_marks_dispose (GObject *object)
{
  CsmsEventMarks *self = CSMS_EVENT_MARKS (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->operator);
  g_hash_table_remove_all (self->marks);

  G_OBJECT_CLASS (csms_event_marks_parent_class)->dispose (object);
}

static void
csms_event_marks_finalize (GObject *object)
{
  g_hash_table_unref (CSMS_EVENT_MARKS (object)->marks);

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
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, mark_free);
  self->signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->signals, "recovered", G_CALLBACK (recovered_cb), self);
  g_signal_group_connect_swapped (self->signals, "restored", G_CALLBACK (restored_cb), self);
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
  g_hash_table_remove_all (self->marks);
  self->last_gap_to_ms = 0;
  g_signal_group_set_target (self->signals, operator);
}

void
csms_event_marks_add (CsmsEventMarks *self, GListModel *events, gboolean warning, guint64 count, gint64 from_ms, gint64 to_ms)
{
  guint n;

  g_return_if_fail (CSMS_IS_EVENT_MARKS (self));
  g_return_if_fail (G_IS_LIST_MODEL (events));

  n = g_list_model_get_n_items (events);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CsmsEvent) event = g_list_model_get_item (events, i);
      const CsmsEventRecord *record = csms_event_get_record (event);
      gboolean fits = warning ? record->ts_ms <= from_ms
                              : record->ts_ms <= to_ms && csms_event_get_origin (event) != CSMS_EVENT_PUSHED;

      if (!fits || record->event_id == NULL)
        continue;
      g_hash_table_replace (self->marks, g_strdup (record->event_id), mark_new (warning, count, from_ms, to_ms));
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
}

const CsmsEventMark *
csms_event_marks_get (CsmsEventMarks *self, CsmsEvent *event)
{
  const char *event_id;

  g_return_val_if_fail (CSMS_IS_EVENT_MARKS (self), NULL);
  g_return_val_if_fail (CSMS_IS_EVENT (event), NULL);

  event_id = csms_event_get_record (event)->event_id;
  return event_id != NULL ? g_hash_table_lookup (self->marks, event_id) : NULL;
}
