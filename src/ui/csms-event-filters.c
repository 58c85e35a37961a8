/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-filters.h"

#include <glib/gi18n.h>

#include "csms-drop-down.h"
#include "csms-fold.h"
#include "csms-period.h"
#include "csms-text.h"

/* What stands in the first drop-down. */
typedef struct
{
  const char *title;
  const char *names[8];
  gboolean other;
} Kind;

static const Kind kinds[] = {
  { N_("All events"), { NULL }, FALSE },
  { N_("All but meter values"), { "meter.values.delta", NULL }, TRUE },
  { N_("Status changes"), { "connector.status.changed", NULL }, FALSE },
  { N_("Charging started or stopped"), { "transaction.started", "transaction.stopped", NULL }, FALSE },
  { N_("Answers to commands"), { "remote.start.result", "remote.stop.result", NULL }, FALSE },
  { N_("Meter values"), { "meter.values.delta", NULL }, FALSE },
  { N_("Other events"),
    { "connector.status.changed", "transaction.started", "transaction.stopped", "remote.start.result", "remote.stop.result",
      "meter.values.delta", NULL },
    TRUE },
};

struct _CsmsEventFilters
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkDropDown *kind;
  GtkDropDown *station;
  GtkDropDown *period;

  /* Owned */
  GListModel *stations;
  char *station_id;
  char *needle;              /* folded; NULL: any text */

  gint64 from_ms;            /* as chosen */
  gint64 to_ms;
  guint last_period;         /* to go back to, when nothing is chosen */
  gboolean quiet;            /* several change at once, or none does in truth */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsEventFilters, csms_event_filters, GTK_TYPE_WIDGET)

static char *
get_text (gpointer item)
{
  if (CSMS_IS_STATION (item))
    return csms_text_clean (csms_station_get_id (item), CSMS_TEXT_SHORT);
  return g_strdup (GTK_IS_STRING_OBJECT (item) ? gtk_string_object_get_string (item) : "");
}

static char *
search_text_cb (gpointer this, gpointer item)
{
  return get_text (item);
}

static void
changed_cb (CsmsEventFilters *self)
{
  gpointer item = gtk_drop_down_get_selected_item (self->station);
  const char *station_id = CSMS_IS_STATION (item) ? csms_station_get_id (item) : NULL;

  if (self->quiet)
    return;
  g_free (self->station_id);
  self->station_id = g_strdup (station_id);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
chosen_cb (gint64 from_ms, gint64 to_ms, gpointer data)
{
  CsmsEventFilters *self = data;

  if (self->period == NULL)
    return;
  if (to_ms == 0)
    {
      self->quiet = TRUE;
      gtk_drop_down_set_selected (self->period, self->last_period);
      self->quiet = FALSE;
      return;
    }
  self->from_ms = from_ms;
  self->to_ms = to_ms;
  self->last_period = CSMS_PERIOD_CHOSEN;
  changed_cb (self);
}

static void
period_cb (CsmsEventFilters *self)
{
  guint period = gtk_drop_down_get_selected (self->period);

  if (self->quiet)
    return;
  if (period == CSMS_PERIOD_CHOSEN)
    {
      csms_period_choose (GTK_WIDGET (self), self->from_ms, self->to_ms, chosen_cb, G_OBJECT (self));
      return;
    }
  self->last_period = period;
  changed_cb (self);
}

static int
compare_stations (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *first = csms_station_get_id ((CsmsStation *) a);
  const char *second = csms_station_get_id ((CsmsStation *) b);

  return g_strcmp0 (first, second);
}

static void
set_stations (CsmsEventFilters *self, GListModel *stations)
{
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkStringList) all = gtk_string_list_new ((const char *[]) { _("All stations"), NULL });
  g_autoptr (GtkFlattenListModel) flat = NULL;

  g_list_store_append (parts, all);
  if (stations != NULL)
    {
      GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_stations, NULL, NULL));
      g_autoptr (GtkSortListModel) sorted = gtk_sort_list_model_new (g_object_ref (stations), sorter);

      g_list_store_append (parts, sorted);
    }
  flat = gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&parts)));
  self->quiet = TRUE;
  gtk_drop_down_set_model (self->station, G_LIST_MODEL (flat));
  self->quiet = FALSE;
}

/* Returns: where the chosen one stands, 0: it is gone, or none is */
static guint
find_station (CsmsEventFilters *self)
{
  GListModel *model = gtk_drop_down_get_model (self->station);

  for (guint i = 1; self->station_id != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (model, i);

      if (g_strcmp0 (csms_station_get_id (station), self->station_id) == 0)
        return i;
    }
  return 0;
}

static void
csms_event_filters_map (GtkWidget *widget)
{
  CsmsEventFilters *self = CSMS_EVENT_FILTERS (widget);

  set_stations (self, self->stations);
  self->quiet = TRUE;
  gtk_drop_down_set_selected (self->station, find_station (self));
  self->quiet = FALSE;
  GTK_WIDGET_CLASS (csms_event_filters_parent_class)->map (widget);
}

