/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-application.h"

G_BEGIN_DECLS

/** CsmsBackgroundPrefs: the page of the preferences about running without a window; asks the system when it must be asked. Main thread. */
#define CSMS_TYPE_BACKGROUND_PREFS (csms_background_prefs_get_type ())
G_DECLARE_FINAL_TYPE (CsmsBackgroundPrefs, csms_background_prefs, CSMS, BACKGROUND_PREFS, AdwPreferencesPage)

/** csms_background_prefs_set_settings: once; @settings: schema com.example.CsmsOperator */
void csms_background_prefs_set_settings (CsmsBackgroundPrefs *self, GSettings *settings);

G_END_DECLS
