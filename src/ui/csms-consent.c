/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-consent.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "csms-dialog-heading.h"
#include "csms-text.h"

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, g_str_equal (response, "connect"));
}

static char *
make_body (CsmsAddressSafety safety, const char *address)
{
  if (safety == CSMS_ADDRESS_PRIVATE)
    return g_strdup_printf (_("%s is not encrypted and lies in a private network.\n\n"
                              "Whoever is in that network can read the API key, see who charges where, and start or stop charging with it. "
                              "The same address leads to another computer in another network."),
                            address);
  return g_strdup_printf (_("%s is not encrypted and lies outside your own network.\n\n"
                            "Anyone on the way can read the API key, see who charges where, and start or stop charging with it. "
                            "If the server offers an address that begins with wss://, use that."),
                          address);
}

void
csms_consent_ask_async (GtkWindow *parent, const char *url, CsmsAddressSafety safety, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  GtkWidget *dialog;
  g_autofree char *body = NULL;
  g_autofree char *address = NULL;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (url != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_consent_ask_async);
  g_task_set_task_data (task, GINT_TO_POINTER (safety), NULL);
  address = csms_text_clean (url, CSMS_TEXT_LONG);
  dialog = adw_message_dialog_new (parent, _("Connect without encryption?"), NULL);
  body = make_body (safety, address);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("Cancel"),
                                    "connect", _("Connect anyway"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "connect", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  csms_dialog_heading_fit (ADW_MESSAGE_DIALOG (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
csms_consent_ask_finish (GAsyncResult *result, CsmsAddressSafety *safety, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  if (safety != NULL)
    *safety = (CsmsAddressSafety) GPOINTER_TO_INT (g_task_get_task_data (G_TASK (result)));

  return g_task_propagate_boolean (G_TASK (result), error);
}
