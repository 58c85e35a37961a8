/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-details.h"

#include <glib/gi18n.h>

#include "csms-text.h"
#include "csms-transaction-facts.h"

struct _CsmsTransactionDetails
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel *title;
  GtkLabel *times;
  GtkLabel *reason;
  GtkLabel *anomaly;

  /* Owned */
  CsmsTransaction *transaction;
  GSignalGroup *signals;
  guint tick_id;

  gint64 clock_offset_ms;
};

G_DEFINE_FINAL_TYPE (CsmsTransactionDetails, csms_transaction_details, ADW_TYPE_BIN)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_title (CsmsTransactionDetails *self)
{
  g_autofree char *station = csms_text_clean (csms_transaction_get_station_id (self->transaction), CSMS_TEXT_SHORT);
  g_autofree char *id = csms_text_clean (csms_transaction_get_transaction_id (self->transaction), CSMS_TEXT_SHORT);
  g_autofree char *text = NULL;

  if (csms_transaction_get_connector_id (self->transaction) > 0)
    /* Translators: station, connector, transaction id */
    text = g_strdup_printf (_("%s/%d, transaction %s"), station, csms_transaction_get_connector_id (self->transaction), id);
  else
    /* Translators: station, transaction id */
    text = g_strdup_printf (_("%s, transaction %s"), station, id);
  set_text (self->title, text);
}

static void
show_times (CsmsTransactionDetails *self)
{
  g_autofree char *start = csms_text_exact (csms_transaction_get_start_ms (self->transaction));
  g_autofree char *stop = csms_text_exact (csms_transaction_get_stop_ms (self->transaction));
  g_autofree char *text = NULL;

  if (*start != '\0' && *stop != '\0')
    /* Translators: two dates with times */
    text = g_strdup_printf (_("Started %s, stopped %s"), start, stop);
  else if (*start != '\0')
    text = g_strdup_printf (_("Started %s"), start);
  else if (*stop != '\0')
    text = g_strdup_printf (_("Stopped %s"), stop);
  set_text (self->times, text);
}

static void
show_meanings (CsmsTransactionDetails *self)
{
  g_autofree char *reason = csms_transaction_explain_reason (self->transaction);
  g_autofree char *anomaly = csms_transaction_explain_anomaly (self->transaction, csms_text_now () + self->clock_offset_ms);

  set_text (self->reason, reason);
  set_text (self->anomaly, anomaly);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->anomaly)), anomaly != NULL);
}

static void
update (CsmsTransactionDetails *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->transaction != NULL);
  if (self->transaction == NULL)
    return;
  show_title (self);
  show_times (self);
  show_meanings (self);
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CsmsTransactionDetails *self = CSMS_TRANSACTION_DETAILS (widget);

  self->tick_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CsmsTransactionDetails *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

static void
csms_transaction_details_dispose (GObject *object)
{
  CsmsTransactionDetails *self = CSMS_TRANSACTION_DETAILS (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->transaction);

  G_OBJECT_CLASS (csms_transaction_details_parent_class)->dispose (object);
}

static void
csms_transaction_details_class_init (CsmsTransactionDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_transaction_details_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-transaction-details.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionDetails, title);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionDetails, times);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionDetails, reason);
  gtk_widget_class_bind_template_child (widget_class, CsmsTransactionDetails, anomaly);
}

static void
csms_transaction_details_init (CsmsTransactionDetails *self)
{
  self->signals = g_signal_group_new (CSMS_TYPE_TRANSACTION);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_transaction_details_set_transaction (CsmsTransactionDetails *self, CsmsTransaction *transaction, gint64 clock_offset_ms)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_DETAILS (self));
  g_return_if_fail (transaction == NULL || CSMS_IS_TRANSACTION (transaction));

  self->clock_offset_ms = clock_offset_ms;
  if (!g_set_object (&self->transaction, transaction))
    return;
  g_signal_group_set_target (self->signals, transaction);
  update (self);
}
