/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "soak-waiting.h"

static gboolean
raise_flag (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
soak_wait (CsmsTestSeat *seat, gint64 us, CsmsTestCondition is_so, gpointer data)
{
  gboolean over = FALSE;
  guint source = g_timeout_add ((guint) (us / 1000), raise_flag, &over);

  while (!over && !is_so (seat, data))
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (source);
  return !over;
}

static gboolean
is_never_so (CsmsTestSeat *seat, gpointer unused)
{
  return FALSE;
}

void
soak_live_on (CsmsTestSeat *seat, gint64 us)
{
  soak_wait (seat, us, is_never_so, NULL);
}
