/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-errand.h"
#include "csms-journal-rows.h"
#include "csms-journal-store.h"

/* A portion of an outline comes after so long, however little it has: somebody waits for the first page. */
#define PORTION_US (100 * G_TIME_SPAN_MILLISECOND)

/*
 * ?1, ?2: the place to go on from, ?3: the far end of the time, ?4: the station. By the order of an index each, so that a step can
 * stop anywhere. Those that only count read no more than the index.
 */
#define COUNTED "ts_ms, seq"
#define READ "ts_ms, seq, name, station_id, connector_id, transaction_id, id_tag, origin, taken_ms, json"
#define NEWEST " WHERE (ts_ms, seq) < (?1, ?2) AND ts_ms >= ?3"
#define OLDEST " WHERE (ts_ms, seq) > (?1, ?2) AND ts_ms < ?3"
#define OF_STATION " AND station_id = ?4"
#define DOWN " ORDER BY ts_ms DESC, seq DESC"
#define UP " ORDER BY ts_ms, seq"
#define BY_TIME " FROM events INDEXED BY events_by_time"
#define BY_STATION " FROM events INDEXED BY events_by_station"

/* By what is read, whether of one station, and whether the oldest come first. */
static const char *const selects[2][2][2] = {
  { { "SELECT " COUNTED BY_TIME NEWEST DOWN, "SELECT " COUNTED BY_TIME OLDEST UP },
    { "SELECT " COUNTED BY_STATION NEWEST OF_STATION DOWN, "SELECT " COUNTED BY_STATION OLDEST OF_STATION UP } },
  { { "SELECT " READ BY_TIME NEWEST DOWN, "SELECT " READ BY_TIME OLDEST UP },
    { "SELECT " READ BY_STATION NEWEST OF_STATION DOWN, "SELECT " READ BY_STATION OLDEST OF_STATION UP } },
};

static const char select_last[] = "SELECT coalesce (max (seq), 0) FROM events";

typedef struct
{
  CsmsJournalErrand parent;
  CsmsJournalQuery *query;
  CsmsJournalPlace at;
  gboolean first;
  gint64 begun_us;

  guint limit;                  /* of a page */
  CsmsJournalPage *page;        /* NULL: an outline */
  guint stride;
  guint64 n_before;
  CsmsJournalOutline *outline;
} EventErrand;

static void
event_free (gpointer data)
{
  CsmsJournalEvent *event = data;

  csms_event_record_unref (event->record);
  g_free (event);
}

static void
errand_free (CsmsJournalErrand *errand)
{
  EventErrand *self = (EventErrand *) errand;

  csms_journal_query_free (self->query);
  g_clear_pointer (&self->page, csms_journal_page_free);
  g_clear_pointer (&self->outline, csms_journal_outline_free);
}

static gboolean
reads_rows (EventErrand *self)
{
  return self->page != NULL || csms_journal_query_needs_rows (self->query);
}

static CsmsJournalRow
begin_scan (EventErrand   *self,
            CsmsJournalDb *db)
{
  const CsmsJournalQuery *query = self->query;
  gint64 end_ms = query->oldest_first ? (query->to_ms != 0 ? query->to_ms : G_MAXINT64)
                                      : (query->from_ms != 0 ? query->from_ms : G_MININT64);
  CsmsJournalRow row = csms_journal_db_row (db, selects[reads_rows (self)][query->station_id != NULL][query->oldest_first != FALSE]);

  csms_journal_row_put_int (&row, self->at.ms);
  csms_journal_row_put_int (&row, self->at.seq);
  csms_journal_row_put_int (&row, end_ms);
  if (query->station_id != NULL)
    csms_journal_row_put_text (&row, query->station_id);
  return row;
}

static const char *
peek (CsmsJournalRow *row)
{
  gsize length;

  return csms_journal_row_peek_text (row, &length);
}

/* Goes back to where the rest of the event begins. Decoding it costs ten times what looking through it does. */
static gboolean
is_wanted (EventErrand    *self,
           CsmsJournalRow *row,
           gint64          ts_ms)
{
  CsmsJournalFields fields = { .ts_ms = ts_ms };
  int rest;

  fields.name = peek (row);
  fields.station_id = peek (row);
  fields.connector_id = csms_journal_row_take_connector (row);
  fields.transaction_id = peek (row);
  fields.id_tag = peek (row);
  rest = row->at;
  csms_journal_row_skip (row, 2);
  fields.json = peek (row);
  row->at = rest;
  return csms_journal_query_matches_fields (self->query, &fields);
}

/* What makes no sense is passed over. */
static void
add_event (EventErrand    *self,
           CsmsJournalRow *row)
{
  CsmsJournalEvent event = { 0, };

  event.origin = csms_journal_read_origin (row);
  event.taken_ms = csms_journal_row_take_int (row);
  event.record = csms_journal_read_event (row);
  if (event.record != NULL)
    g_ptr_array_add (self->page->rows, g_memdup2 (&event, sizeof event));
}

static void
count_event (EventErrand *self)
{
  if ((self->n_before + self->outline->n_events) % self->stride == 0)
    g_array_append_val (self->outline->places, self->at);
  self->outline->n_events++;
}

