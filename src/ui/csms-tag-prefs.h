/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-application.h"

G_BEGIN_DECLS

/** CsmsTagPrefs: the page of the preferences with the ID tags used before. Main thread. */
#define CSMS_TYPE_TAG_PREFS (csms_tag_prefs_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTagPrefs, csms_tag_prefs, CSMS, TAG_PREFS, AdwPreferencesPage)

/** csms_tag_prefs_set_settings: once; @settings: schema com.example.CsmsOperator */
void csms_tag_prefs_set_settings (CsmsTagPrefs *self, GSettings *settings);

G_END_DECLS
