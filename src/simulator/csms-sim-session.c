/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-session.h"

#include <string.h>

#include "csms-sim-json.h"

#define FRAMES_A_WINDOW 50
#define WINDOW_MS 10000
/* A frame that waits to change places with the next one waits no longer than this. */
#define REORDER_MS 40

struct _CsmsSimSession
{
  GObject parent_instance;

  /* borrowed */
  CsmsSimWorld *world;

  /* owned */
  CsmsSimSocket *socket;
  char *segment;
  GPtrArray *subscriptions;
  char *held; /* a frame that waits to change places */

  gint64 opened_ms;
  gint64 window_ms;
  gint64 authenticated_ms;
  guint frames;
  guint held_timer;
  guint expiry_timer;
  guint last_subscription;
  guint junk;
  gboolean authenticated;
  CsmsSimulatorNetwork network;
};

G_DEFINE_FINAL_TYPE (CsmsSimSession, csms_sim_session, G_TYPE_OBJECT)

static void
send_held (gpointer data)
{
  CsmsSimSession *self = data;
  g_autofree char *held = g_steal_pointer (&self->held);

  self->held_timer = 0;
  if (held != NULL)
    csms_sim_socket_send (self->socket, CSMS_SIM_FRAME_TEXT, held, strlen (held));
}

/* Frames that mean nothing, or nothing good. A client lives through each of them. */
static void
send_junk (CsmsSimSession *self)
{
  const char *const junk[] = {
    "not json",
    "",
    "null",
    "[]",
    "{}",
    "[4,null,{\"errorCode\":\"FormationViolation\",\"description\":\"Invalid message\"}]",
    "{\"event\":5}",
    "{\"event\":\"connector.status.changed\",\"eventId\":7,\"ts\":\"soon\",\"stationId\":{},\"connectorId\":[]}",
    "{\"id\":null,\"result\":null}",
    "{\"id\":{},\"error\":\"\"}",
    "{\"id\":\"nobody-asked\",\"result\":[1e400,-0,18446744073709551616]}",
    "{\"eventId\":\"evt-x-y\",\"event\":\"\\u202eknown\",\"ts\":1e308}",
    "{\"unterminated\":\"",
    "\"\\ud800\"",
  };
  guint next = self->junk++ % (G_N_ELEMENTS (junk) + 2);

  if (next < G_N_ELEMENTS (junk))
    csms_sim_socket_send (self->socket, CSMS_SIM_FRAME_TEXT, junk[next], strlen (junk[next]));
  else if (next == G_N_ELEMENTS (junk))
    csms_sim_socket_send (self->socket, CSMS_SIM_FRAME_BINARY, "\x00\xff\xfe", 3);
  else
    {
      g_autofree char *deep = g_strnfill (65000, '[');

      csms_sim_socket_send (self->socket, CSMS_SIM_FRAME_TEXT, deep, 65000);
    }
}

static void
expire (CsmsSimSession *self)
{
  csms_sim_clock_cancel (self->world->clock, &self->expiry_timer);
  self->authenticated = FALSE;
  csms_sim_session_notify (self, "session.expired", -1, -1);
}

static void
expire_on_time (gpointer data)
{
  CsmsSimSession *self = data;

  self->expiry_timer = 0;
  if (self->authenticated)
    expire (self);
}

static gboolean
is_expired (CsmsSimSession *self)
{
  gint64 age = csms_sim_clock_now_ms (self->world->clock) - self->authenticated_ms;

  return age >= self->world->config->session_max_age_s * 1000;
}

static void
csms_sim_session_finalize (GObject *object)
{
  CsmsSimSession *self = CSMS_SIM_SESSION (object);

  csms_sim_clock_cancel (self->world->clock, &self->held_timer);
  csms_sim_clock_cancel (self->world->clock, &self->expiry_timer);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->subscriptions, g_ptr_array_unref);
  g_clear_pointer (&self->segment, g_free);
  g_clear_pointer (&self->held, g_free);
  G_OBJECT_CLASS (csms_sim_session_parent_class)->finalize (object);
}

static void
csms_sim_session_class_init (CsmsSimSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_sim_session_finalize;
}

static void
csms_sim_session_init (CsmsSimSession *self)
{
  self->subscriptions = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_sim_subscription_free);
}

CsmsSimSession *
csms_sim_session_new (CsmsSimWorld  *world,
                      CsmsSimSocket *socket,
                      const char    *segment)
{
  CsmsSimSession *self = g_object_new (CSMS_TYPE_SIM_SESSION, NULL);

  self->world = world;
  self->socket = g_object_ref (socket);
  self->segment = g_strdup (segment);
  self->opened_ms = csms_sim_clock_now_ms (world->clock);
  self->window_ms = G_MININT64 / 2;
  return self;
}

CsmsSimWorld *
csms_sim_session_get_world (CsmsSimSession *self)
{
  return self->world;
}

CsmsSimSocket *
csms_sim_session_get_socket (CsmsSimSession *self)
{
  return self->socket;
}

const char *
csms_sim_session_get_segment (CsmsSimSession *self)
{
  return self->segment;
}

gboolean
csms_sim_session_looks_like_station (CsmsSimSession *self)
{
  return self->segment[0] != '\0' && !g_str_equal (self->segment, "mobile-client");
}

gint64
csms_sim_session_get_opened_ms (CsmsSimSession *self)
{
  return self->opened_ms;
}

gboolean
csms_sim_session_count_frame (CsmsSimSession *self)
{
  gint64 now = csms_sim_clock_now_ms (self->world->clock);

  if (now - self->window_ms >= WINDOW_MS)
    {
      self->window_ms = now;
      self->frames = 0;
    }
  return ++self->frames <= FRAMES_A_WINDOW;
}

