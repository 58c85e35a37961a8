/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"

#include <math.h>
#include <string.h>

#include "csms-reply.h"

/* Whatever an event said, its one line, which is what the journal keeps, says the same again. */
static void
check_event (const CsmsEventRecord *event)
{
  g_autoptr (CsmsEventRecord) again = csms_event_record_new_from_text (event->json, strlen (event->json));

  fuzz_check_text (event->event_id);
  fuzz_check_text (event->name);
  fuzz_check_text (event->station_id);
  fuzz_check_text (event->transaction_id);
  g_assert_nonnull (event->name);
  g_assert_cmpint (event->connector_id, >=, CSMS_CONNECTOR_NONE);
  g_assert_null (strpbrk (event->json, "\r\n"));
  g_assert_false (isinf (csms_event_record_get_energy_wh (event)));

  g_assert_nonnull (again);
  g_assert_cmpstr (again->json, ==, event->json);
  g_assert_cmpstr (again->name, ==, event->name);
  g_assert_cmpstr (again->event_id, ==, event->event_id);
  g_assert_cmpint (again->ts_ms, ==, event->ts_ms);
  g_assert_cmpstr (again->station_id, ==, event->station_id);
  g_assert_cmpint (again->connector_id, ==, event->connector_id);
  g_assert_cmpstr (again->transaction_id, ==, event->transaction_id);
}

static void
check_stations (GPtrArray *stations)
{
  for (guint i = 0; i < stations->len; i++)
    {
      const CsmsStationRecord *station = stations->pdata[i];
      int last = 0;

      fuzz_check_text (station->id);
      fuzz_check_text (station->name);
      g_assert_nonnull (station->id);
      for (guint c = 0; c < station->connectors->len; c++)
        {
          const CsmsConnectorRecord *connector = station->connectors->pdata[c];

          g_assert_cmpint (connector->id, >, last);
          last = connector->id;
        }
    }
}

static void
check_reply (CsmsAction  action,
             CsmsFrame  *frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsReply) reply = csms_reply_decode (action, frame, &error);
  g_autoptr (GError) no = NULL;

  if (reply == NULL)
    {
      g_assert_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_BAD_REPLY);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpint (csms_reply_check (reply, &no), ==, !reply->is_error);
  fuzz_check_text (reply->error_message);
  if (csms_action_is_command (action) && !reply->is_error)
    g_assert_cmpstr (reply->status, ==, "Accepted");
  if (reply->stations != NULL)
    check_stations (reply->stations);
  for (guint i = 0; reply->events != NULL && i < reply->events->len; i++)
    check_event (reply->events->pdata[i]);
  for (guint i = 0; reply->samples != NULL && i < reply->samples->len; i++)
    g_assert_false (isinf (csms_sample_record_get_si (reply->samples->pdata[i], NULL)));
  for (guint i = 0; reply->transactions != NULL && i < reply->transactions->len; i++)
    g_assert_false (isinf (((CsmsTransactionRecord *) reply->transactions->pdata[i])->energy_wh));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsFrame) frame = csms_frame_decode ((const char *) data, size, &error);

  if (frame == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  g_assert_no_error (error);
  fuzz_check_text (csms_frame_get_id (frame));
  for (CsmsAction action = CSMS_ACTION_AUTH; action <= CSMS_ACTION_GET_EVENTS_SINCE; action++)
    check_reply (action, frame);
  if (csms_frame_get_kind (frame) == CSMS_FRAME_EVENT)
    check_event (csms_frame_get_event (frame));
  return 0;
}
