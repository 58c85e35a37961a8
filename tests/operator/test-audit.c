/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-seat.h"

/* The event log against what was pushed, sprung by the simulator as servers of the field do it. */

static CsmsTestSeat *
new_live (CsmsSimulatorBehaviour behaviour)
{
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, behaviour);
  return csms_test_seat_new_live (&config);
}

typedef struct {
  guint64 n;
} Expected;

static gboolean
has_events (CsmsTestSeat *self, gpointer data)
{
  return g_hash_table_size (self->event_ids) >= ((Expected *) data)->n;
}

static void
await_all (CsmsTestSeat *self, guint64 before)
{
  Expected expected = { csms_test_seat_n_emitted (self) - before };

  csms_test_seat_wait (self, has_events, &expected);
  g_assert_cmpuint (self->duplicates, ==, 0);
}

typedef struct {
  guint n;
} Requests;

static gboolean
has_asked (CsmsTestSeat *self, gpointer data)
{
  return csms_test_seat_requests (self, "getEventsSince") >= ((Requests *) data)->n;
}

/* Until some more audits are through. */
static void
await_audits (CsmsTestSeat *self, guint n)
{
  Requests requests = { csms_test_seat_requests (self, "getEventsSince") + n };

  csms_test_seat_wait (self, has_asked, &requests);
}

static gboolean
has_missed (CsmsTestSeat *self, gpointer unused)
{
  return csms_operator_get_status (self->seat)->missed > 0;
}

static gboolean
lives_twice (CsmsTestSeat *self, gpointer unused)
{
  return self->lives >= 2 && csms_operator_get_live (self->seat);
}

/* Another client came to the same address and went: ours stays open, is answered, and hears nothing any more. */
static void
test_deaf_socket (void)
{
  g_autoptr (CsmsTestSeat) self = new_live (CSMS_SIMULATOR_DEPLOYED);
  CsmsTestSeat *other = csms_test_seat_new_at (self->server);
  guint64 before = csms_test_seat_n_emitted (self);

  csms_operator_start (other->seat);
  csms_test_seat_wait (other, csms_test_is_live, NULL);
  csms_test_seat_free (other);
  csms_test_seat_burst (self, 5);
  csms_test_seat_wait (self, has_missed, NULL);
  csms_test_seat_wait (self, lives_twice, NULL);
  await_all (self, before);
  g_assert_false (csms_operator_get_status (self->seat)->shared_address);
  /* and it hears again */
  before = csms_test_seat_n_emitted (self) - g_hash_table_size (self->event_ids);
  csms_test_seat_burst (self, 5);
  await_all (self, before);
}

static gboolean
one_shares (CsmsTestSeat *self, gpointer other)
{
  csms_test_seat_burst (self, 1);
  csms_test_seat_settle (self, 20);
  return csms_operator_get_status (self->seat)->shared_address
         || csms_operator_get_status (((CsmsTestSeat *) other)->seat)->shared_address;
}

/* Two that stay take the address from each other, until one gives in and polls; neither misses anything. */
static void
test_two_on_one_address (void)
{
  g_autoptr (CsmsTestSeat) self = NULL;
  g_autoptr (CsmsTestSeat) other = NULL;
  Expected expected;
  guint64 before;

  /* slow enough for the frame budget: every reconnection costs some */
  csms_test_seat_set_audit_pace (150);
  self = new_live (CSMS_SIMULATOR_DEPLOYED);
  other = csms_test_seat_new_at (self->server);
  csms_test_seat_set_audit_pace (50);
  before = csms_test_seat_n_emitted (self);
  csms_operator_start (other->seat);
  csms_test_seat_wait (other, csms_test_is_live, NULL);
  csms_test_seat_wait (self, one_shares, other);
  await_all (self, before);
  expected.n = csms_test_seat_n_emitted (self) - before;
  csms_test_seat_wait (other, has_events, &expected);
  g_assert_cmpuint (other->duplicates, ==, 0);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
}

/* What the log could not store was pushed all the same: no alarm, and no new socket. */
static void
test_never_logged (void)
{
  g_autoptr (CsmsTestSeat) self = new_live (CSMS_SIMULATOR_DEPLOYED);
  g_autofree char *station = csms_test_seat_station (self, 0);
  guint64 before = csms_test_seat_n_emitted (self);

  for (guint i = 0; i < 5; i++)
    csms_test_seat_emit_odd (self, station, "meter.values.delta");
  csms_test_seat_burst (self, 20);
  await_all (self, before);
  await_audits (self, 4);
  g_assert_cmpuint (csms_operator_get_status (self->seat)->missed, ==, 0);
  g_assert_cmpuint (self->lives, ==, 1);
}

/* A log that is written late is no alarm either, whatever is being pushed meanwhile. */
static void
test_log_is_late (void)
{
  CsmsSimulatorConfig config;
  g_autoptr (CsmsTestSeat) self = NULL;
  Requests requests;
  guint64 before;

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  config.log_delay_ms = 400;
  config.clock_offset_ms = -3 * 3600 * 1000;
  self = csms_test_seat_new_live (&config);
  before = csms_test_seat_n_emitted (self);
  requests.n = csms_test_seat_requests (self, "getEventsSince") + 4;
  while (!has_asked (self, &requests))
    {
      csms_test_seat_burst (self, 3);
      csms_test_seat_settle (self, 10);
    }
  await_all (self, before);
  g_assert_cmpuint (csms_operator_get_status (self->seat)->missed, ==, 0);
  g_assert_cmpuint (self->lives, ==, 1);
}

/* The published guide knows the eventId form only. */
static void
test_guide (void)
{
  g_autoptr (CsmsTestSeat) self = new_live (CSMS_SIMULATOR_GUIDE);
  guint64 before = csms_test_seat_n_emitted (self);

  csms_test_seat_burst (self, 10);
  await_all (self, before);
  await_audits (self, 4);
  g_assert_cmpuint (csms_operator_get_status (self->seat)->missed, ==, 0);
  g_assert_cmpuint (self->lives, ==, 1);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/operator/audit/trap-01-deaf-socket", test_deaf_socket);
  g_test_add_func ("/operator/audit/trap-01-two-on-one-address", test_two_on_one_address);
  g_test_add_func ("/operator/audit/trap-03-never-logged", test_never_logged);
  g_test_add_func ("/operator/audit/trap-03-log-is-late", test_log_is_late);
  g_test_add_func ("/operator/audit/guide", test_guide);
  return g_test_run ();
}