static void
csms_event_filters_dispose (GObject *object)
{
  CsmsEventFilters *self = CSMS_EVENT_FILTERS (object);

  self->quiet = TRUE;
  self->period = NULL;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->stations);

  G_OBJECT_CLASS (csms_event_filters_parent_class)->dispose (object);
}

static void
csms_event_filters_finalize (GObject *object)
{
  g_free (CSMS_EVENT_FILTERS (object)->station_id);
  g_free (CSMS_EVENT_FILTERS (object)->needle);

  G_OBJECT_CLASS (csms_event_filters_parent_class)->finalize (object);
}

static void
csms_event_filters_class_init (CsmsEventFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_event_filters_dispose;
  object_class->finalize = csms_event_filters_finalize;
  widget_class->map = csms_event_filters_map;
  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_EVENT_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-event-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsEventFilters, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventFilters, kind);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventFilters, station);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventFilters, period);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_cb);
}

static void
csms_event_filters_init (CsmsEventFilters *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) periods = gtk_string_list_new (csms_period_get_names ());
  g_autoptr (GtkExpression) expression =
    gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (search_text_cb), NULL, NULL);

  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (titles, _(kinds[i].title));
  csms_drop_down_set_texts (self->kind, get_text);
  csms_drop_down_set_texts (self->station, get_text);
  csms_drop_down_set_texts (self->period, get_text);
  gtk_drop_down_set_expression (self->station, expression);
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (titles));
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (periods));
  set_stations (self, NULL);
}

void
csms_event_filters_set_operator (CsmsEventFilters *self, CsmsOperator *operator)
{
  GListModel *stations = operator != NULL ? csms_fleet_get_stations (csms_operator_get_fleet (operator)) : NULL;

  g_return_if_fail (CSMS_IS_EVENT_FILTERS (self));

  g_set_object (&self->stations, stations);
  set_stations (self, gtk_widget_get_mapped (GTK_WIDGET (self)) ? self->stations : NULL);
  csms_event_filters_reset (self);
}

void
csms_event_filters_set_text (CsmsEventFilters *self, const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (CSMS_IS_EVENT_FILTERS (self));
  g_return_if_fail (text != NULL);

  stripped = g_strstrip (g_strdup (text));
  g_free (self->needle);
  self->needle = *stripped != '\0' ? csms_fold_text (stripped) : NULL;
  changed_cb (self);
}

void
csms_event_filters_fill (CsmsEventFilters *self, CsmsJournalQuery *query)
{
  const Kind *kind;
  guint period;

  g_return_if_fail (CSMS_IS_EVENT_FILTERS (self));

  kind = &kinds[MIN (gtk_drop_down_get_selected (self->kind), G_N_ELEMENTS (kinds) - 1)];
  query->names = kind->names;
  query->other_names = kind->other;
  query->station_id = self->station_id;
  query->text = self->needle;
  period = gtk_drop_down_get_selected (self->period);
  csms_period_get (period, csms_text_now (), &query->from_ms, &query->to_ms);
  if (period == CSMS_PERIOD_CHOSEN)
    {
      query->from_ms = self->from_ms;
      query->to_ms = self->to_ms;
    }
}

guint
csms_event_filters_count (CsmsEventFilters *self, GListModel *events, guint position, guint n)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;
  guint n_wanted = 0;

  g_return_val_if_fail (CSMS_IS_EVENT_FILTERS (self), 0);

  csms_event_filters_fill (self, &query);
  for (guint i = position; i < position + n; i++)
    {
      g_autoptr (CsmsEvent) event = g_list_model_get_item (events, i);

      n_wanted += csms_journal_query_matches_event (&query, csms_event_get_record (event)) ? 1 : 0;
    }
  return n_wanted;
}

void
csms_event_filters_set_stacked (CsmsEventFilters *self, gboolean stacked)
{
  g_return_if_fail (CSMS_IS_EVENT_FILTERS (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->content), stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->content), stacked ? 6 : 12);
}

gboolean
csms_event_filters_get_active (CsmsEventFilters *self)
{
  g_return_val_if_fail (CSMS_IS_EVENT_FILTERS (self), FALSE);

  return self->needle != NULL || gtk_drop_down_get_selected (self->kind) != 0 || self->station_id != NULL ||
         gtk_drop_down_get_selected (self->period) != CSMS_PERIOD_ANY;
}

void
csms_event_filters_reset (CsmsEventFilters *self)
{
  g_return_if_fail (CSMS_IS_EVENT_FILTERS (self));

  self->quiet = TRUE;
  gtk_drop_down_set_selected (self->kind, 0);
  gtk_drop_down_set_selected (self->station, 0);
  gtk_drop_down_set_selected (self->period, CSMS_PERIOD_ANY);
  self->last_period = CSMS_PERIOD_ANY;
  self->quiet = FALSE;
  changed_cb (self);
}
