/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-command-ledger.h"

/* How long a confirmation stays on show. */
#define CONFIRMED_SHOWN_US (30 * G_USEC_PER_SEC)

struct _CsmsCommandLedger {
  GObject parent_instance;

  CsmsFleet *fleet;
  GPtrArray *commands;          /* of CsmsCommand, oldest first */
  GListStore *unconfirmed;
  guint tick_source;
};

enum {
  COMMAND_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsCommandLedger, csms_command_ledger, G_TYPE_OBJECT)

static gboolean on_tick (gpointer data);

static gboolean
is_on (CsmsCommand *command, const char *station_id, int connector_id)
{
  return csms_command_get_connector_id (command) == connector_id
         && g_strcmp0 (csms_command_get_station_id (command), station_id) == 0;
}

static gboolean
is_unconfirmed (CsmsCommand *command)
{
  return csms_command_get_state (command) == CSMS_COMMAND_UNCONFIRMED;
}

static gboolean
needs_tick (CsmsCommand *command)
{
  CsmsCommandState state = csms_command_get_state (command);

  return state == CSMS_COMMAND_ACCEPTED || state == CSMS_COMMAND_CONFIRMED;
}

static void
mark_connector (CsmsCommandLedger *self, CsmsCommand *command)
{
  const char *station_id = csms_command_get_station_id (command);
  int connector_id = csms_command_get_connector_id (command);
  CsmsConnector *connector = csms_fleet_get_connector (self->fleet, station_id, connector_id);

  if (connector != NULL)
    csms_connector_set_unconfirmed (connector, csms_command_ledger_is_unconfirmed (self, station_id, connector_id));
}

static void
on_command_changed (CsmsCommandLedger *self, CsmsCommand *command)
{
  g_autoptr (CsmsCommandLedger) kept = g_object_ref (self);
  guint position;
  gboolean listed = g_list_store_find (self->unconfirmed, command, &position);
  gboolean held = g_ptr_array_find (self->commands, command, NULL);

  if (held && is_unconfirmed (command) && !listed)
    g_list_store_append (self->unconfirmed, command);
  else if (listed && (!held || !is_unconfirmed (command)))
    g_list_store_remove (self->unconfirmed, position);
  mark_connector (self, command);
  if (held && needs_tick (command) && self->tick_source == 0)
    self->tick_source = g_timeout_add_seconds (1, on_tick, self);
  g_signal_emit (self, signals[COMMAND_CHANGED], 0, command);
}

static void
drop (CsmsCommandLedger *self, CsmsCommand *command)
{
  g_autoptr (CsmsCommand) kept = g_object_ref (command);

  if (!g_ptr_array_remove (self->commands, command))
    return;
  g_signal_handlers_disconnect_by_func (command, on_command_changed, self);
  on_command_changed (self, kept);
}

static gboolean
on_tick (gpointer data)
{
  CsmsCommandLedger *self = data;
  g_autoptr (GPtrArray) commands = csms_command_ledger_list (self);
  gint64 now = g_get_monotonic_time ();
  gboolean more = FALSE;

  for (guint i = 0; i < commands->len; i++)
    {
      CsmsCommand *command = commands->pdata[i];

      csms_command_tell (command, CSMS_COMMAND_INPUT_TICK, NULL, now);
      if (csms_command_get_state (command) == CSMS_COMMAND_CONFIRMED
          && now >= csms_command_get_ended_us (command) + CONFIRMED_SHOWN_US)
        drop (self, command);
      else
        more = more || needs_tick (command);
    }
  if (more)
    return G_SOURCE_CONTINUE;
  self->tick_source = 0;
  return G_SOURCE_REMOVE;
}

static void
csms_command_ledger_dispose (GObject *object)
{
  CsmsCommandLedger *self = CSMS_COMMAND_LEDGER (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_ptr_array_set_size (self->commands, 0);
  g_clear_object (&self->fleet);
  G_OBJECT_CLASS (csms_command_ledger_parent_class)->dispose (object);
}

static void
csms_command_ledger_finalize (GObject *object)
{
  CsmsCommandLedger *self = CSMS_COMMAND_LEDGER (object);

  g_ptr_array_unref (self->commands);
  g_object_unref (self->unconfirmed);
  G_OBJECT_CLASS (csms_command_ledger_parent_class)->finalize (object);
}

static void
csms_command_ledger_class_init (CsmsCommandLedgerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_command_ledger_dispose;
  object_class->finalize = csms_command_ledger_finalize;

  signals[COMMAND_CHANGED] = g_signal_new ("command-changed", CSMS_TYPE_COMMAND_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, CSMS_TYPE_COMMAND);
}

static void
csms_command_ledger_init (CsmsCommandLedger *self)
{
  self->commands = g_ptr_array_new_with_free_func (g_object_unref);
  self->unconfirmed = g_list_store_new (CSMS_TYPE_COMMAND);
}

CsmsCommandLedger *
csms_command_ledger_new (CsmsFleet *fleet)
{
  CsmsCommandLedger *self = g_object_new (CSMS_TYPE_COMMAND_LEDGER, NULL);

  self->fleet = g_object_ref (fleet);
  return self;
}

void
csms_command_ledger_add (CsmsCommandLedger *self, CsmsCommand *command)
{
  const char *station_id = csms_command_get_station_id (command);
  int connector_id = csms_command_get_connector_id (command);

  for (guint i = self->commands->len; i-- > 0;)
    {
      CsmsCommand *old = self->commands->pdata[i];

      if (is_on (old, station_id, connector_id) && !csms_command_is_open (old))
        drop (self, old);
    }
  g_ptr_array_add (self->commands, g_object_ref (command));
  g_signal_connect_object (command, "changed", G_CALLBACK (on_command_changed), self, G_CONNECT_SWAPPED);
  on_command_changed (self, command);
}

CsmsCommand *
csms_command_ledger_get_last (CsmsCommandLedger *self, const char *station_id, int connector_id)
{
  for (guint i = self->commands->len; i-- > 0;)
    if (is_on (self->commands->pdata[i], station_id, connector_id))
      return self->commands->pdata[i];
  return NULL;
}

gboolean
csms_command_ledger_is_in_flight (CsmsCommandLedger *self, const char *station_id, int connector_id)
{
  for (guint i = 0; i < self->commands->len; i++)
    {
      CsmsCommand *command = self->commands->pdata[i];

      if (is_on (command, station_id, connector_id) && csms_command_is_open (command) && !is_unconfirmed (command))
        return TRUE;
    }
  return FALSE;
}

gboolean
csms_command_ledger_is_unconfirmed (CsmsCommandLedger *self, const char *station_id, int connector_id)
{
  for (guint i = 0; i < self->commands->len; i++)
    if (is_on (self->commands->pdata[i], station_id, connector_id) && is_unconfirmed (self->commands->pdata[i]))
      return TRUE;
  return FALSE;
}

GListModel *
csms_command_ledger_get_unconfirmed (CsmsCommandLedger *self)
{
  return G_LIST_MODEL (self->unconfirmed);
}

GPtrArray *
csms_command_ledger_list (CsmsCommandLedger *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->commands->len; i++)
    g_ptr_array_add (list, g_object_ref (self->commands->pdata[i]));
  return list;
}

