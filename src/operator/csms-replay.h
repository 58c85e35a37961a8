/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-link.h"
#include "csms-replay-window.h"

G_BEGIN_DECLS

/** CsmsReplayTake: @events: of CsmsEventRecord, oldest first, at most a page. Returns: how many of them had not been seen before */
typedef guint (*CsmsReplayTake) (GPtrArray *events, gpointer data);

/**
 * csms_replay_async:
 * @window: (transfer full): what to ask for
 * @priority: of each question
 * @take: called for each page, in order; not after the end, nor once @cancellable is cancelled
 *
 * Asks getEventsSince page by page until it brings nothing new (trap 3). Main thread.
 */
void csms_replay_async (CsmsLink *link, CsmsReplayWindow *window, CsmsPriority priority, CsmsReplayTake take, gpointer take_data,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/**
 * csms_replay_finish:
 * @again: (out): whether it may help to try again later (a database that is down, an answer that did not come), or not (no
 *   form of the question is understood there, or the log does not reach back)
 * @begins_ms: (out): where a log begins that does not reach back; 0: not known
 * @error: domain %CSMS_SERVER_ERROR, %CSMS_CLIENT_ERROR or %G_IO_ERROR
 *
 * Returns: whether everything since the window's start is known
 */
gboolean csms_replay_finish (GAsyncResult *result, gboolean *again, gint64 *begins_ms, GError **error);

G_END_DECLS
