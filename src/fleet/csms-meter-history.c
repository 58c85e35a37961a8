/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-meter-history.h"

#include <math.h>

/* Two registers of one moment can differ by what flows in a second or two. */
#define REGISTER_SLACK_WH 100

struct _CsmsMeterHistory
{
  GArray *points;
  guint serial;
};

static CsmsMeterPoint *
point_at (CsmsMeterHistory *self,
          guint             i)
{
  return &g_array_index (self->points, CsmsMeterPoint, i);
}

/* Returns: whether no meter can have said both at the times they bear, whichever came first */
static gboolean
contradict (const CsmsMeterPoint *a,
            const CsmsMeterPoint *b)
{
  const CsmsMeterPoint *first = a->at_ms <= b->at_ms ? a : b;
  const CsmsMeterPoint *second = first == a ? b : a;

  return first->register_wh > second->register_wh + REGISTER_SLACK_WH;
}

static gboolean
contradicts_samples (CsmsMeterHistory     *self,
                     const CsmsMeterPoint *point)
{
  for (guint i = 0; i < self->points->len; i++)
    if (point_at (self, i)->is_sample && contradict (point_at (self, i), point))
      return TRUE;
  return FALSE;
}

/* The one after it bridges what its going leaves. */
static void
remove_point (CsmsMeterHistory *self,
              guint             i)
{
  if (i + 1 < self->points->len)
    {
      CsmsMeterPoint *next = point_at (self, i + 1);

      next->apart_ms = i > 0 ? MAX (next->apart_ms, point_at (self, i)->apart_ms) : 0;
    }
  g_array_remove_index (self->points, i);
}

static void
remove_contradicted (CsmsMeterHistory     *self,
                     const CsmsMeterPoint *sample)
{
  for (guint i = self->points->len; i-- > 0; )
    {
      const CsmsMeterPoint *point = point_at (self, i);

      if (point->is_sample || !contradict (point, sample))
        continue;
      remove_point (self, i);
      /* it told nothing true, so nothing is known of the time it stood for */
      if (i > 0 && i < self->points->len)
        point_at (self, i)->apart_ms = point_at (self, i)->at_ms - point_at (self, i - 1)->at_ms;
    }
}

static void
thin_out (CsmsMeterHistory *self)
{
  /* the first stays: it is where the charge began */
  for (guint i = self->points->len / 4; i > 0; i--)
    remove_point (self, 2 * i - 1);
}

static void
complete (CsmsMeterPoint       *known,
          const CsmsMeterPoint *point)
{
  if (!isnan (point->register_wh))
    known->register_wh = point->register_wh;
  if (!isnan (point->power_w))
    known->power_w = point->power_w;
  known->is_sample = known->is_sample || point->is_sample;
}

static void
insert (CsmsMeterHistory     *self,
        guint                 i,
        const CsmsMeterPoint *point)
{
  CsmsMeterPoint added = *point;

  added.apart_ms = i > 0 ? point->at_ms - point_at (self, i - 1)->at_ms : 0;
  g_array_insert_val (self->points, i, added);
  if (i + 1 < self->points->len)
    {
      CsmsMeterPoint *next = point_at (self, i + 1);

      next->apart_ms = i > 0 ? MIN (next->apart_ms, next->at_ms - point->at_ms) : next->at_ms - point->at_ms;
    }
}

CsmsMeterHistory *
csms_meter_history_new (void)
{
  CsmsMeterHistory *self = g_new0 (CsmsMeterHistory, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (CsmsMeterPoint));
  return self;
}

void
csms_meter_history_free (CsmsMeterHistory *self)
{
  g_array_unref (self->points);
  g_free (self);
}

void
csms_meter_history_add (CsmsMeterHistory     *self,
                        const CsmsMeterPoint *point)
{
  guint i;

  g_return_if_fail (self != NULL && point != NULL);

  if (point->at_ms <= 0)
    return;
  if (point->is_sample)
    remove_contradicted (self, point);
  else if (contradicts_samples (self, point))
    return;

  for (i = self->points->len; i > 0 && point_at (self, i - 1)->at_ms > point->at_ms; i--)
    ;
  if (i > 0 && point_at (self, i - 1)->at_ms == point->at_ms)
    complete (point_at (self, i - 1), point);
  else
    insert (self, i, point);
  if (self->points->len > CSMS_METER_HISTORY_MAX)
    thin_out (self);
  self->serial++;
}

void
csms_meter_history_clear (CsmsMeterHistory *self)
{
  g_return_if_fail (self != NULL);

  if (self->points->len == 0)
    return;
  g_array_set_size (self->points, 0);
  self->serial++;
}

const CsmsMeterPoint *
csms_meter_history_get (const CsmsMeterHistory *self,
                        guint                  *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  *n = self->points->len;
  return (const CsmsMeterPoint *) (gpointer) self->points->data;
}

guint
csms_meter_history_get_serial (const CsmsMeterHistory *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->serial;
}
