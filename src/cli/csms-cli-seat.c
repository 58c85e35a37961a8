/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-cli-seat.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csms-address.h"
#include "csms-cli-print.h"
#include "csms-key-file.h"
#include "csms-protocol-error.h"
#include "csms-settings.h"

struct _CsmsCliSeat
{
  const CsmsCliOptions *options;
  CsmsOperator *operator;
  guint signal_sources[2];
  gboolean interrupted;
};

typedef struct
{
  GAsyncResult *result;
  gboolean timed_out;
} Wait;

void
csms_cli_complain (const char *sentence)
{
  g_autofree char *safe = csms_cli_safe_text (sentence);

  fprintf (stderr, "csmsctl: %s\n", safe);
}

CsmsCliExit
csms_cli_exit_for_error (const GError *error)
{
  if (error->domain == CSMS_SERVER_ERROR)
    return CSMS_CLI_REFUSED;
  if (g_error_matches (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_BAD_ADDRESS) ||
      g_error_matches (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_BAD_TAG) ||
      g_error_matches (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NO_KEY) ||
      g_error_matches (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NEEDS_CONSENT))
    return CSMS_CLI_USAGE;
  if (error->domain == CSMS_OPERATOR_ERROR)
    return CSMS_CLI_REFUSED;
  return CSMS_CLI_NO_CONNECTION;
}

static gboolean
on_signal (gpointer data)
{
  CsmsCliSeat *self = data;

  self->interrupted = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
on_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->result = g_object_ref (result);
}

/* Overwritten where it stands: to unset it is only to forget where that is, and /proc shows it as before. */
static char *
take_variable (void)
{
  char *variable = getenv ("CSMS_API_KEY");
  char *key = variable != NULL && variable[0] != '\0' ? csms_key_dup (variable) : NULL;

  csms_key_wipe (variable);
  unsetenv ("CSMS_API_KEY");
  return key;
}

/* The key by hand for this run: a file, else the environment. */
static char *
find_given_key (const CsmsCliOptions *options, GError **error)
{
  char *variable = take_variable ();

  if (options->key_file == NULL)
    return variable;
  csms_key_free (variable);
  return csms_key_file_read (options->key_file, error);
}

/* A server's words stand for themselves nowhere else, so it is said whose they are. */
static void
complain_of_answer (const GError *error)
{
  g_autofree char *sentence = error->domain == CSMS_SERVER_ERROR ? g_strdup_printf (_("The server said no: %s"), error->message)
                                                                 : g_strdup (error->message);

  csms_cli_complain (sentence);
}

static CsmsServer *
find_saved (CsmsServerList *servers, const char *url)
{
  if (url == NULL)
    return csms_server_list_get_active (servers);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (servers)); i++)
    {
      g_autoptr (CsmsServer) server = g_list_model_get_item (G_LIST_MODEL (servers), i);

      if (g_strcmp0 (csms_server_get_url (server), url) == 0)
        return server;
    }
  return NULL;
}

/* Whether a client at @url takes the events from one at @other: a server pushes to one client for each last segment (trap 1). */
static gboolean
displaces (const char *url, const char *other)
{
  g_autofree char *authority = csms_address_dup_authority (url);
  g_autofree char *other_authority = csms_address_dup_authority (other);

  return g_strcmp0 (authority, other_authority) == 0 && g_strcmp0 (strrchr (url, '/'), strrchr (other, '/')) == 0;
}

static void
warn_of_displacement (CsmsServerList *servers, const char *url)
{
  for (guint i = 0; servers != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (servers)); i++)
    {
      g_autoptr (CsmsServer) server = g_list_model_get_item (G_LIST_MODEL (servers), i);

      if (!displaces (url, csms_server_get_url (server)))
        continue;
      csms_cli_complain (_("This is a console’s own address: a console connected to it hears no events until it "
                           "reconnects. Give each its own, such as / and /mobile-client."));
      return;
    }
}

