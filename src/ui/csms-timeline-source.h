/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"
#include "csms-timeline.h"

G_BEGIN_DECLS

/**
 * csms_timeline_source_read:
 * @from_ms, @to_ms: the period, by the server's clock
 *
 * Needs no display; main thread.
 *
 * Returns: (transfer full) (element-type CsmsTimeline): the timelines of the first @max connectors of @station, in their order,
 *   from what the events at hand, the gaps between them and the present status tell
 */
GPtrArray *csms_timeline_source_read (CsmsOperator *operator, CsmsStation *station, gint64 from_ms, gint64 to_ms, guint max);

G_END_DECLS
