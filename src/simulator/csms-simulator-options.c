/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-simulator-options.h"

#include <math.h>
#include <string.h>

struct _CsmsSimulatorOptions
{
  CsmsSimulatorConfig config;
  GPtrArray *keys;
  char *made_up_key;
  char *behaviour;
  char *key_file;
  char *state_path;
  char *listen;
  char **faults;
  int port, stations, connectors, command_timeout_ms;
  gint64 seed, session_max_age_s;
  double rate;
  gboolean quiet, metered;
};

static const struct
{
  const char *name;
  CsmsSimulatorNetwork network;
  CsmsSimulatorCommand command;
} faults[] = {
  { "stall", CSMS_SIMULATOR_NETWORK_STALL, 0 },
  { "slow-bytes", CSMS_SIMULATOR_NETWORK_SLOW_BYTES, 0 },
  { "reorder", CSMS_SIMULATOR_NETWORK_REORDER, 0 },
  { "duplicate", CSMS_SIMULATOR_NETWORK_DUPLICATE, 0 },
  { "garbage", CSMS_SIMULATOR_NETWORK_GARBAGE, 0 },
  { "refuse", CSMS_SIMULATOR_NETWORK_REFUSE, 0 },
  { "mute-handshake", CSMS_SIMULATOR_NETWORK_MUTE_HANDSHAKE, 0 },
  { "reject", 0, CSMS_SIMULATOR_COMMAND_REJECT },
  { "ignore", 0, CSMS_SIMULATOR_COMMAND_IGNORE },
  { "no-cable", 0, CSMS_SIMULATOR_COMMAND_NO_CABLE },
  { "late-start", 0, CSMS_SIMULATOR_COMMAND_LATE },
  { "charging-first", 0, CSMS_SIMULATOR_COMMAND_CHARGING_FIRST },
  { "no-status", 0, CSMS_SIMULATOR_COMMAND_NO_STATUS },
};

/* How late the stations are with --fault late-start and charging-first: later than the 504. */
#define FAULT_DELAY_MS 8000

