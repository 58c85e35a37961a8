/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-file-export.h"

/* One export under way; the data of its task. */
typedef struct {
  GFile *file;
  GFile *part;                  /* what is written to, until it is whole */
  const CsmsExportSource *source;
  gpointer data;
  CsmsExportProgressFunc progress;
  gpointer progress_data;

  GOutputStream *stream;        /* NULL: not made yet, or closed */
  GBytes *piece;
  gboolean more;
  double fraction;
  guint64 n_bytes;
  GError *error;                /* what it failed with, while it is cleaned up */
} Export;

static void read_next (GTask *task);

static void
export_free (gpointer data)
{
  Export *self = data;

  if (self->source->free != NULL)
    self->source->free (self->data);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_clear_error (&self->error);
  g_object_unref (self->part);
  g_object_unref (self->file);
  g_free (self);
}

static void
on_deleted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *self = g_task_get_task_data (task);

  g_file_delete_finish (G_FILE (object), result, NULL);
  g_task_return_error (task, g_steal_pointer (&self->error));
}

static void
on_abandoned (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Export *self = g_task_get_task_data (user_data);

  g_output_stream_close_finish (G_OUTPUT_STREAM (object), result, NULL);
  g_file_delete_async (self->part, G_PRIORITY_DEFAULT, NULL, on_deleted, user_data);
}

/* @task: (transfer full); @error: (transfer full). The clean-up is not to be cancelled. */
static void
fail (GTask *task, GError *error)
{
  Export *self = g_task_get_task_data (task);

  self->error = error;
  if (self->stream != NULL)
    g_output_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, on_abandoned, task);
  else
    g_file_delete_async (self->part, G_PRIORITY_DEFAULT, NULL, on_deleted, task);
}

static void
on_moved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_move_finish (G_FILE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    fail (g_steal_pointer (&task), error);
}

static void
on_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_object (&self->stream);
  if (g_output_stream_close_finish (G_OUTPUT_STREAM (object), result, &error))
    g_file_move_async (self->part, self->file, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, G_PRIORITY_DEFAULT,
                       g_task_get_cancellable (task), NULL, NULL, on_moved, task);
  else
    fail (task, error);
}

static void
on_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    {
      fail (task, error);
      return;
    }
  self->n_bytes += g_bytes_get_size (self->piece);
  g_clear_pointer (&self->piece, g_bytes_unref);
  if (self->progress != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    self->progress (self->fraction, self->n_bytes, self->progress_data);
  if (self->more)
    read_next (task);
  else
    g_output_stream_close_async (self->stream, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_closed, task);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;
  gconstpointer bytes;
  gsize n_bytes;

  self->piece = self->source->read_finish (self->data, result, &self->more, &self->fraction, &error);
  if (self->piece == NULL)
    {
      fail (task, error);
      return;
    }
  bytes = g_bytes_get_data (self->piece, &n_bytes);
  g_output_stream_write_all_async (self->stream, bytes, n_bytes, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_written, task);
}

static void
read_next (GTask *task)
{
  Export *self = g_task_get_task_data (task);

  self->source->read_async (self->data, g_task_get_cancellable (task), on_read, task);
}

static void
on_created (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->stream = G_OUTPUT_STREAM (g_file_create_finish (G_FILE (object), result, &error));
  if (self->stream != NULL)
    {
      read_next (task);
      return;
    }
  /* What is there under that name is not ours. */
  g_task_return_error (task, error);
  g_object_unref (task);
}

static GFile *
make_part (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *part = g_strdup_printf (".%.200s-%08x.part", name, g_random_int ());

  return folder != NULL ? g_file_get_child (folder, part) : g_object_ref (file);
}

void
csms_file_export_async (GFile *file, const CsmsExportSource *source, gpointer data, CsmsExportProgressFunc progress,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Export *self;
  GTask *task;

  g_return_if_fail (G_IS_FILE (file));

  self = g_new0 (Export, 1);
  self->file = g_object_ref (file);
  self->part = make_part (file);
  self->source = source;
  self->data = data;
  self->progress = progress;
  self->progress_data = user_data;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_file_export_async);
  /* What was written as a whole is there, whoever changed his mind meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, export_free);
  g_file_create_async (self->part, G_FILE_CREATE_NONE, G_PRIORITY_DEFAULT, cancellable, on_created, task);
}

gboolean
csms_file_export_finish (GAsyncResult *result, guint64 *n_bytes, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_file_export_async), FALSE);

  if (n_bytes != NULL)
    *n_bytes = ((Export *) g_task_get_task_data (G_TASK (result)))->n_bytes;
  return g_task_propagate_boolean (G_TASK (result), error);
}
