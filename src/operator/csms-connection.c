/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-connection.h"

#include "csms-address-policy.h"
#include "csms-delivery-audit.h"

struct _CsmsConnection {
  GObject parent_instance;

  CsmsServer *server;
  CsmsCatchUp *catch_up;
  CsmsDeliveryAudit *audit;
  CsmsAddressPolicy *policy;
  CsmsWireLog *wire_log;        /* NULL: none */
  CsmsLink *link;               /* NULL until there is a key */
  CsmsLinkOptions options;
  GCancellable *signing_in;     /* NULL: no key is being fetched */
  char *problem;                /* NULL: none */
  int problem_code;
  gboolean started;
  gboolean slow;
  gboolean ready;
  guint generation;             /* of the session that the catch-up works on */
};

enum {
  CHANGED,
  EVENTS,
  RECOVERED,
  TRANSACTIONS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsConnection, csms_connection, G_TYPE_OBJECT)

static void
changed (CsmsConnection *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_problem (CsmsConnection *self, int code, const char *sentence)
{
  g_free (self->problem);
  self->problem = g_strdup (sentence);
  self->problem_code = code;
}

static void
on_pushed (CsmsConnection *self, GPtrArray *events)
{
  g_autoptr (GPtrArray) fresh = csms_catch_up_sift (self->catch_up, events);

  csms_delivery_audit_note_pushed (self->audit, events->len);
  if (fresh->len > 0)
    g_signal_emit (self, signals[EVENTS], 0, fresh, (int) CSMS_EVENT_PUSHED);
}

static void
on_recovered_events (CsmsConnection *self, GPtrArray *events)
{
  g_signal_emit (self, signals[EVENTS], 0, events, (int) CSMS_EVENT_RECOVERED);
}

static void
on_recovered (CsmsConnection *self, guint64 count, gint64 from_ms, gint64 to_ms)
{
  g_signal_emit (self, signals[RECOVERED], 0, count, from_ms, to_ms);
}

static void
on_transactions (CsmsConnection *self, GPtrArray *transactions)
{
  g_signal_emit (self, signals[TRANSACTIONS], 0, transactions);
}

/* The link goes on trying all the same: a name may lead elsewhere by then, and nobody need be asked. */
static void
note_refusal (CsmsConnection *self, const CsmsLinkStatus *status)
{
  if (g_error_matches (status->last_error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_NOT_ALLOWED))
    set_problem (self, CSMS_OPERATOR_ERROR_NEEDS_CONSENT,
                 csms_address_policy_explain (csms_address_policy_get_needed (self->policy)));
  else if (self->problem_code == CSMS_OPERATOR_ERROR_NEEDS_CONSENT)
    set_problem (self, -1, NULL);
}

static void
on_caught_up (CsmsConnection *self)
{
  if (self->ready && csms_catch_up_get_status (self->catch_up)->live)
    csms_delivery_audit_begin (self->audit, self->link);
  changed (self);
}

static void
on_deaf (CsmsConnection *self)
{
  if (self->link != NULL)
    csms_link_reconnect_now (self->link);
}

static void
on_link_changed (CsmsConnection *self)
{
  const CsmsLinkStatus *status = csms_link_get_status (self->link);
  gboolean ready = status->state == CSMS_LINK_READY;

  note_refusal (self, status);

  /* A session that replaced another between two looks at the link is a new one too. */
  if (ready && (!self->ready || status->generation != self->generation))
    {
      csms_delivery_audit_end (self->audit);
      self->ready = TRUE;
      self->generation = status->generation;
      csms_catch_up_begin (self->catch_up, self->link);
    }
  else if (!ready && self->ready)
    {
      self->ready = FALSE;
      csms_delivery_audit_end (self->audit);
      csms_catch_up_interrupt (self->catch_up);
    }
  if (ready && status->session_id != NULL)
    csms_server_remember_session (self->server, status->session_id, status->session_started_ms);
  changed (self);
}

static void
on_network_changed (CsmsConnection *self, gboolean available)
{
  if (self->link != NULL && available)
    csms_link_network_changed (self->link);
}

static CsmsLink *
make_link (CsmsConnection *self, const char *api_key)
{
  CsmsLinkOptions options = self->options;

  options.ca_file = csms_trust_get_ca_file (csms_server_get_trust (self->server));
  options.check_address = csms_address_policy_check;
  options.check_object = G_OBJECT (self->policy);
  options.wire_log = self->wire_log;
  return csms_link_new (csms_server_get_url (self->server), api_key, &options);
}

static void
connect_with (CsmsConnection *self, const char *api_key)
{
  set_problem (self, -1, NULL);
  if (self->link == NULL)
    {
      self->link = make_link (self, api_key);
      csms_link_set_slow (self->link, self->slow);
      g_signal_connect_object (self->link, "events", G_CALLBACK (on_pushed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->link, "state-changed", G_CALLBACK (on_link_changed), self, G_CONNECT_SWAPPED);
    }
  else
    csms_link_set_api_key (self->link, api_key);
  csms_link_start (self->link);
  changed (self);
}

static void
on_key_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsConnection) self = data;
  g_autoptr (GError) error = NULL;
  char *key = csms_server_load_key_finish (CSMS_SERVER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->signing_in);
  if (key != NULL)
    connect_with (self, key);
  else
    {
      set_problem (self, error->code, error->message);
      changed (self);
    }
  csms_key_free (key);
}

static void
cancel_sign_in (CsmsConnection *self)
{
  if (self->signing_in != NULL)
    g_cancellable_cancel (self->signing_in);
  g_clear_object (&self->signing_in);
}

