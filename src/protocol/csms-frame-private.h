/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-frame.h"
#include "csms-json.h"

G_BEGIN_DECLS

/** csms_frame_get_result: Returns: (nullable) (transfer none): `result`, or a legacy answer's `data`; valid as long as @self */
const CsmsJsonNode *csms_frame_get_result (const CsmsFrame *self);

G_END_DECLS
