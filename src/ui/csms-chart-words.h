/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-chart-data.h"

G_BEGIN_DECLS

/*
 * A chart in words: what stands beside it, and what a screen reader says in its place. Main thread; texts are (transfer full)
 * and plain. @now_ms is our clock, for the day in which times fall.
 */

/** csms_chart_words_label: Returns: "Power 22.1 kW now, 18.40 kWh since 10:02": the newest values */
char *csms_chart_words_label (const CsmsChartData *data, gint64 now_ms);

/** csms_chart_words_course: Returns: "From 09:12 to 10:16; at most 22.4 kW. Not known from 09:20 to 09:31.": all of it */
char *csms_chart_words_course (const CsmsChartData *data, gint64 now_ms);

/** csms_chart_words_point: Returns: "09:50:00: 17.2 kW, 13.65 kWh": one point */
char *csms_chart_words_point (const CsmsChartPoint *point);

/** csms_chart_words_energy_key: Returns: "Energy (kWh)", or "Energy since 10:02 (kWh)" where it is counted from there */
char *csms_chart_words_energy_key (const CsmsChartData *data, gint64 now_ms);

G_END_DECLS
