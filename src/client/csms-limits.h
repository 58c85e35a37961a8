/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-link.h"

G_BEGIN_DECLS

/**
 * csms_limits_fill:
 * @limits: (out): @options with each zero replaced by its default; what is no number is copied; free it with csms_limits_clear()
 * @options: (nullable): what the caller asked for
 */
void csms_limits_fill (CsmsLinkOptions *limits, const CsmsLinkOptions *options);
void csms_limits_clear (CsmsLinkOptions *limits);

G_END_DECLS
