/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How values become text. Main thread; each result is (transfer full), plain text, never markup. Times are ms since 1970 and are
 * shown in local time; `now_ms` is our clock. Between number and unit stands a no-break space.
 */

/** CSMS_TEXT_SHORT, CSMS_TEXT_LONG: bounds in characters for csms_text_clean(): an id or name in a row; a sentence */
#define CSMS_TEXT_SHORT 80
#define CSMS_TEXT_LONG 400

/**
 * csms_text_clean:
 * @text: (nullable): foreign text (trap 19)
 * @max_chars: what is longer is cut and ends in "…"
 *
 * Returns: @text on one line, valid UTF-8, with control, bidi and invisible characters, and marks piled up, made visible as U+FFFD;
 *   "" for %NULL
 */
char *csms_text_clean (const char *text, guint max_chars);

/** csms_text_is_treacherous: Returns: whether @c can mislead the eye: control, bidi, invisible or unassigned */
gboolean csms_text_is_treacherous (gunichar c);

/**
 * csms_text_contains:
 * @text: (nullable): foreign text
 * @needle: folded by csms_search_fold()
 *
 * Returns: whether @text contains @needle, letter case aside; cheap for thousands of texts
 */
gboolean csms_text_contains (const char *text, const char *needle);

/** csms_text_now: Returns: our clock, ms since 1970 */
gint64 csms_text_now (void);

/** csms_text_clock: Returns: "10:02"; "–" for 0 */
char *csms_text_clock (gint64 ms);
/** csms_text_clock_s: Returns: "10:02:31"; "–" for 0 */
char *csms_text_clock_s (gint64 ms);
/** csms_text_clock_ms: Returns: "10:02:31.009" */
char *csms_text_clock_ms (gint64 ms);
/** csms_text_when: for the middle of a sentence. Returns: "10:02", "yesterday 22:17", "19 Nov 22:17", "19 Nov 2024 22:17" */
char *csms_text_when (gint64 ms, gint64 now_ms);
/** csms_text_span: @from, @to: (out): both ends of a span as csms_text_when() has them, to the second where they would read the same */
void csms_text_span (gint64 from_ms, gint64 to_ms, gint64 now_ms, char **from, char **to);
/** csms_text_day_clock: for a cell. Returns: "Today 10:02", "Yesterday 22:17", "19 Nov 22:17", "19 Nov 2024 22:17"; "–" for 0 */
char *csms_text_day_clock (gint64 ms, gint64 now_ms);
/** csms_text_is_same_day: Returns: whether both are of one day */
gboolean csms_text_is_same_day (gint64 a_ms, gint64 b_ms);
/** csms_text_day: for a heading. Returns: "Today", "Yesterday", "Wednesday, 19 November", "19 November 2024" */
char *csms_text_day (gint64 ms, gint64 now_ms);
/** csms_text_exact: for a tooltip. Returns: date and time to the second in the locale's own form; "" for 0 */
char *csms_text_exact (gint64 ms);

/** csms_text_age: @age_ms: negative counts as 0. Returns: "8 s", "7 min", "11 h", "3 d" */
char *csms_text_age (gint64 age_ms);
/** csms_text_age_or_day: of the time @ms. Returns: "8 s", "7 min", "11 h", and from 24 hours on the day, "19 Nov" or "19 Nov 2024" */
char *csms_text_age_or_day (gint64 ms, gint64 now_ms);
/** csms_text_duration: Returns: "12 s", "1 min", "1 h 53 min", "2 d 5 h" */
char *csms_text_duration (gint64 duration_ms);
/** csms_text_elapsed: Returns: "1:04:10", "0:00:41" */
char *csms_text_elapsed (gint64 duration_ms);

/** csms_text_number: @decimals: 0 to 3, always all of them shown. Returns: "2,431.84" in the locale; "–" for NAN and infinity */
char *csms_text_number (double value, guint decimals);

G_END_DECLS
