/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sign-in.h"

#include <glib/gi18n-lib.h>

static void
on_key_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char *key = csms_server_load_key_finish (CSMS_SERVER (source), result, &error);

  if (key != NULL)
    g_task_return_pointer (task, key, (GDestroyNotify) csms_key_free);
  else
    g_task_return_error (task, error);
}

void
csms_sign_in_async (CsmsServer *server, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (server, cancellable, callback, user_data);

  g_task_set_source_tag (task, csms_sign_in_async);
  if (csms_server_get_safety (server) == CSMS_ADDRESS_PUBLIC && !csms_server_get_allow_unencrypted (server))
    g_task_return_new_error (task, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NEEDS_CONSENT, "%s",
                             _("The connection to this server is not encrypted: the API key and all commands could be read and changed on the way."));
  else
    csms_server_load_key_async (server, cancellable, on_key_loaded, g_steal_pointer (&task));
}

char *
csms_sign_in_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_sign_in_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
