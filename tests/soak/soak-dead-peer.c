/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>

#include "csms-soak.h"
#include "csms-test-seat.h"
#include "soak-outages.h"
#include "soak-process.h"
#include "soak-relay.h"

/*
 * Servers that die in every way there is, many at once, each at its own pace: one that is silent is given up in time, whatever the
 * socket says, and with it back after a short outage the seat is live again soon.
 */

#define STATIONS 2

typedef struct {
  const char *name;
  SoakRelayMode mode;           /* on the way; else the signal */
  int signal;
} Death;

static const Death deaths_on_the_way[] = {
  { "FIN", SOAK_RELAY_FIN, 0 },
  { "RST", SOAK_RELAY_RST, 0 },
  { "half-open", SOAK_RELAY_HALF_OPEN, 0 },
  { "accepts and hangs", SOAK_RELAY_HANG, 0 },
  { "a byte a second", SOAK_RELAY_TRICKLE, 0 },
};

static const Death deaths_of_a_process[] = {
  { "process stopped", SOAK_RELAY_PASS, SIGSTOP },
  { "process killed", SOAK_RELAY_PASS, SIGKILL },
};

typedef enum { LIVE, DYING, AWAY, BACK, ENDED } Phase;

/* One seat, and what it has at the other end. */
typedef struct {
  CsmsTestSeat *seat;
  CsmsSimulatorThread *simulator;
  SoakRelay *relay;
  SoakProcess *process;
  guint first;                  /* the death that it begins with */
  guint n_deaths;
  Phase phase;
  gint64 since_us;
  gint64 until_us;
} Case;

typedef struct {
  SoakOutages outages;
  GPtrArray *cases;
} Herd;

static void
case_free (gpointer data)
{
  Case *self = data;

  csms_test_seat_free (self->seat);
  g_clear_pointer (&self->relay, soak_relay_free);
  g_clear_pointer (&self->simulator, csms_simulator_thread_free);
  g_clear_pointer (&self->process, soak_process_free);
  g_free (self);
}

static void
herd_init (Herd *self)
{
  soak_outages_init (&self->outages);
  self->cases = g_ptr_array_new_with_free_func (case_free);
}

static void
herd_clear (Herd *self)
{
  g_ptr_array_unref (self->cases);
  soak_outages_clear (&self->outages);
}

static gboolean
is_live (Case *self)
{
  return csms_operator_get_live (self->seat->seat);
}

static void
die (Case *self, const Death *death)
{
  if (self->relay != NULL)
    soak_relay_set_mode (self->relay, death->mode);
  else
    soak_process_signal (self->process, death->signal);
}

static void
come_back (Case *self, const Death *death)
{
  if (self->relay != NULL)
    soak_relay_set_mode (self->relay, SOAK_RELAY_PASS);
  else if (death->signal == SIGKILL)
    soak_process_begin_again (self->process);
  else
    soak_process_signal (self->process, SIGCONT);
}

static void
enter (Herd *herd, Case *self, Phase phase, gint64 stay_us)
{
  self->phase = phase;
  self->since_us = herd->outages.clock_us;
  self->until_us = herd->outages.clock_us + stay_us;
}

static void
step (Herd *herd, Case *self, const Death *death, SoakToll *toll, guint rounds)
{
  gint64 stayed_us = herd->outages.clock_us - self->since_us;

  g_assert_cmpint (stayed_us, <, SOAK_PATIENCE_US);
  if (self->phase == LIVE && herd->outages.clock_us >= self->until_us && is_live (self))
    {
      die (self, death);
      enter (herd, self, DYING, 0);
    }
  else if (self->phase == DYING && !is_live (self))
    {
      soak_toll_note (&toll->given_up_us, stayed_us);
      enter (herd, self, AWAY, soak_outages_choose_away_us (&herd->outages, 0));
    }
  else if (self->phase == AWAY && herd->outages.clock_us >= self->until_us)
    {
      soak_toll_note (&toll->away_us, stayed_us);
      come_back (self, death);
      enter (herd, self, BACK, 0);
    }
  else if (self->phase == BACK && is_live (self))
    {
      soak_toll_note (&toll->back_us, stayed_us);
      toll->n++;
      self->n_deaths++;
      enter (herd, self, self->n_deaths < rounds ? LIVE : ENDED, soak_outages_choose_health_us (&herd->outages));
    }
}

static void
run (Herd *herd, const Death *deaths, guint n_deaths, guint rounds)
{
  g_autofree SoakToll *toll = g_new0 (SoakToll, n_deaths);
  guint n_ended;

  do
    {
      n_ended = 0;
      soak_outages_turn (&herd->outages);
      for (guint i = 0; i < herd->cases->len; i++)
        {
          Case *self = herd->cases->pdata[i];
          guint which = (self->first + self->n_deaths) % n_deaths;

          if (self->phase == ENDED)
            n_ended++;
          else
            step (herd, self, &deaths[which], &toll[which], rounds);
        }
    }
  while (n_ended < herd->cases->len);
  for (guint i = 0; i < n_deaths; i++)
    soak_outages_tell (&herd->outages, deaths[i].name, &toll[i]);
}

static void
sit_down_at (Case *self, const char *url)
{
  g_autoptr (CsmsServer) server = csms_server_new_passing (url, SOAK_KEY);

  self->seat = csms_test_seat_new_at (server);
  csms_operator_start (self->seat->seat);
}

static void
test_on_the_way (void)
{
  Herd herd;
  guint n = csms_soak_size (G_N_ELEMENTS (deaths_on_the_way), 50);
  CsmsSimulatorConfig config;

  herd_init (&herd);
  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  config.stations = STATIONS;
  for (guint i = 0; i < n; i++)
    {
      Case *self = g_new0 (Case, 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) uri = NULL;
      g_autofree char *url = NULL;

      self->first = i;
      self->simulator = csms_simulator_thread_new (&config, &error);
      g_assert_no_error (error);
      uri = g_uri_parse (csms_simulator_thread_get_url (self->simulator), G_URI_FLAGS_NONE, NULL);
      self->relay = soak_relay_new ((guint16) g_uri_get_port (uri));
      url = g_strdup_printf ("ws://127.0.0.1:%u%s", soak_relay_get_port (self->relay), g_uri_get_path (uri));
      sit_down_at (self, url);
      g_ptr_array_add (herd.cases, self);
    }
  run (&herd, deaths_on_the_way, G_N_ELEMENTS (deaths_on_the_way), csms_soak_size (1, 10));
  herd_clear (&herd);
}

static void
test_process (void)
{
  Herd herd;
  guint n = csms_soak_size (G_N_ELEMENTS (deaths_of_a_process), 50);

  herd_init (&herd);
  for (guint i = 0; i < n; i++)
    {
      Case *self = g_new0 (Case, 1);

      self->first = i;
      self->process = soak_process_new (STATIONS, SOAK_KEY);
      sit_down_at (self, soak_process_get_url (self->process));
      g_ptr_array_add (herd.cases, self);
    }
  run (&herd, deaths_of_a_process, G_N_ELEMENTS (deaths_of_a_process), csms_soak_size (1, 4));
  herd_clear (&herd);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/soak/dead-peer/on-the-way", test_on_the_way);
  g_test_add_func ("/soak/dead-peer/process", test_process);
  return g_test_run ();
}
