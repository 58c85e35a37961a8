/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-meter-table.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "csms-column-order.h"
#include "csms-keep-top.h"
#include "csms-meter-chart.h"
#include "csms-meter-column.h"
#include "csms-meter-row.h"
#include "csms-spinner.h"
#include "csms-text.h"

/* The server keeps 100 a station, and stations report some ten measurands each time. */
#define ASK_LIMIT 100
#define ASK_SECONDS 4

struct _CsmsMeterTable
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkStack *stack;
  GtkColumnView *column_view;
  CsmsMeterChart *chart;
  AdwStatusPage *problem_page;

  /* Owned */
  CsmsOperator *operator;
  CsmsStation *station;
  GListStore *rows;
  GHashTable *keys;
  GtkColumnViewColumn *connector_column;
  char *power_key;
  char *summary;
  GCancellable *cancellable;

  gulong changed_id;
  gulong live_id;
  guint again_id;
  gint64 asked_for_ms;      /* the newest time of measurement known when the server was asked last */
  gboolean asking;
  gboolean active;
  gboolean charted;
};

enum
{
  PROP_SUMMARY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsMeterTable, csms_meter_table, GTK_TYPE_WIDGET)

/* A hidden column would upset the order of the cells, so where only one connector reports, this one is not there at all. */
static gboolean
has_connector_column (CsmsMeterTable *self)
{
  return gtk_column_view_column_get_column_view (self->connector_column) != NULL;
}

/* Time, and connector */
static guint
n_fixed (CsmsMeterTable *self)
{
  return has_connector_column (self) ? 2 : 1;
}

static void
show_connector_column (CsmsMeterTable *self, gboolean shown)
{
  if (has_connector_column (self) == shown)
    return;
  if (shown)
    csms_column_order_insert (self->column_view, 1, self->connector_column);
  else
    gtk_column_view_remove_column (self->column_view, self->connector_column);
}

static void
add_column_cb (const char *key, const CsmsSampleRecord *sample, gpointer user_data)
{
  CsmsMeterTable *self = user_data;

  csms_meter_column_add (self->column_view, key, sample, n_fixed (self));
  if (self->power_key == NULL && g_str_equal (sample->measurand, "Power.Active.Import") && sample->phase == NULL)
    self->power_key = g_strdup (key);
}

static void
update_summary (CsmsMeterTable *self)
{
  g_autoptr (CsmsMeterRow) newest = g_list_model_get_item (G_LIST_MODEL (self->rows), 0);
  g_autofree char *time = newest != NULL ? csms_text_clock_s (csms_meter_row_get_time_ms (newest)) : NULL;
  const char *power = newest != NULL && self->power_key != NULL ? csms_meter_row_get_text (newest, self->power_key) : NULL;
  g_autofree char *summary = NULL;

  if (power != NULL)
    /* Translators: time of the newest meter values, and the power then */
    summary = g_strdup_printf (_("%s, %s kW"), time, power);
  else
    summary = g_strdup (time != NULL ? time : "");
  if (g_strcmp0 (summary, self->summary) == 0)
    return;
  g_free (self->summary);
  self->summary = g_steal_pointer (&summary);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static gboolean
has_several_connectors (CsmsMeterTable *self)
{
  GListModel *rows = G_LIST_MODEL (self->rows);
  int first = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CsmsMeterRow) row = g_list_model_get_item (rows, i);

      if (i == 0)
        first = csms_meter_row_get_connector_id (row);
      else if (csms_meter_row_get_connector_id (row) != first)
        return TRUE;
    }
  return FALSE;
}

static void
update_stack (CsmsMeterTable *self, const char *problem)
{
  const char *page = "empty";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    page = self->charted ? "chart" : "table";
  else if (problem != NULL)
    {
      g_autofree char *clean = csms_text_clean (problem, CSMS_TEXT_LONG);
      g_autofree char *escaped = g_markup_escape_text (clean, -1);

      adw_status_page_set_description (self->problem_page, escaped);
      page = "problem";
    }
  if (self->charted)
    csms_meter_chart_update (self->chart, G_LIST_MODEL (self->rows));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static gint64
get_newest_ms (CsmsStation *station)
{
  GListModel *connectors = csms_station_get_connectors (station);
  gint64 newest_ms = 0;

  for (guint i = 0; i < g_list_model_get_n_items (connectors); i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);

      newest_ms = MAX (newest_ms, csms_connector_get_metered_ms (connector));
    }
  return newest_ms;
}

static void maybe_ask (CsmsMeterTable *self);

