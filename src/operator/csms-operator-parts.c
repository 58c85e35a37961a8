/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-operator-private.h"

void
csms_operator_set_wire_log (CsmsOperator *self, CsmsWireLog *log)
{
  g_return_if_fail (CSMS_IS_OPERATOR (self));
  g_return_if_fail (log == NULL || CSMS_IS_WIRE_LOG (log));

  csms_connection_set_wire_log (self->connection, log);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  csms_sitting_end_finish (CSMS_SITTING (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

void
csms_operator_stop_async (CsmsOperator *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (CSMS_IS_OPERATOR (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_operator_stop_async);
  csms_sitting_end_async (self->sitting, cancellable, on_stopped, task);
}

gboolean
csms_operator_stop_finish (CsmsOperator *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

CsmsServer *
csms_operator_get_server (CsmsOperator *self)
{
  g_return_val_if_fail (CSMS_IS_OPERATOR (self), NULL);

  return self->server;
}

CsmsFleet *
csms_operator_get_fleet (CsmsOperator *self)
{
  g_return_val_if_fail (CSMS_IS_OPERATOR (self), NULL);

  return self->fleet;
}

CsmsArchive *
csms_operator_get_archive (CsmsOperator *self)
{
  g_return_val_if_fail (CSMS_IS_OPERATOR (self), NULL);

  return csms_seat_journal_get_archive (self->journal);
}

const CsmsSeatStatus *
csms_operator_get_status (CsmsOperator *self)
{
  g_return_val_if_fail (CSMS_IS_OPERATOR (self), NULL);

  return &self->status;
}

gboolean
csms_operator_get_live (CsmsOperator *self)
{
  g_return_val_if_fail (CSMS_IS_OPERATOR (self), FALSE);

  return self->live;
}

void
csms_operator_use_key (CsmsOperator *self, const char *api_key)
{
  g_return_if_fail (CSMS_IS_OPERATOR (self));
  g_return_if_fail (api_key != NULL && *api_key != '\0');

  csms_sitting_begin (self->sitting, api_key);
}

void
csms_operator_replay_from (CsmsOperator *self, const char *event_id)
{
  g_return_if_fail (CSMS_IS_OPERATOR (self));
  g_return_if_fail (event_id != NULL);
  g_return_if_fail (!csms_connection_get_started (self->connection));

  csms_catch_up_start_at (csms_connection_get_catch_up (self->connection), event_id);
}

void
csms_operator_stop_catching_up (CsmsOperator *self)
{
  g_return_if_fail (CSMS_IS_OPERATOR (self));

  csms_catch_up_give_up (csms_connection_get_catch_up (self->connection));
}

GPtrArray *
csms_operator_get_gaps (CsmsOperator *self)
{
  g_return_val_if_fail (CSMS_IS_OPERATOR (self), NULL);

  return csms_keeper_get_gaps (self->keeper);
}

GPtrArray *
csms_operator_get_recoveries (CsmsOperator *self)
{
  g_return_val_if_fail (CSMS_IS_OPERATOR (self), NULL);

  return csms_keeper_get_recoveries (self->keeper);
}

CsmsLink *
csms_operator_get_link (CsmsOperator *self)
{
  return csms_connection_get_link (self->connection);
}

CsmsCommandLedger *
csms_operator_get_ledger (CsmsOperator *self)
{
  return self->ledger;
}

CsmsCommander *
csms_operator_get_commander (CsmsOperator *self)
{
  return self->commander;
}

CsmsPoller *
csms_operator_get_poller (CsmsOperator *self)
{
  return self->poller;
}

gint64
csms_operator_get_server_ms (CsmsOperator *self)
{
  return csms_catch_up_get_server_ms (csms_connection_get_catch_up (self->connection));
}

gint64
csms_operator_get_clock_offset_ms (CsmsOperator *self)
{
  gint64 server_ms;

  g_return_val_if_fail (CSMS_IS_OPERATOR (self), 0);

  server_ms = csms_operator_get_server_ms (self);
  return server_ms != 0 ? server_ms - g_get_real_time () / 1000 : 0;
}
