/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-days.h"

G_BEGIN_DECLS

/**
 * CsmsPeriodBar:
 *
 * The periods to choose from: Today, Yesterday, 7 days, 30 days, and one from a day to another in two calendars. Main thread.
 *
 * Signals:
 * - `changed` (): csms_period_bar_get_period()
 */
#define CSMS_TYPE_PERIOD_BAR (csms_period_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsmsPeriodBar, csms_period_bar, CSMS, PERIOD_BAR, AdwBin)

/** Returns: (transfer none): the chosen one; 7 days in the beginning */
const CsmsDays *csms_period_bar_get_period (CsmsPeriodBar *self);

/** csms_period_bar_choose: @kind: any but ANY and CHOSEN */
void csms_period_bar_choose (CsmsPeriodBar *self, CsmsPeriod kind);

/** csms_period_bar_choose_range: from one day to another, see csms_days_init_range() */
void csms_period_bar_choose_range (CsmsPeriodBar *self, const GDate *from, const GDate *to);

/** csms_period_bar_tick: a second has passed: it may be another day */
void csms_period_bar_tick (CsmsPeriodBar *self);

/** csms_period_bar_set_narrow: whether the calendars stand one above the other */
void csms_period_bar_set_narrow (CsmsPeriodBar *self, gboolean narrow);

G_END_DECLS
