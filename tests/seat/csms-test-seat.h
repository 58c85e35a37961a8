/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator-private.h"
#include "csms-simulator-thread.h"

G_BEGIN_DECLS

/**
 * CsmsTestSeat: an operator's seat at a simulator of its own, and what came of it. Waiting is for a condition, never for a
 * time: each wait iterates the main context and fails after a minute.
 */
typedef struct {
  CsmsSimulatorThread *thread;  /* NULL: csms_test_seat_new_at() */
  CsmsServer *server;
  CsmsOperator *seat;
  GHashTable *event_ids;        /* of every event the seat emitted, to how often */
  GPtrArray *events;            /* of CsmsEventRecord, in order */
  guint recovered_signals;
  guint64 recovered_count;
  guint started_signals;
  guint stopped_signals;
  guint duplicates;
  guint lives;                  /* how often it became live */
} CsmsTestSeat;

typedef gboolean (*CsmsTestCondition) (CsmsTestSeat *self, gpointer data);

/** csms_test_seat_init: g_test_init(), without the debugging of the libraries below, some lines a frame */
void csms_test_seat_init (int *argc, char ***argv);

/** Fills *@config: quiet fleet, short times, one key. Change it before csms_test_seat_new(). */
void csms_test_seat_config (CsmsSimulatorConfig *config, CsmsSimulatorBehaviour behaviour);
/** csms_test_seat_set_real_limits: whether the seats taken from now on have the product's own limits, instead of short ones */
void csms_test_seat_set_real_limits (gboolean real);
/** csms_test_seat_set_audit_pace: of the seats taken from now on: what a second of the delivery audit lasts; 50 ms by itself */
void csms_test_seat_set_audit_pace (guint ms);
/** A simulator and, beside it, a seat that has not been started. */
CsmsTestSeat *csms_test_seat_new (const CsmsSimulatorConfig *config);
/** A seat that has not been started, at a server that is somebody else's */
CsmsTestSeat *csms_test_seat_new_at (CsmsServer *server);
/** A simulator and a seat beside it that is live. */
CsmsTestSeat *csms_test_seat_new_live (const CsmsSimulatorConfig *config);
/** As csms_test_seat_new_live(), at the server of the field. */
CsmsTestSeat *csms_test_seat_new_deployed (void);
void csms_test_seat_free (CsmsTestSeat *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsTestSeat, csms_test_seat_free)

/** Ends the seat as a crash would, and sits another one down at the same simulator, with what the first had remembered. */
void csms_test_seat_replace (CsmsTestSeat *self);

/** csms_test_seat_wait: until @condition holds */
#define csms_test_seat_wait(self, condition, data) csms_test_seat_wait_at (self, condition, data, #condition, __FILE__, __LINE__)
void csms_test_seat_wait_at (CsmsTestSeat *self, CsmsTestCondition condition, gpointer data, const char *what, const char *file, int line);
/** Iterates the main context until nothing more is pending, after a moment. */
void csms_test_seat_settle (CsmsTestSeat *self, guint ms);

gboolean csms_test_is_live (CsmsTestSeat *self, gpointer unused);
gboolean csms_test_is_not_live (CsmsTestSeat *self, gpointer unused);
/** @data: CsmsCommand */
gboolean csms_test_is_confirmed (CsmsTestSeat *self, gpointer data);
gboolean csms_test_is_unconfirmed (CsmsTestSeat *self, gpointer data);
gboolean csms_test_has_ended (CsmsTestSeat *self, gpointer data);

/** Starts on a connector that may be started; the command is open when it returns. */
CsmsCommand *csms_test_seat_start (CsmsTestSeat *self, const char *station_id, int connector_id, const char *id_tag);
CsmsCommand *csms_test_seat_stop (CsmsTestSeat *self, const char *station_id, int connector_id, const char *transaction_id);
/** Starts on connector 1 as USER1, and waits until it is Confirmed and the connector reads `Charging`. */
CsmsCommand *csms_test_seat_charge (CsmsTestSeat *self, const char *station_id);
CsmsConnectorStatus csms_test_seat_get_status (CsmsTestSeat *self, const char *station_id, int connector_id);
/** Waits until the fleet shows the connector so. */
void csms_test_seat_await_status (CsmsTestSeat *self, const char *station_id, int connector_id, CsmsConnectorStatus status);

/* csms-test-seat-simulator.c: the simulator, from this thread. */
char *csms_test_seat_station (CsmsTestSeat *self, guint index);
void csms_test_seat_set_status (CsmsTestSeat *self, const char *station_id, guint connector, const char *status);
void csms_test_seat_set_network (CsmsTestSeat *self, CsmsSimulatorNetwork faults);
void csms_test_seat_set_command_fault (CsmsTestSeat *self, const char *station_id, CsmsSimulatorCommand fault, guint delay_ms);
void csms_test_seat_drop (CsmsTestSeat *self);
void csms_test_seat_set_listening (CsmsTestSeat *self, gboolean listening);
void csms_test_seat_burst (CsmsTestSeat *self, guint n);
void csms_test_seat_set_database_down (CsmsTestSeat *self, gboolean down);
guint csms_test_seat_actuations (CsmsTestSeat *self, const char *station_id, guint connector);
guint csms_test_seat_requests (CsmsTestSeat *self, const char *action);
guint64 csms_test_seat_n_emitted (CsmsTestSeat *self);
char *csms_test_seat_local_start (CsmsTestSeat *self, const char *station_id, guint connector, const char *id_tag);
void csms_test_seat_local_stop (CsmsTestSeat *self, const char *station_id, guint connector);
void csms_test_seat_set_online (CsmsTestSeat *self, const char *station_id, gboolean online);
void csms_test_seat_restart (CsmsTestSeat *self, guint down_ms);
void csms_test_seat_expire (CsmsTestSeat *self);
/** @members: the further members as JSON text without braces */
void csms_test_seat_emit (CsmsTestSeat *self, const char *station_id, const char *event, const char *members);
/** csms_test_seat_emit_odd: an event whose connectorId is no number: pushed, and never logged (trap 3) */
void csms_test_seat_emit_odd (CsmsTestSeat *self, const char *station_id, const char *event);
char *csms_test_seat_dup_transaction (CsmsTestSeat *self, const char *station_id, guint connector);
/** Returns: (transfer full): the last frame that asked for @action, or %NULL */
char *csms_test_seat_dup_frame (CsmsTestSeat *self, const char *action);
void csms_test_seat_sample (CsmsTestSeat *self, const char *station_id, guint connector);

G_END_DECLS
