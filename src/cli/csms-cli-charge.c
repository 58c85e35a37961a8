/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-cli-commands.h"

#include <glib/gi18n-lib.h>

#include "csms-cli-print.h"

#define CORRELATION_WAIT_MS 1500

static const char *
state_word (CsmsCommandState state)
{
  switch (state)
    {
    case CSMS_COMMAND_ACCEPTED:
      return "accepted";
    case CSMS_COMMAND_CONFIRMED:
      return "confirmed";
    case CSMS_COMMAND_REFUSED:
      return "refused";
    case CSMS_COMMAND_UNCONFIRMED:
      return "unconfirmed";
    case CSMS_COMMAND_LOOKING_UP:
    case CSMS_COMMAND_SENDING:
    case CSMS_COMMAND_SENT:
    case CSMS_COMMAND_HANDLED:
    default:
      return NULL;
    }
}

static char *
describe (CsmsCommand *command)
{
  gboolean start = csms_command_get_kind (command) == CSMS_COMMAND_START;
  const char *message = csms_command_get_message (command);

  switch (csms_command_get_reason (command))
    {
    case CSMS_COMMAND_REASON_NOT_CONNECTED:
      return g_strdup (_("Not connected, nothing was sent."));
    case CSMS_COMMAND_REASON_SERVER_SAID_NO:
      return message != NULL ? g_strdup_printf (_("The server said no: %s"), message) : g_strdup (_("The server said no."));
    case CSMS_COMMAND_REASON_SESSION_EXPIRED:
      return g_strdup (_("The session had expired, nothing was done; try again."));
    case CSMS_COMMAND_REASON_NO_TRANSACTION:
      return g_strdup (_("No transaction to stop could be found; give --transaction ID."));
    case CSMS_COMMAND_REASON_STATION_TIMEOUT:
      return g_strdup (start ? _("The station did not answer in time and may still start.")
                             : _("The station did not answer in time and may still stop."));
    case CSMS_COMMAND_REASON_NO_ANSWER:
      return g_strdup (_("The server did not answer in time; the outcome is unknown."));
    case CSMS_COMMAND_REASON_CONNECTION_LOST:
      return g_strdup (_("The connection was lost after sending; the outcome is unknown."));
    case CSMS_COMMAND_REASON_UNCLEAR:
      return message != NULL ? g_strdup_printf (_("The server answered “%s”; the outcome is unknown."), message)
                             : g_strdup (_("The server’s answer could not be understood; the outcome is unknown."));
    case CSMS_COMMAND_REASON_NOT_KEPT:
      return g_strdup (_("The journal cannot be written, so nothing was sent."));
    case CSMS_COMMAND_REASON_NO_PROOF:
      return g_strdup (_("Accepted, but no event proved it in time."));
    case CSMS_COMMAND_REASON_NONE:
    default:
      return g_strdup (message);
    }
}

static void
print_state (const char *state, const char *transaction_id, const char *correlation_id, const char *message, gboolean json)
{
  CsmsCliRow *row = csms_cli_row_new (json);

  csms_cli_row_add_text (row, "state", state);
  csms_cli_row_add_text (row, "transactionId", transaction_id);
  csms_cli_row_add_text (row, "correlationId", correlation_id);
  csms_cli_row_add_text (row, "message", message);
  csms_cli_row_print (row);
}

static void
print_command (CsmsCommand *command, gboolean json)
{
  g_autofree char *message = describe (command);

  print_state (state_word (csms_command_get_state (command)), csms_command_get_transaction_id (command),
               csms_command_get_correlation_id (command), message, json);
}

