/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"
#include "csms-timeline.h"

G_BEGIN_DECLS

/**
 * csms_timeline_source_read:
 * @history: (nullable): what the journal has of the period; without it only what the fleet's own log reaches back to is known
 * @from_ms, @to_ms: the period, by the server's clock
 * @max: of more connectors than this the first
 *
 * Joins the journal, the events that are not on disk yet, the charges that are known, the gaps between them and the present
 * status. Needs no display; main
 * thread.
 *
 * Returns: (transfer full) (element-type CsmsTimeline): the timelines of the connectors of @station, in their order
 */
GPtrArray *csms_timeline_source_read (CsmsOperator *operator, CsmsStation *station, const CsmsJournalHistory *history,
                                      gint64 from_ms, gint64 to_ms, guint max);

G_END_DECLS
