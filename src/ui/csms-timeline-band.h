/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-timeline.h"

G_BEGIN_DECLS

/**
 * CsmsTimelineBand:
 *
 * One timeline as a band. The pointer, the arrow keys, Home and End look at a segment, Escape at none; a tooltip tells it. Its
 * name on the accessibility bus tells the totals, its description the segment that is looked at, or all of them. Main thread.
 *
 * Signals:
 * - `looked` (char *words): the segment that is looked at now, in words; %NULL none
 */
#define CSMS_TYPE_TIMELINE_BAND (csms_timeline_band_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTimelineBand, csms_timeline_band, CSMS, TIMELINE_BAND, GtkWidget)

/** csms_timeline_band_new: @name: whose it is: "Connector 1" */
CsmsTimelineBand *csms_timeline_band_new (const char *name);

/** csms_timeline_band_get_name: Returns: (transfer none): as given */
const char *csms_timeline_band_get_name (CsmsTimelineBand *self);

/** csms_timeline_band_set_timeline: @timeline: (nullable) (transfer none): cheap when it looks the same as before */
void csms_timeline_band_set_timeline (CsmsTimelineBand *self, CsmsTimeline *timeline);

/** csms_timeline_band_look: @at: a segment; -1 none */
void csms_timeline_band_look (CsmsTimelineBand *self, int at);

/** csms_timeline_band_get_words: Returns: (transfer full) (nullable): the segment that is looked at */
char *csms_timeline_band_get_words (CsmsTimelineBand *self);

G_END_DECLS
