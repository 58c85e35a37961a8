/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What csmsctl makes of a server's answers, told by a server that answers as it is told to. */
#include <gio/gio.h>
#include <string.h>

#include "csms-test-peer.h"

typedef struct {
  const char *name;
  const char *action;
  const char *members;          /* its answer */
  const char *line;
  int status;
  const char *out;              /* what stdout has in it; NULL: nothing at all */
  const char *err;              /* likewise stderr, of one line */
} Case;

#define NO "\"error\":{\"code\":400,\"message\":\"not today\"}"

static const Case cases[] = {
  { "no-to-a-question", "getRecentTransactions", NO, "transactions", 1, NULL, "csmsctl: The server said no: not today" },
  { "no-to-a-start", "startCharging", NO, "start st1 1 --id-tag TAG", 1, "\"refused\"", NULL },
  { "rejected-start", "startCharging", "\"result\":{\"status\":\"Rejected\"}", "start st1 1 --id-tag TAG", 1, "\"refused\"", NULL },
  { "start-with-a-500", "startCharging", "\"error\":{\"code\":500,\"message\":\"oops\"}", "start st1 1 --id-tag TAG --wait 0.1", 5,
    "The server answered “oops”; the outcome is unknown.", NULL },
  { "nothing-missed", "getEventsSince", "\"result\":{\"events\":[],\"count\":0,\"cursor\":null}", "events --since evt-1718000000000-1", 0,
    NULL, NULL },
  { "missed-and-not-told", "getEventsSince", NO, "events --since evt-1718000000000-1", 1, NULL, "csmsctl: Events may be missing" },
  { "missed-for-an-inner-error", "getEventsSince", "\"error\":{\"code\":500,\"message\":\"oops\"}",
    "events --since evt-1718000000000-1", 1, NULL, "csmsctl: Events may be missing: oops" },
  { "followed-all-the-same", "getEventsSince", NO, "events --since evt-1718000000000-1 --follow --idle 0.1", 0, NULL,
    "csmsctl: Events may be missing" },
};

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
assert_has (const char *text, const char *wanted)
{
  if (wanted == NULL)
    g_assert_cmpstr (text, ==, "");
  else
    g_assert_nonnull (strstr (text, wanted));
}

static void
test_answer (gconstpointer data)
{
  const Case *given = data;
  g_autoptr (CsmsTestPeer) peer = csms_test_peer_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strdup_printf ("%s --json --url %s %s", g_getenv ("CSMSCTL"), csms_test_peer_get_url (peer), given->line);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_auto (GStrv) argv = NULL;

  csms_test_peer_say (peer, given->action, given->members);
  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  g_subprocess_launcher_setenv (launcher, "CSMS_API_KEY", "test-mobile-key-123", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_communicate_utf8_finish (process, result, &out, &err, &error);
  g_assert_no_error (error);
  g_test_message ("%s%s", out, err);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, given->status);
  assert_has (out, given->out);
  assert_has (err, given->err);
  g_assert_true (*err == '\0' || strchr (err, '\n') == err + strlen (err) - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/answers/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_answer);
    }
  return g_test_run ();
}
