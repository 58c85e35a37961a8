/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-secrets.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "csms-address.h"
#include "csms-server.h"

#define SERVICE_LIMIT_MS 5000
#define PERSON_LIMIT_MS 60000

/* One task's way through several calls of libsecret; each has a limit of its own. */
typedef struct {
  char *url;
  char *key;                  /* store only */
  GCancellable *inner;
  gulong outer_handler;
  guint limit_source;
  gboolean asked;             /* a person, to unlock the keyring */
  gboolean done;
} Errand;

/* The schema's name is not matched: a keyring that is still locked has only hashed attributes, without it (libsecret 0.20). */
static const SecretSchema key_schema = {
  "com.example.CsmsOperator.ApiKey",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  { { "url", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static GHashTable *
get_this_run (void)
{
  static GHashTable *keys;

  if (keys == NULL)
    keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) csms_key_free);
  return keys;
}

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_clear_handle_id (&errand->limit_source, g_source_remove);
  g_clear_object (&errand->inner);
  g_free (errand->url);
  csms_key_free (errand->key);
  g_free (errand);
}

/* Returns: whether the answer is this call's to give */
static gboolean
end_errand (GTask *task)
{
  Errand *errand = g_task_get_task_data (task);

  if (errand->done)
    return FALSE;
  errand->done = TRUE;
  g_clear_handle_id (&errand->limit_source, g_source_remove);
  if (errand->outer_handler != 0)
    {
      g_signal_handler_disconnect (g_task_get_cancellable (task), errand->outer_handler);
      errand->outer_handler = 0;
    }
  return TRUE;
}

/* Returns: whether the caller no longer wants an answer, and has now been told so */
static gboolean
end_if_cancelled (GTask *task)
{
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;
  if (end_errand (task))
    g_task_return_error_if_cancelled (task);
  return TRUE;
}

static void
take_from_this_run (GTask *task, int code, const char *sentence)
{
  Errand *errand = g_task_get_task_data (task);
  const char *kept = g_hash_table_lookup (get_this_run (), errand->url);

  if (end_if_cancelled (task) || !end_errand (task))
    return;
  if (kept != NULL)
    g_task_return_pointer (task, csms_key_dup (kept), (GDestroyNotify) csms_key_free);
  else
    g_task_return_new_error (task, CSMS_OPERATOR_ERROR, code, "%s", sentence);
}

static void
keep_for_this_run (GTask *task, const char *why)
{
  Errand *errand = g_task_get_task_data (task);

  if (end_if_cancelled (task) || !end_errand (task))
    return;
  g_hash_table_insert (get_this_run (), g_strdup (errand->url), csms_key_dup (errand->key));
  g_task_return_new_error (task, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NO_KEYRING,
                           _("The API key is kept until the program ends, but could not be saved: %s"), why);
}

static void
fail_errand (GTask *task, const char *why)
{
  Errand *errand = g_task_get_task_data (task);

  if (errand->key != NULL)
    keep_for_this_run (task, why);
  else
    take_from_this_run (task, CSMS_OPERATOR_ERROR_NO_KEYRING, why);
}

static gboolean
on_limit (gpointer data)
{
  GTask *task = g_object_ref (data);
  Errand *errand = g_task_get_task_data (task);

  errand->limit_source = 0;
  fail_errand (task, _("The keyring does not answer."));
  g_cancellable_cancel (errand->inner);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
set_limit (GTask *task, guint limit_ms)
{
  Errand *errand = g_task_get_task_data (task);

  g_clear_handle_id (&errand->limit_source, g_source_remove);
  errand->limit_source = g_timeout_add_full (G_PRIORITY_DEFAULT, limit_ms, on_limit, g_object_ref (task), g_object_unref);
}

/* A cancellable's handlers may not disconnect themselves, nor may what they set off. */
static gboolean
on_outer_cancelled_idle (gpointer data)
{
  end_if_cancelled (data);
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer, gpointer data)
{
  Errand *errand = g_task_get_task_data (data);

  g_cancellable_cancel (errand->inner);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_outer_cancelled_idle, g_object_ref (data), g_object_unref);
}

static GTask *
begin_errand (const char *url, const char *key, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  errand->url = g_strdup (url);
  errand->key = csms_key_dup (key);
  errand->inner = g_cancellable_new ();
  g_task_set_task_data (task, errand, errand_free);
  set_limit (task, SERVICE_LIMIT_MS);
  if (cancellable != NULL)
    errand->outer_handler = g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_outer_cancelled), task);
  if (g_cancellable_is_cancelled (cancellable))
    on_outer_cancelled (cancellable, task);
  return task;
}

