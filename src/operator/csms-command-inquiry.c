/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-command-inquiry.h"

/* A start whose transaction.started never comes (trap 6) is proven by meter values: how often, and how many times, they are asked for. */
#define CHASE_INTERVAL_S 10
#define CHASES_MAX 30

#define CHECK_SAMPLES 40
#define CHECK_TRANSACTIONS 10

struct _CsmsCommandInquiry {
  GObject parent_instance;

  CsmsFleet *fleet;
  CsmsCommandLedger *ledger;
  CsmsLink *link;               /* NULL: there is none yet */
  gboolean live;
  GHashTable *chases;           /* CsmsCommand → how many times, as a number */
  guint chase_source;
};

G_DEFINE_FINAL_TYPE (CsmsCommandInquiry, csms_command_inquiry, G_TYPE_OBJECT)

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsCommandInquiry) self = data;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, NULL);
  gint64 now_ms = g_get_real_time () / 1000;

  if (reply == NULL || !csms_reply_check (reply, NULL))
    return;
  if (reply->action == CSMS_ACTION_GET_CONNECTOR_STATUS && reply->station_id != NULL && reply->connector_id > 0)
    csms_fleet_apply_connector_status (self->fleet, reply->station_id, reply->connector_id, reply->status, reply->status_error_code,
                                       reply->transaction_id, reply->last_update_ms, now_ms);
  else if (reply->action == CSMS_ACTION_GET_METER_VALUES_RECENT && reply->samples != NULL && reply->samples->len > 0)
    {
      const CsmsSampleRecord *first = reply->samples->pdata[0];

      csms_fleet_apply_samples (self->fleet, first->station_id, reply->samples, now_ms);
      csms_command_ledger_take_samples (self->ledger, reply->samples);
    }
  else if (reply->action == CSMS_ACTION_GET_RECENT_TRANSACTIONS && reply->transactions != NULL)
    {
      csms_fleet_merge_transactions (self->fleet, reply->transactions, now_ms);
      csms_command_ledger_take_transactions (self->ledger, reply->transactions);
    }
}

static void
ask (CsmsCommandInquiry *self, CsmsRequest *request)
{
  csms_link_request_async (self->link, request, CSMS_PRIORITY_NORMAL, NULL, on_checked, g_object_ref (self));
  csms_request_unref (request);
}

static gboolean
is_worth_chasing (CsmsCommandInquiry *self, CsmsCommand *command)
{
  CsmsCommandState state = csms_command_get_state (command);

  return csms_command_get_kind (command) == CSMS_COMMAND_START
         && (state == CSMS_COMMAND_ACCEPTED || state == CSMS_COMMAND_UNCONFIRMED)
         && GPOINTER_TO_UINT (g_hash_table_lookup (self->chases, command)) < CHASES_MAX;
}

static gboolean
on_chase (gpointer data)
{
  CsmsCommandInquiry *self = data;
  g_autoptr (GPtrArray) commands = csms_command_ledger_list (self->ledger);
  gboolean more = FALSE;

  for (guint i = 0; i < commands->len; i++)
    {
      CsmsCommand *command = commands->pdata[i];
      const char *station_id = csms_command_get_station_id (command);
      CsmsConnector *connector;
      guint times;

      if (!is_worth_chasing (self, command))
        continue;
      more = TRUE;
      connector = csms_fleet_get_connector (self->fleet, station_id, csms_command_get_connector_id (command));
      if (!self->live || connector == NULL || csms_connector_get_status (connector) != CSMS_CONNECTOR_STATUS_CHARGING)
        continue;
      times = GPOINTER_TO_UINT (g_hash_table_lookup (self->chases, command));
      g_hash_table_insert (self->chases, g_object_ref (command), GUINT_TO_POINTER (times + 1));
      ask (self, csms_request_new_get_meter_values_recent (station_id, CHECK_SAMPLES));
    }
  if (more)
    return G_SOURCE_CONTINUE;
  g_hash_table_remove_all (self->chases);
  self->chase_source = 0;
  return G_SOURCE_REMOVE;
}

static void
on_command_changed (CsmsCommandInquiry *self, CsmsCommand *command)
{
  if (self->chase_source == 0 && is_worth_chasing (self, command))
    self->chase_source = g_timeout_add_seconds (CHASE_INTERVAL_S, on_chase, self);
}

static void
csms_command_inquiry_dispose (GObject *object)
{
  CsmsCommandInquiry *self = CSMS_COMMAND_INQUIRY (object);

  g_clear_handle_id (&self->chase_source, g_source_remove);
  g_hash_table_remove_all (self->chases);
  g_clear_object (&self->link);
  g_clear_object (&self->ledger);
  g_clear_object (&self->fleet);
  G_OBJECT_CLASS (csms_command_inquiry_parent_class)->dispose (object);
}

static void
csms_command_inquiry_finalize (GObject *object)
{
  g_hash_table_unref (CSMS_COMMAND_INQUIRY (object)->chases);
  G_OBJECT_CLASS (csms_command_inquiry_parent_class)->finalize (object);
}

static void
csms_command_inquiry_class_init (CsmsCommandInquiryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_command_inquiry_dispose;
  object_class->finalize = csms_command_inquiry_finalize;
}

static void
csms_command_inquiry_init (CsmsCommandInquiry *self)
{
  self->chases = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

CsmsCommandInquiry *
csms_command_inquiry_new (CsmsFleet *fleet, CsmsCommandLedger *ledger)
{
  CsmsCommandInquiry *self = g_object_new (CSMS_TYPE_COMMAND_INQUIRY, NULL);

  self->fleet = g_object_ref (fleet);
  self->ledger = g_object_ref (ledger);
  g_signal_connect_object (ledger, "command-changed", G_CALLBACK (on_command_changed), self, G_CONNECT_SWAPPED);
  return self;
}

void
csms_command_inquiry_set_link (CsmsCommandInquiry *self, CsmsLink *link)
{
  g_set_object (&self->link, link);
}

void
csms_command_inquiry_set_live (CsmsCommandInquiry *self, gboolean live)
{
  self->live = live;
}

void
csms_command_inquiry_ask (CsmsCommandInquiry *self, CsmsCommand *command)
{
  const char *station_id = csms_command_get_station_id (command);

  if (!self->live || self->link == NULL || csms_command_get_state (command) != CSMS_COMMAND_UNCONFIRMED)
    return;
  ask (self, csms_request_new_get_connector_status (station_id, csms_command_get_connector_id (command)));
  ask (self, csms_request_new_get_meter_values_recent (station_id, CHECK_SAMPLES));
  ask (self, csms_request_new_get_recent_transactions (CHECK_TRANSACTIONS));
}
