/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-connector-card.h"

#include <glib/gi18n.h>

#include "csms-charge-view.h"
#include "csms-command-words.h"
#include "csms-connector-words.h"
#include "csms-glossary.h"
#include "csms-notice.h"
#include "csms-status-icon.h"
#include "csms-text.h"

/* How long a confirmed command goes on saying so */
#define CONFIRMED_SECONDS 10

struct _CsmsConnectorCard
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkLabel *title;
  GtkLabel *plug;
  GtkWidget *status;
  GtkImage *status_icon;
  GtkLabel *status_word;
  GtkLabel *since;
  GtkLabel *reason_beside;
  GtkLabel *reason_below;
  GtkButton *button;
  GtkStack *button_stack;
  CsmsNotice *command_notice;
  CsmsNotice *error_notice;
  CsmsChargeView *charge;

  /* Owned */
  CsmsOperator *operator;
  CsmsConnector *connector;
  CsmsCommand *confirmed;
  CsmsCommand *checked;         /* the one that was asked about again last */

  guint tick_id;
  guint confirmed_id;
  gint64 checked_ms;
  gboolean narrow;
};

enum
{
  START,
  STOP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsConnectorCard, csms_connector_card, GTK_TYPE_WIDGET)

static CsmsCommand *
get_command (CsmsConnectorCard *self)
{
  return csms_operator_get_command (self->operator, csms_connector_get_station_id (self->connector),
                                    csms_connector_get_id (self->connector));
}

static void
update_head (CsmsConnectorCard *self, gboolean live, gint64 now_ms)
{
  CsmsConnectorStatus status = csms_connector_get_status (self->connector);
  CsmsMeaning meaning = csms_glossary_status (status);
  CsmsTransaction *last = NULL;
  g_autofree char *plug = csms_connector_words_plug (self->connector);
  g_autofree char *text = csms_text_clean (csms_connector_get_status_text (self->connector), 24);
  g_autofree char *since = NULL;
  g_autofree char *tooltip = NULL;
  const char *word = status == CSMS_CONNECTOR_STATUS_OTHER ? text : csms_connector_status_to_string (status);

  if (!self->narrow)
    last = csms_fleet_get_last_transaction (csms_operator_get_fleet (self->operator),
                                            csms_connector_get_station_id (self->connector),
                                            csms_connector_get_id (self->connector));
  since = csms_connector_words_since (self->connector, last, live, now_ms);
  tooltip = g_strdup_printf ("%s: %s\n%s", word, meaning.meaning, meaning.next_step);

  gtk_label_set_text (self->plug, plug);
  gtk_widget_set_visible (GTK_WIDGET (self->plug), *plug != '\0');
  csms_status_icon_apply (csms_status_icon_for (status), self->status_icon);
  gtk_label_set_text (self->status_word, word);
  gtk_label_set_text (self->since, since);
  gtk_widget_set_visible (GTK_WIDGET (self->since), *since != '\0');
  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->status), tooltip) != 0)
    gtk_widget_set_tooltip_text (self->status, tooltip);
}

static void
update_button (CsmsConnectorCard *self)
{
  const char *station_id = csms_connector_get_station_id (self->connector);
  int id = csms_connector_get_id (self->connector);
  gboolean stop = csms_connector_words_is_charging (self->connector);
  g_autofree char *station = csms_text_clean (station_id, CSMS_TEXT_SHORT);
  g_autofree char *name = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;
  gboolean can;

  can = stop ? csms_operator_can_stop (self->operator, station_id, id, &error)
             : csms_operator_can_start (self->operator, station_id, id, &error);
  name = g_strdup_printf (stop ? _("Stop charging on %s connector %d") : _("Start charging on %s connector %d"), station, id);
  if (!can)
    reason = csms_command_words_why_off (self->operator, self->connector, error);

  gtk_stack_set_visible_child_name (self->button_stack, stop ? "stop" : "start");
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), can);
  gtk_label_set_text (self->reason_beside, reason != NULL ? reason : "");
  gtk_label_set_text (self->reason_below, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason_beside), reason != NULL && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_below), reason != NULL && self->narrow);
  if (g_strcmp0 (g_object_get_data (G_OBJECT (self->button), "name"), name) != 0)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data_full (G_OBJECT (self->button), "name", g_steal_pointer (&name), g_free);
    }
}

