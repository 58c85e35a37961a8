/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-commander.h"

#include "csms-command-inquiry.h"
#include "csms-transaction-lookup.h"

struct _CsmsCommander {
  GObject parent_instance;

  CsmsFleet *fleet;
  CsmsCommandLedger *ledger;
  CsmsSeatJournal *journal;
  CsmsLink *link;               /* NULL: there is none yet */
  gboolean live;
  GHashTable *by_serial;        /* guint64* → CsmsCommand, until answered */
  CsmsCommandInquiry *inquiry;
};

/* A command that is with the link, until its answer. */
typedef struct {
  CsmsCommander *commander;
  CsmsCommand *command;
  guint64 serial;
} Errand;

G_DEFINE_FINAL_TYPE (CsmsCommander, csms_commander, G_TYPE_OBJECT)

static gint64
now_us (void)
{
  return g_get_monotonic_time ();
}

static void
on_sent (CsmsCommander *self, guint64 serial)
{
  CsmsCommand *command = g_hash_table_lookup (self->by_serial, &serial);
  const CsmsCommandNews news = { .sent_ms = g_get_real_time () / 1000 };

  if (command != NULL)
    csms_command_tell (command, CSMS_COMMAND_INPUT_SENT, &news, now_us ());
}

/* No answer came. What is not known to have stayed here may have been carried out. */
static CsmsCommandInput
judge_failure (CsmsCommand *command, const GError *error)
{
  if (g_error_matches (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_NOT_SENT))
    return CSMS_COMMAND_INPUT_NOT_SENT;
  if (g_error_matches (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_NO_REPLY))
    return CSMS_COMMAND_INPUT_SILENCE;
  if (g_error_matches (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_BAD_REPLY))
    return CSMS_COMMAND_INPUT_UNCLEAR;
  return CSMS_COMMAND_INPUT_LOST;
}

/* 500 may come after the station was told. A soft error, or a "Rejected", is a no without a code, but never without words. */
static CsmsCommandInput
judge_reply (CsmsCommand *command, const CsmsReply *reply)
{
  if (csms_command_was_rejected (command, reply->correlation_id))
    return CSMS_COMMAND_INPUT_NO;
  if (reply->is_error && reply->error_code == CSMS_SERVER_ERROR_NOT_AUTHENTICATED)
    return CSMS_COMMAND_INPUT_EXPIRED;
  if (reply->is_error && reply->error_code == CSMS_SERVER_ERROR_COMMAND_TIMEOUT)
    return CSMS_COMMAND_INPUT_TIMEOUT;
  if (reply->is_error && reply->error_code == CSMS_SERVER_ERROR_UNSPECIFIED)
    return reply->error_message != NULL ? CSMS_COMMAND_INPUT_NO : CSMS_COMMAND_INPUT_UNCLEAR;
  if (reply->is_error)
    return reply->error_code >= 400 && reply->error_code < 500 ? CSMS_COMMAND_INPUT_NO : CSMS_COMMAND_INPUT_UNCLEAR;
  return CSMS_COMMAND_INPUT_ACCEPTED;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, &error);
  CsmsCommandNews news = { 0 };

  g_hash_table_remove (errand->commander->by_serial, &errand->serial);
  if (reply == NULL)
    {
      csms_command_tell (errand->command, judge_failure (errand->command, error), NULL, now_us ());
    }
  else
    {
      CsmsCommandInput input = judge_reply (errand->command, reply);

      news.correlation_id = reply->correlation_id;
      /* A timeout's words are not the reason of a rejection that was told before. */
      if (input != CSMS_COMMAND_INPUT_NO || reply->error_code != CSMS_SERVER_ERROR_COMMAND_TIMEOUT)
        news.message = reply->error_message;
      csms_command_tell (errand->command, input, &news, now_us ());
    }
  g_object_unref (errand->command);
  g_object_unref (errand->commander);
  g_free (errand);
}

