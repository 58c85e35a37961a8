/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-command-rules.h"

#include <glib/gi18n-lib.h>

#include "csms-operator-error.h"

static gboolean
cannot (GError **error, const char *why)
{
  g_set_error_literal (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_CANNOT, why);
  return FALSE;
}

/* What start and stop have in common. */
static gboolean
find_connector (const CsmsCommandGround *ground, CsmsConnector **connector, GError **error)
{
  CsmsStation *station = csms_fleet_get_station (ground->fleet, ground->station_id);

  *connector = csms_fleet_get_connector (ground->fleet, ground->station_id, ground->connector_id);
  if (ground->not_live != NULL)
    return cannot (error, ground->not_live);
  if (station == NULL)
    return cannot (error, _("There is no such station"));
  if (*connector == NULL)
    return cannot (error, _("The station has no such connector"));
  if (!csms_station_get_online (station))
    return cannot (error, _("The station is offline"));
  if (csms_command_ledger_is_in_flight (ground->ledger, ground->station_id, ground->connector_id))
    return cannot (error, _("A command is open"));
  return TRUE;
}

static const char *
why_not_start (CsmsConnectorStatus status)
{
  switch (status)
    {
    case CSMS_CONNECTOR_STATUS_AVAILABLE:
    case CSMS_CONNECTOR_STATUS_PREPARING:
    case CSMS_CONNECTOR_STATUS_FINISHING:
    case CSMS_CONNECTOR_STATUS_RESERVED:
      return NULL;
    case CSMS_CONNECTOR_STATUS_CHARGING:
      return _("Already charging");
    case CSMS_CONNECTOR_STATUS_SUSPENDED_EV:
    case CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE:
      return _("A charge is suspended here");
    case CSMS_CONNECTOR_STATUS_UNAVAILABLE:
      return _("Out of service");
    case CSMS_CONNECTOR_STATUS_FAULTED:
      return _("The connector is faulted");
    case CSMS_CONNECTOR_STATUS_UNKNOWN:
    case CSMS_CONNECTOR_STATUS_OTHER:
    default:
      return _("The status is not known");
    }
}

gboolean
csms_command_rules_may_start (const CsmsCommandGround *ground, GError **error)
{
  CsmsConnector *connector;
  const char *why;

  if (!find_connector (ground, &connector, error))
    return FALSE;
  if (csms_command_ledger_is_unconfirmed (ground->ledger, ground->station_id, ground->connector_id))
    return cannot (error, _("The outcome of a command is not known"));
  why = why_not_start (csms_connector_get_status (connector));
  if (why != NULL)
    return cannot (error, why);
  if (csms_connector_get_charging (connector))
    return cannot (error, _("Already charging"));
  return TRUE;
}

gboolean
csms_command_rules_is_over (CsmsFleet *fleet, const char *station_id, const char *transaction_id)
{
  GListModel *transactions = csms_fleet_get_transactions (fleet);
  guint n = g_list_model_get_n_items (transactions);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, i);

      if (g_strcmp0 (csms_transaction_get_transaction_id (transaction), transaction_id) == 0
          && g_strcmp0 (csms_transaction_get_station_id (transaction), station_id) == 0)
        return !csms_transaction_get_live (transaction);
    }
  return FALSE;
}

gboolean
csms_command_rules_may_stop (const CsmsCommandGround *ground, const char *transaction_id, GError **error)
{
  CsmsConnector *connector;

  if (!find_connector (ground, &connector, error))
    return FALSE;
  if (csms_connector_get_charging (connector))
    return TRUE;
  if (transaction_id != NULL && !csms_command_rules_is_over (ground->fleet, ground->station_id, transaction_id))
    return TRUE;
  switch (csms_connector_get_status (connector))
    {
    case CSMS_CONNECTOR_STATUS_CHARGING:
    case CSMS_CONNECTOR_STATUS_SUSPENDED_EV:
    case CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE:
      return TRUE;
    default:
      return cannot (error, _("No charge is under way"));
    }
}
