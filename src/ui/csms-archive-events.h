/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-archive.h"
#include "csms-event.h"

G_BEGIN_DECLS

/**
 * CsmsArchiveEvents:
 *
 * The events of a query as they are in the archive at one moment, newest first: how many they are, and those that are looked at; a
 * few thousand are remembered. What comes later is in none of it. Main thread.
 *
 * Signals:
 * - `grown` (): more of them are known, or that there are no more
 * - `loaded` (guint position, guint n): what csms_archive_events_get() has now
 * - `failed` (): it cannot be read
 */
#define CSMS_TYPE_ARCHIVE_EVENTS (csms_archive_events_get_type ())
G_DECLARE_FINAL_TYPE (CsmsArchiveEvents, csms_archive_events, CSMS, ARCHIVE_EVENTS, GObject)

/** csms_archive_events_new: @query: copied */
CsmsArchiveEvents *csms_archive_events_new (CsmsArchive *archive, const CsmsJournalQuery *query);
/** csms_archive_events_close: nothing more is read or told */
void csms_archive_events_close (CsmsArchiveEvents *self);

/** Returns: how many are known of */
guint csms_archive_events_get_n (CsmsArchiveEvents *self);
/** Returns: whether those are all */
gboolean csms_archive_events_get_complete (CsmsArchiveEvents *self);
/** Returns: see #CsmsJournalOutline; once `grown` was told */
guint64 csms_archive_events_get_ticket (CsmsArchiveEvents *self);
/** csms_archive_events_get_end: Returns: behind the oldest, once it is complete */
CsmsJournalPlace csms_archive_events_get_end (CsmsArchiveEvents *self);

/** csms_archive_events_get: Returns: (transfer none) (nullable): what is at @position; %NULL: it is read now, and `loaded` follows */
CsmsEvent *csms_archive_events_get (CsmsArchiveEvents *self, guint position);
/** csms_archive_events_peek: the same, and it is not asked for */
CsmsEvent *csms_archive_events_peek (CsmsArchiveEvents *self, guint position);

/** csms_archive_events_count_older: Returns: how many are surely older than @ms: no less than all but a page of them */
guint csms_archive_events_count_older (CsmsArchiveEvents *self, gint64 ms);

G_END_DECLS
