/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-seat.h"

/* Calls into the simulator's thread. */

typedef struct {
  const char *station_id;
  const char *text;
  guint number;
  guint other;
  guint64 result;
  char *result_text;
  char **result_texts;
  const char *more;
} Call;

#define CALL(NAME, STATEMENT) \
  static void NAME (CsmsSimulator *simulator, gpointer data) { Call *call G_GNUC_UNUSED = data; STATEMENT; }

CALL (call_station, call->result_text = csms_simulator_dup_station_id (simulator, call->number))
CALL (call_status, csms_simulator_set_status (simulator, call->station_id, call->number, call->text, NULL))
CALL (call_network, csms_simulator_set_network (simulator, (CsmsSimulatorNetwork) call->number))
CALL (call_fault, csms_simulator_set_command_fault (simulator, call->station_id, (CsmsSimulatorCommand) call->number, call->other))
CALL (call_drop, csms_simulator_drop_clients (simulator))
CALL (call_listening, g_assert_true (csms_simulator_set_listening (simulator, call->number != 0, NULL)))
CALL (call_burst, csms_simulator_emit_burst (simulator, call->number))
CALL (call_database, csms_simulator_set_database_down (simulator, call->number != 0))
CALL (call_actuations, call->result = csms_simulator_get_actuations (simulator, call->station_id, call->number))
CALL (call_requests, call->result = csms_simulator_count_requests (simulator, call->text))
CALL (call_emitted, call->result = csms_simulator_get_n_events (simulator))
CALL (call_local_start, call->result_text = csms_simulator_local_start (simulator, call->station_id, call->number, call->text))
CALL (call_local_stop, csms_simulator_local_stop (simulator, call->station_id, call->number, NULL))
CALL (call_online, csms_simulator_set_online (simulator, call->station_id, call->number != 0))
CALL (call_restart, csms_simulator_restart (simulator, call->number))
CALL (call_expire, csms_simulator_expire_sessions (simulator))
CALL (call_emit, csms_simulator_emit_event (simulator, call->more, call->station_id, "1", call->text))
CALL (call_emit_odd, csms_simulator_emit_event (simulator, call->more, call->station_id, "\"abc\"", NULL))
CALL (call_transaction, call->result_text = csms_simulator_dup_transaction (simulator, call->station_id, call->number))
CALL (call_frames, call->result_texts = csms_simulator_dup_frames (simulator))
CALL (call_sample, csms_simulator_sample (simulator, call->station_id, call->number, 10))

static Call
invoke (CsmsTestSeat *self, CsmsSimulatorFunc func, const char *station_id, const char *text, guint number, guint other)
{
  Call call = { .station_id = station_id, .text = text, .number = number, .other = other };

  csms_simulator_thread_invoke (self->thread, func, &call);
  return call;
}

char *
csms_test_seat_station (CsmsTestSeat *self, guint index)
{
  return invoke (self, call_station, NULL, NULL, index, 0).result_text;
}

void
csms_test_seat_set_status (CsmsTestSeat *self, const char *station_id, guint connector, const char *status)
{
  invoke (self, call_status, station_id, status, connector, 0);
}

void
csms_test_seat_set_network (CsmsTestSeat *self, CsmsSimulatorNetwork faults)
{
  invoke (self, call_network, NULL, NULL, faults, 0);
}

void
csms_test_seat_set_command_fault (CsmsTestSeat *self, const char *station_id, CsmsSimulatorCommand fault, guint delay_ms)
{
  invoke (self, call_fault, station_id, NULL, fault, delay_ms);
}

void
csms_test_seat_drop (CsmsTestSeat *self)
{
  invoke (self, call_drop, NULL, NULL, 0, 0);
}

void
csms_test_seat_set_listening (CsmsTestSeat *self, gboolean listening)
{
  invoke (self, call_listening, NULL, NULL, listening, 0);
}

void
csms_test_seat_burst (CsmsTestSeat *self, guint n)
{
  invoke (self, call_burst, NULL, NULL, n, 0);
}

void
csms_test_seat_set_database_down (CsmsTestSeat *self, gboolean down)
{
  invoke (self, call_database, NULL, NULL, down, 0);
}

guint
csms_test_seat_actuations (CsmsTestSeat *self, const char *station_id, guint connector)
{
  return (guint) invoke (self, call_actuations, station_id, NULL, connector, 0).result;
}

guint
csms_test_seat_requests (CsmsTestSeat *self, const char *action)
{
  return (guint) invoke (self, call_requests, NULL, action, 0, 0).result;
}

guint64
csms_test_seat_n_emitted (CsmsTestSeat *self)
{
  return invoke (self, call_emitted, NULL, NULL, 0, 0).result;
}

char *
csms_test_seat_local_start (CsmsTestSeat *self, const char *station_id, guint connector, const char *id_tag)
{
  return invoke (self, call_local_start, station_id, id_tag, connector, 0).result_text;
}

void
csms_test_seat_local_stop (CsmsTestSeat *self, const char *station_id, guint connector)
{
  invoke (self, call_local_stop, station_id, NULL, connector, 0);
}

void
csms_test_seat_sample (CsmsTestSeat *self, const char *station_id, guint connector)
{
  invoke (self, call_sample, station_id, NULL, connector, 0);
}

void
csms_test_seat_set_online (CsmsTestSeat *self, const char *station_id, gboolean online)
{
  invoke (self, call_online, station_id, NULL, online, 0);
}

void
csms_test_seat_restart (CsmsTestSeat *self, guint down_ms)
{
  invoke (self, call_restart, NULL, NULL, down_ms, 0);
}

void
csms_test_seat_expire (CsmsTestSeat *self)
{
  invoke (self, call_expire, NULL, NULL, 0, 0);
}

void
csms_test_seat_emit (CsmsTestSeat *self, const char *station_id, const char *event, const char *members)
{
  Call call = { .station_id = station_id, .text = members, .more = event };

  csms_simulator_thread_invoke (self->thread, call_emit, &call);
}

void
csms_test_seat_emit_odd (CsmsTestSeat *self, const char *station_id, const char *event)
{
  Call call = { .station_id = station_id, .more = event };

  csms_simulator_thread_invoke (self->thread, call_emit_odd, &call);
}

char *
csms_test_seat_dup_transaction (CsmsTestSeat *self, const char *station_id, guint connector)
{
  return invoke (self, call_transaction, station_id, NULL, connector, 0).result_text;
}

char *
csms_test_seat_dup_frame (CsmsTestSeat *self, const char *action)
{
  g_auto (GStrv) frames = invoke (self, call_frames, NULL, NULL, 0, 0).result_texts;
  g_autofree char *mark = g_strdup_printf ("\"action\":\"%s\"", action);

  for (guint i = g_strv_length (frames); i-- > 0;)
    if (strstr (frames[i], mark) != NULL)
      return g_strdup (frames[i]);
  return NULL;
}
