/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-records.h"

G_BEGIN_DECLS

/*
 * Meter values in words: which column a sample stands in, and how its value reads there. Main thread; texts are
 * (transfer full), plain, and clean.
 */

/** csms_meter_words_key: Returns: the same for all samples of one column: measurand, phase, location and unit */
char *csms_meter_words_key (const CsmsSampleRecord *sample);

/** csms_meter_words_rank: Returns: where the column of @sample stands from the left, 0 first; vendors' own measurands last */
int csms_meter_words_rank (const CsmsSampleRecord *sample);

/** csms_meter_words_title: Returns: the column's title, with its unit: "Power (kW)", "L1 (A)" */
char *csms_meter_words_title (const CsmsSampleRecord *sample);

/** csms_meter_words_value: Returns: the value in the title's unit, with the decimals of its kind; a value that is no number as it came (trap 15) */
char *csms_meter_words_value (const CsmsSampleRecord *sample);

G_END_DECLS
