/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-column-order.h"

/* Main thread only, so one probe for all tables is enough. */
static gboolean probing;
static int probed_id;

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  if (!probing)
    return GTK_ORDERING_EQUAL;
  probed_id = GPOINTER_TO_INT (user_data);
  return GTK_ORDERING_SMALLER;
}

void
csms_column_order_add (GtkColumnViewColumn *column, int id)
{
  g_autoptr (GtkSorter) sorter = NULL;

  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));
  g_return_if_fail (id >= 0);

  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, GINT_TO_POINTER (id), NULL));
  gtk_column_view_column_set_sorter (column, sorter);
}

void
csms_column_order_get (GtkColumnView *view, int *id, gboolean *descending)
{
  GtkSorter *sorter;
  GtkOrdering order;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_return_if_fail (id != NULL && descending != NULL);

  sorter = gtk_column_view_get_sorter (view);
  probed_id = -1;
  probing = TRUE;
  /* Two things that differ, for a thing is equal to itself without asking. */
  order = gtk_sorter_compare (sorter, view, sorter);
  probing = FALSE;
  *id = probed_id;
  *descending = order == GTK_ORDERING_LARGER;
}

void
csms_column_order_insert (GtkColumnView *view, guint position, GtkColumnViewColumn *column)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));

  gtk_column_view_append_column (view, column);
  /* Cells go along only with a column that moves. */
  if (position + 1 < g_list_model_get_n_items (gtk_column_view_get_columns (view)))
    gtk_column_view_insert_column (view, position, column);
}

void
csms_column_order_show (GtkColumnView *view, GtkColumnViewColumn *const *columns, const gboolean *shown, guint n)
{
  gboolean changed = FALSE;
  guint position = 0;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_return_if_fail (columns != NULL && shown != NULL);

  for (guint i = 0; i < n; i++)
    changed = changed || gtk_column_view_column_get_visible (columns[i]) != shown[i];
  if (!changed)
    return;
  for (guint i = 0; i < n; i++)
    gtk_column_view_column_set_visible (columns[i], shown[i]);
  for (guint i = 0; i < n; i++)
    if (shown[i])
      gtk_column_view_insert_column (view, position++, columns[i]);
}

static GtkWidget *
find_title (GtkColumnView *view, const char *text)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));

  for (GtkWidget *title = gtk_widget_get_first_child (header); title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);
      GtkWidget *label = GTK_IS_BOX (box) ? gtk_widget_get_first_child (box) : NULL;

      for (; label != NULL; label = gtk_widget_get_next_sibling (label))
        if (GTK_IS_LABEL (label) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) == 0)
          return label;
    }
  return NULL;
}

void
csms_column_title_align_end (GtkColumnView *view, GtkColumnViewColumn *column)
{
  GtkWidget *label, *box;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));

  label = find_title (view, gtk_column_view_column_get_title (column));
  if (label == NULL)
    return;
  box = gtk_widget_get_parent (label);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  /* The hidden arrow keeps its place, so it stands where it moves nothing. */
  gtk_box_reorder_child_after (GTK_BOX (box), label, gtk_widget_get_last_child (box));
}

int
csms_column_title_measure (GtkColumnView *view, GtkColumnViewColumn *column)
{
  GtkWidget *label;
  int natural;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), 0);
  g_return_val_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column), 0);

  label = find_title (view, gtk_column_view_column_get_title (column));
  if (label == NULL)
    return 0;
  /* The title is the box's parent: it has the padding. */
  gtk_widget_measure (gtk_widget_get_parent (gtk_widget_get_parent (label)), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

void
csms_column_title_ellipsize (GtkColumnView *view, GtkColumnViewColumn *column)
{
  GtkWidget *label;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));
  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));

  label = find_title (view, gtk_column_view_column_get_title (column));
  if (label != NULL)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
}
