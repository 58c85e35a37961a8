/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-tls.h"

#include <glib/gi18n-lib.h>

#include "csms-certificate-purpose.h"
#include "csms-client-error.h"

typedef struct
{
  GSocketConnection *connection;
  char *host;
  char *ca_file;                /* NULL: the system's authorities */
  char *fault;                  /* what is wrong with the certificate; NULL: nothing was found yet */
} Handshake;

static void
handshake_free (gpointer data)
{
  Handshake *handshake = data;

  g_clear_object (&handshake->connection);
  g_free (handshake->host);
  g_free (handshake->ca_file);
  g_free (handshake->fault);
  g_free (handshake);
}

static gboolean
is_self_signed (GTlsCertificate *certificate)
{
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);

  return subject != NULL && g_strcmp0 (subject, issuer) == 0;
}

static const char *
explain_flag (GTlsCertificate      *certificate,
              GTlsCertificateFlags  flag,
              gboolean              own_authority)
{
  switch (flag)
    {
    case G_TLS_CERTIFICATE_UNKNOWN_CA:
      if (is_self_signed (certificate))
        return _("it vouches only for itself");
      return own_authority ? _("it is not from an authority in the server’s CA file") : _("it is not from an authority that this system trusts");
    case G_TLS_CERTIFICATE_BAD_IDENTITY:
      return _("it is for another host");
    case G_TLS_CERTIFICATE_NOT_ACTIVATED:
      return _("it is not valid yet");
    case G_TLS_CERTIFICATE_EXPIRED:
      return _("it has expired");
    case G_TLS_CERTIFICATE_REVOKED:
      return _("it was revoked");
    case G_TLS_CERTIFICATE_INSECURE:
      return _("its key or its signature is too weak");
    case G_TLS_CERTIFICATE_NO_FLAGS:
    case G_TLS_CERTIFICATE_GENERIC_ERROR:
    case G_TLS_CERTIFICATE_VALIDATE_ALL:
    default:
      return _("it breaks the rules for certificates");
    }
}

char *
csms_tls_explain (GTlsCertificate      *certificate,
                  GTlsCertificateFlags  flags,
                  gboolean              own_authority)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint bit = 1; bit != 0 && bit <= (guint) flags; bit <<= 1)
    if (((guint) flags & bit) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", explain_flag (certificate, bit, own_authority));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
on_accept_certificate (GTlsConnection       *tls,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  flags,
                       gpointer              data)
{
  Handshake *handshake = g_task_get_task_data (data);

  g_free (handshake->fault);
  handshake->fault = csms_tls_explain (certificate, flags, handshake->ca_file != NULL);
  return FALSE;
}

static GError *
make_fault_error (Handshake  *handshake,
                  const char *fault)
{
  return g_error_new (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_TLS, _("The certificate of %s is not to be trusted: %s"),
                      handshake->host, fault);
}

static void
on_handshake (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GTask) task = data;
  Handshake *handshake = g_task_get_task_data (task);
  GTlsConnection *tls = G_TLS_CONNECTION (source);
  g_autoptr(GError) error = NULL;
  gboolean done = g_tls_connection_handshake_finish (tls, result, &error);

  if (done && csms_certificate_chain_is_for_servers (g_tls_connection_get_peer_certificate (tls)))
    g_task_return_pointer (task, g_tcp_wrapper_connection_new (G_IO_STREAM (tls),
                                                               g_socket_connection_get_socket (handshake->connection)),
                           g_object_unref);
  else if (done)
    g_task_return_error (task, make_fault_error (handshake, _("it is not one for a server")));
  else if (handshake->fault != NULL)
    g_task_return_error (task, make_fault_error (handshake, handshake->fault));
  else if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    g_task_return_error (task, make_fault_error (handshake, error->message));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Read anew for each connection, so that a file that was replaced counts at once. */
static GTlsDatabase *
load_authorities (const char  *ca_file,
                  GError     **error)
{
  g_autoptr(GError) reason = NULL;
  g_autoptr(GTlsDatabase) database = NULL;
  GList *certificates = g_tls_certificate_list_new_from_file (ca_file, &reason);
  gboolean is_empty = certificates == NULL;

  g_list_free_full (certificates, g_object_unref);
  if (reason == NULL && !is_empty)
    database = g_tls_file_database_new (ca_file, &reason);
  if (database == NULL)
    g_set_error (error, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_TLS, _("The CA file “%s” cannot be used: %s"), ca_file,
                 reason != NULL ? reason->message : _("there is no certificate in it"));
  return g_steal_pointer (&database);
}

void
csms_tls_begin_async (GSocketConnection   *connection,
                      GUri                *uri,
                      const char          *ca_file,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GSocketConnectable) identity = g_network_address_new (g_uri_get_host (uri), 0);
  g_autoptr(GTlsDatabase) authorities = NULL;
  g_autoptr(GIOStream) tls = NULL;
  Handshake *handshake = g_new0 (Handshake, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, csms_tls_begin_async);
  g_task_set_task_data (task, handshake, handshake_free);
  handshake->connection = g_object_ref (connection);
  handshake->host = g_strdup (g_uri_get_host (uri));
  handshake->ca_file = g_strdup (ca_file);

  if (ca_file != NULL)
    authorities = load_authorities (ca_file, &error);
  if (error == NULL)
    tls = g_tls_client_connection_new (G_IO_STREAM (connection), identity, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (authorities != NULL)
    g_tls_connection_set_database (G_TLS_CONNECTION (tls), authorities);
  g_signal_connect_object (tls, "accept-certificate", G_CALLBACK (on_accept_certificate), task, 0);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), G_PRIORITY_DEFAULT, cancellable, on_handshake,
                                    g_object_ref (task));
}

GSocketConnection *
csms_tls_begin_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
