/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-entries.h"

/* From this many changed stations on, and when they are a good part of all, sorting anew is cheaper than moving each. */
#define REBUILD_FROM 1000

/* Before GTK lays out and draws the next frame, after everything that changes stations. */
#define FLUSH_PRIORITY (G_PRIORITY_HIGH_IDLE + 15)

/* Stations that changed within one frame. */
#define STORM_FROM 8

struct _CsmsStationView
{
  GObject parent_instance;

  /* owned */
  CsmsStationEntries entries;
  CsmsStationOrder order;
  char *search;

  gboolean held;
  guint storm_ms;
  gboolean storm;           /* at the last flush */
  gint64 flushed_us;
  guint flush_source;
};

enum {
  PROP_0,
  PROP_CATEGORY,
  PROP_SEARCH,
  PROP_SORT,
  PROP_HELD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint counts_changed_signal;

static GType
csms_station_view_get_item_type (GListModel *model)
{
  return CSMS_TYPE_STATION;
}

static guint
csms_station_view_get_n_items (GListModel *model)
{
  return csms_ranking_get_length (CSMS_STATION_VIEW (model)->order.ranking);
}

static gpointer
csms_station_view_get_item (GListModel *model,
                            guint       position)
{
  CsmsStationEntry *entry = csms_ranking_get (CSMS_STATION_VIEW (model)->order.ranking, position);

  return entry != NULL ? g_object_ref (entry->station) : NULL;
}

static void
csms_station_view_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = csms_station_view_get_item_type;
  iface->get_n_items = csms_station_view_get_n_items;
  iface->get_item = csms_station_view_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsStationView, csms_station_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, csms_station_view_list_model_init))

static void
rebuild (CsmsStationView *self,
         gboolean         resort)
{
  csms_station_entries_count (&self->entries);
  g_ptr_array_unref (csms_station_entries_take_waiting (&self->entries));
  csms_station_order_rebuild (&self->order, self->entries.all, resort);
}

static void
tell_counts (CsmsStationView *self)
{
  if (!self->entries.counts_changed)
    return;
  self->entries.counts_changed = FALSE;
  g_signal_emit (self, counts_changed_signal, 0);
}

static void
flush (CsmsStationView *self)
{
  g_autoptr (CsmsStationView) alive = g_object_ref (self);
  guint n_waiting;

  g_clear_handle_id (&self->flush_source, g_source_remove);
  csms_station_entries_count (&self->entries);
  n_waiting = self->entries.waiting->len;
  self->storm = n_waiting >= STORM_FROM;
  self->flushed_us = g_get_monotonic_time ();
  if (!self->held && n_waiting >= REBUILD_FROM && n_waiting >= self->entries.all->len / 8)
    {
      rebuild (self, FALSE);
    }
  else if (!self->held && n_waiting > 0)
    {
      g_autoptr (GPtrArray) waiting = csms_station_entries_take_waiting (&self->entries);

      csms_station_order_place (&self->order, waiting);
    }
  tell_counts (self);
}

