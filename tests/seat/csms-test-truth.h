/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-test-seat.h"

G_BEGIN_DECLS

/**
 * csms_test_seat_await_truth: until the seat is live and what it shows is so: each station connected or not, and of the connected
 * ones each connector's status, whether it charges and, where the seat names one, by which transaction. And until it has had
 * every event of the simulator's log, and no other one. Fails with what differs when that does not come about; at once when
 * an event came twice.
 */
void csms_test_seat_await_truth (CsmsTestSeat *self);

/** csms_test_seat_await_picture: the same without the events, for a seat that cannot have them all */
void csms_test_seat_await_picture (CsmsTestSeat *self);

/**
 * csms_test_seat_stay_honest: from now on every status of the seat that sits now is looked at: whether it calls itself live only
 * when it is, says since when it is not, why it is offline and when it tries again, and lets nobody give a command meanwhile.
 */
void csms_test_seat_stay_honest (CsmsTestSeat *self);

/**
 * csms_test_seat_let_happen: four stations at least. At the second one a charge begins at connector 1, and the one at the first
 * ends, if any; connector 1 of the third fails, connector 2 of the fourth is reserved; and each connector says once more what it is.
 */
void csms_test_seat_let_happen (CsmsTestSeat *self);

/** csms_test_seat_set_living: lets the fleet live by itself, at the rate of the configuration, or stand still */
void csms_test_seat_set_living (CsmsTestSeat *self, gboolean living);

/** Returns: (transfer full) (array zero-terminated=1): the ids of the events in the simulator's log */
char **csms_test_seat_dup_logged (CsmsTestSeat *self);

/** Returns: whether the connector really is Available, and its station connected */
gboolean csms_test_seat_is_free (CsmsTestSeat *self, const char *station_id, guint connector);

/** Returns: how many WebSockets have been opened */
guint csms_test_seat_n_connections (CsmsTestSeat *self);

/** Returns: how many WebSockets are signed in, as the simulator sees it */
guint csms_test_seat_n_authenticated (CsmsTestSeat *self);

/** csms_test_seat_send_raw: sends @text, one text frame, on every connection */
void csms_test_seat_send_raw (CsmsTestSeat *self, const char *text);

/** Returns: how many of the last 1,000 frames that the simulator received contain @text */
guint csms_test_seat_count_frames (CsmsTestSeat *self, const char *text);

G_END_DECLS
