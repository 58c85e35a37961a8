/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-status-icon.h"
#include "csms-text.h"

#define MAX_TOOLTIP_CONNECTORS 20

static gboolean
is_charging (CsmsConnector *connector)
{
  return csms_connector_get_charging (connector) ||
         csms_connector_get_status (connector) == CSMS_CONNECTOR_STATUS_CHARGING;
}

char *
csms_station_words_describe (CsmsStation *station)
{
  g_autofree char *id = NULL;
  g_autofree char *word = NULL;
  GListModel *connectors;
  guint n, charging = 0;

  g_return_val_if_fail (CSMS_IS_STATION (station), NULL);

  id = csms_text_clean (csms_station_get_id (station), CSMS_TEXT_SHORT);
  word = csms_status_icon_station_word (station);
  connectors = csms_station_get_connectors (station);
  n = g_list_model_get_n_items (connectors);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);

      if (is_charging (connector))
        charging++;
    }
  /* Translators: station, its status, and how many of its connectors charge */
  return g_strdup_printf (ngettext ("%s, %s, %u of %u connector charging", "%s, %s, %u of %u connectors charging", n),
                          id, word, charging, n);
}

char *
csms_station_words_draw (CsmsStation *station)
{
  g_autofree char *number = NULL;
  GListModel *connectors;
  double power_w, energy_wh = NAN;
  guint charging = 0;

  g_return_val_if_fail (CSMS_IS_STATION (station), NULL);

  connectors = csms_station_get_connectors (station);
  power_w = csms_station_get_power_w (station);
  for (guint i = 0; i < g_list_model_get_n_items (connectors); i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);
      double one_wh = csms_connector_get_energy_wh (connector);

      if (!is_charging (connector))
        continue;
      charging++;
      if (isfinite (one_wh))
        energy_wh = isfinite (energy_wh) ? energy_wh + one_wh : one_wh;
    }
  if (charging == 0 || !csms_station_get_online (station))
    return g_strdup ("");
  if (isfinite (power_w))
    {
      number = csms_text_number (power_w / 1000, 1);
      return g_strdup_printf (C_("power", "%s kW"), number);
    }
  if (!isfinite (energy_wh))
    return g_strdup ("");
  number = csms_text_number (energy_wh / 1000, 2);
  return g_strdup_printf (C_("energy", "%s kWh"), number);
}

char *
csms_station_words_tooltip (CsmsStation *station)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *seen = NULL;
  GListModel *connectors;

  g_return_val_if_fail (CSMS_IS_STATION (station), NULL);

  id = csms_text_clean (csms_station_get_id (station), CSMS_TEXT_SHORT);
  name = csms_text_clean (csms_station_get_name (station), CSMS_TEXT_SHORT);
  g_string_append_printf (text, *name != '\0' ? "%s, %s" : "%s%s", id, name);
  connectors = csms_station_get_connectors (station);
  for (guint i = 0; i < g_list_model_get_n_items (connectors) && i < MAX_TOOLTIP_CONNECTORS; i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);
      g_autofree char *word = csms_status_icon_word (connector);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Connector %d: %s"), csms_connector_get_id (connector), word);
    }
  seen = csms_text_exact (csms_station_get_last_seen_ms (station));
  if (*seen != '\0')
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Last seen %s"), seen);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
