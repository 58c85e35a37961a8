/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-connection-button.h"

#include <glib/gi18n.h>

#include "csms-connection-popover.h"
#include "csms-connection-words.h"

struct _CsmsConnectionButton
{
  AdwBin parent_instance;

  /* Template */
  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *label;
  CsmsConnectionPopover *popover;

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *signals;
  char *words;
  guint tick_id;

  const char *style;
  CsmsConnectionRoom room;
};

enum
{
  PROP_OPERATOR = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsConnectionButton, csms_connection_button, ADW_TYPE_BIN)

static void refresh (CsmsConnectionButton *self);

static gboolean
tick_cb (gpointer user_data)
{
  CsmsConnectionButton *self = user_data;

  self->tick_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* A second that counts is one that someone can see: the countdown, or the ages in the open popover. */
static void
schedule (CsmsConnectionButton *self, const CsmsSeatStatus *status)
{
  gint64 left_us = status->retry_at_us - g_get_monotonic_time ();

  if (self->tick_id != 0)
    return;
  if (status->state == CSMS_SEAT_OFFLINE && left_us > 0)
    self->tick_id = g_timeout_add ((guint) (left_us % G_USEC_PER_SEC / 1000) + 20, tick_cb, self);
  else if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    self->tick_id = g_timeout_add (1000, tick_cb, self);
}

static void
name_button (CsmsConnectionButton *self, const char *words)
{
  GtkWidget *toggle = gtk_widget_get_first_child (GTK_WIDGET (self->button));
  g_autofree char *name = g_strdup_printf (_("Connection: %s"), words);

  /* The menu button's own toggle is what assistive technology sees and presses. */
  if (GTK_IS_TOGGLE_BUTTON (toggle))
    gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
}

static void
refresh (CsmsConnectionButton *self)
{
  const CsmsSeatStatus *status;
  g_autofree char *words = NULL;
  g_autofree char *shown = NULL;
  const char *style;

  if (self->operator == NULL)
    return;
  status = csms_operator_get_status (self->operator);
  words = csms_connection_words (status, g_get_monotonic_time ());
  shown = self->room == CSMS_CONNECTION_ALL_WORDS ? g_strdup (words) : csms_connection_words_short (status, g_get_monotonic_time ());
  style = csms_connection_style (status->state);
  if (g_strcmp0 (shown, gtk_label_get_text (self->label)) != 0)
    gtk_label_set_text (self->label, shown);
  if (g_strcmp0 (words, self->words) != 0)
    {
      gtk_image_set_from_icon_name (self->icon, csms_connection_icon (status->state));
      name_button (self, words);
      g_free (self->words);
      self->words = g_steal_pointer (&words);
    }
  if (self->style != style)
    {
      if (self->style != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
      if (style != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
      self->style = style;
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    csms_connection_popover_update (self->popover, self->operator);
  schedule (self, status);
}

static void
csms_connection_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsConnectionButton *self = CSMS_CONNECTION_BUTTON (object);

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
csms_connection_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CsmsConnectionButton *self = CSMS_CONNECTION_BUTTON (object);

  switch (prop_id)
    {
    case PROP_OPERATOR:
      csms_connection_button_set_operator (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_connection_button_dispose (GObject *object)
{
  CsmsConnectionButton *self = CSMS_CONNECTION_BUTTON (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_connection_button_parent_class)->dispose (object);
}

static void
csms_connection_button_finalize (GObject *object)
{
  g_free (CSMS_CONNECTION_BUTTON (object)->words);

  G_OBJECT_CLASS (csms_connection_button_parent_class)->finalize (object);
}

static void
csms_connection_button_class_init (CsmsConnectionButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_connection_button_get_property;
  object_class->set_property = csms_connection_button_set_property;
  object_class->dispose = csms_connection_button_dispose;
  object_class->finalize = csms_connection_button_finalize;

  properties[PROP_OPERATOR] =
    g_param_spec_object ("operator", NULL, NULL, CSMS_TYPE_OPERATOR,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CSMS_TYPE_CONNECTION_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-connection-button.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionButton, button);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionButton, icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionButton, label);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionButton, popover);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
}

static void
csms_connection_button_init (CsmsConnectionButton *self)
{
  self->signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->signals, "status-changed", G_CALLBACK (refresh), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_connection_button_set_operator (CsmsConnectionButton *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_CONNECTION_BUTTON (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  if (!g_set_object (&self->operator, operator))
    return;
  g_signal_group_set_target (self->signals, operator);
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPERATOR]);
}

void
csms_connection_button_set_room (CsmsConnectionButton *self, CsmsConnectionRoom room)
{
  g_return_if_fail (CSMS_IS_CONNECTION_BUTTON (self));

  if (self->room == room)
    return;
  self->room = room;
  gtk_widget_set_visible (GTK_WIDGET (self->label), room != CSMS_CONNECTION_NO_WORDS);
  /* Beside the view switcher the words give way; beside a mere title, the title. */
  gtk_label_set_ellipsize (self->label, room == CSMS_CONNECTION_ALL_WORDS ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  refresh (self);
}
