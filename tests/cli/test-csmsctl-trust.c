/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom csmsctl believes, and where it does not send a key. */
#include <string.h>

#include "certificates.h"
#include "csms-ctl-run.h"
#include "tls-front.h"

static void
run_at (Ctl *ctl, const char *url, const char *more)
{
  g_autofree char *line = g_strdup_printf ("--url %s %s stations", url, more);

  ctl_run (ctl, line);
}

static void
test_ca_file (void)
{
  g_autoptr (Certificates) certificates = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (TlsFront) front = NULL;
  g_autofree char *ca = NULL;
  g_autofree char *other = NULL;
  g_autofree char *with_ca = NULL;
  g_autofree char *with_other = NULL;
  Ctl ctl;

  if (certificates_skip ())
    return;

  ctl_set_up (&ctl, NULL);
  certificates = certificates_new ();
  certificates_make_good (certificates);
  certificates_make (certificates, "other", NULL, "cn = Other\nca\ncert_signing_key\nserial = 1\nexpiration_days = 30\n", NULL);
  certificate = certificates_load (certificates, "good", NULL);
  front = tls_front_new (certificate, csms_simulator_thread_get_url (ctl.simulator));
  ca = certificates_dup_path (certificates, "ca");
  other = certificates_dup_path (certificates, "other");
  with_ca = g_strdup_printf ("--ca-file %s", ca);
  with_other = g_strdup_printf ("--ca-file %s", other);

  run_at (&ctl, tls_front_get_url (front), "");
  g_assert_cmpint (ctl.status, ==, 3);
  g_assert_nonnull (strstr (ctl.err, "this system trusts"));
  run_at (&ctl, tls_front_get_url (front), with_other);
  g_assert_cmpint (ctl.status, ==, 3);
  g_assert_nonnull (strstr (ctl.err, "CA file"));
  run_at (&ctl, tls_front_get_url (front), "--ca-file /nowhere/ca.pem");
  g_assert_cmpint (ctl.status, ==, 3);
  g_assert_nonnull (strstr (ctl.err, "/nowhere/ca.pem"));
  /* There is no word that makes it believe what it does not. */
  run_at (&ctl, tls_front_get_url (front), "--allow-unencrypted");
  g_assert_cmpint (ctl.status, ==, 3);
  g_assert_cmpuint (tls_front_get_passed (front), ==, 0);

  run_at (&ctl, tls_front_get_url (front), with_ca);
  g_assert_cmpint (ctl.status, ==, 0);
  g_assert_cmpuint (ctl.lines->len, ==, 3);
  g_assert_cmpuint (tls_front_get_passed (front), ==, 1);
  ctl_tear_down (&ctl);
}

/* Refused before a connection is even tried, so that nothing of this leaves the computer. */
static void
test_unencrypted (void)
{
  static const char *const refused[] = {
    "ws://8.8.8.8:9/", "ws://100.64.0.1:9/", "ws://0.0.0.0:9/", "ws://[::ffff:8.8.8.8]:9/", "ws://[2001:db8::1]:9/",
    /* of one's own network, but nobody has written that it may be unencrypted */
    "10.255.255.1:9", "[fd00::1]:9",
  };
  Ctl ctl;

  ctl_set_up (&ctl, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      run_at (&ctl, refused[i], "");
      g_assert_cmpint (ctl.status, ==, 2);
      g_assert_nonnull (strstr (ctl.err, "not encrypted"));
      g_assert_nonnull (strstr (ctl.err, "--allow-unencrypted"));
      g_assert_true (strchr (ctl.err, '\n') == ctl.err + strlen (ctl.err) - 1);
    }
  g_assert_cmpuint (ctl_count_requests (&ctl, "auth"), ==, 0);
  ctl_tear_down (&ctl);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* csmsctl ends with an idle thread of GIO's that has shaken hands: see certificates.c. Its leaks are looked for elsewhere. */
  g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_test_add_func ("/cli/trust/ca-file", test_ca_file);
  g_test_add_func ("/cli/trust/unencrypted", test_unencrypted);
  return g_test_run ();
}
