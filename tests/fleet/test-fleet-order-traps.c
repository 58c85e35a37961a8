/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "one-station.h"

/* The trap of order: what comes late, what is made up, and what is history. */

static void
test_12_made_up_keeps_fault (Fixture       *fixture,
                             gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (10), STOPPED (10, 1, "1"));
  fixture_push (fixture->fleet, NOW (11), STATUS_CODE (11, 1, "Faulted", "GroundFailure"));
  fixture_push (fixture->fleet, NOW (12), STATUS_NO_CODE (12, 1, "Available"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_FAULTED);
  g_assert_cmpstr (csms_connector_get_error_code (connector (fixture)), ==, "GroundFailure");

  /* it stands in the lists as well, and there it gets no older */
  snapshot (fixture, 12, "Available", "null", "null");
  csms_fleet_apply_connector_status (fixture->fleet, "st", 1, "Available", NULL, NULL, T (12), NOW (13));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_FAULTED);
  g_assert_cmpint (csms_station_get_category (csms_fleet_get_station (fixture->fleet, "st")), ==, CSMS_STATION_ATTENTION);

  fixture_push (fixture->fleet, NOW (30), STATUS (30, 1, "Available"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_AVAILABLE);
  g_assert_null (csms_connector_get_error_code (connector (fixture)));
}

