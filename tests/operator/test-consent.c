/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-address-policy.h"
#include "csms-test-seat.h"
#include "fake-resolver.h"

/* An unencrypted connection goes where a person has agreed to, and that is judged by where the name leads at that moment. */

typedef struct {
  const char *address;
  CsmsAddressSafety safety;
} Judgement;

static const Judgement judgements[] = {
  { "127.0.0.1", CSMS_ADDRESS_LOOPBACK },
  { "127.255.255.254", CSMS_ADDRESS_LOOPBACK },
  { "::1", CSMS_ADDRESS_LOOPBACK },
  { "::ffff:127.0.0.1", CSMS_ADDRESS_LOOPBACK },
  /* RFC 1918 and its edges */
  { "10.0.0.0", CSMS_ADDRESS_PRIVATE },
  { "10.255.255.255", CSMS_ADDRESS_PRIVATE },
  { "9.255.255.255", CSMS_ADDRESS_PUBLIC },
  { "11.0.0.0", CSMS_ADDRESS_PUBLIC },
  { "172.16.0.0", CSMS_ADDRESS_PRIVATE },
  { "172.31.255.255", CSMS_ADDRESS_PRIVATE },
  { "172.15.255.255", CSMS_ADDRESS_PUBLIC },
  { "172.32.0.0", CSMS_ADDRESS_PUBLIC },
  { "192.168.0.0", CSMS_ADDRESS_PRIVATE },
  { "192.168.255.255", CSMS_ADDRESS_PRIVATE },
  { "192.167.255.255", CSMS_ADDRESS_PUBLIC },
  { "192.169.0.0", CSMS_ADDRESS_PUBLIC },
  /* link-local, unique local */
  { "169.254.0.1", CSMS_ADDRESS_PRIVATE },
  { "169.253.255.255", CSMS_ADDRESS_PUBLIC },
  { "169.255.0.0", CSMS_ADDRESS_PUBLIC },
  { "fe80::1", CSMS_ADDRESS_PRIVATE },
  { "febf:ffff::1", CSMS_ADDRESS_PRIVATE },
  { "fec0::1", CSMS_ADDRESS_PUBLIC },
  { "fc00::1", CSMS_ADDRESS_PRIVATE },
  { "fdff:ffff::1", CSMS_ADDRESS_PRIVATE },
  { "fbff::1", CSMS_ADDRESS_PUBLIC },
  { "fe00::1", CSMS_ADDRESS_PUBLIC },
  /* what is nobody's own */
  { "0.0.0.0", CSMS_ADDRESS_PUBLIC },
  { "0.0.0.1", CSMS_ADDRESS_PUBLIC },
  { "::", CSMS_ADDRESS_PUBLIC },
  { "100.64.0.1", CSMS_ADDRESS_PUBLIC },
  { "100.127.255.255", CSMS_ADDRESS_PUBLIC },
  { "192.0.2.1", CSMS_ADDRESS_PUBLIC },
  { "198.18.0.1", CSMS_ADDRESS_PUBLIC },
  { "224.0.0.1", CSMS_ADDRESS_PUBLIC },
  { "255.255.255.255", CSMS_ADDRESS_PUBLIC },
  { "8.8.8.8", CSMS_ADDRESS_PUBLIC },
  { "2001:db8::1", CSMS_ADDRESS_PUBLIC },
  { "ff02::1", CSMS_ADDRESS_PUBLIC },
  /* IPv4 in IPv6: mapped is what it stands for, and nothing else is */
  { "::ffff:10.0.0.1", CSMS_ADDRESS_PRIVATE },
  { "::ffff:8.8.8.8", CSMS_ADDRESS_PUBLIC },
  { "::ffff:0.0.0.0", CSMS_ADDRESS_PUBLIC },
  { "::ffff:100.64.0.1", CSMS_ADDRESS_PUBLIC },
  { "::127.0.0.1", CSMS_ADDRESS_PUBLIC },
  { "::fffe:127.0.0.1", CSMS_ADDRESS_PUBLIC },
  { "64:ff9b::7f00:1", CSMS_ADDRESS_PUBLIC },
  { "2002:7f00:1::", CSMS_ADDRESS_PUBLIC },
  { "2001:0:7f00:1::", CSMS_ADDRESS_PUBLIC },
};

static void
test_judge (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (judgements); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (judgements[i].address);

      g_assert_nonnull (address);
      if (csms_address_judge (address) != judgements[i].safety)
        g_error ("%s is misjudged", judgements[i].address);
    }
}

static gboolean
ask (CsmsAddressPolicy *policy, const char *text)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (text, 8081);
  g_autoptr (GError) error = NULL;
  gboolean admitted = csms_address_policy_check (address, G_OBJECT (policy), &error);

  if (admitted)
    g_assert_no_error (error);
  else
    g_assert_error (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NEEDS_CONSENT);
  return admitted;
}

