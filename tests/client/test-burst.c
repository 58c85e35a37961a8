/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link-fixture.h"

#define EVENTS 200000
#define STATIONS 10000
#define CHUNK 65536u

typedef struct
{
  GByteArray *bytes;
  int written;                  /* atomic */
} Burst;

/* As fast as the server can write; the screen's thread must not notice. */

static void
script_burst (RawPeer  *peer,
              gpointer  data)
{
  GByteArray *bytes = data;

  if (raw_peer_sign_in (peer) && raw_peer_write (peer, bytes->data, bytes->len))
    raw_peer_wait (peer);
}

/* As long as it takes: how fast this machine is today is no matter. */
static void
take_all (LinkFixture *f)
{
  while (f->events < EVENTS && f->errors->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (f->events, ==, EVENTS);
  g_assert_cmpuint (f->out_of_order, ==, 0);
  g_assert_cmpuint (f->errors->len, ==, 0);
}

static void
test_burst (LinkFixture   *f,
            gconstpointer  data)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  gint64 began_us;
  double seconds;

  for (guint64 i = 0; i < EVENTS; i++)
    link_fixture_append_event (bytes, i);

  link_fixture_begin (f, NULL, script_burst, bytes);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  link_fixture_time_frames (f);
  began_us = g_get_monotonic_time ();
  take_all (f);
  seconds = (double) (g_get_monotonic_time () - began_us) / G_USEC_PER_SEC;
  g_test_message ("%u events in %.2f s: %.0f a second; longest gap of the 16 ms timer: %.1f ms",
                  EVENTS, seconds, EVENTS / seconds, (double) f->longest_gap_us / 1000);
}

static void
script_counted_burst (RawPeer  *peer,
                      gpointer  data)
{
  Burst *burst = data;

  if (!raw_peer_sign_in (peer))
    return;
  for (guint i = 0; i < burst->bytes->len; i += CHUNK)
    {
      if (!raw_peer_write (peer, burst->bytes->data + i, MIN (CHUNK, burst->bytes->len - i)))
        return;
      g_atomic_int_set (&burst->written, (int) i);
    }
  raw_peer_wait (peer);
}

/* A screen that is stuck for a while: the events wait in the network, not in our memory, and none is lost. */
static void
test_stuck_screen (LinkFixture   *f,
                   gconstpointer  data)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  Burst burst = { bytes, 0 };
  int before;

  f->options.silence_limit_ms = 1000;
  f->options.ping_interval_ms = 100000;
  for (guint64 i = 0; i < EVENTS; i++)
    link_fixture_append_event (bytes, i);
  link_fixture_begin (f, NULL, script_counted_burst, &burst);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  do
    {
      before = g_atomic_int_get (&burst.written);
      g_usleep (1500000);
    }
  while (g_atomic_int_get (&burst.written) != before);
  g_assert_cmpint (before, <, (int) bytes->len - CHUNK);
  g_test_message ("%.1f of %.1f MB left the server while the screen was stuck", before / 1e6, (double) bytes->len / 1e6);

  take_all (f);
}

static char *
make_stations (void)
{
  g_autoptr(GString) json = g_string_new ("[");

  for (guint i = 0; i < STATIONS; i++)
    g_string_append_printf (json, "%s{\"id\":\"CP-%05u\",\"name\":\"Depot %u\",\"status\":\"Charging\",\"isOnline\":true,"
                            "\"lastActivity\":\"2025-10-23T10:00:00.000Z\",\"connectors\":["
                            "{\"id\":1,\"status\":\"Charging\",\"transactionId\":%u,\"errorCode\":\"NoError\",\"updatedAt\":\"2025-10-23T10:00:00.000Z\"},"
                            "{\"id\":2,\"status\":\"Available\",\"transactionId\":null,\"errorCode\":\"NoError\",\"updatedAt\":\"2025-10-23T10:00:00.000Z\"}]}",
                            i > 0 ? "," : "", i, i % 100, 1760000000 + i);
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static void
script_snapshot (RawPeer  *peer,
                 gpointer  stations)
{
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  g_autofree char *answer = NULL;

  if (!raw_peer_sign_in (peer) || (text = raw_peer_read_text (peer)) == NULL)
    return;
  id = client_test_get_string (text, "id");
  answer = g_strdup_printf ("{\"id\":\"%s\",\"result\":%s}", id, (char *) stations);
  if (raw_peer_write_frame (peer, 0x81, answer, strlen (answer)))
    raw_peer_wait (peer);
}

static void
on_reply (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GError) error = NULL;

  *(CsmsReply **) data = csms_link_request_finish (CSMS_LINK (source), result, &error);
  g_assert_no_error (error);
}

static void
test_snapshot (LinkFixture   *f,
               gconstpointer  data)
{
  g_autofree char *stations = make_stations ();
  g_autoptr(CsmsRequest) request = csms_request_new_get_stations ();
  g_autoptr(CsmsReply) reply = NULL;

  link_fixture_begin (f, NULL, script_snapshot, stations);
  WAIT_FOR (link_fixture_get_state (f) == CSMS_LINK_READY);
  link_fixture_time_frames (f);
  csms_link_request_async (f->link, request, CSMS_PRIORITY_NORMAL, NULL, on_reply, &reply);
  WAIT_FOR (reply != NULL);
  g_assert_cmpuint (reply->stations->len, ==, STATIONS);
  g_test_message ("%u stations, %.1f MB in one frame; longest gap of the 16 ms timer: %.1f ms",
                  STATIONS, (double) strlen (stations) / 1e6, (double) f->longest_gap_us / 1000);
}

int
main (int    argc,
      char **argv)
{
  client_test_init (&argc, &argv);

  g_test_add ("/client/burst/200000-events", LinkFixture, NULL, link_fixture_set_up, test_burst, link_fixture_tear_down);
  g_test_add ("/client/burst/stuck-screen", LinkFixture, NULL, link_fixture_set_up, test_stuck_screen, link_fixture_tear_down);
  g_test_add ("/client/burst/snapshot", LinkFixture, NULL, link_fixture_set_up, test_snapshot, link_fixture_tear_down);

  return g_test_run ();
}
