/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib-unix.h>
#include <locale.h>
#include <stdlib.h>

#include "csms-simulator-options.h"

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* One line for programs to read: where it listens, and the key where none was given. */
static void
announce (CsmsSimulator *simulator,
          const char    *made_up_key)
{
  g_print ("{\"url\":\"%s\",\"port\":%u", csms_simulator_get_url (simulator), csms_simulator_get_port (simulator));
  if (made_up_key != NULL)
    g_print (",\"apiKey\":\"%s\"", made_up_key);
  g_print ("}\n");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GMainLoop) loop = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsSimulatorOptions) options = NULL;
  g_autoptr (CsmsSimulator) simulator = NULL;

  setlocale (LC_ALL, "");
  options = csms_simulator_options_new (&argc, &argv, &error);
  if (options == NULL)
    {
      g_printerr ("csms-simulator: %s\n", error->message);
      return 2;
    }

  /* Whoever reads the announcement may end the program at once. */
  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, quit, loop);
  g_unix_signal_add (SIGINT, quit, loop);
  simulator = csms_simulator_new (csms_simulator_options_get_config (options));
  if (!csms_simulator_start (simulator, &error))
    {
      g_printerr ("csms-simulator: %s\n", error->message);
      return 1;
    }
  csms_simulator_options_apply_faults (options, simulator);
  announce (simulator, csms_simulator_options_get_made_up_key (options));

  g_main_loop_run (loop);
  csms_simulator_stop (simulator);
  return EXIT_SUCCESS;
}
