/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-view.h"

#include "csms-sim-curve.h"
#include "csms-sim-json.h"
#include "csms-sim-meter.h"
#include "csms-sim-server.h"

#define METER_VALUES_MAX 100

static void
write_transaction_id (CsmsSimWorld *world,
                      gint64        transaction,
                      GString      *out)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, transaction);

  if (transaction == 0)
    csms_sim_json_member_raw (out, "transactionId", "null");
  else if (world->deployed)
    csms_sim_json_member_string (out, "transactionId", text);
  else
    csms_sim_json_member_raw (out, "transactionId", text);
}

/* The published document lists these as optional, and the recorded server sends none of them. */
static void
write_extras (const CsmsSimConnector *connector,
              GString                *out)
{
  csms_sim_json_member_string (out, "type", connector->type);
  csms_sim_json_member_double (out, "power_kW", connector->max_power_w / 1000);
  if (connector->charge != NULL)
    {
      double soc = connector->charge->soc_start + 100 * connector->charge->energy_wh / CSMS_SIM_BATTERY_WH;

      csms_sim_json_member_int (out, "soc", (gint64) MIN (100, soc));
    }
  csms_sim_json_member_double (out, "price", connector->station->price);
}

static void
write_connectors (CsmsSimWorld         *world,
                  const CsmsSimStation *station,
                  GString              *out)
{
  csms_sim_json_name (out, "connectors");
  g_string_append_c (out, '[');
  for (guint i = 0; i < station->n_connectors; i++)
    {
      const CsmsSimConnector *connector = &station->connectors[i];

      if (!connector->known)
        continue;
      csms_sim_json_comma (out);
      g_string_append_c (out, '{');
      csms_sim_json_member_int (out, "id", connector->number);
      csms_sim_json_member_string (out, "status", connector->seen_status);
      write_transaction_id (world, connector->seen_transaction, out);
      csms_sim_json_member_string (out, "errorCode", connector->seen_error);
      csms_sim_json_member_time (out, "updatedAt", connector->seen_ms);
      if (!world->deployed)
        write_extras (connector, out);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static const char *
station_status (const CsmsSimStation *station)
{
  guint n_known = 0, n_available = 0, n_charging = 0;

  if (!station->online)
    return "Offline";
  for (guint i = 0; i < station->n_connectors; i++)
    {
      const CsmsSimConnector *connector = &station->connectors[i];

      if (!connector->known)
        continue;
      n_known++;
      n_available += g_str_equal (connector->seen_status, "Available");
      n_charging += g_str_equal (connector->seen_status, "Charging");
    }
  if (n_charging > 0)
    return "Charging";
  return n_available == n_known ? "Available" : "PartiallyAvailable";
}

static void
write_station (CsmsSimWorld         *world,
               const CsmsSimStation *station,
               GString              *out)
{
  csms_sim_json_comma (out);
  g_string_append_c (out, '{');
  csms_sim_json_member_string (out, "id", station->id);
  csms_sim_json_member_string (out, "name", station->name);
  csms_sim_json_member_string (out, "status", station_status (station));
  csms_sim_json_member_bool (out, "isOnline", station->online);
  csms_sim_json_member_time (out, "lastActivity", station->activity_ms);
  write_connectors (world, station, out);
  g_string_append_c (out, '}');
}

/* Trap 2: whoever connects by a path of their own looks like a station without connectors. */
static void
write_foreign_clients (CsmsSimWorld              *world,
                       const CsmsSimSubscription *subscription,
                       GString                   *out)
{
  GPtrArray *sessions = csms_sim_server_get_sessions (world->server);
  g_autoptr (GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sessions->len; i++)
    {
      CsmsSimSession *session = g_ptr_array_index (sessions, i);
      const char *segment = csms_sim_session_get_segment (session);

      if (!csms_sim_session_looks_like_station (session) || !g_hash_table_add (written, (gpointer) segment))
        continue;
      if (subscription != NULL && !csms_sim_subscription_has_station (subscription, segment))
        continue;
      csms_sim_json_comma (out);
      g_string_append_c (out, '{');
      csms_sim_json_member_string (out, "id", segment);
      csms_sim_json_member_string (out, "name", segment);
      csms_sim_json_member_string (out, "status", "Available");
      csms_sim_json_member_bool (out, "isOnline", TRUE);
      csms_sim_json_member_time (out, "lastActivity", csms_sim_session_get_opened_ms (session));
      csms_sim_json_member_raw (out, "connectors", "[]");
      g_string_append_c (out, '}');
    }
}

void
csms_sim_view_write_stations (CsmsSimWorld              *world,
                              const CsmsSimSubscription *subscription,
                              GString                   *out)
{
  GList *by_activity = csms_sim_fleet_by_activity (world->fleet)->head;

  g_string_append_c (out, '[');
  for (guint i = 0; i < csms_sim_fleet_get_n (world->fleet); i++)
    {
      CsmsSimStation *station = csms_sim_fleet_get (world->fleet, i);

      /* The order of the recorded server follows what the stations last did. */
      if (world->deployed)
        {
          station = by_activity->data;
          by_activity = by_activity->next;
        }
      /* Trap 13: there, an offline station is none. */
      if (station->hidden || (world->deployed && !station->online))
        continue;
      if (subscription == NULL || csms_sim_subscription_has_station (subscription, station->id))
        write_station (world, station, out);
    }
  if (world->deployed)
    write_foreign_clients (world, subscription, out);
  g_string_append_c (out, ']');
}

void
csms_sim_view_write_connector (CsmsSimWorld           *world,
                               const char             *station_id,
                               const char             *connector_json,
                               const CsmsSimConnector *connector,
                               GString                *out)
{
  g_string_append_c (out, '{');
  csms_sim_json_member_string (out, "stationId", station_id);
  csms_sim_json_member_raw (out, "connectorId", connector_json);
  if (connector == NULL || !connector->known)
    {
      csms_sim_json_member_string (out, "status", "Unknown");
    }
  else
    {
      csms_sim_json_member_string (out, "status", connector->seen_status);
      write_transaction_id (world, connector->seen_transaction, out);
      csms_sim_json_member_string (out, "errorCode", connector->seen_error);
      csms_sim_json_member_time (out, "lastUpdate", connector->seen_ms);
    }
  g_string_append_c (out, '}');
}

void
csms_sim_view_write_meter_values (CsmsSimWorld         *world,
                                  const CsmsSimStation *station,
                                  guint                 limit,
                                  GString              *out)
{
  guint n = station != NULL ? station->samples->len : 0;

  limit = MIN (limit, METER_VALUES_MAX);
  g_string_append_c (out, '[');
  for (guint i = 0; i < n && i < limit; i++)
    {
      const CsmsSimSample *sample = &g_array_index (station->samples, CsmsSimSample, n - 1 - i);

      csms_sim_json_comma (out);
      g_string_append_c (out, '{');
      csms_sim_json_member_string (out, "stationId", station->id);
      csms_sim_json_member_int (out, "connectorId", sample->connector);
      if (sample->transaction != 0)
        write_transaction_id (world, sample->transaction, out);
      csms_sim_json_member_time (out, "timestamp", sample->ts);
      csms_sim_json_name (out, "sampledValue");
      csms_sim_meter_write (sample, station, world->deployed, out);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}
