/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-metered-stream.h"

struct _CsmsMeteredStream
{
  GIOStream parent_instance;

  /* Owned */
  GIOStream *base;
  GInputStream *input;
  GOutputStream *output;
};

G_DEFINE_FINAL_TYPE (CsmsMeteredStream, csms_metered_stream, G_TYPE_IO_STREAM)

static GInputStream *
csms_metered_stream_get_input_stream (GIOStream *stream)
{
  return CSMS_METERED_STREAM (stream)->input;
}

static GOutputStream *
csms_metered_stream_get_output_stream (GIOStream *stream)
{
  return CSMS_METERED_STREAM (stream)->output;
}

static gboolean
csms_metered_stream_close (GIOStream     *stream,
                           GCancellable  *cancellable,
                           GError       **error)
{
  return g_io_stream_close (CSMS_METERED_STREAM (stream)->base, cancellable, error);
}

static void
on_base_closed (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;

  if (g_io_stream_close_finish (G_IO_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* GIOStream's own would close in a thread of the pool. */
static void
csms_metered_stream_close_async (GIOStream           *stream,
                                 int                  io_priority,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = g_task_new (stream, cancellable, callback, user_data);

  g_task_set_source_tag (task, csms_metered_stream_close_async);
  g_io_stream_close_async (CSMS_METERED_STREAM (stream)->base, io_priority, cancellable, on_base_closed, task);
}

static gboolean
csms_metered_stream_close_finish (GIOStream     *stream,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
csms_metered_stream_finalize (GObject *object)
{
  CsmsMeteredStream *self = CSMS_METERED_STREAM (object);

  /* The parent closes the stream in its turn, and needs them. */
  G_OBJECT_CLASS (csms_metered_stream_parent_class)->finalize (object);

  g_clear_object (&self->input);
  g_clear_object (&self->output);
  g_clear_object (&self->base);
}

static void
csms_metered_stream_class_init (CsmsMeteredStreamClass *klass)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = csms_metered_stream_finalize;

  stream_class->get_input_stream = csms_metered_stream_get_input_stream;
  stream_class->get_output_stream = csms_metered_stream_get_output_stream;
  stream_class->close_fn = csms_metered_stream_close;
  stream_class->close_async = csms_metered_stream_close_async;
  stream_class->close_finish = csms_metered_stream_close_finish;
}

static void
csms_metered_stream_init (CsmsMeteredStream *self)
{
}

GIOStream *
csms_metered_stream_new (GIOStream     *base,
                         GInputStream  *input,
                         GOutputStream *output)
{
  CsmsMeteredStream *self = g_object_new (CSMS_TYPE_METERED_STREAM, NULL);

  self->base = g_object_ref (base);
  self->input = g_object_ref (input);
  self->output = g_object_ref (output);
  return G_IO_STREAM (self);
}
