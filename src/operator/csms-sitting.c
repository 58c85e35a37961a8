/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sitting.h"

struct _CsmsSitting {
  GObject parent_instance;

  CsmsKeeper *keeper;
  CsmsConnection *connection;
  gboolean guest;
  gboolean begun;
  gboolean opening;             /* the journal */
  gboolean opened;              /* that was tried, and what could be brought back is there */
  char *api_key;                /* to sign in with once it is; NULL: the server's own */
};

enum {
  CHANGED,
  RESTORED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsSitting, csms_sitting, G_TYPE_OBJECT)

static void
connect_with (CsmsSitting *self, const char *api_key)
{
  if (api_key != NULL)
    csms_connection_use_key (self->connection, api_key);
  else
    csms_connection_start (self->connection);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CsmsSitting) self = data;

  self->opening = FALSE;
  if (csms_keeper_open_finish (CSMS_KEEPER (source), result))
    g_signal_emit (self, signals[RESTORED], 0);
  if (!self->begun)
    return;
  self->opened = TRUE;
  connect_with (self, self->api_key);
  g_clear_pointer (&self->api_key, csms_key_free);
}

static void
csms_sitting_dispose (GObject *object)
{
  CsmsSitting *self = CSMS_SITTING (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->api_key, csms_key_free);
  G_OBJECT_CLASS (csms_sitting_parent_class)->dispose (object);
}

static void
csms_sitting_class_init (CsmsSittingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_sitting_dispose;

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_SITTING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RESTORED] = g_signal_new ("restored", CSMS_TYPE_SITTING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_sitting_init (CsmsSitting *self)
{
}

CsmsSitting *
csms_sitting_new (CsmsKeeper *keeper, CsmsConnection *connection, gboolean guest)
{
  CsmsSitting *self = g_object_new (CSMS_TYPE_SITTING, NULL);

  self->keeper = g_object_ref (keeper);
  self->connection = g_object_ref (connection);
  self->guest = guest;
  return self;
}

void
csms_sitting_begin (CsmsSitting *self, const char *api_key)
{
  gboolean was_begun = self->begun;

  self->begun = TRUE;
  if (self->opened)
    {
      connect_with (self, api_key);
      return;
    }
  if (api_key != NULL)
    {
      g_clear_pointer (&self->api_key, csms_key_free);
      self->api_key = csms_key_dup (api_key);
    }
  if (!self->opening)
    {
      self->opening = TRUE;
      csms_keeper_open_async (self->keeper, !self->guest, on_opened, g_object_ref (self));
    }
  if (!was_begun)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  /* What could not be written has been the journal's problem all along. */
  csms_keeper_close_finish (CSMS_KEEPER (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  CsmsSitting *self = g_task_get_source_object (task);

  csms_connection_stop_finish (CSMS_CONNECTION (source), result, NULL);
  csms_keeper_close_async (self->keeper, on_closed, task);
}

void
csms_sitting_end_async (CsmsSitting *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, csms_sitting_end_async);
  self->begun = self->opened = FALSE;
  csms_connection_stop_async (self->connection, cancellable, on_stopped, task);
}

gboolean
csms_sitting_end_finish (CsmsSitting *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
csms_sitting_get_begun (CsmsSitting *self)
{
  return self->begun;
}
