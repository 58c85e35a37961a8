/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-timeline.h"

#include <glib/gi18n.h>

#include "csms-text.h"

#define MAX_WORD 24

typedef struct {
  gint64 at_ms;
  CsmsTimelineShape shape;
  char *word;
  guint order;                  /* of those at the same time the one told last counts */
} Mark;

typedef struct {
  gint64 from_ms;
  gint64 to_ms;
} Span;

struct _CsmsTimeline
{
  grefcount ref_count;
  gint64 from_ms;
  gint64 to_ms;
  GArray *marks;
  GArray *unknown;
  GArray *charges;
  GArray *segments;             /* NULL: to be made anew */
};

static void
clear_mark (gpointer data)
{
  g_free (((Mark *) data)->word);
}

static CsmsTimelineShape
get_shape (CsmsConnectorStatus status)
{
  switch (status)
    {
    case CSMS_CONNECTOR_STATUS_CHARGING:
      return CSMS_TIMELINE_CHARGING;
    case CSMS_CONNECTOR_STATUS_PREPARING:
    case CSMS_CONNECTOR_STATUS_SUSPENDED_EV:
    case CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE:
    case CSMS_CONNECTOR_STATUS_FINISHING:
    case CSMS_CONNECTOR_STATUS_RESERVED:
      return CSMS_TIMELINE_OCCUPIED;
    case CSMS_CONNECTOR_STATUS_AVAILABLE:
      return CSMS_TIMELINE_AVAILABLE;
    case CSMS_CONNECTOR_STATUS_UNAVAILABLE:
      return CSMS_TIMELINE_OUT_OF_USE;
    case CSMS_CONNECTOR_STATUS_FAULTED:
      return CSMS_TIMELINE_FAULTED;
    case CSMS_CONNECTOR_STATUS_UNKNOWN:
    case CSMS_CONNECTOR_STATUS_OTHER:
    default:
      return CSMS_TIMELINE_UNKNOWN;
    }
}

static void
add_mark (CsmsTimeline *self, gint64 at_ms, CsmsTimelineShape shape, char *word)
{
  const Mark mark = { at_ms, shape, word, self->marks->len };

  g_array_append_val (self->marks, mark);
  g_clear_pointer (&self->segments, g_array_unref);
}

CsmsTimeline *
csms_timeline_new (gint64 from_ms, gint64 to_ms)
{
  CsmsTimeline *self = g_new0 (CsmsTimeline, 1);

  g_ref_count_init (&self->ref_count);
  self->from_ms = from_ms;
  self->to_ms = MAX (to_ms, from_ms + 1);
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_array_set_clear_func (self->marks, clear_mark);
  self->unknown = g_array_new (FALSE, FALSE, sizeof (Span));
  self->charges = g_array_new (FALSE, FALSE, sizeof (Span));
  return self;
}

CsmsTimeline *
csms_timeline_ref (CsmsTimeline *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_timeline_unref (CsmsTimeline *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->marks);
  g_array_unref (self->unknown);
  g_array_unref (self->charges);
  g_clear_pointer (&self->segments, g_array_unref);
  g_free (self);
}

void
csms_timeline_add_status (CsmsTimeline *self, gint64 at_ms, CsmsConnectorStatus status, const char *text)
{
  char *word = NULL;

  g_return_if_fail (self != NULL);

  if (status == CSMS_CONNECTOR_STATUS_OTHER)
    word = csms_text_clean (text, MAX_WORD);
  else if (status != CSMS_CONNECTOR_STATUS_UNKNOWN)
    word = g_strdup (csms_connector_status_to_string (status));
  add_mark (self, at_ms, get_shape (status), word);
}

void
csms_timeline_add_offline (CsmsTimeline *self, gint64 at_ms)
{
  g_return_if_fail (self != NULL);

  add_mark (self, at_ms, CSMS_TIMELINE_OUT_OF_USE, g_strdup (C_("station", "Offline")));
}

void
csms_timeline_add_unknown (CsmsTimeline *self, gint64 from_ms, gint64 to_ms)
{
  const Span span = { from_ms, to_ms };

  g_return_if_fail (self != NULL);

  g_array_append_val (self->unknown, span);
  g_clear_pointer (&self->segments, g_array_unref);
}

void
csms_timeline_add_charge (CsmsTimeline *self, gint64 from_ms, gint64 to_ms)
{
  const Span span = { from_ms, to_ms };

  g_return_if_fail (self != NULL);

  g_array_append_val (self->charges, span);
  g_clear_pointer (&self->segments, g_array_unref);
}

gint64
csms_timeline_get_from_ms (const CsmsTimeline *self)
{
  return self->from_ms;
}

gint64
csms_timeline_get_to_ms (const CsmsTimeline *self)
{
  return self->to_ms;
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const Mark *mark_a = a;
  const Mark *mark_b = b;

  if (mark_a->at_ms != mark_b->at_ms)
    return mark_a->at_ms > mark_b->at_ms ? 1 : -1;
  return (mark_a->order > mark_b->order) - (mark_a->order < mark_b->order);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  gint64 from_a = ((const Span *) a)->from_ms;
  gint64 from_b = ((const Span *) b)->from_ms;

  return (from_a > from_b) - (from_a < from_b);
}

