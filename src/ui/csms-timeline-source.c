/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-timeline-source.h"

/* One connector while its events are gone through, oldest first */
typedef struct {
  CsmsConnector *connector;
  CsmsTimeline *timeline;
  CsmsConnectorStatus status;   /* the last that was told */
} Track;

static gboolean
is_charge (CsmsConnectorStatus status)
{
  return status == CSMS_CONNECTOR_STATUS_CHARGING || status == CSMS_CONNECTOR_STATUS_SUSPENDED_EV ||
         status == CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE;
}

static void
put (Track *track, gint64 at_ms, CsmsConnectorStatus status, const char *text)
{
  track->status = status;
  csms_timeline_add_status (track->timeline, at_ms, status, text);
}

/* The `Available` that the server makes up can come over a fault or a new charge, and bears no error code (trap 12). */
static gboolean
is_made_up (const Track *track, const CsmsEventRecord *event)
{
  return event->status == CSMS_CONNECTOR_STATUS_AVAILABLE && event->error_code == NULL &&
         (is_charge (track->status) || track->status == CSMS_CONNECTOR_STATUS_FAULTED);
}

static void
take_event (Track *track, const CsmsEventRecord *event)
{
  switch (event->kind)
    {
    case CSMS_EVENT_CONNECTOR_STATUS_CHANGED:
      if (!is_made_up (track, event))
        put (track, event->ts_ms, event->status, event->status_text);
      break;
    case CSMS_EVENT_TRANSACTION_STARTED:
      if (!is_charge (track->status))
        put (track, event->ts_ms, CSMS_CONNECTOR_STATUS_CHARGING, NULL);
      break;
    case CSMS_EVENT_TRANSACTION_STOPPED:
      if (is_charge (track->status))
        put (track, event->ts_ms, CSMS_CONNECTOR_STATUS_FINISHING, NULL);
      break;
    default:
      break;
    }
}

static Track *
find_track (GArray *tracks, int connector_id)
{
  for (guint i = 0; i < tracks->len; i++)
    {
      Track *track = &g_array_index (tracks, Track, i);

      if (csms_connector_get_id (track->connector) == connector_id)
        return track;
    }
  return NULL;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  gint64 ts_a = (*(const CsmsEventRecord * const *) a)->ts_ms;
  gint64 ts_b = (*(const CsmsEventRecord * const *) b)->ts_ms;

  return (ts_a > ts_b) - (ts_a < ts_b);
}

static void
add_records (GPtrArray *found, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      CsmsEventRecord *record = g_ptr_array_index (records, i);

      if (record->connector_id > 0)
        g_ptr_array_add (found, csms_event_record_ref (record));
    }
}

/* Those of @station by their own time, since they need not have come in that order; many are in both places. */
static GPtrArray *
collect_events (CsmsFleet *fleet, const char *station_id, const CsmsJournalHistory *history)
{
  GListModel *events = csms_fleet_get_events (fleet);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);

  if (history != NULL)
    {
      add_records (found, history->before);
      add_records (found, history->events);
    }
  for (guint i = g_list_model_get_n_items (events); i-- > 0; )
    {
      g_autoptr (CsmsEvent) event = g_list_model_get_item (events, i);
      CsmsEventRecord *record = (CsmsEventRecord *) csms_event_get_record (event);

      if (g_strcmp0 (record->station_id, station_id) == 0 && record->connector_id > 0)
        g_ptr_array_add (found, csms_event_record_ref (record));
    }
  g_ptr_array_sort (found, compare_events);
  return found;
}

static GArray *
make_tracks (CsmsStation *station, gint64 from_ms, gint64 to_ms, guint max)
{
  GListModel *connectors = csms_station_get_connectors (station);
  GArray *tracks = g_array_new (FALSE, FALSE, sizeof (Track));

  for (guint i = 0; i < MIN (g_list_model_get_n_items (connectors), max); i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);
      Track track = { connector, csms_timeline_new (from_ms, to_ms), CSMS_CONNECTOR_STATUS_UNKNOWN };

      g_array_append_val (tracks, track);
    }
  return tracks;
}

static void
take_present (const Track *track, CsmsStation *station)
{
  gint64 since_ms = csms_connector_get_since_ms (track->connector);

  if (since_ms > 0)
    csms_timeline_add_status (track->timeline, since_ms, csms_connector_get_status (track->connector),
                              csms_connector_get_status_text (track->connector));
  if (!csms_station_get_online (station) && csms_station_get_last_seen_ms (station) > 0)
    csms_timeline_add_offline (track->timeline, MAX (csms_station_get_last_seen_ms (station), since_ms));
}

/* Those of the journal and of the server's own list, which goes back further than any event a new seat has. */
static void
add_charges (GArray *tracks, CsmsFleet *fleet, const char *station_id)
{
  GListModel *transactions = csms_fleet_get_transactions (fleet);

  for (guint i = 0; i < g_list_model_get_n_items (transactions); i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, i);
      gint64 start_ms = csms_transaction_get_start_ms (transaction);
      gint64 stop_ms = csms_transaction_get_stop_ms (transaction);
      Track *track;

      if (start_ms <= 0 || stop_ms <= start_ms || !g_str_equal (csms_transaction_get_station_id (transaction), station_id))
        continue;
      track = find_track (tracks, csms_transaction_get_connector_id (transaction));
      if (track != NULL)
        csms_timeline_add_charge (track->timeline, start_ms, stop_ms);
    }
}

static void
add_gaps (CsmsTimeline *timeline, GPtrArray *gaps)
{
  for (guint i = 0; i < gaps->len; i++)
    {
      const CsmsJournalSpan *gap = g_ptr_array_index (gaps, i);

      csms_timeline_add_unknown (timeline, gap->from_ms, gap->to_ms);
    }
}

GPtrArray *
csms_timeline_source_read (CsmsOperator *operator, CsmsStation *station, const CsmsJournalHistory *history,
                           gint64 from_ms, gint64 to_ms, guint max)
{
  GPtrArray *timelines = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_timeline_unref);
  g_autoptr (GArray) tracks = NULL;
  g_autoptr (GPtrArray) events = NULL;

  g_return_val_if_fail (CSMS_IS_OPERATOR (operator), timelines);
  g_return_val_if_fail (CSMS_IS_STATION (station), timelines);

  tracks = make_tracks (station, from_ms, to_ms, max);
  events = collect_events (csms_operator_get_fleet (operator), csms_station_get_id (station), history);
  for (guint i = 0; i < events->len; i++)
    {
      const CsmsEventRecord *event = g_ptr_array_index (events, i);
      Track *track = find_track (tracks, event->connector_id);

      if (track != NULL)
        take_event (track, event);
    }
  add_charges (tracks, csms_operator_get_fleet (operator), csms_station_get_id (station));
  for (guint i = 0; i < tracks->len; i++)
    {
      const Track *track = &g_array_index (tracks, Track, i);

      take_present (track, station);
      add_gaps (track->timeline, csms_operator_get_gaps (operator));
      if (history != NULL)
        add_gaps (track->timeline, history->gaps);
      g_ptr_array_add (timelines, track->timeline);
    }
  return timelines;
}
