/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-actions.h"

#include "csms-sim-backend.h"
#include "csms-sim-json.h"
#include "csms-sim-view.h"

#define METER_VALUES_MAX 100
#define TRANSACTIONS_MAX 500

void
csms_sim_action_ping (const CsmsSimRequest *request)
{
  g_autoptr (GString) result = g_string_new ("{\"pong\":true");

  csms_sim_json_member_int (result, "ts", csms_sim_clock_now_ms (request->world->clock));
  g_string_append_c (result, '}');
  csms_sim_session_reply (request->session, request->id_json, result->str);
}

void
csms_sim_action_get_stations (const CsmsSimRequest *request)
{
  g_autoptr (GString) result = g_string_new (NULL);

  csms_sim_view_write_stations (request->world, NULL, result);
  csms_sim_session_reply (request->session, request->id_json, result->str);
}

void
csms_sim_action_get_recent_transactions (const CsmsSimRequest *request)
{
  g_autoptr (GString) result = g_string_new ("[");

  csms_sim_ledger_write (csms_sim_backend_get_ledger (request->world->backend),
                         csms_sim_request_get_limit (request, 50, TRANSACTIONS_MAX), result);
  g_string_append_c (result, ']');
  csms_sim_session_reply (request->session, request->id_json, result->str);
}

void
csms_sim_action_get_connector_status (const CsmsSimRequest *request)
{
  g_autoptr (GString) result = g_string_new (NULL);
  g_autofree char *connector_json = csms_sim_request_dup_json (request, "connectorId");
  const char *station_id = csms_sim_request_get_text (request, "stationId");
  CsmsSimStation *station = csms_sim_fleet_find (request->world->fleet, station_id);
  CsmsSimConnector *connector = NULL;
  gint64 number;

  if (station_id == NULL || connector_json == NULL)
    {
      csms_sim_request_refuse (request, TRUE, "stationId and connectorId required");
      return;
    }
  if (station != NULL && csms_sim_request_get_int (request, "connectorId", &number))
    connector = csms_sim_station_connector (station, number);
  csms_sim_view_write_connector (request->world, station_id, connector_json, connector, result);
  csms_sim_session_reply (request->session, request->id_json, result->str);
}

void
csms_sim_action_get_meter_values_recent (const CsmsSimRequest *request)
{
  g_autoptr (GString) result = g_string_new (NULL);
  const char *station_id = csms_sim_request_get_text (request, "stationId");

  if (station_id == NULL)
    {
      csms_sim_request_refuse (request, TRUE, "stationId required");
      return;
    }
  csms_sim_view_write_meter_values (request->world, csms_sim_fleet_find (request->world->fleet, station_id),
                                    csms_sim_request_get_limit (request, 20, METER_VALUES_MAX), result);
  csms_sim_session_reply (request->session, request->id_json, result->str);
}

void
csms_sim_action_subscribe (const CsmsSimRequest *request)
{
  g_autoptr (GString) result = g_string_new ("{");
  CsmsSimSubscription *subscription = csms_sim_session_subscribe (request->session, request->params);

  if (!request->world->deployed && csms_sim_subscription_is_broken (subscription))
    {
      csms_sim_session_unsubscribe (request->session, csms_sim_subscription_get_id (subscription));
      csms_sim_request_refuse (request, FALSE, "events must be strings");
      return;
    }
  csms_sim_json_member_string (result, "subscriptionId", csms_sim_subscription_get_id (subscription));
  csms_sim_json_name (result, "snapshot");
  g_string_append (result, "{\"stations\":");
  csms_sim_view_write_stations (request->world, subscription, result);
  g_string_append (result, "}}");
  csms_sim_session_reply (request->session, request->id_json, result->str);
}

void
csms_sim_action_unsubscribe (const CsmsSimRequest *request)
{
  g_autoptr (GString) result = g_string_new ("{");
  const char *id = csms_sim_request_get_text (request, "subscriptionId");

  if (id == NULL)
    {
      csms_sim_request_refuse (request, TRUE, "subscriptionId required");
      return;
    }
  csms_sim_json_member_string (result, "subscriptionId", id);
  csms_sim_json_member_bool (result, "removed", csms_sim_session_unsubscribe (request->session, id));
  g_string_append_c (result, '}');
  csms_sim_session_reply (request->session, request->id_json, result->str);
}