/* Agreed to, and it is tried at once; or withdrawn, and what was connected on the strength of it ends. */
static void
on_trust_changed (CsmsConnection *self)
{
  CsmsAddressSafety allowed = csms_trust_get_allowed (csms_server_get_trust (self->server));
  gboolean waits = self->problem_code == CSMS_OPERATOR_ERROR_NEEDS_CONSENT;

  csms_address_policy_set_allowed (self->policy, allowed);
  if (self->started && self->link != NULL && (waits || csms_address_policy_get_admitted (self->policy) > allowed))
    csms_link_reconnect_now (self->link);
}

static void
csms_connection_dispose (GObject *object)
{
  CsmsConnection *self = CSMS_CONNECTION (object);

  cancel_sign_in (self);
  if (self->server != NULL)
    csms_server_flush (self->server);
  g_clear_object (&self->audit);
  g_clear_object (&self->catch_up);
  g_clear_object (&self->link);
  g_clear_object (&self->policy);
  g_clear_object (&self->wire_log);
  g_clear_object (&self->server);
  G_OBJECT_CLASS (csms_connection_parent_class)->dispose (object);
}

static void
csms_connection_finalize (GObject *object)
{
  CsmsConnection *self = CSMS_CONNECTION (object);

  g_free (self->problem);
  G_OBJECT_CLASS (csms_connection_parent_class)->finalize (object);
}

static void
csms_connection_class_init (CsmsConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_connection_dispose;
  object_class->finalize = csms_connection_finalize;

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EVENTS] = g_signal_new ("events", CSMS_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_INT);
  signals[RECOVERED] = g_signal_new ("recovered", CSMS_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 3, G_TYPE_UINT64, G_TYPE_INT64, G_TYPE_INT64);
  signals[TRANSACTIONS] = g_signal_new ("transactions", CSMS_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
csms_connection_init (CsmsConnection *self)
{
  self->problem_code = -1;
}

static void
watch (CsmsConnection *self, gpointer object, const char *signal, GCallback func)
{
  g_signal_connect_object (object, signal, func, self, G_CONNECT_SWAPPED);
}

CsmsConnection *
csms_connection_new (CsmsServer *server, CsmsFleet *fleet, const CsmsSeatOptions *options)
{
  CsmsConnection *self = g_object_new (CSMS_TYPE_CONNECTION, NULL);
  CsmsTrust *trust = csms_server_get_trust (server);

  self->server = g_object_ref (server);
  self->options = options->link;
  self->policy = csms_address_policy_new (csms_server_get_url (server), csms_trust_get_allowed (trust));
  self->catch_up = csms_catch_up_new (server, fleet, options->only_station);
  self->audit = csms_delivery_audit_new (self->catch_up, options->audit_pace_ms);
  watch (self, self->catch_up, "changed", G_CALLBACK (on_caught_up));
  watch (self, self->audit, "changed", G_CALLBACK (changed));
  watch (self, self->audit, "deaf", G_CALLBACK (on_deaf));
  watch (self, self->catch_up, "recovered-events", G_CALLBACK (on_recovered_events));
  watch (self, self->catch_up, "recovered", G_CALLBACK (on_recovered));
  watch (self, self->catch_up, "transactions", G_CALLBACK (on_transactions));
  watch (self, trust, "notify::allow-private", G_CALLBACK (on_trust_changed));
  watch (self, trust, "notify::allow-unencrypted", G_CALLBACK (on_trust_changed));
  /* Before the net thread exists: the monitor belongs to the context that asks for it first. */
  watch (self, g_network_monitor_get_default (), "network-changed", G_CALLBACK (on_network_changed));
  return self;
}

void
csms_connection_set_wire_log (CsmsConnection *self, CsmsWireLog *log)
{
  g_set_object (&self->wire_log, log);
}

void
csms_connection_set_slow (CsmsConnection *self, gboolean slow)
{
  self->slow = slow;
  if (self->link != NULL)
    csms_link_set_slow (self->link, slow);
}

void
csms_connection_start (CsmsConnection *self)
{
  self->started = TRUE;
  if (self->link != NULL)
    {
      csms_link_start (self->link);
      return;
    }
  if (self->signing_in != NULL)
    return;
  set_problem (self, -1, NULL);
  self->signing_in = g_cancellable_new ();
  csms_server_load_key_async (self->server, self->signing_in, on_key_loaded, g_object_ref (self));
  changed (self);
}

static void
on_link_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (csms_link_stop_finish (CSMS_LINK (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
csms_connection_stop_async (CsmsConnection *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, csms_connection_stop_async);
  cancel_sign_in (self);
  self->started = FALSE;
  csms_server_flush (self->server);
  if (self->link != NULL)
    csms_link_stop_async (self->link, cancellable, on_link_stopped, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
csms_connection_stop_finish (CsmsConnection *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
csms_connection_use_key (CsmsConnection *self, const char *api_key)
{
  cancel_sign_in (self);
  self->started = TRUE;
  connect_with (self, api_key);
}

gboolean
csms_connection_get_started (CsmsConnection *self)
{
  return self->started;
}

CsmsLink *
csms_connection_get_link (CsmsConnection *self)
{
  return self->link;
}

gboolean
csms_connection_get_shared (CsmsConnection *self)
{
  return csms_delivery_audit_get_polling (self->audit);
}

CsmsCatchUp *
csms_connection_get_catch_up (CsmsConnection *self)
{
  return self->catch_up;
}

CsmsAddressSafety
csms_connection_get_safety (CsmsConnection *self)
{
  return self->problem_code == CSMS_OPERATOR_ERROR_NEEDS_CONSENT ? csms_address_policy_get_needed (self->policy)
                                                                 : csms_address_policy_get_admitted (self->policy);
}

const char *
csms_connection_get_problem (CsmsConnection *self, int *code)
{
  *code = self->problem_code;
  return self->problem;
}
