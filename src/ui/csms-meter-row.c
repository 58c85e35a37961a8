/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-meter-row.h"

#include <math.h>

#include "csms-meter-words.h"

/* Bounds, whatever a server sends */
#define MAX_ROWS 500
#define MAX_COLUMNS 24

/* A measurand in full, and added up from its phases; NAN: not told */
typedef struct {
  double total;
  double phases;
} Sum;

struct _CsmsMeterRow
{
  GObject parent_instance;

  /* Owned */
  GHashTable *texts;

  gint64 time_ms;
  int connector_id;
  Sum power_w;
  Sum register_wh;
};

G_DEFINE_FINAL_TYPE (CsmsMeterRow, csms_meter_row, G_TYPE_OBJECT)

static void
csms_meter_row_finalize (GObject *object)
{
  g_hash_table_unref (CSMS_METER_ROW (object)->texts);

  G_OBJECT_CLASS (csms_meter_row_parent_class)->finalize (object);
}

static void
csms_meter_row_class_init (CsmsMeterRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_meter_row_finalize;
}

static void
csms_meter_row_init (CsmsMeterRow *self)
{
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->power_w = (Sum) { NAN, NAN };
  self->register_wh = (Sum) { NAN, NAN };
}

static void
take (Sum *sum, const CsmsSampleRecord *sample)
{
  const char *unit;
  double value = csms_sample_record_get_si (sample, &unit);

  if (!isfinite (value))
    return;
  if (sample->phase == NULL)
    sum->total = value;
  else if (g_str_equal (sample->phase, "L1") || g_str_equal (sample->phase, "L2") || g_str_equal (sample->phase, "L3"))
    sum->phases = isfinite (sum->phases) ? sum->phases + value : value;
}

/* What is measured elsewhere than where the car is plugged in is another flow. */
static void
take_number (CsmsMeterRow *self, const CsmsSampleRecord *sample)
{
  if (sample->location != NULL && !g_str_equal (sample->location, "Outlet"))
    return;
  if (g_str_equal (sample->measurand, "Power.Active.Import"))
    take (&self->power_w, sample);
  else if (g_str_equal (sample->measurand, "Energy.Active.Import.Register"))
    take (&self->register_wh, sample);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CsmsMeterRow *row_a = a;
  const CsmsMeterRow *row_b = b;

  if (row_a->time_ms != row_b->time_ms)
    return row_a->time_ms > row_b->time_ms ? -1 : 1;
  return (row_a->connector_id > row_b->connector_id) - (row_a->connector_id < row_b->connector_id);
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return compare (*(CsmsMeterRow * const *) a, *(CsmsMeterRow * const *) b, NULL);
}

static guint
row_hash (gconstpointer key)
{
  const CsmsMeterRow *row = key;

  return g_int64_hash (&row->time_ms) ^ (guint) row->connector_id;
}

static gboolean
row_equal (gconstpointer a, gconstpointer b)
{
  return compare (a, b, NULL) == 0;
}

static CsmsMeterRow *
ensure_row (GHashTable *by_time, GPtrArray *new_rows, const CsmsSampleRecord *sample)
{
  g_autoptr (CsmsMeterRow) row = g_object_new (CSMS_TYPE_METER_ROW, NULL);
  CsmsMeterRow *known;

  row->time_ms = sample->timestamp_ms;
  row->connector_id = sample->connector_id;
  known = g_hash_table_lookup (by_time, row);
  if (known != NULL)
    return known;
  g_hash_table_add (by_time, row);
  g_ptr_array_add (new_rows, row);
  return g_steal_pointer (&row);
}

static void
insert (GListStore *rows, GPtrArray *new_rows)
{
  g_autoptr (CsmsMeterRow) newest = g_list_model_get_item (G_LIST_MODEL (rows), 0);
  guint n;

  if (new_rows->len == 0)
    return;
  g_ptr_array_sort (new_rows, compare_pointers);
  if (newest == NULL || compare (g_ptr_array_index (new_rows, new_rows->len - 1), newest, NULL) < 0)
    g_list_store_splice (rows, 0, 0, new_rows->pdata, new_rows->len);
  else
    for (guint i = 0; i < new_rows->len; i++)
      g_list_store_insert_sorted (rows, g_ptr_array_index (new_rows, i), compare, NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (rows));
  if (n > MAX_ROWS)
    g_list_store_splice (rows, MAX_ROWS, n - MAX_ROWS, NULL, 0);
}

gint64
csms_meter_row_get_time_ms (CsmsMeterRow *self)
{
  g_return_val_if_fail (CSMS_IS_METER_ROW (self), 0);

  return self->time_ms;
}

int
csms_meter_row_get_connector_id (CsmsMeterRow *self)
{
  g_return_val_if_fail (CSMS_IS_METER_ROW (self), 0);

  return self->connector_id;
}

const char *
csms_meter_row_get_text (CsmsMeterRow *self, const char *key)
{
  g_return_val_if_fail (CSMS_IS_METER_ROW (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return g_hash_table_lookup (self->texts, key);
}

double
csms_meter_row_get_power_w (CsmsMeterRow *self)
{
  g_return_val_if_fail (CSMS_IS_METER_ROW (self), NAN);

  return isfinite (self->power_w.total) ? self->power_w.total : self->power_w.phases;
}

double
csms_meter_row_get_register_wh (CsmsMeterRow *self)
{
  g_return_val_if_fail (CSMS_IS_METER_ROW (self), NAN);

  return isfinite (self->register_wh.total) ? self->register_wh.total : self->register_wh.phases;
}

void
csms_meter_rows_merge (GListStore *rows, GPtrArray *samples, GHashTable *keys, CsmsMeterColumnFunc func, gpointer user_data)
{
  g_autoptr (GHashTable) by_time = g_hash_table_new (row_hash, row_equal);
  g_autoptr (GPtrArray) new_rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (G_IS_LIST_STORE (rows));
  g_return_if_fail (samples != NULL && keys != NULL && func != NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (CsmsMeterRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

      g_hash_table_add (by_time, row);
    }
  for (guint i = 0; i < samples->len; i++)
    {
      const CsmsSampleRecord *sample = g_ptr_array_index (samples, i);
      g_autofree char *key = csms_meter_words_key (sample);
      CsmsMeterRow *row;

      if (!g_hash_table_contains (keys, key))
        {
          if (g_hash_table_size (keys) >= MAX_COLUMNS)
            continue;
          g_hash_table_add (keys, g_strdup (key));
          func (key, sample, user_data);
        }
      row = ensure_row (by_time, new_rows, sample);
      if (g_hash_table_contains (row->texts, key))
        continue;
      take_number (row, sample);
      g_hash_table_insert (row->texts, g_steal_pointer (&key), csms_meter_words_value (sample));
    }
  insert (rows, new_rows);
}
