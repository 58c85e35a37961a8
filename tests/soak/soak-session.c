/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>

#include "csms-soak.h"
#include "csms-test-truth.h"

/* Sessions that run out and connections that end, again and again. */

static CsmsTestSeat *
new_live (gint64 clock_offset_ms)
{
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  config.clock_offset_ms = clock_offset_ms;
  /* the frame budget is for what is tried here */
  csms_test_seat_set_audit_pace (1000);
  return csms_test_seat_new_live (&config);
}

static gboolean
has_another_session (CsmsTestSeat *self, gpointer session_id)
{
  const char *now = csms_operator_get_status (self->seat)->session_id;

  return now != NULL && g_strcmp0 (now, session_id) != 0 && csms_operator_get_live (self->seat);
}

/* It runs out unnoticed (trap 5); the next question finds out, and nothing that happens meanwhile is lost. */
static void
test_expiry (void)
{
  g_autoptr (CsmsTestSeat) self = new_live (5 * 3600 * 1000);
  guint rounds = csms_soak_size (3, 200);
  gint64 slowest = 0;

  for (guint i = 0; i < rounds; i++)
    {
      g_autofree char *session = g_strdup (csms_operator_get_status (self->seat)->session_id);
      gint64 since;

      csms_test_seat_burst (self, 20);
      csms_test_seat_expire (self);
      csms_test_seat_burst (self, 20);
      since = g_get_monotonic_time ();
      csms_operator_refresh (self->seat);
      csms_test_seat_wait (self, has_another_session, session);
      slowest = MAX (slowest, g_get_monotonic_time () - since);
      csms_test_seat_burst (self, 20);
      csms_test_seat_await_truth (self);
    }
  if (csms_soak_size (0, 1) == 1)
    g_assert_cmpint (slowest, <=, 5 * G_USEC_PER_SEC);
  csms_soak_tell ("expiry: %u sessions ran out, signed in again within %.1f s, 0 events lost", rounds, (double) slowest / G_USEC_PER_SEC);
}

static guint
count_descriptors (void)
{
  DIR *folder = opendir ("/proc/self/fd");
  guint n = 0;

  g_assert_nonnull (folder);
  while (readdir (folder) != NULL)
    n++;
  closedir (folder);
  return n;
}

static void
reconnect (CsmsTestSeat *self)
{
  csms_test_seat_drop (self);
  csms_test_seat_wait (self, csms_test_is_not_live, NULL);
  csms_operator_reconnect_now (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
}

static void
test_reconnects (void)
{
  g_autoptr (CsmsTestSeat) self = new_live (0);
  const char *wanted = g_getenv ("CSMS_SOAK_RECONNECTS");
  guint rounds = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : csms_soak_size (6, 1000);
  guint settle = MIN (rounds, csms_soak_size (2, 100));
  guint before, after;
  double memory = 0;

  /* what is kept once and for all is there by then */
  for (guint i = 0; i < settle; i++)
    reconnect (self);
  before = count_descriptors ();
  memory = csms_soak_get_memory_mb ();
  for (guint i = 0; i < rounds; i++)
    reconnect (self);
  csms_test_seat_await_truth (self);
  after = count_descriptors ();
  memory = csms_soak_get_memory_mb () - memory;
  g_assert_cmpuint (after, <=, before + 2);
  /* valgrind, which runs a few of them, keeps what was given back for a while */
  if (wanted == NULL && csms_soak_size (0, 1) == 1)
    g_assert_cmpfloat (memory, <, 10);
  csms_soak_tell ("reconnects: %u, descriptors %u then %u, memory %+.1f MB", rounds, before, after, memory);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/soak/expiry", test_expiry);
  g_test_add_func ("/soak/reconnects", test_reconnects);
  return g_test_run ();
}