/* Appended to the one before where that looks the same and says the same */
static void
append (CsmsTimeline *self, gint64 from_ms, gint64 to_ms, CsmsTimelineShape shape, const char *word)
{
  CsmsTimelineSegment segment = { MAX (from_ms, self->from_ms), MIN (to_ms, self->to_ms), shape, word, FALSE };

  if (segment.from_ms >= segment.to_ms)
    return;
  if (self->segments->len > 0)
    {
      CsmsTimelineSegment *last = &g_array_index (self->segments, CsmsTimelineSegment, self->segments->len - 1);

      if (last->shape == shape && g_strcmp0 (last->word, word) == 0)
        {
          last->to_ms = segment.to_ms;
          return;
        }
    }
  g_array_append_val (self->segments, segment);
}

/* No status is known from @from_ms to @to_ms; of a charge it is. */
static void
append_unknown (CsmsTimeline *self, gint64 from_ms, gint64 to_ms)
{
  for (guint i = 0; i < self->charges->len && from_ms < to_ms; i++)
    {
      const Span *span = &g_array_index (self->charges, Span, i);

      if (span->to_ms <= from_ms || span->from_ms >= to_ms)
        continue;
      append (self, from_ms, span->from_ms, CSMS_TIMELINE_UNKNOWN, NULL);
      append (self, MAX (span->from_ms, from_ms), MIN (span->to_ms, to_ms), CSMS_TIMELINE_CHARGING,
              csms_connector_status_to_string (CSMS_CONNECTOR_STATUS_CHARGING));
      from_ms = span->to_ms;
    }
  append (self, from_ms, to_ms, CSMS_TIMELINE_UNKNOWN, NULL);
}

/* What stands from @from_ms to @to_ms, but for the spans that are unknown */
static void
append_around (CsmsTimeline *self, gint64 from_ms, gint64 to_ms, CsmsTimelineShape shape, const char *word)
{
  for (guint i = 0; i < self->unknown->len && from_ms < to_ms; i++)
    {
      const Span *span = &g_array_index (self->unknown, Span, i);

      if (span->to_ms <= from_ms || span->from_ms >= to_ms)
        continue;
      append (self, from_ms, span->from_ms, shape, word);
      append_unknown (self, MAX (span->from_ms, from_ms), MIN (span->to_ms, to_ms));
      from_ms = span->to_ms;
    }
  append (self, from_ms, to_ms, shape, word);
}

static void
make_segments (CsmsTimeline *self)
{
  gint64 first_ms = self->to_ms;

  self->segments = g_array_new (FALSE, FALSE, sizeof (CsmsTimelineSegment));
  g_array_sort (self->marks, compare_marks);
  g_array_sort (self->unknown, compare_spans);
  g_array_sort (self->charges, compare_spans);
  if (self->marks->len > 0)
    first_ms = g_array_index (self->marks, Mark, 0).at_ms;
  append_unknown (self, self->from_ms, MIN (first_ms, self->to_ms));
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);
      gint64 to_ms = i + 1 < self->marks->len ? g_array_index (self->marks, Mark, i + 1).at_ms : self->to_ms;

      append_around (self, mark->at_ms, to_ms, mark->shape, mark->word);
    }
  g_array_index (self->segments, CsmsTimelineSegment, self->segments->len - 1).open = TRUE;
}

const CsmsTimelineSegment *
csms_timeline_get_segments (CsmsTimeline *self, guint *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  if (self->segments == NULL)
    make_segments (self);
  *n = self->segments->len;
  return (const CsmsTimelineSegment *) (gpointer) self->segments->data;
}

int
csms_timeline_find (CsmsTimeline *self, gint64 ms)
{
  guint n;
  const CsmsTimelineSegment *segments = csms_timeline_get_segments (self, &n);

  for (guint i = 0; i < n; i++)
    if (ms >= segments[i].from_ms && ms < segments[i].to_ms)
      return (int) i;
  return -1;
}

gint64
csms_timeline_get_total_ms (CsmsTimeline *self, CsmsTimelineShape shape)
{
  guint n;
  const CsmsTimelineSegment *segments = csms_timeline_get_segments (self, &n);
  gint64 total_ms = 0;

  for (guint i = 0; i < n; i++)
    if (segments[i].shape == shape)
      total_ms += segments[i].to_ms - segments[i].from_ms;
  return total_ms;
}

gboolean
csms_timeline_equal (CsmsTimeline *a, CsmsTimeline *b)
{
  const CsmsTimelineSegment *segments_a, *segments_b;
  guint n_a, n_b;

  if (a == NULL || b == NULL)
    return a == b;
  segments_a = csms_timeline_get_segments (a, &n_a);
  segments_b = csms_timeline_get_segments (b, &n_b);
  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    if (segments_a[i].from_ms != segments_b[i].from_ms || segments_a[i].to_ms != segments_b[i].to_ms ||
        segments_a[i].shape != segments_b[i].shape || g_strcmp0 (segments_a[i].word, segments_b[i].word) != 0)
      return FALSE;
  return TRUE;
}
