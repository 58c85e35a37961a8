/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-rows.h"
#include "csms-journal-store.h"

/*
 * All that are given, in one statement. OR FAIL: one that may have to be undone halfway keeps a log of its own in a temporary file,
 * and a failure undoes the whole commit here anyway. The condition keeps the grammar from taking ON for that of a join.
 */
static const char insert_given[] =
  "INSERT OR FAIL INTO events (event_id, name, ts_ms, station_id, connector_id, transaction_id, id_tag, origin, taken_ms, json)"
  " SELECT event_id, name, ts_ms, station_id, connector_id, transaction_id, id_tag, ?, ?, json FROM given WHERE TRUE"
  " ON CONFLICT DO NOTHING";

static const char upsert_cursor[] =
  "INSERT INTO cursor (one, event_id, ms) VALUES (1, ?1, ?2)"
  " ON CONFLICT (one) DO UPDATE SET event_id = ?1, ms = ?2 WHERE ?3 OR ?2 >= ms";

static const char upsert_command[] =
  "INSERT INTO commands (id, kind, station_id, connector_id, id_tag, transaction_id, prior_transaction_id, since_ms, created_ms,"
  " sent_ms, changed_ms, state, reason, correlation_id, message, open)"
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
  " ON CONFLICT (id) DO UPDATE SET kind = ?2, station_id = ?3, connector_id = ?4, id_tag = ?5, transaction_id = ?6,"
  " prior_transaction_id = ?7, since_ms = ?8, created_ms = ?9, sent_ms = ?10, changed_ms = ?11, state = ?12, reason = ?13,"
  " correlation_id = ?14, message = ?15, open = ?16";

/* A line in the history for each state it came into. */
static const char insert_state[] =
  "INSERT INTO command_states (command_id, state, reason, changed_ms)"
  " SELECT ?1, ?2, ?3, ?4 WHERE ?2 IS NOT (SELECT state FROM command_states WHERE command_id = ?1 ORDER BY seq DESC LIMIT 1)";

/* A gap that begins where one began is that one, and has grown. */
static const char upsert_gap[] =
  "INSERT INTO gaps (from_ms, to_ms, why, noted_ms) VALUES (?1, ?2, ?3, ?4)"
  " ON CONFLICT (from_ms) DO UPDATE SET to_ms = max (to_ms, ?2), why = ?3, noted_ms = ?4";

static const char insert_recovery[] =
  "INSERT INTO recoveries (count, from_ms, to_ms, noted_ms) VALUES (?, ?, ?, ?)";

const char *const csms_journal_origins[] = { "pushed", "recovered", "audited", NULL };

static int
insert_from (CsmsJournalDb        *db,
             const CsmsJournalJob *job,
             guint                 first)
{
  CsmsJournalRow row;
  int code;

  csms_journal_event_table_begin (db->given, db->handle, job->records, first);
  row = csms_journal_db_row (db, insert_given);
  csms_journal_row_put_text (&row, csms_journal_origins[job->origin]);
  csms_journal_row_put_int (&row, job->now_ms);
  code = csms_journal_row_run (&row);
  csms_journal_event_table_end (db->given, db->handle);
  return code;
}

static int
insert_events (CsmsJournalDb        *db,
               const CsmsJournalJob *job)
{
  int code = insert_from (db, job, 0);

  /* To try again would keep everything behind it waiting for ever. What stood before it is in. */
  while (code == SQLITE_TOOBIG)
    {
      const CsmsEventRecord *event = g_ptr_array_index (job->records, db->given->at);

      g_message ("An event is too large for the journal: %.64s", event->event_id != NULL ? event->event_id : event->name);
      code = insert_from (db, job, db->given->at + 1);
    }
  return code;
}

int
csms_journal_write_events (CsmsJournalDb        *db,
                           const CsmsJournalJob *job)
{
  int code;

  if (job->records->len == 0)
    return SQLITE_OK;
  code = insert_events (db, job);
  for (guint i = 0; code == SQLITE_OK && i < job->records->len; i++)
    if (csms_journal_event_table_is_fresh (db->given, i))
      code = csms_journal_write_charge (db, g_ptr_array_index (job->records, i), job->now_ms);
  return code;
}

int
csms_journal_write_cursor (CsmsJournalDb *db,
                           const char    *event_id,
                           gint64         ms,
                           gboolean       backwards)
{
  CsmsJournalRow row = csms_journal_db_row (db, upsert_cursor);

  csms_journal_row_put_text (&row, event_id);
  csms_journal_row_put_int (&row, ms);
  csms_journal_row_put_int (&row, backwards);
  return csms_journal_row_run (&row);
}

static int
write_state (CsmsJournalDb            *db,
             const CsmsJournalCommand *command)
{
  CsmsJournalRow row = csms_journal_db_row (db, insert_state);

  csms_journal_row_put_text (&row, command->id);
  csms_journal_row_put_text (&row, command->state);
  csms_journal_row_put_text (&row, command->reason);
  csms_journal_row_put_time (&row, command->changed_ms);
  return csms_journal_row_run (&row);
}

int
csms_journal_write_command (CsmsJournalDb            *db,
                            const CsmsJournalCommand *command)
{
  CsmsJournalRow row = csms_journal_db_row (db, upsert_command);
  int code;

  csms_journal_row_put_text (&row, command->id);
  csms_journal_row_put_text (&row, command->kind);
  csms_journal_row_put_text (&row, command->station_id);
  csms_journal_row_put_connector (&row, command->connector_id);
  csms_journal_row_put_text (&row, command->id_tag);
  csms_journal_row_put_text (&row, command->transaction_id);
  csms_journal_row_put_text (&row, command->prior_transaction_id);
  csms_journal_row_put_time (&row, command->since_ms);
  csms_journal_row_put_time (&row, command->created_ms);
  csms_journal_row_put_time (&row, command->sent_ms);
  csms_journal_row_put_time (&row, command->changed_ms);
  csms_journal_row_put_text (&row, command->state);
  csms_journal_row_put_text (&row, command->reason);
  csms_journal_row_put_text (&row, command->correlation_id);
  csms_journal_row_put_text (&row, command->message);
  csms_journal_row_put_int (&row, command->open != FALSE);
  code = csms_journal_row_run (&row);
  return code == SQLITE_OK ? write_state (db, command) : code;
}

int
csms_journal_write_gap (CsmsJournalDb        *db,
                        const CsmsJournalJob *job)
{
  CsmsJournalRow row = csms_journal_db_row (db, upsert_gap);

  csms_journal_row_put_int (&row, job->span->from_ms);
  csms_journal_row_put_int (&row, job->span->to_ms);
  csms_journal_row_put_text (&row, job->span->why);
  csms_journal_row_put_int (&row, job->now_ms);
  return csms_journal_row_run (&row);
}

int
csms_journal_write_recovery (CsmsJournalDb        *db,
                             const CsmsJournalJob *job)
{
  CsmsJournalRow row = csms_journal_db_row (db, insert_recovery);

  csms_journal_row_put_int (&row, (gint64) MIN (job->span->count, (guint64) G_MAXINT64));
  csms_journal_row_put_int (&row, job->span->from_ms);
  csms_journal_row_put_int (&row, job->span->to_ms);
  csms_journal_row_put_int (&row, job->now_ms);
  return csms_journal_row_run (&row);
}