static gboolean
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
read_keys (CsmsSimulatorOptions  *self,
           GError               **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  g_auto (GStrv) lines = NULL;

  if (self->key_file == NULL)
    {
      self->made_up_key = g_strdup_printf ("sim-%08x%08x", g_random_int (), g_random_int ());
      g_ptr_array_add (self->keys, g_strdup (self->made_up_key));
    }
  else
    {
      if (!g_file_get_contents (self->key_file, &text, NULL, &reason))
        {
          g_set_error (error, CSMS_SIMULATOR_ERROR, CSMS_SIMULATOR_ERROR_KEYS,
                       "The API keys cannot be read: %s", reason->message);
          return FALSE;
        }
      lines = g_strsplit (text, "\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        if (*g_strstrip (lines[i]) != '\0')
          g_ptr_array_add (self->keys, g_strdup (lines[i]));
    }
  g_ptr_array_add (self->keys, NULL);
  self->config.api_keys = (const char *const *) self->keys->pdata;
  return TRUE;
}

static gboolean
find_fault (const char *name,
            guint      *index)
{
  for (*index = 0; *index < G_N_ELEMENTS (faults); (*index)++)
    if (g_str_equal (faults[*index].name, name))
      return TRUE;
  return FALSE;
}

static gboolean
check (CsmsSimulatorOptions  *self,
       GError               **error)
{
  guint index;

  if (self->port < 0 || self->port > G_MAXUINT16)
    return fail (error, "--port is from 0, any free one, to 65535");
  if (self->stations < 0 || self->stations > 100000 || self->connectors < 0 || self->connectors > 100)
    return fail (error, "--stations is from 0 to 100000 and --connectors from 0 to 100");
  if (!isfinite (self->rate) || self->rate < 0 || self->session_max_age_s < 0 || self->command_timeout_ms < 0)
    return fail (error, "--rate, --session-max-age and --command-timeout are not negative");
  if (self->behaviour != NULL && !g_str_equal (self->behaviour, "guide") && !g_str_equal (self->behaviour, "deployed"))
    return fail (error, "--behaviour is guide or deployed");
  for (guint i = 0; self->faults != NULL && self->faults[i] != NULL; i++)
    if (!find_fault (self->faults[i], &index))
      return fail (error, "--fault is one of: stall slow-bytes reorder duplicate garbage refuse mute-handshake"
                          " reject ignore no-cable late-start charging-first no-status");
  return TRUE;
}

static void
fill_config (CsmsSimulatorOptions *self)
{
  CsmsSimulatorConfig *config = &self->config;

  config->port = (guint) self->port;
  config->stations = (guint) self->stations;
  config->connectors = (guint) self->connectors;
  config->seed = (guint64) self->seed;
  config->rate = self->rate;
  config->session_max_age_s = self->session_max_age_s;
  config->state_path = self->state_path;
  config->listen = self->listen;
  config->quiet_fleet = self->quiet;
  config->quiet_metering = self->metered;
  config->command_timeout_ms = (guint) self->command_timeout_ms;
  config->behaviour = g_strcmp0 (self->behaviour, "deployed") == 0 ? CSMS_SIMULATOR_DEPLOYED : CSMS_SIMULATOR_GUIDE;
}

static gboolean
parse (CsmsSimulatorOptions   *self,
       int                    *argc,
       char                 ***argv,
       GError                **error)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, "Port to listen on (0: any free one)", "PORT" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &self->listen, "Address to listen on (127.0.0.1)", "ADDRESS" },
    { "stations", 0, 0, G_OPTION_ARG_INT, &self->stations, "Stations in the fleet (24)", "N" },
    { "connectors", 0, 0, G_OPTION_ARG_INT, &self->connectors, "Connectors a station (0: as its model has)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &self->seed, "Same seed, same fleet (1)", "S" },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &self->rate, "Events the fleet makes (0: a natural pace)", "EVENTS_PER_S" },
    { "api-keys", 0, 0, G_OPTION_ARG_FILENAME, &self->key_file, "API keys, one a line (none: one is made up)", "FILE" },
    { "session-max-age", 0, 0, G_OPTION_ARG_INT64, &self->session_max_age_s, "Seconds a session lasts (86400)", "S" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &self->state_path, "Event log to keep (none: in memory)", "FILE" },
    { "behaviour", 0, 0, G_OPTION_ARG_STRING, &self->behaviour, "As published or as seen in the field (guide)",
      "guide|deployed" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->faults, "Something that goes wrong; may be given again", "NAME" },
    { "command-timeout", 0, 0, G_OPTION_ARG_INT, &self->command_timeout_ms,
      "Milliseconds until a remote command ends in a 504 (5000)", "MS" },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &self->quiet, "Nothing happens but by command; all are Available", NULL },
    { "metered", 0, 0, G_OPTION_ARG_NONE, &self->metered, "With --quiet: a charge sends meter values all the same", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, "A CSMS with a virtual fleet of charging stations.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  return *argc == 1 || fail (error, "This takes options only; see --help");
}

CsmsSimulatorOptions *
csms_simulator_options_new (int      *argc,
                            char   ***argv,
                            GError  **error)
{
  g_autoptr (CsmsSimulatorOptions) self = g_new0 (CsmsSimulatorOptions, 1);

  csms_simulator_config_init (&self->config);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->stations = (int) self->config.stations;
  self->seed = (gint64) self->config.seed;
  self->session_max_age_s = self->config.session_max_age_s;
  self->command_timeout_ms = (int) self->config.command_timeout_ms;
  if (!parse (self, argc, argv, error) || !check (self, error) || !read_keys (self, error))
    return NULL;
  fill_config (self);
  return g_steal_pointer (&self);
}

void
csms_simulator_options_free (CsmsSimulatorOptions *self)
{
  g_ptr_array_unref (self->keys);
  g_free (self->made_up_key);
  g_free (self->behaviour);
  g_free (self->key_file);
  g_free (self->state_path);
  g_free (self->listen);
  g_strfreev (self->faults);
  g_free (self);
}

const CsmsSimulatorConfig *
csms_simulator_options_get_config (CsmsSimulatorOptions *self)
{
  return &self->config;
}

const char *
csms_simulator_options_get_made_up_key (CsmsSimulatorOptions *self)
{
  return self->made_up_key;
}

void
csms_simulator_options_apply_faults (CsmsSimulatorOptions *self,
                                     CsmsSimulator        *simulator)
{
  CsmsSimulatorNetwork network = CSMS_SIMULATOR_NETWORK_GOOD;
  guint index;

  for (guint i = 0; self->faults != NULL && self->faults[i] != NULL; i++)
    {
      if (!find_fault (self->faults[i], &index))
        continue;
      network |= faults[index].network;
      if (faults[index].command != CSMS_SIMULATOR_COMMAND_NORMAL)
        csms_simulator_set_command_fault (simulator, NULL, faults[index].command, FAULT_DELAY_MS);
    }
  csms_simulator_set_network (simulator, network);
}
