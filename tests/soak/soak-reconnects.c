/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>

#include "csms-soak.h"
#include "csms-test-truth.h"
#include "soak-waiting.h"
#include "virtual-time.h"

/*
 * Connections that end, again and again, with the limits of the product. In virtual time, as a thousand of them are far more than
 * the frames of an hour allow.
 */

#define WITHIN_US (120 * G_GINT64_CONSTANT (1000000))

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
  g_assert_true (soak_wait (self, WITHIN_US, csms_test_is_not_live, NULL));
  csms_operator_reconnect_now (self->seat);
  g_assert_true (soak_wait (self, WITHIN_US, csms_test_is_live, NULL));
}

static void
test_reconnects (void)
{
  CsmsSimulatorConfig config;
  g_autoptr (CsmsTestSeat) self = NULL;
  const char *wanted = g_getenv ("CSMS_SOAK_RECONNECTS");
  guint rounds = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : csms_soak_size (6, 1000);
  guint settle = MIN (rounds, csms_soak_size (2, 100));
  guint before, after;
  double memory = 0;

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  self = csms_test_seat_new_live (&config);
  virtual_time_begin ();
  /* what is kept once and for all is there by then */
  for (guint i = 0; i < settle; i++)
    reconnect (self);
  before = count_descriptors ();
  memory = csms_soak_get_memory_mb ();
  for (guint i = 0; i < rounds; i++)
    reconnect (self);
  virtual_time_end ();
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
  csms_test_seat_set_real_limits (TRUE);
  g_test_add_func ("/soak/reconnects", test_reconnects);
  return g_test_run ();
}