/* What the operator asks for is done at once, also while held. */
static void
rebuild_now (CsmsStationView *self,
             gboolean         resort,
             guint            property)
{
  rebuild (self, resort);
  tell_counts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
on_flush (gpointer data)
{
  CsmsStationView *self = data;

  self->flush_source = 0;
  flush (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (gpointer data)
{
  CsmsStationView *self = data;
  gint64 left_ms = self->storm ? self->storm_ms - (g_get_monotonic_time () - self->flushed_us) / 1000 : 0;

  if (self->flush_source == 0)
    self->flush_source = g_timeout_add_full (FLUSH_PRIORITY, (guint) MAX (left_ms, 0), on_flush, self, NULL);
}

static void
csms_station_view_dispose (GObject *object)
{
  CsmsStationView *self = CSMS_STATION_VIEW (object);

  g_clear_handle_id (&self->flush_source, g_source_remove);
  csms_station_entries_clear (&self->entries);
  g_clear_handle_id (&self->flush_source, g_source_remove);

  G_OBJECT_CLASS (csms_station_view_parent_class)->dispose (object);
}

static void
csms_station_view_finalize (GObject *object)
{
  CsmsStationView *self = CSMS_STATION_VIEW (object);

  csms_station_order_clear (&self->order);
  g_free (self->search);

  G_OBJECT_CLASS (csms_station_view_parent_class)->finalize (object);
}

static void
csms_station_view_get_property (GObject    *object,
                                guint       property,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CsmsStationView *self = CSMS_STATION_VIEW (object);

  switch (property)
    {
    case PROP_CATEGORY: g_value_set_int (value, self->order.category); break;
    case PROP_SEARCH: g_value_set_string (value, self->search); break;
    case PROP_SORT: g_value_set_int (value, self->order.sort); break;
    case PROP_HELD: g_value_set_boolean (value, self->held); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec); break;
    }
}

static void
csms_station_view_set_property (GObject      *object,
                                guint         property,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  CsmsStationView *self = CSMS_STATION_VIEW (object);

  switch (property)
    {
    case PROP_CATEGORY: csms_station_view_set_category (self, g_value_get_int (value)); break;
    case PROP_SEARCH: csms_station_view_set_search (self, g_value_get_string (value)); break;
    case PROP_SORT: csms_station_view_set_sort (self, g_value_get_int (value)); break;
    case PROP_HELD: csms_station_view_set_held (self, g_value_get_boolean (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec); break;
    }
}

static void
csms_station_view_class_init (CsmsStationViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = csms_station_view_dispose;
  object_class->finalize = csms_station_view_finalize;
  object_class->get_property = csms_station_view_get_property;
  object_class->set_property = csms_station_view_set_property;

  properties[PROP_CATEGORY] = g_param_spec_int ("category", NULL, NULL, -1, CSMS_STATION_N_CATEGORIES - 1, -1, flags);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  properties[PROP_SORT] = g_param_spec_int ("sort", NULL, NULL, 0, CSMS_STATION_SORT_LAST_ACTIVITY, 0, flags);
  properties[PROP_HELD] = g_param_spec_boolean ("held", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  counts_changed_signal = g_signal_new ("counts-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_station_view_init (CsmsStationView *self)
{
  csms_station_order_init (&self->order, G_LIST_MODEL (self));
}

CsmsStationView *
csms_station_view_new (GListModel *stations)
{
  CsmsStationView *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (stations), NULL);

  self = g_object_new (CSMS_TYPE_STATION_VIEW, NULL);
  csms_station_entries_init (&self->entries, stations, &self->order, on_changed, self);
  flush (self);
  return self;
}

void
csms_station_view_set_category (CsmsStationView *self,
                                int              category)
{
  g_return_if_fail (CSMS_IS_STATION_VIEW (self));
  g_return_if_fail (category >= -1 && category < CSMS_STATION_N_CATEGORIES);

  if (self->order.category == category)
    return;
  self->order.category = category;
  rebuild_now (self, FALSE, PROP_CATEGORY);
}

int
csms_station_view_get_category (CsmsStationView *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_VIEW (self), -1);
  return self->order.category;
}

void
csms_station_view_set_search (CsmsStationView *self,
                              const char      *text)
{
  g_autofree char *trimmed = NULL;

  g_return_if_fail (CSMS_IS_STATION_VIEW (self));

  if (g_strcmp0 (self->search, text) == 0)
    return;
  g_free (self->search);
  self->search = g_strdup (text);

  trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_free (self->order.needle);
  self->order.needle = csms_search_fold (trimmed);
  rebuild_now (self, FALSE, PROP_SEARCH);
}

const char *
csms_station_view_get_search (CsmsStationView *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_VIEW (self), NULL);
  return self->search;
}

void
csms_station_view_set_sort (CsmsStationView *self,
                            CsmsStationSort  sort)
{
  g_return_if_fail (CSMS_IS_STATION_VIEW (self));
  g_return_if_fail ((int) sort >= 0 && sort <= CSMS_STATION_SORT_LAST_ACTIVITY);

  if (self->order.sort == sort)
    return;
  self->order.sort = sort;
  rebuild_now (self, TRUE, PROP_SORT);
}

CsmsStationSort
csms_station_view_get_sort (CsmsStationView *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_VIEW (self), CSMS_STATION_SORT_ATTENTION);
  return self->order.sort;
}

void
csms_station_view_set_held (CsmsStationView *self,
                            gboolean         held)
{
  g_return_if_fail (CSMS_IS_STATION_VIEW (self));

  held = !!held;
  if (self->held == held)
    return;
  self->held = held;
  if (!held)
    flush (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
}

void
csms_station_view_set_storm_interval (CsmsStationView *self,
                                      guint            interval_ms)
{
  g_return_if_fail (CSMS_IS_STATION_VIEW (self));

  self->storm_ms = interval_ms;
}

void
csms_station_view_set_selected (CsmsStationView *self,
                                CsmsStation     *station)
{
  g_return_if_fail (CSMS_IS_STATION_VIEW (self));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  self->order.selected = station;
}

guint
csms_station_view_get_count (CsmsStationView *self,
                             int              category)
{
  guint sum = 0;

  g_return_val_if_fail (CSMS_IS_STATION_VIEW (self), 0);
  g_return_val_if_fail (category >= -1 && category < CSMS_STATION_N_CATEGORIES, 0);

  if (category >= 0)
    return self->entries.counts[category];
  for (guint i = 0; i < CSMS_STATION_N_CATEGORIES; i++)
    sum += self->entries.counts[i];
  return sum;
}

gboolean
csms_station_view_find (CsmsStationView *self,
                        CsmsStation     *station,
                        guint           *position)
{
  CsmsStationEntry *entry;

  g_return_val_if_fail (CSMS_IS_STATION_VIEW (self), FALSE);

  entry = csms_station_entries_find (&self->entries, station);
  if (entry == NULL || entry->iter == NULL)
    return FALSE;
  if (position != NULL)
    *position = g_sequence_iter_get_position (entry->iter);
  return TRUE;
}
