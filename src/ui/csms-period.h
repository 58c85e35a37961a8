/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** CsmsPeriod: whole days of local time, for a list that goes back: in the order of csms_period_get_names(). */
typedef enum {
  CSMS_PERIOD_ANY,
  CSMS_PERIOD_TODAY,
  CSMS_PERIOD_YESTERDAY,
  CSMS_PERIOD_WEEK,     /* the last 7 days, today among them */
  CSMS_PERIOD_MONTH,    /* the last 30 */
  CSMS_PERIOD_CHOSEN,   /* from–to */
} CsmsPeriod;

/** csms_period_get_names: Returns: (array zero-terminated) (transfer none): what each is called */
const char *const *csms_period_get_names (void);

/** csms_period_get: @from_ms, @to_ms: (out): from its beginning until before its end, 0: open. Not of %CSMS_PERIOD_CHOSEN */
void csms_period_get (CsmsPeriod period, gint64 now_ms, gint64 *from_ms, gint64 *to_ms);

/** csms_period_get_day: @ms: in it; @n_days: later. Returns: when that day begins in local time, summer time or not */
gint64 csms_period_get_day (gint64 ms, int n_days);

/** CsmsPeriodFunc: @from_ms, @to_ms: from the beginning of a day until before the end of one; 0: it was left as it is */
typedef void (*CsmsPeriodFunc) (gint64 from_ms, gint64 to_ms, gpointer data);

/**
 * csms_period_choose:
 * @parent: whose window it is for
 * @from_ms, @to_ms: to begin with; 0: today
 * @func: called once with @data, a reference to which is held until then
 *
 * Asks for two days.
 */
void csms_period_choose (GtkWidget *parent, gint64 from_ms, gint64 to_ms, CsmsPeriodFunc func, GObject *data);

G_END_DECLS
