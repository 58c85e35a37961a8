/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-net.h"

#include "csms-key.h"
#include "csms-limits.h"
#include "csms-session.h"
#include "csms-soup-transport.h"

#define STOP_TIMEOUT_MS 2000
#define QUIT_CLOSE_MS 100
#define QUIT_LIMIT_MS 400
#define LAST_TURNS 64

struct _CsmsNet
{
  /* Borrowed */
  CsmsMailbox *mailbox;

  /* Owned */
  char *url;
  char *api_key;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;

  /* Owned, in the net thread alone */
  CsmsSession *session;

  CsmsLinkOptions limits;
};

/* One call on its way into the net thread. */
typedef struct
{
  CsmsNet *net;
  CsmsRequest *request;
  char *api_key;
  guint64 serial;
  CsmsPriority priority;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_pointer (&call->request, csms_request_unref);
  csms_key_free (call->api_key);
  g_free (call);
}

static Call *
call_new (CsmsNet *self)
{
  Call *call = g_new0 (Call, 1);

  call->net = self;
  return call;
}

static void
invoke (Call        *call,
        GSourceFunc  function)
{
  g_main_context_invoke_full (call->net->context, G_PRIORITY_DEFAULT, function, call, call_free);
}

/* A receiver that cannot keep up must not make us hoard: the events wait at their sender. */
static void
pause_when_full (CsmsNet *self)
{
  if (csms_mailbox_take_full (self->mailbox))
    csms_session_set_paused (self->session, TRUE);
}

static void
sink_status (const CsmsLinkStatus *status,
             gpointer              data)
{
  csms_mailbox_post_status (((CsmsNet *) data)->mailbox, status);
}

static void
sink_event (CsmsEventRecord *event,
            guint            generation,
            gpointer         data)
{
  CsmsNet *self = data;

  csms_mailbox_post_event (self->mailbox, event, generation);
  pause_when_full (self);
}

static void
sink_sent (guint64  serial,
           gpointer data)
{
  csms_mailbox_post_sent (((CsmsNet *) data)->mailbox, serial);
}

static void
sink_done (guint64       serial,
           CsmsReply    *reply,
           const GError *error,
           gpointer      data)
{
  csms_mailbox_post_done (((CsmsNet *) data)->mailbox, serial, reply, error);
}

static void
sink_foreign (const char *text,
              gpointer    data)
{
  CsmsNet *self = data;

  csms_mailbox_post_foreign (self->mailbox, text);
  pause_when_full (self);
}

static const CsmsSessionSink mailbox_sink = {
  .status = sink_status,
  .event = sink_event,
  .sent = sink_sent,
  .done = sink_done,
  .foreign = sink_foreign,
};

static CsmsTransport *
make_transport (gpointer data)
{
  CsmsNet *self = data;

  return csms_soup_transport_new (self->url, &self->limits);
}

