/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-test.h"

#include <json-glib/json-glib.h>

static void
drop_message (const char     *domain,
              GLogLevelFlags  level,
              const char     *message,
              gpointer        data)
{
}

void
client_test_init (int    *argc,
                  char ***argv)
{
  static const char *domains[] = { "libsoup", "GLib-GIO", "csms-client" };

  g_test_init (argc, argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    g_log_set_handler (domains[i], G_LOG_LEVEL_DEBUG, drop_message, NULL);
}

gboolean
client_test_wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
on_passed (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
client_test_pass (guint ms)
{
  gboolean passed = FALSE;

  g_timeout_add (ms, on_passed, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

char *
client_test_get_string (const char *json,
                        const char *member)
{
  g_autoptr(JsonNode) root = json_from_string (json, NULL);
  JsonObject *object;

  g_assert_nonnull (root);
  object = json_node_get_object (root);
  if (!json_object_has_member (object, member) && json_object_has_member (object, "params"))
    object = json_object_get_object_member (object, "params");
  return json_object_has_member (object, member) ? g_strdup (json_object_get_string_member (object, member)) : NULL;
}

void
peer_free (Peer *self)
{
  g_ptr_array_unref (self->frames);
  self->free (self);
}

char *
peer_expect (Peer       *self,
             const char *action)
{
  const char *frame;
  g_autofree char *got = NULL;

  WAIT_FOR (self->frames->len > self->taken);
  frame = g_ptr_array_index (self->frames, self->taken++);
  got = client_test_get_string (frame, "action");
  g_assert_cmpstr (got, ==, action);
  return client_test_get_string (frame, "id");
}

void
peer_answer (Peer       *self,
             const char *id,
             const char *result)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\",\"result\":%s}", id, result);

  self->send (self, text);
}

void
peer_refuse (Peer       *self,
             const char *id,
             int         code,
             const char *message)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\",\"error\":{\"code\":%d,\"message\":\"%s\"}}", id, code, message);

  self->send (self, text);
}

void
peer_sign_in (Peer *self)
{
  g_autofree char *id = peer_expect (self, "auth");

  peer_answer (self, id, "{\"status\":\"ok\",\"sessionId\":\"sess-1\",\"scopes\":[\"read\",\"control\"]}");
}

void
peer_push (Peer       *self,
           const char *event_id)
{
  g_autofree char *text = g_strdup_printf ("{\"eventId\":\"%s\",\"event\":\"connector.status.changed\",\"ts\":1760000000000,"
                                           "\"stationId\":\"CP-1\",\"connectorId\":1,\"status\":\"Available\"}", event_id);

  self->send (self, text);
}

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_pointer (&outcome->reply, csms_reply_unref);
  g_clear_error (&outcome->error);
  g_free (outcome);
}

static void
on_status (const CsmsLinkStatus *status,
           gpointer              data)
{
  Recorder *self = data;

  if (self->status == NULL || self->status->state != status->state || self->status->generation != status->generation)
    g_ptr_array_add (self->states, csms_link_status_copy (status));
  g_clear_pointer (&self->status, csms_link_status_free);
  self->status = csms_link_status_copy (status);
}

static void
on_event (CsmsEventRecord *event,
          guint            generation,
          gpointer         data)
{
  Recorder *self = data;

  g_ptr_array_add (self->events, g_strdup (event->event_id != NULL ? event->event_id : event->name));
}

static void
on_sent (guint64  serial,
         gpointer data)
{
  Recorder *self = data;

  g_array_append_val (self->sent, serial);
}

static void
on_done (guint64       serial,
         CsmsReply    *reply,
         const GError *error,
         gpointer      data)
{
  Recorder *self = data;
  Outcome *outcome = recorder_get (self, serial);

  if (outcome == NULL)
    {
      outcome = g_new0 (Outcome, 1);
      g_hash_table_insert (self->done, g_memdup2 (&serial, sizeof serial), outcome);
    }
  g_assert_true ((reply != NULL) != (error != NULL));
  outcome->times++;
  g_clear_pointer (&outcome->reply, csms_reply_unref);
  g_clear_error (&outcome->error);
  outcome->reply = reply != NULL ? csms_reply_ref (reply) : NULL;
  outcome->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
on_foreign (const char *text,
            gpointer    data)
{
  Recorder *self = data;

  g_ptr_array_add (self->foreign, g_strdup (text));
}

const CsmsSessionSink recorder_sink = {
  .status = on_status,
  .event = on_event,
  .sent = on_sent,
  .done = on_done,
  .foreign = on_foreign,
};

Recorder *
recorder_new (void)
{
  Recorder *self = g_new0 (Recorder, 1);

  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_link_status_free);
  self->events = g_ptr_array_new_with_free_func (g_free);
  self->sent = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->foreign = g_ptr_array_new_with_free_func (g_free);
  self->done = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, outcome_free);
  return self;
}

void
recorder_free (Recorder *self)
{
  g_ptr_array_unref (self->states);
  g_ptr_array_unref (self->events);
  g_array_unref (self->sent);
  g_ptr_array_unref (self->foreign);
  g_hash_table_unref (self->done);
  g_clear_pointer (&self->status, csms_link_status_free);
  g_free (self);
}

Outcome *
recorder_get (Recorder *self,
              guint64   serial)
{
  return g_hash_table_lookup (self->done, &serial);
}

gboolean
recorder_saw_state (Recorder      *self,
                    CsmsLinkState  state)
{
  for (guint i = 0; i < self->states->len; i++)
    if (((CsmsLinkStatus *) g_ptr_array_index (self->states, i))->state == state)
      return TRUE;
  return FALSE;
}
