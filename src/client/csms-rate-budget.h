/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The server counts 50 client frames in fixed windows of 10 s and cuts the connection at the 51st, auth and ping included.
 * We stay at 40 in any sliding 10 s, and in one second more: frames that the way holds up and bunches must not become 51.
 */
#define CSMS_RATE_MAX 40
#define CSMS_RATE_KEPT_FOR_COMMANDS 8
#define CSMS_RATE_WINDOW_US (11 * G_TIME_SPAN_SECOND)

/** CsmsRateBudget: when the next frame may go. Pure: the time (monotonic, microseconds) is an argument. Zeroed is empty. */
typedef struct {
  gint64 sent_us[CSMS_RATE_MAX];        /* a ring, oldest at `oldest` */
  guint oldest;
  guint count;
} CsmsRateBudget;

/** csms_rate_budget_get_used: Returns: frames sent in the last CSMS_RATE_WINDOW_US */
guint csms_rate_budget_get_used (CsmsRateBudget *self, gint64 now_us);

/**
 * csms_rate_budget_get_wait:
 * @urgent: a command, or the auth that everything waits for: may use the frames kept for commands
 *
 * Returns: 0 when a frame may go now, else after how many microseconds it may
 */
gint64 csms_rate_budget_get_wait (CsmsRateBudget *self, gint64 now_us, gboolean urgent);

/** csms_rate_budget_spend: a frame went out; only after csms_rate_budget_get_wait() said 0 for this time */
void csms_rate_budget_spend (CsmsRateBudget *self, gint64 now_us);

G_END_DECLS
