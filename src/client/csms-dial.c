/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-dial.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "csms-checked-address.h"
#include "csms-tls.h"
#include "csms-upgrade.h"

#define HEAD_CHUNK 2048

typedef struct
{
  GUri *uri;
  char *ca_file;
  char *key;
  char *request;
  CsmsCheckedAddress *address;
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

static gboolean
is_tls (GUri *uri)
{
  return g_strcmp0 (g_uri_get_scheme (uri), "wss") == 0;
}

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
  g_clear_object (&dial->address);
  g_byte_array_unref (dial->head);
  g_uri_unref (dial->uri);
  g_free (dial->ca_file);
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

/* The words of GIO name the host once more, where they only say that there was no connection. */
static char *
word_unreachable (const char *host, const GError *reason)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_strdup_printf (_("%s refused the connection: no server answers there"), host);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return g_strdup_printf (_("There is no way to %s: check the network"), host);
  if (g_error_matches (reason, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    return g_strdup_printf (_("There is no server named %s: check the address"), host);
  return g_strdup_printf (_("%s could not be reached: %s"), host, reason->message);
}

/* Takes @reason and says it in the words of this room. */
static void
return_error (GTask  *task,
              GError *reason)
{
  Dial *dial = g_task_get_task_data (task);
  const char *host = g_uri_get_host (dial->uri);
  g_autofree char *words = NULL;

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
  else
    {
      words = word_unreachable (host, reason);
      g_task_return_new_error (task, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT, "%s", words);
    }
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
write_request (GTask *task)
{
  Dial *dial = g_task_get_task_data (task);

  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (dial->connection)),
                                   dial->request, strlen (dial->request), G_PRIORITY_DEFAULT, dial->cancellable,
                                   on_request_written, task);
}

static void
on_tls_begun (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GTask) task = data;
  Dial *dial = g_task_get_task_data (task);
  GError *error = NULL;
  GSocketConnection *connection = csms_tls_begin_finish (result, &error);

  if (connection == NULL)
    {
      return_error (task, error);
      return;
    }

  g_object_unref (dial->connection);
  dial->connection = connection;
  write_request (g_steal_pointer (&task));
}

static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GTask) task = data;
  Dial *dial = g_task_get_task_data (task);
  const GError *refusal = csms_checked_address_get_refusal (dial->address);
  GError *error = NULL;

  dial->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (dial->connection == NULL && refusal != NULL)
    {
      g_clear_error (&error);
      error = g_error_new_literal (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_NOT_ALLOWED, refusal->message);
    }
  if (dial->connection == NULL)
    {
      return_error (task, error);
      return;
    }

  /* A command is one small frame: it must not wait for an acknowledgement of the one before. */
  g_socket_set_option (g_socket_connection_get_socket (dial->connection), IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  if (is_tls (dial->uri))
    csms_tls_begin_async (dial->connection, dial->uri, dial->ca_file, dial->cancellable, on_tls_begun, g_steal_pointer (&task));
  else
    write_request (g_steal_pointer (&task));
}

/* Proxy settings know http and https, not ws and wss. */
static CsmsCheckedAddress *
make_address (GUri                   *uri,
              const CsmsLinkOptions  *options,
              GError                **error)
{
  g_autofree char *address = g_uri_join (G_URI_FLAGS_ENCODED, is_tls (uri) ? "https" : "http", NULL, g_uri_get_host (uri),
                                         g_uri_get_port (uri), "/", NULL, NULL);
  g_autoptr(GSocketConnectable) connectable = g_network_address_parse_uri (address, is_tls (uri) ? 443 : 80, error);

  return connectable != NULL ? csms_checked_address_new (connectable, options->check_address, options->check_object) : NULL;
}

static Dial *
dial_new (GUri                  *uri,
          const CsmsLinkOptions *options,
          GCancellable          *cancellable)
{
  Dial *dial = g_new0 (Dial, 1);

  dial->uri = g_uri_ref (uri);
  dial->ca_file = g_strdup (options->ca_file);
  dial->key = csms_upgrade_make_key ();
  dial->request = csms_upgrade_make_request (uri, dial->key, options->user_agent);
  dial->head = g_byte_array_new ();
  dial->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    {
      dial->outer = g_object_ref (cancellable);
      dial->outer_handler = g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled),
                                                   g_object_ref (dial->cancellable), g_object_unref);
    }
  dial->timeout_ms = options->handshake_timeout_ms;
  dial->timeout = g_timeout_source_new (dial->timeout_ms);
  g_source_set_callback (dial->timeout, on_timeout, dial, NULL);
  g_source_attach (dial->timeout, g_main_context_get_thread_default ());
  return dial;
}

void
csms_dial_async (GUri                  *uri,
                 const CsmsLinkOptions *options,
                 GCancellable          *cancellable,
                 GAsyncReadyCallback    callback,
                 gpointer               user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  Dial *dial = dial_new (uri, options, cancellable);
  GError *error = NULL;

  g_task_set_source_tag (task, csms_dial_async);
  g_task_set_task_data (task, dial, dial_free);
  dial->address = make_address (uri, options, &error);
  if (dial->address == NULL)
    return_error (task, error);
  else
    g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (dial->address), dial->cancellable, on_connected,
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
