/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-event.h"

G_BEGIN_DECLS

/**
 * CsmsHistoryItem: a row of a long history, which may stand there before its event was read. Main thread.
 *
 * Signals: `loaded` (): csms_history_item_get_event(), once
 */
#define CSMS_TYPE_HISTORY_ITEM (csms_history_item_get_type ())
G_DECLARE_FINAL_TYPE (CsmsHistoryItem, csms_history_item, CSMS, HISTORY_ITEM, GObject)

/** csms_history_item_new: @event: (nullable): %NULL: it was not read yet */
CsmsHistoryItem *csms_history_item_new (CsmsEvent *event);

/** csms_history_item_set_event: once */
void csms_history_item_set_event (CsmsHistoryItem *self, CsmsEvent *event);
/** Returns: (transfer none) (nullable) */
CsmsEvent *csms_history_item_get_event (CsmsHistoryItem *self);

G_END_DECLS
