/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-operator-private.h"

/* Counters and the last event change with every batch; what is on screen need not. */
#define SOFT_UPDATE_MS 250

enum {
  PROP_0,
  PROP_LIVE,
  N_PROPS
};

enum {
  STATUS_CHANGED,
  COMMAND_CHANGED,
  EVENTS,
  RECOVERED,
  RESTORED,
  TRANSACTION_STARTED,
  TRANSACTION_STOPPED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsOperator, csms_operator, G_TYPE_OBJECT)

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

static void
take_live (CsmsOperator *self)
{
  gboolean live = self->status.state == CSMS_SEAT_LIVE;

  if (live == self->live)
    return;
  self->live = live;
  self->status.not_live_since_ms = live ? 0 : now_ms ();
  self->status.ever_live = self->status.ever_live || live;
  csms_commander_set_live (self->commander, live);
  csms_poller_set_link (self->poller, live ? csms_operator_get_link (self) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LIVE]);
}

/* Kept while there is no connection, since what is shown then still bears the server's times. */
static void
take_clock (CsmsOperator *self)
{
  gint64 server_ms = csms_operator_get_server_ms (self);

  if (server_ms != 0)
    self->status.clock_offset_ms = server_ms - now_ms ();
}

static void
update_status (CsmsOperator *self)
{
  CsmsLink *link = csms_connection_get_link (self->connection);
  CsmsSeatSources sources = {
    .link = link != NULL ? csms_link_get_status (link) : NULL,
    .catch_up = csms_catch_up_get_status (csms_connection_get_catch_up (self->connection)),
    .started = csms_sitting_get_begun (self->sitting) || csms_connection_get_started (self->connection),
    .shared_address = csms_connection_get_shared (self->connection),
    .journal_working = csms_seat_journal_get_working (self->journal),
    .journal_problem = csms_seat_journal_get_problem (self->journal),
    .safety = csms_connection_get_safety (self->connection),
  };

  g_clear_handle_id (&self->soft_source, g_source_remove);
  if (sources.link == NULL || sources.link->state != CSMS_LINK_READY)
    self->rtt_us = -1;
  sources.rtt_us = self->rtt_us;
  sources.problem = csms_connection_get_problem (self->connection, &sources.problem_code);
  csms_commander_set_link (self->commander, link);
  csms_seat_status_update (&self->status, &sources);
  take_clock (self);
  take_live (self);
  g_signal_emit (self, signals[STATUS_CHANGED], 0);
}

static gboolean
on_soft_update (gpointer data)
{
  CsmsOperator *self = data;

  self->soft_source = 0;
  update_status (self);
  return G_SOURCE_REMOVE;
}

static void
on_events (CsmsOperator *self, GPtrArray *events, CsmsEventOrigin origin)
{
  self->status.last_event_ms = now_ms ();
  csms_fleet_apply_events (self->fleet, events, origin, now_ms ());
  csms_command_ledger_take_events (self->ledger, events, origin == CSMS_EVENT_PUSHED);
  g_signal_emit (self, signals[EVENTS], 0, events, (int) origin);
  if (self->soft_source == 0)
    self->soft_source = g_timeout_add (SOFT_UPDATE_MS, on_soft_update, self);
}

static void
on_recovered (CsmsOperator *self, guint64 count, gint64 from_ms, gint64 to_ms)
{
  g_signal_emit (self, signals[RECOVERED], 0, count, from_ms, to_ms);
}

static void
on_restored (CsmsOperator *self)
{
  g_signal_emit (self, signals[RESTORED], 0);
}

static void
tell_started (gpointer transaction, gboolean kept, gpointer self)
{
  g_signal_emit (self, signals[TRANSACTION_STARTED], 0, transaction);
}

static void
tell_stopped (gpointer transaction, gboolean kept, gpointer self)
{
  g_signal_emit (self, signals[TRANSACTION_STOPPED], 0, transaction);
}

/* Only what is happening now is worth a notification; what was recovered is told in one sum. */
static void
on_transaction_started (CsmsOperator *self, CsmsTransaction *transaction, CsmsEventOrigin origin)
{
  if (origin == CSMS_EVENT_PUSHED)
    csms_seat_journal_when_kept (self->journal, transaction, tell_started, self);
}

static void
on_transaction_stopped (CsmsOperator *self, CsmsTransaction *transaction, CsmsEventOrigin origin)
{
  if (origin == CSMS_EVENT_PUSHED)
    csms_seat_journal_when_kept (self->journal, transaction, tell_stopped, self);
}

static void
on_command_changed (CsmsOperator *self, CsmsCommand *command)
{
  g_signal_emit (self, signals[COMMAND_CHANGED], 0, command);
}

static void
csms_operator_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LIVE)
    g_value_set_boolean (value, CSMS_OPERATOR (object)->live);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
