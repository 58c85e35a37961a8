/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A target is one file that has this function, whose name is libFuzzer's: it takes any bytes at all and checks what must hold of
 * them. It runs under libFuzzer, or in test-fuzz.c without it.
 */

/** LLVMFuzzerTestOneInput: Returns: 0 */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What targets share. */

/** FuzzLines: what is left of an input that is read line by line */
typedef struct {
  const char *at;
  gsize left;
} FuzzLines;

/** fuzz_lines_next: Returns: whether there is another line; @line: (out): not NUL-terminated */
gboolean fuzz_lines_next (FuzzLines *self, const char **line, gsize *length);

/** fuzz_check_text: @text: (nullable): must be valid UTF-8 */
void fuzz_check_text (const char *text);

G_END_DECLS
