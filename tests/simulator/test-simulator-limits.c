/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits that cut, the watchdog, and frames that are no proper request; both behaviours. */
#include "sim-test.h"

#define ID_FRAME "{\"id\":\"s\",\"action\":\"ping\",\"p\":\""

static char *
frame_of (gsize length)
{
  g_autofree char *filler = g_strnfill (length - strlen (ID_FRAME) - 2, 'x');

  return g_strconcat (ID_FRAME, filler, "\"}", NULL);
}

static void
test_frame_size (gconstpointer behaviour)
{
  CsmsSimulatorConfig config = sim_config (GPOINTER_TO_INT (behaviour));
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  const gsize too_large[] = { 32769, 200000 };

  for (guint i = 0; i < G_N_ELEMENTS (too_large); i++)
    {
      g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
      g_autofree char *fits = frame_of (32768);
      g_autofree char *exceeds = frame_of (too_large[i]);
      g_autoptr (JsonObject) pong = NULL, notice = NULL;

      sim_client_send_raw (client, fits);
      pong = sim_client_wait_reply (client, "s");
      sim_client_send_raw (client, exceeds);
      notice = sim_client_wait_event (client, "message.too.large", NULL);
      g_assert_cmpint (json_object_get_int_member (notice, "size"), ==, (gint64) too_large[i]);
      g_assert_cmpint (json_object_get_int_member (notice, "max"), ==, 32768);
      g_assert_false (json_object_has_member (notice, "eventId"));
      sim_wait (client->closed);
      g_assert_cmpint (soup_websocket_connection_get_close_code (client->socket), ==, 0);
    }
}

static void
test_frame_rate (gconstpointer behaviour)
{
  CsmsSimulatorConfig config = sim_config (GPOINTER_TO_INT (behaviour));
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autoptr (JsonObject) notice = NULL;

  for (guint i = 0; i < 49; i++)
    sim_client_settle (client);
  g_assert_cmpuint (sim_client_count (client, NULL), ==, 0);
  g_free (sim_client_send (client, "ping", NULL));
  notice = sim_client_wait_event (client, "rate.limit", NULL);
  g_assert_cmpint (json_object_get_int_member (notice, "max"), ==, 50);
  sim_wait (client->closed);
  g_assert_cmpuint (client->replies.length, ==, 0);
}

static void
test_watchdog (gconstpointer behaviour)
{
  CsmsSimulatorConfig config = sim_config (GPOINTER_TO_INT (behaviour));
  g_autoptr (CsmsSimulator) simulator = NULL;
  g_autoptr (SimClient) client = NULL;
  g_autoptr (GSocketClient) plain = g_socket_client_new ();
  g_autoptr (GSocketConnection) mute = NULL;
  const char *handshake = "GET /mute HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

  config.ping_interval_ms = 1500;
  simulator = sim_start (&config);
  client = sim_client_new_authenticated (simulator);
  mute = g_socket_client_connect_to_host (plain, "127.0.0.1", (guint16) csms_simulator_get_port (simulator), NULL, NULL);
  g_assert_nonnull (mute);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (mute)), handshake, strlen (handshake), NULL,
                             NULL, NULL);

  /* Who answers pings stays, who does not goes. */
  sim_wait (csms_simulator_get_n_clients (simulator) == 2);
  sim_wait (csms_simulator_get_n_clients (simulator) == 1);
  g_assert_false (client->closed);
  sim_client_settle (client);
}

static void
test_unreadable_frames_deployed (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  g_autofree char *deep = g_strnfill (30000, '[');
  const char *unreadable[] = { "not json", "", "[1,2]", "5", "null", deep, "{\"id\":", "[2,\"a\",\"Heartbeat\",{}]" };

  for (guint i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      g_autofree char *reply = NULL;

      sim_client_send_raw (client, unreadable[i]);
      sim_wait (client->others.length == 1);
      reply = g_queue_pop_head (&client->others);
      g_assert_true (g_str_has_prefix (reply, "[4,null,{\"errorCode\":"));
    }
  sim_client_settle (client);
}

static void
test_unreadable_frames_guide (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_GUIDE);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  JsonObject *reply;

  sim_client_send_raw (client, "not json");
  sim_wait (client->replies.length == 1);
  reply = g_queue_pop_head (&client->replies);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (reply, "error"), "code"), ==, 400);
  json_object_unref (reply);
}

static gint64
send_legacy (SimClient  *client,
             const char *frame)
{
  JsonObject *reply;
  gint64 status;

  sim_client_send_raw (client, frame);
  sim_wait (client->replies.length == 1);
  reply = g_queue_pop_head (&client->replies);
  status = json_object_get_int_member (reply, "status");
  if (status == 200)
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_object_get_object_member (reply, "data"),
                                                                           "data")), ==, 4);
  else
    g_assert_cmpuint (strlen (json_object_get_string_member (reply, "error")), >, 0);
  json_object_unref (reply);
  return status;
}

