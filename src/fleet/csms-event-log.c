/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-log.h"

struct _CsmsEventLog
{
  GObject parent_instance;

  /* owned */
  CsmsEvent **ring;     /* slot (first + i) % capacity holds the i-th, oldest first */

  guint first;
  guint n_events;
};

static GType
csms_event_log_get_item_type (GListModel *model)
{
  return CSMS_TYPE_EVENT;
}

static CsmsEvent **
slot (CsmsEventLog *self,
      guint         age_rank)
{
  return &self->ring[(self->first + age_rank) % CSMS_EVENT_LOG_CAPACITY];
}

static guint
csms_event_log_get_n_items (GListModel *model)
{
  return CSMS_EVENT_LOG (model)->n_events;
}

static gpointer
csms_event_log_get_item (GListModel *model,
                         guint       position)
{
  CsmsEventLog *self = CSMS_EVENT_LOG (model);

  if (position >= self->n_events)
    return NULL;
  return g_object_ref (*slot (self, self->n_events - 1 - position));
}

static void
csms_event_log_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = csms_event_log_get_item_type;
  iface->get_n_items = csms_event_log_get_n_items;
  iface->get_item = csms_event_log_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsEventLog, csms_event_log, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, csms_event_log_list_model_init))

static gint64
event_ms (CsmsEvent *event)
{
  return csms_event_get_record (event)->ts_ms;
}

static void
drop_oldest (CsmsEventLog *self,
             guint         n_dropped)
{
  if (n_dropped == 0)
    return;
  for (guint i = 0; i < n_dropped; i++)
    g_clear_object (slot (self, i));
  self->first = (self->first + n_dropped) % CSMS_EVENT_LOG_CAPACITY;
  self->n_events -= n_dropped;
  g_list_model_items_changed (G_LIST_MODEL (self), self->n_events, n_dropped, 0);
}

static int
compare_time (gconstpointer a,
              gconstpointer b)
{
  const CsmsEventRecord *first = *(const CsmsEventRecord **) a;
  const CsmsEventRecord *second = *(const CsmsEventRecord **) b;

  return (first->ts_ms > second->ts_ms) - (first->ts_ms < second->ts_ms);
}

/* Leaves out of @records what would fall off at once. Returns: how many of the log fall off, so that the rest has room. */
static guint
choose_dropped (CsmsEventLog *self,
                GPtrArray    *records)
{
  guint total = self->n_events + records->len;
  guint n_dropped = 0, n_skipped = 0;

  while (total - n_dropped - n_skipped > CSMS_EVENT_LOG_CAPACITY)
    {
      const CsmsEventRecord *record = n_skipped < records->len ? g_ptr_array_index (records, n_skipped) : NULL;

      if (record != NULL && (n_dropped == self->n_events || record->ts_ms < event_ms (*slot (self, n_dropped))))
        n_skipped++;
      else
        n_dropped++;
    }
  if (n_skipped > 0)
    g_ptr_array_remove_range (records, 0, n_skipped);
  return n_dropped;
}

/* How many of the newest events must make way for one of @ms: pushed ones are not all in the order of their time. */
static guint
count_newer (CsmsEventLog *self,
             gint64        ms)
{
  guint n = 0;

  while (n < self->n_events && event_ms (*slot (self, self->n_events - 1 - n)) > ms)
    n++;
  return n;
}

/* Takes the newest events off, puts them and the recovered ones back in the order of time, and tells of the whole stretch. */
static void
merge_recovered (CsmsEventLog *self,
                 GPtrArray    *records)
{
  const CsmsEventRecord *oldest = g_ptr_array_index (records, 0);
  guint n_moved = count_newer (self, oldest->ts_ms);
  guint below = self->n_events - n_moved;
  g_autofree CsmsEvent **moved = g_new (CsmsEvent *, n_moved + 1);
  guint next_moved = 0, next_record = 0;

  for (guint i = 0; i < n_moved; i++)
    moved[i] = *slot (self, below + i);

  for (guint i = 0; i < n_moved + records->len; i++)
    {
      CsmsEventRecord *record = next_record < records->len ? g_ptr_array_index (records, next_record) : NULL;

      if (record == NULL || (next_moved < n_moved && event_ms (moved[next_moved]) <= record->ts_ms))
        {
          *slot (self, below + i) = moved[next_moved++];
        }
      else
        {
          *slot (self, below + i) = csms_event_new (record, CSMS_EVENT_RECOVERED);
          next_record++;
        }
    }
  self->n_events += records->len;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_moved, n_moved + records->len);
}

static void
csms_event_log_finalize (GObject *object)
{
  CsmsEventLog *self = CSMS_EVENT_LOG (object);

  for (guint i = 0; i < self->n_events; i++)
    g_object_unref (*slot (self, i));
  g_free (self->ring);

  G_OBJECT_CLASS (csms_event_log_parent_class)->finalize (object);
}

static void
csms_event_log_class_init (CsmsEventLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_event_log_finalize;
}

static void
csms_event_log_init (CsmsEventLog *self)
{
  self->ring = g_new0 (CsmsEvent *, CSMS_EVENT_LOG_CAPACITY);
}

CsmsEventLog *
csms_event_log_new (void)
{
  return g_object_new (CSMS_TYPE_EVENT_LOG, NULL);
}

void
csms_event_log_add (CsmsEventLog    *self,
                    GPtrArray       *records,
                    CsmsEventOrigin  origin)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  guint n_dropped;

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (kept, g_ptr_array_index (records, i));
  if (origin == CSMS_EVENT_RECOVERED)
    {
      g_ptr_array_sort (kept, compare_time);
      n_dropped = choose_dropped (self, kept);
    }
  else
    {
      if (kept->len > CSMS_EVENT_LOG_CAPACITY)
        g_ptr_array_remove_range (kept, 0, kept->len - CSMS_EVENT_LOG_CAPACITY);
      n_dropped = MAX (self->n_events + kept->len, CSMS_EVENT_LOG_CAPACITY) - CSMS_EVENT_LOG_CAPACITY;
    }
  if (kept->len == 0)
    return;

  drop_oldest (self, n_dropped);
  if (origin == CSMS_EVENT_RECOVERED)
    {
      merge_recovered (self, kept);
      return;
    }

  for (guint i = 0; i < kept->len; i++)
    *slot (self, self->n_events + i) = csms_event_new (g_ptr_array_index (kept, i), origin);
  self->n_events += kept->len;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, kept->len);
}
