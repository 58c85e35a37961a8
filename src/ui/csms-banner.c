/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-banner.h"

#include "csms-banner-choice.h"

struct _CsmsBanner
{
  GtkWidget parent_instance;

  /* Template */
  GtkRevealer *revealer;
  GtkCenterBox *box;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *operator_signals;
  GSignalGroup *unconfirmed_signals;

  CsmsBannerKind kind;
  const char *style;
  gint64 seen_gap_to_ms;
  gboolean seen_unencrypted;
  gboolean seen_set_aside;
};

enum
{
  PROP_OPERATOR = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsBanner, csms_banner, GTK_TYPE_WIDGET)

static void
show_message (CsmsBanner *self, const CsmsBannerMessage *message)
{
  /* Hidden it keeps its words, so that they do not vanish before the revealer has closed. */
  gtk_revealer_set_reveal_child (self->revealer, message->kind != CSMS_BANNER_NONE);
  self->kind = message->kind;
  if (message->kind == CSMS_BANNER_NONE)
    return;

  if (self->style != message->style)
    {
      if (self->style != NULL)
        {
          gtk_widget_remove_css_class (GTK_WIDGET (self->box), self->style);
          gtk_widget_remove_css_class (GTK_WIDGET (self->icon), g_str_equal (self->style, "info") ? "accent" : self->style);
        }
      self->style = message->style;
      gtk_widget_add_css_class (GTK_WIDGET (self->box), self->style);
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), g_str_equal (self->style, "info") ? "accent" : self->style);
    }
  gtk_image_set_from_icon_name (self->icon, message->icon);
  gtk_label_set_text (self->label, message->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, message->text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->button), message->button != NULL);
  if (message->button == NULL)
    return;
  gtk_button_set_label (self->button, message->button);
  /* Between two messages the last one's action would be asked about the next one's target. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), NULL);
  /* As narrow as the buttons with an icon */
  gtk_widget_remove_css_class (GTK_WIDGET (self->button), "text-button");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button),
                                          message->target != NULL ? g_variant_new_string (message->target) : NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), message->action);
  if (message->action == NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->button), TRUE);
}

static void
update (CsmsBanner *self)
{
  CsmsBannerMessage message = { .kind = CSMS_BANNER_NONE };
  CsmsBannerFacts facts = {
    .seen_gap_to_ms = self->seen_gap_to_ms,
    .seen_unencrypted = self->seen_unencrypted,
    .seen_set_aside = self->seen_set_aside,
  };
  g_autoptr (CsmsCommand) command = NULL;

  if (self->operator != NULL)
    {
      GListModel *unconfirmed = csms_operator_get_unconfirmed (self->operator);

      facts.status = csms_operator_get_status (self->operator);
      facts.n_unconfirmed = g_list_model_get_n_items (unconfirmed);
      command = g_list_model_get_item (unconfirmed, 0);
      if (command != NULL)
        {
          facts.station_id = csms_command_get_station_id (command);
          facts.connector_id = csms_command_get_connector_id (command);
        }
      csms_banner_choose (&facts, &message);
    }
  show_message (self, &message);
  csms_banner_message_clear (&message);
}

static void
button_clicked_cb (CsmsBanner *self)
{
  if (self->kind == CSMS_BANNER_GAP)
    self->seen_gap_to_ms = csms_operator_get_status (self->operator)->gap_to_ms;
  else if (self->kind == CSMS_BANNER_UNENCRYPTED)
    self->seen_unencrypted = TRUE;
  else if (self->kind == CSMS_BANNER_SET_ASIDE)
    self->seen_set_aside = TRUE;
  else
    return;
  update (self);
}

static void
csms_banner_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsBanner *self = CSMS_BANNER (object);

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
csms_banner_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_OPERATOR:
      csms_banner_set_operator (CSMS_BANNER (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_banner_dispose (GObject *object)
{
  CsmsBanner *self = CSMS_BANNER (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->operator_signals);
  g_clear_object (&self->unconfirmed_signals);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_banner_parent_class)->dispose (object);
}

static void
csms_banner_class_init (CsmsBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_banner_get_property;
  object_class->set_property = csms_banner_set_property;
  object_class->dispose = csms_banner_dispose;

  properties[PROP_OPERATOR] =
    g_param_spec_object ("operator", NULL, NULL, CSMS_TYPE_OPERATOR,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, CsmsBanner, box);
  gtk_widget_class_bind_template_child (widget_class, CsmsBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsBanner, label);
  gtk_widget_class_bind_template_child (widget_class, CsmsBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
}

static void
csms_banner_init (CsmsBanner *self)
{
  self->kind = CSMS_BANNER_NONE;
  self->operator_signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->operator_signals, "status-changed", G_CALLBACK (update), self);
  self->unconfirmed_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->unconfirmed_signals, "items-changed", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_banner_set_operator (CsmsBanner *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_BANNER (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  if (!g_set_object (&self->operator, operator))
    return;
  self->seen_gap_to_ms = 0;
  self->seen_unencrypted = FALSE;
  self->seen_set_aside = FALSE;
  g_signal_group_set_target (self->operator_signals, operator);
  g_signal_group_set_target (self->unconfirmed_signals, operator != NULL ? csms_operator_get_unconfirmed (operator) : NULL);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPERATOR]);
}

const char *
csms_banner_get_text (CsmsBanner *self)
{
  g_return_val_if_fail (CSMS_IS_BANNER (self), NULL);

  return self->kind == CSMS_BANNER_NONE ? NULL : gtk_label_get_text (self->label);
}