/* The one place from which a command goes out. */
static void
send (CsmsCommander *self, CsmsCommand *command)
{
  const char *station_id = csms_command_get_station_id (command);
  int connector_id = csms_command_get_connector_id (command);
  g_autoptr (CsmsRequest) request = NULL;
  Errand *errand;

  g_assert (csms_command_get_state (command) == CSMS_COMMAND_SENDING);
  if (self->link == NULL)
    {
      csms_command_tell (command, CSMS_COMMAND_INPUT_NOT_SENT, NULL, now_us ());
      return;
    }
  if (csms_command_get_kind (command) == CSMS_COMMAND_START)
    request = csms_request_new_start_charging (station_id, connector_id, csms_command_get_id_tag (command));
  else
    request = csms_request_new_stop_charging (station_id, csms_command_get_transaction_id (command), connector_id);
  errand = g_new0 (Errand, 1);
  errand->commander = g_object_ref (self);
  errand->command = g_object_ref (command);
  errand->serial = csms_link_request_async (self->link, request, CSMS_PRIORITY_COMMAND, NULL, on_answer, errand);
  g_hash_table_insert (self->by_serial, g_memdup2 (&errand->serial, sizeof errand->serial), g_object_ref (command));
}

/* Its intent is on disk, so whatever becomes of this program, somebody will be told of it. */
static void
on_kept (gpointer object, gboolean kept, gpointer data)
{
  CsmsCommand *command = object;

  if (csms_command_get_state (command) != CSMS_COMMAND_SENDING)
    return;
  if (kept)
    send (data, command);
  else
    csms_command_tell (command, CSMS_COMMAND_INPUT_NOT_KEPT, NULL, now_us ());
}

static void
send_when_kept (CsmsCommander *self, CsmsCommand *command)
{
  csms_seat_journal_when_kept (self->journal, command, on_kept, self);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = csms_transaction_lookup_finish (result, &error);
  CsmsCommander *self = errand->commander;
  CsmsCommandNews news = { 0 };

  if (found != NULL && self->live)
    {
      news.transaction_id = found;
      if (csms_command_tell (errand->command, CSMS_COMMAND_INPUT_FOUND, &news, now_us ()))
        send_when_kept (self, errand->command);
    }
  else if (found != NULL || error->domain == CSMS_CLIENT_ERROR || error->domain == G_IO_ERROR)
    csms_command_tell (errand->command, CSMS_COMMAND_INPUT_NOT_SENT, NULL, now_us ());
  else
    {
      news.message = error->message;
      csms_command_tell (errand->command, CSMS_COMMAND_INPUT_NOT_FOUND, &news, now_us ());
    }
  g_object_unref (errand->command);
  g_object_unref (errand->commander);
  g_free (errand);
}

static void
look_up (CsmsCommander *self, CsmsCommand *command)
{
  Errand *errand;

  if (self->link == NULL)
    {
      csms_command_tell (command, CSMS_COMMAND_INPUT_NOT_SENT, NULL, now_us ());
      return;
    }
  errand = g_new0 (Errand, 1);
  errand->commander = g_object_ref (self);
  errand->command = g_object_ref (command);
  csms_transaction_lookup_async (self->link, self->fleet, csms_command_get_station_id (command),
                                 csms_command_get_connector_id (command), NULL, on_looked_up, errand);
}

static void
csms_commander_dispose (GObject *object)
{
  CsmsCommander *self = CSMS_COMMANDER (object);

  csms_commander_set_link (self, NULL);
  g_clear_object (&self->inquiry);
  g_clear_object (&self->ledger);
  if (self->journal != NULL)
    csms_seat_journal_forget (self->journal, self);
  g_clear_object (&self->journal);
  g_clear_object (&self->fleet);
  G_OBJECT_CLASS (csms_commander_parent_class)->dispose (object);
}

