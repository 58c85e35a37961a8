/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-notifier.h"

#include <glib/gi18n.h>

#include "csms-notification-words.h"

struct _CsmsNotifier
{
  GObject parent_instance;

  /* Owned */
  GSettings *settings;
  GSignalGroup *signals;

  /* Borrowed */
  GApplication *application;
};

G_DEFINE_FINAL_TYPE (CsmsNotifier, csms_notifier, G_TYPE_OBJECT)

static void
notify (CsmsNotifier *self, CsmsTransaction *transaction, gboolean stopped)
{
  const char *station_id = csms_transaction_get_station_id (transaction);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;

  if (!g_settings_get_boolean (self->settings, stopped ? "notify-transaction-stopped" : "notify-transaction-started"))
    return;
  notification = g_notification_new (csms_notification_title (stopped));
  body = csms_notification_body (transaction, stopped);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-station", "s", station_id);
  g_notification_add_button_with_target (notification, C_("notification", "Show"), "app.show-station", "s", station_id);
  id = csms_notification_id (transaction);
  g_application_send_notification (self->application, id, notification);
}

static void
started_cb (CsmsNotifier *self, CsmsTransaction *transaction)
{
  notify (self, transaction, FALSE);
}

static void
stopped_cb (CsmsNotifier *self, CsmsTransaction *transaction)
{
  notify (self, transaction, TRUE);
}

/* One for all of them: 143 events that are over by now are no 143 calls on anybody. */
static void
recovered_cb (CsmsNotifier *self, guint64 count, gint64 from_ms, gint64 to_ms)
{
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *body = NULL;

  if (!g_settings_get_boolean (self->settings, "notify-recovered"))
    return;
  notification = g_notification_new (C_("notification", "Events recovered"));
  body = csms_notification_recovered_body (count, from_ms, to_ms);
  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.show-events");
  g_application_send_notification (self->application, "recovered", notification);
}

static void
csms_notifier_dispose (GObject *object)
{
  CsmsNotifier *self = CSMS_NOTIFIER (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (csms_notifier_parent_class)->dispose (object);
}

static void
csms_notifier_class_init (CsmsNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_notifier_dispose;
}

static void
csms_notifier_init (CsmsNotifier *self)
{
  self->signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->signals, "transaction-started", G_CALLBACK (started_cb), self);
  g_signal_group_connect_swapped (self->signals, "transaction-stopped", G_CALLBACK (stopped_cb), self);
  g_signal_group_connect_swapped (self->signals, "recovered", G_CALLBACK (recovered_cb), self);
}

CsmsNotifier *
csms_notifier_new (GApplication *application, GSettings *settings)
{
  CsmsNotifier *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CSMS_TYPE_NOTIFIER, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  return self;
}

void
csms_notifier_set_operator (CsmsNotifier *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_NOTIFIER (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  g_signal_group_set_target (self->signals, operator);
}
