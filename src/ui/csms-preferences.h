/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-application.h"

G_BEGIN_DECLS

/** CsmsPreferences: servers, notifications, ID tags, journal, background. Takes effect at once. Main thread. */
#define CSMS_TYPE_PREFERENCES (csms_preferences_get_type ())
G_DECLARE_FINAL_TYPE (CsmsPreferences, csms_preferences, CSMS, PREFERENCES, AdwPreferencesWindow)

/** csms_preferences_new: @application: one that has settings */
CsmsPreferences *csms_preferences_new (CsmsApplication *application, GtkWindow *parent);

/** csms_preferences_show_key: opens @server's row with the cursor where a new API key is typed */
void csms_preferences_show_key (CsmsPreferences *self, CsmsServer *server);

G_END_DECLS
