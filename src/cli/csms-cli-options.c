/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-cli-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "csms-words.h"

#define DEFAULT_TIMEOUT_S 30.0
#define DEFAULT_WAIT_S 30.0
#define SECONDS_MAX 1e6

/* What stands in a number's place until the line is read: no valid value, nor one that is typed by mistake. */
#define NOT_GIVEN G_MININT
#define SECONDS_NOT_GIVEN (-G_MAXDOUBLE)

/* What a command takes beside the global options: a letter each, as in `accepts` below. */
#define TAKES_WAIT "w"
#define TAKES_TAG "t"
#define TAKES_TRANSACTION "x"
#define TAKES_LIMIT "l"
#define TAKES_EVENTS "e"

static const struct
{
  const char *name;
  CsmsCliCommand command;
  int n_words; /* STATION, STATION CONNECTOR */
  const char *accepts;
} commands[] = {
  { "stations", CSMS_CLI_STATIONS, 0, "" },
  { "status", CSMS_CLI_STATUS, 2, "" },
  { "start", CSMS_CLI_START, 2, TAKES_WAIT TAKES_TAG },
  { "stop", CSMS_CLI_STOP, 2, TAKES_WAIT TAKES_TRANSACTION },
  { "transactions", CSMS_CLI_TRANSACTIONS, 0, TAKES_LIMIT },
  { "meter", CSMS_CLI_METER, 1, TAKES_LIMIT },
  { "ping", CSMS_CLI_PING, 0, "" },
  { "events", CSMS_CLI_EVENTS, 0, TAKES_EVENTS },
};

static CsmsCliOptions *
options_new (void)
{
  CsmsCliOptions *self = g_new0 (CsmsCliOptions, 1);

  self->timeout_s = DEFAULT_TIMEOUT_S;
  self->wait_s = self->idle_s = SECONDS_NOT_GIVEN;
  self->limit = self->recent = self->count = NOT_GIVEN;
  return self;
}

static gboolean fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static GOptionContext *
make_context (CsmsCliOptions *self, char ***words)
{
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &self->url, N_("Address of the CSMS; without it, the console’s active server"), "URL" },
    { "api-key-file", 0, 0, G_OPTION_ARG_FILENAME, &self->key_file, N_("File with the API key in one line; or set CSMS_API_KEY"), "FILE" },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &self->ca_file, N_("File with the authorities to trust, instead of the system’s"), "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_("One JSON object a line"), NULL },
    { "timeout", 0, 0, G_OPTION_ARG_DOUBLE, &self->timeout_s, N_("How long to wait for the connection and for answers (30)"), "S" },
    { "allow-unencrypted", 0, 0, G_OPTION_ARG_NONE, &self->allow_unencrypted, N_("Allow ws:// beyond this computer, wherever its name leads"), NULL },
    { "wire-log", 0, 0, G_OPTION_ARG_FILENAME, &self->wire_log, N_("Write every frame, without keys, to this file"), "FILE" },
    { "id-tag", 0, 0, G_OPTION_ARG_STRING, &self->id_tag, N_("start: whose charge it is"), "TAG" },
    { "transaction", 0, 0, G_OPTION_ARG_STRING, &self->transaction_id, N_("stop: the transaction; without it, it is looked up"), "ID" },
    { "wait", 0, 0, G_OPTION_ARG_DOUBLE, &self->wait_s, N_("start, stop: how long to wait for the proving event (30)"), "S" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &self->limit, N_("transactions, meter: how many at most"), "N" },
    { "since", 0, 0, G_OPTION_ARG_STRING, &self->since, N_("events: all after this one"), "EVENT_ID" },
    { "recent", 0, 0, G_OPTION_ARG_INT, &self->recent, N_("events: the newest N"), "N" },
    { "follow", 0, 0, G_OPTION_ARG_NONE, &self->follow, N_("events: go on with those to come"), NULL },
    { "count", 0, 0, G_OPTION_ARG_INT, &self->count, N_("events: end after N"), "N" },
    { "idle", 0, 0, G_OPTION_ARG_DOUBLE, &self->idle_s, N_("events: end after S seconds without one"), "S" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->show_version, N_("Show the version and end"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, words, NULL, NULL },
    { NULL }
  };
  GOptionContext *context = g_option_context_new (_("COMMAND …"));

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Watch and operate a fleet of charging stations from a terminal."));
  g_option_context_set_description (context,
    _("Commands:\n"
      "  stations\n"
      "  status STATION CONNECTOR\n"
      "  start STATION CONNECTOR --id-tag TAG [--wait S]\n"
      "  stop STATION CONNECTOR [--transaction ID] [--wait S]\n"
      "  transactions [--limit N]\n"
      "  meter STATION [--limit N]\n"
      "  ping\n"
      "  events [--since EVENT_ID] [--recent N] [--follow] [--count N] [--idle S]\n\n"
      "Exit status: 0 done, 1 the server said no, 2 usage, 3 could not connect or lost,\n"
      "4 key refused, 5 outcome unconfirmed."));
  return context;
}

