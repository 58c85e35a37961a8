/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-stop-dialog.h"

#include <glib/gi18n.h>

#include "csms-command-words.h"
#include "csms-connector-words.h"
#include "csms-dialog-heading.h"
#include "csms-metric.h"
#include "csms-text.h"

struct _CsmsStopDialog
{
  AdwMessageDialog parent_instance;

  /* Template */
  CsmsMetric *energy;
  CsmsMetric *elapsed;
  GtkLabel *problem;

  /* Owned */
  CsmsOperator *operator;
  CsmsConnector *connector;
  char *transaction_id;       /* the charge that was on screen when the dialog was opened */

  guint second_id;
  gboolean answered;
};

G_DEFINE_FINAL_TYPE (CsmsStopDialog, csms_stop_dialog, ADW_TYPE_MESSAGE_DIALOG)

/* Whether another charge has begun meanwhile: that is not the one the operator wants to stop. */
static gboolean
is_another (CsmsStopDialog *self)
{
  const char *now = csms_connector_get_transaction_id (self->connector);

  return self->transaction_id != NULL && now != NULL && !g_str_equal (now, self->transaction_id);
}

static void
update (CsmsStopDialog *self)
{
  const char *energy_unit;
  g_autofree char *energy = csms_connector_words_energy (self->connector, &energy_unit);
  g_autofree char *elapsed = NULL;
  g_autofree char *why_off = NULL;
  g_autoptr (GError) error = NULL;
  const char *unit;

  elapsed = csms_connector_words_charge_time (self->connector, csms_connector_words_server_as_of (self->operator), &unit);
  csms_metric_set (self->energy, energy, energy_unit);
  csms_metric_set (self->elapsed, elapsed, unit);

  if (!csms_connector_words_is_charging (self->connector))
    why_off = g_strdup (_("This charge has ended."));
  else if (is_another (self))
    why_off = g_strdup (_("This charge has ended and another has begun."));
  else if (!csms_operator_can_stop (self->operator, csms_connector_get_station_id (self->connector),
                                    csms_connector_get_id (self->connector), &error))
    why_off = csms_command_words_why_off (self->operator, self->connector, error);
  gtk_label_set_text (self->problem, why_off != NULL ? why_off : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), why_off != NULL);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "stop", why_off == NULL && !self->answered);
}

static gboolean
second_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

static void
csms_stop_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  CsmsStopDialog *self = CSMS_STOP_DIALOG (dialog);
  const char *transaction_id = csms_connector_get_transaction_id (self->connector);
  g_autoptr (CsmsCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (self->answered || !g_str_equal (response, "stop"))
    return;
  self->answered = TRUE;
  if (is_another (self))
    return;
  command = csms_operator_stop_charging (self->operator, csms_connector_get_station_id (self->connector),
                                         csms_connector_get_id (self->connector),
                                         transaction_id != NULL ? transaction_id : self->transaction_id, &error);
  if (command == NULL)
    g_message ("Stop was not sent: %s", error->message);
}

static void
csms_stop_dialog_dispose (GObject *object)
{
  CsmsStopDialog *self = CSMS_STOP_DIALOG (object);

  g_clear_handle_id (&self->second_id, g_source_remove);
  g_clear_object (&self->operator);
  g_clear_object (&self->connector);
  g_clear_pointer (&self->transaction_id, g_free);

  G_OBJECT_CLASS (csms_stop_dialog_parent_class)->dispose (object);
}

static void
csms_stop_dialog_class_init (CsmsStopDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_stop_dialog_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = csms_stop_dialog_response;

  g_type_ensure (CSMS_TYPE_METRIC);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-stop-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsStopDialog, energy);
  gtk_widget_class_bind_template_child (widget_class, CsmsStopDialog, elapsed);
  gtk_widget_class_bind_template_child (widget_class, CsmsStopDialog, problem);
}

static void
csms_stop_dialog_init (CsmsStopDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  csms_dialog_heading_fit (ADW_MESSAGE_DIALOG (self));
}

CsmsStopDialog *
csms_stop_dialog_new (GtkWindow *parent, CsmsOperator *operator, CsmsConnector *connector)
{
  CsmsStopDialog *self;
  g_autofree char *id = NULL;
  g_autofree char *tag = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (CSMS_IS_OPERATOR (operator), NULL);
  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), NULL);

  self = g_object_new (CSMS_TYPE_STOP_DIALOG, "transient-for", parent, NULL);
  self->operator = g_object_ref (operator);
  self->connector = g_object_ref (connector);
  self->transaction_id = g_strdup (csms_connector_get_transaction_id (connector));

  id = csms_text_clean (csms_connector_get_station_id (connector), CSMS_TEXT_SHORT);
  tag = csms_text_clean (csms_connector_get_id_tag (connector), CSMS_TEXT_SHORT);
  if (*tag != '\0')
    /* Translators: station, connector, and the ID tag of the charge */
    body = g_strdup_printf (_("%s, connector %d · ID tag %s"), id, csms_connector_get_id (connector), tag);
  else
    body = g_strdup_printf (_("%s, connector %d"), id, csms_connector_get_id (connector));
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), body);

  g_signal_connect_object (connector, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operator, "notify::live", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operator, "command-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->second_id = g_timeout_add_seconds (1, second_cb, self);
  update (self);
  return self;
}

void
csms_stop_dialog_mean (CsmsStopDialog *self, const char *transaction_id)
{
  g_return_if_fail (CSMS_IS_STOP_DIALOG (self));
  g_return_if_fail (transaction_id != NULL);

  g_free (self->transaction_id);
  self->transaction_id = g_strdup (transaction_id);
  update (self);
}
