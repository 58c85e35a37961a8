/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-delivery-audit.h"

#include "csms-audit-policy.h"
#include "csms-event-sieve.h"
#include "csms-replay.h"

/* A server may log an event before its push has arrived: what a first look finds is looked for once more, so much later. */
#define SECOND_LOOK_S 3

/* More pushed events than this between two audits are not all compared at once, so as to stay inside the frame budget; a socket
 * that hears so much is not deaf. The rest is looked back at when fewer come. */
#define COMPARED_MAX 6000
#define LOOK_BACK_MAX 4000

/* How many events later it is still known of one whether it came. */
#define MEMORY (CSMS_EVENT_SIEVE_SIZE * 3 / 4)

/* Where the log cannot be asked for a time, its newest events are compared. */
#define RECENT 200

struct _CsmsDeliveryAudit {
  GObject parent_instance;

  CsmsCatchUp *catch_up;
  CsmsLink *link;               /* NULL: not live */
  GCancellable *session;
  CsmsAuditPolicy policy;
  guint pace_ms;
  guint source;

  gint64 live_ms;               /* when the session became live, by the server's clock; 0 unknown */
  gint64 compared_ms;           /* up to here log and pushes have been compared */
  gint64 mark_ms;               /* up to here they will have been, when the audit under way is through */
  gint64 behind_ms;             /* from here on something was passed over; 0: nothing */
  guint n_behind;               /* pushed since then */
  gint64 judged_ms;             /* of what is earlier nobody knows whether it came */
  gboolean looking_back;        /* the audit under way begins at behind_ms */
  gint64 started_us;            /* of the audit under way */
  GHashTable *suspects;         /* ids of events that the first look did not know */
  gint64 first_suspect_ms;      /* the earliest of them: where the second look begins */
  gint64 suspect_ms;            /* the latest of them: nothing later is judged */
  gboolean second_look;
  gboolean first;               /* of the session */
  guint n_pushed;               /* since the last one */
  guint n_missed;               /* found by it */
  gboolean recent_only;         /* the server cannot be asked for a time */
};

enum {
  CHANGED,
  DEAF,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsDeliveryAudit, csms_delivery_audit, G_TYPE_OBJECT)

static gboolean on_due (gpointer data);
static gboolean on_second_look_due (gpointer data);

static void
wait_for_next (CsmsDeliveryAudit *self, gboolean first)
{
  gint64 wait_ms = (gint64) csms_audit_policy_get_wait_s (&self->policy, first) * self->pace_ms;
  gint64 spent_ms = first ? 0 : (g_get_monotonic_time () - self->started_us) / 1000;

  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add ((guint) MAX (wait_ms - spent_ms, 100), on_due, self);
}

/* First look: how many more are not known. They may be on their way. */
static guint
suspect (CsmsDeliveryAudit *self, GPtrArray *events)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const CsmsEventRecord *event = events->pdata[i];

      if (event->event_id == NULL || event->ts_ms < self->judged_ms || csms_catch_up_knows (self->catch_up, event->event_id))
        continue;
      if (self->suspect_ms == 0 || event->ts_ms < self->first_suspect_ms)
        self->first_suspect_ms = event->ts_ms;
      n += g_hash_table_add (self->suspects, g_strdup (event->event_id)) ? 1 : 0;
      self->suspect_ms = MAX (self->suspect_ms, event->ts_ms);
    }
  return n;
}

/* Without the server's clock, what came in before the session could hear it cannot be told from what it should have heard. */
static guint
judge (CsmsDeliveryAudit *self, GPtrArray *events)
{
  gint64 live_ms = self->live_ms == 0 && self->first ? G_MAXINT64 : self->live_ms;
  g_autoptr (GPtrArray) settled = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      CsmsEventRecord *event = events->pdata[i];

      if (event->event_id != NULL && event->ts_ms <= self->suspect_ms && event->ts_ms >= self->judged_ms)
        g_ptr_array_add (settled, event);
    }
  return csms_catch_up_take_audited (self->catch_up, settled, live_ms, &self->n_missed);
}

