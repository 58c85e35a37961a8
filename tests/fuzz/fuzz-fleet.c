/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-command-ledger.h"
#include "csms-command-memory.h"
#include "csms-reply.h"
#include "fleet-fixture.h"
#include "fuzz-target.h"

/*
 * From bytes to what is on screen: each line is a frame, applied to one fleet and one ledger with two commands under way. A line
 * that begins with '~' came by a replay instead of a push.
 */

#define START_MS G_GINT64_CONSTANT (1795471600000)

typedef struct {
  CsmsFleet *fleet;
  CsmsCommandLedger *ledger;
  GHashTable *event_ids;
  gint64 now_ms;
} Seat;

static const CsmsJournalCommand under_way[] = {
  { .id = "c1", .kind = "start", .station_id = "s1", .connector_id = 1, .id_tag = "T", .since_ms = START_MS, .created_ms = START_MS,
    .sent_ms = START_MS, .changed_ms = START_MS, .state = "sent", .reason = "", .open = TRUE },
  { .id = "c2", .kind = "stop", .station_id = "s1", .connector_id = 2, .transaction_id = "7", .since_ms = START_MS,
    .created_ms = START_MS, .sent_ms = START_MS, .changed_ms = START_MS, .state = "sent", .reason = "", .open = TRUE },
};

static void
take_events (Seat *seat, GPtrArray *events, gboolean pushed)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      CsmsEventRecord *event = events->pdata[i];

      if (event->event_id == NULL || g_hash_table_add (seat->event_ids, g_strdup (event->event_id)))
        g_ptr_array_add (fresh, event);
    }
  csms_fleet_apply_events (seat->fleet, fresh, pushed ? CSMS_EVENT_PUSHED : CSMS_EVENT_RECOVERED, seat->now_ms);
  csms_command_ledger_take_events (seat->ledger, fresh, pushed);
}

static void
take_samples (Seat *seat, GPtrArray *samples)
{
  const char *station_id = samples->len > 0 ? ((CsmsSampleRecord *) samples->pdata[0])->station_id : NULL;

  if (station_id == NULL)
    return;
  csms_fleet_apply_samples (seat->fleet, station_id, samples, seat->now_ms);
  csms_command_ledger_take_samples (seat->ledger, samples);
}

static void
take_answer (Seat *seat, CsmsFrame *frame, CsmsAction action)
{
  g_autoptr (CsmsReply) reply = csms_reply_decode (action, frame, NULL);

  if (reply == NULL || reply->is_error)
    return;
  if (action == CSMS_ACTION_GET_STATIONS)
    csms_fleet_merge_snapshot (seat->fleet, reply->stations, seat->now_ms);
  else if (action == CSMS_ACTION_GET_CONNECTOR_STATUS)
    csms_fleet_apply_connector_status (seat->fleet, reply->station_id, reply->connector_id, reply->status, reply->status_error_code,
                                       reply->transaction_id, reply->last_update_ms, seat->now_ms);
  if (reply->transactions != NULL)
    {
      csms_fleet_merge_transactions (seat->fleet, reply->transactions, seat->now_ms);
      csms_command_ledger_take_transactions (seat->ledger, reply->transactions);
    }
  if (reply->samples != NULL)
    take_samples (seat, reply->samples);
  if (reply->events != NULL)
    take_events (seat, reply->events, FALSE);
}

static void
take_line (Seat *seat, const char *line, gsize length)
{
  gboolean pushed = length == 0 || line[0] != '~';
  g_autoptr (CsmsFrame) frame = csms_frame_decode (pushed ? line : line + 1, pushed ? length : length - 1, NULL);

  if (frame == NULL)
    return;
  if (csms_frame_get_kind (frame) == CSMS_FRAME_EVENT)
    {
      g_autoptr (GPtrArray) events = g_ptr_array_new ();

      g_ptr_array_add (events, csms_frame_get_event (frame));
      take_events (seat, events, pushed);
    }
  else if (csms_frame_get_kind (frame) == CSMS_FRAME_REPLY)
    {
      for (CsmsAction action = CSMS_ACTION_AUTH; action <= CSMS_ACTION_GET_EVENTS_SINCE; action++)
        take_answer (seat, frame, action);
    }
  seat->now_ms += 1000;
}

/* Whatever was said: a command that has ended stays so. */
static void
check_command (CsmsCommand *command)
{
  fuzz_check_text (csms_command_get_transaction_id (command));
  fuzz_check_text (csms_command_get_message (command));
  if (csms_command_get_state (command) == CSMS_COMMAND_CONFIRMED || csms_command_get_state (command) == CSMS_COMMAND_REFUSED)
    g_assert_false (csms_command_is_open (command));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzLines lines = { (const char *) data, size };
  Seat seat = { .fleet = csms_fleet_new (), .now_ms = START_MS };
  CsmsCommand *commands[G_N_ELEMENTS (under_way)];
  const char *line;
  gsize length;

  seat.ledger = csms_command_ledger_new (seat.fleet);
  seat.event_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (under_way); i++)
    {
      commands[i] = csms_command_remember (&under_way[i]);
      csms_command_ledger_add (seat.ledger, commands[i]);
    }
  while (fuzz_lines_next (&lines, &line, &length))
    {
      gboolean was_open[G_N_ELEMENTS (under_way)];

      for (guint i = 0; i < G_N_ELEMENTS (under_way); i++)
        was_open[i] = csms_command_is_open (commands[i]);
      take_line (&seat, line, length);
      for (guint i = 0; i < G_N_ELEMENTS (under_way); i++)
        {
          g_assert_true (was_open[i] || !csms_command_is_open (commands[i]));
          check_command (commands[i]);
        }
      fixture_check_picture (seat.fleet);
    }
  for (guint i = 0; i < G_N_ELEMENTS (under_way); i++)
    g_object_unref (commands[i]);
  g_object_unref (seat.ledger);
  g_object_unref (seat.fleet);
  g_hash_table_unref (seat.event_ids);
  return 0;
}
