/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal-db.h"

G_BEGIN_DECLS

/** CSMS_JOURNAL_APPLICATION_ID: "CSMS": says in the file's header whose it is */
#define CSMS_JOURNAL_APPLICATION_ID 0x43534d53

/**
 * CsmsJournalSchemaKind:
 * @CSMS_JOURNAL_SCHEMA_EMPTY: a new file
 * @CSMS_JOURNAL_SCHEMA_OURS: of this version or an older one
 * @CSMS_JOURNAL_SCHEMA_TOO_NEW: ours, of a later version
 * @CSMS_JOURNAL_SCHEMA_FOREIGN: an SQLite file of something else
 */
typedef enum {
  CSMS_JOURNAL_SCHEMA_EMPTY,
  CSMS_JOURNAL_SCHEMA_OURS,
  CSMS_JOURNAL_SCHEMA_TOO_NEW,
  CSMS_JOURNAL_SCHEMA_FOREIGN,
} CsmsJournalSchemaKind;

/** csms_journal_schema_steps: (array zero-terminated): SQL; the n-th brings a file from version n - 1 to version n. A step is
 *  never changed once it was in use: a further one is added. */
extern const char *const csms_journal_schema_steps[];

/** csms_journal_schema_read: Sets @kind (out); nothing is written. */
int csms_journal_schema_read (CsmsJournalDb *db, const char *const *steps, CsmsJournalSchemaKind *kind);

/** csms_journal_schema_upgrade: every step that is still to be done, and the version, in one commit */
int csms_journal_schema_upgrade (CsmsJournalDb *db, const char *const *steps);

G_END_DECLS
