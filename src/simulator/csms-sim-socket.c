/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-socket.h"

#include "csms-sim-outbox.h"

#define SLOW_BYTE_MS 1
/* A client this far behind will not catch up; it gets what is queued, and then its end. */
#define BACKLOG_BYTES_MAX (1024 * 1024 * 1024)

struct _CsmsSimSocket
{
  GObject parent_instance;

  /* owned */
  GIOStream *stream;
  CsmsSimClock *clock;
  GSource *reader;
  GSource *writer;
  GByteArray *incoming;
  GByteArray *message;
  CsmsSimOutbox outgoing;

  guint ping_timer;
  guint slow_timer;
  guint ping_interval_ms;
  guint message_opcode;
  CsmsSimulatorNetwork network;
  gboolean alive;
  gboolean cut_when_flushed;
  gboolean closed;
};

enum { SIGNAL_TEXT, SIGNAL_CLOSED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsSimSocket, csms_sim_socket, G_TYPE_OBJECT)

static void pump (CsmsSimSocket *self);

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
end (CsmsSimSocket *self)
{
  if (self->closed)
    return;
  self->closed = TRUE;
  clear_source (&self->reader);
  clear_source (&self->writer);
  csms_sim_clock_cancel (self->clock, &self->ping_timer);
  csms_sim_clock_cancel (self->clock, &self->slow_timer);
  if ((self->network & CSMS_SIMULATOR_NETWORK_HALF_OPEN) == 0)
    g_io_stream_close (self->stream, NULL, NULL);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static gboolean
write_some (CsmsSimSocket *self,
            gsize          most)
{
  g_autoptr (GError) error = NULL;

  if (csms_sim_outbox_write (&self->outgoing, g_io_stream_get_output_stream (self->stream), most, &error))
    return TRUE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    end (self);
  return FALSE;
}

static gboolean
on_writable (GObject  *stream,
             gpointer  data)
{
  g_autoptr (CsmsSimSocket) self = g_object_ref (data);

  clear_source (&self->writer);
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
wait_until_writable (CsmsSimSocket *self)
{
  GPollableOutputStream *output = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->stream));

  if (self->writer != NULL)
    return;
  self->writer = g_pollable_output_stream_create_source (output, NULL);
  g_source_set_callback (self->writer, G_SOURCE_FUNC (on_writable), self, NULL);
  g_source_attach (self->writer, csms_sim_clock_get_context (self->clock));
}

static void
write_slow_byte (gpointer data)
{
  g_autoptr (CsmsSimSocket) self = g_object_ref (data);

  self->slow_timer = 0;
  if (csms_sim_outbox_get_backlog (&self->outgoing) > 0)
    write_some (self, 1);
  if (!self->closed)
    pump (self);
}

/* Sends what the faults of the network let through. */
static void
pump (CsmsSimSocket *self)
{
  if (self->closed || (self->network & (CSMS_SIMULATOR_NETWORK_STALL | CSMS_SIMULATOR_NETWORK_HALF_OPEN)) != 0)
    return;

  if (csms_sim_outbox_get_backlog (&self->outgoing) > 0 && (self->network & CSMS_SIMULATOR_NETWORK_SLOW_BYTES) != 0)
    {
      if (self->slow_timer == 0)
        self->slow_timer = csms_sim_clock_after (self->clock, SLOW_BYTE_MS, write_slow_byte, self);
      return;
    }
  while (csms_sim_outbox_get_backlog (&self->outgoing) > 0)
    if (!write_some (self, G_MAXSSIZE))
      {
        if (!self->closed)
          wait_until_writable (self);
        return;
      }
  if (self->cut_when_flushed)
    end (self);
}

/* All that is sent in one turn of the main loop goes out in one write. */
static void
send_soon (CsmsSimSocket *self)
{
  if ((self->network & (CSMS_SIMULATOR_NETWORK_STALL | CSMS_SIMULATOR_NETWORK_HALF_OPEN)) == 0)
    wait_until_writable (self);
}

static void
ping (gpointer data)
{
  g_autoptr (CsmsSimSocket) self = g_object_ref (data);

  self->ping_timer = 0;
  if (!self->alive)
    {
      end (self);
      return;
    }
  self->alive = FALSE;
  csms_sim_socket_send (self, CSMS_SIM_FRAME_PING, NULL, 0);
  if (!self->closed)
    self->ping_timer = csms_sim_clock_after (self->clock, self->ping_interval_ms, ping, self);
}

static void
take_message (CsmsSimSocket *self)
{
  guint length = self->message->len;

  if (self->message_opcode == CSMS_SIM_FRAME_TEXT)
    {
      g_byte_array_append (self->message, (const guint8 *) "", 1);
      g_signal_emit (self, signals[SIGNAL_TEXT], 0, self->message->data, (guint64) length);
    }
  g_byte_array_set_size (self->message, 0);
}

static void
take_frame (CsmsSimSocket      *self,
            const CsmsSimFrame *frame)
{
  self->alive = TRUE;
  switch (frame->opcode)
    {
    case CSMS_SIM_FRAME_CLOSE:
      csms_sim_socket_send (self, CSMS_SIM_FRAME_CLOSE, frame->payload, MIN (frame->length, 2));
      csms_sim_socket_flush_and_cut (self);
      break;
    case CSMS_SIM_FRAME_PING:
      csms_sim_socket_send (self, CSMS_SIM_FRAME_PONG, frame->payload, MIN (frame->length, 125));
      break;
    case CSMS_SIM_FRAME_PONG:
      break;
    case CSMS_SIM_FRAME_TEXT:
    case CSMS_SIM_FRAME_BINARY:
      self->message_opcode = frame->opcode;
      g_byte_array_set_size (self->message, 0);
      G_GNUC_FALLTHROUGH;
    case CSMS_SIM_FRAME_CONTINUATION:
      g_byte_array_append (self->message, frame->payload, (guint) frame->length);
      if (self->message->len > CSMS_SIM_FRAME_BYTES_MAX)
        end (self);
      else if (frame->final)
        take_message (self);
      break;
    default:
      end (self);
      break;
    }
}