static void
test_policy (void)
{
  g_autoptr (CsmsAddressPolicy) policy = csms_address_policy_new ("ws://csms.example/", CSMS_ADDRESS_LOOPBACK);

  g_assert_true (ask (policy, "127.0.0.1"));
  g_assert_cmpint (csms_address_policy_get_admitted (policy), ==, CSMS_ADDRESS_LOOPBACK);
  g_assert_cmpint (csms_address_policy_get_needed (policy), ==, CSMS_ADDRESS_ENCRYPTED);
  /* The least that helps is what is asked for, in whatever order they come. */
  g_assert_false (ask (policy, "8.8.8.8"));
  g_assert_cmpint (csms_address_policy_get_needed (policy), ==, CSMS_ADDRESS_PUBLIC);
  g_assert_false (ask (policy, "10.0.0.1"));
  g_assert_false (ask (policy, "8.8.8.8"));
  g_assert_cmpint (csms_address_policy_get_needed (policy), ==, CSMS_ADDRESS_PRIVATE);

  csms_address_policy_set_allowed (policy, CSMS_ADDRESS_PRIVATE);
  g_assert_cmpint (csms_address_policy_get_needed (policy), ==, CSMS_ADDRESS_ENCRYPTED);
  g_assert_true (ask (policy, "10.0.0.1"));
  g_assert_true (ask (policy, "fe80::1%1"));
  g_assert_cmpint (csms_address_policy_get_admitted (policy), ==, CSMS_ADDRESS_PRIVATE);
  g_assert_false (ask (policy, "100.64.0.1"));
  g_assert_cmpint (csms_address_policy_get_needed (policy), ==, CSMS_ADDRESS_PUBLIC);

  csms_address_policy_set_allowed (policy, CSMS_ADDRESS_PUBLIC);
  g_assert_true (ask (policy, "8.8.8.8"));
  g_assert_true (ask (policy, "0.0.0.0"));
}

static void
test_policy_encrypted (void)
{
  g_autoptr (CsmsAddressPolicy) policy = csms_address_policy_new ("wss://csms.example/", CSMS_ADDRESS_LOOPBACK);

  g_assert_true (ask (policy, "8.8.8.8"));
  g_assert_cmpint (csms_address_policy_get_admitted (policy), ==, CSMS_ADDRESS_ENCRYPTED);
}