char *
csms_sim_session_authenticate (CsmsSimSession *self)
{
  gint64 age_ms = MIN (self->world->config->session_max_age_s * 1000, (gint64) G_MAXINT / 2);

  self->authenticated = TRUE;
  self->authenticated_ms = csms_sim_clock_now_ms (self->world->clock);
  csms_sim_clock_cancel (self->world->clock, &self->expiry_timer);
  /* The guide's server says so when a session ends; the recorded one waits to be asked (trap 5). */
  if (!self->world->deployed)
    self->expiry_timer = csms_sim_clock_after (self->world->clock, (guint) age_ms, expire_on_time, self);
  return g_strdup_printf ("sess-%" G_GINT64_FORMAT, self->authenticated_ms);
}

void
csms_sim_session_age (CsmsSimSession *self)
{
  self->authenticated_ms = G_MININT64 / 2;
  if (!self->world->deployed && self->authenticated)
    expire (self);
}

gboolean
csms_sim_session_is_authenticated (CsmsSimSession *self)
{
  return self->authenticated && csms_sim_socket_is_open (self->socket);
}

gboolean
csms_sim_session_check (CsmsSimSession *self)
{
  if (self->authenticated && is_expired (self))
    expire (self);
  return self->authenticated;
}

CsmsSimSubscription *
csms_sim_session_subscribe (CsmsSimSession *self,
                            JsonObject     *params)
{
  CsmsSimSubscription *subscription;
  g_autofree char *id = NULL;

  id = g_strdup_printf ("sub-%" G_GINT64_FORMAT "-%u", csms_sim_clock_now_ms (self->world->clock),
                        ++self->last_subscription);
  subscription = csms_sim_subscription_new (id, params);
  g_ptr_array_add (self->subscriptions, subscription);
  return subscription;
}

gboolean
csms_sim_session_unsubscribe (CsmsSimSession *self,
                              const char     *id)
{
  for (guint i = 0; i < self->subscriptions->len; i++)
    if (g_strcmp0 (csms_sim_subscription_get_id (g_ptr_array_index (self->subscriptions, i)), id) == 0)
      {
        g_ptr_array_remove_index (self->subscriptions, i);
        return TRUE;
      }
  return FALSE;
}

gboolean
csms_sim_session_push (CsmsSimSession *self,
                       const char     *event,
                       const char     *station_id,
                       const char     *flat,
                       gsize           length)
{
  gboolean wanted = self->subscriptions->len == 0;

  if (!csms_sim_session_is_authenticated (self))
    return TRUE;
  for (guint i = 0; i < self->subscriptions->len && !wanted; i++)
    {
      CsmsSimSubscription *subscription = g_ptr_array_index (self->subscriptions, i);

      if (self->world->deployed && csms_sim_subscription_is_broken (subscription))
        return FALSE;
      wanted = csms_sim_subscription_matches (subscription, event, station_id);
    }
  if (wanted)
    csms_sim_session_send (self, flat, length);
  return TRUE;
}

void
csms_sim_session_send (CsmsSimSession *self,
                       const char     *text,
                       gsize           length)
{
  if ((self->network & CSMS_SIMULATOR_NETWORK_GARBAGE) != 0)
    send_junk (self);
  if ((self->network & CSMS_SIMULATOR_NETWORK_REORDER) != 0 && self->held == NULL)
    {
      self->held = g_strndup (text, length);
      self->held_timer = csms_sim_clock_after (self->world->clock, REORDER_MS, send_held, self);
      return;
    }
  csms_sim_socket_send (self->socket, CSMS_SIM_FRAME_TEXT, text, length);
  if ((self->network & CSMS_SIMULATOR_NETWORK_DUPLICATE) != 0)
    csms_sim_socket_send (self->socket, CSMS_SIM_FRAME_TEXT, text, length);
  if (self->held != NULL)
    {
      csms_sim_clock_cancel (self->world->clock, &self->held_timer);
      send_held (self);
    }
}

void
csms_sim_session_notify (CsmsSimSession *self,
                         const char     *event,
                         gint64          size,
                         gint64          max)
{
  g_autoptr (GString) out = g_string_new ("{");

  csms_sim_json_member_string (out, "event", event);
  csms_sim_json_member_int (out, "ts", csms_sim_clock_now_ms (self->world->clock));
  if (size >= 0)
    csms_sim_json_member_int (out, "size", size);
  if (max >= 0)
    csms_sim_json_member_int (out, "max", max);
  g_string_append_c (out, '}');
  csms_sim_session_send (self, out->str, out->len);
}

void
csms_sim_session_reply (CsmsSimSession *self,
                        const char     *id_json,
                        const char     *result)
{
  g_autoptr (GString) out = g_string_new ("{");

  csms_sim_json_member_raw (out, "id", id_json);
  csms_sim_json_member_raw (out, "result", result);
  g_string_append_c (out, '}');
  csms_sim_session_send (self, out->str, out->len);
}

void
csms_sim_session_reply_error (CsmsSimSession *self,
                              const char     *id_json,
                              guint           code,
                              const char     *message,
                              const char     *correlation)
{
  g_autoptr (GString) out = g_string_new ("{");

  csms_sim_json_member_raw (out, "id", id_json);
  csms_sim_json_name (out, "error");
  g_string_append_c (out, '{');
  csms_sim_json_member_int (out, "code", code);
  csms_sim_json_member_string (out, "message", message);
  if (correlation != NULL)
    csms_sim_json_member_string (out, "correlationId", correlation);
  g_string_append (out, "}}");
  csms_sim_session_send (self, out->str, out->len);
}

void
csms_sim_session_set_network (CsmsSimSession       *self,
                              CsmsSimulatorNetwork  faults)
{
  self->network = faults;
  csms_sim_socket_set_network (self->socket, faults);
}
