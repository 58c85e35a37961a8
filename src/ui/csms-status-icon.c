/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-status-icon.h"

#include <glib/gi18n.h>

#include "csms-text.h"

static const struct {
  const char *name;
  const char *style;
} looks[CSMS_STATUS_ICON_N] = {
  [CSMS_STATUS_ICON_FAULTED] = { "dialog-warning-symbolic", "error" },
  [CSMS_STATUS_ICON_UNCONFIRMED] = { "dialog-question-symbolic", "warning" },
  [CSMS_STATUS_ICON_SUSPENDED_EVSE] = { "media-playback-pause-symbolic", "warning" },
  [CSMS_STATUS_ICON_UNAVAILABLE] = { "action-unavailable-symbolic", "secondary" },
  [CSMS_STATUS_ICON_OFFLINE] = { "network-offline-symbolic", "secondary" },
  [CSMS_STATUS_ICON_CHARGING] = { "thunderbolt-symbolic", "accent" },
  [CSMS_STATUS_ICON_PREPARING] = { "content-loading-symbolic", "accent" },
  [CSMS_STATUS_ICON_SUSPENDED_EV] = { "media-playback-pause-symbolic", "secondary" },
  [CSMS_STATUS_ICON_FINISHING] = { "media-eject-symbolic", "accent" },
  [CSMS_STATUS_ICON_RESERVED] = { "x-office-calendar-symbolic", "accent" },
  [CSMS_STATUS_ICON_AVAILABLE] = { "csms-done-symbolic", "success" },
  [CSMS_STATUS_ICON_UNKNOWN] = { "dialog-question-symbolic", "secondary" },
  [CSMS_STATUS_ICON_ATTENTION] = { "dialog-warning-symbolic", "warning" },
};

CsmsStatusIcon
csms_status_icon_for (CsmsConnectorStatus status)
{
  switch (status)
    {
    case CSMS_CONNECTOR_STATUS_AVAILABLE:
      return CSMS_STATUS_ICON_AVAILABLE;
    case CSMS_CONNECTOR_STATUS_PREPARING:
      return CSMS_STATUS_ICON_PREPARING;
    case CSMS_CONNECTOR_STATUS_CHARGING:
      return CSMS_STATUS_ICON_CHARGING;
    case CSMS_CONNECTOR_STATUS_SUSPENDED_EV:
      return CSMS_STATUS_ICON_SUSPENDED_EV;
    case CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE:
      return CSMS_STATUS_ICON_SUSPENDED_EVSE;
    case CSMS_CONNECTOR_STATUS_FINISHING:
      return CSMS_STATUS_ICON_FINISHING;
    case CSMS_CONNECTOR_STATUS_RESERVED:
      return CSMS_STATUS_ICON_RESERVED;
    case CSMS_CONNECTOR_STATUS_UNAVAILABLE:
      return CSMS_STATUS_ICON_UNAVAILABLE;
    case CSMS_CONNECTOR_STATUS_FAULTED:
      return CSMS_STATUS_ICON_FAULTED;
    case CSMS_CONNECTOR_STATUS_UNKNOWN:
    case CSMS_CONNECTOR_STATUS_OTHER:
    default:
      return CSMS_STATUS_ICON_UNKNOWN;
    }
}

CsmsStatusIcon
csms_status_icon_for_connector (CsmsConnector *connector)
{
  CsmsStatusIcon icon;

  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), CSMS_STATUS_ICON_UNKNOWN);

  icon = csms_status_icon_for (csms_connector_get_status (connector));
  return csms_connector_get_unconfirmed (connector) ? MIN (icon, CSMS_STATUS_ICON_UNCONFIRMED) : icon;
}

const char *
csms_status_icon_get_name (CsmsStatusIcon icon)
{
  g_return_val_if_fail ((guint) icon < CSMS_STATUS_ICON_N, NULL);

  return looks[icon].name;
}

const char *
csms_status_icon_get_style (CsmsStatusIcon icon)
{
  g_return_val_if_fail ((guint) icon < CSMS_STATUS_ICON_N, NULL);

  return looks[icon].style;
}

void
csms_status_icon_apply (CsmsStatusIcon icon, GtkImage *image)
{
  static const char * const styles[] = { "accent", "success", "warning", "error", "secondary" };

  g_return_if_fail ((guint) icon < CSMS_STATUS_ICON_N);
  g_return_if_fail (GTK_IS_IMAGE (image));

  if (g_strcmp0 (gtk_image_get_icon_name (image), looks[icon].name) == 0 &&
      gtk_widget_has_css_class (GTK_WIDGET (image), looks[icon].style))
    return;
  gtk_image_set_from_icon_name (image, looks[icon].name);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if (g_str_equal (styles[i], looks[icon].style))
        gtk_widget_add_css_class (GTK_WIDGET (image), styles[i]);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (image), styles[i]);
    }
}

char *
csms_status_icon_word (CsmsConnector *connector)
{
  CsmsConnectorStatus status;

  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), NULL);

  status = csms_connector_get_status (connector);
  if (csms_status_icon_for_connector (connector) == CSMS_STATUS_ICON_UNCONFIRMED)
    return g_strdup (C_("command", "Unconfirmed"));
  if (status == CSMS_CONNECTOR_STATUS_OTHER)
    return csms_text_clean (csms_connector_get_status_text (connector), 24);
  return g_strdup (csms_connector_status_to_string (status));
}

CsmsConnector *
csms_status_icon_worst (CsmsStation *station)
{
  GListModel *connectors;
  CsmsConnector *worst = NULL;

  g_return_val_if_fail (CSMS_IS_STATION (station), NULL);

  connectors = csms_station_get_connectors (station);
  for (guint i = 0; i < g_list_model_get_n_items (connectors); i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);

      if (worst == NULL || csms_status_icon_for_connector (connector) < csms_status_icon_for_connector (worst))
        worst = connector;
    }
  return worst;
}

CsmsStatusIcon
csms_status_icon_for_station (CsmsStation *station)
{
  CsmsConnector *worst;

  g_return_val_if_fail (CSMS_IS_STATION (station), CSMS_STATUS_ICON_UNKNOWN);

  if (!csms_station_get_online (station))
    return CSMS_STATUS_ICON_OFFLINE;
  worst = csms_status_icon_worst (station);
  return worst != NULL ? csms_status_icon_for_connector (worst) : CSMS_STATUS_ICON_UNKNOWN;
}

char *
csms_status_icon_station_word (CsmsStation *station)
{
  CsmsConnector *worst;

  g_return_val_if_fail (CSMS_IS_STATION (station), NULL);

  if (!csms_station_get_online (station))
    return g_strdup (C_("station", "Offline"));
  worst = csms_status_icon_worst (station);
  if (worst != NULL)
    return csms_status_icon_word (worst);
  return g_strdup (csms_connector_status_to_string (CSMS_CONNECTOR_STATUS_UNKNOWN));
}
