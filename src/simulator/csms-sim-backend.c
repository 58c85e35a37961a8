/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-backend.h"

#include <math.h>

#include "csms-sim-delta.h"
#include "csms-sim-json.h"

/* An Available that the server will make up. */
typedef struct
{
  CsmsSimConnector *connector;
  gint64 due_ms;
} MadeUp;

struct _CsmsSimBackend
{
  GObject parent_instance;

  /* borrowed */
  CsmsSimWorld *world;

  /* owned */
  CsmsSimLedger *ledger;
  CsmsSimDelta *delta;
  GQueue made_up; /* of MadeUp, the next one first */

  guint made_up_timer;
  gint64 last_transaction;
};

G_DEFINE_FINAL_TYPE (CsmsSimBackend, csms_sim_backend, G_TYPE_OBJECT)

static void await_made_up (CsmsSimBackend *self);

static void
emit (CsmsSimBackend *self,
      const char     *event,
      CsmsSimStation *station,
      guint           connector,
      GString        *members)
{
  char number[16];

  g_snprintf (number, sizeof number, "%u", connector);
  csms_sim_hub_emit (self->world->hub, event, station->id, number, members->str);
}

static void
note_activity (CsmsSimBackend *self,
               CsmsSimStation *station)
{
  csms_sim_fleet_touch (self->world->fleet, station, csms_sim_clock_now_ms (self->world->clock));
}

static void
emit_status (CsmsSimBackend *self,
             CsmsSimStation *station,
             guint           connector,
             const char     *status,
             const char     *error)
{
  g_autoptr (GString) members = g_string_new (NULL);

  csms_sim_json_member_string (members, "status", status);
  if (error != NULL)
    csms_sim_json_member_string (members, "errorCode", error);
  emit (self, "connector.status.changed", station, connector, members);
}

/* Trap 12: some time after a stop the server makes up an Available of its own, whatever has happened since. */
static void
make_up_available (gpointer data)
{
  CsmsSimBackend *self = data;
  g_autofree MadeUp *made_up = g_queue_pop_head (&self->made_up);
  CsmsSimConnector *connector = made_up->connector;

  self->made_up_timer = 0;
  connector->known = TRUE;
  connector->seen_status = g_intern_static_string ("Available");
  connector->seen_error = NULL;
  connector->seen_transaction = 0;
  connector->seen_ms = csms_sim_clock_now_ms (self->world->clock);
  emit_status (self, connector->station, connector->number, "Available", NULL);
  await_made_up (self);
}

static void
await_made_up (CsmsSimBackend *self)
{
  MadeUp *next = g_queue_peek_head (&self->made_up);
  gint64 now = csms_sim_clock_now_ms (self->world->clock);

  if (next != NULL && self->made_up_timer == 0)
    self->made_up_timer = csms_sim_clock_after (self->world->clock, (guint) MAX (0, next->due_ms - now),
                                                make_up_available, self);
}

static void
plan_made_up_available (CsmsSimBackend   *self,
                        CsmsSimConnector *connector)
{
  MadeUp *made_up = g_new0 (MadeUp, 1);

  made_up->connector = connector;
  made_up->due_ms = csms_sim_clock_now_ms (self->world->clock) + self->world->config->made_up_available_ms;
  g_queue_push_tail (&self->made_up, made_up);
  await_made_up (self);
}

static void
csms_sim_backend_finalize (GObject *object)
{
  CsmsSimBackend *self = CSMS_SIM_BACKEND (object);

  csms_sim_clock_cancel (self->world->clock, &self->made_up_timer);
  g_queue_clear_full (&self->made_up, g_free);
  g_clear_object (&self->delta);
  g_clear_object (&self->ledger);
  G_OBJECT_CLASS (csms_sim_backend_parent_class)->finalize (object);
}

static void
csms_sim_backend_class_init (CsmsSimBackendClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_sim_backend_finalize;
}

static void
csms_sim_backend_init (CsmsSimBackend *self)
{
  g_queue_init (&self->made_up);
}

