/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-metered-output.h"

struct _CsmsMeteredOutput
{
  GOutputStream parent_instance;

  /* Borrowed */
  GFunc given_up;
  gpointer data;

  /* Owned */
  GPollableOutputStream *base;
  GSource *patience;            /* runs while it is stuck */

  guint patience_ms;
};

static void csms_metered_output_pollable_init (GPollableOutputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsMeteredOutput, csms_metered_output, G_TYPE_OUTPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM, csms_metered_output_pollable_init))

static gboolean
on_out_of_patience (gpointer data)
{
  CsmsMeteredOutput *self = data;

  /* The source stays, spent: it is still stuck. */
  if (self->given_up != NULL)
    self->given_up (self, self->data);
  self->given_up = NULL;
  return G_SOURCE_REMOVE;
}

static void
set_stuck (CsmsMeteredOutput *self,
           gboolean           stuck)
{
  if (stuck == (self->patience != NULL))
    return;

  if (!stuck)
    {
      g_source_destroy (self->patience);
      g_clear_pointer (&self->patience, g_source_unref);
      return;
    }
  self->patience = g_timeout_source_new (self->patience_ms);
  g_source_set_static_name (self->patience, "csms patience");
  g_source_set_callback (self->patience, on_out_of_patience, self, NULL);
  g_source_attach (self->patience, g_main_context_get_thread_default ());
}

static gssize
csms_metered_output_write (GOutputStream  *stream,
                           const void     *buffer,
                           gsize           count,
                           GCancellable   *cancellable,
                           GError        **error)
{
  return g_output_stream_write (G_OUTPUT_STREAM (CSMS_METERED_OUTPUT (stream)->base), buffer, count, cancellable, error);
}

static gboolean
csms_metered_output_close (GOutputStream  *stream,
                           GCancellable   *cancellable,
                           GError        **error)
{
  /* The connection closes its own streams, both at once. */
  return TRUE;
}

static gboolean
csms_metered_output_is_writable (GPollableOutputStream *pollable)
{
  return g_pollable_output_stream_is_writable (CSMS_METERED_OUTPUT (pollable)->base);
}

static gssize
csms_metered_output_write_nonblocking (GPollableOutputStream  *pollable,
                                       const void             *buffer,
                                       gsize                   count,
                                       GError                **error)
{
  CsmsMeteredOutput *self = CSMS_METERED_OUTPUT (pollable);
  GError *reason = NULL;
  gssize n = g_pollable_output_stream_write_nonblocking (self->base, buffer, count, NULL, &reason);

  set_stuck (self, g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK));
  if (reason != NULL)
    g_propagate_error (error, reason);
  return n;
}

static GSource *
csms_metered_output_create_source (GPollableOutputStream *pollable,
                                   GCancellable          *cancellable)
{
  g_autoptr(GSource) child = g_pollable_output_stream_create_source (CSMS_METERED_OUTPUT (pollable)->base, NULL);

  return g_pollable_source_new_full (pollable, child, cancellable);
}

static void
csms_metered_output_finalize (GObject *object)
{
  CsmsMeteredOutput *self = CSMS_METERED_OUTPUT (object);

  set_stuck (self, FALSE);
  g_clear_object (&self->base);

  G_OBJECT_CLASS (csms_metered_output_parent_class)->finalize (object);
}

static void
csms_metered_output_class_init (CsmsMeteredOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_metered_output_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = csms_metered_output_write;
  G_OUTPUT_STREAM_CLASS (klass)->close_fn = csms_metered_output_close;
}

static void
csms_metered_output_pollable_init (GPollableOutputStreamInterface *iface)
{
  iface->is_writable = csms_metered_output_is_writable;
  iface->write_nonblocking = csms_metered_output_write_nonblocking;
  iface->create_source = csms_metered_output_create_source;
}

static void
csms_metered_output_init (CsmsMeteredOutput *self)
{
}

CsmsMeteredOutput *
csms_metered_output_new (GOutputStream *base,
                         guint          patience_ms,
                         GFunc          given_up,
                         gpointer       data)
{
  CsmsMeteredOutput *self = g_object_new (CSMS_TYPE_METERED_OUTPUT, NULL);

  self->base = G_POLLABLE_OUTPUT_STREAM (g_object_ref (base));
  self->patience_ms = patience_ms;
  self->given_up = given_up;
  self->data = data;
  return self;
}

gboolean
csms_metered_output_is_stuck (CsmsMeteredOutput *self)
{
  return self->patience != NULL;
}

void
csms_metered_output_forget (CsmsMeteredOutput *self)
{
  self->given_up = NULL;
  g_object_unref (self);
}
