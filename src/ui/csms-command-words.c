/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-command-words.h"

#include <glib/gi18n.h>

#include "csms-text.h"

CsmsNoticeKind
csms_command_words_kind (CsmsCommand *command)
{
  g_return_val_if_fail (CSMS_IS_COMMAND (command), CSMS_NOTICE_BUSY);

  switch (csms_command_get_state (command))
    {
    case CSMS_COMMAND_CONFIRMED:
    case CSMS_COMMAND_HANDLED:
      return CSMS_NOTICE_SUCCESS;
    case CSMS_COMMAND_REFUSED:
      return CSMS_NOTICE_ERROR;
    case CSMS_COMMAND_UNCONFIRMED:
      return CSMS_NOTICE_WARNING;
    case CSMS_COMMAND_LOOKING_UP:
    case CSMS_COMMAND_SENDING:
    case CSMS_COMMAND_SENT:
    case CSMS_COMMAND_ACCEPTED:
    default:
      return CSMS_NOTICE_BUSY;
    }
}

static char *
describe_sent (CsmsCommand *command, gint64 now_ms)
{
  gint64 sent_ms = csms_command_get_sent_ms (command);
  gint64 seconds = sent_ms > 0 ? MAX (now_ms - sent_ms, 0) / 1000 : 0;

  if (seconds == 0)
    return g_strdup (_("Sent, waiting for the station"));
  /* Translators: seconds since a command was sent */
  return g_strdup_printf (_("Sent, waiting for the station (%d s)"), (int) MIN (seconds, 9999));
}

static char *
describe_refused (CsmsCommand *command)
{
  g_autofree char *message = csms_text_clean (csms_command_get_message (command), CSMS_TEXT_LONG);

  switch (csms_command_get_reason (command))
    {
    case CSMS_COMMAND_REASON_NOT_CONNECTED:
      return g_strdup (_("Refused: not connected, nothing was sent"));
    case CSMS_COMMAND_REASON_SESSION_EXPIRED:
      return g_strdup (_("Refused: the session had expired, nothing was repeated"));
    case CSMS_COMMAND_REASON_NO_TRANSACTION:
      return g_strdup (_("Refused: no charge to stop was found on this connector"));
    case CSMS_COMMAND_REASON_NOT_KEPT:
      return g_strdup (_("Refused: the journal cannot be written, so nothing was sent"));
    case CSMS_COMMAND_REASON_NONE:
    case CSMS_COMMAND_REASON_SERVER_SAID_NO:
    case CSMS_COMMAND_REASON_STATION_TIMEOUT:
    case CSMS_COMMAND_REASON_NO_ANSWER:
    case CSMS_COMMAND_REASON_CONNECTION_LOST:
    case CSMS_COMMAND_REASON_NO_PROOF:
    case CSMS_COMMAND_REASON_UNCLEAR:
    default:
      /* Translators: %s is what the server said */
      return *message != '\0' ? g_strdup_printf (_("Refused: %s"), message) : g_strdup (_("Refused by the server"));
    }
}

static char *
describe_unclear (CsmsCommand *command, gboolean start)
{
  g_autofree char *message = csms_text_clean (csms_command_get_message (command), CSMS_TEXT_LONG);

  if (*message == '\0')
    return g_strdup (start ? _("Unconfirmed: the server’s answer was not understood and the charge may still start")
                           : _("Unconfirmed: the server’s answer was not understood and the charge may still stop"));
  /* Translators: %s is what the server said */
  return g_strdup_printf (start ? _("Unconfirmed: the server answered “%s” and the charge may still start")
                                : _("Unconfirmed: the server answered “%s” and the charge may still stop"), message);
}

static char *
describe_unconfirmed (CsmsCommand *command)
{
  gboolean start = csms_command_get_kind (command) == CSMS_COMMAND_START;

  switch (csms_command_get_reason (command))
    {
    case CSMS_COMMAND_REASON_NO_ANSWER:
      return g_strdup (start ? _("Unconfirmed: the server did not answer in time and the charge may still start")
                             : _("Unconfirmed: the server did not answer in time and the charge may still stop"));
    case CSMS_COMMAND_REASON_CONNECTION_LOST:
      return g_strdup (start ? _("Unconfirmed: the connection was lost and the charge may still start")
                             : _("Unconfirmed: the connection was lost and the charge may still stop"));
    case CSMS_COMMAND_REASON_NO_PROOF:
      return g_strdup (start ? _("Unconfirmed: it was accepted, but no charge has begun so far")
                             : _("Unconfirmed: it was accepted, but the charge has not ended so far"));
    case CSMS_COMMAND_REASON_UNCLEAR:
      return describe_unclear (command, start);
    case CSMS_COMMAND_REASON_NONE:
    case CSMS_COMMAND_REASON_NOT_KEPT:
    case CSMS_COMMAND_REASON_NOT_CONNECTED:
    case CSMS_COMMAND_REASON_SERVER_SAID_NO:
    case CSMS_COMMAND_REASON_SESSION_EXPIRED:
    case CSMS_COMMAND_REASON_NO_TRANSACTION:
    case CSMS_COMMAND_REASON_STATION_TIMEOUT:
    default:
      return g_strdup (start ? _("Unconfirmed: the station did not answer in time and may still start")
                             : _("Unconfirmed: the station did not answer in time and may still stop"));
    }
}