CsmsSimBackend *
csms_sim_backend_new (CsmsSimWorld *world)
{
  CsmsSimBackend *self = g_object_new (CSMS_TYPE_SIM_BACKEND, NULL);

  self->world = world;
  self->ledger = csms_sim_ledger_new (world->deployed);
  self->delta = csms_sim_delta_new (world);
  return self;
}

void
csms_sim_backend_status (CsmsSimBackend   *self,
                         CsmsSimConnector *connector)
{
  g_return_if_fail (CSMS_IS_SIM_BACKEND (self));

  if (!connector->station->online)
    return;
  note_activity (self, connector->station);
  connector->known = TRUE;
  connector->seen_status = connector->status;
  connector->seen_error = connector->error;
  connector->seen_ms = csms_sim_clock_now_ms (self->world->clock);
  if (self->world->deployed)
    connector->seen_transaction = 0;
  else
    connector->seen_transaction = connector->charge != NULL ? connector->charge->transaction : 0;
  emit_status (self, connector->station, connector->number, connector->status, connector->error);
}

void
csms_sim_backend_station_status (CsmsSimBackend *self,
                                 CsmsSimStation *station,
                                 const char     *status,
                                 const char     *error)
{
  g_return_if_fail (CSMS_IS_SIM_BACKEND (self));

  if (!station->online)
    return;
  note_activity (self, station);
  emit_status (self, station, 0, status, error);
}

gint64
csms_sim_backend_started (CsmsSimBackend   *self,
                          CsmsSimConnector *connector)
{
  CsmsSimCharge *charge;
  g_autoptr (GString) members = g_string_new (NULL);
  g_autofree char *correlation = NULL;
  gboolean told = TRUE;

  g_return_val_if_fail (CSMS_IS_SIM_BACKEND (self), 0);

  /* Trap 6: the id is the second of the start, and of two starts in one second the later is not told. */
  charge = connector->charge;
  charge->transaction = csms_sim_clock_now_ms (self->world->clock) / 1000;
  if (self->world->deployed)
    told = charge->transaction != self->last_transaction;
  else
    charge->transaction = MAX (charge->transaction, self->last_transaction + 1);
  self->last_transaction = charge->transaction;

  if (!connector->station->online)
    return charge->transaction;
  note_activity (self, connector->station);
  connector->known = TRUE;
  connector->seen_ms = csms_sim_clock_now_ms (self->world->clock);
  connector->seen_transaction = charge->transaction;
  if (self->world->deployed)
    {
      connector->seen_status = g_intern_static_string ("Charging");
      connector->seen_error = NULL;
    }
  else
    {
      connector->has_last_total = TRUE;
      connector->last_total = floor (charge->meter_start_wh);
    }
  csms_sim_ledger_begin (self->ledger, connector);
  if (!told)
    return charge->transaction;

  csms_sim_json_member_int (members, "transactionId", charge->transaction);
  csms_sim_json_member_string (members, "idTag", charge->id_tag);
  csms_sim_json_member_time (members, "startTime", charge->start_ms);
  correlation = g_queue_pop_head (&connector->correlations);
  if (correlation != NULL)
    csms_sim_json_member_string (members, "correlationId", correlation);
  emit (self, "transaction.started", connector->station, connector->number, members);
  return charge->transaction;
}

void
csms_sim_backend_stopped (CsmsSimBackend   *self,
                          CsmsSimConnector *connector,
                          const char       *reason)
{
  CsmsSimTransaction *transaction;
  g_autoptr (GString) members = g_string_new (NULL);
  double kwh;

  g_return_if_fail (CSMS_IS_SIM_BACKEND (self));

  csms_sim_ledger_end (self->ledger, connector);
  if (!connector->station->online)
    return;
  note_activity (self, connector->station);
  transaction = csms_sim_transaction_new (connector);
  transaction->stop_ms = csms_sim_clock_now_ms (self->world->clock);
  transaction->reason = reason;
  kwh = (transaction->meter_stop_wh - transaction->meter_start_wh) / 1000;

  csms_sim_json_member_int (members, "transactionId", transaction->id);
  csms_sim_json_member_time (members, "stopTime", transaction->stop_ms);
  csms_sim_json_member_double (members, "totalKWh", kwh);
  csms_sim_json_member_double (members, "cost", transaction->cost);
  csms_sim_json_member_int (members, "efficiencyPercentage", kwh > 0 ? 100 : 0);
  if (!self->world->deployed)
    csms_sim_json_member_string (members, "reason", reason);
  csms_sim_ledger_remember (self->ledger, transaction);

  connector->known = TRUE;
  connector->seen_ms = csms_sim_clock_now_ms (self->world->clock);
  connector->seen_transaction = 0;
  if (self->world->deployed)
    {
      connector->seen_status = g_intern_static_string ("Finishing");
      connector->seen_error = NULL;
      plan_made_up_available (self, connector);
    }
  emit (self, "transaction.stopped", connector->station, connector->number, members);
}

