/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "csms-test-peer.h"
#include "csms-test-seat.h"

/* Meter values nobody pushes: those of charges that were under way before, and those of an earlier run. */

#define CHARGING \
  "\"result\":[{\"id\":\"st1\",\"status\":\"Charging\",\"isOnline\":true,\"connectors\":[" \
  "{\"id\":1,\"status\":\"Charging\",\"transactionId\":1718000000,\"errorCode\":\"NoError\"}]}]"
#define VALUES \
  "\"result\":[{\"stationId\":\"st1\",\"connectorId\":1,\"transactionId\":1718000000,\"timestamp\":\"2024-06-10T06:13:20.000Z\"," \
  "\"sampledValue\":[{\"value\":\"11000\",\"measurand\":\"Power.Active.Import\",\"unit\":\"W\"}]}]"

static CsmsConnector *
connector_of (CsmsTestSeat *self, const char *station_id)
{
  return csms_fleet_get_connector (csms_operator_get_fleet (self->seat), station_id, 1);
}

static gboolean
has_power (CsmsTestSeat *self, gpointer station_id)
{
  return isfinite (csms_connector_get_power_w (connector_of (self, station_id)));
}

static gboolean
was_asked (CsmsTestSeat *self, gpointer peer)
{
  return csms_test_peer_count (peer, "getMeterValuesRecent") > 0;
}

/* Once, whatever is answered: the list need not wait for an event, and the budget is the operator's. */
static void
test_survey (gconstpointer data)
{
  g_autoptr (CsmsTestPeer) peer = csms_test_peer_new ();
  g_autoptr (CsmsServer) server = csms_server_new_passing (csms_test_peer_get_url (peer), "test-mobile-key-123");
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_at (server);
  gboolean answers = GPOINTER_TO_INT (data);

  csms_test_peer_say (peer, "getStations", CHARGING);
  csms_test_peer_say (peer, "getMeterValuesRecent", answers ? VALUES : "\"result\":[]");
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  csms_test_seat_wait (self, was_asked, peer);
  if (answers)
    csms_test_seat_wait (self, has_power, "st1");
  csms_test_seat_settle (self, 2500);
  g_assert_cmpuint (csms_test_peer_count (peer, "getMeterValuesRecent"), ==, 1);

  /* the peer's clock stands still in 2024 */
  g_assert_cmpint (csms_operator_get_status (self->seat)->clock_offset_ms, <, -365 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000));
  csms_test_peer_drop (peer);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  g_assert_cmpint (csms_operator_get_status (self->seat)->clock_offset_ms, <, -365 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000));
}

static gboolean
has_history (CsmsTestSeat *self, gpointer station_id)
{
  CsmsConnector *connector = connector_of (self, station_id);
  const CsmsMeterHistory *history = connector != NULL ? csms_connector_get_history (connector) : NULL;
  guint n = 0;

  if (history != NULL)
    csms_meter_history_get (history, &n);
  return n > 0;
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (CsmsTestSeat *self, gpointer data)
{
  return *(gboolean *) data;
}

/* What was measured of a charge under way is there again with the console, before the server says a word. */
static void
test_restored (void)
{
  CsmsSimulatorConfig config;
  g_autoptr (CsmsTestSeat) self = NULL;
  g_autofree char *station = NULL;
  g_autoptr (CsmsCommand) command = NULL;
  gboolean stopped = FALSE;

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  self = csms_test_seat_new_live (&config);
  station = csms_test_seat_station (self, 0);
  command = csms_test_seat_charge (self, station);
  csms_test_seat_sample (self, station, 1);
  csms_operator_watch_station (self->seat, station);
  csms_test_seat_wait (self, has_power, station);
  csms_operator_stop_async (self->seat, NULL, stopped_cb, &stopped);
  csms_test_seat_wait (self, is_true, &stopped);
  csms_test_seat_set_listening (self, FALSE);
  csms_test_seat_replace (self);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, has_history, station);
  g_assert_false (csms_operator_get_live (self->seat));
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_data_func ("/operator/meters/survey", GINT_TO_POINTER (TRUE), test_survey);
  g_test_add_data_func ("/operator/meters/survey-without-an-answer", GINT_TO_POINTER (FALSE), test_survey);
  g_test_add_func ("/operator/meters/restored", test_restored);
  return g_test_run ();
}
