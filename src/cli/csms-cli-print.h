/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CsmsCliRow: one line of output, built member by member: a JSON object for --json, else columns in the same order.
 * Unknown (%NULL, NAN, time 0) is null in JSON and "-" in columns.
 */
typedef struct _CsmsCliRow CsmsCliRow;

CsmsCliRow *csms_cli_row_new (gboolean json);
void csms_cli_row_add_text (CsmsCliRow *self, const char *name, const char *value);
void csms_cli_row_add_int (CsmsCliRow *self, const char *name, gint64 value);
/** A connector: %CSMS_CONNECTOR_NONE is null */
void csms_cli_row_add_connector (CsmsCliRow *self, const char *name, int value);
/** @decimals: for the columns */
void csms_cli_row_add_double (CsmsCliRow *self, const char *name, double value, int decimals);
void csms_cli_row_add_boolean (CsmsCliRow *self, const char *name, gboolean value, const char *yes, const char *no);
/** @time_ms: since 1970; ISO 8601 in UTC in JSON, local time in columns */
void csms_cli_row_add_time (CsmsCliRow *self, const char *name, gint64 time_ms);
/** @members: (transfer full): rows, an array of objects in JSON, joined by spaces in columns */
void csms_cli_row_add_rows (CsmsCliRow *self, const char *name, GPtrArray *rows);
void csms_cli_row_free (CsmsCliRow *self);

/** csms_cli_print_line: writes @line to stdout at once: whoever reads a pipe sees each as it comes */
void csms_cli_print_line (const char *line);

/** csms_cli_get_write_error: Returns: errno of the first line that could not be written, %EPIPE if its reader has gone; 0 if all could */
int csms_cli_get_write_error (void);

/** csms_cli_row_print: writes the line to stdout at once and frees @self */
void csms_cli_row_print (CsmsCliRow *self);

/**
 * csms_cli_safe_text:
 * @text: foreign text, or JSON
 *
 * Returns: (transfer full): @text with what would move a terminal's cursor, or colours, or turn a line round, escaped as JSON does
 *   (trap 19): what was JSON says the same to a program
 */
char *csms_cli_safe_text (const char *text);

G_END_DECLS