void
csms_sim_backend_meter (CsmsSimBackend *self,
                        CsmsSimStation *station,
                        guint           connector,
                        CsmsSimSample  *sample,
                        const char     *measurand,
                        const char     *value,
                        const char     *unit)
{
  g_return_if_fail (CSMS_IS_SIM_BACKEND (self));

  if (!station->online)
    {
      g_clear_pointer (&sample->odd, g_free);
      return;
    }
  note_activity (self, station);
  csms_sim_station_keep (station, sample);
  csms_sim_delta_note (self->delta, station, connector, sample->transaction, measurand, value, unit);
}

void
csms_sim_backend_learn (CsmsSimBackend   *self,
                        CsmsSimConnector *connector)
{
  g_return_if_fail (CSMS_IS_SIM_BACKEND (self));

  connector->known = TRUE;
  connector->seen_status = connector->status;
  connector->seen_error = connector->error;
  connector->seen_transaction = 0;
  if (connector->charge == NULL)
    return;
  /* Trap 7: the status reported after the start has wiped it already. */
  if (!self->world->deployed)
    connector->seen_transaction = connector->charge->transaction;
  csms_sim_ledger_begin (self->ledger, connector);
  connector->has_last_total = TRUE;
  connector->last_total = floor (connector->charge->meter_start_wh + connector->charge->energy_wh);
  self->last_transaction = MAX (self->last_transaction, connector->charge->transaction);
}

void
csms_sim_backend_expect (CsmsSimBackend   *self,
                         CsmsSimConnector *connector,
                         const char       *correlation)
{
  g_return_if_fail (CSMS_IS_SIM_BACKEND (self));

  if (!self->world->deployed)
    g_queue_clear_full (&connector->correlations, g_free);
  g_queue_push_tail (&connector->correlations, g_strdup (correlation));
}

void
csms_sim_backend_unexpect (CsmsSimBackend   *self,
                           CsmsSimConnector *connector,
                           const char       *correlation)
{
  GList *link;

  g_return_if_fail (CSMS_IS_SIM_BACKEND (self));

  link = g_queue_find_custom (&connector->correlations, correlation, (GCompareFunc) g_strcmp0);
  if (link == NULL)
    return;
  g_free (link->data);
  g_queue_delete_link (&connector->correlations, link);
}

void
csms_sim_backend_forget (CsmsSimBackend *self)
{
  g_return_if_fail (CSMS_IS_SIM_BACKEND (self));

  for (guint i = 0; i < csms_sim_fleet_get_n (self->world->fleet); i++)
    {
      CsmsSimStation *station = csms_sim_fleet_get (self->world->fleet, i);

      g_array_set_size (station->samples, 0);
      for (guint k = 0; k < station->n_connectors; k++)
        {
          CsmsSimConnector *connector = &station->connectors[k];

          connector->known = FALSE;
          connector->seen_transaction = 0;
          connector->has_last_total = FALSE;
          g_queue_clear_full (&connector->correlations, g_free);
        }
    }
  csms_sim_clock_cancel (self->world->clock, &self->made_up_timer);
  g_queue_clear_full (&self->made_up, g_free);
  csms_sim_ledger_forget (self->ledger);
}

CsmsSimLedger *
csms_sim_backend_get_ledger (CsmsSimBackend *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_BACKEND (self), NULL);

  return self->ledger;
}
