/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "csms-simulator.h"

G_BEGIN_DECLS

typedef struct _CsmsSimStation CsmsSimStation;
typedef struct _CsmsSimConnector CsmsSimConnector;

/** A charge: current flows, or has been interrupted, until the transaction ends. */
typedef struct
{
  gint64 transaction;
  char *id_tag;
  gint64 start_ms;
  double meter_start_wh;
  double energy_wh; /* delivered since the start */
  double soc_start; /* of the vehicle, per cent */
  gint64 sampled_ms;
} CsmsSimCharge;

/** What a connector is about to do by itself. */
typedef enum
{
  CSMS_SIM_STEP_NONE,
  CSMS_SIM_STEP_PREPARE,
  CSMS_SIM_STEP_REPORT_CHARGING,
  CSMS_SIM_STEP_BEGIN,
  CSMS_SIM_STEP_END,
  CSMS_SIM_STEP_FREE,
} CsmsSimStep;

struct _CsmsSimConnector
{
  CsmsSimStation *station;
  guint number;
  const char *type;
  double max_power_w;

  /* what is real, known to the station alone */
  const char *status; /* interned, as all status and error words here */
  const char *error;
  CsmsSimCharge *charge;
  double meter_wh;
  guint actuations;
  CsmsSimStep step;
  guint step_timer;
  guint sample_timer;
  char *step_id_tag;
  const char *step_reason;
  CsmsSimulatorCommand step_mode;
  guint step_delay_ms;

  /* what the server remembers */
  gboolean known;
  const char *seen_status;
  const char *seen_error; /* NULL: null */
  gint64 seen_transaction;
  gint64 seen_ms;
  GQueue correlations; /* of starts whose transaction has not begun, oldest first (trap 10) */
  gboolean has_last_total;
  double last_total;
};

/** One meter value of a station. */
typedef struct
{
  gint64 ts;
  guint connector;
  gint64 transaction; /* 0: none */
  double energy_wh;
  double power_w;
  double soc;
  double temperature;
  char *odd; /* JSON text of the sampledValue array where it is not the usual one, or NULL */
} CsmsSimSample;

struct _CsmsSimStation
{
  char *id;
  char *name;
  double price;
  gboolean online;
  gboolean hidden;
  gint64 activity_ms;
  guint n_connectors;
  CsmsSimConnector *connectors;
  GArray *samples; /* of CsmsSimSample, oldest first */
  CsmsSimulatorCommand fault;
  guint fault_delay_ms;
  guint quirk; /* 0-7: how it measures (trap 15) */
  GList by_activity;
};

#define CSMS_TYPE_SIM_FLEET (csms_sim_fleet_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSimFleet, csms_sim_fleet, CSMS, SIM_FLEET, GObject)

/** The stations, and nothing of what they do. */
CsmsSimFleet     *csms_sim_fleet_new         (void);

/** Adds a station with @n_connectors Available connectors; its strings are copied. Returns: (transfer none): it */
CsmsSimStation   *csms_sim_fleet_add         (CsmsSimFleet     *self,
                                              const char       *id,
                                              const char       *name,
                                              guint             n_connectors);

/** Returns: (transfer none) (nullable): the station of that id */
CsmsSimStation   *csms_sim_fleet_find        (CsmsSimFleet     *self,
                                              const char       *id);

/** Returns: how many stations there are */
guint             csms_sim_fleet_get_n       (CsmsSimFleet     *self);

/** Returns: (transfer none): the station at @index, in the order they were added */
CsmsSimStation   *csms_sim_fleet_get         (CsmsSimFleet     *self,
                                              guint             index);

/** Returns: (transfer none): the stations, the longest silent one first */
GQueue           *csms_sim_fleet_by_activity (CsmsSimFleet     *self);

/** Notes that the server heard of @station at @now_ms. */
void              csms_sim_fleet_touch       (CsmsSimFleet     *self,
                                              CsmsSimStation   *station,
                                              gint64            now_ms);

/** Returns: (transfer none) (nullable): the connector of that number, from 1 */
CsmsSimConnector *csms_sim_station_connector (CsmsSimStation   *station,
                                              gint64            number);

/** Keeps @sample, of which it takes over what it owns, and forgets the oldest beyond 100. */
void              csms_sim_station_keep      (CsmsSimStation   *station,
                                              CsmsSimSample    *sample);

/** Ends and frees the charge of @connector, if any. */
void              csms_sim_connector_clear_charge (CsmsSimConnector *connector);

G_END_DECLS
