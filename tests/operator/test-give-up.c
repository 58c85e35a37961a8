/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-seat.h"

/* A person does not wait for what was missed: the seat is live at once, says so, and reads the rest with the next session. */

#define MISSED 3000

static void
give_up (CsmsOperator *seat)
{
  const CsmsSeatStatus *status = csms_operator_get_status (seat);

  if (status->state == CSMS_SEAT_CATCHING_UP && status->recovered > 0)
    csms_operator_stop_catching_up (seat);
}

static gboolean
has_all (CsmsTestSeat *self, gpointer data)
{
  return g_hash_table_size (self->event_ids) == *(guint64 *) data && !csms_operator_get_status (self->seat)->gap;
}

static void
test_give_up (void)
{
  g_autoptr (CsmsTestSeat) self = NULL;
  const CsmsSeatStatus *status;
  guint64 before, emitted;
  gulong handler;

  csms_test_seat_set_audit_pace (1000 * 1000);
  self = csms_test_seat_new_deployed ();
  before = csms_test_seat_n_emitted (self);
  csms_test_seat_set_listening (self, FALSE);
  csms_test_seat_drop (self);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  csms_test_seat_burst (self, MISSED);
  csms_test_seat_settle (self, 100);
  handler = g_signal_connect (self->seat, "status-changed", G_CALLBACK (give_up), NULL);
  csms_test_seat_set_listening (self, TRUE);
  csms_operator_reconnect_now (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  g_signal_handler_disconnect (self->seat, handler);

  status = csms_operator_get_status (self->seat);
  g_assert_cmpuint (g_hash_table_size (self->event_ids), <, MISSED);
  g_assert_true (status->gap);
  g_assert_cmpint (status->gap_from_ms, <=, status->gap_to_ms);
  g_assert_null (status->problem);

  emitted = csms_test_seat_n_emitted (self) - before;
  csms_test_seat_drop (self);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  csms_operator_reconnect_now (self->seat);
  csms_test_seat_wait (self, has_all, &emitted);
  g_assert_cmpuint (self->duplicates, ==, 0);
}

/* There is nothing to give up: nothing happens. */
static void
test_nothing (void)
{
  g_autoptr (CsmsTestSeat) self = csms_test_seat_new_deployed ();

  csms_operator_stop_catching_up (self->seat);
  g_assert_true (csms_operator_get_live (self->seat));
  g_assert_false (csms_operator_get_status (self->seat)->gap);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/operator/give-up/live-and-read-later", test_give_up);
  g_test_add_func ("/operator/give-up/nothing-under-way", test_nothing);
  return g_test_run ();
}