static void
test_12_made_up_keeps_fault_without_code (Fixture       *fixture,
                                          gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (10), STOPPED (10, 1, "1"));
  fixture_push (fixture->fleet, NOW (11), STATUS_NO_CODE (11, 1, "Faulted"));
  fixture_push (fixture->fleet, NOW (12), STATUS_NO_CODE (12, 1, "Available"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_FAULTED);
  /* a server that never tells codes can only clear it so */
  fixture_push (fixture->fleet, NOW (40), STATUS_NO_CODE (40, 1, "Available"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_AVAILABLE);
}

static void
test_12_made_up_ends_no_charge (Fixture       *fixture,
                                gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (0), STATUS (0.1, 1, "Charging"));
  fixture_push (fixture->fleet, NOW (10), STOPPED (10, 1, "1"));
  fixture_push (fixture->fleet, NOW (10), STATUS (10.1, 1, "Finishing"));
  fixture_push (fixture->fleet, NOW (11), STATUS (10.5, 1, "Available"));
  fixture_push (fixture->fleet, NOW (11), STATUS (10.8, 1, "Preparing"));
  fixture_push (fixture->fleet, NOW (11), STARTED (11, 1, "2", "B"));
  fixture_push (fixture->fleet, NOW (11), STATUS (11.1, 1, "Charging"));
  fixture_push (fixture->fleet, NOW (12), STATUS_NO_CODE (12, 1, "Available"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  assert_charge (fixture, TRUE, "2");

  snapshot (fixture, 12, "Available", "null", "null");
  csms_fleet_apply_connector_status (fixture->fleet, "st", 1, "Available", NULL, NULL, T (12), NOW (600));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  assert_charge (fixture, TRUE, "2");
  g_assert_cmpuint (*fixture->n_stopped, ==, 1);
}

static void
test_12_made_up_ends_no_silent_charge (Fixture       *fixture,
                                       gconstpointer  data)
{
  /* the same with a station that says nothing of its own around transactions */
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (10), STOPPED (10, 1, "1"));
  fixture_push (fixture->fleet, NOW (11), STARTED (11, 1, "2", "B"));
  fixture_push (fixture->fleet, NOW (12), STATUS_NO_CODE (12, 1, "Available"));
  snapshot (fixture, 12, "Available", "null", "null");
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  assert_charge (fixture, TRUE, "2");

  /* its account of the charge before comes late, and what is made up of that much later */
  fixture_push (fixture->fleet, NOW (60), STOPPED (60, 1, "1"));
  snapshot (fixture, 62, "Available", "null", "null");
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  assert_charge (fixture, TRUE, "2");
}

static void
test_12_made_up_after_unseen_stop (Fixture       *fixture,
                                   gconstpointer  data)
{
  /* connected between the stop of the charge before and what is made up of it */
  fixture_push (fixture->fleet, NOW (11), STARTED (11, 1, "2", "B"));
  snapshot (fixture, 12, "Available", "null", "null");
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  assert_charge (fixture, TRUE, "2");
}

static void
test_12_server_without_codes (Fixture       *fixture,
                              gconstpointer  data)
{
  /* errorCode is optional: a server that never tells one is believed all the same */
  static const char *const usual[] = { "Available", "Preparing", "Charging", "SuspendedEV", "Charging" };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      fixture_push (fixture->fleet, NOW (i), STATUS_NO_CODE (i, 1, usual[i]));
      g_assert_cmpstr (csms_connector_get_status_text (connector (fixture)), ==, usual[i]);
      if (i == 1)
        fixture_push (fixture->fleet, NOW (i), STARTED (1.5, 1, "1", "A"));
    }
  assert_charge (fixture, TRUE, "1");
  fixture_push (fixture->fleet, NOW (9), STOPPED (9, 1, "1"));
  fixture_push (fixture->fleet, NOW (9), STATUS_NO_CODE (9.1, 1, "Finishing"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_FINISHING);
  fixture_push (fixture->fleet, NOW (12), STATUS_NO_CODE (12, 1, "Available"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_AVAILABLE);
}

static void
test_12_made_up_keeps_next_car (Fixture       *fixture,
                                gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (10), STOPPED (10, 1, "1"));
  fixture_push (fixture->fleet, NOW (11), STATUS (11, 1, "Preparing"));
  fixture_push (fixture->fleet, NOW (12), STATUS_NO_CODE (12, 1, "Available"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_PREPARING);
}

static void
test_12_made_up_is_all_there_is (Fixture       *fixture,
                                 gconstpointer  data)
{
  /* a station that says nothing around its transactions: the server's conclusions are all there is */
  fixture_push (fixture->fleet, NOW (0), STATUS (0, 1, "Preparing"));
  fixture_push (fixture->fleet, NOW (1), STARTED (1, 1, "1", "A"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  fixture_push (fixture->fleet, NOW (9), STOPPED (9, 1, "1"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_FINISHING);
  fixture_push (fixture->fleet, NOW (11), STATUS_NO_CODE (11, 1, "Available"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_AVAILABLE);
}

static void
test_12_missed_stop (Fixture       *fixture,
                     gconstpointer  data)
{
  /* a list read minutes later is proof enough, with a code and without one */
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  snapshot (fixture, 300, "Available", "null", "null");
  assert_charge (fixture, FALSE, NULL);
  assert_status (fixture, CSMS_CONNECTOR_STATUS_AVAILABLE);

  fixture_push (fixture->fleet, NOW (400), STARTED (400, 1, "2", "A"));
  assert_charge (fixture, TRUE, "2");
  fixture_push (fixture->fleet, NOW (401), STATUS (401, 1, "Available"));
  assert_charge (fixture, FALSE, NULL);
  /* the stop itself is told once, when it comes */
  g_assert_cmpuint (*fixture->n_stopped, ==, 0);
  fixture_recover (fixture->fleet, NOW (410), STOPPED (402, 1, "2"));
  g_assert_cmpuint (*fixture->n_stopped, ==, 1);
}

static void
test_12_order_is_not_promised (Fixture       *fixture,
                               gconstpointer  data)
{
  CsmsTransaction *last;

  fixture_push (fixture->fleet, NOW (0), STATUS (2, 1, "Charging"));
  fixture_push (fixture->fleet, NOW (0), STARTED (1.9, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (0), STATUS (1, 1, "Preparing"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  assert_charge (fixture, TRUE, "1");

  /* Available and Finishing before the stop they follow */
  fixture_push (fixture->fleet, NOW (9), STATUS (9.2, 1, "Available"));
  fixture_push (fixture->fleet, NOW (9), STATUS (9.1, 1, "Finishing"));
  fixture_push (fixture->fleet, NOW (9), STOPPED (9, 1, "1"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_AVAILABLE);
  assert_charge (fixture, FALSE, NULL);
  g_assert_cmpuint (*fixture->n_stopped, ==, 1);

  /* a word of a charge whose stop is known is late */
  fixture_push (fixture->fleet, NOW (13), STOPPED (13, 1, "7"));
  fixture_push (fixture->fleet, NOW (13), STATUS (12.9, 1, "Charging"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_AVAILABLE);
  assert_charge (fixture, FALSE, NULL);

  /* a stop before its start is a charge that is over */
  fixture_push (fixture->fleet, NOW (19), STOPPED (19, 1, "2"));
  fixture_push (fixture->fleet, NOW (19), STARTED (15, 1, "2", "B"));
  assert_charge (fixture, FALSE, NULL);
  assert_status (fixture, CSMS_CONNECTOR_STATUS_AVAILABLE);
  last = csms_fleet_get_last_transaction (fixture->fleet, "st", 1);
  g_assert_cmpstr (csms_transaction_get_transaction_id (last), ==, "2");
  g_assert_cmpstr (csms_transaction_get_id_tag (last), ==, "B");
  g_assert_cmpint (csms_transaction_get_start_ms (last), ==, T (15));
  /* and nobody is told that it starts */
  g_assert_cmpuint (*fixture->n_started, ==, 1);
}

static void
test_12_told_once (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_recover (fixture->fleet, NOW (1), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (9), STOPPED (9, 1, "1"));
  fixture_recover (fixture->fleet, NOW (9), STOPPED (9, 1, "1"));
  g_assert_cmpuint (*fixture->n_started, ==, 1);
  g_assert_cmpuint (*fixture->n_stopped, ==, 1);
}

static void
test_12_history_ends_no_charge (Fixture       *fixture,
                                gconstpointer  data)
{
  /* charging now, by the list; the log tells of a charge before, and nothing of this one (trap 6) */
  snapshot (fixture, 60, "Charging", "'NoError'", "null");
  fixture_recover (fixture->fleet, NOW (61), STARTED (50, 1, "1", "A"));
  fixture_recover (fixture->fleet, NOW (61), STOPPED (55, 1, "1"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  assert_charge (fixture, TRUE, NULL);

  /* and here of this one too */
  fixture_recover (fixture->fleet, NOW (61), STARTED (58, 1, "2", "B"));
  assert_charge (fixture, TRUE, "2");
  g_assert_cmpint (csms_connector_get_started_ms (connector (fixture)), ==, T (58));
}

static void
test_12_history_stays_history (Fixture       *fixture,
                               gconstpointer  data)
{
  snapshot (fixture, 100, "Available", "'NoError'", "null");
  fixture_recover (fixture->fleet, NOW (101), STATUS (50, 1, "Faulted"));
  fixture_recover (fixture->fleet, NOW (101), STARTED (60, 1, "1", "A"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_AVAILABLE);
  assert_charge (fixture, FALSE, NULL);
  fixture_recover (fixture->fleet, NOW (101), STOPPED (70, 1, "1"));
  g_assert_cmpuint (*fixture->n_started, ==, 1);
  g_assert_cmpuint (*fixture->n_stopped, ==, 1);
  assert_status (fixture, CSMS_CONNECTOR_STATUS_AVAILABLE);
  /* newer than what stands, it is the present though it was recovered */
  fixture_recover (fixture->fleet, NOW (102), STATUS (101, 1, "Unavailable"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_UNAVAILABLE);
}

static void
test_12_history_tells_of_an_end (Fixture       *fixture,
                                 gconstpointer  data)
{
  /* a charge ended while the station was not connected, so no stop was told; the next car is there already */
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (0), STATUS (0.1, 1, "Charging"));
  snapshot (fixture, 8, "Preparing", "'NoError'", "null");
  fixture_recover (fixture->fleet, NOW (9), STATUS (5, 1, "Available"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_PREPARING);
  assert_charge (fixture, FALSE, NULL);

  /* and here it charges already */
  fixture_push (fixture->fleet, NOW (20), STARTED (20, 1, "2", "B"));
  fixture_push (fixture->fleet, NOW (20), STATUS (20.1, 1, "Charging"));
  snapshot (fixture, 30, "Charging", "'NoError'", "null");
  assert_charge (fixture, TRUE, "2");
  fixture_recover (fixture->fleet, NOW (31), STATUS (25, 1, "Available"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  assert_charge (fixture, TRUE, NULL);
}

static void
test_12_stop_and_start_in_one_ms (Fixture       *fixture,
                                  gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STARTED (0, 1, "1", "A"));
  fixture_push (fixture->fleet, NOW (0), STATUS (0, 1, "Charging"));
  fixture_push (fixture->fleet, NOW (10), STOPPED (10, 1, "1"));
  /* what the charge that is over said last, and came late */
  fixture_push (fixture->fleet, NOW (10), STATUS (10, 1, "Charging"));
  assert_charge (fixture, FALSE, NULL);
  fixture_push (fixture->fleet, NOW (10), STATUS (10, 1, "Finishing"));
  /* the next car's; its start is not told, since the second of it is taken (trap 6) */
  fixture_push (fixture->fleet, NOW (10), STATUS (10, 1, "Charging"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_CHARGING);
  assert_charge (fixture, TRUE, NULL);
  fixture_push (fixture->fleet, NOW (12), STATUS_NO_CODE (12, 1, "Available"));
  assert_charge (fixture, TRUE, NULL);
}

static void
test_12_clock_set_back (Fixture       *fixture,
                        gconstpointer  data)
{
  fixture_push (fixture->fleet, NOW (0), STATUS (7200, 1, "Available"));
  fixture_push (fixture->fleet, NOW (1), STATUS (0, 1, "Preparing"));
  assert_status (fixture, CSMS_CONNECTOR_STATUS_PREPARING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("trap-12-made-up-keeps-fault", test_12_made_up_keeps_fault);
  ADD ("trap-12-made-up-keeps-fault-without-code", test_12_made_up_keeps_fault_without_code);
  ADD ("trap-12-made-up-ends-no-charge", test_12_made_up_ends_no_charge);
  ADD ("trap-12-made-up-ends-no-silent-charge", test_12_made_up_ends_no_silent_charge);
  ADD ("trap-12-made-up-after-unseen-stop", test_12_made_up_after_unseen_stop);
  ADD ("trap-12-server-without-codes", test_12_server_without_codes);
  ADD ("trap-12-made-up-keeps-next-car", test_12_made_up_keeps_next_car);
  ADD ("trap-12-made-up-is-all-there-is", test_12_made_up_is_all_there_is);
  ADD ("trap-12-missed-stop", test_12_missed_stop);
  ADD ("trap-12-order-is-not-promised", test_12_order_is_not_promised);
  ADD ("trap-12-told-once", test_12_told_once);
  ADD ("trap-12-history-ends-no-charge", test_12_history_ends_no_charge);
  ADD ("trap-12-history-stays-history", test_12_history_stays_history);
  ADD ("trap-12-history-tells-of-an-end", test_12_history_tells_of_an_end);
  ADD ("trap-12-stop-and-start-in-one-ms", test_12_stop_and_start_in_one_ms);
  ADD ("trap-12-clock-set-back", test_12_clock_set_back);

  return g_test_run ();
}