/* Returns whether that was enough. */
static gboolean
take_row (EventErrand    *self,
          CsmsJournalRow *row)
{
  CsmsJournalPlace place;
  gboolean wanted;

  place.ms = csms_journal_row_take_int (row);
  place.seq = csms_journal_row_take_int (row);
  wanted = self->query->until_seq == 0 || place.seq <= self->query->until_seq;
  if (wanted && reads_rows (self))
    wanted = is_wanted (self, row, place.ms);
  if (wanted && self->page == NULL)
    count_event (self);
  else if (wanted)
    add_event (self, row);
  self->at = place;
  return self->page != NULL && self->page->rows->len >= self->limit;
}

static void
finish (EventErrand *self,
        gboolean     complete)
{
  self->parent.done = TRUE;
  if (self->page != NULL)
    {
      self->page->end = self->at;
      self->page->more = !complete;
      self->parent.free_result = (GDestroyNotify) csms_journal_page_free;
      self->parent.result = g_steal_pointer (&self->page);
      return;
    }
  self->outline->end = self->at;
  self->outline->complete = complete;
  self->parent.free_result = (GDestroyNotify) csms_journal_outline_free;
  self->parent.result = g_steal_pointer (&self->outline);
}

/* What the outline is of: what comes in from now on does not move its pages. */
static int
begin_outline (EventErrand      *self,
               CsmsJournalStore *store)
{
  int code = SQLITE_OK;

  self->outline->ticket = store->written;
  if (self->query->until_seq == 0)
    code = csms_journal_db_get_int (&store->db, select_last, &self->query->until_seq);
  self->outline->until_seq = self->query->until_seq;
  /* 0 would mean anything that comes. */
  if (code == SQLITE_OK && self->query->until_seq == 0)
    self->outline->until_seq = self->query->until_seq = -1;
  return code;
}

static int
step (CsmsJournalErrand *errand,
      CsmsJournalStore  *store,
      gint64             end_us)
{
  EventErrand *self = (EventErrand *) errand;
  gboolean enough = FALSE, late = FALSE;
  int code = SQLITE_OK;
  CsmsJournalRow row;

  if (self->begun_us == 0)
    {
      self->begun_us = g_get_monotonic_time ();
      if (self->outline != NULL)
        code = begin_outline (self, store);
      if (code != SQLITE_OK)
        return code;
    }
  row = begin_scan (self, &store->db);
  while (!enough && !late && csms_journal_row_next (&row))
    {
      enough = take_row (self, &row);
      late = g_get_monotonic_time () >= end_us;
    }
  code = csms_journal_row_end (&row);
  if (code == SQLITE_OK && !late && !enough)
    finish (self, TRUE);
  else if (code == SQLITE_OK && (enough || (self->outline != NULL && g_get_monotonic_time () >= self->begun_us + PORTION_US)))
    finish (self, FALSE);
  return code;
}

static const CsmsJournalErrandClass event_class = { step, errand_free };

static EventErrand *
errand_new (const CsmsJournalQuery *query,
            const CsmsJournalPlace *after)
{
  EventErrand *self = g_new0 (EventErrand, 1);

  self->parent.klass = &event_class;
  self->query = csms_journal_query_copy (query);
  if (after != NULL)
    self->at = *after;
  else if (query->oldest_first)
    self->at = (CsmsJournalPlace) { query->from_ms != 0 ? query->from_ms : G_MININT64, G_MININT64 };
  else
    self->at = (CsmsJournalPlace) { query->to_ms != 0 ? query->to_ms : G_MAXINT64, query->to_ms != 0 ? G_MININT64 : G_MAXINT64 };
  return self;
}

void
csms_journal_read_events_async (CsmsJournal            *self,
                                const CsmsJournalQuery *query,
                                const CsmsJournalPlace *after,
                                guint                   limit,
                                GCancellable           *cancellable,
                                GAsyncReadyCallback     callback,
                                gpointer                user_data)
{
  EventErrand *errand;

  g_return_if_fail (query != NULL);

  errand = errand_new (query, after);
  errand->limit = CLAMP (limit, 1, CSMS_JOURNAL_PAGE_MAX);
  errand->page = g_new0 (CsmsJournalPage, 1);
  errand->page->rows = g_ptr_array_new_with_free_func (event_free);
  csms_journal_send (self, &errand->parent, after == NULL && query->until_seq == 0, csms_journal_read_events_async, cancellable, callback, user_data);
}

CsmsJournalPage *
csms_journal_read_events_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_journal_read_events_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
csms_journal_outline_events_async (CsmsJournal            *self,
                                   const CsmsJournalQuery *query,
                                   const CsmsJournalPlace *after,
                                   guint64                 n_before,
                                   guint                   stride,
                                   GCancellable           *cancellable,
                                   GAsyncReadyCallback     callback,
                                   gpointer                user_data)
{
  EventErrand *errand;

  g_return_if_fail (query != NULL);
  g_return_if_fail (stride > 0);

  errand = errand_new (query, after);
  errand->stride = stride;
  errand->n_before = n_before;
  errand->outline = g_new0 (CsmsJournalOutline, 1);
  errand->outline->places = g_array_new (FALSE, FALSE, sizeof (CsmsJournalPlace));
  csms_journal_send (self, &errand->parent, after == NULL, csms_journal_outline_events_async, cancellable, callback, user_data);
}

CsmsJournalOutline *
csms_journal_outline_events_finish (GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_journal_outline_events_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
