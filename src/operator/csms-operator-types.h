/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The room's enumerations as GTypes, for properties. */
#define CSMS_TYPE_COMMAND_KIND (csms_command_kind_get_type ())
GType csms_command_kind_get_type (void);
#define CSMS_TYPE_COMMAND_STATE (csms_command_state_get_type ())
GType csms_command_state_get_type (void);
#define CSMS_TYPE_COMMAND_REASON (csms_command_reason_get_type ())
GType csms_command_reason_get_type (void);

G_END_DECLS
