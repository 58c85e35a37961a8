/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-metered-input.h"

#include <string.h>

#define PROGRESS_BYTES (64 * 1024)

struct _CsmsMeteredInput
{
  GInputStream parent_instance;

  /* Borrowed */
  GFunc progress;
  gpointer data;

  /* Owned */
  GPollableInputStream *base;
  CsmsMeteredOutput *output;    /* NULL: none to look at */
  GBytes *chunk;
  GSource *parked;              /* what a reader waits on while paused */

  gsize taken;                  /* of the chunk */
  gsize limit;
  gsize since_message;
  gsize since_progress;
  gsize since_stuck;
  gboolean gulped;              /* the turn's share is taken */
  gboolean paused;
  guint8 buffer[CSMS_METERED_GULP];
};

static void csms_metered_input_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsmsMeteredInput, csms_metered_input, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM, csms_metered_input_pollable_init))

static gsize
get_left (CsmsMeteredInput *self)
{
  return self->chunk != NULL ? g_bytes_get_size (self->chunk) - self->taken : 0;
}

static gssize
serve (CsmsMeteredInput *self,
       void             *buffer,
       gsize             count)
{
  gsize n = MIN (count, get_left (self));

  memcpy (buffer, (const guint8 *) g_bytes_get_data (self->chunk, NULL) + self->taken, n);
  self->taken += n;
  if (get_left (self) == 0)
    g_clear_pointer (&self->chunk, g_bytes_unref);
  return (gssize) n;
}

static gboolean
count_unanswered (CsmsMeteredInput  *self,
                  gsize              n,
                  GError           **error)
{
  gboolean is_stuck = self->output != NULL && csms_metered_output_is_stuck (self->output);

  self->since_stuck = is_stuck ? self->since_stuck + n : 0;
  if (self->since_stuck <= CSMS_METERED_STUCK_MAX)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "it talks and does not listen");
  return FALSE;
}

static gboolean
count_bytes (CsmsMeteredInput  *self,
             gsize              n,
             GError           **error)
{
  self->since_message += n;
  self->since_progress += n;
  if (self->since_message > self->limit)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                   "a message of more than %" G_GSIZE_FORMAT " bytes", self->limit);
      return FALSE;
    }
  if (!count_unanswered (self, n, error))
    return FALSE;
  if (self->since_progress >= PROGRESS_BYTES)
    {
      self->since_progress = 0;
      self->progress (self, self->data);
    }
  return TRUE;
}

static gssize
take (CsmsMeteredInput  *self,
      gssize             n,
      void              *buffer,
      gsize              count,
      GError           **error)
{
  if (n <= 0)
    return n;
  if (!count_bytes (self, (gsize) n, error))
    return -1;
  self->gulped = TRUE;
  self->taken = 0;
  self->chunk = g_bytes_new_static (self->buffer, (gsize) n);
  return serve (self, buffer, count);
}

static gssize
csms_metered_input_read (GInputStream  *stream,
                         void          *buffer,
                         gsize          count,
                         GCancellable  *cancellable,
                         GError       **error)
{
  CsmsMeteredInput *self = CSMS_METERED_INPUT (stream);
  gssize n;

  if (get_left (self) > 0)
    return serve (self, buffer, count);
  n = g_input_stream_read (G_INPUT_STREAM (self->base), self->buffer, sizeof self->buffer, cancellable, error);
  return take (self, n, buffer, count, error);
}

static gboolean
csms_metered_input_close (GInputStream  *stream,
                          GCancellable  *cancellable,
                          GError       **error)
{
  /* The connection closes its own streams, both at once. */
  return TRUE;
}

static gboolean
csms_metered_input_is_readable (GPollableInputStream *pollable)
{
  CsmsMeteredInput *self = CSMS_METERED_INPUT (pollable);

  return get_left (self) > 0 || g_pollable_input_stream_is_readable (self->base);
}

static gssize
csms_metered_input_read_nonblocking (GPollableInputStream  *pollable,
                                     void                  *buffer,
                                     gsize                  count,
                                     GError               **error)
{
  CsmsMeteredInput *self = CSMS_METERED_INPUT (pollable);
  gssize n;

  if (get_left (self) > 0)
    return serve (self, buffer, count);

  if (self->gulped || self->paused)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "enough for this turn");
      return -1;
    }

  n = g_pollable_input_stream_read_nonblocking (self->base, self->buffer, sizeof self->buffer, NULL, error);
  return take (self, n, buffer, count, error);
}

static void
forget_parked (CsmsMeteredInput *self)
{
  g_clear_pointer (&self->parked, g_source_unref);
}

static GSource *
csms_metered_input_create_source (GPollableInputStream *pollable,
                                  GCancellable         *cancellable)
{
  CsmsMeteredInput *self = CSMS_METERED_INPUT (pollable);
  g_autoptr(GSource) child = NULL;

  /* Whoever waits has finished with the last gulp: a new turn. */
  self->gulped = FALSE;
  forget_parked (self);
  if (self->paused)
    {
      /* Weeks away; its time is set to now when it may go on. */
      child = g_timeout_source_new (G_MAXUINT);
      self->parked = g_source_ref (child);
    }
  else if (get_left (self) > 0)
    child = g_timeout_source_new (0);
  else
    child = g_pollable_input_stream_create_source (self->base, NULL);
  return g_pollable_source_new_full (self, child, cancellable);
}

static void
csms_metered_input_finalize (GObject *object)
{
  CsmsMeteredInput *self = CSMS_METERED_INPUT (object);

  g_clear_object (&self->base);
  g_clear_object (&self->output);
  g_clear_pointer (&self->chunk, g_bytes_unref);
  forget_parked (self);

  G_OBJECT_CLASS (csms_metered_input_parent_class)->finalize (object);
}

static void
csms_metered_input_class_init (CsmsMeteredInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_metered_input_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = csms_metered_input_read;
  G_INPUT_STREAM_CLASS (klass)->close_fn = csms_metered_input_close;
}

static void
csms_metered_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = csms_metered_input_is_readable;
  iface->read_nonblocking = csms_metered_input_read_nonblocking;
  iface->create_source = csms_metered_input_create_source;
}

static void
csms_metered_input_init (CsmsMeteredInput *self)
{
}

GInputStream *
csms_metered_input_new (GInputStream *base,
                        GBytes       *rest,
                        gsize         limit,
                        GFunc         progress,
                        gpointer      data)
{
  CsmsMeteredInput *self = g_object_new (CSMS_TYPE_METERED_INPUT, NULL);

  self->base = G_POLLABLE_INPUT_STREAM (g_object_ref (base));
  self->chunk = g_bytes_get_size (rest) > 0 ? g_bytes_ref (rest) : NULL;
  self->since_message = g_bytes_get_size (rest);
  self->limit = limit;
  self->progress = progress;
  self->data = data;
  return G_INPUT_STREAM (self);
}

void
csms_metered_input_set_output (CsmsMeteredInput  *self,
                               CsmsMeteredOutput *output)
{
  g_set_object (&self->output, output);
}

void
csms_metered_input_message_ended (CsmsMeteredInput *self)
{
  /* What of the gulp is left belongs to later messages. */
  self->since_message = get_left (self);
  self->since_progress = 0;
}

void
csms_metered_input_set_paused (CsmsMeteredInput *self,
                               gboolean          paused)
{
  self->paused = paused;
  if (!paused && self->parked != NULL)
    {
      g_source_set_ready_time (self->parked, 0);
      forget_parked (self);
    }
}
