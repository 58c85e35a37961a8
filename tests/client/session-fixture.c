/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

typedef Peer *(*PeerNew) (void);

static void
set_up (SessionFixture *f,
        gconstpointer   data)
{
  PeerNew peer_new = (PeerNew) data;

  f->peer = peer_new ();
  f->recorder = recorder_new ();
  f->options.request_deadline_ms = 5000;
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_assert_true (csms_session_stop_finish (CSMS_SESSION (source), result, NULL));
  *(gboolean *) data = TRUE;
}

void
session_fixture_stop (SessionFixture *f)
{
  gboolean stopped = FALSE;

  csms_session_stop_async (f->session, 2000, on_stopped, &stopped);
  WAIT_FOR (stopped);
  g_assert_cmpint (f->recorder->status->state, ==, CSMS_LINK_IDLE);
}

static void
tear_down (SessionFixture *f,
           gconstpointer   data)
{
  if (f->session != NULL)
    {
      session_fixture_stop (f);
      WAIT_FOR (f->peer->open_now == 0);
      g_assert_finalize_object (f->session);
    }
  recorder_free (f->recorder);
  peer_free (f->peer);
}

void
session_fixture_begin (SessionFixture *f,
                       const char     *key)
{
  f->session = csms_session_new (f->peer->make_transport, f->peer, key, &f->options, &recorder_sink, f->recorder);
  csms_session_start (f->session);
}

gboolean
session_fixture_is_in (SessionFixture *f,
                       CsmsLinkState   state)
{
  return f->recorder->status != NULL && f->recorder->status->state == state;
}

void
session_fixture_begin_ready (SessionFixture *f)
{
  session_fixture_begin (f, "key-1");
  peer_sign_in (f->peer);
  WAIT_FOR (session_fixture_is_in (f, CSMS_LINK_READY));
}

guint64
session_fixture_ask (SessionFixture *f,
                     CsmsRequest    *request)
{
  csms_session_request (f->session, ++f->serial, request, CSMS_PRIORITY_NORMAL);
  csms_request_unref (request);
  return f->serial;
}

void
session_fixture_assert_error (SessionFixture  *f,
                              guint64          serial,
                              CsmsClientError  code)
{
  Outcome *outcome;

  WAIT_FOR (recorder_get (f->recorder, serial) != NULL);
  outcome = recorder_get (f->recorder, serial);
  g_assert_cmpuint (outcome->times, ==, 1);
  g_assert_error (outcome->error, CSMS_CLIENT_ERROR, (int) code);
}

CsmsReply *
session_fixture_wait_reply (SessionFixture *f,
                            guint64         serial)
{
  WAIT_FOR (recorder_get (f->recorder, serial) != NULL);
  g_assert_no_error (recorder_get (f->recorder, serial)->error);
  g_assert_cmpuint (recorder_get (f->recorder, serial)->times, ==, 1);
  return recorder_get (f->recorder, serial)->reply;
}

void
session_fixture_add (const char *name,
                     void      (*test) (SessionFixture *, gconstpointer))
{
  g_autofree char *memory = g_strdup_printf ("/client/memory/%s", name);
  g_autofree char *socket = g_strdup_printf ("/client/socket/%s", name);

  g_test_add (memory, SessionFixture, peer_new_in_memory, set_up, test, tear_down);
  g_test_add (socket, SessionFixture, peer_new_on_socket, set_up, test, tear_down);
}