static gboolean
check_foreign_options (CsmsCliOptions *self, const char *name, const char *accepts, GError **error)
{
  const struct
  {
    const char *letter;
    gboolean given;
    const char *option;
  } given[] = {
    { TAKES_TAG, self->id_tag != NULL, "--id-tag" },
    { TAKES_TRANSACTION, self->transaction_id != NULL, "--transaction" },
    { TAKES_WAIT, self->wait_s != SECONDS_NOT_GIVEN, "--wait" },
    { TAKES_LIMIT, self->limit != NOT_GIVEN, "--limit" },
    { TAKES_EVENTS, self->since != NULL, "--since" },
    { TAKES_EVENTS, self->recent != NOT_GIVEN, "--recent" },
    { TAKES_EVENTS, self->follow, "--follow" },
    { TAKES_EVENTS, self->count != NOT_GIVEN, "--count" },
    { TAKES_EVENTS, self->idle_s != SECONDS_NOT_GIVEN, "--idle" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i].given && strstr (accepts, given[i].letter) == NULL)
      return fail (error, _("“%s” does not take %s"), name, given[i].option);
  return TRUE;
}

static gboolean
check_seconds (double value, const char *option, GError **error)
{
  /* The negated comparison also catches "nan". */
  if (value != SECONDS_NOT_GIVEN && !(value >= 0 && value <= SECONDS_MAX))
    return fail (error, _("%s takes a number of seconds, 0 or more"), option);
  return TRUE;
}

static gboolean
check_number (int value, int max, const char *option, GError **error)
{
  if (value != NOT_GIVEN && (value < 1 || value > max))
    return fail (error, _("%s takes a whole number from 1 to %d"), option, max);
  return TRUE;
}

static gboolean
check_values (CsmsCliOptions *self, GError **error)
{
  int limit_max = self->command == CSMS_CLI_METER ? 100 : 1000;
  gint64 ms;

  if (!(self->timeout_s > 0 && self->timeout_s <= SECONDS_MAX))
    return fail (error, _("--timeout takes a number of seconds above 0"));
  if (!check_seconds (self->wait_s, "--wait", error) || !check_seconds (self->idle_s, "--idle", error) ||
      !check_number (self->limit, limit_max, "--limit", error) ||
      !check_number (self->recent, 200, "--recent", error) || !check_number (self->count, G_MAXINT, "--count", error))
    return FALSE;
  if (self->wait_s == SECONDS_NOT_GIVEN)
    self->wait_s = DEFAULT_WAIT_S;
  if (self->command == CSMS_CLI_START && self->id_tag == NULL)
    return fail (error, _("“start” needs --id-tag TAG"));
  if (self->id_tag != NULL && !csms_id_tag_validate (self->id_tag, error))
    return FALSE;
  if (self->transaction_id != NULL && self->transaction_id[0] == '\0')
    return fail (error, _("--transaction takes the id of a transaction"));
  /* A server replays its whole log for an id without a number in the middle (trap 3). */
  if (self->since != NULL && !csms_event_id_get_ms (self->since, &ms))
    return fail (error, _("“%s” is no event id: one looks like evt-1763888970118-7c1d2"), self->since);
  if (self->since != NULL && self->recent != NOT_GIVEN)
    return fail (error, _("--since and --recent exclude each other"));
  return TRUE;
}

static gboolean
parse_words (CsmsCliOptions *self, char **words, GError **error)
{
  guint n = words != NULL ? g_strv_length (words) : 0;
  guint64 connector;

  if (n == 0)
    return fail (error, _("Which command? See csmsctl --help"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (words[0], commands[i].name) != 0)
        continue;
      self->command = commands[i].command;
      if ((int) n - 1 != commands[i].n_words)
        return fail (error, commands[i].n_words == 2   ? _("“%s” needs STATION and CONNECTOR")
                            : commands[i].n_words == 1 ? _("“%s” needs STATION")
                                                       : _("“%s” takes no further words"),
                     words[0]);
      if (n > 1 && words[1][0] == '\0')
        return fail (error, _("The station’s id is empty"));
      self->station_id = g_strdup (words[1]);
      if (n > 2)
        {
          if (!g_ascii_string_to_unsigned (words[2], 10, 1, G_MAXINT, &connector, NULL))
            return fail (error, _("“%s” is no connector: they are numbered from 1"), words[2]);
          self->connector_id = (int) connector;
        }
      return check_foreign_options (self, words[0], commands[i].accepts, error) && check_values (self, error);
    }
  return fail (error, _("There is no command “%s”. See csmsctl --help"), words[0]);
}

CsmsCliOptions *
csms_cli_options_parse (int argc, char **argv, GError **error)
{
  g_autoptr (CsmsCliOptions) self = options_new ();
  g_auto (GStrv) words = NULL;
  g_autoptr (GOptionContext) context = make_context (self, &words);

  if (!g_option_context_parse (context, &argc, &argv, error))
    return NULL;
  if (!self->show_version && !parse_words (self, words, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
csms_cli_options_free (CsmsCliOptions *self)
{
  g_free (self->url);
  g_free (self->key_file);
  g_free (self->ca_file);
  g_free (self->wire_log);
  g_free (self->station_id);
  g_free (self->id_tag);
  g_free (self->transaction_id);
  g_free (self->since);
  g_free (self);
}
