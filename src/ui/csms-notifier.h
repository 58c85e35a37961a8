/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsNotifier:
 *
 * Tells the desktop of charges that start and stop while they do; what is only read after a break is not told one by one.
 * Main thread.
 */
#define CSMS_TYPE_NOTIFIER (csms_notifier_get_type ())
G_DECLARE_FINAL_TYPE (CsmsNotifier, csms_notifier, CSMS, NOTIFIER, GObject)

/** csms_notifier_new: @application: (transfer none): outlives the notifier; @settings: which kinds are wanted */
CsmsNotifier *csms_notifier_new (GApplication *application, GSettings *settings);

/** csms_notifier_set_operator: @operator: (nullable) */
void csms_notifier_set_operator (CsmsNotifier *self, CsmsOperator *operator);

G_END_DECLS
