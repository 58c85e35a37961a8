/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

#define RATE 20
#define PAUSE_MS 140
#define PING_INTERVAL_MS 300

static guint
draw (Walk *self, guint n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) n);
}

static char *
draw_station (Walk *self)
{
  return csms_test_seat_station (self->seat, draw (self, WALK_STATIONS));
}

static void
on_events (Walk *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const CsmsEventRecord *event = events->pdata[i];

      if (event->event_id != NULL)
        g_assert_true (g_hash_table_add (self->seen, g_strdup (event->event_id)));
    }
}

/* The seat that was set down last. What is behind the cursor of the one before it hears again. */
static void
sit (Walk *self)
{
  g_ptr_array_set_size (self->commands, 0);
  g_hash_table_remove_all (self->seen);
  g_signal_connect_swapped (self->seat->seat, "events", G_CALLBACK (on_events), self);
  csms_test_seat_stay_honest (self->seat);
  csms_operator_start (self->seat->seat);
}

static void
keep (Walk *self, CsmsCommand *command)
{
  if (command != NULL)
    g_ptr_array_add (self->commands, command);
}

typedef gboolean (*MayDo) (CsmsOperator *seat, const char *station_id, int connector_id, GError **error);

/* Returns: (transfer full): the station of some connector where @may_do holds, or, where nothing may be done now, of any */
static char *
draw_connector (Walk *self, MayDo may_do, int *connector)
{
  guint n = WALK_STATIONS * WALK_CONNECTORS, first = draw (self, n);

  for (guint i = 0; i < n; i++)
    {
      guint drawn = (first + i) % n;
      g_autofree char *station = csms_test_seat_station (self->seat, drawn / WALK_CONNECTORS);

      *connector = 1 + (int) (drawn % WALK_CONNECTORS);
      if (may_do (self->seat->seat, station, *connector, NULL) || i == n - 1)
        return g_steal_pointer (&station);
    }
  g_assert_not_reached ();
}

/* What the seat may not do it refuses, and that is fine. */
static void
start (Walk *self)
{
  int connector;
  g_autofree char *station = draw_connector (self, csms_operator_can_start, &connector);
  char *tag = g_strdup_printf ("WALK-%u", g_hash_table_size (self->started) + 1);

  g_hash_table_add (self->started, tag);
  keep (self, csms_operator_start_charging (self->seat->seat, station, connector, tag, NULL));
}

static void
stop (Walk *self)
{
  int connector;
  g_autofree char *station = draw_connector (self, csms_operator_can_stop, &connector);
  CsmsCommand *command = csms_operator_stop_charging (self->seat->seat, station, connector, NULL, NULL);

  self->n_stops += command != NULL;
  keep (self, command);
}

static void
settle_unconfirmed (Walk *self)
{
  GListModel *unconfirmed = csms_operator_get_unconfirmed (self->seat->seat);
  g_autoptr (CsmsCommand) first = g_list_model_get_item (unconfirmed, 0);

  if (first != NULL)
    csms_operator_mark_handled (self->seat->seat, first);
}

static void
hold_card (Walk *self)
{
  g_autofree char *station = draw_station (self);
  guint connector = 1 + draw (self, WALK_CONNECTORS);
  g_autofree char *under_way = csms_test_seat_dup_transaction (self->seat, station, connector);

  if (under_way != NULL)
    csms_test_seat_local_stop (self->seat, station, connector);
  else if (csms_test_seat_is_free (self->seat, station, connector))
    g_free (csms_test_seat_local_start (self->seat, station, connector, "CARD1"));
}

static void
spoil_network (Walk *self)
{
  const CsmsSimulatorNetwork faults[] = {
    CSMS_SIMULATOR_NETWORK_STALL, CSMS_SIMULATOR_NETWORK_HALF_OPEN, CSMS_SIMULATOR_NETWORK_SLOW_BYTES,
    CSMS_SIMULATOR_NETWORK_REORDER, CSMS_SIMULATOR_NETWORK_DUPLICATE, CSMS_SIMULATOR_NETWORK_GARBAGE,
    CSMS_SIMULATOR_NETWORK_REFUSE, CSMS_SIMULATOR_NETWORK_MUTE_HANDSHAKE,
    CSMS_SIMULATOR_NETWORK_REORDER | CSMS_SIMULATOR_NETWORK_DUPLICATE | CSMS_SIMULATOR_NETWORK_GARBAGE,
  };

  csms_test_seat_set_network (self->seat, faults[draw (self, G_N_ELEMENTS (faults))]);
}

void
walk_mend (Walk *self)
{
  csms_test_seat_set_network (self->seat, CSMS_SIMULATOR_NETWORK_GOOD);
  csms_test_seat_set_listening (self->seat, TRUE);
}

