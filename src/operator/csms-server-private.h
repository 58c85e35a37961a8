/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-server.h"

G_BEGIN_DECLS

/** csms_server_new_saved: @settings: (nullable): from csms_settings_new_server(); without it nothing outlasts this run */
CsmsServer *csms_server_new_saved (const char *url, GSettings *settings);

/** csms_server_forget: what was remembered, and the key; it remembers nothing from here on. */
void csms_server_forget (CsmsServer *self);

/** Returns: (nullable): the key of a passing server */
const char *csms_server_get_passing_key (CsmsServer *self);
void csms_server_set_passing_key (CsmsServer *self, const char *api_key);

G_END_DECLS
