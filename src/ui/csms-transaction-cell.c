/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-cell.h"

#include <glib/gi18n.h>

#include "csms-glossary.h"
#include "csms-status-icon.h"
#include "csms-text.h"

/* The id is never ellipsized, its length is bounded instead, so that the name beside it gives way first. */
#define ID_CHARS 24

struct _CsmsTransactionCell
{
  GtkWidget parent_instance;

  /* Owned */
  CsmsTransaction *transaction;
  GSignalGroup *signals;
  char *row_name;

  /* Borrowed */
  CsmsFleet *fleet;
  GtkImage *icon;
  GtkLabel *label;
  GtkLabel *second;

  CsmsTransactionColumn column;
  const char *icon_style;
  guint tick_id;
  gint64 clock_offset_ms;
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (CsmsTransactionCell, csms_transaction_cell, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
set_icon (CsmsTransactionCell *self, const char *name, const char *style)
{
  if (g_strcmp0 (gtk_image_get_icon_name (self->icon), name) != 0)
    gtk_image_set_from_icon_name (self->icon, name);
  if (self->icon_style == style)
    return;
  if (self->icon_style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->icon_style);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
  self->icon_style = style;
}

static void
show_station (CsmsTransactionCell *self)
{
  g_autofree char *id = csms_text_clean (csms_transaction_get_station_id (self->transaction), ID_CHARS);
  g_autofree char *second = NULL;

  if (self->compact)
    second = csms_text_day_clock (csms_transaction_get_start_ms (self->transaction), csms_text_now ());
  else
    second = csms_text_clean (csms_transaction_get_station_name (self->transaction), CSMS_TEXT_SHORT);
  set_text (self->label, id);
  set_text (self->second, second);
  gtk_widget_set_visible (GTK_WIDGET (self->second), *second != '\0');
}

static void
show_status (CsmsTransactionCell *self, gint64 now_ms)
{
  CsmsTransactionAnomaly anomaly = csms_transaction_get_anomaly (self->transaction, now_ms + self->clock_offset_ms);
  g_autofree char *words = NULL;
  CsmsConnector *connector = NULL;

  if (anomaly != CSMS_TRANSACTION_NORMAL)
    {
      set_icon (self, "dialog-warning-symbolic", "warning");
      set_text (self->label, csms_transaction_anomaly_text (anomaly));
      return;
    }
  if (!csms_transaction_get_live (self->transaction))
    {
      words = csms_text_clean (csms_transaction_get_status_text (self->transaction), CSMS_TEXT_SHORT);
      set_icon (self, "object-select-symbolic", NULL);
      /* The server's word is of when it last spoke of the charge, which may be before the stop was seen; ours for the usual end. */
      if (*words == '\0' || g_ascii_strcasecmp (words, "Active") == 0 || g_ascii_strcasecmp (words, "Completed") == 0)
        set_text (self->label, C_("transaction", "Completed"));
      else
        set_text (self->label, words);
      return;
    }
  if (self->fleet != NULL)
    connector = csms_fleet_get_connector (self->fleet, csms_transaction_get_station_id (self->transaction),
                                          csms_transaction_get_connector_id (self->transaction));
  if (connector != NULL && csms_connector_get_status (connector) != CSMS_CONNECTOR_STATUS_UNKNOWN)
    {
      CsmsStatusIcon icon = csms_status_icon_for (csms_connector_get_status (connector));

      set_icon (self, csms_status_icon_get_name (icon), csms_status_icon_get_style (icon));
      words = csms_text_clean (csms_connector_get_status_text (connector), CSMS_TEXT_SHORT);
      set_text (self->label, words);
      return;
    }
  set_icon (self, csms_status_icon_get_name (CSMS_STATUS_ICON_CHARGING), csms_status_icon_get_style (CSMS_STATUS_ICON_CHARGING));
  set_text (self->label, csms_connector_status_to_string (CSMS_CONNECTOR_STATUS_CHARGING));
}

static char *
make_text (CsmsTransactionCell *self, gint64 now_ms)
{
  CsmsTransaction *transaction = self->transaction;
  gint64 duration;

  switch (self->column)
    {
    case CSMS_TRANSACTION_CONNECTOR:
      if (csms_transaction_get_connector_id (transaction) < 0)
        return g_strdup ("–");
      return g_strdup_printf ("%d", csms_transaction_get_connector_id (transaction));
    case CSMS_TRANSACTION_ID_TAG:
      if (csms_transaction_get_id_tag (transaction) == NULL)
        return g_strdup ("–");
      return csms_text_clean (csms_transaction_get_id_tag (transaction), CSMS_TEXT_SHORT);
    case CSMS_TRANSACTION_STARTED:
      return csms_text_day_clock (csms_transaction_get_start_ms (transaction), now_ms);
    case CSMS_TRANSACTION_DURATION:
      duration = csms_transaction_get_duration_ms (transaction, now_ms + self->clock_offset_ms);
      return duration < 0 ? g_strdup ("–") : csms_text_elapsed (duration);
    case CSMS_TRANSACTION_ENERGY:
      return csms_text_number (csms_transaction_get_energy_wh (transaction) / 1000, 2);
    case CSMS_TRANSACTION_COST:
      return csms_text_number (csms_transaction_get_cost (transaction), 2);
    case CSMS_TRANSACTION_REASON:
      if (csms_transaction_get_live (transaction))
        return g_strdup ("");
      if (csms_transaction_get_reason (transaction) == NULL)
        return g_strdup (C_("stop reason", "Not known"));
      return csms_text_clean (csms_transaction_get_reason (transaction), CSMS_TEXT_SHORT);
    case CSMS_TRANSACTION_STATION:
    case CSMS_TRANSACTION_STATUS:
    case CSMS_TRANSACTION_N_COLUMNS:
    default:
      return g_strdup ("");
    }
}

/* The first cell of a row names it, for a row has no words of its own, and says of it what the tooltips of the others say. */
static void
name_row (CsmsTransactionCell *self, gint64 now_ms)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *anomaly = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *more = NULL;

  if (row == NULL || gtk_widget_get_prev_sibling (cell) != NULL)
    return;
  name = csms_transaction_describe (self->transaction, now_ms + self->clock_offset_ms);
  if (g_strcmp0 (name, self->row_name) == 0)
    return;
  anomaly = csms_transaction_explain_anomaly (self->transaction, now_ms + self->clock_offset_ms);
  reason = csms_transaction_explain_reason (self->transaction);
  more = g_strdup_printf ("%s %s", anomaly != NULL ? anomaly : "", reason != NULL ? reason : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, g_strstrip (more), -1);
  g_free (self->row_name);
  self->row_name = g_steal_pointer (&name);
}

static void
update (CsmsTransactionCell *self)
{
  gint64 now_ms = csms_text_now ();
  g_autofree char *text = NULL;

  if (self->transaction == NULL)
    return;
  name_row (self, now_ms);
  if (self->column == CSMS_TRANSACTION_STATION)
    show_station (self);
  else if (self->column == CSMS_TRANSACTION_STATUS)
    show_status (self, now_ms);
  else
    {
      text = make_text (self, now_ms);
      set_text (self->label, text);
    }
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CsmsTransactionCell *self = CSMS_TRANSACTION_CELL (widget);

  self->tick_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CsmsTransactionCell *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

static gboolean
csms_transaction_cell_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  CsmsTransactionCell *self = CSMS_TRANSACTION_CELL (widget);
  g_autofree char *text = NULL;
  CsmsMeaning meaning;

  if (self->transaction == NULL)
    return FALSE;
  if (self->column == CSMS_TRANSACTION_STARTED)
    text = csms_text_exact (csms_transaction_get_start_ms (self->transaction));
  else if (self->column == CSMS_TRANSACTION_DURATION && !csms_transaction_get_live (self->transaction))
    text = csms_text_exact (csms_transaction_get_stop_ms (self->transaction));
  else if (self->column == CSMS_TRANSACTION_REASON && csms_transaction_get_reason (self->transaction) != NULL)
    {
      csms_glossary_stop_reason (csms_transaction_get_reason (self->transaction), &meaning);
      text = g_strdup_printf ("%s: %s\n%s", gtk_label_get_text (self->label), meaning.meaning, meaning.next_step);
    }
  else if (self->column == CSMS_TRANSACTION_ID_TAG || self->column == CSMS_TRANSACTION_STATION)
    {
      g_autofree char *id = csms_text_clean (csms_transaction_get_transaction_id (self->transaction), CSMS_TEXT_SHORT);

      text = g_strdup_printf (_("Transaction %s"), id);
    }
  if (text == NULL || *text == '\0')
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
csms_transaction_cell_dispose (GObject *object)
{
  CsmsTransactionCell *self = CSMS_TRANSACTION_CELL (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->signals);
  g_clear_object (&self->transaction);
  g_clear_pointer (&self->row_name, g_free);

  G_OBJECT_CLASS (csms_transaction_cell_parent_class)->dispose (object);
}

static void
csms_transaction_cell_class_init (CsmsTransactionCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_transaction_cell_dispose;
  widget_class->query_tooltip = csms_transaction_cell_query_tooltip;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
csms_transaction_cell_init (CsmsTransactionCell *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->signals = g_signal_group_new (CSMS_TYPE_TRANSACTION);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (changed_cb), self);
}

static GtkLabel *
add_label (CsmsTransactionCell *self)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

CsmsTransactionCell *
csms_transaction_cell_new (CsmsTransactionColumn column)
{
  CsmsTransactionCell *self = g_object_new (CSMS_TYPE_TRANSACTION_CELL, NULL);

  self->column = column;
  if (column == CSMS_TRANSACTION_STATUS)
    {
      self->icon = GTK_IMAGE (gtk_image_new ());
      gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
    }
  self->label = add_label (self);
  switch (column)
    {
    case CSMS_TRANSACTION_STATION:
      gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_NONE);
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "heading");
      self->second = add_label (self);
      gtk_widget_add_css_class (GTK_WIDGET (self->second), "secondary");
      break;
    case CSMS_TRANSACTION_DURATION:
    case CSMS_TRANSACTION_ENERGY:
    case CSMS_TRANSACTION_COST:
      gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_NONE);
      gtk_label_set_xalign (self->label, 1);
      gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
      break;
    case CSMS_TRANSACTION_STARTED:
    case CSMS_TRANSACTION_CONNECTOR:
    case CSMS_TRANSACTION_ID_TAG:
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
      break;
    case CSMS_TRANSACTION_STATUS:
    case CSMS_TRANSACTION_REASON:
    case CSMS_TRANSACTION_N_COLUMNS:
    default:
      break;
    }
  return self;
}

void
csms_transaction_cell_bind (CsmsTransactionCell *self, CsmsTransaction *transaction, CsmsFleet *fleet)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_CELL (self));
  g_return_if_fail (transaction == NULL || CSMS_IS_TRANSACTION (transaction));

  if (self->transaction == transaction && self->fleet == fleet)
    return;
  self->fleet = transaction != NULL ? fleet : NULL;
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_set_object (&self->transaction, transaction);
  g_signal_group_set_target (self->signals, transaction);
  update (self);
}

void
csms_transaction_cell_tick (CsmsTransactionCell *self, gint64 clock_offset_ms)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_CELL (self));

  self->clock_offset_ms = clock_offset_ms;
  if (self->transaction != NULL && csms_transaction_get_live (self->transaction))
    update (self);
}

void
csms_transaction_cell_set_compact (CsmsTransactionCell *self, gboolean compact)
{
  GtkLayoutManager *layout;

  g_return_if_fail (CSMS_IS_TRANSACTION_CELL (self));

  if (self->column != CSMS_TRANSACTION_STATION || self->compact == compact)
    return;
  self->compact = compact;
  layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), compact ? 0 : 6);
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self->second), "caption");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->second), "caption");
  update (self);
}
