/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-cli-commands.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "csms-cli-print.h"
#include "csms-records.h"

#define DEFAULT_RECENT 50

typedef struct
{
  const CsmsCliOptions *options;
  GHashTable *recent;  /* eventIds told by --recent, so that a push of one is not told again */
  GPtrArray *held;     /* --since: before the one named has come by; --recent: pushed before it was answered */
  gint64 since_ms;
  gboolean since_found;
  gboolean recent_due;
  gboolean was_live;
  gint64 last_us;      /* when the last event came, for --idle */
  int n_printed;
  gboolean full;       /* --count reached, or nobody reads on */
  gboolean gap_told;
} Stream;

static void
print_event (Stream *self, const CsmsEventRecord *record)
{
  if (self->full)
    return;
  if (self->options->json)
    {
      g_autofree char *safe = csms_cli_safe_text (record->json);

      csms_cli_print_line (safe);
    }
  else
    {
      CsmsCliRow *row = csms_cli_row_new (FALSE);

      csms_cli_row_add_time (row, "ts", record->ts_ms);
      csms_cli_row_add_text (row, "event", record->name);
      csms_cli_row_add_text (row, "stationId", record->station_id);
      csms_cli_row_add_connector (row, "connectorId", record->connector_id);
      csms_cli_row_add_text (row, "status", record->status_text);
      csms_cli_row_add_text (row, "transactionId", record->transaction_id);
      csms_cli_row_print (row);
    }
  self->n_printed++;
  self->full = (self->options->count > 0 && self->n_printed >= self->options->count) || csms_cli_get_write_error () != 0;
}

static void
release_held (Stream *self, gint64 from_ms)
{
  for (guint i = 0; i < self->held->len; i++)
    {
      const CsmsEventRecord *record = g_ptr_array_index (self->held, i);

      if (record->ts_ms >= from_ms)
        print_event (self, record);
    }
  g_ptr_array_set_size (self->held, 0);
}

/*
 * The seat's replay begins some seconds early so as to lose nothing (trap 3). What lies before the named event is held back;
 * of its own millisecond, in which order means nothing, everything but the event itself is told.
 */
static void
take_since (Stream *self, CsmsEventRecord *record)
{
  if (self->since_found || record->ts_ms > self->since_ms + 1)
    {
      if (!self->since_found)
        release_held (self, self->since_ms);
      self->since_found = TRUE;
      if (record->ts_ms >= self->since_ms)
        print_event (self, record);
    }
  else if (g_strcmp0 (record->event_id, self->options->since) == 0)
    {
      self->since_found = TRUE;
      self->since_ms = record->ts_ms;
      release_held (self, record->ts_ms);
    }
  else
    {
      g_ptr_array_add (self->held, csms_event_record_ref (record));
    }
}

static gboolean
is_told (Stream *self, const CsmsEventRecord *record)
{
  return record->event_id != NULL && g_hash_table_contains (self->recent, record->event_id);
}

/* The seat sees to it that each eventId comes once. */
static void
on_events (CsmsOperator *operator, GPtrArray *records, int origin, gpointer data)
{
  Stream *self = data;
  const CsmsCliOptions *options = self->options;

  self->last_us = g_get_monotonic_time ();
  for (guint i = 0; i < records->len; i++)
    {
      CsmsEventRecord *record = g_ptr_array_index (records, i);

      if (options->since != NULL && origin == CSMS_EVENT_RECOVERED && !self->was_live)
        take_since (self, record);
      else if (options->since != NULL && g_strcmp0 (record->event_id, options->since) == 0)
        continue;
      /* Without --since the stream begins now: what the first catch-up brings is history. */
      else if (options->since == NULL && (!options->follow || (origin == CSMS_EVENT_RECOVERED && !self->was_live)))
        continue;
      else if (self->recent_due)
        g_ptr_array_add (self->held, csms_event_record_ref (record));
      else if (!is_told (self, record))
        print_event (self, record);
    }
}

/* What the server would not tell is not passed over: each gap is said once. Returns: whether there is one */
static gboolean
tell_gap (Stream *self, const CsmsSeatStatus *status)
{
  g_autofree char *sentence = NULL;

  if (status->gap && !self->gap_told)
    {
      sentence = g_strdup_printf (_("Events may be missing: %s"),
                                  status->problem != NULL ? status->problem : _("the server cannot say which ones."));
      csms_cli_complain (sentence);
    }
  self->gap_told = status->gap;
  return status->gap;
}

