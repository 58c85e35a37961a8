/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet-fixture.h"

G_BEGIN_DECLS

/*
 * A fleet of one station `st`, and events as the wire has them. T is the server's clock, NOW ours: they need not agree.
 */

#define T(seconds) ((gint64) (G_GINT64_CONSTANT (1795471600000) + (seconds) * 1000))
#define NOW(seconds) ((gint64) (G_GINT64_CONSTANT (1795479999000) + (seconds) * 1000))

#define STATUS(ts, connector, status) \
  "{'eventId':'evt-%" G_GINT64_FORMAT "-1','event':'connector.status.changed','ts':%" G_GINT64_FORMAT ",'stationId':'st'," \
  "'connectorId':%d,'status':'%s','errorCode':'NoError'}", T (ts), T (ts), connector, status
#define STATUS_CODE(ts, connector, status, code) \
  "{'eventId':'evt-%" G_GINT64_FORMAT "-1','event':'connector.status.changed','ts':%" G_GINT64_FORMAT ",'stationId':'st'," \
  "'connectorId':%d,'status':'%s','errorCode':'%s'}", T (ts), T (ts), connector, status, code
#define STATUS_NO_CODE(ts, connector, status) \
  "{'eventId':'evt-%" G_GINT64_FORMAT "-1','event':'connector.status.changed','ts':%" G_GINT64_FORMAT ",'stationId':'st'," \
  "'connectorId':%d,'status':'%s'}", T (ts), T (ts), connector, status
#define STARTED(ts, connector, id, tag) \
  "{'eventId':'evt-%" G_GINT64_FORMAT "-2','event':'transaction.started','ts':%" G_GINT64_FORMAT ",'stationId':'st'," \
  "'connectorId':%d,'transactionId':%s,'idTag':'%s'}", T (ts), T (ts), connector, id, tag
#define STOPPED(ts, connector, id) \
  "{'eventId':'evt-%" G_GINT64_FORMAT "-3','event':'transaction.stopped','ts':%" G_GINT64_FORMAT ",'stationId':'st'," \
  "'connectorId':%d,'transactionId':%s,'totalKWh':1.5,'cost':0.30000000000000004,'efficiencyPercentage':100}", T (ts), T (ts), connector, id
#define DELTA(ts, connector, id, total) \
  "{'eventId':'evt-%" G_GINT64_FORMAT "-4','event':'meter.values.delta','ts':%" G_GINT64_FORMAT ",'stationId':'st'," \
  "'connectorId':%d,'transactionId':%s,'total':%s,'delta':1,'unit':'Wh','measurand':'Energy.Active.Import.Register'}", \
  T (ts), T (ts), connector, id, total

typedef struct {
  CsmsFleet *fleet;
  guint *n_started;
  guint *n_stopped;
} Fixture;

void set_up (Fixture *fixture, gconstpointer data);
void tear_down (Fixture *fixture, gconstpointer data);

/** connector: Returns: connector 1 of st */
CsmsConnector *connector (Fixture *fixture);
void assert_status (Fixture *fixture, CsmsConnectorStatus status);
void assert_charge (Fixture *fixture, gboolean charging, const char *transaction_id);
/** snapshot: getStations with st alone, whose one connector said @status, with @code and @id as JSON, at T (@seconds) */
void snapshot (Fixture *fixture, double seconds, const char *status, const char *code, const char *id);

#define ADD(path, function) g_test_add ("/fleet/" path, Fixture, NULL, set_up, function, tear_down)

G_END_DECLS