static gboolean
on_wait_over (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static CsmsCliExit
exit_for (CsmsCommand *command)
{
  switch (csms_command_get_state (command))
    {
    case CSMS_COMMAND_CONFIRMED:
      return CSMS_CLI_DONE;
    case CSMS_COMMAND_REFUSED:
      return csms_command_get_reason (command) == CSMS_COMMAND_REASON_NOT_CONNECTED ? CSMS_CLI_NO_CONNECTION : CSMS_CLI_REFUSED;
    case CSMS_COMMAND_LOOKING_UP: /* given up before anything was sent */
      return CSMS_CLI_REFUSED;
    case CSMS_COMMAND_SENDING:
    case CSMS_COMMAND_SENT:
    case CSMS_COMMAND_ACCEPTED:
    case CSMS_COMMAND_UNCONFIRMED:
    case CSMS_COMMAND_HANDLED:
    default:
      return CSMS_CLI_UNCONFIRMED;
    }
}

/* Whether the command has left us, or ended: until then waiting for it is not the proof's time but the server's. */
static gboolean
is_answered (CsmsCommandState state)
{
  return state_word (state) != NULL;
}

static gboolean
lacks_correlation (CsmsCommand *command)
{
  return csms_command_get_kind (command) == CSMS_COMMAND_START && csms_command_get_state (command) == CSMS_COMMAND_CONFIRMED &&
         csms_command_get_correlation_id (command) == NULL;
}

/* The proof may overtake the reply, which brings the correlationId (trap 12): worth a moment, but no more. */
static void
await_correlation (CsmsCliSeat *seat, CsmsCommand *command)
{
  gboolean over = FALSE;
  guint timeout = g_timeout_add (CORRELATION_WAIT_MS, on_wait_over, &over);

  while (!over && lacks_correlation (command) && !csms_cli_seat_is_interrupted (seat))
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (timeout);
}

/* The last word about a command that was not answered, be it for --timeout or for a signal. */
static void
print_unanswered (CsmsCommand *command, gboolean late, gboolean json)
{
  const char *transaction_id = csms_command_get_transaction_id (command);

  if (csms_command_get_state (command) == CSMS_COMMAND_LOOKING_UP)
    print_state ("refused", NULL, NULL,
                 late ? _("The transaction to stop could not be looked up in time, nothing was sent; give --transaction ID.")
                      : _("Interrupted, nothing was sent."), json);
  else
    print_state ("unconfirmed", transaction_id, NULL,
                 late ? _("The server did not answer in time; the outcome is unknown.")
                      : _("Interrupted before the server answered; the outcome is unknown."), json);
}

/* Until the server answered, --timeout passed or a signal came. Returns: whether it was answered */
static gboolean
await_answer (CsmsCliSeat *seat, CsmsCommand *command, const CsmsCliOptions *options)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add ((guint) (options->timeout_s * 1000), on_wait_over, &late);
  gboolean answered;

  while (!is_answered (csms_command_get_state (command)) && !late && !csms_cli_seat_is_interrupted (seat))
    g_main_context_iteration (NULL, TRUE);
  answered = is_answered (csms_command_get_state (command));
  if (!late)
    g_source_remove (timeout);
  if (!answered)
    print_unanswered (command, late, options->json);
  return answered;
}

/*
 * Each state that says something is printed as it is reached; the wait for the proof ends with a final state, with --wait,
 * or by a signal. It begins with the answer, or when that is no longer waited for: what was sent may still happen.
 */
static CsmsCliExit
follow (CsmsCliSeat *seat, CsmsCommand *command, const CsmsCliOptions *options)
{
  gboolean answered = await_answer (seat, command, options);
  CsmsCommandState printed = answered ? CSMS_COMMAND_SENDING : CSMS_COMMAND_UNCONFIRMED;
  gboolean over = FALSE;
  guint timeout;
  CsmsCommandState state;

  if (csms_command_get_state (command) == CSMS_COMMAND_LOOKING_UP)
    return exit_for (command);
  timeout = g_timeout_add ((guint) (options->wait_s * 1000), on_wait_over, &over);
  for (;;)
    {
      if (lacks_correlation (command))
        await_correlation (seat, command);
      state = csms_command_get_state (command);
      if (is_answered (state) && state != printed)
        {
          print_command (command, options->json);
          printed = state;
        }
      if (over || csms_cli_seat_is_interrupted (seat) || !csms_command_is_open (command))
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  if (!over)
    g_source_remove (timeout);
  return exit_for (command);
}

CsmsCliExit
csms_cli_charge (CsmsCliSeat *seat, const CsmsCliOptions *options)
{
  g_autoptr (CsmsCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  CsmsOperator *operator = csms_cli_seat_get_operator (seat);
  CsmsCliExit status = csms_cli_seat_wait_live (seat);

  if (status != CSMS_CLI_DONE)
    return status;
  if (options->command == CSMS_CLI_START)
    command = csms_operator_start_charging (operator, options->station_id, options->connector_id, options->id_tag, &error);
  else
    command = csms_operator_stop_charging (operator, options->station_id, options->connector_id, options->transaction_id, &error);
  if (command == NULL)
    {
      print_state ("refused", NULL, NULL, error->message, options->json);
      csms_cli_complain (error->message);
      return csms_cli_exit_for_error (error);
    }
  return follow (seat, command, options);
}
