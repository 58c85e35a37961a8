/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-notification-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-text.h"

const char *
csms_notification_title (gboolean stopped)
{
  return stopped ? C_("notification", "Charging stopped") : C_("notification", "Charging started");
}

char *
csms_notification_safe (const char *text, guint max_chars)
{
  g_autofree char *clean = csms_text_clean (text, max_chars);
  GString *safe = g_string_new (clean);

  g_string_replace (safe, "&", "＆", 0);
  g_string_replace (safe, "<", "‹", 0);
  g_string_replace (safe, ">", "›", 0);
  return g_string_free (safe, FALSE);
}

static char *
without_markup (const char *text)
{
  return csms_notification_safe (text, CSMS_TEXT_SHORT);
}

static char *
make_place (CsmsTransaction *transaction)
{
  g_autofree char *id = without_markup (csms_transaction_get_station_id (transaction));
  g_autofree char *name = without_markup (csms_transaction_get_station_name (transaction));
  int connector = csms_transaction_get_connector_id (transaction);

  if (*name != '\0')
    /* Translators: station id, station name, connector number */
    return g_strdup_printf (_("%s %s, connector %d"), id, name, connector);
  return g_strdup_printf (_("%s, connector %d"), id, connector);
}

static void
add_outcome (GPtrArray *parts, CsmsTransaction *transaction)
{
  double energy_wh = csms_transaction_get_energy_wh (transaction);
  double cost = csms_transaction_get_cost (transaction);
  gint64 start = csms_transaction_get_start_ms (transaction);
  gint64 stop = csms_transaction_get_stop_ms (transaction);

  if (isfinite (energy_wh))
    {
      g_autofree char *energy = csms_text_number (energy_wh / 1000, 2);

      g_ptr_array_add (parts, g_strdup_printf (_("%s kWh"), energy));
    }
  if (start > 0 && stop >= start)
    g_ptr_array_add (parts, csms_text_duration (stop - start));
  if (isfinite (cost))
    {
      g_autofree char *text = csms_text_number (cost, 2);

      g_ptr_array_add (parts, g_strdup_printf (_("cost %s"), text));
    }
}

char *
csms_notification_body (CsmsTransaction *transaction, gboolean stopped)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (CSMS_IS_TRANSACTION (transaction), NULL);

  g_ptr_array_add (parts, make_place (transaction));
  if (stopped)
    add_outcome (parts, transaction);
  else if (csms_transaction_get_id_tag (transaction) != NULL)
    {
      g_autofree char *tag = without_markup (csms_transaction_get_id_tag (transaction));

      g_ptr_array_add (parts, g_strdup_printf (_("ID tag %s"), tag));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

char *
csms_notification_recovered_body (guint64 count, gint64 from_ms, gint64 to_ms)
{
  gint64 now_ms = csms_text_now ();
  g_autofree char *from = csms_text_when (from_ms, now_ms);
  g_autofree char *to = csms_text_when (to_ms, now_ms);

  /* Translators: how many, and two times: "143 events, 10:02 to 10:07" */
  return g_strdup_printf (ngettext ("%u event, %s to %s", "%u events, %s to %s", (gulong) count), (guint) count, from, to);
}
