/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-test.h"

/* The main thread's end, with a real net thread and a real socket; the server is in this thread. */

typedef struct
{
  Peer *peer;
  CsmsLink *link;
  CsmsLinkOptions options;
  GString *order;               /* what arrived, a letter each */
  guint events;
  guint64 sent;
} Fixture;

static void
on_state (Fixture *f)
{
  g_assert_nonnull (csms_link_get_status (f->link));
}

static void
on_events (CsmsLink  *link,
           GPtrArray *events,
           guint      generation,
           gpointer   data)
{
  Fixture *f = data;

  g_assert_cmpuint (events->len, >, 0);
  g_assert_cmpuint (generation, ==, csms_link_get_status (link)->generation);
  f->events += events->len;
  for (guint i = 0; i < events->len; i++)
    g_string_append_c (f->order, 'e');
}

static void
on_sent (CsmsLink *link,
         guint64   serial,
         gpointer  data)
{
  Fixture *f = data;

  f->sent = serial;
  g_string_append_c (f->order, 's');
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->peer = peer_new_on_socket ();
  f->order = g_string_new (NULL);
  f->options.batch_interval_ms = 1;
}

static void
make_link (Fixture    *f,
           const char *url)
{
  f->link = csms_link_new (url, "key-1", &f->options);
  g_signal_connect_swapped (f->link, "state-changed", G_CALLBACK (on_state), f);
  g_signal_connect (f->link, "events", G_CALLBACK (on_events), f);
  g_signal_connect (f->link, "sent", G_CALLBACK (on_sent), f);
}

static void
make_ready (Fixture *f)
{
  make_link (f, peer_get_url (f->peer));
  csms_link_start (f->link);
  peer_sign_in (f->peer);
  WAIT_FOR (csms_link_get_status (f->link)->state == CSMS_LINK_READY);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  if (f->link != NULL)
    g_assert_finalize_object (f->link);
  WAIT_FOR (f->peer->open_now == 0);
  g_string_free (f->order, TRUE);
  peer_free (f->peer);
}

static void
on_noted_reply (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  Fixture *f = data;

  g_string_append_c (f->order, 'r');
  csms_reply_unref (csms_link_request_finish (CSMS_LINK (source), result, NULL));
}

static void
on_reply (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GAsyncResult **slot = data;

  *slot = g_object_ref (result);
}

static CsmsReply *
finish (CsmsLink      *link,
        GAsyncResult **slot,
        GError       **error)
{
  CsmsReply *reply;

  WAIT_FOR (*slot != NULL);
  reply = csms_link_request_finish (link, *slot, error);
  g_clear_object (slot);
  return reply;
}