static char *
load_stored_key (CsmsServer *server, GError **error)
{
  Wait wait = { 0 };
  char *key;

  csms_server_load_key_async (server, NULL, on_result, &wait);
  while (wait.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  key = csms_server_load_key_finish (server, wait.result, error);
  g_object_unref (wait.result);
  return key;
}

/* An address of one's own network that a person wrote with its ws:// needs no further question. */
static gboolean
is_plainly_unencrypted (const char *typed)
{
  return typed != NULL && (g_ascii_strncasecmp (typed, "ws://", 5) == 0 || g_ascii_strncasecmp (typed, "http://", 7) == 0);
}

static void
decide_trust (CsmsTrust *trust, const CsmsCliOptions *options, CsmsServer *saved)
{
  if (saved != NULL)
    csms_trust_take (trust, csms_server_get_trust (saved));
  if (options->allow_unencrypted)
    csms_trust_allow (trust, CSMS_ADDRESS_PUBLIC);
  else if (is_plainly_unencrypted (options->url))
    csms_trust_allow (trust, CSMS_ADDRESS_PRIVATE);
  if (options->ca_file != NULL)
    csms_trust_set_ca_file (trust, options->ca_file);
}

/*
 * csmsctl never sits in a saved server itself: its cursor and session are the console's to remember, and a replay
 * begun here must not move them. It takes address and key from it and passes through.
 */
static CsmsServer *
find_server (const CsmsCliOptions *options, GError **error)
{
  g_autoptr (GSettings) settings = csms_settings_new (NULL);
  g_autoptr (CsmsServerList) servers = settings != NULL ? csms_server_list_new (settings) : NULL;
  g_autofree char *url = NULL;
  char *key = NULL;
  CsmsServer *saved;
  CsmsServer *server;

  if (options->url != NULL && (url = csms_address_normalize (options->url, error)) == NULL)
    return NULL;
  saved = servers != NULL ? find_saved (servers, url) : NULL;
  if (url == NULL && saved == NULL)
    {
      g_set_error_literal (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_BAD_ADDRESS,
                           _("Which server? Give --url URL, or connect the console to one first."));
      return NULL;
    }
  g_clear_error (error);
  key = find_given_key (options, error);
  if (key == NULL && (error == NULL || *error == NULL) && saved != NULL)
    key = load_stored_key (saved, error);
  if (key == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NO_KEY,
                             _("No API key: give --api-key-file FILE or set CSMS_API_KEY."));
      return NULL;
    }
  server = csms_server_new_passing (saved != NULL ? csms_server_get_url (saved) : url, key);
  warn_of_displacement (servers, csms_server_get_url (server));
  csms_key_free (key);
  decide_trust (csms_server_get_trust (server), options, saved);
  return server;
}

/* Whose events the command waits for; %NULL: all stations'. */
static const char *
find_only_station (const CsmsCliOptions *options)
{
  switch (options->command)
    {
    case CSMS_CLI_EVENTS:
      return NULL;
    case CSMS_CLI_START:
    case CSMS_CLI_STOP:
      return options->station_id;
    case CSMS_CLI_STATIONS:
    case CSMS_CLI_STATUS:
    case CSMS_CLI_TRANSACTIONS:
    case CSMS_CLI_METER:
    case CSMS_CLI_PING:
    default:
      return "";
    }
}

CsmsCliSeat *
csms_cli_seat_open (const CsmsCliOptions *options, CsmsCliExit *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsServer) server = find_server (options, &error);
  g_autoptr (CsmsWireLog) wire_log = NULL;
  CsmsCliSeat *self;

  if (server == NULL)
    {
      csms_cli_complain (error->message);
      *status = csms_cli_exit_for_error (error);
      return NULL;
    }
  if (options->wire_log != NULL && (wire_log = csms_wire_log_new (options->wire_log, &error)) == NULL)
    {
      csms_cli_complain (error->message);
      *status = CSMS_CLI_USAGE;
      return NULL;
    }
  self = g_new0 (CsmsCliSeat, 1);
  self->options = options;
  self->operator = csms_operator_new_guest (server, find_only_station (options));
  csms_operator_set_wire_log (self->operator, wire_log);
  self->signal_sources[0] = g_unix_signal_add (SIGINT, on_signal, self);
  self->signal_sources[1] = g_unix_signal_add (SIGTERM, on_signal, self);
  return self;
}

