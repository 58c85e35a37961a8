/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-operator-private.h"

#include <glib/gi18n-lib.h>

#include "csms-address-policy.h"

/* Name, handshake, auth and one question, each with a limit of its own, and all of it with this one. */
#define LIMIT_S 30

/* One connection, made to see whether it can be, and ended. */
typedef struct {
  CsmsLink *link;
  CsmsAddressPolicy *policy;
  gulong state_handler;
  guint limit_source;
  GSource *cancel_source;       /* NULL: the caller cannot cancel */
  gint64 asked_us;
  gboolean asked;
  guint n_stations;
  gint64 rtt_us;
  GError *error;                /* NULL: it worked */
  gboolean ended;
} Trial;

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  g_clear_handle_id (&trial->limit_source, g_source_remove);
  g_clear_object (&trial->link);
  g_clear_object (&trial->policy);
  g_clear_error (&trial->error);
  g_free (trial);
}

static void
on_left (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Trial *trial = g_task_get_task_data (task);

  csms_link_stop_finish (CSMS_LINK (source), result, NULL);
  if (trial->error != NULL)
    g_task_return_error (task, g_steal_pointer (&trial->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* @error: (transfer full) (nullable) */
static void
leave (GTask *task, GError *error)
{
  Trial *trial = g_task_get_task_data (task);

  if (trial->ended)
    {
      g_clear_error (&error);
      return;
    }
  trial->ended = TRUE;
  trial->error = error;
  g_clear_handle_id (&trial->limit_source, g_source_remove);
  if (trial->cancel_source != NULL)
    g_source_destroy (trial->cancel_source);
  g_clear_pointer (&trial->cancel_source, g_source_unref);
  g_clear_signal_handler (&trial->state_handler, trial->link);
  csms_link_stop_async (trial->link, NULL, on_left, g_object_ref (task));
}

static gboolean
on_limit (gpointer data)
{
  GTask *task = data;
  Trial *trial = g_task_get_task_data (task);

  trial->limit_source = 0;
  leave (task, g_error_new_literal (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CONNECT, _("The server does not answer.")));
  return G_SOURCE_REMOVE;
}

static void
on_stations (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (CsmsReply) reply = csms_link_request_finish (CSMS_LINK (source), result, &error);
  Trial *trial = g_task_get_task_data (task);

  if (reply != NULL && csms_reply_check (reply, &error))
    {
      trial->n_stations = reply->stations != NULL ? reply->stations->len : 0;
      trial->rtt_us = g_get_monotonic_time () - trial->asked_us;
    }
  leave (task, error);
}

/* Returns: (transfer full) */
static GError *
explain_end (Trial *trial, const GError *reason)
{
  if (g_error_matches (reason, CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_NOT_ALLOWED))
    return g_error_new_literal (CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NEEDS_CONSENT,
                                csms_address_policy_explain (csms_address_policy_get_needed (trial->policy)));
  return g_error_copy (reason);
}

static void
on_state_changed (CsmsLink *link, gpointer data)
{
  GTask *task = data;
  Trial *trial = g_task_get_task_data (task);
  const CsmsLinkStatus *status = csms_link_get_status (link);

  if (status->state == CSMS_LINK_READY && !trial->asked)
    {
      g_autoptr (CsmsRequest) request = csms_request_new_get_stations ();

      trial->asked = TRUE;
      trial->asked_us = g_get_monotonic_time ();
      csms_link_request_async (link, request, CSMS_PRIORITY_NORMAL, g_task_get_cancellable (task), on_stations, g_object_ref (task));
    }
  /* A link waits before its first try as well, though for no time; only after one that failed is there an error. */
  else if (status->last_error != NULL &&
           (status->state == CSMS_LINK_WAITING || status->state == CSMS_LINK_KEY_REFUSED || status->state == CSMS_LINK_IDLE))
    leave (task, explain_end (trial, status->last_error));
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
  leave (data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled")));
  return G_SOURCE_REMOVE;
}

static CsmsLink *
make_link (Trial *trial, CsmsServer *server, const char *api_key)
{
  CsmsTrust *trust = csms_server_get_trust (server);
  CsmsLinkOptions options = { .ca_file = csms_trust_get_ca_file (trust), .check_address = csms_address_policy_check };

  trial->policy = csms_address_policy_new (csms_server_get_url (server), csms_trust_get_allowed (trust));
  options.check_object = G_OBJECT (trial->policy);
  return csms_link_new (csms_server_get_url (server), api_key, &options);
}

void
csms_operator_test_async (CsmsServer *server, const char *api_key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Trial *trial;

  g_return_if_fail (CSMS_IS_SERVER (server));
  g_return_if_fail (api_key != NULL && *api_key != '\0');

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_operator_test_async);
  g_task_set_check_cancellable (task, FALSE);
  trial = g_new0 (Trial, 1);
  g_task_set_task_data (task, trial, trial_free);
  g_network_monitor_get_default ();
  trial->link = make_link (trial, server, api_key);
  trial->state_handler = g_signal_connect_data (trial->link, "state-changed", G_CALLBACK (on_state_changed),
                                                g_object_ref (task), (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  trial->limit_source = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, LIMIT_S, on_limit, g_object_ref (task), g_object_unref);
  if (cancellable != NULL)
    {
      trial->cancel_source = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, trial->cancel_source, (GSourceFunc) (void (*) (void)) on_cancelled);
    }
  csms_link_start (trial->link);
}

gboolean
csms_operator_test_finish (GAsyncResult *result, guint *n_stations, gint64 *rtt_us, CsmsAddressSafety *safety, GError **error)
{
  Trial *trial;
  gboolean worked;

  g_return_val_if_fail (g_async_result_is_tagged (result, csms_operator_test_async), FALSE);

  trial = g_task_get_task_data (G_TASK (result));
  if (n_stations != NULL)
    *n_stations = trial->n_stations;
  if (rtt_us != NULL)
    *rtt_us = trial->rtt_us;
  worked = g_task_propagate_boolean (G_TASK (result), error);
  if (safety != NULL)
    *safety = worked ? csms_address_policy_get_admitted (trial->policy) : csms_address_policy_get_needed (trial->policy);
  return worked;
}
