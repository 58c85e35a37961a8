/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-pane.h"

#include "csms-text-scale.h"

struct _CsmsPane
{
  GtkWidget parent_instance;

  /* Owned, as the only child */
  GtkWidget *child;

  int natural_width;
};

enum
{
  PROP_CHILD = 1,
  PROP_NATURAL_WIDTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsPane, csms_pane, GTK_TYPE_WIDGET)

static void
set_child (CsmsPane *self, GtkWidget *child)
{
  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

static void
csms_pane_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                   int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CsmsPane *self = CSMS_PANE (widget);

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  else
    *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->natural_width > 0)
    *natural = MAX (*minimum, csms_text_scale_px (widget, self->natural_width));
}

static void
csms_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CsmsPane *self = CSMS_PANE (widget);

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static GtkSizeRequestMode
csms_pane_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
csms_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsPane *self = CSMS_PANE (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_NATURAL_WIDTH:
      g_value_set_int (value, self->natural_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_pane_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CsmsPane *self = CSMS_PANE (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_NATURAL_WIDTH:
      if (self->natural_width != g_value_get_int (value))
        {
          self->natural_width = g_value_get_int (value);
          gtk_widget_queue_resize (GTK_WIDGET (self));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_pane_dispose (GObject *object)
{
  CsmsPane *self = CSMS_PANE (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (csms_pane_parent_class)->dispose (object);
}

static void
csms_pane_class_init (CsmsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_pane_get_property;
  object_class->set_property = csms_pane_set_property;
  object_class->dispose = csms_pane_dispose;
  widget_class->measure = csms_pane_measure;
  widget_class->size_allocate = csms_pane_size_allocate;
  widget_class->get_request_mode = csms_pane_get_request_mode;

  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NATURAL_WIDTH] =
    g_param_spec_int ("natural-width", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
csms_pane_init (CsmsPane *self)
{
  csms_text_scale_notify (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_resize));
}
