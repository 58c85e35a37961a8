/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "csms-cli-commands.h"
#include "csms-cli-print.h"
#include "csms-config.h"
#include "csms-settings.h"

static CsmsCliExit
run (CsmsCliSeat *seat, const CsmsCliOptions *options)
{
  switch (options->command)
    {
    case CSMS_CLI_START:
    case CSMS_CLI_STOP:
      return csms_cli_charge (seat, options);
    case CSMS_CLI_EVENTS:
      return csms_cli_events (seat, options);
    case CSMS_CLI_STATIONS:
    case CSMS_CLI_STATUS:
    case CSMS_CLI_TRANSACTIONS:
    case CSMS_CLI_METER:
    case CSMS_CLI_PING:
    default:
      return csms_cli_read (seat, options);
    }
}

/* A reader that has had enough is no failure; and what became of a charge stays true, told or not. */
static CsmsCliExit
check_output (CsmsCliExit status, const CsmsCliOptions *options)
{
  int problem = csms_cli_get_write_error ();
  g_autofree char *sentence = NULL;

  if (problem == 0 || problem == EPIPE)
    return status;
  sentence = g_strdup_printf (_("The output cannot be written: %s"), g_strerror (problem));
  csms_cli_complain (sentence);
  if (status != CSMS_CLI_DONE || options->command == CSMS_CLI_START || options->command == CSMS_CLI_STOP)
    return status;
  return CSMS_CLI_NO_CONNECTION;
}

int
main (int argc, char **argv)
{
  g_autoptr (CsmsCliOptions) options = NULL;
  g_autoptr (CsmsCliSeat) seat = NULL;
  g_autoptr (GError) error = NULL;
  CsmsCliExit status = CSMS_CLI_DONE;

  csms_locale_init ();
  options = csms_cli_options_parse (argc, argv, &error);
  if (options == NULL)
    {
      csms_cli_complain (error->message);
      return CSMS_CLI_USAGE;
    }
  if (options->show_version)
    {
      puts ("csmsctl " CSMS_VERSION);
      return CSMS_CLI_DONE;
    }
  seat = csms_cli_seat_open (options, &status);
  if (seat == NULL)
    return status;
  return check_output (run (seat, options), options);
}
