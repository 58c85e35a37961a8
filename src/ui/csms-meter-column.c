/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-meter-column.h"

#include <glib/gi18n.h>

#include "csms-column-order.h"
#include "csms-meter-row.h"
#include "csms-meter-words.h"
#include "csms-text.h"

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), user_data != NULL ? 1 : 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_time_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gint64 time_ms = csms_meter_row_get_time_ms (gtk_list_item_get_item (item));
  g_autofree char *text = csms_text_clock_s (time_ms);
  g_autofree char *exact = csms_text_exact (time_ms);
  GtkWidget *label = gtk_list_item_get_child (item);
  GtkWidget *cell = gtk_widget_get_parent (label);
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *name = NULL;

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, exact);
  if (row == NULL)
    return;
  /* Translators: a row of meter values: its time, and the connector they are of */
  name = g_strdup_printf (_("%s, connector %d"), text, csms_meter_row_get_connector_id (gtk_list_item_get_item (item)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_connector_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  g_autofree char *text = g_strdup_printf ("%d", csms_meter_row_get_connector_id (gtk_list_item_get_item (item)));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
bind_value_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *text = csms_meter_row_get_text (gtk_list_item_get_item (item), user_data);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text != NULL ? text : "");
}

static GtkColumnViewColumn *
make_column (const char *title, GCallback bind, const char *key)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), g_strdup (key), (GClosureNotify) (void (*) (void)) g_free, 0);
  g_signal_connect_data (factory, "bind", bind, g_strdup (key), (GClosureNotify) (void (*) (void)) g_free, 0);
  return gtk_column_view_column_new (title, factory);
}

static int
get_rank (GtkColumnViewColumn *column)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), "rank"));
}

GtkColumnViewColumn *
csms_meter_column_new_time (void)
{
  GtkColumnViewColumn *column = make_column (_("Time"), G_CALLBACK (bind_time_cb), NULL);

  gtk_column_view_column_set_expand (column, TRUE);
  return column;
}

GtkColumnViewColumn *
csms_meter_column_new_connector (void)
{
  return make_column (_("Connector"), G_CALLBACK (bind_connector_cb), NULL);
}

void
csms_meter_column_add (GtkColumnView *view, const char *key, const CsmsSampleRecord *sample, guint n_fixed)
{
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autofree char *title = NULL;
  GListModel *columns;
  guint position;
  int rank;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_return_if_fail (key != NULL && sample != NULL);

  title = csms_meter_words_title (sample);
  rank = csms_meter_words_rank (sample);
  column = make_column (title, G_CALLBACK (bind_value_cb), key);
  g_object_set_data (G_OBJECT (column), "rank", GINT_TO_POINTER (rank));
  gtk_column_view_column_set_expand (column, TRUE);

  columns = gtk_column_view_get_columns (view);
  for (position = g_list_model_get_n_items (columns); position > n_fixed; position--)
    {
      g_autoptr (GtkColumnViewColumn) before = g_list_model_get_item (columns, position - 1);

      if (get_rank (before) <= rank)
        break;
    }
  csms_column_order_insert (view, position, column);
  csms_column_title_align_end (view, column);
}
