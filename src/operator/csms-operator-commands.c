/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-operator-private.h"

#include <glib/gi18n-lib.h>

static const char *
why_not_live (CsmsOperator *self)
{
  switch (csms_operator_get_status (self)->state)
    {
    case CSMS_SEAT_LIVE:
      return csms_operator_get_status (self)->journal_working ? NULL : _("The journal cannot be written");
    case CSMS_SEAT_CATCHING_UP:
      return _("Catching up, please wait");
    case CSMS_SEAT_KEY_REFUSED:
      return _("Signed out");
    case CSMS_SEAT_STOPPED:
    case CSMS_SEAT_CONNECTING:
    case CSMS_SEAT_OFFLINE:
    default:
      return _("Not connected");
    }
}

static CsmsCommandGround
get_ground (CsmsOperator *self, const char *station_id, int connector_id)
{
  return (CsmsCommandGround) {
    .not_live = why_not_live (self),
    .fleet = csms_operator_get_fleet (self),
    .ledger = csms_operator_get_ledger (self),
    .station_id = station_id,
    .connector_id = connector_id,
  };
}

gboolean
csms_operator_can_start (CsmsOperator *self, const char *station_id, int connector_id, GError **error)
{
  CsmsCommandGround ground;

  g_return_val_if_fail (CSMS_IS_OPERATOR (self), FALSE);
  g_return_val_if_fail (station_id != NULL, FALSE);

  ground = get_ground (self, station_id, connector_id);
  return csms_command_rules_may_start (&ground, error);
}

gboolean
csms_operator_can_stop (CsmsOperator *self, const char *station_id, int connector_id, GError **error)
{
  CsmsCommandGround ground;

  g_return_val_if_fail (CSMS_IS_OPERATOR (self), FALSE);
  g_return_val_if_fail (station_id != NULL, FALSE);

  ground = get_ground (self, station_id, connector_id);
  return csms_command_rules_may_stop (&ground, NULL, error);
}

CsmsCommand *
csms_operator_start_charging (CsmsOperator *self, const char *station_id, int connector_id, const char *id_tag, GError **error)
{
  g_autoptr (GError) bad_tag = NULL;

  g_return_val_if_fail (CSMS_IS_OPERATOR (self), NULL);
  g_return_val_if_fail (station_id != NULL, NULL);

  if (!csms_id_tag_validate (id_tag != NULL ? id_tag : "", &bad_tag))
    {
      g_set_error_literal (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_BAD_TAG, bad_tag->message);
      return NULL;
    }
  if (!csms_operator_can_start (self, station_id, connector_id, error))
    return NULL;
  return csms_commander_start (csms_operator_get_commander (self), station_id, connector_id, id_tag,
                               csms_operator_get_server_ms (self));
}

CsmsCommand *
csms_operator_stop_charging (CsmsOperator *self, const char *station_id, int connector_id, const char *transaction_id, GError **error)
{
  CsmsCommandGround ground;

  g_return_val_if_fail (CSMS_IS_OPERATOR (self), NULL);
  g_return_val_if_fail (station_id != NULL, NULL);

  if (transaction_id != NULL && *transaction_id == '\0')
    transaction_id = NULL;
  ground = get_ground (self, station_id, connector_id);
  if (!csms_command_rules_may_stop (&ground, transaction_id, error))
    return NULL;
  return csms_commander_stop (csms_operator_get_commander (self), station_id, connector_id, transaction_id,
                              csms_operator_get_server_ms (self));
}

CsmsCommand *
csms_operator_get_command (CsmsOperator *self, const char *station_id, int connector_id)
{
  g_return_val_if_fail (CSMS_IS_OPERATOR (self), NULL);
  g_return_val_if_fail (station_id != NULL, NULL);

  return csms_command_ledger_get_last (csms_operator_get_ledger (self), station_id, connector_id);
}

void
csms_operator_check_again (CsmsOperator *self, CsmsCommand *command)
{
  g_return_if_fail (CSMS_IS_OPERATOR (self));
  g_return_if_fail (CSMS_IS_COMMAND (command));

  csms_commander_check (csms_operator_get_commander (self), command);
}

void
csms_operator_mark_handled (CsmsOperator *self, CsmsCommand *command)
{
  g_return_if_fail (CSMS_IS_OPERATOR (self));
  g_return_if_fail (CSMS_IS_COMMAND (command));

  csms_command_ledger_settle (csms_operator_get_ledger (self), command);
}

GListModel *
csms_operator_get_unconfirmed (CsmsOperator *self)
{
  g_return_val_if_fail (CSMS_IS_OPERATOR (self), NULL);

  return csms_command_ledger_get_unconfirmed (csms_operator_get_ledger (self));
}

void
csms_operator_reconnect_now (CsmsOperator *self)
{
  g_return_if_fail (CSMS_IS_OPERATOR (self));

  if (csms_operator_get_link (self) != NULL)
    csms_link_reconnect_now (csms_operator_get_link (self));
}

void
csms_operator_refresh (CsmsOperator *self)
{
  g_return_if_fail (CSMS_IS_OPERATOR (self));

  csms_poller_refresh (csms_operator_get_poller (self));
}

void
csms_operator_watch_station (CsmsOperator *self, const char *station_id)
{
  g_return_if_fail (CSMS_IS_OPERATOR (self));

  csms_poller_watch (csms_operator_get_poller (self), station_id);
}
