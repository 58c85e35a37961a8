/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-keep-top.h"

#define PENDING "csms-keep-top"

static GtkWidget *
get_list (GtkWidget *view)
{
  GtkWidget *child;

  if (GTK_IS_LIST_VIEW (view))
    return view;
  /* A column view has its rows in a list view of its own. */
  for (child = gtk_widget_get_first_child (view); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LIST_VIEW (child))
        return child;
    }
  return NULL;
}

static gboolean
tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list));

  g_object_set_data (G_OBJECT (list), PENDING, NULL);
  if (model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", 0);
  return G_SOURCE_REMOVE;
}

void
csms_keep_top (GtkWidget *view)
{
  GtkAdjustment *adjustment;
  GtkWidget *list;

  g_return_if_fail (GTK_IS_SCROLLABLE (view));

  list = get_list (view);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  if (list == NULL || adjustment == NULL || gtk_adjustment_get_value (adjustment) >= 1 ||
      g_object_get_data (G_OBJECT (list), PENDING) != NULL)
    return;
  g_object_set_data (G_OBJECT (list), PENDING, list);
  gtk_widget_add_tick_callback (list, tick_cb, NULL, NULL);
}
