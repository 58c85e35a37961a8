/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsmsCsv: rows of CSV in the making (RFC 4180: commas, CRLF, UTF-8, no byte order mark).
 *
 * Text is foreign (trap 19). What a spreadsheet would take for a formula (=, +, -, @, a tab or a carriage return in front) gets an
 * apostrophe before it, which shows as text there; control characters become U+FFFD. Numbers are written as programs read them,
 * whatever the locale; what is missing is an empty cell.
 */
typedef struct {
  GString *text;
  gboolean begun;               /* there is a cell in this row */
} CsmsCsv;

void csms_csv_init (CsmsCsv *self);
void csms_csv_clear (CsmsCsv *self);

/** csms_csv_add_text: @text: (nullable) */
void csms_csv_add_text (CsmsCsv *self, const char *text);
/** csms_csv_add_number: @value: NAN is missing; @decimals: at most */
void csms_csv_add_number (CsmsCsv *self, double value, guint decimals);
/** csms_csv_add_connector: @connector_id: negative is missing */
void csms_csv_add_connector (CsmsCsv *self, int connector_id);
/** csms_csv_add_time: @ms: since 1970; 0 is missing. ISO 8601 in local time, with its offset from UTC */
void csms_csv_add_time (CsmsCsv *self, gint64 ms);
void csms_csv_end_row (CsmsCsv *self);

/** csms_csv_add_header: a row of @titles, NULL-terminated */
void csms_csv_add_header (CsmsCsv *self, const char *const *titles);

/** csms_csv_take: Returns: (transfer full): the rows that were ended; @self is empty then */
GBytes *csms_csv_take (CsmsCsv *self);

G_END_DECLS
