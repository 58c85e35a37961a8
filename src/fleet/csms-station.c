/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-search.h"
#include "csms-station-category.h"
#include "csms-station-private.h"
#include "csms-value.h"

#include <string.h>

struct _CsmsStation
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *name;
  char *status_text;
  char *error_code;
  char *folded;
  char *id_key;
  char *name_key;
  CsmsConnector *own;
  GPtrArray *connectors;
  GListStore *model;        /* NULL until somebody asks: of 10,000 stations few are looked into */

  gboolean online;
  gint64 last_seen_ms;
  int category;
  double power_w;

  gboolean shown;
  gboolean dirty;
  gboolean stale;
  guint snapshot;
  guint32 pending;
};

G_DEFINE_FINAL_TYPE (CsmsStation, csms_station, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_ONLINE,
  PROP_STATUS_TEXT,
  PROP_LAST_SEEN_MS,
  PROP_CATEGORY,
  PROP_POWER_W,
  PROP_CONNECTORS,
  PROP_ERROR_CODE,
  N_PROPS
};

#define VALUE(name, kind, field) { name, CSMS_VALUE_##kind, G_STRUCT_OFFSET (CsmsStation, field) }

static const CsmsValue values[N_PROPS] = {
  [PROP_ID] = VALUE ("id", TEXT, id),
  [PROP_NAME] = VALUE ("name", TEXT, name),
  [PROP_ONLINE] = VALUE ("online", FLAG, online),
  [PROP_STATUS_TEXT] = VALUE ("status-text", TEXT, status_text),
  [PROP_LAST_SEEN_MS] = VALUE ("last-seen-ms", TIME, last_seen_ms),
  [PROP_CATEGORY] = VALUE ("category", INT, category),
  [PROP_POWER_W] = VALUE ("power-w", NUMBER, power_w),
  [PROP_CONNECTORS] = VALUE ("connectors", OBJECT, model),
  [PROP_ERROR_CODE] = VALUE ("error-code", TEXT, error_code),
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static void
mark (CsmsStation *self,
      gboolean     changed,
      guint        property)
{
  if (changed)
    self->pending |= 1u << property;
}

static void
on_connector_watched (CsmsConnector *connector,
                      gpointer       data)
{
  CsmsStation *self = data;

  self->stale = TRUE;
  csms_station_commit (self);
}

/* Returns: where connector @id is, or would be */
static guint
find_connector (CsmsStation *self,
                int          id,
                gboolean    *found)
{
  guint low = 0, high = self->connectors->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int other = csms_connector_get_id (g_ptr_array_index (self->connectors, middle));

      if (other == id)
        {
          *found = TRUE;
          return middle;
        }
      if (other < id)
        low = middle + 1;
      else
        high = middle;
    }
  *found = FALSE;
  return low;
}

/* The model lags behind the array until a commit, and only ever lacks some: those are put in, one run at a time. */
static void
publish_connectors (CsmsStation *self)
{
  guint n_known;

  if (self->model == NULL)
    return;
  n_known = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  for (guint i = 0; n_known < self->connectors->len && i < self->connectors->len; i++)
    {
      g_autoptr (CsmsConnector) known = g_list_model_get_item (G_LIST_MODEL (self->model), i);
      guint end = i;

      while (end < self->connectors->len && g_ptr_array_index (self->connectors, end) != known)
        end++;
      if (end > i)
        {
          g_list_store_splice (self->model, i, 0, self->connectors->pdata + i, end - i);
          n_known += end - i;
          i = end;
        }
    }
}

static void
csms_station_finalize (GObject *object)
{
  CsmsStation *self = CSMS_STATION (object);

  for (guint i = 0; i < self->connectors->len; i++)
    csms_connector_set_watch (g_ptr_array_index (self->connectors, i), NULL, NULL);
  g_ptr_array_unref (self->connectors);
  g_clear_object (&self->model);
  g_clear_object (&self->own);
  g_free (self->id);
  g_free (self->name);
  g_free (self->status_text);
  g_free (self->error_code);
  g_free (self->folded);
  g_clear_pointer (&self->id_key, g_ref_string_release);
  g_clear_pointer (&self->name_key, g_ref_string_release);

  G_OBJECT_CLASS (csms_station_parent_class)->finalize (object);
}

static void
csms_station_get_property (GObject    *object,
                           guint       property,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (property == PROP_CONNECTORS)
    csms_station_get_connectors (CSMS_STATION (object));
  csms_value_get (object, &values[property], value);
}

static void
csms_station_class_init (CsmsStationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = csms_station_finalize;
  object_class->get_property = csms_station_get_property;

  changed_signal = csms_values_install (object_class, values, properties, N_PROPS);
}

static void
csms_station_init (CsmsStation *self)
{
  self->connectors = g_ptr_array_new_with_free_func (g_object_unref);
  self->category = CSMS_STATION_OTHER;
  self->power_w = NAN;
}

CsmsStation *
csms_station_new (const char *id)
{
  CsmsStation *self = g_object_new (CSMS_TYPE_STATION, NULL);

  self->id = g_strdup (id);
  return self;
}

CsmsConnector *
csms_station_ensure_connector (CsmsStation *self,
                               int          id)
{
  gboolean found;
  guint position;
  CsmsConnector *connector;

  if (id == 0)
    {
      if (self->own == NULL)
        self->own = csms_connector_new (self->id, 0);
      return self->own;
    }

  position = find_connector (self, id, &found);
  if (found)
    return g_ptr_array_index (self->connectors, position);

  connector = csms_connector_new (self->id, id);
  csms_connector_set_watch (connector, on_connector_watched, self);
  g_ptr_array_insert (self->connectors, position, connector);
  self->stale = TRUE;
  return connector;
}