void
csms_command_ledger_settle (CsmsCommandLedger *self, CsmsCommand *command)
{
  g_autoptr (CsmsCommand) kept = g_object_ref (command);

  if (!g_ptr_array_find (self->commands, command, NULL))
    return;
  csms_command_tell (command, CSMS_COMMAND_INPUT_HANDLED, NULL, g_get_monotonic_time ());
  if (!csms_command_is_open (command))
    drop (self, command);
}

static gboolean
has_open (CsmsCommandLedger *self)
{
  for (guint i = 0; i < self->commands->len; i++)
    if (csms_command_is_open (self->commands->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
reads_charging (CsmsCommandLedger *self, CsmsCommand *command)
{
  CsmsConnector *connector = csms_fleet_get_connector (self->fleet, csms_command_get_station_id (command),
                                                       csms_command_get_connector_id (command));

  return connector != NULL && csms_connector_get_status (connector) == CSMS_CONNECTOR_STATUS_CHARGING;
}

static void
confirm (CsmsCommand *command, const char *transaction_id)
{
  const CsmsCommandNews news = { .transaction_id = transaction_id };

  csms_command_tell (command, CSMS_COMMAND_INPUT_PROOF, &news, g_get_monotonic_time ());
}

static void
take_event (CsmsCommandLedger *self, CsmsCommand *command, const CsmsEventRecord *event, gboolean pushed)
{
  if (csms_command_is_rejected_by_event (command, event))
    csms_command_tell (command, CSMS_COMMAND_INPUT_NO, NULL, g_get_monotonic_time ());
  else if (csms_command_is_rejection (event))
    csms_command_note_rejection (command, event->correlation_id);
  else if (csms_command_is_proven_by_event (command, event, pushed))
    {
      /* Meter values alone prove nothing: they may be the last ones of the charge before. */
      if (event->kind != CSMS_EVENT_METER_VALUES_DELTA || reads_charging (self, command))
        confirm (command, event->transaction_id);
    }
  else if (csms_command_is_rivalled_by_event (command, event))
    csms_command_disown (command, event->transaction_id);
}

void
csms_command_ledger_take_events (CsmsCommandLedger *self, GPtrArray *events, gboolean pushed)
{
  g_autoptr (GPtrArray) commands = NULL;

  if (!has_open (self))
    return;
  commands = csms_command_ledger_list (self);
  for (guint i = 0; i < events->len; i++)
    for (guint k = 0; k < commands->len; k++)
      if (csms_command_is_open (commands->pdata[k]))
        take_event (self, commands->pdata[k], events->pdata[i], pushed);
}

void
csms_command_ledger_take_samples (CsmsCommandLedger *self, GPtrArray *samples)
{
  g_autoptr (GPtrArray) commands = NULL;

  if (!has_open (self))
    return;
  commands = csms_command_ledger_list (self);
  for (guint k = 0; k < commands->len; k++)
    for (guint i = 0; i < samples->len && csms_command_is_open (commands->pdata[k]); i++)
      {
        const CsmsSampleRecord *sample = samples->pdata[i];

        if (csms_command_is_proven_by_sample (commands->pdata[k], sample) && reads_charging (self, commands->pdata[k]))
          confirm (commands->pdata[k], sample->transaction_id);
      }
}

void
csms_command_ledger_take_transactions (CsmsCommandLedger *self, GPtrArray *transactions)
{
  g_autoptr (GPtrArray) commands = NULL;

  if (!has_open (self))
    return;
  commands = csms_command_ledger_list (self);
  for (guint k = 0; k < commands->len; k++)
    for (guint i = 0; i < transactions->len && csms_command_is_open (commands->pdata[k]); i++)
      {
        const CsmsTransactionRecord *transaction = transactions->pdata[i];

        if (csms_command_is_proven_by_transaction (commands->pdata[k], transaction))
          confirm (commands->pdata[k], transaction->transaction_id);
      }
}
