/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-test-seat.h"

G_BEGIN_DECLS

/*
 * Waiting in virtual time: the seat's thread sleeps until its next timer, as the other waits of a test, which look every
 * millisecond, do not.
 */

/** soak_wait: Returns: whether @is_so came true within @us */
gboolean soak_wait (CsmsTestSeat *seat, gint64 us, CsmsTestCondition is_so, gpointer data);

/** soak_live_on: lets @us go by */
void soak_live_on (CsmsTestSeat *seat, gint64 us);

G_END_DECLS