static guint
take_page (GPtrArray *events, gpointer data)
{
  CsmsDeliveryAudit *self = data;

  if (self->judged_ms > 0)
    csms_catch_up_keep_audited (self->catch_up, events);
  return self->second_look ? judge (self, events) : suspect (self, events);
}

static void
conclude (CsmsDeliveryAudit *self, gboolean complete)
{
  gboolean was_polling = csms_audit_policy_is_polling (&self->policy);
  gboolean reconnect = csms_audit_policy_note (&self->policy, self->n_missed > 0, g_get_monotonic_time ());

  if (complete)
    {
      self->compared_ms = MAX (self->compared_ms, self->mark_ms);
      self->n_pushed = 0;
      if (self->looking_back)
        self->behind_ms = self->n_behind = 0;
    }
  self->first = FALSE;
  csms_catch_up_tell_audited (self->catch_up, self->behind_ms > 0 ? self->behind_ms : self->compared_ms);
  if (was_polling != csms_audit_policy_is_polling (&self->policy))
    g_signal_emit (self, signals[CHANGED], 0);
  if (self->link == NULL)
    return;
  wait_for_next (self, FALSE);
  if (reconnect)
    g_signal_emit (self, signals[DEAF], 0);
}

static void
finish_look (CsmsDeliveryAudit *self, gboolean complete)
{
  if (self->second_look || self->suspect_ms == 0)
    {
      conclude (self, complete);
      return;
    }
  self->second_look = TRUE;
  self->source = g_timeout_add (SECOND_LOOK_S * self->pace_ms, on_second_look_due, self);
}

/* The log is written after the push and not awaited, so each audit begins some seconds before the end of the last one. */
static gint64
choose_from (CsmsDeliveryAudit *self)
{
  gint64 from_ms = self->compared_ms - CSMS_REPLAY_OVERLAP_MS;

  if (self->looking_back)
    from_ms = self->behind_ms;
  else if (self->n_pushed > COMPARED_MAX && self->mark_ms > from_ms)
    from_ms = self->mark_ms - (self->mark_ms - from_ms) * COMPARED_MAX / self->n_pushed;
  if (self->second_look && self->suspect_ms != G_MAXINT64)
    from_ms = MAX (from_ms, self->first_suspect_ms);
  return MAX (from_ms, 1);
}

/* How far back the audit goes that begins now. */
static void
reach_back (CsmsDeliveryAudit *self)
{
  gint64 whole_ms = MAX (self->compared_ms - CSMS_REPLAY_OVERLAP_MS, 1);

  self->looking_back = FALSE;
  if (self->behind_ms == 0 && choose_from (self) > whole_ms)
    self->behind_ms = whole_ms;
  if (self->behind_ms > 0)
    self->n_behind += self->n_pushed;
  self->looking_back = self->behind_ms > 0 && self->n_pushed <= LOOK_BACK_MAX && !self->recent_only;
  self->judged_ms = self->looking_back && self->n_behind > MEMORY ? whole_ms : 0;
}

static void
on_recent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsDeliveryAudit) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, &error);
  g_autoptr (GPtrArray) oldest_first = g_ptr_array_new ();

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply != NULL && csms_reply_check (reply, NULL) && reply->events != NULL)
    for (guint i = reply->events->len; i-- > 0;)
      {
        CsmsEventRecord *event = reply->events->pdata[i];

        if (event->ts_ms >= choose_from (self))
          g_ptr_array_add (oldest_first, event);
      }
  take_page (oldest_first, self);
  finish_look (self, TRUE);
}

static void
ask_recent (CsmsDeliveryAudit *self)
{
  g_autoptr (CsmsRequest) request = csms_request_new_get_events_recent (RECENT);

  csms_link_request_async (self->link, request, CSMS_PRIORITY_BACKGROUND, self->session, on_recent, g_object_ref (self));
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsDeliveryAudit) self = data;
  g_autoptr (GError) error = NULL;
  gboolean again;
  gint64 begins_ms;
  gboolean complete = csms_replay_finish (result, &again, &begins_ms, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->link == NULL)
    return;
  if (!complete && !again && self->suspect_ms == 0)
    {
      self->recent_only = TRUE;
      ask_recent (self);
      return;
    }
  finish_look (self, complete);
}

