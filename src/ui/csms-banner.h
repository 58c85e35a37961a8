/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsBanner:
 *
 * What the operator must know, one thing at a time, as csms_banner_choose() has it. Main thread.
 * Property `operator` (nullable): the seat it speaks for.
 */
#define CSMS_TYPE_BANNER (csms_banner_get_type ())
G_DECLARE_FINAL_TYPE (CsmsBanner, csms_banner, CSMS, BANNER, GtkWidget)

void csms_banner_set_operator (CsmsBanner *self, CsmsOperator *operator);

/** Returns: (nullable): what it says now, %NULL while it is hidden */
const char *csms_banner_get_text (CsmsBanner *self);

G_END_DECLS
