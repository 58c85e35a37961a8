/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-test.h"
#include "raw-peer.h"

G_BEGIN_DECLS

/** LinkFixture: a link against a raw peer, and what the link said */
typedef struct {
  RawPeer *peer;
  CsmsLink *link;
  CsmsLinkOptions options;
  CsmsLinkState states;         /* a bit each that was seen */
  GPtrArray *errors;            /* of GError: each last_error, as it changed */
  guint64 events;
  guint64 out_of_order;         /* events whose number is not the next */
  guint foreign;
  gint64 frame_us;              /* the 16 ms timer: when it last fired */
  gint64 longest_gap_us;
  guint timer_id;
} LinkFixture;

void link_fixture_set_up (LinkFixture *f, gconstpointer data);
void link_fixture_tear_down (LinkFixture *f, gconstpointer data);

/** link_fixture_begin: a peer with this script, and a started link to it */
void link_fixture_begin (LinkFixture *f, GTlsCertificate *certificate, RawScript script, gpointer data);
void link_fixture_begin_url (LinkFixture *f, const char *url);
/** link_fixture_stop: ends the link, and waits until it has */
void link_fixture_stop (LinkFixture *f);
gboolean link_fixture_saw (LinkFixture *f, CsmsLinkState state);
CsmsLinkState link_fixture_get_state (LinkFixture *f);

/** link_fixture_wait_error: until a connection ended (or could not be made) for this reason. Returns: (transfer none): its message */
const char *link_fixture_wait_error (LinkFixture *f, CsmsClientError code);

/** link_fixture_has_error: Returns: whether a connection has ended (or could not be made) for this reason */
gboolean link_fixture_has_error (LinkFixture *f, CsmsClientError code);

/** link_fixture_time_frames: a timer of 16 ms, as a screen has, from now on; its longest gap is kept */
void link_fixture_time_frames (LinkFixture *f);

/** link_fixture_append_event: event number @n as one unfragmented text frame */
void link_fixture_append_event (GByteArray *bytes, guint64 n);

G_END_DECLS
