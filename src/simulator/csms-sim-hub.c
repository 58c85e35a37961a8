/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-hub.h"

#include "csms-sim-json.h"

#define RECENT_EVENTS 200
/* One event id in this many carries the millisecond before its own, as recorded (trap 3). */
#define EARLY_ID_ONE_IN 300

struct _CsmsSimHub
{
  GObject parent_instance;

  /* owned */
  CsmsSimClock *clock;
  CsmsSimLog *log;
  GRand *rand;
  GQueue recent;
  GString *scratch;

  CsmsSimHubSink sink;
  gpointer sink_data;
  gboolean deployed;
  gint64 id_ms;
  guint ids_this_ms;
  guint id_base;
  guint64 count;
};

G_DEFINE_FINAL_TYPE (CsmsSimHub, csms_sim_hub, G_TYPE_OBJECT)

/* evt-MS-RANDOM, where RANDOM is unique within its millisecond and in no order. */
static char *
make_event_id (CsmsSimHub *self,
               gint64      ts)
{
  guint k;

  if (ts != self->id_ms)
    {
      self->id_ms = ts;
      self->ids_this_ms = 0;
      self->id_base = g_rand_int_range (self->rand, 0, 10000);
    }
  k = self->ids_this_ms++;
  k = k < 10000 ? (self->id_base + k * 7919) % 10000 : k;
  return g_strdup_printf ("evt-%" G_GINT64_FORMAT "-%u", ts, k);
}

/* An id stays unique: the early one is drawn beyond the numbers of the millisecond it borrows. */
static char *
make_early_event_id (CsmsSimHub *self,
                     gint64      ts)
{
  return g_strdup_printf ("evt-%" G_GINT64_FORMAT "-%u", ts - 1, 10000 + self->ids_this_ms++);
}

/* What cannot be stored as a number is pushed and never logged (trap 3). */
static gboolean
is_loggable (CsmsSimHub *self,
             const char *connector_json)
{
  return !self->deployed || connector_json == NULL || g_ascii_isdigit (connector_json[0]) ||
         connector_json[0] == '-' ||
         (connector_json[0] == '"' && g_ascii_isdigit (connector_json[1]));
}

static void
remember (CsmsSimHub *self,
          const char *flat)
{
  g_queue_push_head (&self->recent, g_strdup (flat));
  if (self->recent.length > RECENT_EVENTS)
    g_free (g_queue_pop_tail (&self->recent));
}

static void
write_flat (GString    *out,
            const char *event_id,
            gint64      ts,
            const char *event,
            const char *station_id,
            const char *connector_json,
            const char *members)
{
  g_string_assign (out, "{");
  csms_sim_json_member_string (out, "eventId", event_id);
  csms_sim_json_member_string (out, "event", event);
  csms_sim_json_member_int (out, "ts", ts);
  if (station_id != NULL)
    csms_sim_json_member_string (out, "stationId", station_id);
  if (connector_json != NULL)
    csms_sim_json_member_raw (out, "connectorId", connector_json);
  if (members != NULL && *members != '\0')
    g_string_append (g_string_append_c (out, ','), members);
  g_string_append_c (out, '}');
}

static void
csms_sim_hub_finalize (GObject *object)
{
  CsmsSimHub *self = CSMS_SIM_HUB (object);

  csms_sim_hub_forget (self);
  g_string_free (self->scratch, TRUE);
  g_clear_pointer (&self->rand, g_rand_free);
  g_clear_object (&self->log);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (csms_sim_hub_parent_class)->finalize (object);
}

static void
csms_sim_hub_class_init (CsmsSimHubClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_sim_hub_finalize;
}

static void
csms_sim_hub_init (CsmsSimHub *self)
{
  g_queue_init (&self->recent);
  self->scratch = g_string_new (NULL);
}

CsmsSimHub *
csms_sim_hub_new (CsmsSimClock              *clock,
                  CsmsSimLog                *log,
                  const CsmsSimulatorConfig *config)
{
  CsmsSimHub *self = g_object_new (CSMS_TYPE_SIM_HUB, NULL);

  self->clock = g_object_ref (clock);
  self->log = g_object_ref (log);
  self->rand = g_rand_new_with_seed ((guint32) config->seed);
  self->deployed = config->behaviour == CSMS_SIMULATOR_DEPLOYED;
  return self;
}

void
csms_sim_hub_set_sink (CsmsSimHub     *self,
                       CsmsSimHubSink  sink,
                       gpointer        data)
{
  g_return_if_fail (CSMS_IS_SIM_HUB (self));

  self->sink = sink;
  self->sink_data = data;
}

void
csms_sim_hub_emit (CsmsSimHub *self,
                   const char *event,
                   const char *station_id,
                   const char *connector_json,
                   const char *members)
{
  g_autofree char *event_id = NULL;
  gint64 ts;

  g_return_if_fail (CSMS_IS_SIM_HUB (self));

  self->count++;
  ts = csms_sim_clock_now_ms (self->clock);
  if (self->deployed && self->count % EARLY_ID_ONE_IN == 0)
    event_id = make_early_event_id (self, ts);
  else
    event_id = make_event_id (self, ts);

  write_flat (self->scratch, event_id, ts, event, station_id, connector_json, members);
  remember (self, self->scratch->str);
  if (self->sink != NULL)
    self->sink (event, station_id, self->scratch->str, self->scratch->len, self->sink_data);
  if (is_loggable (self, connector_json))
    csms_sim_log_append (self->log, ts, event_id, event, station_id, connector_json, members);
}

void
csms_sim_hub_recall (CsmsSimHub *self,
                     gint64      ts,
                     const char *event,
                     const char *station_id,
                     const char *connector_json,
                     const char *members)
{
  g_autofree char *event_id = NULL;

  g_return_if_fail (CSMS_IS_SIM_HUB (self));

  event_id = make_event_id (self, ts);
  write_flat (self->scratch, event_id, ts, event, station_id, connector_json, members);
  remember (self, self->scratch->str);
  csms_sim_log_append (self->log, ts, event_id, event, station_id, connector_json, members);
}

void
csms_sim_hub_write_recent (CsmsSimHub *self,
                           guint       limit,
                           GString    *out)
{
  guint n = 0;

  g_return_if_fail (CSMS_IS_SIM_HUB (self));

  for (GList *link = self->recent.head; link != NULL && n < limit; link = link->next, n++)
    {
      csms_sim_json_comma (out);
      g_string_append (out, link->data);
    }
}

void
csms_sim_hub_forget (CsmsSimHub *self)
{
  g_return_if_fail (CSMS_IS_SIM_HUB (self));

  g_queue_clear_full (&self->recent, g_free);
}

guint64
csms_sim_hub_get_count (CsmsSimHub *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_HUB (self), 0);

  return self->count;
}
