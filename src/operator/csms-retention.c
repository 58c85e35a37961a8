/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-retention.h"

/* As the schema has them. A larger file takes longer to be checked at each start. */
#define KEEP_DAYS 90
#define MAX_MB 512

#define MB (G_GUINT64_CONSTANT (1024) * 1024)

CsmsRetention
csms_retention_read (GSettings *settings)
{
  if (settings == NULL)
    return (CsmsRetention) { KEEP_DAYS, MAX_MB * MB };
  return (CsmsRetention) {
    .keep_days = g_settings_get_uint (settings, CSMS_RETENTION_DAYS_KEY),
    .max_bytes = g_settings_get_uint (settings, CSMS_RETENTION_MB_KEY) * MB,
  };
}

void
csms_retention_watch (GSettings *settings, GCallback changed, gpointer object)
{
  if (settings == NULL)
    return;
  g_signal_connect_object (settings, "changed::" CSMS_RETENTION_DAYS_KEY, changed, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::" CSMS_RETENTION_MB_KEY, changed, object, G_CONNECT_SWAPPED);
}
