/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-test-peer.h"
#include "csms-test-seat.h"

/* A guest at a server that refuses a subscription to the whole fleet: it asks for no more than it came for. */

#define N_STATIONS 400

typedef struct {
  const char *path;
  const char *only_station;
  guint n_stations;
  guint n_subscribes;           /* the refused one for all included */
} Case;

static const Case cases[] = {
  { "/operator/guest/of-one-station", "st7", N_STATIONS, 2 },
  { "/operator/guest/of-a-station-that-is-not-there", "elsewhere", N_STATIONS, 1 },
  { "/operator/guest/of-no-events", "", N_STATIONS, 1 },
  { "/operator/guest/of-all", NULL, 5, 6 },
};

static char *
refuse_for_all (CsmsTestPeer *peer, JsonObject *params, gpointer data)
{
  if (params != NULL && json_object_has_member (params, "stationId"))
    return g_strdup ("\"result\":{\"subscriptionId\":\"sub-1\",\"snapshot\":{\"stations\":[]}}");
  return g_strdup ("\"error\":{\"code\":400,\"message\":\"stationId required\"}");
}

static char *
make_stations (guint n)
{
  GString *stations = g_string_new ("\"result\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (stations, "%s{\"id\":\"st%u\",\"status\":\"Available\",\"isOnline\":true,\"connectors\":["
                            "{\"id\":1,\"status\":\"Available\",\"transactionId\":null,\"errorCode\":\"NoError\"}]}", i > 0 ? "," : "", i);
  g_string_append_c (stations, ']');
  return g_string_free (stations, FALSE);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = csms_operator_stop_finish (CSMS_OPERATOR (source), result, NULL);
}

static void
test_subscriptions (gconstpointer data)
{
  const Case *given = data;
  g_autoptr (CsmsTestPeer) peer = csms_test_peer_new ();
  g_autoptr (CsmsServer) server = csms_server_new_passing (csms_test_peer_get_url (peer), "test-mobile-key-123");
  g_autofree char *stations = make_stations (given->n_stations);
  g_autoptr (CsmsOperator) guest = csms_operator_new_guest (server, given->only_station);
  gboolean stopped = FALSE;

  csms_test_peer_say (peer, "getStations", stations);
  csms_test_peer_ask (peer, "subscribe", refuse_for_all, NULL);
  csms_operator_start (guest);
  while (!csms_operator_get_live (guest))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (csms_test_peer_count (peer, "subscribe"), ==, given->n_subscribes);
  if (given->n_subscribes == 2)
    g_assert_nonnull (strstr (csms_test_peer_last (peer, "subscribe"), "\"st7\""));
  csms_operator_stop_async (guest, NULL, on_stopped, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
}

/* Nothing can have been missed by one who has only come: it does not wait for a log that gives no answer. */
static void
test_log_is_silent (void)
{
  g_autoptr (CsmsTestPeer) peer = csms_test_peer_new ();
  g_autoptr (CsmsServer) server = csms_server_new_passing (csms_test_peer_get_url (peer), "test-mobile-key-123");
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_at (server);

  csms_test_peer_say (peer, "getEventsSince", NULL);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  g_assert_null (csms_operator_get_status (self->seat)->problem);
  g_assert_false (csms_operator_get_status (self->seat)->gap);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_subscriptions);
  g_test_add_func ("/operator/guest/log-is-silent", test_log_is_silent);
  return g_test_run ();
}
