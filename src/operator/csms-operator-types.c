/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-operator-types.h"

#include "csms-command.h"

#define VALUE(NAME, NICK) { NAME, #NAME, NICK }

GType
csms_command_kind_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        VALUE (CSMS_COMMAND_START, "start"),
        VALUE (CSMS_COMMAND_STOP, "stop"),
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("CsmsCommandKind", values));
    }
  return type;
}

GType
csms_command_state_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        VALUE (CSMS_COMMAND_LOOKING_UP, "looking-up"),
        VALUE (CSMS_COMMAND_SENDING, "sending"),
        VALUE (CSMS_COMMAND_SENT, "sent"),
        VALUE (CSMS_COMMAND_ACCEPTED, "accepted"),
        VALUE (CSMS_COMMAND_CONFIRMED, "confirmed"),
        VALUE (CSMS_COMMAND_REFUSED, "refused"),
        VALUE (CSMS_COMMAND_UNCONFIRMED, "unconfirmed"),
        VALUE (CSMS_COMMAND_HANDLED, "handled"),
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("CsmsCommandState", values));
    }
  return type;
}

GType
csms_command_reason_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        VALUE (CSMS_COMMAND_REASON_NONE, "none"),
        VALUE (CSMS_COMMAND_REASON_NOT_CONNECTED, "not-connected"),
        VALUE (CSMS_COMMAND_REASON_SERVER_SAID_NO, "server-said-no"),
        VALUE (CSMS_COMMAND_REASON_SESSION_EXPIRED, "session-expired"),
        VALUE (CSMS_COMMAND_REASON_NO_TRANSACTION, "no-transaction"),
        VALUE (CSMS_COMMAND_REASON_STATION_TIMEOUT, "station-timeout"),
        VALUE (CSMS_COMMAND_REASON_NO_ANSWER, "no-answer"),
        VALUE (CSMS_COMMAND_REASON_CONNECTION_LOST, "connection-lost"),
        VALUE (CSMS_COMMAND_REASON_NO_PROOF, "no-proof"),
        VALUE (CSMS_COMMAND_REASON_UNCLEAR, "unclear"),
        VALUE (CSMS_COMMAND_REASON_NOT_KEPT, "not-kept"),
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("CsmsCommandReason", values));
    }
  return type;
}
