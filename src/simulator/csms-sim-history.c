/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-history.h"

#include "csms-sim-backend.h"
#include "csms-sim-curve.h"
#include "csms-sim-json.h"
#include "csms-sim-meter.h"

/* A large fleet remembers fewer readings of each charge, so that it starts in time. */
#define LARGE_FLEET 200
#define READINGS 48
#define READINGS_LARGE 4

/* The charges that lie behind the demonstration's fleet. */
static const struct
{
  const char *station;
  guint connector;
  const char *id_tag;
  guint minutes; /* it ended that long ago */
  guint duration_s;
  guint energy_wh;
  const char *reason;
} past[] = {
  { "fora090", 1, "0467CE90D5", 610, 93933, 43100, "HardReset" },
  { "fora044", 2, "MARKET-POOL-02", 1030, 10131, 19970, "Local" },
  { "fora019", 1, "04B8206F1C", 965, 3137, 9660, "DeAuthorized" },
  { "fora023", 2, "STADIUM-STAFF-31", 890, 6000, 18020, "PowerLoss" },
  { "fora072", 2, "04A2B9C1F3", 760, 5130, 31200, "EVDisconnected" },
  { "fora066", 1, "0413F8D0A2", 640, 7869, 23550, "EVDisconnected" },
  { "fora027", 3, "04E25D0B77", 310, 21764, 58910, "Remote" },
  { "fora055", 1, "0490AA34C6", 30, 11585, 61370, "Other" },
  { "fora014", 2, "04C7710E4F", 134, 41, 0, "EVDisconnected" },
  { "fora012", 1, "OFFICE-0112", 9, 7092, 20040, "Local" },
  { "fora031", 1, "0455B0A91D", 1, 6790, 14680, "EVDisconnected" },
};

void
csms_sim_history_charge (CsmsSimWorld     *world,
                         CsmsSimConnector *connector,
                         const char       *id_tag,
                         guint             minutes)
{
  CsmsSimCharge *charge = g_new0 (CsmsSimCharge, 1);
  gint64 now = csms_sim_clock_now_ms (world->clock);
  guint n = csms_sim_fleet_get_n (world->fleet) > LARGE_FLEET ? READINGS_LARGE : READINGS;
  const char *status = connector->status;
  double step_s;

  charge->id_tag = g_strdup (id_tag);
  charge->start_ms = now - (gint64) minutes * 60000 - g_rand_int_range (world->rand, 0, 59000);
  charge->transaction = charge->start_ms / 1000;
  charge->meter_start_wh = connector->meter_wh;
  charge->soc_start = g_rand_double_range (world->rand, 12, 40);
  charge->sampled_ms = charge->start_ms;
  connector->charge = charge;
  connector->actuations = 1;

  n = MIN (n, minutes + 1);
  step_s = (double) (now - charge->start_ms) / 1000 / n;
  connector->status = g_intern_static_string ("Charging");
  for (guint i = 1; i <= n; i++)
    {
      CsmsSimSample sample = { 0 };
      guint phase = (guint) (charge->transaction % 61);
      double before_wh = csms_sim_curve_energy_wh (connector->max_power_w, charge->soc_start, (i - 1) * step_s, phase);
      double after_wh = csms_sim_curve_energy_wh (connector->max_power_w, charge->soc_start, i * step_s, phase);

      /* What interrupts a charge did so a moment ago. */
      if (i == n)
        connector->status = status;
      csms_sim_meter_read (connector, 0, charge->start_ms + (gint64) (i * step_s * 1000), &sample);
      charge->energy_wh += after_wh - before_wh;
      sample.energy_wh = charge->meter_start_wh + charge->energy_wh;
      sample.soc = MIN (100, charge->soc_start + 100 * charge->energy_wh / CSMS_SIM_BATTERY_WH);
      csms_sim_station_keep (connector->station, &sample);
    }
  connector->status = status;
}

static int
compare_samples (gconstpointer a,
                 gconstpointer b)
{
  const CsmsSimSample *left = a;
  const CsmsSimSample *right = b;

  return left->ts < right->ts ? -1 : left->ts > right->ts;
}

/* An event that lies in the past, to be told in its turn. */
typedef struct
{
  gint64 ts;
  const char *event;
  const char *station_id;
  guint connector;
  char *members;
} PastEvent;

static void
clear_past_event (gpointer data)
{
  g_free (((PastEvent *) data)->members);
}

static int
compare_past_events (gconstpointer a,
                     gconstpointer b)
{
  const PastEvent *left = a;
  const PastEvent *right = b;

  return left->ts < right->ts ? -1 : left->ts > right->ts;
}

static void
add_status (GArray                 *events,
            const CsmsSimConnector *connector,
            gint64                  ts,
            const char             *status,
            const char             *error)
{
  g_autoptr (GString) members = g_string_new (NULL);
  PastEvent event = { ts, "connector.status.changed", connector->station->id, connector->number, NULL };

  csms_sim_json_member_string (members, "status", status);
  csms_sim_json_member_string (members, "errorCode", error);
  event.members = g_string_free (g_steal_pointer (&members), FALSE);
  g_array_append_val (events, event);
}

