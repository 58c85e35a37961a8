/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-address.h"

typedef struct {
  const char *typed;
  const char *url;              /* NULL: refused */
  CsmsAddressSafety safety;
} Case;

static const Case cases[] = {
  /* what people type */
  { "10.0.0.5:8081", "ws://10.0.0.5:8081/mobile-client", CSMS_ADDRESS_PRIVATE },
  { "  localhost:8081\n", "ws://localhost:8081/mobile-client", CSMS_ADDRESS_LOOPBACK },
  { "csms.example.com", "wss://csms.example.com/mobile-client", CSMS_ADDRESS_ENCRYPTED },
  { "csms.example.com:8081", "wss://csms.example.com:8081/mobile-client", CSMS_ADDRESS_ENCRYPTED },
  { "csms", "ws://csms/mobile-client", CSMS_ADDRESS_PRIVATE },
  { "csms.local:8081/", "ws://csms.local:8081/", CSMS_ADDRESS_PRIVATE },
  { "csms.lan", "ws://csms.lan/mobile-client", CSMS_ADDRESS_PRIVATE },
  { "127.0.0.1", "ws://127.0.0.1/mobile-client", CSMS_ADDRESS_LOOPBACK },
  { "8.8.8.8", "wss://8.8.8.8/mobile-client", CSMS_ADDRESS_ENCRYPTED },
  /* schemes */
  { "ws://HOST.Example:8081/Mobile-Client", "ws://host.example:8081/Mobile-Client", CSMS_ADDRESS_PUBLIC },
  { "WSS://h.example", "wss://h.example/mobile-client", CSMS_ADDRESS_ENCRYPTED },
  { "http://192.168.1.2:8081", "ws://192.168.1.2:8081/mobile-client", CSMS_ADDRESS_PRIVATE },
  { "https://h.example/x", "wss://h.example/x", CSMS_ADDRESS_ENCRYPTED },
  { "ftp://h.example", NULL },
  { "://h.example", NULL },
  { "ws:/h.example", NULL },
  { "ws://", NULL },
  { "wss:///path", NULL },
  /* ports */
  { "ws://h.example:80/x", "ws://h.example/x", CSMS_ADDRESS_PUBLIC },
  { "wss://h.example:443/x", "wss://h.example/x", CSMS_ADDRESS_ENCRYPTED },
  { "wss://h.example:80/x", "wss://h.example:80/x", CSMS_ADDRESS_ENCRYPTED },
  { "ws://h.example:08081", "ws://h.example:8081/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example:", "ws://h.example/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example:0", NULL },
  { "ws://h.example:65536", NULL },
  { "ws://h.example:80x", NULL },
  { "ws://h.example:-1", NULL },
  { "ws://h.example:80:81", NULL },
  /* IPv6 */
  { "ws://[::1]:8081", "ws://[::1]:8081/mobile-client", CSMS_ADDRESS_LOOPBACK },
  { "::1", "ws://[::1]/mobile-client", CSMS_ADDRESS_LOOPBACK },
  { "[FD00::0:1]:9/x", "ws://[fd00::1]:9/x", CSMS_ADDRESS_PRIVATE },
  { "ws://[fe80::1]/", "ws://[fe80::1]/", CSMS_ADDRESS_PRIVATE },
  { "ws://[fe80::1%eth0]/", "ws://[fe80::1%25eth0]/", CSMS_ADDRESS_PRIVATE },
  { "ws://[fe80::1%25eth0]/", "ws://[fe80::1%25eth0]/", CSMS_ADDRESS_PRIVATE },
  { "ws://[2001:db8::1]", "ws://[2001:db8::1]/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "2001:db8::1", "wss://[2001:db8::1]/mobile-client", CSMS_ADDRESS_ENCRYPTED },
  { "ws://[::ffff:127.0.0.1]", "ws://[::ffff:127.0.0.1]/mobile-client", CSMS_ADDRESS_LOOPBACK },
  { "ws://[::ffff:8.8.8.8]", "ws://[::ffff:8.8.8.8]/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "ws://[::1", NULL },
  { "ws://[127.0.0.1]", NULL },
  { "ws://[::1]x", NULL },
  { "ws://[fe80::1%e/0]/", NULL },
  { "ws://[]", NULL },
  /* IPv4, and what only looks like a name */
  { "ws://172.16.0.1", "ws://172.16.0.1/mobile-client", CSMS_ADDRESS_PRIVATE },
  { "ws://172.32.0.1", "ws://172.32.0.1/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "ws://169.254.1.1", "ws://169.254.1.1/mobile-client", CSMS_ADDRESS_PRIVATE },
  { "ws://127.9.9.9", "ws://127.9.9.9/mobile-client", CSMS_ADDRESS_LOOPBACK },
  { "ws://0.0.0.0", "ws://0.0.0.0/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "ws://100.64.0.1", "ws://100.64.0.1/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "ws://134744072", NULL },
  { "ws://0x08080808", NULL },
  { "ws://10.0.0.0x5", NULL },
  { "ws://127.1", NULL },
  { "ws://010.0.0.1", NULL },
  { "ws://256.1.1.1", NULL },
  { "ws://1.2.3.4.5", NULL },
  /* names */
  { "ws://localhost.", "ws://localhost/mobile-client", CSMS_ADDRESS_LOOPBACK },
  { "ws://a.localhost", "ws://a.localhost/mobile-client", CSMS_ADDRESS_LOOPBACK },
  { "ws://localhost.evil.example", "ws://localhost.evil.example/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "ws://127.0.0.1.evil.example", "ws://127.0.0.1.evil.example/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "ws://csms.home.arpa", "ws://csms.home.arpa/mobile-client", CSMS_ADDRESS_PRIVATE },
  { "ws://local", "ws://local/mobile-client", CSMS_ADDRESS_PRIVATE },
  { "ws://my_csms.example", "ws://my_csms.example/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "wss://bücher.example", "wss://xn--bcher-kva.example/mobile-client", CSMS_ADDRESS_ENCRYPTED },
  { "wss://BÜCHER.example", "wss://xn--bcher-kva.example/mobile-client", CSMS_ADDRESS_ENCRYPTED },
  { "ws://h..example", NULL },
  { "ws://-h.example", NULL },
  { "ws://h-.example", NULL },
  { "ws://h%41.example", NULL },
  { "ws://h,x.example", NULL },
  { "ws://.", NULL },
  /* user, query, fragment */
  { "ws://user@h.example", NULL },
  { "ws://user:secret@h.example/x", NULL },
  { "ws://h.example@10.0.0.1", NULL },
  { "ws://h.example/x?token=1", NULL },
  { "ws://h.example/x?", "ws://h.example/x", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example/x#part", "ws://h.example/x", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example#/login", "ws://h.example/mobile-client", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example?a", NULL },
  /* paths */
  { "ws://h.example/", "ws://h.example/", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example/a/../b/./c", "ws://h.example/b/c", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example/../..", "ws://h.example/", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example/a/", "ws://h.example/a/", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example//a", "ws://h.example//a", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example/caf\303\251", "ws://h.example/caf%C3%A9", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example/%c3%a9%zz", "ws://h.example/%C3%A9%25zz", CSMS_ADDRESS_PUBLIC },
  { "ws://h.example/a@b:c", "ws://h.example/a@b:c", CSMS_ADDRESS_PUBLIC },
  /* not text */
  { "", NULL },
  { "   ", NULL },
  { "ws://h.example/a b", NULL },
  { "ws://h .example", NULL },
  { "ws://h.example/\302\240", NULL },
  { "ws://h\342\200\256.example", NULL },
  { "ws://h.example/\001", NULL },
  { "ws://h.example\\x", NULL },
  { "\xff\xfe", NULL },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = csms_address_normalize (cases[i].typed, &error);

      g_assert_cmpstr (url, ==, cases[i].url);
      if (url == NULL)
        {
          g_assert_error (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_BAD_ADDRESS);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (csms_address_guess_safety (url), ==, cases[i].safety);
    }
}

static void
test_normal_stays (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *again = cases[i].url != NULL ? csms_address_normalize (cases[i].url, NULL) : NULL;

      g_assert_cmpstr (again, ==, cases[i].url);
    }
}

static void
test_long (void)
{
  g_autofree char *name = g_strnfill (64, 'a');
  g_autofree char *path = g_strnfill (3000, 'p');
  g_autofree char *with_name = g_strconcat ("ws://", name, ".example", NULL);
  g_autofree char *with_path = g_strconcat ("ws://h.example/", path, NULL);

  g_assert_null (csms_address_normalize (with_name, NULL));
  g_assert_null (csms_address_normalize (with_path, NULL));
}

static void
test_never_repeats_a_secret (void)
{
  static const char *const secrets[] = { "ws://me:hunter2@h.example", "ws://h.example/x?key=hunter2" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (csms_address_normalize (secrets[i], &error));
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

static void
test_authority (void)
{
  g_autofree char *plain = csms_address_dup_authority ("ws://h.example:8081/x");
  g_autofree char *six = csms_address_dup_authority ("ws://[::1]/x");

  g_assert_cmpstr (plain, ==, "h.example:8081");
  g_assert_cmpstr (six, ==, "[::1]");
  g_assert_cmpint (csms_address_guess_safety ("rubbish"), !=, CSMS_ADDRESS_LOOPBACK);
  g_assert_cmpint (csms_address_guess_safety (""), ==, CSMS_ADDRESS_PUBLIC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operator/address/table", test_table);
  g_test_add_func ("/operator/address/normal-stays", test_normal_stays);
  g_test_add_func ("/operator/address/long", test_long);
  g_test_add_func ("/operator/address/never-repeats-a-secret", test_never_repeats_a_secret);
  g_test_add_func ("/operator/address/authority", test_authority);
  return g_test_run ();
}
