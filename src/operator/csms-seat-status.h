/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-catch-up.h"
#include "csms-link.h"
#include "csms-operator.h"

G_BEGIN_DECLS

/** CsmsSeatSources: what a seat's status is made of. */
typedef struct {
  const CsmsLinkStatus *link;         /* NULL: there is none yet */
  const CsmsCatchUpStatus *catch_up;
  gboolean started;
  gint64 rtt_us;                      /* of a ping asked for; -1 none */
  gboolean shared_address;
  gboolean journal_working;
  const char *journal_problem;
  CsmsAddressSafety safety;
  const char *problem;                /* why there is no link */
  int problem_code;                   /* CsmsOperatorError, -1 none */
} CsmsSeatSources;

/** csms_seat_status_update: everything but what only the seat itself counts (not_live_since_ms, clock_offset_ms, ever_live, last_event_ms); texts are copied */
void csms_seat_status_update (CsmsSeatStatus *self, const CsmsSeatSources *sources);
/** csms_seat_status_clear: frees the copies */
void csms_seat_status_clear (CsmsSeatStatus *self);

G_END_DECLS
