/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-meter-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-chart.h"
#include "csms-meter-row.h"

/* More connectors than this do not report at once; a server that says so is not believed. */
#define MAX_CHARTS 8

struct _CsmsMeterChart
{
  GtkWidget parent_instance;

  /* Owned */
  GtkWidget *charts;
};

/* The rows of one connector, oldest first */
typedef struct {
  int connector_id;
  GArray *points;
  double base_wh;
  gint64 since_ms;
} Course;

G_DEFINE_FINAL_TYPE (CsmsMeterChart, csms_meter_chart, GTK_TYPE_WIDGET)

static void
clear_course (gpointer data)
{
  g_array_unref (((Course *) data)->points);
}

static Course *
ensure_course (GArray *courses, int connector_id)
{
  const Course course = { connector_id, g_array_new (FALSE, FALSE, sizeof (CsmsChartPoint)), NAN, 0 };
  guint i;

  for (i = 0; i < courses->len && g_array_index (courses, Course, i).connector_id < connector_id; i++)
    ;
  if (i == courses->len || g_array_index (courses, Course, i).connector_id != connector_id)
    {
      g_array_insert_val (courses, i, course);
      return &g_array_index (courses, Course, i);
    }
  g_array_unref (course.points);
  return &g_array_index (courses, Course, i);
}

static void
add_point (Course *course, CsmsMeterRow *row)
{
  double register_wh = csms_meter_row_get_register_wh (row);
  CsmsChartPoint point = { .time_ms = csms_meter_row_get_time_ms (row) };

  if (isnan (course->base_wh) && isfinite (register_wh))
    {
      course->base_wh = register_wh;
      course->since_ms = point.time_ms;
    }
  if (course->points->len > 0)
    point.apart_ms = point.time_ms - g_array_index (course->points, CsmsChartPoint, course->points->len - 1).time_ms;
  point.power_kw = csms_meter_row_get_power_w (row) / 1000;
  point.energy_kwh = register_wh >= course->base_wh ? (register_wh - course->base_wh) / 1000 : NAN;
  if (isfinite (point.power_kw) || isfinite (point.energy_kwh))
    g_array_append_val (course->points, point);
}

static GArray *
make_courses (GListModel *rows)
{
  GArray *courses = g_array_new (FALSE, FALSE, sizeof (Course));

  g_array_set_clear_func (courses, clear_course);
  for (guint i = g_list_model_get_n_items (rows); i-- > 0; )
    {
      g_autoptr (CsmsMeterRow) row = g_list_model_get_item (rows, i);

      if (csms_meter_row_get_time_ms (row) > 0)
        add_point (ensure_course (courses, csms_meter_row_get_connector_id (row)), row);
    }
  return courses;
}

static GtkWidget *
new_chart (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *chart = g_object_new (CSMS_TYPE_CHART, "vexpand", TRUE, NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), chart);
  return box;
}

static void
show_course (GtkWidget *box, const Course *course, gboolean named)
{
  GtkWidget *title = gtk_widget_get_first_child (box);
  g_autofree char *name = g_strdup_printf (_("Connector %d"), course->connector_id);

  gtk_label_set_text (GTK_LABEL (title), name);
  gtk_widget_set_visible (title, named);
  csms_chart_take_data (CSMS_CHART (gtk_widget_get_last_child (box)),
                        csms_chart_data_new ((CsmsChartPoint *) (gpointer) course->points->data, course->points->len,
                                             0, 0, course->since_ms));
}

static void
csms_meter_chart_dispose (GObject *object)
{
  g_clear_pointer (&CSMS_METER_CHART (object)->charts, gtk_widget_unparent);

  G_OBJECT_CLASS (csms_meter_chart_parent_class)->dispose (object);
}

static void
csms_meter_chart_class_init (CsmsMeterChartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_meter_chart_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
csms_meter_chart_init (CsmsMeterChart *self)
{
  self->charts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_parent (self->charts, GTK_WIDGET (self));
}

void
csms_meter_chart_update (CsmsMeterChart *self, GListModel *rows)
{
  g_autoptr (GArray) courses = NULL;
  GtkWidget *box;
  guint n;

  g_return_if_fail (CSMS_IS_METER_CHART (self));
  g_return_if_fail (G_IS_LIST_MODEL (rows));

  courses = make_courses (rows);
  n = MIN (courses->len, MAX_CHARTS);
  box = gtk_widget_get_first_child (self->charts);
  for (guint i = 0; i < n; i++)
    {
      if (box == NULL)
        {
          box = new_chart ();
          gtk_box_append (GTK_BOX (self->charts), box);
        }
      show_course (box, &g_array_index (courses, Course, i), n > 1);
      box = gtk_widget_get_next_sibling (box);
    }
  while (box != NULL)
    {
      GtkWidget *gone = box;

      box = gtk_widget_get_next_sibling (box);
      gtk_box_remove (GTK_BOX (self->charts), gone);
    }
}