static void
test_legacy_replies (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new (simulator, "/mobile-client");

  g_assert_cmpint (send_legacy (client, "{\"id\":\"lg\",\"method\":\"GET\",\"url\":\"/api/stations\"}"), ==, 401);
  sim_client_auth (client);
  g_assert_cmpint (send_legacy (client, "{\"id\":\"lg\",\"method\":\"GET\",\"url\":\"/api/stations\"}"), ==, 200);
  g_assert_cmpint (send_legacy (client, "{\"id\":\"lg\",\"method\":\"GET\",\"url\":\"/api/nothing\"}"), ==, 404);
  g_assert_cmpint (send_legacy (client, "{\"id\":7,\"action\":\"getStations\"}"), ==, 400);
}

static void
test_soft_errors (void)
{
  CsmsSimulatorConfig config = sim_config (CSMS_SIMULATOR_DEPLOYED);
  g_autoptr (CsmsSimulator) simulator = sim_start (&config);
  g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);
  const char *const soft[] = { "getConnectorStatus", "getMeterValuesRecent", "unsubscribe" };

  for (guint i = 0; i < G_N_ELEMENTS (soft); i++)
    {
      g_autoptr (JsonNode) result = sim_client_result (client, soft[i], "{}");

      g_assert_cmpuint (strlen (json_object_get_string_member (json_node_get_object (result), "error")), >, 0);
    }
  g_assert_cmpint (sim_client_error (client, "startCharging", "{}"), ==, 400);
}

static void
test_params_of_every_kind (gconstpointer behaviour)
{
  CsmsSimulatorConfig config = sim_config (GPOINTER_TO_INT (behaviour));
  const char *const actions[] = { "auth", "ping", "getStations", "getRecentTransactions", "startCharging",
                                  "stopCharging", "getConnectorStatus", "getMeterValuesRecent", "subscribe",
                                  "unsubscribe", "getEventsRecent", "getEventsSince" };
  const char *const params[] = {
    "null", "[]", "\"x\"", "7", "{}",
    "{\"stationId\":5,\"connectorId\":[],\"idTag\":{},\"transactionId\":[],\"limit\":\"x\",\"eventId\":7,\"ts\":{},"
    "\"apiKey\":[],\"events\":{},\"subscriptionId\":9}",
    "{\"stationId\":\"fora055\",\"connectorId\":-1,\"idTag\":\"\",\"transactionId\":{},\"limit\":-5,"
    "\"eventId\":\"evt--\",\"ts\":-1,\"apiKey\":{},\"events\":[null,{}],\"subscriptionId\":\"\"}",
    "{\"stationId\":\"fora055\",\"connectorId\":1e300,\"idTag\":\"U\",\"transactionId\":1.5,\"limit\":1e99,"
    "\"eventId\":\"evt-99999999999999999999-1\",\"ts\":1e300}",
  };
  g_autoptr (CsmsSimulator) simulator = NULL;

  config.command_timeout_ms = 10;
  simulator = sim_start (&config);
  for (guint i = 0; i < G_N_ELEMENTS (params); i++)
    {
      g_autoptr (SimClient) client = sim_client_new_authenticated (simulator);

      for (guint k = 0; k < G_N_ELEMENTS (actions); k++)
        {
          g_autoptr (JsonObject) reply = sim_client_request (client, actions[k], params[i]);
        }
      g_assert_true (csms_simulator_drop_client (simulator, "mobile-client"));
    }
}

static void
add_both (const char       *name,
          GTestDataFunc     func)
{
  g_autofree char *guide = g_strdup_printf ("/simulator/guide/%s", name);
  g_autofree char *deployed = g_strdup_printf ("/simulator/deployed/%s", name);

  g_test_add_data_func (guide, GINT_TO_POINTER (CSMS_SIMULATOR_GUIDE), func);
  g_test_add_data_func (deployed, GINT_TO_POINTER (CSMS_SIMULATOR_DEPLOYED), func);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_both ("frame-size", test_frame_size);
  add_both ("frame-rate", test_frame_rate);
  add_both ("watchdog", test_watchdog);
  add_both ("params-of-every-kind", test_params_of_every_kind);
  g_test_add_func ("/simulator/deployed/unreadable-frames", test_unreadable_frames_deployed);
  g_test_add_func ("/simulator/guide/unreadable-frames", test_unreadable_frames_guide);
  g_test_add_func ("/simulator/deployed/legacy-replies", test_legacy_replies);
  g_test_add_func ("/simulator/deployed/soft-errors", test_soft_errors);
  return g_test_run ();
}
