/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-application.h"

G_BEGIN_DECLS

/** CsmsNotificationPrefs: the page of the preferences that says what is notified, and when nothing is. Main thread. */
#define CSMS_TYPE_NOTIFICATION_PREFS (csms_notification_prefs_get_type ())
G_DECLARE_FINAL_TYPE (CsmsNotificationPrefs, csms_notification_prefs, CSMS, NOTIFICATION_PREFS, AdwPreferencesPage)

/** csms_notification_prefs_set_settings: once; @settings: schema com.example.CsmsOperator */
void csms_notification_prefs_set_settings (CsmsNotificationPrefs *self, GSettings *settings);

G_END_DECLS