static CsmsCliExit
print_recent (CsmsCliSeat *seat, Stream *self, guint limit)
{
  g_autoptr (GPtrArray) records = NULL;
  CsmsCliExit status = CSMS_CLI_DONE;

  records = csms_cli_seat_ask (seat, CSMS_QUESTION_EVENTS_RECENT, NULL, 0, limit, &status);
  if (records == NULL)
    return status;
  /* Newest first on the wire; told oldest first. */
  for (guint i = MIN (records->len, limit); i > 0; i--)
    {
      const CsmsEventRecord *record = g_ptr_array_index (records, i - 1);

      if (record->event_id == NULL || g_hash_table_add (self->recent, g_strdup (record->event_id)))
        print_event (self, record);
    }
  self->recent_due = FALSE;
  for (guint i = 0; i < self->held->len; i++)
    if (!is_told (self, g_ptr_array_index (self->held, i)))
      print_event (self, g_ptr_array_index (self->held, i));
  g_ptr_array_set_size (self->held, 0);
  return CSMS_CLI_DONE;
}

static gboolean
is_idle (Stream *self)
{
  return self->options->idle_s >= 0 && g_get_monotonic_time () - self->last_us >= (gint64) (self->options->idle_s * G_USEC_PER_SEC);
}

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
on_reader_gone (int fd, GIOCondition condition, gpointer data)
{
  ((Stream *) data)->full = TRUE;
  return G_SOURCE_CONTINUE;
}

static CsmsCliExit
go_on (CsmsCliSeat *seat, Stream *self)
{
  const CsmsSeatStatus *status = csms_operator_get_status (csms_cli_seat_get_operator (seat));
  guint tick = g_timeout_add (100, on_tick, NULL);
  guint reader = g_unix_fd_add (STDOUT_FILENO, G_IO_ERR | G_IO_NVAL, on_reader_gone, self);

  self->last_us = g_get_monotonic_time ();
  while (!self->full && !is_idle (self) && !csms_cli_seat_is_interrupted (seat))
    {
      g_main_context_iteration (NULL, TRUE);
      status = csms_operator_get_status (csms_cli_seat_get_operator (seat));
      if (status->state == CSMS_SEAT_LIVE)
        tell_gap (self, status);
      if (status->state == CSMS_SEAT_KEY_REFUSED)
        break;
    }
  g_source_remove (tick);
  g_source_remove (reader);
  if (status->state != CSMS_SEAT_KEY_REFUSED)
    return CSMS_CLI_DONE;
  csms_cli_complain (status->problem != NULL ? status->problem : _("The server refused the API key."));
  return CSMS_CLI_KEY_REFUSED;
}

CsmsCliExit
csms_cli_events (CsmsCliSeat *seat, const CsmsCliOptions *options)
{
  Stream stream = { .options = options };
  CsmsOperator *operator = csms_cli_seat_get_operator (seat);
  guint limit = options->recent > 0 ? (guint) options->recent : DEFAULT_RECENT;
  CsmsCliExit status;

  stream.recent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  stream.held = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  stream.recent_due = options->recent > 0 || (options->since == NULL && !options->follow);
  if (options->since != NULL)
    {
      csms_event_id_get_ms (options->since, &stream.since_ms);
      csms_operator_replay_from (operator, options->since);
    }
  g_signal_connect (operator, "events", G_CALLBACK (on_events), &stream);

  status = csms_cli_seat_wait_live (seat);
  if (status == CSMS_CLI_DONE)
    {
      stream.was_live = TRUE;
      if (stream.recent_due)
        status = print_recent (seat, &stream, limit);
      else
        release_held (&stream, stream.since_ms);
      if (tell_gap (&stream, csms_operator_get_status (operator)) && !options->follow)
        status = CSMS_CLI_REFUSED;
      if (status == CSMS_CLI_DONE && options->follow)
        status = go_on (seat, &stream);
    }

  g_signal_handlers_disconnect_by_data (operator, &stream);
  g_ptr_array_unref (stream.held);
  g_hash_table_unref (stream.recent);
  return status;
}