/* The proxy is next door, but what lies behind it nobody here can see. */
static void
test_policy_proxy (void)
{
  g_autoptr (CsmsAddressPolicy) policy = csms_address_policy_new ("ws://csms.example/", CSMS_ADDRESS_PRIVATE);
  g_autoptr (GInetAddress) next_door = g_inet_address_new_from_string ("127.0.0.1");
  g_autoptr (GSocketAddress) proxy = g_proxy_address_new (next_door, 3128, "http", "127.0.0.1", 80, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (csms_address_policy_check (proxy, G_OBJECT (policy), &error));
  g_assert_cmpint (csms_address_policy_get_needed (policy), ==, CSMS_ADDRESS_PUBLIC);
  csms_address_policy_set_allowed (policy, CSMS_ADDRESS_PUBLIC);
  g_assert_true (csms_address_policy_check (proxy, G_OBJECT (policy), NULL));
}

typedef struct {
  CsmsSimulatorThread *simulator;
  FakeResolver *resolver;
  CsmsServer *server;
} World;

/* A simulator on loopback under a name of the world outside, which leads where @answers say. */
static void
begin (World *world, const char *const *answers)
{
  static const char *const keys[] = { "test-key", NULL };
  CsmsSimulatorConfig config;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  csms_test_seat_config (&config, CSMS_SIMULATOR_GUIDE);
  config.api_keys = keys;
  world->simulator = csms_simulator_thread_new (&config, &error);
  g_assert_no_error (error);
  url = g_strdup_printf ("ws://csms.example%s", strrchr (csms_simulator_thread_get_url (world->simulator), ':'));
  world->server = csms_server_new_passing (url, "test-key");
  world->resolver = fake_resolver_install (answers);
}

static void
end (World *world)
{
  fake_resolver_remove (world->resolver);
  g_object_unref (world->server);
  csms_simulator_thread_free (world->simulator);
}

static gboolean
needs_consent (CsmsTestSeat *seat, gpointer data)
{
  return csms_operator_get_status (seat->seat)->problem_code == CSMS_OPERATOR_ERROR_NEEDS_CONSENT;
}

static gboolean
needs_public (CsmsTestSeat *seat, gpointer data)
{
  return needs_consent (seat, NULL) && csms_operator_get_status (seat->seat)->safety == CSMS_ADDRESS_PUBLIC;
}

static void
assert_stopped (CsmsTestSeat *seat, CsmsAddressSafety needed)
{
  const CsmsSeatStatus *status = csms_operator_get_status (seat->seat);

  g_assert_cmpint (status->state, ==, CSMS_SEAT_STOPPED);
  g_assert_cmpint (status->safety, ==, needed);
  g_assert_cmpstr (status->problem, ==, csms_address_policy_explain (needed));
}

/* Refused until a person agrees, and then tried at once; that it may go to private networks is no leave for the world. */
static void
test_seat_asks (void)
{
  World world;
  g_autoptr (CsmsTestSeat) seat = NULL;

  begin (&world, (const char *[]) { "10.1.2.3", "8.8.8.8", NULL });
  seat = csms_test_seat_new_at (world.server);
  csms_operator_start (seat->seat);
  csms_test_seat_wait (seat, needs_consent, NULL);
  assert_stopped (seat, CSMS_ADDRESS_PRIVATE);

  csms_trust_allow (csms_server_get_trust (world.server), CSMS_ADDRESS_PRIVATE);
  csms_test_seat_wait (seat, needs_public, NULL);
  assert_stopped (seat, CSMS_ADDRESS_PUBLIC);
  g_clear_pointer (&seat, csms_test_seat_free);
  end (&world);
}

/* The computer has moved, or whoever gave the false address has gone: nobody need do anything. */
static void
test_seat_recovers (void)
{
  World world;
  g_autoptr (CsmsTestSeat) seat = NULL;

  begin (&world, (const char *[]) { "8.8.8.8", "127.0.0.1", NULL });
  seat = csms_test_seat_new_at (world.server);
  csms_operator_start (seat->seat);
  csms_test_seat_wait (seat, needs_consent, NULL);
  csms_test_seat_wait (seat, csms_test_is_live, NULL);
  g_assert_cmpint (csms_operator_get_status (seat->seat)->safety, ==, CSMS_ADDRESS_LOOPBACK);
  g_assert_cmpint (csms_operator_get_status (seat->seat)->problem_code, ==, -1);
  g_clear_pointer (&seat, csms_test_seat_free);
  end (&world);
}

/* A name that has been good is led elsewhere: the key does not follow it. */
static void
test_seat_rebound (void)
{
  World world;
  g_autoptr (CsmsTestSeat) seat = NULL;

  begin (&world, (const char *[]) { "127.0.0.1", "::ffff:8.8.8.8", NULL });
  seat = csms_test_seat_new_at (world.server);
  csms_operator_start (seat->seat);
  csms_test_seat_wait (seat, csms_test_is_live, NULL);
  csms_operator_reconnect_now (seat->seat);
  csms_test_seat_wait (seat, needs_public, NULL);
  assert_stopped (seat, CSMS_ADDRESS_PUBLIC);
  g_clear_pointer (&seat, csms_test_seat_free);
  end (&world);
}

typedef struct {
  gboolean done;
  gboolean worked;
  guint n_stations;
  CsmsAddressSafety safety;
  GError *error;
} Trial;

static void
on_tried (GObject *source, GAsyncResult *result, gpointer data)
{
  Trial *trial = data;

  trial->worked = csms_operator_test_finish (result, &trial->n_stations, NULL, &trial->safety, &trial->error);
  trial->done = TRUE;
}

static Trial
try (CsmsServer *server)
{
  Trial trial = { 0 };

  csms_operator_test_async (server, "test-key", NULL, on_tried, &trial);
  while (!trial.done)
    g_main_context_iteration (NULL, TRUE);
  return trial;
}

static void
test_trial (void)
{
  World world;
  Trial trial;

  begin (&world, (const char *[]) { "10.1.2.3", "100.64.0.1", "127.0.0.1", NULL });
  trial = try (world.server);
  g_assert_error (trial.error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NEEDS_CONSENT);
  g_assert_cmpint (trial.safety, ==, CSMS_ADDRESS_PRIVATE);
  g_clear_error (&trial.error);

  csms_trust_allow (csms_server_get_trust (world.server), CSMS_ADDRESS_PRIVATE);
  trial = try (world.server);
  g_assert_error (trial.error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NEEDS_CONSENT);
  g_assert_cmpint (trial.safety, ==, CSMS_ADDRESS_PUBLIC);
  g_clear_error (&trial.error);

  trial = try (world.server);
  g_assert_no_error (trial.error);
  g_assert_true (trial.worked);
  g_assert_cmpuint (trial.n_stations, >, 0);
  g_assert_cmpint (trial.safety, ==, CSMS_ADDRESS_LOOPBACK);
  end (&world);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/operator/consent/judge", test_judge);
  g_test_add_func ("/operator/consent/policy", test_policy);
  g_test_add_func ("/operator/consent/policy-encrypted", test_policy_encrypted);
  g_test_add_func ("/operator/consent/policy-proxy", test_policy_proxy);
  g_test_add_func ("/operator/consent/seat-asks", test_seat_asks);
  g_test_add_func ("/operator/consent/seat-recovers", test_seat_recovers);
  g_test_add_func ("/operator/consent/seat-rebound", test_seat_rebound);
  g_test_add_func ("/operator/consent/trial", test_trial);
  return g_test_run ();
}
