/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-while-seen.h"

#define KEY "csms-while-seen"
#define AT_TOP -1

/* A tick comes before the layout of its frame: the first one finds no rows yet, the second those of an estimated height. */
#define FRAMES_TO_RETURN 3

typedef struct {
  GtkSelectionModel *model;
  double from_end;              /* AT_TOP, or how far above the end of the list the top of the view was */
  guint frames_to_return;
} Place;

static void
place_free (gpointer data)
{
  Place *self = data;

  g_clear_object (&self->model);
  g_free (self);
}

static gboolean
return_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  Place *self = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  if (self->from_end != AT_TOP)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) - self->from_end);
  self->frames_to_return--;
  return self->frames_to_return > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
map_cb (GtkWidget *view, Place *self)
{
  g_object_set (view, "model", self->model, NULL);
  if (self->frames_to_return == 0)
    gtk_widget_add_tick_callback (view, return_cb, self, NULL);
  self->frames_to_return = FRAMES_TO_RETURN;
}

static void
unmap_cb (GtkWidget *view, Place *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double value = gtk_adjustment_get_value (adjustment);

  /* One that is gone again before it has returned keeps its place. */
  if (self->frames_to_return == 0)
    self->from_end = value < 1 ? AT_TOP : gtk_adjustment_get_upper (adjustment) - value;
  g_object_set (view, "model", NULL, NULL);
}

void
csms_while_seen_show (GtkWidget *view, GtkSelectionModel *model)
{
  Place *self;

  g_return_if_fail (GTK_IS_LIST_VIEW (view) || GTK_IS_COLUMN_VIEW (view));
  g_return_if_fail (model == NULL || GTK_IS_SELECTION_MODEL (model));

  self = g_object_get_data (G_OBJECT (view), KEY);
  if (self == NULL)
    {
      self = g_new0 (Place, 1);
      g_object_set_data_full (G_OBJECT (view), KEY, self, place_free);
      g_signal_connect (view, "map", G_CALLBACK (map_cb), self);
      g_signal_connect (view, "unmap", G_CALLBACK (unmap_cb), self);
    }
  self->from_end = AT_TOP;
  g_set_object (&self->model, model);
  g_object_set (view, "model", gtk_widget_get_mapped (view) ? model : NULL, NULL);
}
