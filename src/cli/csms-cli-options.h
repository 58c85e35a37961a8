/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CsmsCliExit: how csmsctl ends, as README promises. */
typedef enum {
  CSMS_CLI_DONE = 0,
  CSMS_CLI_REFUSED = 1,       /* the server, or csmsctl before sending, said no */
  CSMS_CLI_USAGE = 2,
  CSMS_CLI_NO_CONNECTION = 3, /* could not connect, the connection was lost, or what came could not be written */
  CSMS_CLI_KEY_REFUSED = 4,
  CSMS_CLI_UNCONFIRMED = 5,
} CsmsCliExit;

typedef enum {
  CSMS_CLI_STATIONS,
  CSMS_CLI_STATUS,
  CSMS_CLI_START,
  CSMS_CLI_STOP,
  CSMS_CLI_TRANSACTIONS,
  CSMS_CLI_METER,
  CSMS_CLI_PING,
  CSMS_CLI_EVENTS,
} CsmsCliCommand;

/** CsmsCliOptions: the command line, checked. Times in seconds; a negative number is "not given". */
typedef struct {
  CsmsCliCommand command;
  char *url;
  char *key_file;
  char *ca_file;
  char *wire_log;
  gboolean json;
  gboolean allow_unencrypted;
  gboolean show_version;
  double timeout_s;
  char *station_id;
  int connector_id;
  char *id_tag;
  char *transaction_id;
  double wait_s;
  int limit;
  char *since;
  int recent;
  gboolean follow;
  int count;
  double idle_s;
} CsmsCliOptions;

/**
 * csms_cli_options_parse:
 * @argc, @argv: as main() got them
 * @error: domain %G_OPTION_ERROR, one sentence for the person at the terminal
 *
 * Returns: (transfer full): what is asked for, every word of it valid, or %NULL
 */
CsmsCliOptions *csms_cli_options_parse (int argc, char **argv, GError **error);
void csms_cli_options_free (CsmsCliOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsCliOptions, csms_cli_options_free)

G_END_DECLS
