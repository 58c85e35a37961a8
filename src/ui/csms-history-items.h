/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-history-item.h"

G_BEGIN_DECLS

/** CsmsHistoryItems: the items of a history that somebody holds, by where they stand. Main thread. */
typedef struct _CsmsHistoryItems CsmsHistoryItems;

CsmsHistoryItems *csms_history_items_new (void);
void csms_history_items_free (CsmsHistoryItems *self);

/** csms_history_items_get: Returns: (transfer none) (nullable): the item at @position */
CsmsHistoryItem *csms_history_items_get (CsmsHistoryItems *self, guint position);
/** csms_history_items_add: @item: forgotten when nobody holds it any more */
void csms_history_items_add (CsmsHistoryItems *self, guint position, CsmsHistoryItem *item);
/** csms_history_items_splice: the items at @position were replaced by others, and those behind have moved */
void csms_history_items_splice (CsmsHistoryItems *self, guint position, guint n_removed, guint n_added);

/** CsmsHistoryFunc: Returns: (transfer none) (nullable): the event at @position */
typedef CsmsEvent *(*CsmsHistoryFunc) (guint position, gpointer data);

/** csms_history_items_fill: gives those that are still empty their events. Returns: whether there was one */
gboolean csms_history_items_fill (CsmsHistoryItems *self, CsmsHistoryFunc func, gpointer data);

G_END_DECLS
