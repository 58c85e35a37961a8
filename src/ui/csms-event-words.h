/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-records.h"

G_BEGIN_DECLS

/** CsmsEventLook: the icon before the words of an event; both (transfer none), @style (nullable) */
typedef struct {
  const char *icon;
  const char *style;
} CsmsEventLook;

/** csms_event_look: Returns: icon and style class for @record */
CsmsEventLook csms_event_look (const CsmsEventRecord *record);

/** csms_event_words: Returns: (transfer full): what happened, in one line: "14.68 kWh, 1 h 53 min, EVDisconnected"; foreign parts made safe */
char *csms_event_words (const CsmsEventRecord *record);

/** csms_event_place: Returns: (transfer full): "fora072/1", "fora072" for the station itself, "" where there is none */
char *csms_event_place (const CsmsEventRecord *record);

/**
 * csms_event_heading:
 * @meaning: (out) (nullable) (transfer full): what the heading means and what to do, for people; %NULL when there is no more to say
 *
 * Returns: (transfer full): the heading of the details: an error code, a stop reason, a status, or the event's own name
 */
char *csms_event_heading (const CsmsEventRecord *record, char **meaning);

/** csms_event_matches: @needle: folded by csms_search_fold(). Returns: whether anything the server said in @record, or its place, contains it */
gboolean csms_event_matches (const CsmsEventRecord *record, const char *needle);

G_END_DECLS
