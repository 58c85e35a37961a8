/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-dial.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "csms-client-error.h"
#include "csms-upgrade.h"

#define HEAD_CHUNK 2048

typedef struct
{
  GUri *uri;
  char *key;
  char *request;
  GSocketConnection *connection;
  GByteArray *head;
  GCancellable *cancellable;    /* ours: the caller's, or the time limit */
  GCancellable *outer;
  gulong outer_handler;
  GSource *timeout;
  guint timeout_ms;
  gboolean timed_out;
} Dial;

static void read_head (GTask *task);

static void
dial_free (gpointer data)
{
  Dial *dial = data;

  g_source_destroy (dial->timeout);
  g_source_unref (dial->timeout);
  g_cancellable_disconnect (dial->outer, dial->outer_handler);
  g_clear_object (&dial->outer);
  g_clear_object (&dial->cancellable);
  g_clear_object (&dial->connection);
  g_byte_array_unref (dial->head);
  g_uri_unref (dial->uri);
  g_free (dial->key);
  g_free (dial->request);
  g_free (dial);
}

static gboolean
on_timeout (gpointer data)
{
  Dial *dial = data;

  dial->timed_out = TRUE;
  g_cancellable_cancel (dial->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer,
                    gpointer      data)
{
  g_cancellable_cancel (data);
}

/* Takes @reason and says it in the words of this room. */
static void
return_error (GTask  *task,
              GError *reason)
{
  Dial *dial = g_task_get_task_data (task);
  const char *host = g_uri_get_host (dial->uri);

  if (dial->connection != NULL)
    g_io_stream_close (G_IO_STREAM (dial->connection), NULL, NULL);

  if (reason->domain == CSMS_CLIENT_ERROR)
    {
      g_task_return_error (task, reason);
      return;
    }
  if (dial->timed_out)
    g_task_return_new_error (task, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT,
                             _("%s did not answer within %u s"), host, (dial->timeout_ms + 999) / 1000);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&reason));
  else if (g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    g_task_return_new_error (task, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_TLS,
                             _("The certificate of %s is not to be trusted: %s"), host, reason->message);
  else
    g_task_return_new_error (task, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT,
                             _("%s could not be reached: %s"), host, reason->message);
  g_clear_error (&reason);
}

/* Returns the offset behind the empty line, 0 when it has not come yet. */
static gsize
find_end_of_head (GByteArray *head)
{
  const char *end = memmem (head->data, head->len, "\r\n\r\n", 4);

  return end != NULL ? (gsize) (end - (const char *) head->data) + 4 : 0;
}

static void
on_head_read (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GTask) task = data;
  Dial *dial = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  g_autofree char *head = NULL;
  gsize end;

  if (chunk == NULL)
    {
      return_error (task, error);
      return;
    }

  g_byte_array_append (dial->head, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  end = find_end_of_head (dial->head);
  if (end == 0 && g_bytes_get_size (chunk) > 0 && dial->head->len < CSMS_UPGRADE_HEAD_MAX)
    {
      read_head (g_steal_pointer (&task));
      return;
    }

  if (end == 0)
    {
      return_error (task, g_error_new (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT,
                                       _("%s ended the connection without a proper answer"), g_uri_get_host (dial->uri)));
      return;
    }

  head = g_strndup ((const char *) dial->head->data, end);
  if (!csms_upgrade_check_answer (head, dial->key, &error))
    {
      return_error (task, error);
      return;
    }

  g_byte_array_remove_range (dial->head, 0, end);
  g_task_return_pointer (task, g_object_ref (dial->connection), g_object_unref);
}

static void
read_head (GTask *task)
{
  Dial *dial = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (G_IO_STREAM (dial->connection)), HEAD_CHUNK,
                                   G_PRIORITY_DEFAULT, dial->cancellable, on_head_read, task);
}

static void
on_request_written (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    read_head (g_steal_pointer (&task));
  else
    return_error (task, error);
}

static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GTask) task = data;
  Dial *dial = g_task_get_task_data (task);
  GError *error = NULL;

  dial->connection = g_socket_client_connect_to_uri_finish (G_SOCKET_CLIENT (source), result, &error);
  if (dial->connection == NULL)
    {
      return_error (task, error);
      return;
    }

  /* A command is one small frame: it must not wait for an acknowledgement of the one before. */
  g_socket_set_option (g_socket_connection_get_socket (dial->connection), IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (dial->connection)),
                                   dial->request, strlen (dial->request), G_PRIORITY_DEFAULT, dial->cancellable,
                                   on_request_written, g_steal_pointer (&task));
}

static Dial *
dial_new (GUri         *uri,
          const char   *user_agent,
          guint         timeout_ms,
          GCancellable *cancellable)
{
  Dial *dial = g_new0 (Dial, 1);

  dial->uri = g_uri_ref (uri);
  dial->key = csms_upgrade_make_key ();
  dial->request = csms_upgrade_make_request (uri, dial->key, user_agent);
  dial->head = g_byte_array_new ();
  dial->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    {
      dial->outer = g_object_ref (cancellable);
      dial->outer_handler = g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled),
                                                   g_object_ref (dial->cancellable), g_object_unref);
    }
  dial->timeout_ms = timeout_ms;
  dial->timeout = g_timeout_source_new (timeout_ms);
  g_source_set_callback (dial->timeout, on_timeout, dial, NULL);
  g_source_attach (dial->timeout, g_main_context_get_thread_default ());
  return dial;
}

void
csms_dial_async (GUri                *uri,
                 const char          *user_agent,
                 guint                timeout_ms,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  gboolean is_tls = g_strcmp0 (g_uri_get_scheme (uri), "wss") == 0;
  g_autofree char *address = NULL;
  Dial *dial = dial_new (uri, user_agent, timeout_ms, cancellable);

  g_task_set_source_tag (task, csms_dial_async);
  g_task_set_task_data (task, dial, dial_free);

  /* Proxy settings know http and https, not ws and wss. */
  address = g_uri_join (G_URI_FLAGS_ENCODED, is_tls ? "https" : "http", NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                        "/", NULL, NULL);
  g_socket_client_set_tls (client, is_tls);
  g_socket_client_connect_to_uri_async (client, address, is_tls ? 443 : 80, dial->cancellable, on_connected,
                                        g_steal_pointer (&task));
}

GSocketConnection *
csms_dial_finish (GAsyncResult  *result,
                  GBytes       **rest,
                  GError       **error)
{
  Dial *dial = g_task_get_task_data (G_TASK (result));
  GSocketConnection *connection = g_task_propagate_pointer (G_TASK (result), error);

  if (connection != NULL)
    *rest = g_bytes_new (dial->head->data, dial->head->len);
  return connection;
}