static void
add_start (GArray                 *events,
           const CsmsSimConnector *connector,
           gint64                  transaction,
           const char             *id_tag,
           gint64                  start_ms)
{
  g_autoptr (GString) members = g_string_new (NULL);
  PastEvent event = { start_ms, "transaction.started", connector->station->id, connector->number, NULL };

  csms_sim_json_member_int (members, "transactionId", transaction);
  csms_sim_json_member_string (members, "idTag", id_tag);
  csms_sim_json_member_time (members, "startTime", start_ms);
  event.members = g_string_free (g_steal_pointer (&members), FALSE);
  g_array_append_val (events, event);
  add_status (events, connector, start_ms + 20, "Charging", "NoError");
}

static void
add_stop (GArray                   *events,
          const CsmsSimConnector   *connector,
          const CsmsSimTransaction *transaction)
{
  g_autoptr (GString) members = g_string_new (NULL);
  PastEvent event = { transaction->stop_ms, "transaction.stopped", connector->station->id, connector->number, NULL };
  double kwh = (transaction->meter_stop_wh - transaction->meter_start_wh) / 1000;

  csms_sim_json_member_int (members, "transactionId", transaction->id);
  csms_sim_json_member_time (members, "stopTime", transaction->stop_ms);
  csms_sim_json_member_double (members, "totalKWh", kwh);
  csms_sim_json_member_double (members, "cost", transaction->cost);
  csms_sim_json_member_int (members, "efficiencyPercentage", kwh > 0 ? 100 : 0);
  csms_sim_json_member_string (members, "reason", transaction->reason);
  event.members = g_string_free (g_steal_pointer (&members), FALSE);
  g_array_append_val (events, event);
  add_status (events, connector, transaction->stop_ms + 20, "Finishing", "NoError");
}

static void
recall_transactions (CsmsSimWorld *world,
                     GArray       *events)
{
  gint64 now = csms_sim_clock_now_ms (world->clock);

  for (guint i = 0; i < G_N_ELEMENTS (past); i++)
    {
      CsmsSimStation *station = csms_sim_fleet_find (world->fleet, past[i].station);
      CsmsSimConnector *connector;
      CsmsSimTransaction *transaction;

      connector = station != NULL ? csms_sim_station_connector (station, past[i].connector) : NULL;
      if (connector == NULL)
        continue;
      transaction = g_new0 (CsmsSimTransaction, 1);
      transaction->stop_ms = now - (gint64) past[i].minutes * 60000;
      transaction->start_ms = transaction->stop_ms - (gint64) past[i].duration_s * 1000;
      transaction->id = transaction->start_ms / 1000;
      transaction->station_id = g_strdup (past[i].station);
      transaction->connector = past[i].connector;
      transaction->id_tag = g_strdup (past[i].id_tag);
      transaction->meter_stop_wh = connector->charge != NULL ? connector->charge->meter_start_wh : connector->meter_wh;
      transaction->meter_start_wh = transaction->meter_stop_wh - past[i].energy_wh;
      transaction->reason = g_intern_static_string (past[i].reason);
      transaction->cost = past[i].energy_wh / 1000.0 * station->price;
      add_start (events, connector, transaction->id, transaction->id_tag, transaction->start_ms);
      add_stop (events, connector, transaction);
      csms_sim_ledger_remember (csms_sim_backend_get_ledger (world->backend), transaction);
    }
}

static void
recall_station (CsmsSimStation *station,
                GArray         *events)
{
  g_array_sort (station->samples, compare_samples);
  for (guint k = 0; k < station->n_connectors; k++)
    {
      const CsmsSimConnector *connector = &station->connectors[k];

      if (connector->charge != NULL)
        add_start (events, connector, connector->charge->transaction, connector->charge->id_tag,
                   connector->charge->start_ms);
      if (connector->charge == NULL || !g_str_equal (connector->status, "Charging"))
        add_status (events, connector, connector->charge != NULL ? connector->charge->sampled_ms : connector->seen_ms,
                    connector->status, connector->error);
    }
}

void
csms_sim_history_recall (CsmsSimWorld *world)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (PastEvent));

  g_array_set_clear_func (events, clear_past_event);
  recall_transactions (world, events);
  for (guint i = 0; i < csms_sim_fleet_get_n (world->fleet); i++)
    recall_station (csms_sim_fleet_get (world->fleet, i), events);
  g_array_sort (events, compare_past_events);

  /* A log that survived a restart has its own past. */
  if (csms_sim_log_count (world->log) > 0)
    return;
  for (guint i = 0; i < events->len; i++)
    {
      PastEvent *event = &g_array_index (events, PastEvent, i);
      char number[16];

      g_snprintf (number, sizeof number, "%u", event->connector);
      csms_sim_hub_recall (world->hub, event->ts, event->event, event->station_id, number, event->members);
    }
  csms_sim_log_flush (world->log);
}
