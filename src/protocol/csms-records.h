/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-words.h"

G_BEGIN_DECLS

/*
 * What the wire said, decoded once and never changed again: made in the net thread, read in any.
 * Each record is reference-counted (atomic). Fields are read-only for everyone but src/protocol.
 * Conventions: a missing or null text is NULL, a missing number NAN, a missing time 0, a missing connector -1; a member of
 * the wrong type is missing, and so is an id or an error code that is "". All text is valid UTF-8, and foreign (trap 19).
 * Times are milliseconds since 1970 (64 bits). Transaction ids are text whatever they were on the wire (trap 6).
 */

/** CSMS_CONNECTOR_NONE: no connector was named; 0 is the station itself. */
#define CSMS_CONNECTOR_NONE (-1)

/** CsmsConnectorRecord: a connector in a snapshot, owned by its #CsmsStationRecord. */
typedef struct {
  int id;                       /* 1…; 0, the station itself, never stands in a snapshot */
  CsmsConnectorStatus status;
  char *status_text;            /* as it came */
  char *transaction_id;
  char *error_code;             /* NULL: the server said nothing (trap 12), which is not "NoError" */
  gint64 updated_at_ms;
  char *type;
  double power_kw;              /* the connector's rating */
  double soc_percent;
  double price;
} CsmsConnectorRecord;

/** CsmsStationRecord: a station in a snapshot (getStations, subscribe). */
typedef struct {
  gatomicrefcount ref_count;
  char *id;
  char *name;
  char *status;                 /* Available, Charging, PartiallyAvailable, Offline, or as it came */
  gboolean is_online;
  gint64 last_activity_ms;
  GPtrArray *connectors;        /* of CsmsConnectorRecord, by id; may be empty (trap 2, trap 14) */
} CsmsStationRecord;

/** CsmsTransactionRecord: a transaction of getRecentTransactions. */
typedef struct {
  gatomicrefcount ref_count;
  char *transaction_id;
  char *station_id;
  int connector_id;
  char *id_tag;
  gint64 start_time_ms;
  gint64 stop_time_ms;
  double meter_start_wh;
  double meter_stop_wh;
  double energy_wh;             /* totalKWh * 1000, else `energy` (Wh), else meterStop - meterStart */
  double cost;
  double efficiency_percent;
  char *reason;
  char *status;
} CsmsTransactionRecord;

/** CsmsSampleRecord: one sampled value of getMeterValuesRecent. */
typedef struct {
  gatomicrefcount ref_count;
  char *station_id;
  int connector_id;
  char *transaction_id;
  gint64 timestamp_ms;
  char *measurand;              /* never NULL: default Energy.Active.Import.Register */
  char *unit;                   /* never NULL: default Wh for energy, else "" */
  char *phase;
  char *context;
  char *location;
  char *format;
  char *value_text;             /* as it came */
  double value;                 /* NAN when value_text is no finite number */
} CsmsSampleRecord;

/** CsmsEventRecord: a pushed event, or one of getEventsRecent or getEventsSince. */
typedef struct {
  gatomicrefcount ref_count;
  char *event_id;               /* NULL for connection notices */
  char *name;
  CsmsEventKind kind;
  gint64 ts_ms;
  char *station_id;
  int connector_id;             /* 0 is the station itself */
  CsmsConnectorStatus status;   /* connector.status.changed */
  char *status_text;            /* connector.status.changed and remote.*.result */
  char *error_code;             /* NULL: absent or null (trap 12) */
  char *transaction_id;
  char *id_tag;
  char *correlation_id;
  char *reason;
  gint64 start_time_ms;
  gint64 stop_time_ms;
  double total_kwh;
  double cost;
  double efficiency_percent;
  double delta;
  double total;
  char *unit;
  char *measurand;
  char *json;                   /* the flattened event, one line, every member kept */
} CsmsEventRecord;

#define CSMS_TYPE_STATION_RECORD (csms_station_record_get_type ())
#define CSMS_TYPE_TRANSACTION_RECORD (csms_transaction_record_get_type ())
#define CSMS_TYPE_SAMPLE_RECORD (csms_sample_record_get_type ())
#define CSMS_TYPE_EVENT_RECORD (csms_event_record_get_type ())
GType csms_station_record_get_type (void);
GType csms_transaction_record_get_type (void);
GType csms_sample_record_get_type (void);
GType csms_event_record_get_type (void);

/*
 * For what is kept outside the wire and comes back: copies of given values, which need no reference count. The conventions
 * above hold for them too.
 */

/** csms_station_record_new_copy: @values: (transfer none): `connectors` may be %NULL or in any order. Returns: (transfer full): a record of its own */
CsmsStationRecord *csms_station_record_new_copy (const CsmsStationRecord *values);
/** csms_transaction_record_new_copy: @values: (transfer none). Returns: (transfer full): a record of its own */
CsmsTransactionRecord *csms_transaction_record_new_copy (const CsmsTransactionRecord *values);
/** csms_sample_record_new_copy: @values: (transfer none). Returns: (transfer full): a record of its own */
CsmsSampleRecord *csms_sample_record_new_copy (const CsmsSampleRecord *values);
/**
 * csms_event_record_new_from_text:
 * @json: (array length=length): the `json` of a record: flat already, so a member that happens to be called `data` is one like any other
 *
 * Returns: (nullable) (transfer full): that record again; %NULL when it is no event
 */
CsmsEventRecord *csms_event_record_new_from_text (const char *json, gsize length);

/** csms_station_record_ref: Returns: (transfer full): @self */
CsmsStationRecord *csms_station_record_ref (CsmsStationRecord *self);
/** csms_station_record_unref: Gives up a reference (transfer full). */
void csms_station_record_unref (CsmsStationRecord *self);
/** csms_transaction_record_ref: Returns: (transfer full): @self */
CsmsTransactionRecord *csms_transaction_record_ref (CsmsTransactionRecord *self);
/** csms_transaction_record_unref: Gives up a reference (transfer full). */
void csms_transaction_record_unref (CsmsTransactionRecord *self);
/** csms_sample_record_ref: Returns: (transfer full): @self */
CsmsSampleRecord *csms_sample_record_ref (CsmsSampleRecord *self);
/** csms_sample_record_unref: Gives up a reference (transfer full). */
void csms_sample_record_unref (CsmsSampleRecord *self);
/** csms_event_record_ref: Returns: (transfer full): @self */
CsmsEventRecord *csms_event_record_ref (CsmsEventRecord *self);
/** csms_event_record_unref: Gives up a reference (transfer full). */
void csms_event_record_unref (CsmsEventRecord *self);

/**
 * csms_event_record_get_energy_wh:
 *
 * Returns: the register of a meter.values.delta in Wh when its measurand is the energy register
 *   (`Energy.Active.Import.Register`; `Energy` or nothing: the station named none), its unit Wh or kWh and its total not
 *   negative; else NAN (trap 15)
 */
double csms_event_record_get_energy_wh (const CsmsEventRecord *self);

/**
 * csms_sample_record_get_si:
 * @factor_unit: (out) (optional) (transfer none): the base unit ("Wh", "W", "A", "V", "Percent", …)
 *
 * Returns: the value with the unit's `k` taken out (kWh → Wh, kW → W); NAN when it is no number
 */
double csms_sample_record_get_si (const CsmsSampleRecord *self, const char **factor_unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsStationRecord, csms_station_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsTransactionRecord, csms_transaction_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsSampleRecord, csms_sample_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsEventRecord, csms_event_record_unref)

G_END_DECLS
