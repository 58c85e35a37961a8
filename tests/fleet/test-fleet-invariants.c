/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet-fixture.h"

/*
 * Whatever a server says, in whatever order and from however confused a clock: the picture stays one that can be true. Random
 * sayings, seeded by the test framework.
 */

#define N_STEPS 30000
#define START_MS G_GINT64_CONSTANT (1795471600000)

static const char *const statuses[] = {
  "Available", "Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing", "Reserved", "Unavailable", "Faulted", "Unknown", "Odd",
};
static const char *const codes[] = { "", ",'errorCode':null", ",'errorCode':'NoError'", ",'errorCode':'NoError'", ",'errorCode':'GroundFailure'" };
static const char *const events[] = {
  "connector.status.changed", "connector.status.changed", "connector.status.changed", "transaction.started", "transaction.stopped",
  "meter.values.delta", "remote.start.result",
};

#define PICK(array) (array)[g_test_rand_int_range (0, G_N_ELEMENTS (array))]

typedef struct {
  CsmsFleet *fleet;
  gint64 now_ms;
  guint n_started;
  guint n_stopped;
  GHashTable *told;     /* CsmsTransaction to bits: 1 started, 2 stopped */
} Model;

static void
tell_once (Model           *model,
           CsmsTransaction *transaction,
           guint            bit)
{
  guint told = GPOINTER_TO_UINT (g_hash_table_lookup (model->told, transaction));

  g_assert_cmpuint (told & bit, ==, 0);
  g_hash_table_insert (model->told, g_object_ref (transaction), GUINT_TO_POINTER (told | bit));
}

static void
on_started (CsmsFleet       *fleet,
            CsmsTransaction *transaction,
            int              origin,
            Model           *model)
{
  tell_once (model, transaction, 1);
  model->n_started++;
}

static void
on_stopped (CsmsFleet       *fleet,
            CsmsTransaction *transaction,
            int              origin,
            Model           *model)
{
  tell_once (model, transaction, 2);
  g_assert_false (csms_transaction_get_live (transaction));
  model->n_stopped++;
}

static gint64
some_time (Model *model)
{
  return model->now_ms + g_test_rand_int_range (-20000, 1000);
}

static void
say_event (Model *model)
{
  const char *name = PICK (events);
  gint64 at_ms = some_time (model);
  g_autofree char *id = g_test_rand_int_range (0, 4) == 0 ? g_strdup ("")
                        : g_strdup_printf (",'transactionId':%d", g_test_rand_int_range (1, 12));
  g_autofree char *json = g_strdup_printf ("{'eventId':'e','event':'%s','ts':%" G_GINT64_FORMAT ",'stationId':'s%d','connectorId':%d,"
                                           "'status':'%s','idTag':'T','total':%d,'totalKWh':1,'unit':'Wh'%s%s}", name, at_ms,
                                           g_test_rand_int_range (0, 3), g_test_rand_int_range (0, 3), PICK (statuses),
                                           g_test_rand_int_range (0, 5000), id, PICK (codes));

  if (g_test_rand_int_range (0, 3) == 0)
    fixture_recover (model->fleet, model->now_ms, "%s", json);
  else
    fixture_push (model->fleet, model->now_ms, "%s", json);
}

static char *
iso (gint64 ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (ms / 1000);
  g_autofree char *text = g_date_time_format (at, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", text, (int) (ms % 1000));
}

static void
say_answer (Model *model)
{
  g_autofree char *at = iso (some_time (model));
  g_autofree char *id = g_test_rand_bit () ? g_strdup ("null") : g_strdup_printf ("%d", g_test_rand_int_range (1, 12));
  int station = g_test_rand_int_range (0, 3);
  g_autofree char *station_id = g_strdup_printf ("s%d", station);

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      fixture_stations (model->fleet, model->now_ms, "[{'id':'s%d','isOnline':%s,'connectors':[{'id':%d,'status':'%s','transactionId':%s,"
                        "'updatedAt':'%s'%s}]}]", station, g_test_rand_bit () ? "true" : "false", g_test_rand_int_range (1, 3),
                        PICK (statuses), id, at, PICK (codes));
      break;
    case 1:
      fixture_transactions (model->fleet, model->now_ms, "[{'transactionId':%d,'chargePointId':'s%d','connectorId':%d,'stopTime':%s%s%s,"
                            "'meterStart':10,'meterStop':%s}]", g_test_rand_int_range (1, 12), station, g_test_rand_int_range (1, 3),
                            id[0] == 'n' ? "" : "'", id[0] == 'n' ? "null" : at, id[0] == 'n' ? "" : "'", g_test_rand_bit () ? "20" : "null");
      break;
    case 2:
      fixture_samples (model->fleet, station_id, model->now_ms, "[{'stationId':'%s','connectorId':%d,'transactionId':%s,'timestamp':'%s',"
                       "'sampledValue':[{'value':'%d'},{'value':'5','unit':'kW','measurand':'Power.Active.Import'}]}]", station_id,
                       g_test_rand_int_range (0, 3), id, at, g_test_rand_int_range (0, 5000));
      break;
    default:
      csms_fleet_apply_connector_status (model->fleet, station_id, g_test_rand_int_range (0, 3), PICK (statuses),
                                         g_test_rand_bit () ? "NoError" : NULL, id[0] == 'n' ? NULL : id, some_time (model), model->now_ms);
      break;
    }
}

static void
test_invariants (void)
{
  Model model = { .fleet = csms_fleet_new (), .now_ms = START_MS };
  Mirror *mirrors[3];

  model.told = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_signal_connect (model.fleet, "transaction-started", G_CALLBACK (on_started), &model);
  g_signal_connect (model.fleet, "transaction-stopped", G_CALLBACK (on_stopped), &model);
  mirrors[0] = mirror_new (csms_fleet_get_stations (model.fleet));
  mirrors[1] = mirror_new (csms_fleet_get_transactions (model.fleet));
  mirrors[2] = mirror_new (csms_fleet_get_events (model.fleet));

  for (guint i = 0; i < N_STEPS; i++)
    {
      if (g_test_rand_int_range (0, 4) == 0)
        say_answer (&model);
      else
        say_event (&model);
      model.now_ms += g_test_rand_int_range (0, 2000);
      fixture_check_picture (model.fleet);
    }
  g_assert_cmpuint (model.n_started, >, 0);
  g_assert_cmpuint (model.n_stopped, >, 0);

  for (guint i = 0; i < G_N_ELEMENTS (mirrors); i++)
    mirror_free (mirrors[i]);
  g_hash_table_unref (model.told);
  g_assert_finalize_object (model.fleet);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fleet/invariants", test_invariants);

  return g_test_run ();
}
