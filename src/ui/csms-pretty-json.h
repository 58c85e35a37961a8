/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * csms_pretty_json:
 * @json: one JSON value on one line, as CsmsEventRecord.json has it
 *
 * Lays @json out over lines with two spaces a level. Characters that could mislead the eye (trap 19) become \u escapes, so the
 * result says the same to a program.
 *
 * Returns: (transfer full): the text
 */
char *csms_pretty_json (const char *json);

/** CSMS_PRETTY_JSON_SHOWN: bytes; to lay out more in a label takes longer than a person waits */
#define CSMS_PRETTY_JSON_SHOWN (32 * 1024)

/** csms_pretty_json_shown: Returns: (transfer full): the same, cut behind CSMS_PRETTY_JSON_SHOWN with a "…" */
char *csms_pretty_json_shown (const char *json);

G_END_DECLS
