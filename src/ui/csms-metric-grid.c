/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-metric-grid.h"

#define COLUMN_SPACING 18
#define ROW_SPACING 12

struct _CsmsMetricGrid
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (CsmsMetricGrid, csms_metric_grid, GTK_TYPE_WIDGET)


static int
get_column_width (int width, int columns)
{
  return MAX (0, (width - (columns - 1) * COLUMN_SPACING) / columns);
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
measure_widest (GtkWidget *grid, gboolean natural)
{
  int widest = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (grid)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int min, nat;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
      widest = MAX (widest, natural ? nat : min);
    }
  return widest;
}

/* As many as there is room for with no number cut short, however large the text */
static int
get_columns (GtkWidget *grid, int width)
{
  static const int choices[] = { 6, 3 };
  int widest = measure_widest (grid, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (width < 0 || choices[i] * (widest + COLUMN_SPACING) - COLUMN_SPACING <= width)
      return choices[i];
  return 2;
}

/* Height of the row that begins at @child, and where the next one begins */
static int
measure_row (GtkWidget *child, int columns, int column_width, GtkWidget **next)
{
  int height = 0;

  for (int i = 0; i < columns && child != NULL; i++)
    {
      int min, nat;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column_width, &min, &nat, NULL, NULL);
      height = MAX (height, nat);
      child = next_shown (gtk_widget_get_next_sibling (child));
    }
  *next = child;
  return height;
}

static void
csms_metric_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                          int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int columns, total = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 2 * measure_widest (widget, FALSE) + COLUMN_SPACING;
      *natural = MAX (*minimum, 6 * measure_widest (widget, TRUE) + 5 * COLUMN_SPACING);
      return;
    }
  columns = get_columns (widget, for_size);

  while (child != NULL)
    {
      total += measure_row (child, columns, for_size < 0 ? -1 : get_column_width (for_size, columns), &child);
      if (child != NULL)
        total += ROW_SPACING;
    }
  *minimum = *natural = total;
}

static void
csms_metric_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int columns = get_columns (widget, width);
  int column_width = get_column_width (width, columns);
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *next;
      int row_height = measure_row (child, columns, column_width, &next);

      for (int i = 0; child != next; i++)
        {
          int x = i * (column_width + COLUMN_SPACING);
          GtkAllocation allocation = { rtl ? width - x - column_width : x, y, column_width, row_height };

          gtk_widget_size_allocate (child, &allocation, -1);
          child = next_shown (gtk_widget_get_next_sibling (child));
        }
      y += row_height + ROW_SPACING;
    }
}

static GtkSizeRequestMode
csms_metric_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
csms_metric_grid_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (csms_metric_grid_parent_class)->dispose (object);
}

static void
csms_metric_grid_class_init (CsmsMetricGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_metric_grid_dispose;
  widget_class->measure = csms_metric_grid_measure;
  widget_class->size_allocate = csms_metric_grid_size_allocate;
  widget_class->get_request_mode = csms_metric_grid_get_request_mode;
}

static void
csms_metric_grid_init (CsmsMetricGrid *self)
{
}

int
csms_metric_grid_get_width (CsmsMetricGrid *self, int columns)
{
  g_return_val_if_fail (CSMS_IS_METRIC_GRID (self), 0);
  g_return_val_if_fail (columns > 0, 0);

  return columns * (measure_widest (GTK_WIDGET (self), TRUE) + COLUMN_SPACING) - COLUMN_SPACING;
}