static gboolean
again_cb (gpointer user_data)
{
  CsmsMeterTable *self = user_data;

  self->again_id = 0;
  maybe_ask (self);
  return G_SOURCE_REMOVE;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsMeterTable) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) samples = csms_operator_ask_finish (CSMS_OPERATOR (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->asking = FALSE;
  if (samples != NULL)
    {
      csms_keep_top (GTK_WIDGET (self->column_view));
      csms_meter_rows_merge (self->rows, samples, self->keys, add_column_cb, self);
      show_connector_column (self, has_several_connectors (self));
      update_summary (self);
    }
  update_stack (self, error != NULL ? error->message : NULL);
  self->again_id = g_timeout_add_seconds (ASK_SECONDS, again_cb, self);
}

static void
ask (CsmsMeterTable *self)
{
  g_clear_handle_id (&self->again_id, g_source_remove);
  self->asking = TRUE;
  self->asked_for_ms = get_newest_ms (self->station);
  csms_operator_ask_async (self->operator, CSMS_QUESTION_METER_VALUES, csms_station_get_id (self->station), 0, ASK_LIMIT,
                           self->cancellable, asked_cb, g_object_ref (self));
}

/* Asked again only for what the fleet knows to be newer, so that an idle station costs nothing of the frame budget. */
static void
maybe_ask (CsmsMeterTable *self)
{
  if (self->station == NULL || self->asking || self->again_id != 0 || !self->active ||
      !csms_operator_get_live (self->operator))
    return;
  if (self->asked_for_ms < 0 || get_newest_ms (self->station) > self->asked_for_ms)
    ask (self);
}

static void
live_cb (CsmsMeterTable *self)
{
  if (csms_operator_get_live (self->operator))
    self->asked_for_ms = -1;
  maybe_ask (self);
}

static void
clear (CsmsMeterTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->column_view);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->again_id, g_source_remove);
  if (self->station != NULL)
    g_clear_signal_handler (&self->changed_id, self->station);
  if (self->operator != NULL)
    g_clear_signal_handler (&self->live_id, self->operator);
  show_connector_column (self, FALSE);
  while (g_list_model_get_n_items (columns) > 1)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 1);

      gtk_column_view_remove_column (self->column_view, column);
    }
  g_list_store_remove_all (self->rows);
  g_hash_table_remove_all (self->keys);
  g_clear_pointer (&self->power_key, g_free);
  self->asking = FALSE;
  self->asked_for_ms = -1;
}

static void
csms_meter_table_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SUMMARY:
      g_value_set_string (value, csms_meter_table_get_summary (CSMS_METER_TABLE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_meter_table_dispose (GObject *object)
{
  CsmsMeterTable *self = CSMS_METER_TABLE (object);

  if (self->content != NULL)
    clear (self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->connector_column);
  g_clear_object (&self->station);
  g_clear_object (&self->operator);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->summary, g_free);

  G_OBJECT_CLASS (csms_meter_table_parent_class)->dispose (object);
}

static void
csms_meter_table_class_init (CsmsMeterTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_meter_table_get_property;
  object_class->dispose = csms_meter_table_dispose;

  properties[PROP_SUMMARY] =
    g_param_spec_string ("summary", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CSMS_TYPE_METER_CHART);
  g_type_ensure (CSMS_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-meter-table.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsMeterTable, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsMeterTable, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsMeterTable, column_view);
  gtk_widget_class_bind_template_child (widget_class, CsmsMeterTable, chart);
  gtk_widget_class_bind_template_child (widget_class, CsmsMeterTable, problem_page);
}

static void
csms_meter_table_init (CsmsMeterTable *self)
{
  g_autoptr (GtkColumnViewColumn) time = csms_meter_column_new_time ();
  GtkNoSelection *selection;

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_list_store_new (CSMS_TYPE_METER_ROW);
  self->asked_for_ms = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->connector_column = csms_meter_column_new_connector ();
  gtk_column_view_append_column (self->column_view, time);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

void
csms_meter_table_set_station (CsmsMeterTable *self, CsmsOperator *operator, CsmsStation *station)
{
  g_return_if_fail (CSMS_IS_METER_TABLE (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  if (self->station == station && self->operator == operator)
    return;
  clear (self);
  g_set_object (&self->operator, operator);
  g_set_object (&self->station, station);
  update_summary (self);
  if (station == NULL || operator == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->changed_id = g_signal_connect_object (station, "changed", G_CALLBACK (maybe_ask), self, G_CONNECT_SWAPPED);
  self->live_id = g_signal_connect_object (operator, "notify::live", G_CALLBACK (live_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, csms_operator_get_live (operator) ? "loading" : "empty");
  maybe_ask (self);
}

void
csms_meter_table_set_active (CsmsMeterTable *self, gboolean active)
{
  g_return_if_fail (CSMS_IS_METER_TABLE (self));

  self->active = active;
  maybe_ask (self);
}

void
csms_meter_table_set_charted (CsmsMeterTable *self, gboolean charted)
{
  g_return_if_fail (CSMS_IS_METER_TABLE (self));

  self->charted = charted;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    update_stack (self, NULL);
}

void
csms_meter_table_refresh (CsmsMeterTable *self)
{
  g_return_if_fail (CSMS_IS_METER_TABLE (self));

  if (self->station != NULL && !self->asking && csms_operator_get_live (self->operator))
    ask (self);
}

GListModel *
csms_meter_table_get_rows (CsmsMeterTable *self)
{
  g_return_val_if_fail (CSMS_IS_METER_TABLE (self), NULL);

  return G_LIST_MODEL (self->rows);
}

const char *
csms_meter_table_get_summary (CsmsMeterTable *self)
{
  g_return_val_if_fail (CSMS_IS_METER_TABLE (self), NULL);

  return self->summary != NULL ? self->summary : "";
}
