/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-auth.h"

#include "csms-sim-json.h"

/* How long the recorded server looks a key up, in which requests are refused. */
#define LOOKUP_MS 4

typedef struct
{
  CsmsSimWorld *world;
  CsmsSimSession *session;
  char *id_json;
  char *key;
} Lookup;

static void
lookup_free (gpointer data)
{
  Lookup *lookup = data;

  g_object_unref (lookup->session);
  g_free (lookup->id_json);
  g_free (lookup->key);
  g_free (lookup);
}

static gboolean
is_known_key (CsmsSimWorld *world,
              const char   *key)
{
  return world->config->api_keys != NULL && g_strv_contains (world->config->api_keys, key);
}

static void
conclude (gpointer data)
{
  Lookup *lookup = data;

  if (lookup->world->database_down)
    {
      csms_sim_session_reply_error (lookup->session, lookup->id_json, 500, "auth internal error", NULL);
    }
  else if (!is_known_key (lookup->world, lookup->key))
    {
      /* A failed re-auth leaves the old session as it was (trap 4). */
      csms_sim_session_reply_error (lookup->session, lookup->id_json, 401, "Invalid apiKey", NULL);
    }
  else
    {
      g_autoptr (GString) result = g_string_new ("{\"status\":\"ok\"");
      g_autofree char *session_id = csms_sim_session_authenticate (lookup->session);

      csms_sim_json_member_string (result, "sessionId", session_id);
      csms_sim_json_member_raw (result, "scopes", "[\"basic\"]");
      g_string_append_c (result, '}');
      csms_sim_session_reply (lookup->session, lookup->id_json, result->str);
    }
}

void
csms_sim_auth (const CsmsSimRequest *request)
{
  g_autofree char *json = csms_sim_request_dup_json (request, "apiKey");
  const char *key = csms_sim_request_get_text (request, "apiKey");
  Lookup *lookup;
  gint wait_ms = -1;

  if (json == NULL || (key == NULL && g_str_equal (json, "\"\"")))
    {
      csms_sim_request_refuse (request, FALSE, "apiKey required");
      return;
    }
  if (key == NULL && !request->world->deployed)
    {
      csms_sim_request_refuse (request, FALSE, "apiKey must be a string");
      return;
    }
  if (json[0] == '{')
    {
      csms_sim_session_reply_error (request->session, request->id_json, 500, "auth internal error", NULL);
      return;
    }

  lookup = g_new0 (Lookup, 1);
  lookup->world = request->world;
  lookup->session = g_object_ref (request->session);
  lookup->id_json = g_strdup (request->id_json);
  lookup->key = g_strdup (key != NULL ? key : json);
  if (request->world->database_down)
    wait_ms = (gint) request->world->config->database_timeout_ms;
  else if (request->world->deployed)
    wait_ms = LOOKUP_MS;
  if (wait_ms >= 0)
    {
      csms_sim_clock_after_full (request->world->clock, (guint) wait_ms, conclude, lookup, lookup_free);
      return;
    }
  conclude (lookup);
  lookup_free (lookup);
}
