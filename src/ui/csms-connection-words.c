/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-connection-words.h"

#include <glib/gi18n.h>

static const struct {
  const char *icon;
  const char *style;
} looks[] = {
  [CSMS_SEAT_STOPPED] = { "network-offline-symbolic", "warning" },
  [CSMS_SEAT_CONNECTING] = { "content-loading-symbolic", NULL },
  [CSMS_SEAT_CATCHING_UP] = { "csms-catching-up-symbolic", "accent" },
  [CSMS_SEAT_LIVE] = { "network-transmit-receive-symbolic", "success" },
  [CSMS_SEAT_OFFLINE] = { "network-offline-symbolic", "warning" },
  [CSMS_SEAT_KEY_REFUSED] = { "changes-prevent-symbolic", "warning" },
};

char *
csms_connection_words (const CsmsSeatStatus *status, gint64 now_us)
{
  guint seconds;

  switch (status->state)
    {
    case CSMS_SEAT_CONNECTING:
      return g_strdup (_("Connecting"));
    case CSMS_SEAT_CATCHING_UP:
      if (status->catch_up_total > 0)
        /* Translators: events taken in, of events that were missed */
        return g_strdup_printf (_("Catching up %u of %u"),
                                (guint) status->catch_up_done, (guint) status->catch_up_total);
      if (status->catch_up_done > 0)
        return g_strdup_printf (_("Catching up, %u so far"), (guint) status->catch_up_done);
      return g_strdup (_("Catching up"));
    case CSMS_SEAT_LIVE:
      return g_strdup (C_("connection", "Live"));
    case CSMS_SEAT_OFFLINE:
      seconds = csms_connection_seconds (status, now_us);
      if (seconds == 0)
        return g_strdup (C_("connection", "Offline"));
      return g_strdup_printf (_("Offline, retry in %u s"), seconds);
    case CSMS_SEAT_KEY_REFUSED:
      return g_strdup (C_("connection", "Signed out"));
    case CSMS_SEAT_STOPPED:
    default:
      return g_strdup (_("Not connected"));
    }
}

char *
csms_connection_words_short (const CsmsSeatStatus *status, gint64 now_us)
{
  guint seconds = csms_connection_seconds (status, now_us);

  if (status->state == CSMS_SEAT_CATCHING_UP)
    return g_strdup (_("Catching up"));
  if (status->state == CSMS_SEAT_OFFLINE && seconds > 0)
    /* Translators: seconds until the next try; as short as can be */
    return g_strdup_printf (_("Offline, %u s"), seconds);
  return csms_connection_words (status, now_us);
}

const char *
csms_connection_icon (CsmsSeatState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (looks), looks[CSMS_SEAT_STOPPED].icon);

  return looks[state].icon;
}

const char *
csms_connection_style (CsmsSeatState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (looks), NULL);

  return looks[state].style;
}

guint
csms_connection_seconds (const CsmsSeatStatus *status, gint64 now_us)
{
  if (status->retry_at_us == 0)
    return 0;
  if (status->retry_at_us <= now_us)
    return 1;
  return (guint) ((status->retry_at_us - now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}
