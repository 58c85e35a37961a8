/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-connector.h"
#include "csms-event.h"

G_BEGIN_DECLS

/** CsmsStatusOrigin: how far the standing status can be trusted (trap 12). Later ones weigh more. */
typedef enum {
  CSMS_STATUS_INFERRED,       /* concluded from a transaction event, as the server itself does */
  CSMS_STATUS_WITHOUT_CODE,   /* said without an errorCode: the server may have made it up */
  CSMS_STATUS_WITH_CODE,      /* the station's own word: each of its statuses has an errorCode */
} CsmsStatusOrigin;

#define CSMS_CHARGE_NOT_WITNESSED (-1)

/**
 * CsmsConnectorMemory:
 *
 * What the merging rules keep in mind about a connector and nobody is shown. Times are the server's clock unless said otherwise.
 */
typedef struct {
  CsmsStatusOrigin status_origin;
  gint64 status_at_ms;          /* when the standing status was last said */
  gint64 charge_at_ms;          /* the start of the charge under way, or the earliest proof of it; 0 unknown */
  int charge_witness;           /* CsmsEventOrigin of the event that began it, CSMS_CHARGE_NOT_WITNESSED for a snapshot's */
  gint64 stopped_at_ms;         /* the newest transaction.stopped here */
  double price;                 /* a kWh; NAN unknown */
  double meter_start_wh;        /* the register when the charge under way began; NAN unknown */
  double rest_register_wh;      /* the register since the last charge ended; NAN unknown */
  double reading_wh;            /* the reading before, to derive power */
  gint64 reading_ms;
  gboolean reading_is_sample;   /* its time is the station's clock */
  gboolean power_reported;      /* the station reports power, so none is derived */
  gint64 sample_at_ms;          /* newest sample taken in, by the station's clock */
  gint64 delta_at_ms;           /* newest meter.values.delta taken in */
} CsmsConnectorMemory;

/** CsmsConnectorMeter: the shown values that come from the meter; units as in the getters of #CsmsConnector */
typedef struct {
  double energy_wh;
  double register_wh;
  double power_w;
  double soc_percent;
  double cost;
  gint64 metered_ms;
} CsmsConnectorMeter;

CsmsConnector *csms_connector_new (const char *station_id, int id);

/** Returns: (transfer none): valid as long as @self; written by the merging rules */
CsmsConnectorMemory *csms_connector_get_memory (CsmsConnector *self);

/* The setters below change values at once and tell nobody: csms_connector_commit() does, once for all of them. */

/** @since_ms: counts only when the status becomes another one */
void csms_connector_set_status (CsmsConnector *self, CsmsConnectorStatus status, const char *text, gint64 since_ms);
/** @error_code: (nullable): `NoError` and "" are kept as %NULL */
void csms_connector_set_error_code (CsmsConnector *self, const char *error_code);
void csms_connector_set_heard_ms (CsmsConnector *self, gint64 heard_ms);
void csms_connector_set_plug (CsmsConnector *self, const char *type, double rating_kw);
void csms_connector_set_charge (CsmsConnector *self, gboolean charging, const char *transaction_id, const char *id_tag, gint64 started_ms);
/** csms_connector_get_meter: Returns: a copy, to change and set again */
CsmsConnectorMeter csms_connector_get_meter (CsmsConnector *self);
void csms_connector_set_meter (CsmsConnector *self, const CsmsConnectorMeter *meter);

/** csms_connector_note_reading: @point: goes into the history of the charge under way */
void csms_connector_note_reading (CsmsConnector *self, const CsmsMeterPoint *point);
void csms_connector_clear_history (CsmsConnector *self);

/** csms_connector_commit: Returns: whether anything had changed; notifies it, then emits `changed` */
gboolean csms_connector_commit (CsmsConnector *self);

/** csms_connector_matches: @needle: folded. Returns: whether the charge under way has it in its ID tag or transaction id */
gboolean csms_connector_matches (CsmsConnector *self, const char *needle);

typedef void (*CsmsConnectorWatch) (CsmsConnector *self, gpointer data);

/** csms_connector_set_watch: (nullable): is called after a change that did not come through the fleet (`unconfirmed`) */
void csms_connector_set_watch (CsmsConnector *self, CsmsConnectorWatch watch, gpointer data);

G_END_DECLS
