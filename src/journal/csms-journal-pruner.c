/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-pruner.h"

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* A commit of what was removed may take the disk as long again: together that stays below 20 ms. */
#define STEP_US (10 * G_TIME_SPAN_MILLISECOND)

/* Rows are in the order of coming in, but for a clock that was set: after so many that stay, the rest will. */
#define KEPT_MAX 1000

/*
 * A table, its rows in the order of coming in: which they are, whether they may go (taken in before ?2; of events, those before ?3), and
 * how one goes.
 */
typedef struct
{
  const char *select;
  const char *remove;
} Table;

static const Table tables[] = {
  { "SELECT seq, taken_ms < ?2 AND ts_ms < ?3 FROM events WHERE seq > ?1 ORDER BY seq LIMIT 32",
    "DELETE FROM events WHERE seq = ?" },
  { "SELECT seq, taken_ms < ?2 AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.station_id = samples.station_id"
    " AND t.transaction_id = samples.transaction_id AND t.stop_ms IS NULL) FROM samples WHERE seq > ?1 ORDER BY seq LIMIT 32",
    "DELETE FROM samples WHERE seq = ?" },
  { "SELECT rowid, taken_ms < ?2 AND stop_ms IS NOT NULL FROM transactions WHERE rowid > ?1 ORDER BY rowid LIMIT 32",
    "DELETE FROM transactions WHERE rowid = ?" },
  { "SELECT rowid, coalesce (changed_ms, created_ms, 0) < ?2 AND NOT open FROM commands WHERE rowid > ?1 ORDER BY rowid LIMIT 32",
    "DELETE FROM commands WHERE rowid = ?" },
  { "SELECT from_ms, noted_ms < ?2 FROM gaps WHERE from_ms > ?1 ORDER BY from_ms LIMIT 32",
    "DELETE FROM gaps WHERE from_ms = ?" },
  { "SELECT id, noted_ms < ?2 FROM recoveries WHERE id > ?1 ORDER BY id LIMIT 32",
    "DELETE FROM recoveries WHERE id = ?" },
};

/* After the tables by age. */
enum {
  STAGE_SIZE = G_N_ELEMENTS (tables),
  STAGE_VACUUM,
  STAGE_DONE,
};

static void
enter (CsmsJournalPruner *self,
       guint              stage)
{
  self->stage = stage;
  self->at = G_MININT64;
  self->n_kept = 0;
}

void
csms_journal_pruner_start (CsmsJournalPruner        *self,
                           const CsmsJournalPruning *wanted)
{
  self->wanted = *wanted;
  enter (self, wanted->everything || wanted->keep_days > 0 ? 0 : STAGE_SIZE);
}

gboolean
csms_journal_pruner_is_done (const CsmsJournalPruner *self)
{
  return self->stage == STAGE_DONE;
}

gboolean
csms_journal_pruner_is_giving_back (const CsmsJournalPruner *self)
{
  return self->stage == STAGE_VACUUM;
}

static int
remove_row (CsmsJournalDb *db,
            const char    *sql,
            gint64         id)
{
  CsmsJournalRow row = csms_journal_db_row (db, sql);

  csms_journal_row_put_int (&row, id);
  return csms_journal_row_run (&row);
}

/* Looks at some rows of @table; @more (out) says whether there may be others to go. */
static int
remove_some (CsmsJournalPruner *self,
             CsmsJournalStore  *store,
             const Table       *table,
             gint64             cutoff_ms,
             gboolean          *more)
{
  CsmsJournalRow row = csms_journal_db_row (&store->db, table->select);
  g_autoptr (GArray) going = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 before_ms = store->cursor_ms > 0 ? store->cursor_ms - CSMS_JOURNAL_OVERLAP_MS : G_MAXINT64;
  guint n_rows = 0;
  int code;

  csms_journal_row_put_int (&row, self->at);
  csms_journal_row_put_int (&row, cutoff_ms);
  if (table == &tables[0])
    csms_journal_row_put_int (&row, before_ms);
  for (; csms_journal_row_next (&row); n_rows++)
    {
      self->at = csms_journal_row_take_int (&row);
      if (csms_journal_row_take_int (&row) != 0)
        g_array_append_val (going, self->at);
      else
        self->n_kept++;
    }
  code = csms_journal_row_end (&row);

  for (guint i = 0; code == SQLITE_OK && i < going->len; i++)
    code = remove_row (&store->db, table->remove, g_array_index (going, gint64, i));
  if (going->len > 0)
    self->n_kept = 0;
  *more = n_rows > 0 && (self->wanted.everything || self->n_kept < KEPT_MAX);
  return code;
}

