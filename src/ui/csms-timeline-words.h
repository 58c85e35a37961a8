/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-timeline.h"

G_BEGIN_DECLS

/*
 * A timeline in words: its legend, its tooltips, and what a screen reader says in its place. Main thread; texts are plain and
 * clean. @now_ms is our clock, for the day in which times fall.
 */

/** csms_timeline_words_shape: Returns: (transfer none): "Charging", "Occupied, not charging", "Unknown: no record", … */
const char *csms_timeline_words_shape (CsmsTimelineShape shape);

/** csms_timeline_words_segment: Returns: (transfer full): "Charging from 09:12 to 10:16, 1 h 4 min"; of the last one "Charging since 09:12" */
char *csms_timeline_words_segment (const CsmsTimelineSegment *segment, gint64 now_ms);

/** csms_timeline_words_totals: Returns: (transfer full): "Charging 5 h 10 min, Available 18 h 2 min": each shape there is, the longest first */
char *csms_timeline_words_totals (CsmsTimeline *timeline);

/** csms_timeline_words_list: Returns: (transfer full): every segment in words, newest first, a sentence each; of very many the newest */
char *csms_timeline_words_list (CsmsTimeline *timeline, gint64 now_ms);

/** csms_timeline_words_station: @timelines: (element-type CsmsTimeline). Returns: (transfer full): the whole station in one line: "Charged 5 h 10 min" */
char *csms_timeline_words_station (GPtrArray *timelines);

G_END_DECLS
