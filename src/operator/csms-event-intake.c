/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-intake.h"

#include <string.h>

#include "csms-event-sieve.h"
#include "csms-replay-window.h"

/* An event later than the server's own clock by more than this is no place to begin a replay from. */
#define CLOCK_ERROR_MS 60000

struct _CsmsEventIntake {
  CsmsEventSieve *sieve;
  CsmsServerClock clock;
  CsmsCursor cursor;
};

static void
begin_at (CsmsEventIntake *self, const char *event_id, gint64 overlap_ms)
{
  csms_cursor_clear (&self->cursor);
  csms_cursor_set (&self->cursor, event_id, csms_event_id_get_time_ms (event_id), overlap_ms);
  csms_event_sieve_pass (self->sieve, event_id);
}

CsmsEventIntake *
csms_event_intake_new (CsmsServer *server)
{
  CsmsEventIntake *self = g_new0 (CsmsEventIntake, 1);
  const char *remembered = csms_server_get_last_event_id (server);

  self->sieve = csms_event_sieve_new (CSMS_EVENT_SIEVE_SIZE);
  if (remembered != NULL)
    begin_at (self, remembered, CSMS_REPLAY_RESTART_MS);
  return self;
}

void
csms_event_intake_free (CsmsEventIntake *self)
{
  csms_event_sieve_free (self->sieve);
  csms_cursor_clear (&self->cursor);
  g_free (self);
}

void
csms_event_intake_restore (CsmsEventIntake *self, const char *event_id, gint64 ms, GPtrArray *event_ids, const char *before_id)
{
  csms_cursor_clear (&self->cursor);
  csms_cursor_set (&self->cursor, event_id, ms > 0 ? ms : csms_event_id_get_time_ms (event_id), CSMS_REPLAY_RESTART_MS);
  csms_cursor_set_before (&self->cursor, before_id);
  for (guint i = 0; event_ids != NULL && i < event_ids->len; i++)
    csms_event_sieve_pass (self->sieve, event_ids->pdata[i]);
  csms_event_sieve_pass (self->sieve, event_id);
}

void
csms_event_intake_start_at (CsmsEventIntake *self, const char *event_id)
{
  begin_at (self, event_id, 0);
}

void
csms_event_intake_start_now (CsmsEventIntake *self, gint64 server_ms)
{
  g_autofree char *made_up = csms_event_id_from_time_ms (server_ms);

  csms_cursor_set (&self->cursor, made_up, server_ms, 0);
}

/* What the server's log cannot store (trap 3) it can never show, so that it is no place to begin a replay from. */
static gboolean
is_storable (const CsmsEventRecord *event)
{
  return event->connector_id != CSMS_CONNECTOR_NONE || strstr (event->json, "\"connectorId\"") == NULL;
}

/* Of a batch only the newest can become the cursor. */
static void
note_newest (CsmsEventIntake *self, GPtrArray *events)
{
  gint64 server_ms = csms_event_intake_get_server_ms (self);
  gint64 latest_ms = server_ms > 0 ? server_ms + CLOCK_ERROR_MS : 0;
  const CsmsEventRecord *newest = NULL, *fallback = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const CsmsEventRecord *event = events->pdata[i];

      if (!is_storable (event))
        continue;
      fallback = event;
      if (csms_event_id_get_time_ms (event->event_id) != 0 && (latest_ms == 0 || event->ts_ms <= latest_ms)
          && (newest == NULL || event->ts_ms >= newest->ts_ms))
        newest = event;
    }
  if (newest == NULL)
    newest = fallback;
  if (newest != NULL)
    csms_cursor_take (&self->cursor, newest, latest_ms);
}

GPtrArray *
csms_event_intake_sift (CsmsEventIntake *self, GPtrArray *events)
{
  GPtrArray *fresh = g_ptr_array_new_full (events->len, (GDestroyNotify) csms_event_record_unref);

  for (guint i = 0; i < events->len; i++)
    {
      CsmsEventRecord *event = events->pdata[i];

      if (csms_event_sieve_pass (self->sieve, event->event_id))
        g_ptr_array_add (fresh, csms_event_record_ref (event));
    }
  note_newest (self, fresh);
  return fresh;
}

gboolean
csms_event_intake_knows (CsmsEventIntake *self, const char *event_id)
{
  return csms_event_sieve_knows (self->sieve, event_id);
}

void
csms_event_intake_note_sure (CsmsEventIntake *self, gint64 ms)
{
  csms_cursor_note_sure (&self->cursor, ms - CSMS_REPLAY_OVERLAP_MS);
}

gboolean
csms_event_intake_commit (CsmsEventIntake *self)
{
  return csms_cursor_commit (&self->cursor);
}

const char *
csms_event_intake_get_newest_id (CsmsEventIntake *self)
{
  return self->cursor.newest_id != NULL ? self->cursor.newest_id : self->cursor.event_id;
}

const CsmsCursor *
csms_event_intake_get_cursor (CsmsEventIntake *self)
{
  return &self->cursor;
}

CsmsServerClock *
csms_event_intake_get_clock (CsmsEventIntake *self)
{
  return &self->clock;
}

gint64
csms_event_intake_get_server_ms (CsmsEventIntake *self)
{
  return csms_server_clock_get_ms (&self->clock, g_get_monotonic_time ());
}
