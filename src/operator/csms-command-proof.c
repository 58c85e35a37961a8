/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-command-private.h"

/* The millisecond of an event and that of an answer to ping are read at different moments of one server. */
#define CLOCK_TOLERANCE_MS 2000

static gboolean
is_here (CsmsCommand *self, const char *station_id, int connector_id)
{
  return connector_id == csms_command_get_connector_id (self)
         && g_strcmp0 (station_id, csms_command_get_station_id (self)) == 0;
}

/* @ts_ms: by the server's clock, as is the moment of the command; a station's own clock is trusted as little as a person's */
static gboolean
is_in_time (CsmsCommand *self, gint64 ts_ms, gboolean pushed)
{
  gint64 since_ms = csms_command_get_since_ms (self);

  if (since_ms == 0 || ts_ms == 0)
    return pushed;
  return ts_ms >= since_ms - CLOCK_TOLERANCE_MS && ts_ms <= since_ms + CSMS_COMMAND_WINDOW_MS;
}

/* A server that does not say whose start it was says "unknown", or nothing. */
static gboolean
has_tag (const char *id_tag)
{
  return id_tag != NULL && *id_tag != '\0' && !g_str_equal (id_tag, "unknown");
}

static gboolean
is_my_tag (CsmsCommand *self, const char *id_tag, const char *correlation_id)
{
  const char *mine = csms_command_get_correlation_id (self);

  if (has_tag (id_tag))
    return csms_id_tag_equal (id_tag, csms_command_get_id_tag (self));
  return correlation_id == NULL || mine == NULL || g_str_equal (correlation_id, mine);
}

/* Whether a transaction id that meter values carry can be of the charge this start began. */
static gboolean
can_be_mine (CsmsCommand *self, const char *transaction_id)
{
  return transaction_id != NULL && *transaction_id != '\0' && !g_str_equal (transaction_id, "0")
         && g_strcmp0 (transaction_id, csms_command_get_prior_transaction_id (self)) != 0
         && !csms_command_is_disowned (self, transaction_id);
}

static gboolean
is_proof_of_start (CsmsCommand *self, const CsmsEventRecord *event, gboolean pushed)
{
  if (!is_here (self, event->station_id, event->connector_id) || !is_in_time (self, event->ts_ms, pushed))
    return FALSE;
  if (event->kind == CSMS_EVENT_TRANSACTION_STARTED)
    return is_my_tag (self, event->id_tag, event->correlation_id)
           && (event->transaction_id == NULL
               || g_strcmp0 (event->transaction_id, csms_command_get_prior_transaction_id (self)) != 0);
  return event->kind == CSMS_EVENT_METER_VALUES_DELTA && can_be_mine (self, event->transaction_id);
}

static gboolean
is_proof_of_stop (CsmsCommand *self, const char *station_id, const char *transaction_id)
{
  const char *mine = csms_command_get_transaction_id (self);

  /* Text against text (trap 6); two stations may share an id. */
  return mine != NULL && g_strcmp0 (transaction_id, mine) == 0
         && g_strcmp0 (station_id, csms_command_get_station_id (self)) == 0;
}

gboolean
csms_command_is_proven_by_event (CsmsCommand *self, const CsmsEventRecord *event, gboolean pushed)
{
  if (csms_command_get_kind (self) == CSMS_COMMAND_START)
    return is_proof_of_start (self, event, pushed);
  return event->kind == CSMS_EVENT_TRANSACTION_STOPPED && is_proof_of_stop (self, event->station_id, event->transaction_id);
}

gboolean
csms_command_is_proven_by_sample (CsmsCommand *self, const CsmsSampleRecord *sample)
{
  return csms_command_get_kind (self) == CSMS_COMMAND_START
         && is_here (self, sample->station_id, sample->connector_id)
         && is_in_time (self, sample->timestamp_ms, FALSE)
         && can_be_mine (self, sample->transaction_id);
}

gboolean
csms_command_is_proven_by_transaction (CsmsCommand *self, const CsmsTransactionRecord *transaction)
{
  if (csms_command_get_kind (self) == CSMS_COMMAND_STOP)
    return transaction->stop_time_ms != 0 && is_proof_of_stop (self, transaction->station_id, transaction->transaction_id);
  return is_here (self, transaction->station_id, transaction->connector_id)
         && has_tag (transaction->id_tag)
         && csms_id_tag_equal (transaction->id_tag, csms_command_get_id_tag (self))
         && is_in_time (self, transaction->start_time_ms, FALSE)
         && can_be_mine (self, transaction->transaction_id);
}

gboolean
csms_command_is_rejection (const CsmsEventRecord *event)
{
  return event->kind == CSMS_EVENT_REMOTE_START_RESULT
         && g_strcmp0 (event->status_text, "Rejected") == 0
         && event->correlation_id != NULL;
}

gboolean
csms_command_is_rejected_by_event (CsmsCommand *self, const CsmsEventRecord *event)
{
  return csms_command_get_kind (self) == CSMS_COMMAND_START
         && csms_command_is_rejection (event)
         && g_strcmp0 (event->correlation_id, csms_command_get_correlation_id (self)) == 0;
}

gboolean
csms_command_is_rivalled_by_event (CsmsCommand *self, const CsmsEventRecord *event)
{
  return csms_command_get_kind (self) == CSMS_COMMAND_START
         && event->kind == CSMS_EVENT_TRANSACTION_STARTED
         && is_here (self, event->station_id, event->connector_id)
         && !csms_command_is_proven_by_event (self, event, TRUE);
}
