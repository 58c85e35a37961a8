/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** CsmsOptions: what the command line asked for. Zero-initialise; clear with csms_options_clear(). */
typedef struct {
  gboolean demo;          /* open the built-in demo fleet */
  gboolean service;       /* started by the session bus, without a window at first */
  char *wire_log;         /* (nullable): write every frame to this file */
  char *url;              /* (nullable): normalised address of a server for this run alone */
  char *api_key;          /* (nullable): its key; set whenever @url is */
  char *ca_file;          /* (nullable): the authorities to trust with its certificate, instead of the system's */
  char *start_station;    /* (nullable): ask for a start on this station */
  int start_connector;    /* its connector, 1 or more, whenever @start_station is set */
  char *id_tag;           /* (nullable): the ID tag to ask with, a valid one */
} CsmsOptions;

/**
 * csms_options_parse:
 * @options: (out caller-allocates)
 * @argc: as main() got it
 * @argv: as main() got it; not changed
 * @error: domain %G_OPTION_ERROR or %CSMS_OPERATOR_ERROR, one sentence for the person who typed it
 *
 * Prints what is asked for and ends the program for --help and --version. Reads the key file. Main thread, at the start of the program.
 *
 * Returns: whether the arguments make sense; @options is empty otherwise
 */
gboolean csms_options_parse (CsmsOptions *options, int argc, char **argv, GError **error);

/** csms_options_clear: frees what @options holds, the key overwritten first */
void csms_options_clear (CsmsOptions *options);

G_END_DECLS
