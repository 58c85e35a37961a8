/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-dispatch.h"

#include <string.h>

#include "csms-sim-actions.h"
#include "csms-sim-auth.h"
#include "csms-sim-json.h"
#include "csms-sim-remote.h"
#include "csms-sim-replay.h"
#include "csms-sim-request.h"
#include "csms-sim-server.h"
#include "csms-sim-view.h"

#define DEPTH_MAX 64

typedef void (*Action) (const CsmsSimRequest *request);

static const struct
{
  const char *name;
  Action action;
  gboolean is_protected;
} actions[] = {
  { "auth", csms_sim_auth, FALSE },
  { "ping", csms_sim_action_ping, FALSE },
  { "getStations", csms_sim_action_get_stations, TRUE },
  { "getRecentTransactions", csms_sim_action_get_recent_transactions, TRUE },
  { "startCharging", csms_sim_remote_start, TRUE },
  { "stopCharging", csms_sim_remote_stop, TRUE },
  { "getConnectorStatus", csms_sim_action_get_connector_status, TRUE },
  { "getMeterValuesRecent", csms_sim_action_get_meter_values_recent, TRUE },
  { "subscribe", csms_sim_action_subscribe, TRUE },
  { "unsubscribe", csms_sim_action_unsubscribe, TRUE },
  { "getEventsRecent", csms_sim_replay_recent, TRUE },
  { "getEventsSince", csms_sim_replay_since, TRUE },
};

/* The parser recurses: what is nested too deep must not reach it. */
static gboolean
is_shallow (const char *text,
            gsize       length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '[' || text[i] == '{') && ++depth > DEPTH_MAX)
        return FALSE;
      else if (!in_string && (text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
    }
  return TRUE;
}

/* A frame that cannot be read is answered as a charge point would be, by a server that takes it for one. */
static void
answer_unreadable (CsmsSimWorld   *world,
                   CsmsSimSession *session)
{
  const char *foreign = "[4,null,{\"errorCode\":\"FormationViolation\",\"description\":\"Invalid message format\"}]";

  if (world->deployed)
    csms_sim_session_send (session, foreign, strlen (foreign));
  else
    csms_sim_session_reply_error (session, "null", 400, "The frame is no JSON object", NULL);
}

/* Old-style requests, and those whose id is no string, get an old-style answer. */
static void
answer_legacy (CsmsSimWorld   *world,
               CsmsSimSession *session,
               JsonObject     *frame,
               const char     *id_json)
{
  g_autoptr (GString) out = g_string_new ("{");
  JsonNode *url = json_object_get_member (frame, "url");
  gboolean is_stations;

  is_stations = url != NULL && JSON_NODE_HOLDS_VALUE (url) && g_strcmp0 (json_node_get_string (url), "/api/stations") == 0;
  csms_sim_json_member_raw (out, "id", id_json);
  if (!csms_sim_session_check (session))
    {
      csms_sim_json_member_int (out, "status", 401);
      csms_sim_json_member_string (out, "error", "Not authenticated");
    }
  else if (!is_stations)
    {
      csms_sim_json_member_int (out, "status", url != NULL ? 404 : 400);
      csms_sim_json_member_string (out, "error", url != NULL ? "Not found" : "Invalid request");
    }
  else
    {
      csms_sim_json_member_int (out, "status", 200);
      csms_sim_json_name (out, "data");
      g_string_append (out, "{\"success\":true,\"data\":");
      csms_sim_view_write_stations (world, NULL, out);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, '}');
  csms_sim_session_send (session, out->str, out->len);
}

static void
answer (const CsmsSimRequest *request,
        const char           *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (!g_str_equal (actions[i].name, action))
        continue;
      csms_sim_traffic_note_request (csms_sim_server_get_traffic (request->world->server), action);
      if (actions[i].is_protected && !csms_sim_session_check (request->session))
        csms_sim_session_reply_error (request->session, request->id_json, 401, "Not authenticated", NULL);
      else
        actions[i].action (request);
      return;
    }
  csms_sim_session_reply_error (request->session, request->id_json, 400, "Unknown action", NULL);
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

void
csms_sim_dispatch (CsmsSimWorld   *world,
                   CsmsSimSession *session,
                   const char     *text,
                   gsize           length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *id_json = NULL;
  CsmsSimRequest request = { world, session, NULL, NULL };
  JsonObject *frame;
  JsonNode *root, *params;

  root = strlen (text) == length && g_utf8_validate (text, (gssize) length, NULL) && is_shallow (text, length) &&
         json_parser_load_from_data (parser, text, (gssize) length, NULL) ? json_parser_get_root (parser) : NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      answer_unreadable (world, session);
      return;
    }

  frame = json_node_get_object (root);
  id_json = json_object_has_member (frame, "id") ? json_to_string (json_object_get_member (frame, "id"), FALSE)
                                                 : g_strdup ("null");
  if (get_string (frame, "id") == NULL || get_string (frame, "action") == NULL)
    {
      if (world->deployed)
        answer_legacy (world, session, frame, id_json);
      else
        csms_sim_session_reply_error (session, id_json, 400, "id and action must be strings", NULL);
      return;
    }
  params = json_object_get_member (frame, "params");
  request.id_json = id_json;
  request.params = params != NULL && JSON_NODE_HOLDS_OBJECT (params) ? json_node_get_object (params) : NULL;
  answer (&request, get_string (frame, "action"));
}
