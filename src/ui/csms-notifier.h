/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsNotifier:
 *
 * Tells the desktop what an operator must know while the console is not in sight: charges that start and stop, commands
 * that came to nothing, outages. When and how often is decided in csms-news-policy.h, the words are in
 * csms-notification-words.h. Main thread.
 */
#define CSMS_TYPE_NOTIFIER (csms_notifier_get_type ())
G_DECLARE_FINAL_TYPE (CsmsNotifier, csms_notifier, CSMS, NOTIFIER, GObject)

/** csms_notifier_new: @application: (transfer none): outlives the notifier; @settings: which kinds are wanted, and when none */
CsmsNotifier *csms_notifier_new (GApplication *application, GSettings *settings);

/** csms_notifier_set_operator: @operator: (nullable): what was told of another one's outages is taken back */
void csms_notifier_set_operator (CsmsNotifier *self, CsmsOperator *operator);

G_END_DECLS
