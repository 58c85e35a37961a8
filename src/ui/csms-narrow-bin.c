/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-narrow-bin.h"

#include "csms-text-scale.h"

struct _CsmsNarrowBin
{
  GtkWidget parent_instance;

  /* Owned */
  GtkWidget *child;
  guint idle_id;

  int threshold;
  int room;
  gboolean narrow;
};

enum
{
  PROP_CHILD = 1,
  PROP_THRESHOLD,
  PROP_NARROW,
  PROP_ROOM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsNarrowBin, csms_narrow_bin, GTK_TYPE_WIDGET)

static gboolean
idle_cb (gpointer user_data)
{
  CsmsNarrowBin *self = user_data;
  int room = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean narrow = room < csms_text_scale_px (GTK_WIDGET (self), self->threshold);

  self->idle_id = 0;
  /* Whoever hears of one may ask for the other. */
  g_object_freeze_notify (G_OBJECT (self));
  if (self->room != room)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOM]);
  if (self->narrow != narrow)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  self->room = room;
  self->narrow = narrow;
  g_object_thaw_notify (G_OBJECT (self));
  return G_SOURCE_REMOVE;
}

static void
look_again (CsmsNarrowBin *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, idle_cb, self, NULL);
}

static void
csms_narrow_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  CsmsNarrowBin *self = CSMS_NARROW_BIN (widget);

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  /* What the child needs while it is laid out wide must not keep the window from getting narrow. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
csms_narrow_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CsmsNarrowBin *self = CSMS_NARROW_BIN (widget);
  int minimum;

  if (self->room != width)
    look_again (self);
  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, MAX (width, minimum), height, baseline, NULL);
}

static void
csms_narrow_bin_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsNarrowBin *self = CSMS_NARROW_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_ROOM:
      g_value_set_int (value, self->room);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_narrow_bin_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CsmsNarrowBin *self = CSMS_NARROW_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_clear_pointer (&self->child, gtk_widget_unparent);
      self->child = g_value_get_object (value);
      if (self->child != NULL)
        gtk_widget_set_parent (self->child, GTK_WIDGET (self));
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      look_again (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_narrow_bin_dispose (GObject *object)
{
  CsmsNarrowBin *self = CSMS_NARROW_BIN (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (csms_narrow_bin_parent_class)->dispose (object);
}

static void
csms_narrow_bin_class_init (CsmsNarrowBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_narrow_bin_get_property;
  object_class->set_property = csms_narrow_bin_set_property;
  object_class->dispose = csms_narrow_bin_dispose;
  widget_class->measure = csms_narrow_bin_measure;
  widget_class->size_allocate = csms_narrow_bin_size_allocate;

  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_THRESHOLD] =
    g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 600, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROOM] =
    g_param_spec_int ("room", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
csms_narrow_bin_init (CsmsNarrowBin *self)
{
  self->threshold = 600;
  csms_text_scale_notify (GTK_WIDGET (self), G_CALLBACK (look_again));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
csms_narrow_bin_get_narrow (CsmsNarrowBin *self)
{
  g_return_val_if_fail (CSMS_IS_NARROW_BIN (self), FALSE);

  return self->narrow;
}

int
csms_narrow_bin_get_room (CsmsNarrowBin *self)
{
  g_return_val_if_fail (CSMS_IS_NARROW_BIN (self), 0);

  return self->room;
}
