/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include <string.h>

gboolean
fuzz_lines_next (FuzzLines *self, const char **line, gsize *length)
{
  const char *end;

  if (self->left == 0)
    return FALSE;
  end = memchr (self->at, '\n', self->left);
  *line = self->at;
  *length = end != NULL ? (gsize) (end - self->at) : self->left;
  self->left -= *length + (end != NULL ? 1 : 0);
  self->at += *length + (end != NULL ? 1 : 0);
  return TRUE;
}

void
fuzz_check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}