static void
test_request (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr(CsmsRequest) request = csms_request_new_get_stations ();
  g_autoptr(CsmsReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  GAsyncResult *result = NULL;
  guint64 serial;

  make_ready (f);
  serial = csms_link_request_async (f->link, request, CSMS_PRIORITY_NORMAL, NULL, on_reply, &result);
  id = peer_expect (f->peer, "getStations");
  peer_push (f->peer, "evt-1-a");
  peer_push (f->peer, "evt-1-b");
  peer_answer (f->peer, id, "[]");
  reply = finish (f->link, &result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply->stations);
  g_assert_cmpuint (f->sent, ==, serial);

  /* The answer comes after what came before it. */
  g_assert_cmpstr (f->order->str, ==, "see");
}

/* Each answer stands where it stood among the events, however many are delivered at once. */
static void
test_order (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(CsmsRequest) request = csms_request_new_get_stations ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  make_ready (f);
  csms_link_request_async (f->link, request, CSMS_PRIORITY_NORMAL, NULL, on_noted_reply, f);
  csms_link_request_async (f->link, request, CSMS_PRIORITY_NORMAL, NULL, on_noted_reply, f);
  first = peer_expect (f->peer, "getStations");
  second = peer_expect (f->peer, "getStations");
  peer_push (f->peer, "evt-1-a");
  peer_answer (f->peer, second, "[]");
  peer_push (f->peer, "evt-1-b");
  peer_push (f->peer, "evt-1-c");
  peer_answer (f->peer, first, "[]");
  peer_push (f->peer, "evt-1-d");
  WAIT_FOR (f->order->len == 8);
  g_assert_cmpstr (f->order->str, ==, "ssereere");
}

static void
test_cancel (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(CsmsRequest) request = csms_request_new_get_stations ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  GAsyncResult *result = NULL;

  make_ready (f);
  csms_link_request_async (f->link, request, CSMS_PRIORITY_NORMAL, cancellable, on_reply, &result);
  id = peer_expect (f->peer, "getStations");
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (f->link, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  peer_answer (f->peer, id, "[]");

  g_clear_error (&error);
  csms_link_request_async (f->link, request, CSMS_PRIORITY_NORMAL, cancellable, on_reply, &result);
  g_assert_null (finish (f->link, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  client_test_pass (50);
  g_assert_cmpuint (f->peer->frames->len, ==, 2);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_assert_true (csms_link_stop_finish (CSMS_LINK (source), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
stop (Fixture *f)
{
  gboolean stopped = FALSE;

  csms_link_stop_async (f->link, NULL, on_stopped, &stopped);
  WAIT_FOR (stopped);
  g_assert_cmpint (csms_link_get_status (f->link)->state, ==, CSMS_LINK_IDLE);
  WAIT_FOR (f->peer->open_now == 0);
}

static void
test_stop (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(CsmsRequest) command = csms_request_new_start_charging ("CP-1", 1, "TAG");
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  GAsyncResult *result = NULL;

  make_ready (f);
  csms_link_request_async (f->link, command, CSMS_PRIORITY_COMMAND, NULL, on_reply, &result);
  id = peer_expect (f->peer, "startCharging");
  stop (f);
  g_assert_null (finish (f->link, &result, &error));
  g_assert_error (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_LOST);

  csms_link_start (f->link);
  peer_sign_in (f->peer);
  WAIT_FOR (csms_link_get_status (f->link)->state == CSMS_LINK_READY);
  stop (f);
  stop (f);
}

static void
test_bad_url (Fixture       *f,
              gconstpointer  data)
{
  static const char *urls[] = { "", "http://127.0.0.1/", "ws://", "ws:///x", "nonsense", "ws://h:0/", "ws://h:99999/" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      make_link (f, urls[i]);
      csms_link_start (f->link);
      WAIT_FOR (csms_link_get_status (f->link)->last_error != NULL);
      g_assert_error (csms_link_get_status (f->link)->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_BAD_URL);
      g_assert_cmpint (csms_link_get_status (f->link)->state, ==, CSMS_LINK_IDLE);
      g_assert_finalize_object (g_steal_pointer (&f->link));
    }
}

static void
on_events_dispose (Fixture *f)
{
  g_clear_object (&f->link);
}

static void
test_dispose_in_a_handler (Fixture       *f,
                           gconstpointer  data)
{
  make_ready (f);
  g_signal_handlers_disconnect_by_data (f->link, f);
  g_signal_connect_swapped (f->link, "events", G_CALLBACK (on_events_dispose), f);
  for (guint i = 0; i < 100; i++)
    peer_push (f->peer, "evt-1-a");
  WAIT_FOR (f->link == NULL);
}

static void
test_dispose_with_requests (Fixture       *f,
                            gconstpointer  data)
{
  g_autoptr(CsmsRequest) request = csms_request_new_get_stations ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  make_ready (f);
  csms_link_request_async (f->link, request, CSMS_PRIORITY_NORMAL, NULL, on_reply, &result);
  g_object_run_dispose (G_OBJECT (f->link));
  g_assert_null (finish (f->link, &result, &error));
  g_assert_error (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_LOST);
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  client_test_init (&argc, &argv);

  add ("/client/link/request", test_request);
  add ("/client/link/order", test_order);
  add ("/client/link/cancel", test_cancel);
  add ("/client/link/stop", test_stop);
  add ("/client/link/bad-url", test_bad_url);
  add ("/client/link/dispose-in-a-handler", test_dispose_in_a_handler);
  add ("/client/link/dispose-with-requests", test_dispose_with_requests);

  return g_test_run ();
}
