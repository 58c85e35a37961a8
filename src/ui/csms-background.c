/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-background.h"

#include <glib/gi18n.h>

#define NOTIFICATION "background"

struct _CsmsBackground
{
  GObject parent_instance;

  /* Owned */
  GSettings *settings;
  gboolean on;
  gboolean told;

  /* Borrowed */
  GApplication *application;
};

G_DEFINE_FINAL_TYPE (CsmsBackground, csms_background, G_TYPE_OBJECT)

static void
tell (CsmsBackground *self)
{
  g_autoptr (GNotification) notification = g_notification_new (C_("notification", "Still watching"));

  if (self->told)
    return;
  self->told = TRUE;
  g_notification_set_body (notification, _("The window is closed, and the console goes on watching the fleet."));
  g_notification_set_default_action_and_target (notification, "app.show-view", "s", "stations");
  g_notification_add_button_with_target (notification, C_("notification", "Show"), "app.show-view", "s", "stations");
  g_notification_add_button (notification, C_("notification", "Quit"), "app.quit");
  g_application_send_notification (self->application, NOTIFICATION, notification);
}

static void
csms_background_dispose (GObject *object)
{
  g_clear_object (&CSMS_BACKGROUND (object)->settings);

  G_OBJECT_CLASS (csms_background_parent_class)->dispose (object);
}

static void
csms_background_class_init (CsmsBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_background_dispose;
}

static void
csms_background_init (CsmsBackground *self)
{
}

CsmsBackground *
csms_background_new (GApplication *application, GSettings *settings)
{
  CsmsBackground *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CSMS_TYPE_BACKGROUND, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  return self;
}

gboolean
csms_background_begin (CsmsBackground *self)
{
  g_return_val_if_fail (CSMS_IS_BACKGROUND (self), FALSE);

  if (!g_settings_get_boolean (self->settings, "watch-in-background"))
    return FALSE;
  if (!self->on)
    g_application_hold (self->application);
  self->on = TRUE;
  tell (self);
  return TRUE;
}

void
csms_background_end (CsmsBackground *self)
{
  g_return_if_fail (CSMS_IS_BACKGROUND (self));

  if (!self->on)
    return;
  self->on = FALSE;
  g_application_withdraw_notification (self->application, NOTIFICATION);
  g_application_release (self->application);
}
