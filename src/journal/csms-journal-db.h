/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-event-table.h"

G_BEGIN_DECLS

/** CsmsJournalDb: a connection and the statements that were prepared for it. One thread. Codes are SQLite's extended ones. */
typedef struct {
  sqlite3 *handle;
  GHashTable *statements;       /* of sqlite3_stmt, by the address of their text */
  CsmsJournalEventTable *given; /* borrowed from the handle */
} CsmsJournalDb;

/** csms_journal_db_open: @path: (nullable): %NULL: in memory. Returns: SQLITE_OK, or why not; csms_journal_db_close() either way */
int csms_journal_db_open (CsmsJournalDb *self, const char *path);
void csms_journal_db_close (CsmsJournalDb *self);

/** csms_journal_db_run: @sql: one or more statements whose rows nobody wants */
int csms_journal_db_run (CsmsJournalDb *self, const char *sql);
/** csms_journal_db_get_int: Sets @value (out) to the first column of the first row of @sql, 0 without one. */
int csms_journal_db_get_int (CsmsJournalDb *self, const char *sql, gint64 *value);

/** csms_journal_db_rollback: does nothing outside of a transaction */
void csms_journal_db_rollback (CsmsJournalDb *self);

/** csms_journal_is_damage: Returns: whether @code means that the file itself is broken */
gboolean csms_journal_is_damage (int code);

/**
 * CsmsJournalRow: one statement under way. Parameters are put, and columns taken, one after the other. A failure stays:
 * what follows does nothing and the code comes out at the end.
 */
typedef struct {
  CsmsJournalDb *db;
  sqlite3_stmt *statement;
  int at;
  int code;
} CsmsJournalRow;

/** csms_journal_db_row: @sql: a text that lives as long as the program; prepared once a connection */
CsmsJournalRow csms_journal_db_row (CsmsJournalDb *self, const char *sql);

/* What stands for "missing" in a record is put as NULL: a text of %NULL, a number that is not finite, a negative connector. */
void csms_journal_row_put_text (CsmsJournalRow *self, const char *text);
void csms_journal_row_put_int (CsmsJournalRow *self, gint64 value);
void csms_journal_row_put_time (CsmsJournalRow *self, gint64 ms);
void csms_journal_row_put_connector (CsmsJournalRow *self, int connector_id);
void csms_journal_row_put_number (CsmsJournalRow *self, double value);

/** csms_journal_row_run: Returns: SQLITE_OK, or why it failed; the row is over */
int csms_journal_row_run (CsmsJournalRow *self);

/** csms_journal_row_next: Returns: whether there is another row; when not, csms_journal_row_end() is due */
gboolean csms_journal_row_next (CsmsJournalRow *self);
/** csms_journal_row_end: Returns: SQLITE_OK, or why it failed; the row is over */
int csms_journal_row_end (CsmsJournalRow *self);

void csms_journal_row_skip (CsmsJournalRow *self, int n_columns);
/** csms_journal_row_take_text: Returns: (nullable) (transfer full): valid UTF-8, whatever is in the file */
char *csms_journal_row_take_text (CsmsJournalRow *self);
/** csms_journal_row_take_id: Returns: (nullable) (transfer full): the same; %NULL for "", too */
char *csms_journal_row_take_id (CsmsJournalRow *self);
/** csms_journal_row_peek_text: Returns: (nullable) (transfer none): until the next row; @length: (out) in bytes */
const char *csms_journal_row_peek_text (CsmsJournalRow *self, gsize *length);
gint64 csms_journal_row_take_int (CsmsJournalRow *self);
int csms_journal_row_take_connector (CsmsJournalRow *self);
/** csms_journal_row_take_number: Returns: a finite number, else NAN */
double csms_journal_row_take_number (CsmsJournalRow *self);

G_END_DECLS