static void
look (CsmsDeliveryAudit *self)
{
  const CsmsCursor *cursor = csms_catch_up_get_cursor (self->catch_up);
  CsmsReplayWindow *window;

  if (self->recent_only)
    {
      ask_recent (self);
      return;
    }
  window = csms_replay_window_new (cursor->event_id, choose_from (self));
  if (self->second_look && self->suspect_ms != G_MAXINT64)
    csms_replay_window_end_at (window, self->suspect_ms);
  csms_replay_async (self->link, window, CSMS_PRIORITY_BACKGROUND, take_page, self, self->session, on_compared, g_object_ref (self));
}

static gboolean
on_second_look_due (gpointer data)
{
  CsmsDeliveryAudit *self = data;

  self->source = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_due (gpointer data)
{
  CsmsDeliveryAudit *self = data;

  self->source = 0;
  self->started_us = g_get_monotonic_time ();
  self->n_missed = 0;
  g_hash_table_remove_all (self->suspects);
  self->mark_ms = csms_catch_up_get_cursor (self->catch_up)->ms;
  /* Polling, nothing is judged: what is not known is taken. */
  self->second_look = csms_audit_policy_is_polling (&self->policy);
  self->suspect_ms = self->second_look ? G_MAXINT64 : 0;
  if (self->compared_ms <= 0)
    self->compared_ms = self->mark_ms;
  /* While a replay is owed, or nothing has a time yet, there is nothing to compare with. */
  if (csms_catch_up_get_owed (self->catch_up) || self->compared_ms <= 0)
    wait_for_next (self, FALSE);
  else
    {
      reach_back (self);
      look (self);
    }
  return G_SOURCE_REMOVE;
}

static void
csms_delivery_audit_dispose (GObject *object)
{
  CsmsDeliveryAudit *self = CSMS_DELIVERY_AUDIT (object);

  csms_delivery_audit_end (self);
  g_clear_object (&self->catch_up);
  G_OBJECT_CLASS (csms_delivery_audit_parent_class)->dispose (object);
}

static void
csms_delivery_audit_finalize (GObject *object)
{
  g_hash_table_unref (CSMS_DELIVERY_AUDIT (object)->suspects);
  G_OBJECT_CLASS (csms_delivery_audit_parent_class)->finalize (object);
}

static void
csms_delivery_audit_class_init (CsmsDeliveryAuditClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_delivery_audit_dispose;
  G_OBJECT_CLASS (klass)->finalize = csms_delivery_audit_finalize;

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_DELIVERY_AUDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DEAF] = g_signal_new ("deaf", CSMS_TYPE_DELIVERY_AUDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_delivery_audit_init (CsmsDeliveryAudit *self)
{
  self->suspects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CsmsDeliveryAudit *
csms_delivery_audit_new (CsmsCatchUp *catch_up, guint pace_ms)
{
  CsmsDeliveryAudit *self = g_object_new (CSMS_TYPE_DELIVERY_AUDIT, NULL);

  self->catch_up = g_object_ref (catch_up);
  self->pace_ms = pace_ms > 0 ? pace_ms : 1000;
  return self;
}

void
csms_delivery_audit_begin (CsmsDeliveryAudit *self, CsmsLink *link)
{
  if (self->link != NULL)
    return;
  self->link = g_object_ref (link);
  self->session = g_cancellable_new ();
  self->live_ms = csms_catch_up_get_server_ms (self->catch_up);
  self->compared_ms = csms_catch_up_get_cursor (self->catch_up)->ms;
  self->behind_ms = 0;
  self->n_behind = 0;
  self->first = TRUE;
  self->n_pushed = 0;
  self->recent_only = FALSE;
  wait_for_next (self, TRUE);
}

void
csms_delivery_audit_end (CsmsDeliveryAudit *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->session != NULL)
    g_cancellable_cancel (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->link);
}

void
csms_delivery_audit_note_pushed (CsmsDeliveryAudit *self, guint n)
{
  self->n_pushed += n;
}

gboolean
csms_delivery_audit_get_polling (CsmsDeliveryAudit *self)
{
  return csms_audit_policy_is_polling (&self->policy);
}
