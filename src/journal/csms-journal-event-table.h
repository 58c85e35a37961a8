/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * CsmsJournalEventTable:
 *
 * Events in memory as a table that SQL reads, `given`, with the columns of `events` that they fill: so that one statement takes a
 * whole batch in, where a statement for each event would cost more than the writing of it. And which of them were not there
 * before. Belongs to one connection; disk thread.
 */
typedef struct {
  const GPtrArray *events;      /* (nullable) (transfer none): of CsmsEventRecord */
  guint first;
  guint at;                     /* the one that is being read, or was when the statement failed */
  GByteArray *fresh;            /* of each: whether it was inserted */
} CsmsJournalEventTable;

/** csms_journal_event_table_new: makes `given` known to @handle, and lives as long as that. Returns: (nullable): %NULL without memory */
CsmsJournalEventTable *csms_journal_event_table_new (sqlite3 *handle);

/** csms_journal_event_table_begin: `given` has @events from @first on; those that are inserted now become fresh, none was before at 0 */
void csms_journal_event_table_begin (CsmsJournalEventTable *self, sqlite3 *handle, const GPtrArray *events, guint first);
/** csms_journal_event_table_end: `given` is empty */
void csms_journal_event_table_end (CsmsJournalEventTable *self, sqlite3 *handle);

/** csms_journal_event_table_is_fresh: Returns: whether event @i of those given last was inserted */
gboolean csms_journal_event_table_is_fresh (const CsmsJournalEventTable *self, guint i);

G_END_DECLS
