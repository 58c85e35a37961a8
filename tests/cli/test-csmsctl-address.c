/* SPDX-License-Identifier: GPL-3.0-or-later */

/* csmsctl beside a console that has a server saved: it borrows the address, and says so when it takes the events away. */
#include "csms-ctl-run.h"

#include <glib/gstdio.h>
#include <string.h>

static void
save_server (Ctl *ctl)
{
  const char *url = csms_simulator_thread_get_url (ctl->simulator);
  g_autofree char *folder = g_build_filename (ctl->folder, "glib-2.0", "settings", NULL);
  g_autofree char *file = g_build_filename (folder, "keyfile", NULL);
  g_autofree char *text = g_strdup_printf ("[com/example/CsmsOperator]\nservers=['%s']\nactive-server='%s'\n", url, url);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static void
forget_server (Ctl *ctl)
{
  g_autofree char *outer = g_build_filename (ctl->folder, "glib-2.0", NULL);
  g_autofree char *folder = g_build_filename (outer, "settings", NULL);
  g_autofree char *file = g_build_filename (folder, "keyfile", NULL);

  g_remove (file);
  g_rmdir (folder);
  g_rmdir (outer);
}

/* @path: (nullable): of the simulator's address; %NULL: no --url. @key: (nullable) */
static void
run_beside (Ctl *ctl, const char *path, const char *key)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GUri) own = g_uri_parse (csms_simulator_thread_get_url (ctl->simulator), G_URI_FLAGS_NONE, NULL);
  g_autofree char *url = g_strdup_printf ("ws://127.0.0.1:%d%s", g_uri_get_port (own), path != NULL ? path : "");
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", ctl->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  if (key != NULL)
    g_subprocess_launcher_setenv (launcher, "CSMS_API_KEY", key, TRUE);
  ctl_finish (ctl, g_subprocess_launcher_spawn (launcher, &error, g_getenv ("CSMSCTL"), "--json", "stations",
                                                path != NULL ? "--url" : NULL, url, NULL));
  g_assert_no_error (error);
}

static void
assert_warned (Ctl *ctl, gboolean warned)
{
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_cmpuint (ctl->lines->len, ==, 3);
  g_assert_true ((strstr (ctl->err, "console") != NULL) == warned);
}

static void
test_own_address (void)
{
  Ctl ctl;

  ctl_set_up (&ctl, NULL);
  save_server (&ctl);
  run_beside (&ctl, NULL, CTL_KEY);
  assert_warned (&ctl, TRUE);
  run_beside (&ctl, "/mobile-client", CTL_KEY);
  assert_warned (&ctl, TRUE);
  run_beside (&ctl, "/", CTL_KEY);
  assert_warned (&ctl, FALSE);
  /* The push target is the last segment alone. */
  run_beside (&ctl, "/elsewhere/mobile-client", CTL_KEY);
  assert_warned (&ctl, TRUE);
  forget_server (&ctl);
  ctl_tear_down (&ctl);
}

/* Where nothing is connected, nothing is taken away: one sentence says what is missing. */
static void
test_no_key (void)
{
  Ctl ctl;

  ctl_set_up (&ctl, NULL);
  save_server (&ctl);
  run_beside (&ctl, NULL, NULL);
  g_assert_cmpint (ctl.status, ==, 2);
  g_assert_nonnull (strchr (ctl.err, '\n'));
  g_assert_cmpint (strchr (ctl.err, '\n') - ctl.err, ==, strlen (ctl.err) - 1);
  forget_server (&ctl);
  ctl_tear_down (&ctl);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/trap-01-own-address-is-said", test_own_address);
  g_test_add_func ("/cli/own-address-without-a-key", test_no_key);
  return g_test_run ();
}
