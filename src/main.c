/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <gtk/gtk.h>

#include "csms-application.h"
#include "csms-options.h"
#include "csms-settings.h"
#include "csms-simulator-thread.h"

/* The same fleet each time, so that the demo can be shown, described and tested. */
#define DEMO_SEED 72

typedef struct {
  CsmsSimulatorThread *simulator;
  char *api_key;
} Demo;

static gboolean
open_demo (gpointer user_data, char **url, char **api_key, GError **error)
{
  Demo *demo = user_data;

  if (demo->simulator == NULL)
    {
      CsmsSimulatorConfig config;
      const char *keys[] = { demo->api_key, NULL };

      csms_simulator_config_init (&config);
      config.seed = DEMO_SEED;
      config.api_keys = keys;
      demo->simulator = csms_simulator_thread_new (&config, error);
      if (demo->simulator == NULL)
        return FALSE;
    }
  *url = g_strdup (csms_simulator_thread_get_url (demo->simulator));
  *api_key = csms_key_dup (demo->api_key);
  return TRUE;
}

/* Returns: the application, or NULL with @error when the demo that was asked for cannot be had */
static CsmsApplication *
make_application (const CsmsOptions *options, Demo *demo, GError **error)
{
  gboolean passing = options->demo || options->url != NULL;
  g_autoptr (CsmsApplication) application = NULL;
  GApplicationFlags flags = G_APPLICATION_DEFAULT_FLAGS;

  /* A demo or a server of this run alone stands beside the real console, and never takes over its window. */
  if (passing)
    flags |= G_APPLICATION_NON_UNIQUE;
  else if (options->service)
    flags |= G_APPLICATION_IS_SERVICE;
  application = csms_application_new (flags);
  csms_application_set_demo (application, open_demo, demo);
  if (options->wire_log != NULL && !csms_application_log_wire (application, options->wire_log, error))
    return NULL;
  if (options->url != NULL)
    csms_application_open_passing (application, options->url, options->api_key, options->ca_file);
  if (options->demo && !csms_application_open_demo (application, error))
    return NULL;
  csms_application_ask_start (application, options->start_station, options->start_connector, options->id_tag);
  return g_steal_pointer (&application);
}

int
main (int argc, char **argv)
{
  CsmsOptions options;
  Demo demo = { NULL, g_uuid_string_random () };
  g_autoptr (CsmsApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  csms_locale_init ();
  if (!csms_options_parse (&options, argc, argv, &error))
    {
      g_printerr ("csms-operator: %s\n", error->message);
      return 2;
    }
  if (!gtk_init_check ())
    {
      g_printerr ("csms-operator: %s\n", _("There is no display to show the window on."));
      return 1;
    }
  /* It binds to the context that asks first, and that must be this thread's. */
  g_network_monitor_get_default ();
  application = make_application (&options, &demo, &error);
  csms_options_clear (&options);
  if (application == NULL)
    {
      g_printerr ("csms-operator: %s\n", error->message);
      return 1;
    }
  status = g_application_run (G_APPLICATION (application), 1, argv);
  g_clear_object (&application);
  g_clear_pointer (&demo.simulator, csms_simulator_thread_free);
  g_free (demo.api_key);
  return status;
}