static int
is_too_large (CsmsJournalPruner *self,
              CsmsJournalDb     *db,
              gboolean          *large)
{
  gint64 n_pages, n_free, page_bytes;
  int code = csms_journal_db_get_int (db, "PRAGMA page_count", &n_pages);

  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, "PRAGMA freelist_count", &n_free);
  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (db, "PRAGMA page_size", &page_bytes);
  *large = code == SQLITE_OK && self->wanted.max_bytes > 0 &&
           (guint64) (n_pages - n_free) * (guint64) page_bytes > self->wanted.max_bytes;
  return code;
}

static int
remove_by_size (CsmsJournalPruner *self,
                CsmsJournalStore  *store,
                gboolean          *more)
{
  int code = is_too_large (self, &store->db, more);

  return code == SQLITE_OK && *more ? remove_some (self, store, &tables[0], G_MAXINT64, more) : code;
}

/* A page at a time is given back to the file system, at the next checkpoint. */
static int
give_back (CsmsJournalStore *store,
           gboolean         *more)
{
  gint64 n_free = 0;
  int code = csms_journal_db_run (&store->db, "PRAGMA incremental_vacuum (32)");

  if (code == SQLITE_OK)
    code = csms_journal_db_get_int (&store->db, "PRAGMA freelist_count", &n_free);
  *more = n_free > 0;
  return code;
}

/* Our clock may have been set far ahead, and what goes by it is gone: the server's has a say, as far as events tell it. */
static gint64
get_cutoff_ms (CsmsJournalPruner *self,
               CsmsJournalStore  *store)
{
  gint64 now_ms = self->wanted.now_ms;

  if (self->wanted.everything)
    return G_MAXINT64;
  if (store->cursor_ms > 0 && store->cursor_ms < now_ms)
    now_ms = MIN (now_ms, store->cursor_ms + DAY_MS);
  return now_ms - (gint64) self->wanted.keep_days * DAY_MS;
}

static int
go_on (CsmsJournalPruner *self,
       CsmsJournalStore  *store)
{
  gboolean more = FALSE;
  int code;

  if (self->stage == STAGE_VACUUM)
    code = give_back (store, &more);
  else if (self->stage == STAGE_SIZE)
    code = remove_by_size (self, store, &more);
  else
    code = remove_some (self, store, &tables[self->stage], get_cutoff_ms (self, store), &more);
  if (code == SQLITE_OK && !more)
    enter (self, self->stage + 1);
  return code;
}

int
csms_journal_pruner_step (CsmsJournalPruner *self,
                          CsmsJournalStore  *store)
{
  gint64 end_us = g_get_monotonic_time () + STEP_US;
  int code = csms_journal_db_run (&store->db, "BEGIN IMMEDIATE");

  while (code == SQLITE_OK && !csms_journal_pruner_is_done (self) && g_get_monotonic_time () < end_us)
    code = go_on (self, store);
  if (code == SQLITE_OK)
    code = csms_journal_db_run (&store->db, "COMMIT");
  if (code == SQLITE_OK)
    return csms_journal_store_checkpoint (store, csms_journal_pruner_is_done (self));
  csms_journal_store_note_problem (store, code);
  csms_journal_db_rollback (&store->db);
  return code;
}