static void
csms_commander_finalize (GObject *object)
{
  CsmsCommander *self = CSMS_COMMANDER (object);

  g_hash_table_unref (self->by_serial);
  G_OBJECT_CLASS (csms_commander_parent_class)->finalize (object);
}

static void
csms_commander_class_init (CsmsCommanderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_commander_dispose;
  object_class->finalize = csms_commander_finalize;
}

static void
csms_commander_init (CsmsCommander *self)
{
  self->by_serial = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

CsmsCommander *
csms_commander_new (CsmsFleet *fleet, CsmsCommandLedger *ledger, CsmsSeatJournal *journal)
{
  CsmsCommander *self = g_object_new (CSMS_TYPE_COMMANDER, NULL);

  self->fleet = g_object_ref (fleet);
  self->ledger = g_object_ref (ledger);
  self->journal = g_object_ref (journal);
  self->inquiry = csms_command_inquiry_new (fleet, ledger);
  return self;
}

void
csms_commander_set_link (CsmsCommander *self, CsmsLink *link)
{
  if (self->link == link)
    return;
  csms_command_inquiry_set_link (self->inquiry, link);
  if (self->link != NULL)
    g_signal_handlers_disconnect_by_func (self->link, on_sent, self);
  g_set_object (&self->link, link);
  if (link != NULL)
    g_signal_connect_object (link, "sent", G_CALLBACK (on_sent), self, G_CONNECT_SWAPPED);
}

void
csms_commander_set_live (CsmsCommander *self, gboolean live)
{
  g_autoptr (GPtrArray) commands = NULL;

  if (self->live == live)
    return;
  self->live = live;
  csms_command_inquiry_set_live (self->inquiry, live);
  commands = csms_command_ledger_list (self->ledger);
  for (guint i = 0; i < commands->len; i++)
    {
      CsmsCommand *command = commands->pdata[i];

      /* The event that would prove it may be lost with the connection. */
      if (!live && csms_command_get_state (command) == CSMS_COMMAND_ACCEPTED)
        csms_command_tell (command, CSMS_COMMAND_INPUT_LOST, NULL, now_us ());
      else if (live)
        csms_commander_check (self, command);
    }
}

CsmsCommand *
csms_commander_start (CsmsCommander *self, const char *station_id, int connector_id, const char *id_tag, gint64 since_ms)
{
  CsmsConnector *connector = csms_fleet_get_connector (self->fleet, station_id, connector_id);
  CsmsTransaction *last = csms_fleet_get_last_transaction (self->fleet, station_id, connector_id);
  CsmsCommandIntent intent = { CSMS_COMMAND_START, station_id, connector_id, id_tag, NULL, NULL, since_ms };
  CsmsCommand *command;

  if (connector != NULL)
    intent.prior_transaction_id = csms_connector_get_transaction_id (connector);
  if (intent.prior_transaction_id == NULL && last != NULL)
    intent.prior_transaction_id = csms_transaction_get_transaction_id (last);
  command = csms_command_new (&intent);
  csms_command_ledger_add (self->ledger, command);
  send_when_kept (self, command);
  return command;
}

CsmsCommand *
csms_commander_stop (CsmsCommander *self, const char *station_id, int connector_id, const char *transaction_id, gint64 since_ms)
{
  CsmsConnector *connector = csms_fleet_get_connector (self->fleet, station_id, connector_id);
  CsmsCommandIntent intent = { CSMS_COMMAND_STOP, station_id, connector_id, NULL, transaction_id, NULL, since_ms };
  CsmsCommand *command;

  if (transaction_id == NULL && connector != NULL)
    intent.transaction_id = csms_connector_get_transaction_id (connector);
  command = csms_command_new (&intent);
  csms_command_ledger_add (self->ledger, command);
  if (intent.transaction_id != NULL)
    send_when_kept (self, command);
  else
    look_up (self, command);
  return command;
}

void
csms_commander_check (CsmsCommander *self, CsmsCommand *command)
{
  csms_command_inquiry_ask (self->inquiry, command);
}
