/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-server-private.h"

#include <glib/gi18n-lib.h>

#include "csms-secrets.h"

static void
on_key_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char *key = csms_secrets_load_finish (result, &error);

  if (key != NULL)
    g_task_return_pointer (task, key, (GDestroyNotify) csms_key_free);
  else
    g_task_return_error (task, error);
}

void
csms_server_load_key_async (CsmsServer *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CSMS_IS_SERVER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_server_load_key_async);
  if (csms_server_get_passing_key (self) != NULL)
    g_task_return_pointer (task, csms_key_dup (csms_server_get_passing_key (self)), (GDestroyNotify) csms_key_free);
  else if (csms_server_is_passing (self))
    g_task_return_new_error (task, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NO_KEY, "%s",
                             _("No API key is known for this server."));
  else
    csms_secrets_load_async (csms_server_get_url (self), cancellable, on_key_loaded, g_steal_pointer (&task));
}

char *
csms_server_load_key_finish (CsmsServer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_key_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (csms_secrets_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
csms_server_store_key_async (CsmsServer *self, const char *api_key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CSMS_IS_SERVER (self));
  g_return_if_fail (api_key != NULL && *api_key != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_server_store_key_async);
  if (csms_server_is_passing (self))
    {
      csms_server_set_passing_key (self, api_key);
      g_task_return_boolean (task, TRUE);
      return;
    }
  csms_secrets_store_async (csms_server_get_url (self), api_key, cancellable, on_key_stored, g_steal_pointer (&task));
}

gboolean
csms_server_store_key_finish (CsmsServer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
