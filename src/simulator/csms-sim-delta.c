/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-delta.h"

#include <math.h>

#include "csms-sim-json.h"

struct _CsmsSimDelta
{
  GObject parent_instance;

  /* borrowed */
  CsmsSimWorld *world;

  gint64 emitted_ms;
};

G_DEFINE_FINAL_TYPE (CsmsSimDelta, csms_sim_delta, G_TYPE_OBJECT)

/* The recorded server has one throttle for the whole fleet; in the guide the stations set the pace. */
static gboolean
is_due (CsmsSimDelta *self)
{
  gint64 now = csms_sim_clock_now_ms (self->world->clock);

  if (self->world->deployed && now - self->emitted_ms < self->world->config->delta_throttle_ms)
    return FALSE;
  self->emitted_ms = now;
  return TRUE;
}

static void
csms_sim_delta_class_init (CsmsSimDeltaClass *klass)
{
}

static void
csms_sim_delta_init (CsmsSimDelta *self)
{
}

CsmsSimDelta *
csms_sim_delta_new (CsmsSimWorld *world)
{
  CsmsSimDelta *self = g_object_new (CSMS_TYPE_SIM_DELTA, NULL);

  self->world = world;
  return self;
}

void
csms_sim_delta_note (CsmsSimDelta   *self,
                     CsmsSimStation *station,
                     guint           connector,
                     gint64          transaction,
                     const char     *measurand,
                     const char     *value,
                     const char     *unit)
{
  g_autoptr (GString) members = g_string_new (NULL);
  CsmsSimConnector *known;
  char text[32];
  char *end = NULL;
  double total, before;

  g_return_if_fail (CSMS_IS_SIM_DELTA (self));

  total = g_ascii_strtod (value, &end);
  if (end == value || *end != '\0')
    total = NAN;
  known = csms_sim_station_connector (station, MAX (1, connector));
  before = known->has_last_total ? known->last_total : NAN;
  known->last_total = total;
  /* The first reading has nothing to differ from. */
  if (!known->has_last_total)
    {
      known->has_last_total = TRUE;
      return;
    }
  if (!is_due (self))
    return;

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, transaction);
  if (transaction != 0 && self->world->deployed)
    csms_sim_json_member_string (members, "transactionId", text);
  else if (transaction != 0)
    csms_sim_json_member_raw (members, "transactionId", text);
  csms_sim_json_member_double (members, "total", total);
  csms_sim_json_member_double (members, "delta", total - before);
  csms_sim_json_member_string (members, "measurand", measurand != NULL ? measurand : "Energy");
  csms_sim_json_member_string (members, "unit", unit != NULL ? unit : "Wh");
  g_snprintf (text, sizeof text, "%u", connector);
  csms_sim_hub_emit (self->world->hub, "meter.values.delta", station->id, text, members->str);
}
