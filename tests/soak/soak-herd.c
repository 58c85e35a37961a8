/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-backoff.h"
#include "csms-rate-budget.h"
#include "csms-soak.h"

/* What many clients, or an impatient one, do to a server, in virtual time. */

#define S G_USEC_PER_SEC
#define CLIENTS 1000
#define SERVER_WINDOW_US (10 * S)

/* Returns: the most of @times that lie within one second, wherever that begins */
static guint
find_densest_second (GArray *times)
{
  guint most = 0, first = 0;

  for (guint i = 0; i < times->len; i++)
    {
      while (g_array_index (times, gint64, i) - g_array_index (times, gint64, first) >= S)
        first++;
      most = MAX (most, i - first + 1);
    }
  return most;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* All clients lose the server at once; their @tries go out until it is back after @outage_us. Returns: the first one after that, of each. */
static GArray *
drop_all (GRand *rand, gint64 outage_us)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < CLIENTS; i++)
    {
      CsmsBackoff backoff = { 0 };
      gint64 now = S;

      csms_backoff_failed (&backoff, now);
      do
        {
          now += csms_backoff_next (&backoff, now, g_rand_double (rand));
          if (now < S + outage_us)
            csms_backoff_failed (&backoff, now);
        }
      while (now < S + outage_us);
      now -= S + outage_us;
      g_array_append_val (times, now);
    }
  g_array_sort (times, compare_times);
  return times;
}

static gint64
get_span (GArray *times)
{
  return g_array_index (times, gint64, times->len - 1) - g_array_index (times, gint64, 0);
}

static void
test_herd (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (csms_soak_seed ());
  guint rounds = csms_soak_size (20, 2000);
  guint densest = 0;
  gint64 shortest = G_MAXINT64, after_minute = G_MAXINT64;

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GArray) blip = drop_all (rand, 0);
      g_autoptr (GArray) minute = drop_all (rand, 60 * S);

      densest = MAX (densest, find_densest_second (blip));
      shortest = MIN (shortest, get_span (blip));
      after_minute = MIN (after_minute, get_span (minute));
    }
  g_assert_cmpint (shortest, >, 49 * S / 10);
  g_assert_cmpuint (densest, <=, 260);
  g_assert_cmpint (after_minute, >=, 30 * S);
  csms_soak_tell ("herd: %u clients dropped %u times: %u in the densest second, over %.1f s at least; after a minute's outage over %.0f s at least",
                  CLIENTS, rounds, densest, (double) shortest / S, (double) after_minute / S);
}

/* A server's own count: fixed windows of 10 s that begin with the first frame in them; the 51st costs the connection. */
typedef struct {
  gint64 window_us;
  guint count;
  guint cuts;
} Server;

static void
receive (Server *server, gint64 now)
{
  if (now - server->window_us >= SERVER_WINDOW_US)
    *server = (Server) { now, 0, server->cuts };
  if (++server->count > 50)
    server->cuts++;
}

/* A user who mashes buttons during a replay with 500 stations, and pings, for hours. */
static void
test_budget (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (csms_soak_seed ());
  g_autoptr (GArray) sent = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 end = (gint64) csms_soak_size (1, 100) * 3600 * S;
  CsmsRateBudget budget = { 0 };
  Server server = { 0 };
  guint commands = 0, most = 0, first = 0;

  for (gint64 now = S; now < end;)
    {
      gboolean urgent = g_rand_int_range (rand, 0, 3) == 0;
      gint64 wait = csms_rate_budget_get_wait (&budget, now, urgent);
      gint64 arrives;

      if (wait > 0)
        {
          now += g_rand_boolean (rand) ? wait : g_rand_int_range (rand, 1, 200000);
          continue;
        }
      csms_rate_budget_spend (&budget, now);
      commands += urgent ? 1 : 0;
      arrives = MAX (now + g_rand_int_range (rand, 0, 900000), sent->len > 0 ? g_array_index (sent, gint64, sent->len - 1) : 0);
      receive (&server, arrives);
      g_array_append_val (sent, arrives);
      now += g_rand_int_range (rand, 0, 1000);
    }
  for (guint i = 0; i < sent->len; i++)
    {
      while (g_array_index (sent, gint64, i) - g_array_index (sent, gint64, first) >= SERVER_WINDOW_US)
        first++;
      most = MAX (most, i - first + 1);
    }
  g_assert_cmpuint (most, <=, 50);
  g_assert_cmpuint (server.cuts, ==, 0);
  g_assert_cmpuint (commands, >, 0);
  csms_soak_tell ("budget: %" G_GINT64_FORMAT " h of mashing: %u frames, %u at most in any 10 s as they arrive, 0 cut-offs",
                  end / S / 3600, sent->len, most);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/soak/herd", test_herd);
  g_test_add_func ("/soak/budget", test_budget);
  return g_test_run ();
}
