/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-poller.h"

#include <math.h>

#define METER_INTERVAL_S 5

/* The first answer fills the table of a station just opened, the next ones need the newest only. */
#define METER_FIRST 100
#define METER_NEXT 20

/* 24 stations each half a minute; 10,000, which are 3.6 MB, each two and a half minutes. */
#define STATIONS_INTERVAL_MIN_S 30
#define STATIONS_PER_EXTRA_S 80

#define TRANSACTIONS 100

/* Charges that were under way before anyone looked, whose power nobody has told: asked after once, one by one. */
#define SURVEY_MAX 60
#define SURVEY_INTERVAL_S 1

struct _CsmsPoller {
  GObject parent_instance;

  CsmsFleet *fleet;
  CsmsLink *link;               /* NULL: not live */
  GCancellable *session;
  char *station_id;             /* NULL: none is watched */
  gboolean meters_known;        /* those of the watched station have been read in full */
  gboolean meters_asked;
  gboolean stations_asked;
  guint meter_source;
  guint stations_source;
  GPtrArray *survey;            /* ids of stations still to be asked after; NULL: none */
  guint survey_source;
};

enum {
  SAMPLES,
  TRANSACTIONS_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsPoller, csms_poller, G_TYPE_OBJECT)

static void ask_stations (CsmsPoller *self, CsmsPriority priority);

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

static gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_meters (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsPoller) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, &error);
  const CsmsSampleRecord *first;

  if (was_cancelled (error))
    return;
  self->meters_asked = FALSE;
  if (reply == NULL || !csms_reply_check (reply, NULL) || reply->samples == NULL || reply->samples->len == 0)
    return;
  first = reply->samples->pdata[0];
  self->meters_known = self->meters_known || g_strcmp0 (first->station_id, self->station_id) == 0;
  csms_fleet_apply_samples (self->fleet, first->station_id, reply->samples, now_ms ());
  g_signal_emit (self, signals[SAMPLES], 0, reply->samples);
}

static void
ask_meters (CsmsPoller *self, CsmsPriority priority)
{
  g_autoptr (CsmsRequest) request = NULL;

  if (self->link == NULL || self->station_id == NULL || self->meters_asked)
    return;
  self->meters_asked = TRUE;
  request = csms_request_new_get_meter_values_recent (self->station_id, self->meters_known ? METER_NEXT : METER_FIRST);
  csms_link_request_async (self->link, request, priority, self->session, on_meters, g_object_ref (self));
}

static gboolean
on_meters_due (gpointer data)
{
  ask_meters (data, CSMS_PRIORITY_BACKGROUND);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_stations_due (gpointer data)
{
  CsmsPoller *self = data;

  self->stations_source = 0;
  ask_stations (self, CSMS_PRIORITY_BACKGROUND);
  return G_SOURCE_REMOVE;
}

static void
queue_stations (CsmsPoller *self)
{
  guint n = g_list_model_get_n_items (csms_fleet_get_stations (self->fleet));

  g_clear_handle_id (&self->stations_source, g_source_remove);
  self->stations_source = g_timeout_add_seconds (STATIONS_INTERVAL_MIN_S + n / STATIONS_PER_EXTRA_S, on_stations_due, self);
}

static void
on_stations (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsPoller) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, &error);

  if (was_cancelled (error))
    return;
  self->stations_asked = FALSE;
  if (reply != NULL && csms_reply_check (reply, NULL) && reply->stations != NULL)
    csms_fleet_merge_snapshot (self->fleet, reply->stations, now_ms ());
  if (self->link != NULL)
    queue_stations (self);
}

static void
on_surveyed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsPoller) self = data;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, NULL);
  const CsmsSampleRecord *first;

  if (reply == NULL || !csms_reply_check (reply, NULL) || reply->samples == NULL || reply->samples->len == 0)
    return;
  first = reply->samples->pdata[0];
  csms_fleet_apply_samples (self->fleet, first->station_id, reply->samples, now_ms ());
  g_signal_emit (self, signals[SAMPLES], 0, reply->samples);
}

