/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-category.h"

#include <math.h>

static gboolean
needs_attention (CsmsConnector *connector)
{
  CsmsConnectorStatus status = csms_connector_get_status (connector);

  return status == CSMS_CONNECTOR_STATUS_FAULTED ||
         status == CSMS_CONNECTOR_STATUS_UNAVAILABLE ||
         status == CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE ||
         csms_connector_get_error_code (connector) != NULL ||
         csms_connector_get_unconfirmed (connector);
}

static gboolean
is_in_use (CsmsConnector *connector)
{
  CsmsConnectorStatus status = csms_connector_get_status (connector);

  return status == CSMS_CONNECTOR_STATUS_PREPARING ||
         status == CSMS_CONNECTOR_STATUS_CHARGING ||
         status == CSMS_CONNECTOR_STATUS_SUSPENDED_EV ||
         status == CSMS_CONNECTOR_STATUS_FINISHING ||
         csms_connector_get_charging (connector);
}

CsmsStationCategory
csms_station_find_category (CsmsConnector *own,
                            GPtrArray     *connectors,
                            gboolean       online)
{
  gboolean in_use = FALSE, available = FALSE;

  if (own != NULL && needs_attention (own))
    return CSMS_STATION_ATTENTION;
  for (guint i = 0; i < connectors->len; i++)
    {
      CsmsConnector *connector = g_ptr_array_index (connectors, i);

      if (needs_attention (connector))
        return CSMS_STATION_ATTENTION;
      in_use = in_use || is_in_use (connector);
      available = available || csms_connector_get_status (connector) == CSMS_CONNECTOR_STATUS_AVAILABLE;
    }

  if (!online)
    return CSMS_STATION_OFFLINE;
  if (in_use)
    return CSMS_STATION_CHARGING;
  return available ? CSMS_STATION_AVAILABLE : CSMS_STATION_OTHER;
}

double
csms_station_sum_power (GPtrArray *connectors,
                        gboolean   online)
{
  double sum = NAN;

  /* what a station drew before it went away is no power of now */
  if (!online)
    return NAN;
  for (guint i = 0; i < connectors->len; i++)
    {
      double power = csms_connector_get_power_w (g_ptr_array_index (connectors, i));

      if (!isnan (power))
        sum = isnan (sum) ? power : sum + power;
    }
  return sum;
}
