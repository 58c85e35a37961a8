/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-period.h"

G_BEGIN_DECLS

/** CsmsDays: whole local days, in ms since 1970. Main thread. */
typedef struct {
  CsmsPeriod kind;
  gint64 from_ms;
  gint64 to_ms;                 /* before this; 0: it goes on */
} CsmsDays;

/** csms_days_init: @kind: any but ANY and CHOSEN. One that reaches to today has no end: a server's clock may be ahead of ours */
void csms_days_init (CsmsDays *self, CsmsPeriod kind, gint64 now_ms);

/** csms_days_init_range: @from, @to: valid; the wrong way round they are put right */
void csms_days_init_range (CsmsDays *self, const GDate *from, const GDate *to);

/** csms_days_renew: Returns: whether it is of other days by now, for midnight has passed */
gboolean csms_days_renew (CsmsDays *self, gint64 now_ms);

/** csms_days_has: Returns: whether @ms lies in it */
gboolean csms_days_has (const CsmsDays *self, gint64 ms);

/** csms_days_reaches: Returns: whether @now_ms lies in it, or before its end */
gboolean csms_days_reaches (const CsmsDays *self, gint64 now_ms);

/** csms_days_get_dates: @from, @to: (out caller-allocates): its first and last day; what goes on ends with the day of @now_ms */
void csms_days_get_dates (const CsmsDays *self, gint64 now_ms, GDate *from, GDate *to);

/** csms_days_to_text: Returns: (transfer full): its days: "26 Nov", "1 Nov – 15 Nov", with years where it is not all of this one */
char *csms_days_to_text (const CsmsDays *self, gint64 now_ms);

/** csms_days_to_file_part: Returns: (transfer full): "2026-11-26" or "2026-11-01-to-2026-11-15", for the name of a file */
char *csms_days_to_file_part (const CsmsDays *self, gint64 now_ms);

G_END_DECLS
