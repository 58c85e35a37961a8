/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-replay.h"

#include "csms-sim-json.h"

#define RECENT_DEFAULT 50
#define RECENT_MAX 200
#define SINCE_MAX 500

typedef struct
{
  CsmsSimSession *session;
  char *id_json;
} Failure;

static void
fail (gpointer data)
{
  Failure *failure = data;

  csms_sim_session_reply_error (failure->session, failure->id_json, 500, "internal error", NULL);
}

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  g_object_unref (failure->session);
  g_free (failure->id_json);
  g_free (failure);
}

void
csms_sim_replay_recent (const CsmsSimRequest *request)
{
  g_autoptr (GString) result = g_string_new ("[");

  csms_sim_hub_write_recent (request->world->hub, csms_sim_request_get_limit (request, RECENT_DEFAULT, RECENT_MAX),
                             result);
  g_string_append_c (result, ']');
  csms_sim_session_reply (request->session, request->id_json, result->str);
}

/* Returns: whether @event_id is of the form evt-MS-RANDOM; then *@ms is its millisecond */
static gboolean
parse_event_id (const char *event_id,
                gint64     *ms)
{
  g_auto (GStrv) parts = g_strsplit (event_id, "-", 3);

  *ms = 0;
  return g_strv_length (parts) == 3 && g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT64, ms, NULL);
}

static void
reply_since (const CsmsSimRequest *request,
             gint64                ts,
             gint64                after_row,
             guint                 limit)
{
  g_autoptr (GString) result = g_string_new ("{\"events\":[");
  g_autofree char *last = NULL;
  guint n;

  n = csms_sim_log_write_since (request->world->log, ts, after_row, limit, result, &last);
  g_string_append_c (result, ']');
  csms_sim_json_member_int (result, "count", n);
  csms_sim_json_name (result, "cursor");
  if (last == NULL && !request->world->deployed)
    last = g_strdup (csms_sim_request_get_text (request, "eventId"));
  if (last != NULL)
    {
      g_string_append_c (result, '{');
      csms_sim_json_member_string (result, "lastEventId", last);
      g_string_append (result, "}}");
    }
  else
    {
      g_string_append (result, "null}");
    }
  csms_sim_session_reply (request->session, request->id_json, result->str);
}

/* As published: everything behind the event, by its place in the log and not by its time. */
static void
replay_as_published (const CsmsSimRequest *request,
                     gint64                limit)
{
  const char *event_id = csms_sim_request_get_text (request, "eventId");
  gint64 ms = 0;

  if (event_id == NULL || !parse_event_id (event_id, &ms))
    {
      csms_sim_request_refuse (request, FALSE, "eventId required");
      return;
    }
  if (limit < 1)
    {
      csms_sim_request_refuse (request, FALSE, "limit must be from 1 to 500");
      return;
    }
  csms_sim_log_flush (request->world->log);
  reply_since (request, ms, csms_sim_log_find (request->world->log, ms, event_id), (guint) limit);
}

void
csms_sim_replay_since (const CsmsSimRequest *request)
{
  const char *event_id = csms_sim_request_get_text (request, "eventId");
  gint64 limit = SINCE_MAX;
  gint64 ts = 0;

  csms_sim_request_get_int (request, "limit", &limit);
  if (request->world->database_down)
    {
      Failure *failure = g_new0 (Failure, 1);

      failure->session = g_object_ref (request->session);
      failure->id_json = g_strdup (request->id_json);
      csms_sim_clock_after_full (request->world->clock, request->world->config->database_timeout_ms, fail, failure,
                                 failure_free);
    }
  else if (limit > SINCE_MAX)
    {
      csms_sim_request_refuse (request, FALSE, "limit too large");
    }
  else if (!request->world->deployed)
    {
      replay_as_published (request, limit);
    }
  else
    {
      /* A malformed eventId leaves 0, the beginning of time. */
      if (event_id != NULL)
        parse_event_id (event_id, &ts);
      else
        csms_sim_request_get_int (request, "ts", &ts);
      reply_since (request, ts, 0, (guint) MAX (0, limit));
    }
}