char *
csms_command_words_title (CsmsCommand *command, gint64 now_ms)
{
  gboolean start;

  g_return_val_if_fail (CSMS_IS_COMMAND (command), NULL);

  start = csms_command_get_kind (command) == CSMS_COMMAND_START;
  switch (csms_command_get_state (command))
    {
    case CSMS_COMMAND_LOOKING_UP:
      return g_strdup (_("Looking up the charge to stop"));
    case CSMS_COMMAND_SENDING:
      return g_strdup (_("Sending"));
    case CSMS_COMMAND_SENT:
      return describe_sent (command, now_ms);
    case CSMS_COMMAND_ACCEPTED:
      return g_strdup (C_("command", "Accepted"));
    case CSMS_COMMAND_CONFIRMED:
      return g_strdup (start ? _("Charging confirmed") : _("Stop confirmed"));
    case CSMS_COMMAND_REFUSED:
      return describe_refused (command);
    case CSMS_COMMAND_UNCONFIRMED:
      return describe_unconfirmed (command);
    case CSMS_COMMAND_HANDLED:
    default:
      return g_strdup (_("Marked as handled"));
    }
}

static char *
describe_sending (CsmsCommand *command)
{
  g_autofree char *clock = csms_text_clock_s (csms_command_get_sent_ms (command));
  g_autofree char *tag = csms_text_clean (csms_command_get_id_tag (command), CSMS_TEXT_SHORT);

  if (csms_command_get_kind (command) == CSMS_COMMAND_START)
    return g_strdup_printf (_("Start sent at %s for ID tag %s."), clock, tag);
  return g_strdup_printf (_("Stop sent at %s."), clock);
}

char *
csms_command_words_body (CsmsCommand *command, gint64 checked_ms)
{
  g_autofree char *sent = NULL;
  g_autofree char *checked = NULL;
  gboolean start;

  g_return_val_if_fail (CSMS_IS_COMMAND (command), NULL);

  start = csms_command_get_kind (command) == CSMS_COMMAND_START;
  switch (csms_command_get_state (command))
    {
    case CSMS_COMMAND_LOOKING_UP:
      return g_strdup (_("The server has forgotten its number; asking for it, nothing sent yet"));
    case CSMS_COMMAND_ACCEPTED:
      return g_strdup (start ? _("Waiting for the charge to begin") : _("Waiting for the charge to end"));
    case CSMS_COMMAND_UNCONFIRMED:
      sent = describe_sending (command);
      if (checked_ms == 0)
        return g_steal_pointer (&sent);
      checked = csms_text_clock_s (checked_ms);
      /* Translators: when a command was sent, as a sentence, and when the server was asked what became of it */
      return g_strdup_printf (_("%s The server was asked again at %s."), sent, checked);
    case CSMS_COMMAND_SENDING:
    case CSMS_COMMAND_SENT:
    case CSMS_COMMAND_CONFIRMED:
    case CSMS_COMMAND_REFUSED:
    case CSMS_COMMAND_HANDLED:
    default:
      return NULL;
    }
}

void
csms_command_words_show (CsmsCommand *command, gint64 now_ms, gint64 checked_ms, CsmsNotice *notice)
{
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (CSMS_IS_COMMAND (command));
  g_return_if_fail (CSMS_IS_NOTICE (notice));

  title = csms_command_words_title (command, now_ms);
  body = csms_command_words_body (command, checked_ms);
  csms_notice_show (notice, csms_command_words_kind (command), title, body);
  switch (csms_command_get_state (command))
    {
    case CSMS_COMMAND_UNCONFIRMED:
      csms_notice_set_button (notice, 0, _("Check again"), "card.check-again");
      csms_notice_set_button (notice, 1, _("Mark as handled"), "card.dismiss");
      break;
    case CSMS_COMMAND_REFUSED:
      csms_notice_set_button (notice, 0, _("Dismiss"), "card.dismiss");
      csms_notice_set_button (notice, 1, NULL, NULL);
      break;
    case CSMS_COMMAND_LOOKING_UP:
    case CSMS_COMMAND_SENDING:
    case CSMS_COMMAND_SENT:
    case CSMS_COMMAND_ACCEPTED:
    case CSMS_COMMAND_CONFIRMED:
    case CSMS_COMMAND_HANDLED:
    default:
      csms_notice_set_button (notice, 0, NULL, NULL);
      csms_notice_set_button (notice, 1, NULL, NULL);
    }
}

static gboolean
has_open_command (CsmsOperator *operator, CsmsConnector *connector)
{
  CsmsCommand *command = csms_operator_get_command (operator, csms_connector_get_station_id (connector),
                                                    csms_connector_get_id (connector));

  return command != NULL && csms_command_is_open (command);
}

char *
csms_command_words_why_off (CsmsOperator *operator, CsmsConnector *connector, const GError *error)
{
  CsmsStation *station;
  g_autofree char *message = NULL;

  g_return_val_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator), NULL);
  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), NULL);

  if (operator == NULL)
    return g_strdup (_("Off: not connected"));
  if (!csms_operator_get_live (operator))
    return g_strdup (csms_operator_get_status (operator)->state == CSMS_SEAT_CATCHING_UP ? _("Off: catching up")
                                                                                         : _("Off: not connected"));
  if (has_open_command (operator, connector))
    return g_strdup (_("Off: a command is open"));
  station = csms_fleet_get_station (csms_operator_get_fleet (operator), csms_connector_get_station_id (connector));
  if (station != NULL && !csms_station_get_online (station))
    return g_strdup (_("Off: the station is offline"));
  if (csms_connector_get_status (connector) == CSMS_CONNECTOR_STATUS_FAULTED)
    return g_strdup (_("Off: the connector is faulted"));
  if (csms_connector_get_status (connector) == CSMS_CONNECTOR_STATUS_UNAVAILABLE)
    return g_strdup (_("Off: the connector is out of service"));
  message = csms_text_clean (error != NULL ? error->message : NULL, CSMS_TEXT_SHORT);
  /* Translators: why a button cannot be pressed */
  return *message != '\0' ? g_strdup_printf (_("Off: %s"), message) : g_strdup (_("Off for now"));
}