static gboolean
confirmed_cb (gpointer user_data)
{
  CsmsConnectorCard *self = user_data;
  g_autoptr (CsmsCommand) command = g_steal_pointer (&self->confirmed);

  self->confirmed_id = 0;
  csms_operator_mark_handled (self->operator, command);
  csms_connector_card_update (self);
  return G_SOURCE_REMOVE;
}

static void
update_command (CsmsConnectorCard *self)
{
  CsmsCommand *command = get_command (self);
  gboolean shown = command != NULL && csms_command_get_state (command) != CSMS_COMMAND_HANDLED;
  gboolean confirmed = shown && csms_command_get_state (command) == CSMS_COMMAND_CONFIRMED;

  gtk_widget_set_visible (GTK_WIDGET (self->command_notice), shown);
  if (shown)
    csms_command_words_show (command, csms_text_now (), command == self->checked ? self->checked_ms : 0, self->command_notice);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.check-again", csms_operator_get_live (self->operator));

  if (!confirmed)
    command = NULL;
  if (g_set_object (&self->confirmed, command))
    {
      g_clear_handle_id (&self->confirmed_id, g_source_remove);
      if (confirmed)
        self->confirmed_id = g_timeout_add_seconds (CONFIRMED_SECONDS, confirmed_cb, self);
    }
}

static void
update_error (CsmsConnectorCard *self)
{
  const char *code = csms_connector_get_error_code (self->connector);
  g_autofree char *clean = csms_text_clean (code, CSMS_TEXT_SHORT);
  g_autofree char *title = NULL;
  CsmsMeaning meaning;

  gtk_widget_set_visible (GTK_WIDGET (self->error_notice), code != NULL);
  if (code == NULL)
    return;
  csms_glossary_error_code (code, &meaning);
  /* Translators: an error code of OCPP and what it means */
  title = g_strdup_printf (C_("error code", "%s: %s"), clean, meaning.meaning);
  csms_notice_show (self->error_notice, CSMS_NOTICE_ERROR, title, meaning.next_step);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CsmsConnectorCard *self = CSMS_CONNECTOR_CARD (widget);

  self->tick_id = 0;
  csms_connector_card_update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (CsmsConnectorCard *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
command_changed_cb (CsmsConnectorCard *self, CsmsCommand *command)
{
  if (csms_command_get_connector_id (command) == csms_connector_get_id (self->connector) &&
      g_strcmp0 (csms_command_get_station_id (command), csms_connector_get_station_id (self->connector)) == 0)
    queue_update (self);
}

static void
clicked_cb (CsmsConnectorCard *self)
{
  g_signal_emit (self, signals[csms_connector_words_is_charging (self->connector) ? STOP : START], 0);
}

static void
check_again_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CsmsConnectorCard *self = CSMS_CONNECTOR_CARD (widget);
  CsmsCommand *command = get_command (self);

  if (command == NULL)
    return;
  csms_operator_check_again (self->operator, command);
  g_set_object (&self->checked, command);
  self->checked_ms = csms_text_now ();
  csms_connector_card_update (self);
}

static void
dismiss_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CsmsConnectorCard *self = CSMS_CONNECTOR_CARD (widget);
  CsmsCommand *command = get_command (self);

  if (command != NULL)
    csms_operator_mark_handled (self->operator, command);
  csms_connector_card_update (self);
}