GPtrArray *
csms_station_peek_connectors (CsmsStation *self)
{
  return self->connectors;
}

CsmsConnector *
csms_station_peek_own (CsmsStation *self)
{
  return self->own;
}

void
csms_station_set_name (CsmsStation *self,
                       const char  *name)
{
  if (name != NULL && (*name == '\0' || g_str_equal (name, self->id)))
    name = NULL;
  if (!csms_change_text (&self->name, name))
    return;
  g_clear_pointer (&self->folded, g_free);
  g_clear_pointer (&self->name_key, g_ref_string_release);
  mark (self, TRUE, PROP_NAME);
}

void
csms_station_set_online (CsmsStation *self,
                         gboolean     online)
{
  mark (self, csms_change_int (&self->online, !!online), PROP_ONLINE);
}

void
csms_station_set_status_text (CsmsStation *self,
                              const char  *status_text)
{
  mark (self, csms_change_text (&self->status_text, status_text), PROP_STATUS_TEXT);
}

void
csms_station_see (CsmsStation *self,
                  gint64       seen_ms)
{
  if (seen_ms > self->last_seen_ms)
    mark (self, csms_change_time (&self->last_seen_ms, seen_ms), PROP_LAST_SEEN_MS);
}

gboolean
csms_station_commit (CsmsStation *self)
{
  g_autoptr (CsmsStation) alive = g_object_ref (self);
  gboolean changed = self->stale;
  guint32 pending;

  self->stale = FALSE;
  /* by hand: whoever listens may make another connector */
  for (guint i = 0; i < self->connectors->len; i++)
    changed |= csms_connector_commit (g_ptr_array_index (self->connectors, i));
  publish_connectors (self);
  if (self->own != NULL && csms_connector_commit (self->own))
    mark (self, csms_change_text (&self->error_code, csms_connector_get_error_code (self->own)), PROP_ERROR_CODE);

  mark (self, csms_change_int (&self->category, csms_station_find_category (self->own, self->connectors, self->online)), PROP_CATEGORY);
  mark (self, csms_change_number (&self->power_w, csms_station_sum_power (self->connectors, self->online)), PROP_POWER_W);
  pending = self->pending;
  self->pending = 0;
  if (!changed && pending == 0)
    return FALSE;
  csms_values_tell (self, properties, N_PROPS, pending, changed_signal);
  return TRUE;
}

#define FIELD(type, name) \
  type \
  csms_station_get_##name (CsmsStation *self) \
  { \
    return self->name; \
  } \
  void \
  csms_station_set_##name (CsmsStation *self, \
                           type         name) \
  { \
    self->name = name; \
  }

FIELD (gboolean, shown)
FIELD (gboolean, dirty)
FIELD (guint, snapshot)

#undef FIELD

char *
csms_station_get_id_key (CsmsStation *self)
{
  if (self->id_key == NULL)
    self->id_key = csms_search_sort_key (self->id);
  return self->id_key;
}

char *
csms_station_get_name_key (CsmsStation *self)
{
  if (self->name == NULL)
    return csms_station_get_id_key (self);
  if (self->name_key == NULL)
    self->name_key = csms_search_sort_key (self->name);
  return self->name_key;
}

#define GETTER(type, name, unknown) \
  type \
  csms_station_get_##name (CsmsStation *self) \
  { \
    g_return_val_if_fail (CSMS_IS_STATION (self), unknown); \
    return self->name; \
  }

GETTER (const char *, id, NULL)
GETTER (const char *, name, NULL)
GETTER (gboolean, online, FALSE)
GETTER (const char *, status_text, NULL)
GETTER (gint64, last_seen_ms, 0)
GETTER (CsmsStationCategory, category, CSMS_STATION_OTHER)
GETTER (double, power_w, NAN)
GETTER (const char *, error_code, NULL)

#undef GETTER

GListModel *
csms_station_get_connectors (CsmsStation *self)
{
  g_return_val_if_fail (CSMS_IS_STATION (self), NULL);

  if (self->model == NULL)
    {
      self->model = g_list_store_new (CSMS_TYPE_CONNECTOR);
      g_list_store_splice (self->model, 0, 0, self->connectors->pdata, self->connectors->len);
    }
  return G_LIST_MODEL (self->model);
}

CsmsConnector *
csms_station_get_connector (CsmsStation *self,
                            int          id)
{
  gboolean found;
  guint position;

  g_return_val_if_fail (CSMS_IS_STATION (self), NULL);

  position = find_connector (self, id, &found);
  return found ? g_ptr_array_index (self->connectors, position) : NULL;
}

gboolean
csms_station_matches (CsmsStation *self,
                      const char  *needle)
{
  g_return_val_if_fail (CSMS_IS_STATION (self), FALSE);

  if (needle == NULL || *needle == '\0')
    return TRUE;
  if (self->folded == NULL)
    self->folded = csms_search_fold_pair (self->id, self->name);
  if (strstr (self->folded, needle) != NULL)
    return TRUE;
  for (guint i = 0; i < self->connectors->len; i++)
    {
      if (csms_connector_matches (g_ptr_array_index (self->connectors, i), needle))
        return TRUE;
    }
  return FALSE;
}