static gboolean
on_readable (GObject  *stream,
             gpointer  data)
{
  g_autoptr (CsmsSimSocket) self = g_object_ref (data);
  g_autoptr (GError) error = NULL;
  guint8 chunk[16384];
  gsize used = 0;
  gssize n;

  n = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (stream), chunk, sizeof chunk, NULL, &error);
  if (n < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  if (n <= 0)
    {
      end (self);
      return G_SOURCE_REMOVE;
    }

  g_byte_array_append (self->incoming, chunk, (guint) n);
  while (!self->closed && !self->cut_when_flushed)
    {
      CsmsSimFrame frame;
      gssize n_frame = csms_sim_frame_parse (self->incoming->data + used, self->incoming->len - used, &frame);

      if (n_frame == 0)
        break;
      if (n_frame < 0)
        {
          end (self);
          break;
        }
      take_frame (self, &frame);
      used += (gsize) n_frame;
    }
  g_byte_array_remove_range (self->incoming, 0, (guint) used);
  return self->closed || self->cut_when_flushed ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
csms_sim_socket_dispose (GObject *object)
{
  CsmsSimSocket *self = CSMS_SIM_SOCKET (object);

  end (self);
  g_io_stream_close (self->stream, NULL, NULL);
  G_OBJECT_CLASS (csms_sim_socket_parent_class)->dispose (object);
}

static void
csms_sim_socket_finalize (GObject *object)
{
  CsmsSimSocket *self = CSMS_SIM_SOCKET (object);

  g_clear_pointer (&self->incoming, g_byte_array_unref);
  g_clear_pointer (&self->message, g_byte_array_unref);
  csms_sim_outbox_clear (&self->outgoing);
  g_clear_object (&self->stream);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (csms_sim_socket_parent_class)->finalize (object);
}

static void
csms_sim_socket_class_init (CsmsSimSocketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_sim_socket_dispose;
  object_class->finalize = csms_sim_socket_finalize;

  signals[SIGNAL_TEXT] =
    g_signal_new ("text", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_UINT64);
  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_sim_socket_init (CsmsSimSocket *self)
{
  self->incoming = g_byte_array_new ();
  self->message = g_byte_array_new ();
  csms_sim_outbox_init (&self->outgoing);
  self->alive = TRUE;
}

CsmsSimSocket *
csms_sim_socket_new (GIOStream    *stream,
                     CsmsSimClock *clock)
{
  CsmsSimSocket *self = g_object_new (CSMS_TYPE_SIM_SOCKET, NULL);

  self->stream = g_object_ref (stream);
  self->clock = g_object_ref (clock);
  return self;
}

void
csms_sim_socket_start (CsmsSimSocket *self,
                       guint          ping_interval_ms)
{
  GPollableInputStream *input;

  g_return_if_fail (CSMS_IS_SIM_SOCKET (self));

  if (self->closed)
    return;
  self->ping_interval_ms = ping_interval_ms;
  self->ping_timer = csms_sim_clock_after (self->clock, ping_interval_ms, ping, self);
  input = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (self->stream));
  self->reader = g_pollable_input_stream_create_source (input, NULL);
  g_source_set_callback (self->reader, G_SOURCE_FUNC (on_readable), self, NULL);
  g_source_attach (self->reader, csms_sim_clock_get_context (self->clock));
}

void
csms_sim_socket_send (CsmsSimSocket *self,
                      guint          opcode,
                      gconstpointer  data,
                      gsize          length)
{
  g_return_if_fail (CSMS_IS_SIM_SOCKET (self));

  if (self->closed || self->cut_when_flushed || csms_sim_socket_is_half_open (self))
    return;
  csms_sim_frame_append (self->outgoing.bytes, opcode, data, length);
  if (csms_sim_outbox_get_backlog (&self->outgoing) > BACKLOG_BYTES_MAX)
    self->cut_when_flushed = TRUE;
  send_soon (self);
}

void
csms_sim_socket_set_network (CsmsSimSocket        *self,
                             CsmsSimulatorNetwork  faults)
{
  g_return_if_fail (CSMS_IS_SIM_SOCKET (self));

  self->network = faults | (self->network & CSMS_SIMULATOR_NETWORK_HALF_OPEN);
  if ((self->network & CSMS_SIMULATOR_NETWORK_HALF_OPEN) != 0)
    clear_source (&self->reader);
  else if (!self->closed)
    send_soon (self);
}

void
csms_sim_socket_cut (CsmsSimSocket *self)
{
  g_return_if_fail (CSMS_IS_SIM_SOCKET (self));

  end (self);
}

void
csms_sim_socket_flush_and_cut (CsmsSimSocket *self)
{
  g_return_if_fail (CSMS_IS_SIM_SOCKET (self));

  if (self->closed)
    return;
  self->cut_when_flushed = TRUE;
  send_soon (self);
}

gboolean
csms_sim_socket_is_half_open (CsmsSimSocket *self)
{
  return (self->network & CSMS_SIMULATOR_NETWORK_HALF_OPEN) != 0;
}

gboolean
csms_sim_socket_is_open (CsmsSimSocket *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_SOCKET (self), FALSE);

  return !self->closed && !self->cut_when_flushed;
}

gsize
csms_sim_socket_get_backlog (CsmsSimSocket *self)
{
  g_return_val_if_fail (CSMS_IS_SIM_SOCKET (self), 0);

  return csms_sim_outbox_get_backlog (&self->outgoing);
}
