/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-test.h"

G_BEGIN_DECLS

/** SessionFixture: a session against a scripted peer, all in the test's main context */
typedef struct {
  Peer *peer;
  Recorder *recorder;
  CsmsSession *session;
  CsmsLinkOptions options;
  guint64 serial;
} SessionFixture;

/** session_fixture_add: the same case over memory and over a real socket: the name of each begins with which */
void session_fixture_add (const char *name, void (*test) (SessionFixture *, gconstpointer));

void session_fixture_begin (SessionFixture *f, const char *key);
/** session_fixture_begin_ready: begins, and signs in */
void session_fixture_begin_ready (SessionFixture *f);
void session_fixture_stop (SessionFixture *f);
gboolean session_fixture_is_in (SessionFixture *f, CsmsLinkState state);

/** session_fixture_ask: submits @request (taken). Returns: its serial */
guint64 session_fixture_ask (SessionFixture *f, CsmsRequest *request);
/** session_fixture_wait_reply: Returns: (transfer none): the answer, which must be one, and one only */
CsmsReply *session_fixture_wait_reply (SessionFixture *f, guint64 serial);
void session_fixture_assert_error (SessionFixture *f, guint64 serial, CsmsClientError code);

G_END_DECLS
