/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-window.h"

struct _CsmsWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwToastOverlay *toast_overlay;

  /* Owned */
  CsmsOperator *operator;
};

enum
{
  PROP_OPERATOR = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsWindow, csms_window, ADW_TYPE_APPLICATION_WINDOW)

static void
csms_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsWindow *self = CSMS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_OPERATOR:
      g_value_set_object (value, self->operator);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CsmsWindow *self = CSMS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_OPERATOR:
      g_set_object (&self->operator, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_window_dispose (GObject *object)
{
  CsmsWindow *self = CSMS_WINDOW (object);

  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_window_parent_class)->dispose (object);
}

static void
csms_window_class_init (CsmsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_window_get_property;
  object_class->set_property = csms_window_set_property;
  object_class->dispose = csms_window_dispose;

  properties[PROP_OPERATOR] =
    g_param_spec_object ("operator", NULL, NULL, CSMS_TYPE_OPERATOR, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsWindow, toast_overlay);
}

static void
csms_window_init (CsmsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CsmsWindow *
csms_window_new (CsmsApplication *application)
{
  return g_object_new (CSMS_TYPE_WINDOW, "application", application, NULL);
}

void
csms_window_show_station (CsmsWindow *self, const char *station_id)
{
  g_return_if_fail (CSMS_IS_WINDOW (self));
  g_return_if_fail (station_id != NULL);
}

void
csms_window_toast (CsmsWindow *self, const char *text)
{
  g_return_if_fail (CSMS_IS_WINDOW (self));
  g_return_if_fail (text != NULL);
}

void
csms_window_install_accels (GtkApplication *application)
{
  const struct {
    const char *action;
    const char *accels[2];
  } keys[] = {
    { "app.quit", { "<Control>q" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].accels);
}