void
csms_cli_seat_close (CsmsCliSeat *self)
{
  Wait wait = { 0 };

  csms_operator_stop_async (self->operator, NULL, on_result, &wait);
  while (wait.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  csms_operator_stop_finish (self->operator, wait.result, NULL);
  g_object_unref (wait.result);
  for (gsize i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_source_remove (self->signal_sources[i]);
  g_object_unref (self->operator);
  g_free (self);
}

static CsmsCliExit
give_up (CsmsCliSeat *self, const char *sentence)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->operator);

  if (status->problem_code == CSMS_OPERATOR_ERROR_NEEDS_CONSENT)
    {
      csms_cli_complain (_("The connection to this server is not encrypted: the API key and all commands could be read and changed "
                           "on the way; --allow-unencrypted connects all the same."));
      return CSMS_CLI_USAGE;
    }
  csms_cli_complain (status->problem != NULL ? status->problem : sentence);
  return status->state == CSMS_SEAT_KEY_REFUSED ? CSMS_CLI_KEY_REFUSED : CSMS_CLI_NO_CONNECTION;
}

/* Before the first connection the seat has no problem to tell and no state but "not started": it asks for the key. */
static gboolean
is_under_way (CsmsCliSeat *self)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->operator);

  return status->state == CSMS_SEAT_CONNECTING || status->state == CSMS_SEAT_CATCHING_UP ||
         (status->state == CSMS_SEAT_STOPPED && status->problem == NULL);
}

CsmsCliExit
csms_cli_seat_wait_live (CsmsCliSeat *self)
{
  gboolean timed_out = FALSE;
  guint timeout = g_timeout_add ((guint) (self->options->timeout_s * 1000), on_timeout, &timed_out);
  CsmsSeatState state;

  csms_operator_start (self->operator);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      state = csms_operator_get_status (self->operator)->state;
    }
  while (!timed_out && !self->interrupted && is_under_way (self));

  if (!timed_out)
    g_source_remove (timeout);
  if (state == CSMS_SEAT_LIVE)
    return CSMS_CLI_DONE;
  if (timed_out)
    return give_up (self, _("The server did not answer in time."));
  return give_up (self, self->interrupted ? _("Interrupted.") : _("Could not connect."));
}

GPtrArray *
csms_cli_seat_ask (CsmsCliSeat *self, CsmsQuestion question, const char *station_id, int connector_id, guint limit,
                   CsmsCliExit *status)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Wait wait = { 0 };
  GPtrArray *records;
  guint timeout = g_timeout_add ((guint) (self->options->timeout_s * 1000), on_timeout, &wait.timed_out);

  csms_operator_ask_async (self->operator, question, station_id, connector_id, limit, cancellable, on_result, &wait);
  while (wait.result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      if (wait.timed_out || self->interrupted)
        g_cancellable_cancel (cancellable);
    }
  if (!wait.timed_out)
    g_source_remove (timeout);
  records = csms_operator_ask_finish (self->operator, wait.result, &error);
  g_object_unref (wait.result);
  if (records == NULL)
    {
      if (wait.timed_out)
        csms_cli_complain (_("The server did not answer in time."));
      else
        complain_of_answer (error);
      *status = csms_operator_get_status (self->operator)->state == CSMS_SEAT_KEY_REFUSED ? CSMS_CLI_KEY_REFUSED
                                                                                          : csms_cli_exit_for_error (error);
    }
  return records;
}

CsmsOperator *
csms_cli_seat_get_operator (CsmsCliSeat *self)
{
  return self->operator;
}

gboolean
csms_cli_seat_is_interrupted (CsmsCliSeat *self)
{
  return self->interrupted;
}