csms_operator_dispose (GObject *object)
{
  CsmsOperator *self = CSMS_OPERATOR (object);

  g_clear_handle_id (&self->soft_source, g_source_remove);
  g_clear_object (&self->sitting);
  g_clear_object (&self->keeper);
  g_clear_object (&self->poller);
  g_clear_object (&self->commander);
  g_clear_object (&self->ledger);
  g_clear_object (&self->connection);
  if (self->journal != NULL)
    csms_seat_journal_forget (self->journal, self);
  g_clear_object (&self->journal);
  g_clear_object (&self->fleet);
  g_clear_object (&self->server);
  G_OBJECT_CLASS (csms_operator_parent_class)->dispose (object);
}

static void
csms_operator_finalize (GObject *object)
{
  csms_seat_status_clear (&CSMS_OPERATOR (object)->status);
  G_OBJECT_CLASS (csms_operator_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, guint n_params, GType first, GType second, GType third)
{
  return g_signal_new (name, CSMS_TYPE_OPERATOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_params, first, second, third);
}

static void
csms_operator_class_init (CsmsOperatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = csms_operator_get_property;
  object_class->dispose = csms_operator_dispose;
  object_class->finalize = csms_operator_finalize;

  props[PROP_LIVE] = g_param_spec_boolean ("live", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[STATUS_CHANGED] = add_signal ("status-changed", 0, 0, 0, 0);
  signals[COMMAND_CHANGED] = add_signal ("command-changed", 1, CSMS_TYPE_COMMAND, 0, 0);
  signals[EVENTS] = add_signal ("events", 2, G_TYPE_PTR_ARRAY, G_TYPE_INT, 0);
  signals[RECOVERED] = add_signal ("recovered", 3, G_TYPE_UINT64, G_TYPE_INT64, G_TYPE_INT64);
  signals[RESTORED] = add_signal ("restored", 0, 0, 0, 0);
  signals[TRANSACTION_STARTED] = add_signal ("transaction-started", 1, CSMS_TYPE_TRANSACTION, 0, 0);
  signals[TRANSACTION_STOPPED] = add_signal ("transaction-stopped", 1, CSMS_TYPE_TRANSACTION, 0, 0);
}

static void
csms_operator_init (CsmsOperator *self)
{
  self->rtt_us = -1;
  self->status.rtt_us = -1;
  self->status.problem_code = -1;
}

static void
watch (gpointer watcher, gpointer object, const char *signal, GCallback func)
{
  g_signal_connect_object (object, signal, func, watcher, G_CONNECT_SWAPPED);
}

CsmsOperator *
csms_operator_new_full (CsmsServer *server, const CsmsSeatOptions *options)
{
  CsmsOperator *self;

  g_return_val_if_fail (CSMS_IS_SERVER (server), NULL);

  self = g_object_new (CSMS_TYPE_OPERATOR, NULL);
  self->server = g_object_ref (server);
  self->fleet = csms_fleet_new ();
  self->connection = csms_connection_new (server, self->fleet, options);
  self->ledger = csms_command_ledger_new (self->fleet);
  self->journal = csms_seat_journal_new (server, options->guest);
  self->commander = csms_commander_new (self->fleet, self->ledger, self->journal);
  self->poller = csms_poller_new (self->fleet);
  self->keeper = csms_keeper_new (&(CsmsKeeperParts) { self->journal, self->fleet, self->ledger, self->connection, self->poller });
  self->sitting = csms_sitting_new (self->keeper, self->connection, options->guest);
  watch (self, self->journal, "changed", G_CALLBACK (update_status));
  watch (self, self->sitting, "changed", G_CALLBACK (update_status));
  watch (self, self->sitting, "restored", G_CALLBACK (on_restored));
  watch (self, self->connection, "changed", G_CALLBACK (update_status));
  watch (self, self->connection, "events", G_CALLBACK (on_events));
  watch (self, self->connection, "recovered", G_CALLBACK (on_recovered));
  watch (self->ledger, self->connection, "transactions", G_CALLBACK (csms_command_ledger_take_transactions));
  watch (self->ledger, self->poller, "samples", G_CALLBACK (csms_command_ledger_take_samples));
  watch (self->ledger, self->poller, "transactions", G_CALLBACK (csms_command_ledger_take_transactions));
  watch (self, self->ledger, "command-changed", G_CALLBACK (on_command_changed));
  watch (self, self->fleet, "transaction-started", G_CALLBACK (on_transaction_started));
  watch (self, self->fleet, "transaction-stopped", G_CALLBACK (on_transaction_stopped));
  return self;
}

CsmsOperator *
csms_operator_new (CsmsServer *server)
{
  const CsmsSeatOptions options = { .guest = FALSE };

  return csms_operator_new_full (server, &options);
}

CsmsOperator *
csms_operator_new_guest (CsmsServer *server, const char *only_station)
{
  const CsmsSeatOptions options = { .link.batch_interval_ms = 1, .guest = TRUE, .only_station = only_station };

  return csms_operator_new_full (server, &options);
}

void
csms_operator_start (CsmsOperator *self)
{
  g_return_if_fail (CSMS_IS_OPERATOR (self));

  if (!csms_sitting_get_begun (self->sitting))
    self->status.not_live_since_ms = now_ms ();
  csms_sitting_begin (self->sitting, NULL);
}

void
csms_operator_note_rtt (CsmsOperator *self, gint64 rtt_us)
{
  self->rtt_us = rtt_us;
  update_status (self);
}
