/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

/*
 * Random walks. When all is calm again the seat shows what is true, each event has come once, no command was sent or carried out
 * twice, and the journal says the same. CSMS_WALK_SEED is the first walk's seed, CSMS_WALK_SEEDS the number of walks, each with the
 * next seed, and CSMS_WALK_STEPS their length.
 */

#define SEED "1"
#define SEEDS "2"
#define STEPS "30"

/* Everything is well again, and what has begun comes to its end. Half-open sockets are given up by the server meanwhile, since that
   makes a newer one deaf (trap 1). */
static void
calm_down (Walk *self)
{
  walk_mend (self);
  csms_test_seat_set_living (self->seat, FALSE);
  csms_test_seat_set_command_fault (self->seat, NULL, CSMS_SIMULATOR_COMMAND_NORMAL, 0);
  for (guint i = 0; i < WALK_STATIONS; i++)
    {
      g_autofree char *station = csms_test_seat_station (self->seat, i);

      csms_test_seat_set_online (self->seat, station, TRUE);
    }
  csms_test_seat_settle (self->seat, 1500);
  csms_operator_reconnect_now (self->seat->seat);
  csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
  /* between seats, which is no one's fault; within each the walk has looked for itself */
  self->seat->duplicates = 0;
  csms_test_seat_await_truth (self->seat);
}

static gboolean
is_answered (CsmsTestSeat *seat, gpointer command)
{
  CsmsCommandState state = csms_command_get_state (command);

  return state != CSMS_COMMAND_LOOKING_UP && state != CSMS_COMMAND_SENDING && state != CSMS_COMMAND_SENT;
}

/* Returns: (transfer container): the ID tags of the starts that came about, each of which did so once */
static GHashTable *
list_started (Walk *self)
{
  GHashTable *tags = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->seat->events->len; i++)
    {
      const CsmsEventRecord *event = self->seat->events->pdata[i];

      if (event->kind == CSMS_EVENT_TRANSACTION_STARTED && event->id_tag != NULL &&
          g_hash_table_contains (self->started, event->id_tag) && g_hash_table_add (ids, event->event_id))
        g_assert_true (g_hash_table_add (tags, event->id_tag));
    }
  return tags;
}

static void
check_commands (Walk *self)
{
  g_autoptr (GHashTable) tags = list_started (self);
  GHashTableIter iter;
  gpointer tag;

  g_hash_table_iter_init (&iter, self->started);
  while (g_hash_table_iter_next (&iter, &tag, NULL))
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", (char *) tag);

      g_assert_cmpuint (csms_test_seat_count_frames (self->seat, quoted), <=, 1);
    }
  g_assert_cmpuint (csms_test_seat_requests (self->seat, "stopCharging"), <=, self->n_stops);

  for (guint i = 0; i < self->commands->len; i++)
    {
      CsmsCommand *command = self->commands->pdata[i];
      const char *id_tag = csms_command_get_id_tag (command);

      csms_test_seat_wait (self->seat, is_answered, command);
      if (id_tag != NULL && g_hash_table_contains (tags, id_tag) && csms_command_get_state (command) != CSMS_COMMAND_HANDLED)
        g_assert_cmpint (csms_command_get_state (command), ==, CSMS_COMMAND_CONFIRMED);
      if (csms_command_get_state (command) == CSMS_COMMAND_REFUSED && id_tag != NULL)
        g_assert_false (g_hash_table_contains (tags, id_tag));
    }
  g_test_message ("%u starts tried, %u came about; %u events", g_hash_table_size (self->started), g_hash_table_size (tags),
                  g_hash_table_size (self->seat->event_ids));
}

static guint64
get_number (const char *variable, const char *otherwise)
{
  const char *text = g_getenv (variable);

  return g_ascii_strtoull (text != NULL ? text : otherwise, NULL, 10);
}

static void
walk (CsmsSimulatorBehaviour behaviour, guint64 seed, guint64 n_steps)
{
  g_autoptr (Walk) self = NULL;

  g_test_message ("CSMS_WALK_SEED=%" G_GUINT64_FORMAT " CSMS_WALK_STEPS=%" G_GUINT64_FORMAT, seed, n_steps);
  self = walk_new (behaviour, seed);
  for (guint64 i = 0; i < n_steps; i++)
    walk_step (self);
  calm_down (self);
  check_commands (self);
  walk_leave (self);
  walk_check_journal (self);
}

static void
test_walks (gconstpointer data)
{
  guint64 seed = get_number ("CSMS_WALK_SEED", SEED);
  guint64 n_seeds = get_number ("CSMS_WALK_SEEDS", SEEDS);
  guint64 n_steps = get_number ("CSMS_WALK_STEPS", STEPS);

  for (guint64 i = 0; i < n_seeds; i++)
    walk ((CsmsSimulatorBehaviour) GPOINTER_TO_UINT (data), seed + i, n_steps);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_data_func ("/integration/walk/guide", GUINT_TO_POINTER (CSMS_SIMULATOR_GUIDE), test_walks);
  g_test_add_data_func ("/integration/walk/deployed", GUINT_TO_POINTER (CSMS_SIMULATOR_DEPLOYED), test_walks);
  return g_test_run ();
}
