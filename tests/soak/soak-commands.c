/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-soak.h"
#include "csms-test-truth.h"

/*
 * Commands with everything that can come between: the connection cut before the send, after it, after the effect, a 504 and a
 * start that comes late, a station that says no or nothing, an Accepted that nothing follows. For each command: current is
 * switched on once at most, the server is asked once at most, and it ends in a state that says what is known.
 */

#define STATIONS 40
#define ROUND 12

typedef struct {
  CsmsTestSeat *seat;
  GRand *rand;
  char *stations[STATIONS];
  guint given;
  guint refused;
  guint confirmed;
  guint by_a_person;
} Soak;

typedef struct {
  char *station;
  CsmsCommand *command;
  guint before;
} Trial;

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  g_object_unref (trial->command);
  g_free (trial);
}

static gboolean
all_settled (CsmsTestSeat *seat, gpointer data)
{
  GPtrArray *trials = data;

  for (guint i = 0; i < trials->len; i++)
    {
      CsmsCommand *command = ((Trial *) trials->pdata[i])->command;

      if (csms_command_is_open (command) && csms_command_get_state (command) != CSMS_COMMAND_UNCONFIRMED)
        return FALSE;
    }
  return csms_operator_get_live (seat->seat);
}

static void
spring_fault (Soak *self, const char *station)
{
  static const CsmsSimulatorCommand faults[] = {
    CSMS_SIMULATOR_COMMAND_NORMAL,   CSMS_SIMULATOR_COMMAND_NORMAL, CSMS_SIMULATOR_COMMAND_REJECT, CSMS_SIMULATOR_COMMAND_IGNORE,
    CSMS_SIMULATOR_COMMAND_NO_CABLE, CSMS_SIMULATOR_COMMAND_LATE,   CSMS_SIMULATOR_COMMAND_LATE,   CSMS_SIMULATOR_COMMAND_NO_STATUS,
  };
  guint which = g_rand_int_range (self->rand, 0, G_N_ELEMENTS (faults));

  csms_test_seat_set_command_fault (self->seat, station, faults[which], g_rand_int_range (self->rand, 100, 1500));
}

/* Before the send, after it, after the effect, or not at all. */
static void
maybe_cut (Soak *self)
{
  switch (g_rand_int_range (self->rand, 0, 20))
    {
    case 0:
      csms_test_seat_drop (self->seat);
      break;
    case 1:
      csms_test_seat_settle (self->seat, g_rand_int_range (self->rand, 1, 15));
      csms_test_seat_drop (self->seat);
      break;
    case 2:
      csms_test_seat_settle (self->seat, g_rand_int_range (self->rand, 15, 120));
      csms_test_seat_drop (self->seat);
      break;
    default:
      csms_test_seat_settle (self->seat, g_rand_int_range (self->rand, 5, 60));
      break;
    }
}

static void
give (Soak *self, const char *station, GPtrArray *trials)
{
  g_autoptr (GError) error = NULL;
  guint before = csms_test_seat_actuations (self->seat, station, 1);
  CsmsCommand *command;
  Trial *trial;

  spring_fault (self, station);
  if (csms_operator_can_stop (self->seat->seat, station, 1, NULL))
    command = csms_operator_stop_charging (self->seat->seat, station, 1, NULL, &error);
  else
    command = csms_operator_start_charging (self->seat->seat, station, 1, "USER1", &error);
  self->given++;
  if (command == NULL)
    {
      self->refused++;
      return;
    }
  trial = g_new0 (Trial, 1);
  trial->station = (char *) station;
  trial->command = command;
  trial->before = before;
  g_ptr_array_add (trials, trial);
}

static void
judge (Soak *self, Trial *trial)
{
  guint actuations = csms_test_seat_actuations (self->seat, trial->station, 1) - trial->before;
  gboolean start = csms_command_get_kind (trial->command) == CSMS_COMMAND_START;

  g_assert_cmpuint (actuations, <=, start ? 1 : 0);
  if (csms_command_get_state (trial->command) == CSMS_COMMAND_UNCONFIRMED)
    {
      csms_operator_mark_handled (self->seat->seat, trial->command);
      self->by_a_person++;
    }
  if (csms_command_get_state (trial->command) == CSMS_COMMAND_CONFIRMED)
    {
      g_assert_true (!start || actuations == 1);
      self->confirmed++;
    }
  else if (csms_command_get_state (trial->command) == CSMS_COMMAND_REFUSED)
    {
      g_assert_cmpuint (actuations, ==, 0);
      self->refused++;
    }
}

/* What may still come late has come before a person judges. */
static void
calm_down (Soak *self, GPtrArray *trials)
{
  csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
  csms_test_seat_settle (self->seat, 1800);
  csms_test_seat_wait (self->seat, all_settled, trials);
  for (guint i = 0; i < trials->len; i++)
    judge (self, trials->pdata[i]);
  for (guint i = 0; i < STATIONS; i++)
    csms_test_seat_set_command_fault (self->seat, self->stations[i], CSMS_SIMULATOR_COMMAND_NORMAL, 0);
}

static void
run_round (Soak *self, guint n)
{
  g_autoptr (GPtrArray) trials = g_ptr_array_new_with_free_func (trial_free);
  guint first = g_rand_int_range (self->rand, 0, STATIONS);

  csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
  for (guint i = 0; i < n; i++)
    {
      if (!csms_operator_get_live (self->seat->seat))
        csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
      give (self, self->stations[(first + i) % STATIONS], trials);
      maybe_cut (self);
    }
  calm_down (self, trials);
}

static void
test_commands (void)
{
  CsmsSimulatorConfig config;
  guint wanted = csms_soak_size (60, 10000);
  Soak self = { .rand = g_rand_new_with_seed (csms_soak_seed ()) };
  guint asked, sent;

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  config.stations = STATIONS;
  self.seat = csms_test_seat_new_live (&config);
  for (guint i = 0; i < STATIONS; i++)
    self.stations[i] = csms_test_seat_station (self.seat, i);
  while (self.given < wanted)
    {
      run_round (&self, MIN (ROUND, wanted - self.given));
      /* A seat that is taken anew has its whole frame budget, as after a restart of the program. */
      csms_test_seat_replace (self.seat);
      csms_operator_start (self.seat->seat);
    }
  csms_test_seat_await_truth (self.seat);
  g_assert_cmpuint (g_list_model_get_n_items (csms_operator_get_unconfirmed (self.seat->seat)), ==, 0);
  asked = csms_test_seat_requests (self.seat, "startCharging") + csms_test_seat_requests (self.seat, "stopCharging");
  sent = self.given;
  g_assert_cmpuint (asked, <=, sent);
  csms_soak_tell ("commands: %u given, %u reached the server, %u confirmed, %u refused, %u settled by a person, 0 doubled",
                  self.given, asked, self.confirmed, self.refused, self.by_a_person);
  for (guint i = 0; i < STATIONS; i++)
    g_free (self.stations[i]);
  csms_test_seat_free (self.seat);
  g_rand_free (self.rand);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/soak/commands", test_commands);
  return g_test_run ();
}
