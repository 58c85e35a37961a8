/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-cli-options.h"
#include "csms-cli-print.h"

#include <math.h>
#include <string.h>

static CsmsCliOptions *
parse (const char *line, GError **error)
{
  g_auto (GStrv) argv = NULL;
  int argc;

  g_assert_true (g_shell_parse_argv (line, &argc, &argv, NULL));
  {
    /* GOption takes words out of the vector it is given: free the whole of our own. */
    g_autofree char **copy = g_memdup2 (argv, sizeof (char *) * ((gsize) argc + 1));

    return csms_cli_options_parse (argc, copy, error);
  }
}

static void
test_commands (void)
{
  g_autoptr (CsmsCliOptions) start = parse ("csmsctl start fora072 2 --id-tag 04A2B9C1F3 --wait 7 --json", NULL);
  g_autoptr (CsmsCliOptions) events = parse ("csmsctl --url ws://127.0.0.1:1/ events --since evt-1763888970118-7c1d2 --follow --count 3 --idle 1.5", NULL);
  g_autoptr (CsmsCliOptions) meter = parse ("csmsctl meter fora072 --limit 100", NULL);

  g_assert_nonnull (start);
  g_assert_cmpint (start->command, ==, CSMS_CLI_START);
  g_assert_cmpstr (start->station_id, ==, "fora072");
  g_assert_cmpint (start->connector_id, ==, 2);
  g_assert_cmpstr (start->id_tag, ==, "04A2B9C1F3");
  g_assert_cmpfloat (start->wait_s, ==, 7);
  g_assert_true (start->json);
  g_assert_nonnull (events);
  g_assert_cmpstr (events->since, ==, "evt-1763888970118-7c1d2");
  g_assert_true (events->follow);
  g_assert_cmpint (events->count, ==, 3);
  g_assert_cmpfloat (events->idle_s, ==, 1.5);
  g_assert_nonnull (meter);
  g_assert_cmpint (meter->limit, ==, 100);
}

static void
test_refused (void)
{
  static const char *const lines[] = {
    "csmsctl",
    "csmsctl fly",
    "csmsctl stations extra",
    "csmsctl status fora072",
    "csmsctl status fora072 0",
    "csmsctl status fora072 one",
    "csmsctl status fora072 -1",
    "csmsctl status '' 1",
    "csmsctl start fora072 1",
    "csmsctl start fora072 1 --id-tag ''",
    "csmsctl start fora072 1 --id-tag 123456789012345678901",
    "csmsctl start fora072 1 --id-tag A --transaction 5",
    "csmsctl stop fora072 1 --id-tag A",
    "csmsctl stop fora072 1 --transaction ''",
    "csmsctl stop fora072 1 --wait -2",
    "csmsctl stop fora072 1 --wait -1",
    "csmsctl stop fora072 1 --wait nan",
    "csmsctl ping --limit 3",
    "csmsctl ping --timeout 0",
    "csmsctl transactions --limit 0",
    "csmsctl transactions --limit -1",
    "csmsctl meter fora072 --limit 101",
    "csmsctl events --since nonsense",
    "csmsctl events --since evt-1763888970118-7c1d2 --recent 5",
    "csmsctl events --recent 201",
    "csmsctl events --recent -1",
    "csmsctl events --count 0",
    "csmsctl events --count -1",
    "csmsctl events --follow --idle -1",
    "csmsctl stations --api-key secret",
    "csmsctl --no-such-option ping",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CsmsCliOptions) options = parse (lines[i], &error);

      if (options != NULL)
        g_test_message ("taken, though wrong: %s", lines[i]);
      g_assert_null (options);
      g_assert_nonnull (error);
      g_assert_cmpuint (strlen (error->message), >, 8);
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_tag_of_twenty (void)
{
  g_autoptr (CsmsCliOptions) options = parse ("csmsctl start s 1 --id-tag 12345678901234567890", NULL);

  g_assert_nonnull (options);
}

static void
test_safe_text (void)
{
  g_autofree char *escape = csms_cli_safe_text ("a\033[31mred\n\xe2\x80\xae" "evil\xff");
  g_autofree char *plain = csms_cli_safe_text ("Größe, Зарядка 充电");

  g_assert_cmpstr (escape, ==, "a\\u001b[31mred\\u000a\\u202eevil\xef\xbf\xbd");
  g_assert_cmpstr (plain, ==, "Größe, Зарядка 充电");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/options/commands", test_commands);
  g_test_add_func ("/cli/options/refused", test_refused);
  g_test_add_func ("/cli/options/tag-of-twenty", test_tag_of_twenty);
  g_test_add_func ("/cli/print/trap-19-terminal-is-safe", test_safe_text);
  return g_test_run ();
}