static void
csms_connector_card_dispose (GObject *object)
{
  CsmsConnectorCard *self = CSMS_CONNECTOR_CARD (object);

  g_clear_handle_id (&self->confirmed_id, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->confirmed);
  g_clear_object (&self->checked);
  g_clear_object (&self->connector);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_connector_card_parent_class)->dispose (object);
}

static void
csms_connector_card_class_init (CsmsConnectorCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_connector_card_dispose;

  signals[START] =
    g_signal_new ("start", CSMS_TYPE_CONNECTOR_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STOP] =
    g_signal_new ("stop", CSMS_TYPE_CONNECTOR_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "card.check-again", NULL, check_again_action);
  gtk_widget_class_install_action (widget_class, "card.dismiss", NULL, dismiss_action);

  g_type_ensure (CSMS_TYPE_CHARGE_VIEW);
  g_type_ensure (CSMS_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-connector-card.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, title);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, plug);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, status);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, status_icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, status_word);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, since);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, reason_beside);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, reason_below);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, button);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, button_stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, command_notice);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, error_notice);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCard, charge);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static gboolean
has_focus_inside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_sensitive (focus) &&
         (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* What the keyboard was on has gone or is off: it stays on this card, and goes on from the button as soon as that is on. */
static void
keep_focus (CsmsConnectorCard *self)
{
  gboolean wait = !gtk_widget_get_sensitive (GTK_WIDGET (self->button));

  gtk_widget_set_focusable (GTK_WIDGET (self), wait);
  gtk_widget_grab_focus (wait ? GTK_WIDGET (self) : GTK_WIDGET (self->button));
}

static void
csms_connector_card_init (CsmsConnectorCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CsmsConnectorCard *
csms_connector_card_new (CsmsOperator *operator, CsmsConnector *connector)
{
  CsmsConnectorCard *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (CSMS_IS_OPERATOR (operator), NULL);
  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), NULL);

  self = g_object_new (CSMS_TYPE_CONNECTOR_CARD, NULL);
  self->operator = g_object_ref (operator);
  self->connector = g_object_ref (connector);
  title = g_strdup_printf (_("Connector %d"), csms_connector_get_id (connector));
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (connector, "changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operator, "command-changed", G_CALLBACK (command_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operator, "notify::live", G_CALLBACK (csms_connector_card_update), self, G_CONNECT_SWAPPED);
  csms_connector_card_update (self);
  return self;
}

CsmsConnector *
csms_connector_card_get_connector (CsmsConnectorCard *self)
{
  g_return_val_if_fail (CSMS_IS_CONNECTOR_CARD (self), NULL);

  return self->connector;
}

GtkWidget *
csms_connector_card_get_button (CsmsConnectorCard *self)
{
  g_return_val_if_fail (CSMS_IS_CONNECTOR_CARD (self), NULL);

  return GTK_WIDGET (self->button);
}

void
csms_connector_card_set_narrow (CsmsConnectorCard *self, gboolean narrow)
{
  g_return_if_fail (CSMS_IS_CONNECTOR_CARD (self));

  self->narrow = narrow;
  csms_connector_card_update (self);
}

void
csms_connector_card_update (CsmsConnectorCard *self)
{
  gboolean live, focused;
  gint64 now_ms;

  g_return_if_fail (CSMS_IS_CONNECTOR_CARD (self));

  if (self->connector == NULL)
    return;
  focused = has_focus_inside (GTK_WIDGET (self));
  live = csms_operator_get_live (self->operator);
  now_ms = csms_connector_words_as_of (self->operator);
  if (live)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
  update_head (self, live, now_ms);
  update_button (self);
  update_command (self);
  update_error (self);
  csms_charge_view_update (self->charge, self->connector, csms_connector_words_server_as_of (self->operator));
  if (!focused)
    gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  else if (gtk_widget_is_focus (GTK_WIDGET (self)) || !has_focus_inside (GTK_WIDGET (self)))
    keep_focus (self);
}