static void
drop (Walk *self)
{
  csms_test_seat_drop (self->seat);
}

static void
go_away (Walk *self)
{
  csms_test_seat_set_listening (self->seat, FALSE);
  csms_test_seat_drop (self->seat);
}

static void
restart (Walk *self)
{
  csms_test_seat_restart (self->seat, 1 + draw (self, 300));
}

static void
expire (Walk *self)
{
  csms_test_seat_expire (self->seat);
}

static void
spoil_station (Walk *self)
{
  const CsmsSimulatorCommand faults[] = {
    CSMS_SIMULATOR_COMMAND_NORMAL, CSMS_SIMULATOR_COMMAND_NORMAL, CSMS_SIMULATOR_COMMAND_REJECT, CSMS_SIMULATOR_COMMAND_IGNORE,
    CSMS_SIMULATOR_COMMAND_NO_CABLE, CSMS_SIMULATOR_COMMAND_LATE, CSMS_SIMULATOR_COMMAND_CHARGING_FIRST,
  };
  g_autofree char *station = draw_station (self);

  csms_test_seat_set_command_fault (self->seat, station, faults[draw (self, G_N_ELEMENTS (faults))], draw (self, 900));
}

static void
toggle_station (Walk *self)
{
  g_autofree char *station = draw_station (self);

  csms_test_seat_set_online (self->seat, station, draw (self, 2) == 0);
}

static void
burst (Walk *self)
{
  csms_test_seat_burst (self->seat, draw (self, 400));
}

static void
reconnect (Walk *self)
{
  csms_operator_reconnect_now (self->seat->seat);
}

static void
refresh (Walk *self)
{
  csms_operator_refresh (self->seat->seat);
}

static void
on_left (GObject *source, GAsyncResult *result, gpointer left)
{
  csms_operator_stop_finish (CSMS_OPERATOR (source), result, NULL);
  *(gboolean *) left = TRUE;
}

void
walk_leave (Walk *self)
{
  gboolean left = FALSE;

  csms_operator_stop_async (self->seat->seat, NULL, on_left, &left);
  while (!left)
    g_main_context_iteration (NULL, TRUE);
}

static void
replace (Walk *self)
{
  walk_leave (self);
  csms_test_seat_replace (self->seat);
  sit (self);
}

static const struct {
  const char *name;
  void (*func) (Walk *self);
  guint weight;
} steps[] = {
  { "start", start, 30 },
  { "stop", stop, 20 },
  { "a person settles a command", settle_unconfirmed, 5 },
  { "card", hold_card, 8 },
  { "the network spoils", spoil_network, 4 },
  { "the network mends", walk_mend, 12 },
  { "drop", drop, 2 },
  { "the server goes", go_away, 1 },
  { "the server restarts", restart, 1 },
  { "the session ends", expire, 1 },
  { "a station behaves otherwise", spoil_station, 8 },
  { "a station comes or goes", toggle_station, 5 },
  { "burst", burst, 4 },
  { "reconnect", reconnect, 1 },
  { "refresh", refresh, 2 },
  { "another seat", replace, 1 },
};

void
walk_step (Walk *self)
{
  guint sum = 0, drawn;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    sum += steps[i].weight;
  drawn = draw (self, sum);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (drawn < steps[i].weight)
        {
          g_test_message ("%s", steps[i].name);
          steps[i].func (self);
          break;
        }
      drawn -= steps[i].weight;
    }
  csms_test_seat_settle (self->seat, 2 + draw (self, PAUSE_MS));
}

Walk *
walk_new (CsmsSimulatorBehaviour behaviour, guint64 seed)
{
  CsmsSimulatorConfig config;
  Walk *self = g_new0 (Walk, 1);

  self->rand = g_rand_new_with_seed ((guint32) seed);
  self->commands = g_ptr_array_new_with_free_func (g_object_unref);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->started = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  csms_test_seat_config (&config, behaviour);
  config.seed = seed;
  config.stations = WALK_STATIONS;
  config.connectors = WALK_CONNECTORS;
  config.rate = RATE;
  config.ping_interval_ms = PING_INTERVAL_MS;
  self->seat = csms_test_seat_new (&config);
  sit (self);
  csms_test_seat_wait (self->seat, csms_test_is_live, NULL);
  csms_test_seat_set_living (self->seat, TRUE);
  return self;
}

void
walk_free (Walk *self)
{
  g_ptr_array_unref (self->commands);
  csms_test_seat_free (self->seat);
  g_hash_table_unref (self->started);
  g_hash_table_unref (self->seen);
  g_rand_free (self->rand);
  g_free (self);
}