static const char *
explain (GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return _("The keyring does not answer.");
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return _("The keyring is locked.");
  return _("There is no keyring on this system, or it cannot be used.");
}

static void
on_retrieved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  SecretValue *value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);
  const char *text = value != NULL ? secret_value_get_text (value) : NULL;

  if (text == NULL || *text == '\0')
    take_from_this_run (task, CSMS_OPERATOR_ERROR_NO_KEYRING,
                        error != NULL ? explain (error) : _("The keyring is locked."));
  else if (end_errand (task))
    g_task_return_pointer (task, csms_key_dup (text), (GDestroyNotify) csms_key_free);
  g_clear_pointer (&value, secret_value_unref);
}

static void search (GTask *task, SecretSearchFlags flags);

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Errand *errand = g_task_get_task_data (task);
  GList *items = secret_password_search_finish (result, &error);
  SecretRetrievable *first = items != NULL ? items->data : NULL;

  if (errand->done)
    ;
  else if (error != NULL)
    fail_errand (task, explain (error));
  else if (first == NULL)
    take_from_this_run (task, CSMS_OPERATOR_ERROR_NO_KEY, _("No API key is known for this server."));
  else if (SECRET_IS_ITEM (first) && secret_item_get_locked (SECRET_ITEM (first)) && !errand->asked)
    {
      /* From here on it is a person who is slow, not the service. */
      errand->asked = TRUE;
      set_limit (task, PERSON_LIMIT_MS);
      search (task, SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS);
    }
  else
    secret_retrievable_retrieve_secret (first, errand->inner, on_retrieved, g_object_ref (task));
  g_list_free_full (items, g_object_unref);
}

static void
search (GTask *task, SecretSearchFlags flags)
{
  Errand *errand = g_task_get_task_data (task);

  secret_password_search (&key_schema, flags, errand->inner, on_found, g_object_ref (task), "url", errand->url, NULL);
}

void
csms_secrets_load_async (const char *url, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (url != NULL);

  task = begin_errand (url, NULL, csms_secrets_load_async, cancellable, callback, user_data);
  search (task, SECRET_SEARCH_LOAD_SECRETS);
}

char *
csms_secrets_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_secrets_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Errand *errand = g_task_get_task_data (task);

  if (!secret_password_store_finish (result, &error))
    keep_for_this_run (task, error != NULL ? explain (error) : _("The keyring is locked."));
  else if (end_errand (task))
    {
      g_hash_table_remove (get_this_run (), errand->url);
      g_task_return_boolean (task, TRUE);
    }
}

/* Only asked to learn whether anyone answers: storing may rightly take as long as a person needs to unlock the keyring. */
static void
on_service_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *host = NULL;
  g_autofree char *label = NULL;
  Errand *errand = g_task_get_task_data (task);
  GList *items = secret_password_search_finish (result, &error);

  g_list_free_full (items, g_object_unref);
  if (errand->done)
    return;
  if (error != NULL)
    {
      keep_for_this_run (task, explain (error));
      return;
    }
  set_limit (task, PERSON_LIMIT_MS);
  host = csms_address_dup_authority (errand->url);
  label = g_strdup_printf (_("CSMS Operator: API key for %s"), host);
  secret_password_store (&key_schema, SECRET_COLLECTION_DEFAULT, label, errand->key, errand->inner, on_stored,
                         g_object_ref (task), "url", errand->url, NULL);
}

void
csms_secrets_store_async (const char *url, const char *api_key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Errand *errand;

  g_return_if_fail (url != NULL);
  g_return_if_fail (api_key != NULL && *api_key != '\0');

  task = begin_errand (url, api_key, csms_secrets_store_async, cancellable, callback, user_data);
  errand = g_task_get_task_data (task);
  secret_password_search (&key_schema, SECRET_SEARCH_NONE, errand->inner, on_service_answered, g_object_ref (task),
                          "url", url, NULL);
}

gboolean
csms_secrets_store_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, csms_secrets_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!secret_password_clear_finish (result, &error) && error != NULL)
    g_debug ("a key could not be removed from the keyring: %s", error->message);
}

void
csms_secrets_forget (const char *url)
{
  g_return_if_fail (url != NULL);

  g_hash_table_remove (get_this_run (), url);
  secret_password_clear (&key_schema, NULL, on_cleared, NULL, "url", url, NULL);
}
