/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-application-private.h"

/* The application and the servers that are saved. */

static void
key_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  CsmsWindow *window = csms_application_get_window (self);

  if (csms_server_store_key_finish (CSMS_SERVER (source), result, &error) || window == NULL)
    return;
  csms_window_toast (window, error->message);
}

static void
keep_key (CsmsApplication *self, CsmsServer *server, const char *api_key)
{
  csms_server_store_key_async (server, api_key, NULL, key_kept_cb, g_object_ref (self));
}

static gboolean
is_open (CsmsApplication *self, CsmsServer *server)
{
  CsmsOperator *operator = csms_application_get_operator (self);

  return operator != NULL && csms_operator_get_server (operator) == server;
}

void
csms_application_add_server (CsmsApplication *self, CsmsServer *draft, const char *api_key)
{
  CsmsServerList *servers;
  CsmsServer *server;

  g_return_if_fail (CSMS_IS_APPLICATION (self));
  g_return_if_fail (CSMS_IS_SERVER (draft));
  g_return_if_fail (api_key != NULL);

  servers = csms_application_get_servers (self);
  g_return_if_fail (servers != NULL);
  server = csms_server_list_add (servers, csms_server_get_url (draft), NULL);
  csms_trust_take (csms_server_get_trust (server), csms_server_get_trust (draft));
  keep_key (self, server, api_key);
  csms_server_list_set_active (servers, server);
  csms_application_open_with_key (self, server, api_key);
}

void
csms_application_use_server (CsmsApplication *self, CsmsServer *server)
{
  g_return_if_fail (CSMS_IS_APPLICATION (self));
  g_return_if_fail (CSMS_IS_SERVER (server));

  csms_server_list_set_active (csms_application_get_servers (self), server);
  csms_application_open_server (self, server);
}

void
csms_application_remove_server (CsmsApplication *self, CsmsServer *server)
{
  g_return_if_fail (CSMS_IS_APPLICATION (self));
  g_return_if_fail (CSMS_IS_SERVER (server));

  if (is_open (self, server))
    csms_application_open_server (self, NULL);
  csms_server_list_remove (csms_application_get_servers (self), server);
}

void
csms_application_change_key (CsmsApplication *self, CsmsServer *server, const char *api_key)
{
  g_return_if_fail (CSMS_IS_APPLICATION (self));
  g_return_if_fail (CSMS_IS_SERVER (server));
  g_return_if_fail (api_key != NULL);

  keep_key (self, server, api_key);
  if (is_open (self, server))
    csms_operator_use_key (csms_application_get_operator (self), api_key);
}

void
csms_application_change_ca_file (CsmsApplication *self, CsmsServer *server, const char *path)
{
  g_return_if_fail (CSMS_IS_APPLICATION (self));
  g_return_if_fail (CSMS_IS_SERVER (server));

  csms_trust_set_ca_file (csms_server_get_trust (server), path);
  /* What holds for a connection holds to its end. */
  if (is_open (self, server))
    csms_application_open_server (self, server);
}
