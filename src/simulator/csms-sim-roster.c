/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-roster.h"

#include "csms-sim-backend.h"
#include "csms-sim-history.h"

typedef struct
{
  const char *status;
  const char *error;  /* NULL: NoError */
  const char *id_tag; /* of the charge under way; NULL: none */
  guint minutes;      /* it began that long ago */
} Socket;

typedef struct
{
  const char *id;
  const char *name;
  const char *type;
  double power_kw;
  guint n_connectors;
  guint offline_minutes; /* 0: online */
  Socket sockets[4];
} Model;

/* Stations of one make report Charging well before they say which transaction it is (trap 12). */
#define CHARGING_FIRST_QUIRK 3
#define CHARGING_FIRST_MS 1500

#define AVAILABLE { "Available", NULL, NULL, 0 }

/* The fleet of the demonstration, in a busy minute. */
static const Model models[] = {
  { "fora055", "Quayside Hub 3", "CCS", 150, 2, 0, { { "Faulted", "GroundFailure", NULL, 28 }, AVAILABLE } },
  { "fora019", "Ferry Terminal South", "Type 2", 11, 2, 0,
    { { "SuspendedEVSE", NULL, "04B8206F1C", 91 }, { "Charging", NULL, "04B8206F77", 24 } } },
  { "fora103", "Depot Nord, Bay 7", "CCS", 50, 2, 0,
    { { "Unavailable", NULL, NULL, 300 }, { "Faulted", "OverCurrentFailure", NULL, 7 } } },
  { "fora090", "Lakeside Resort", "Type 2", 22, 2, 35, { AVAILABLE, AVAILABLE } },
  { "fora117", "Mill Road Car Park, Level 2", "Type 2", 22, 2, 660, { AVAILABLE, AVAILABLE } },
  { "fora008", "Central Station East", "Type 2", 22, 2, 0,
    { { "Charging", NULL, "04F01C88E2", 37 }, { "Charging", NULL, "0481D27A5B", 45 } } },
  { "fora027", "Airport Long Stay 12", "CCS", 50, 4, 0,
    { { "Charging", NULL, "04C2260A9E", 29 }, { "Charging", NULL, "0419AC07E3", 12 },
      { "Charging", NULL, "04E25D0B77", 4 }, { "Preparing", NULL, NULL, 2 } } },
  { "fora044", "Market Hall Lower Deck", "Type 2", 7.4, 2, 0,
    { { "Charging", NULL, "MARKET-POOL-07", 18 }, { "Reserved", NULL, NULL, 9 } } },
  { "fora072", "Harbour Deck P2", "Type 2", 22, 2, 0, { { "Charging", NULL, "04A2B9C1F3", 64 }, AVAILABLE } },
  { "fora014", "Library Square", "Type 2", 11, 2, 0, { { "SuspendedEV", NULL, "04C7710E4F", 95 }, AVAILABLE } },
  { "fora031", "Hillside Clinic", "Type 2", 22, 1, 0, { { "Finishing", NULL, NULL, 1 } } },
  { "fora012", "Riverside Office Park", "Type 2", 22, 2, 0, { AVAILABLE, AVAILABLE } },
  { "fora023", "Stadium West Gate", "CCS", 150, 2, 0, { AVAILABLE, AVAILABLE } },
  { "fora066", "Old Brewery Yard", "Type 2", 11, 2, 0, { AVAILABLE, AVAILABLE } },
  { "fora003", "City Hall Garage", "Type 2", 22, 2, 0, { AVAILABLE, AVAILABLE } },
  { "fora037", "University North", "Type 2", 11, 2, 0, { AVAILABLE, AVAILABLE } },
  { "fora041", "Botanical Garden", "Type 2", 7.4, 1, 0, { AVAILABLE } },
  { "fora058", "Exhibition Centre Hall 4", "CCS", 150, 2, 0, { AVAILABLE, AVAILABLE } },
  { "fora061", "Canal Street 18", "Type 2", 22, 2, 0, { AVAILABLE, AVAILABLE } },
  { "fora079", "Southern Cross Mall, Roof", "Type 2", 22, 2, 0, { AVAILABLE, AVAILABLE } },
  { "fora084", "Tram Depot Eastfield", "CCS", 50, 2, 0, { AVAILABLE, AVAILABLE } },
  { "fora095", "Marina Guest Pier", "Type 2", 11, 2, 0, { AVAILABLE, AVAILABLE } },
  { "fora099", "Observatory Hill", "Type 2", 7.4, 1, 0, { AVAILABLE } },
  { "fora110", "Ring Road Services", "CHAdeMO", 50, 2, 0, { AVAILABLE, AVAILABLE } },
};

static const char *const places[] = {
  "Abbey", "Birch", "Castle", "Dock", "Elm", "Forge", "Garden", "Harbour", "Island", "Junction", "Kiln", "Lake",
  "Mill", "North", "Orchard", "Park", "Quarry", "River", "Station", "Tower", "Upper", "Vale", "West", "Yard",
};

static const char *const sites[] = {
  "Car Park", "Hotel", "Retail Park", "Depot", "Office Court", "Services", "Arena", "Clinic", "School", "Square",
  "Market", "Terminal", "Works", "Gate", "Quay", "Green",
};