/* The station on screen is polled anyway, and of another one an event may have told meanwhile. */
static gboolean
wants_survey (CsmsPoller *self, const char *station_id)
{
  CsmsStation *station = csms_fleet_get_station (self->fleet, station_id);
  GListModel *connectors;

  if (station == NULL || !csms_station_get_online (station) || g_strcmp0 (station_id, self->station_id) == 0)
    return FALSE;
  connectors = csms_station_get_connectors (station);
  for (guint i = 0; i < g_list_model_get_n_items (connectors); i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);

      if (csms_connector_get_charging (connector) && isnan (csms_connector_get_power_w (connector)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
on_survey_due (gpointer data)
{
  CsmsPoller *self = data;

  while (self->survey->len > 0)
    {
      g_autofree char *station_id = g_ptr_array_steal_index (self->survey, self->survey->len - 1);
      g_autoptr (CsmsRequest) request = NULL;

      if (!wants_survey (self, station_id))
        continue;
      request = csms_request_new_get_meter_values_recent (station_id, METER_FIRST);
      csms_link_request_async (self->link, request, CSMS_PRIORITY_BACKGROUND, self->session, on_surveyed, g_object_ref (self));
      return G_SOURCE_CONTINUE;
    }
  self->survey_source = 0;
  return G_SOURCE_REMOVE;
}

static void
begin_survey (CsmsPoller *self)
{
  GListModel *stations = csms_fleet_get_stations (self->fleet);

  g_clear_pointer (&self->survey, g_ptr_array_unref);
  self->survey = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (stations) && self->survey->len < SURVEY_MAX; i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);

      if (wants_survey (self, csms_station_get_id (station)))
        g_ptr_array_add (self->survey, g_strdup (csms_station_get_id (station)));
    }
  if (self->survey->len > 0)
    self->survey_source = g_timeout_add_seconds (SURVEY_INTERVAL_S, on_survey_due, self);
}

static void
ask_stations (CsmsPoller *self, CsmsPriority priority)
{
  g_autoptr (CsmsRequest) request = NULL;

  if (self->link == NULL || self->stations_asked)
    return;
  self->stations_asked = TRUE;
  request = csms_request_new_get_stations ();
  csms_link_request_async (self->link, request, priority, self->session, on_stations, g_object_ref (self));
}

static void
on_transactions (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsPoller) self = data;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, NULL);

  if (reply == NULL || !csms_reply_check (reply, NULL) || reply->transactions == NULL)
    return;
  csms_fleet_merge_transactions (self->fleet, reply->transactions, now_ms ());
  g_signal_emit (self, signals[TRANSACTIONS_READ], 0, reply->transactions);
}

static void
end_session (CsmsPoller *self)
{
  g_clear_handle_id (&self->meter_source, g_source_remove);
  g_clear_handle_id (&self->stations_source, g_source_remove);
  g_clear_handle_id (&self->survey_source, g_source_remove);
  g_clear_pointer (&self->survey, g_ptr_array_unref);
  if (self->session != NULL)
    g_cancellable_cancel (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->link);
  self->meters_asked = self->stations_asked = FALSE;
}

static void
csms_poller_dispose (GObject *object)
{
  CsmsPoller *self = CSMS_POLLER (object);

  end_session (self);
  g_clear_object (&self->fleet);
  G_OBJECT_CLASS (csms_poller_parent_class)->dispose (object);
}

static void
csms_poller_finalize (GObject *object)
{
  g_free (CSMS_POLLER (object)->station_id);
  G_OBJECT_CLASS (csms_poller_parent_class)->finalize (object);
}

static void
csms_poller_class_init (CsmsPollerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_poller_dispose;
  object_class->finalize = csms_poller_finalize;

  signals[SAMPLES] = g_signal_new ("samples", CSMS_TYPE_POLLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[TRANSACTIONS_READ] = g_signal_new ("transactions", CSMS_TYPE_POLLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
csms_poller_init (CsmsPoller *self)
{
}

CsmsPoller *
csms_poller_new (CsmsFleet *fleet)
{
  CsmsPoller *self = g_object_new (CSMS_TYPE_POLLER, NULL);

  self->fleet = g_object_ref (fleet);
  return self;
}

void
csms_poller_set_link (CsmsPoller *self, CsmsLink *link)
{
  if (self->link == link)
    return;
  end_session (self);
  if (link == NULL)
    return;
  self->link = g_object_ref (link);
  self->session = g_cancellable_new ();
  self->meter_source = g_timeout_add_seconds (METER_INTERVAL_S, on_meters_due, self);
  queue_stations (self);
  ask_meters (self, CSMS_PRIORITY_NORMAL);
  begin_survey (self);
}

void
csms_poller_watch (CsmsPoller *self, const char *station_id)
{
  if (g_strcmp0 (self->station_id, station_id) == 0)
    return;
  g_free (self->station_id);
  self->station_id = g_strdup (station_id);
  self->meters_known = FALSE;
  self->meters_asked = FALSE;
  ask_meters (self, CSMS_PRIORITY_NORMAL);
}

void
csms_poller_refresh (CsmsPoller *self)
{
  g_autoptr (CsmsRequest) request = NULL;

  if (self->link == NULL)
    return;
  ask_stations (self, CSMS_PRIORITY_NORMAL);
  ask_meters (self, CSMS_PRIORITY_NORMAL);
  request = csms_request_new_get_recent_transactions (TRANSACTIONS);
  csms_link_request_async (self->link, request, CSMS_PRIORITY_NORMAL, self->session, on_transactions, g_object_ref (self));
}
