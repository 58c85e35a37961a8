/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-wire-log.h"

#include "csms-key.h"
#include "csms-redactor.h"
#include "csms-wire-file.h"

/* Frames that wait for the disk: more than the largest there is. */
#define WAITING_MAX_BYTES (96 * 1024 * 1024)

/* Lines are written together while more of them wait. */
#define BATCH_BYTES (64 * 1024)

struct _CsmsWireLog
{
  GObject parent_instance;

  /* Owned */
  GThreadPool *writer;          /* of one thread at most, so that the order is kept */

  /* Owned, in the writer's thread alone */
  CsmsWireFile *file;           /* NULL once it could not be written */
  CsmsRedactor *redactor;
  GString *lines;

  GMutex lock;
  gsize waiting_bytes;          /* under the lock */
  guint dropped;                /* under the lock: since the last that was not */
};

G_DEFINE_FINAL_TYPE (CsmsWireLog, csms_wire_log, G_TYPE_OBJECT)

/* One thing for the writer to do, in its turn. */
typedef struct
{
  gint64 at_ms;
  CsmsWireDirection direction;
  GBytes *frame;                /* NULL: a secret */
  char *secret;
  guint dropped;                /* before it */
} Note;

static void
note_free (Note *note)
{
  g_clear_pointer (&note->frame, g_bytes_unref);
  csms_key_free (note->secret);
  g_free (note);
}

static void
append_frame (CsmsWireLog *self,
              const Note  *note)
{
  gsize length;
  const char *frame = g_bytes_get_data (note->frame, &length);

  if (note->dropped > 0)
    g_string_append_printf (self->lines, "{\"at\":%" G_GINT64_FORMAT ",\"dir\":\"meta\",\"dropped\":%u}\n", note->at_ms, note->dropped);
  g_string_append_printf (self->lines, "{\"at\":%" G_GINT64_FORMAT ",\"dir\":\"%s\",\"frame\":", note->at_ms,
                          note->direction == CSMS_WIRE_OUT ? "out" : "in");
  csms_redactor_append (self->redactor, self->lines, frame != NULL ? frame : "", length, CSMS_WIRE_LOG_MAX_LINE);
  g_string_append (self->lines, "}\n");
}

static void
write_lines (CsmsWireLog *self)
{
  g_autoptr(GError) error = NULL;

  if (self->file != NULL && !csms_wire_file_write (self->file, self->lines, &error))
    {
      g_warning ("%s; no more of it is written", error->message);
      g_clear_pointer (&self->file, csms_wire_file_close);
    }
  g_string_truncate (self->lines, 0);
}

static gboolean
take_weight (CsmsWireLog *self,
             gsize        weight)
{
  gboolean is_last;

  g_mutex_lock (&self->lock);
  self->waiting_bytes -= weight;
  is_last = self->waiting_bytes == 0;
  g_mutex_unlock (&self->lock);
  return is_last;
}

static gsize
get_weight (const Note *note)
{
  return sizeof (Note) + (note->frame != NULL ? g_bytes_get_size (note->frame) : 0);
}

static void
work (gpointer data,
      gpointer log)
{
  CsmsWireLog *self = log;
  Note *note = data;

  if (note->secret != NULL)
    csms_redactor_add_secret (self->redactor, note->secret);
  else if (self->file != NULL)
    append_frame (self, note);
  if (take_weight (self, get_weight (note)) || self->lines->len >= BATCH_BYTES)
    write_lines (self);
  note_free (note);
}

static void
csms_wire_log_finalize (GObject *object)
{
  CsmsWireLog *self = CSMS_WIRE_LOG (object);

  if (self->writer != NULL)
    g_thread_pool_free (self->writer, FALSE, TRUE);
  g_clear_pointer (&self->file, csms_wire_file_close);
  csms_redactor_free (self->redactor);
  g_string_free (self->lines, TRUE);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (csms_wire_log_parent_class)->finalize (object);
}

static void
csms_wire_log_class_init (CsmsWireLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_wire_log_finalize;
}

static void
csms_wire_log_init (CsmsWireLog *self)
{
  g_mutex_init (&self->lock);
  self->redactor = csms_redactor_new ();
  self->lines = g_string_new (NULL);
}

CsmsWireLog *
csms_wire_log_new_bounded (const char  *path,
                           gsize        max_bytes,
                           GError     **error)
{
  g_autoptr(CsmsWireLog) self = g_object_new (CSMS_TYPE_WIRE_LOG, NULL);

  self->file = csms_wire_file_open (path, max_bytes, error);
  if (self->file == NULL)
    return NULL;
  self->writer = g_thread_pool_new (work, self, 1, FALSE, error);
  return self->writer != NULL ? g_steal_pointer (&self) : NULL;
}

CsmsWireLog *
csms_wire_log_new (const char  *path,
                   GError     **error)
{
  return csms_wire_log_new_bounded (path, CSMS_WIRE_LOG_MAX_BYTES, error);
}

/* Takes @note. */
static void
push (CsmsWireLog *self,
      Note        *note)
{
  gsize weight = get_weight (note);
  gboolean is_full;

  g_mutex_lock (&self->lock);
  is_full = note->frame != NULL && self->waiting_bytes + weight > WAITING_MAX_BYTES;
  if (is_full)
    self->dropped++;
  else
    {
      self->waiting_bytes += weight;
      note->dropped = self->dropped;
      self->dropped = 0;
    }
  g_mutex_unlock (&self->lock);

  if (is_full)
    note_free (note);
  else
    g_thread_pool_push (self->writer, note, NULL);
}

void
csms_wire_log_add (CsmsWireLog       *self,
                   CsmsWireDirection  direction,
                   GBytes            *frame)
{
  Note *note = g_new0 (Note, 1);

  note->at_ms = g_get_real_time () / 1000;
  note->direction = direction;
  note->frame = g_bytes_ref (frame);
  push (self, note);
}

void
csms_wire_log_add_secret (CsmsWireLog *self,
                          const char  *secret)
{
  Note *note = g_new0 (Note, 1);

  note->secret = csms_key_dup (secret);
  push (self, note);
}
