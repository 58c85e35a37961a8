/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-soak.h"

#include <stdio.h>
#include <unistd.h>

#define SEED 20261126

guint
csms_soak_size (guint small, guint full)
{
  return g_strcmp0 (g_getenv ("CSMS_SOAK"), "full") == 0 ? full : small;
}

guint32
csms_soak_seed (void)
{
  const char *wanted = g_getenv ("CSMS_SOAK_SEED");
  guint32 seed = wanted != NULL ? (guint32) g_ascii_strtoull (wanted, NULL, 10) : SEED;

  g_test_message ("seed %u", seed);
  return seed;
}

void
csms_soak_tell (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_test_message ("soak: %s", line);
}

double
csms_soak_get_memory_mb (void)
{
  g_autofree char *statm = NULL;
  guint64 pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  g_assert_cmpint (sscanf (statm, "%*u %" G_GUINT64_FORMAT, &pages), ==, 1);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / (1024 * 1024);
}
