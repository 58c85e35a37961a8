/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-keeper.h"

G_BEGIN_DECLS

/**
 * CsmsSitting:
 *
 * From taking a seat to leaving it: nothing comes in before what is known is there, and the journal is closed after the
 * connection has ended. It can be done again. Main thread.
 *
 * Signals:
 * - `changed` (): csms_sitting_get_begun()
 * - `restored` (): what the journal kept of earlier runs was brought back
 */
#define CSMS_TYPE_SITTING (csms_sitting_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSitting, csms_sitting, CSMS, SITTING, GObject)

/** @guest: nothing of earlier runs is brought back */
CsmsSitting *csms_sitting_new (CsmsKeeper *keeper, CsmsConnection *connection, gboolean guest);

/** csms_sitting_begin: @api_key: (nullable): %NULL is the server's own. Called again, it tries again what did not work. */
void csms_sitting_begin (CsmsSitting *self, const char *api_key);
/** csms_sitting_end_async: bounded: 2 s for the connection, 3 s for the journal */
void csms_sitting_end_async (CsmsSitting *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean csms_sitting_end_finish (CsmsSitting *self, GAsyncResult *result, GError **error);
/** Returns: whether it was begun and not ended */
gboolean csms_sitting_get_begun (CsmsSitting *self);

G_END_DECLS