static gpointer
run (gpointer data)
{
  CsmsNet *self = data;

  g_main_context_push_thread_default (self->context);
  self->session = csms_session_new (make_transport, self, self->api_key, &self->limits, &mailbox_sink, self);
  g_main_loop_run (self->loop);
  g_clear_object (&self->session);
  /* What the last closes still have to finish. */
  for (guint i = 0; i < LAST_TURNS && g_main_context_iteration (self->context, FALSE); i++)
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
on_start (gpointer data)
{
  csms_session_start (((Call *) data)->net->session);
  return G_SOURCE_REMOVE;
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Call *call = data;

  csms_session_stop_finish (CSMS_SESSION (source), result, NULL);
  csms_mailbox_post_done (call->net->mailbox, call->serial, NULL, NULL);
  call_free (call);
}

static gboolean
on_stop (gpointer data)
{
  Call *call = data;
  Call *stopping = call_new (call->net);

  stopping->serial = call->serial;
  csms_session_stop_async (call->net->session, STOP_TIMEOUT_MS, on_stopped, stopping);
  return G_SOURCE_REMOVE;
}

static gboolean
on_reconnect_now (gpointer data)
{
  csms_session_reconnect_now (((Call *) data)->net->session);
  return G_SOURCE_REMOVE;
}

static gboolean
on_network_changed (gpointer data)
{
  csms_session_network_changed (((Call *) data)->net->session);
  return G_SOURCE_REMOVE;
}

static gboolean
on_set_api_key (gpointer data)
{
  Call *call = data;

  csms_session_set_api_key (call->net->session, call->api_key);
  return G_SOURCE_REMOVE;
}

static gboolean
on_request (gpointer data)
{
  Call *call = data;

  csms_session_request (call->net->session, call->serial, call->request, call->priority);
  return G_SOURCE_REMOVE;
}

static gboolean
on_relieved (gpointer data)
{
  csms_session_set_paused (((Call *) data)->net->session, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancel (gpointer data)
{
  Call *call = data;

  csms_session_cancel (call->net->session, call->serial);
  return G_SOURCE_REMOVE;
}

static void
on_quit_stopped (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  csms_session_stop_finish (CSMS_SESSION (source), result, NULL);
  g_main_loop_quit (data);
  g_main_loop_unref (data);
}

static gboolean
on_quit_limit (gpointer data)
{
  g_debug ("A socket would not close in time; leaving it to the system");
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_quit (gpointer data)
{
  CsmsNet *self = ((Call *) data)->net;
  g_autoptr(GSource) limit = g_timeout_source_new (QUIT_LIMIT_MS);

  g_source_set_callback (limit, on_quit_limit, self->loop, NULL);
  g_source_attach (limit, self->context);
  csms_session_stop_async (self->session, QUIT_CLOSE_MS, on_quit_stopped, g_main_loop_ref (self->loop));
  return G_SOURCE_REMOVE;
}

CsmsNet *
csms_net_new (const char            *url,
              const char            *api_key,
              const CsmsLinkOptions *options,
              CsmsMailbox           *mailbox)
{
  CsmsNet *self = g_new0 (CsmsNet, 1);

  self->url = g_strdup (url);
  self->api_key = csms_key_dup (api_key);
  csms_limits_fill (&self->limits, options);
  self->mailbox = mailbox;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("csms-net", run, self);
  return self;
}

void
csms_net_free (CsmsNet *self)
{
  invoke (call_new (self), on_quit);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  csms_limits_clear (&self->limits);
  g_free (self->url);
  csms_key_free (self->api_key);
  g_free (self);
}

void
csms_net_start (CsmsNet *self)
{
  invoke (call_new (self), on_start);
}

void
csms_net_stop (CsmsNet *self,
               guint64  serial)
{
  Call *call = call_new (self);

  call->serial = serial;
  invoke (call, on_stop);
}

void
csms_net_reconnect_now (CsmsNet *self)
{
  invoke (call_new (self), on_reconnect_now);
}

void
csms_net_network_changed (CsmsNet *self)
{
  invoke (call_new (self), on_network_changed);
}

void
csms_net_set_api_key (CsmsNet    *self,
                      const char *api_key)
{
  Call *call = call_new (self);

  call->api_key = csms_key_dup (api_key);
  invoke (call, on_set_api_key);
}

void
csms_net_request (CsmsNet      *self,
                  guint64       serial,
                  CsmsRequest  *request,
                  CsmsPriority  priority)
{
  Call *call = call_new (self);

  call->serial = serial;
  call->request = csms_request_ref (request);
  call->priority = priority;
  invoke (call, on_request);
}

void
csms_net_cancel (CsmsNet *self,
                 guint64  serial)
{
  Call *call = call_new (self);

  call->serial = serial;
  invoke (call, on_cancel);
}

void
csms_net_relieved (CsmsNet *self)
{
  invoke (call_new (self), on_relieved);
}
