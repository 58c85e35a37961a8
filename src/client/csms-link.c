/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-link.h"

#include <glib/gi18n-lib.h>

#include "csms-limits.h"
#include "csms-mailbox.h"
#include "csms-net.h"

struct _CsmsLink
{
  GObject parent_instance;

  /* Owned */
  CsmsMailbox *mailbox;
  CsmsNet *net;
  CsmsLinkStatus *status;
  GHashTable *waiting;          /* serial → Waiting */

  guint64 last_serial;
};

G_DEFINE_FINAL_TYPE (CsmsLink, csms_link, G_TYPE_OBJECT)

enum {
  STATE_CHANGED,
  EVENTS,
  SENT,
  FOREIGN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One request (or stop) that somebody waits for. */
typedef struct
{
  guint64 serial;               /* also the key in the table */
  GTask *task;
  GSource *cancel_source;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  if (waiting->cancel_source != NULL)
    {
      g_source_destroy (waiting->cancel_source);
      g_source_unref (waiting->cancel_source);
    }
  g_object_unref (waiting->task);
  g_free (waiting);
}

static Waiting *
steal_waiting (CsmsLink *self,
               guint64   serial)
{
  gpointer waiting = NULL;

  g_hash_table_steal_extended (self->waiting, &serial, NULL, &waiting);
  return waiting;
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      data)
{
  GTask *task = data;
  CsmsLink *self = g_task_get_source_object (task);
  const guint64 *serial = g_task_get_task_data (task);
  Waiting *waiting = steal_waiting (self, *serial);

  if (waiting == NULL)
    return G_SOURCE_REMOVE;

  if (self->net != NULL)
    csms_net_cancel (self->net, *serial);
  g_task_return_error_if_cancelled (waiting->task);
  waiting_free (waiting);
  return G_SOURCE_REMOVE;
}

static guint64
wait_for (CsmsLink *self,
          GTask    *task)
{
  Waiting *waiting = g_new0 (Waiting, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  waiting->serial = ++self->last_serial;
  waiting->task = task;
  g_task_set_task_data (task, g_memdup2 (&waiting->serial, sizeof waiting->serial), g_free);
  if (cancellable != NULL)
    {
      waiting->cancel_source = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, waiting->cancel_source, G_SOURCE_FUNC (on_cancelled));
    }
  g_hash_table_insert (self->waiting, &waiting->serial, waiting);
  return waiting->serial;
}

static void
handle_status (CsmsLinkStatus *status,
               gpointer        data)
{
  CsmsLink *self = data;

  csms_link_status_free (self->status);
  self->status = status;
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
handle_events (GPtrArray *events,
               guint      generation,
               gpointer   data)
{
  g_signal_emit (data, signals[EVENTS], 0, events, generation);
}

static void
handle_sent (guint64  serial,
             gpointer data)
{
  CsmsLink *self = data;

  /* Whoever cancelled has forgotten it. */
  if (g_hash_table_contains (self->waiting, &serial))
    g_signal_emit (self, signals[SENT], 0, serial);
}

static void
handle_done (guint64       serial,
             CsmsReply    *reply,
             const GError *error,
             gpointer      data)
{
  CsmsLink *self = data;
  Waiting *waiting = steal_waiting (self, serial);

  if (waiting == NULL)
    return;

  if (error != NULL)
    g_task_return_error (waiting->task, g_error_copy (error));
  else if (reply != NULL)
    g_task_return_pointer (waiting->task, csms_reply_ref (reply), (GDestroyNotify) csms_reply_unref);
  else
    g_task_return_boolean (waiting->task, TRUE);
  waiting_free (waiting);
}

static void
handle_foreign (const char *text,
                gpointer    data)
{
  g_signal_emit (data, signals[FOREIGN], 0, text);
}

static void
handle_relieved (gpointer data)
{
  CsmsLink *self = data;

  if (self->net != NULL)
    csms_net_relieved (self->net);
}

static const CsmsMailboxHandlers handlers = {
  .status = handle_status,
  .events = handle_events,
  .sent = handle_sent,
  .done = handle_done,
  .foreign = handle_foreign,
  .relieved = handle_relieved,
};

static void
fail_waiting (CsmsLink *self)
{
  g_autoptr(GHashTable) waiting = g_steal_pointer (&self->waiting);
  GHashTableIter iter;
  gpointer value;

  self->waiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, waiting_free);
  g_hash_table_iter_init (&iter, waiting);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_task_return_new_error (((Waiting *) value)->task, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_LOST,
                             _("The connection was closed before the answer came"));
}

static void
csms_link_dispose (GObject *object)
{
  CsmsLink *self = CSMS_LINK (object);

  if (self->mailbox != NULL)
    csms_mailbox_close (self->mailbox);
  g_clear_pointer (&self->net, csms_net_free);
  g_clear_pointer (&self->mailbox, csms_mailbox_unref);
  fail_waiting (self);

  G_OBJECT_CLASS (csms_link_parent_class)->dispose (object);
}

static void
csms_link_finalize (GObject *object)
{
  CsmsLink *self = CSMS_LINK (object);

  g_clear_pointer (&self->status, csms_link_status_free);
  g_clear_pointer (&self->waiting, g_hash_table_unref);

  G_OBJECT_CLASS (csms_link_parent_class)->finalize (object);
}

static void
csms_link_class_init (CsmsLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_link_dispose;
  object_class->finalize = csms_link_finalize;

  signals[STATE_CHANGED] = g_signal_new ("state-changed", CSMS_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[EVENTS] = g_signal_new ("events", CSMS_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_UINT);
  signals[SENT] = g_signal_new ("sent", CSMS_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT64);
  signals[FOREIGN] = g_signal_new ("foreign", CSMS_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
csms_link_init (CsmsLink *self)
{
  static const CsmsLinkStatus idle = { .rtt_us = -1, .frames_max = 40 };

  self->status = csms_link_status_copy (&idle);
  self->waiting = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, waiting_free);
}

CsmsLink *
csms_link_new (const char            *url,
               const char            *api_key,
               const CsmsLinkOptions *options)
{
  CsmsLink *self;
  CsmsLinkOptions limits;

  g_return_val_if_fail (url != NULL, NULL);

  self = g_object_new (CSMS_TYPE_LINK, NULL);
  csms_limits_fill (&limits, options);
  self->mailbox = csms_mailbox_new (g_main_context_get_thread_default (), limits.batch_interval_ms, &handlers, self);
  self->net = csms_net_new (url, api_key, &limits, self->mailbox);
  csms_limits_clear (&limits);
  return self;
}

void
csms_link_start (CsmsLink *self)
{
  g_return_if_fail (CSMS_IS_LINK (self));

  csms_net_start (self->net);
}

void
csms_link_stop_async (CsmsLink            *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (CSMS_IS_LINK (self));

  /* To cancel is to stop waiting for it; the closing itself goes on. */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_link_stop_async);
  csms_net_stop (self->net, wait_for (self, task));
}

gboolean
csms_link_stop_finish (CsmsLink      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
csms_link_reconnect_now (CsmsLink *self)
{
  g_return_if_fail (CSMS_IS_LINK (self));

  csms_net_reconnect_now (self->net);
}

void
csms_link_network_changed (CsmsLink *self)
{
  g_return_if_fail (CSMS_IS_LINK (self));

  csms_net_network_changed (self->net);
}

void
csms_link_set_api_key (CsmsLink   *self,
                       const char *api_key)
{
  g_return_if_fail (CSMS_IS_LINK (self));

  csms_net_set_api_key (self->net, api_key);
}

void
csms_link_set_slow (CsmsLink *self,
                    gboolean  slow)
{
  g_return_if_fail (CSMS_IS_LINK (self));

  csms_mailbox_set_slow (self->mailbox, slow);
}

const CsmsLinkStatus *
csms_link_get_status (CsmsLink *self)
{
  g_return_val_if_fail (CSMS_IS_LINK (self), NULL);

  return self->status;
}

guint64
csms_link_request_async (CsmsLink            *self,
                         CsmsRequest         *request,
                         CsmsPriority         priority,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;
  guint64 serial;

  g_return_val_if_fail (CSMS_IS_LINK (self), 0);
  g_return_val_if_fail (request != NULL, 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_link_request_async);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return ++self->last_serial;
    }
  serial = wait_for (self, task);
  csms_net_request (self->net, serial, request, priority);
  return serial;
}

CsmsReply *
csms_link_request_finish (CsmsLink      *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
