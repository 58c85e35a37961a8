/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-simulator-thread.h"

struct _CsmsSimulatorThread
{
  /* owned */
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  CsmsSimulatorConfig config; /* of the caller, read until the thread is ready */
  char *url;
  GError *error;

  /* shared, under the lock */
  GMutex lock;
  GCond changed;
  gboolean ready;

  /* borrowed, in the simulator's thread alone */
  CsmsSimulator *simulator;
};

typedef struct
{
  CsmsSimulatorThread *thread;
  CsmsSimulatorFunc func;
  gpointer data;
  gboolean done;
} Invocation;

static gpointer
run (gpointer data)
{
  CsmsSimulatorThread *self = data;
  gboolean started;

  g_main_context_push_thread_default (self->context);
  self->simulator = csms_simulator_new (&self->config);
  started = csms_simulator_start (self->simulator, &self->error);
  self->url = g_strdup (csms_simulator_get_url (self->simulator));

  g_mutex_lock (&self->lock);
  self->ready = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  if (started)
    g_main_loop_run (self->loop);
  csms_simulator_stop (self->simulator);
  g_clear_object (&self->simulator);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

CsmsSimulatorThread *
csms_simulator_thread_new (const CsmsSimulatorConfig  *config,
                           GError                    **error)
{
  CsmsSimulatorThread *self;

  g_return_val_if_fail (config != NULL, NULL);

  self = g_new0 (CsmsSimulatorThread, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->config = *config;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("csms-simulator", run, self);

  g_mutex_lock (&self->lock);
  while (!self->ready)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  if (self->error == NULL)
    return self;

  g_propagate_error (error, g_steal_pointer (&self->error));
  csms_simulator_thread_free (self);
  return NULL;
}

const char *
csms_simulator_thread_get_url (CsmsSimulatorThread *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->url;
}

static gboolean
invoke (gpointer data)
{
  Invocation *invocation = data;
  CsmsSimulatorThread *self = invocation->thread;

  invocation->func (self->simulator, invocation->data);
  g_mutex_lock (&self->lock);
  invocation->done = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return G_SOURCE_REMOVE;
}

void
csms_simulator_thread_invoke (CsmsSimulatorThread *self,
                              CsmsSimulatorFunc    func,
                              gpointer             data)
{
  Invocation invocation = { self, func, data, FALSE };
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, invoke, &invocation, NULL);
  g_source_attach (source, self->context);
  g_mutex_lock (&self->lock);
  while (!invocation.done)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
}

static gboolean
quit (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
csms_simulator_thread_free (CsmsSimulatorThread *self)
{
  g_autoptr (GSource) source = NULL;

  if (self == NULL)
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, quit, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_clear_error (&self->error);
  g_free (self->url);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
