/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "one-station.h"

void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->fleet = csms_fleet_new ();
  fixture->n_started = fixture_count_signal (fixture->fleet, "transaction-started");
  fixture->n_stopped = fixture_count_signal (fixture->fleet, "transaction-stopped");
}

void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->fleet);
}

CsmsConnector *
connector (Fixture *fixture)
{
  return csms_fleet_get_connector (fixture->fleet, "st", 1);
}

void
assert_status (Fixture             *fixture,
               CsmsConnectorStatus  status)
{
  g_assert_cmpstr (csms_connector_status_to_string (csms_connector_get_status (connector (fixture))), ==,
                   csms_connector_status_to_string (status));
}

void
assert_charge (Fixture    *fixture,
               gboolean    charging,
               const char *transaction_id)
{
  g_assert_cmpint (csms_connector_get_charging (connector (fixture)), ==, charging);
  g_assert_cmpstr (csms_connector_get_transaction_id (connector (fixture)), ==, transaction_id);
}

void
snapshot (Fixture    *fixture,
          double      seconds,
          const char *status,
          const char *code,
          const char *id)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (T (0) / 1000);
  g_autoptr (GDateTime) then = g_date_time_add_seconds (at, seconds);
  g_autofree char *text = g_date_time_format (then, "%Y-%m-%dT%H:%M:%S");
  int ms = (int) (T (seconds) % 1000);

  fixture_stations (fixture->fleet, NOW (seconds),
                    "[{'id':'st','name':'st','status':'Available','isOnline':true,'connectors':[{'id':1,'status':'%s',"
                    "'transactionId':%s,'errorCode':%s,'updatedAt':'%s.%03dZ'}]}]", status, id, code, text, ms);
}