/* How often a connector of a made-up station is in each state, in per mille. */
static const struct
{
  const char *status;
  const char *error;
  guint weight;
} mixture[] = {
  { "Charging", NULL, 240 },    { "Preparing", NULL, 15 },   { "SuspendedEV", NULL, 30 },
  { "SuspendedEVSE", NULL, 15 }, { "Finishing", NULL, 15 },   { "Reserved", NULL, 15 },
  { "Unavailable", NULL, 10 },  { "Faulted", "OtherError", 6 }, { "Faulted", "ConnectorLockFailure", 6 },
  { "Faulted", "HighTemperature", 4 }, { "Available", NULL, 644 },
};

static void
set_socket (CsmsSimWorld     *world,
            CsmsSimConnector *connector,
            const char       *status,
            const char       *error,
            const char       *id_tag,
            guint             minutes)
{
  gint64 now = csms_sim_clock_now_ms (world->clock);

  connector->status = g_intern_string (status);
  connector->error = g_intern_string (error != NULL ? error : "NoError");
  connector->seen_ms = now - (gint64) minutes * 60000;
  if (id_tag != NULL)
    csms_sim_history_charge (world, connector, id_tag, minutes);
}

static void
set_model (CsmsSimWorld   *world,
           CsmsSimStation *station,
           const Model    *model)
{
  for (guint i = 0; i < station->n_connectors; i++)
    {
      station->connectors[i].type = model->type;
      station->connectors[i].max_power_w = model->power_kw * 1000;
    }
  if (g_str_equal (model->id, "fora055") && station->n_connectors > 1)
    {
      station->connectors[1].type = "CHAdeMO";
      station->connectors[1].max_power_w = 50000;
    }
}

static void
enliven_model (CsmsSimWorld   *world,
               CsmsSimStation *station,
               const Model    *model)
{
  for (guint i = 0; i < MIN (station->n_connectors, model->n_connectors); i++)
    {
      const Socket *socket = &model->sockets[i];

      /* A station that is away has said nothing since. */
      set_socket (world, &station->connectors[i], socket->status, socket->error, socket->id_tag,
                  MAX (socket->minutes, model->offline_minutes));
    }
  station->online = model->offline_minutes == 0;
  station->activity_ms = csms_sim_clock_now_ms (world->clock) - (gint64) model->offline_minutes * 60000;
}

static void
enliven_made_up (CsmsSimWorld   *world,
                 CsmsSimStation *station)
{
  station->online = g_rand_int_range (world->rand, 0, 1000) >= 20;
  for (guint i = 0; i < station->n_connectors; i++)
    {
      guint draw = (guint) g_rand_int_range (world->rand, 0, 1000);
      guint minutes = (guint) g_rand_int_range (world->rand, 2, 90);
      g_autofree char *id_tag = g_strdup_printf ("04%08X", g_rand_int (world->rand));
      guint k = 0;

      while (k + 1 < G_N_ELEMENTS (mixture) && draw >= mixture[k].weight)
        draw -= mixture[k++].weight;
      set_socket (world, &station->connectors[i], mixture[k].status, mixture[k].error,
                  k == 0 || g_str_has_prefix (mixture[k].status, "Suspended") ? id_tag : NULL, minutes);
    }
}

static CsmsSimStation *
add_made_up (CsmsSimWorld *world,
             guint         index)
{
  g_autofree char *id = g_strdup_printf ("fora%u", 1000 + index);
  g_autofree char *name = NULL;
  CsmsSimStation *station;
  guint kind = (guint) g_rand_int_range (world->rand, 0, 10);

  name = g_strdup_printf ("%s %s %u", places[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (places))],
                          sites[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (sites))], 1 + index % 40);
  station = csms_sim_fleet_add (world->fleet, id, name,
                                world->config->connectors != 0 ? world->config->connectors : 2);
  for (guint i = 0; i < station->n_connectors; i++)
    {
      station->connectors[i].type = kind < 7 ? "Type 2" : "CCS";
      station->connectors[i].max_power_w = kind < 5 ? 22000 : kind < 7 ? 11000 : kind < 9 ? 50000 : 150000;
    }
  return station;
}

void
csms_sim_roster_fill (CsmsSimWorld *world)
{
  const CsmsSimulatorConfig *config = world->config;
  gboolean lively = !config->quiet_fleet || config->quiet_mixture;
  gint64 now = csms_sim_clock_now_ms (world->clock);

  for (guint i = 0; i < config->stations; i++)
    {
      const Model *model = i < G_N_ELEMENTS (models) ? &models[i] : NULL;
      CsmsSimStation *station;

      if (model != NULL)
        station = csms_sim_fleet_add (world->fleet, model->id, model->name,
                                      config->connectors != 0 ? config->connectors : model->n_connectors);
      else
        station = add_made_up (world, i - G_N_ELEMENTS (models));
      station->quirk = i % 8;
      station->activity_ms = now;
      for (guint k = 0; k < station->n_connectors; k++)
        {
          station->connectors[k].meter_wh = (double) g_rand_int_range (world->rand, 100000, 9000000);
          station->connectors[k].seen_ms = now;
        }
      if (model != NULL)
        set_model (world, station, model);
      if (lively && model != NULL)
        enliven_model (world, station, model);
      else if (lively)
        enliven_made_up (world, station);
      if (lively && world->deployed && station->quirk == CHARGING_FIRST_QUIRK)
        {
          station->fault = CSMS_SIMULATOR_COMMAND_CHARGING_FIRST;
          station->fault_delay_ms = CHARGING_FIRST_MS;
        }
      for (guint k = 0; k < station->n_connectors; k++)
        csms_sim_backend_learn (world->backend, &station->connectors[k]);
    }
  if (lively)
    csms_sim_history_recall (world);
}
