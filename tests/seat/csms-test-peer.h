/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CsmsTestPeer: a CSMS of one station, "st1" with two connectors, that answers as a test tells it to, for what the simulator
 * does not do. It lives in the test's own main context.
 */
typedef struct _CsmsTestPeer CsmsTestPeer;

/** CSMS_TEST_PEER_MS: its clock, which stands still, in 2024: far from ours. */
#define CSMS_TEST_PEER_MS G_GINT64_CONSTANT (1718000000000)

/** Returns: (transfer full): the answer's member(s), `"result":…` or `"error":…`; %NULL: none is sent */
typedef char *(*CsmsTestAnswer) (CsmsTestPeer *self, JsonObject *params, gpointer data);

CsmsTestPeer *csms_test_peer_new (void);
void csms_test_peer_free (CsmsTestPeer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsTestPeer, csms_test_peer_free)

const char *csms_test_peer_get_url (CsmsTestPeer *self);

/** @members: as a CsmsTestAnswer gives; %NULL: no answer. Replaces what was there for @action. */
void csms_test_peer_say (CsmsTestPeer *self, const char *action, const char *members);
void csms_test_peer_ask (CsmsTestPeer *self, const char *action, CsmsTestAnswer answer, gpointer data);

/** Sends @text, one text frame, on every connection. */
void csms_test_peer_push (CsmsTestPeer *self, const char *text);
/** Cuts every connection. */
void csms_test_peer_drop (CsmsTestPeer *self);
/** Returns: how many requests there were for @action */
guint csms_test_peer_count (CsmsTestPeer *self, const char *action);
/** Returns: (transfer none) (nullable): the whole text of the last request for @action */
const char *csms_test_peer_last (CsmsTestPeer *self, const char *action);
/** Returns: (transfer none) (element-type utf8): the texts of all requests, in order */
GPtrArray *csms_test_peer_get_frames (CsmsTestPeer *self);

G_END_DECLS
