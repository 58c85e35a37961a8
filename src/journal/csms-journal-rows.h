/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-db.h"
#include "csms-journal-records.h"

G_BEGIN_DECLS

/** CsmsJournalReadRow: Returns: (nullable) (transfer full): what a row holds, %NULL when it makes no sense */
typedef gpointer (*CsmsJournalReadRow) (CsmsJournalRow *row);

/** csms_journal_origins: (array zero-terminated): what each #CsmsJournalOrigin is called in the file */
extern const char *const csms_journal_origins[];

/** csms_journal_read_origin: how the event of @row came */
CsmsJournalOrigin csms_journal_read_origin (CsmsJournalRow *row);
/** csms_journal_read_id: a char */
gpointer csms_journal_read_id (CsmsJournalRow *row);
/** csms_journal_read_event: a CsmsEventRecord */
gpointer csms_journal_read_event (CsmsJournalRow *row);
/** csms_journal_read_transaction: a CsmsTransactionRecord */
gpointer csms_journal_read_transaction (CsmsJournalRow *row);
/** csms_journal_read_sample: a CsmsSampleRecord */
gpointer csms_journal_read_sample (CsmsJournalRow *row);
/** csms_journal_read_command: a CsmsJournalCommand */
gpointer csms_journal_read_command (CsmsJournalRow *row);
/** csms_journal_read_span: a CsmsJournalSpan */
gpointer csms_journal_read_span (CsmsJournalRow *row);

/** csms_journal_load_stations: appends every #CsmsStationRecord to @stations, by id */
int csms_journal_load_stations (CsmsJournalDb *db, GPtrArray *stations);

/** csms_journal_rows_reverse: the newest of many are read newest first, and wanted oldest first */
void csms_journal_rows_reverse (GPtrArray *rows);

G_END_DECLS
