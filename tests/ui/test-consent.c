/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "csms-connect-form.h"
#include "csms-window.h"
#include "fake-resolver.h"
#include "ui-fixture.h"

/* A person is asked before a key goes out unencrypted, where the name leads by then, and once. */

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  AdwMessageDialog *question = find_question ();

  return question != NULL && strstr (adw_message_dialog_get_body (question), data) != NULL;
}

static gboolean
is_not_asked (gpointer unused)
{
  return find_question () == NULL;
}

static void
answer (const char *button)
{
  GtkWidget *widget = ui_find (GTK_WIDGET (find_question ()), GTK_TYPE_BUTTON, button);

  g_signal_emit_by_name (widget, "clicked");
  ui_wait (is_not_asked, NULL);
}

typedef struct {
  gboolean done;
  gboolean worked;
  CsmsServer *draft;
  GError *error;
} Try;

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Try *try = user_data;

  try->worked = csms_connect_form_try_finish (CSMS_CONNECT_FORM (source), result, &try->draft, &try->error);
  try->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Try *) data)->done;
}

static void
try_clear (Try *try)
{
  g_clear_object (&try->draft);
  g_clear_error (&try->error);
  *try = (Try) { 0 };
}

static void
test_form (void)
{
  FakeResolver *resolver = fake_resolver_install ((const char *[]) { "10.1.2.3", "8.8.8.8", NULL });
  GtkWidget *window = gtk_window_new ();
  CsmsConnectForm *form = g_object_new (CSMS_TYPE_CONNECT_FORM, NULL);
  Try try = { 0 };

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (form));
  gtk_window_present (GTK_WINDOW (window));
  gtk_editable_set_text (GTK_EDITABLE (ui_find (GTK_WIDGET (form), ADW_TYPE_ENTRY_ROW, NULL)), "ws://csms.example:9/");
  gtk_editable_set_text (GTK_EDITABLE (ui_find (GTK_WIDGET (form), ADW_TYPE_PASSWORD_ENTRY_ROW, NULL)), "key");
  csms_connect_form_try_async (form, NULL, tried_cb, &try);
  ui_wait (is_asked, "lies in a private network");
  answer ("Connect anyway");
  /* It leads elsewhere by now, and that was not agreed to. */
  ui_wait (is_asked, "lies outside your own network");
  answer ("Cancel");
  ui_wait (is_done, &try);
  g_assert_false (try.worked);
  g_assert_error (try.error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NEEDS_CONSENT);
  g_assert_cmpint (csms_trust_get_allowed (csms_server_get_trust (try.draft)), ==, CSMS_ADDRESS_PRIVATE);
  g_assert_false (csms_connect_form_get_busy (form));
  try_clear (&try);

  /* What was agreed to for this address is not asked again, what was not is. */
  csms_connect_form_try_async (form, NULL, tried_cb, &try);
  ui_wait (is_asked, "lies outside your own network");
  answer ("Cancel");
  ui_wait (is_done, &try);
  try_clear (&try);
  gtk_window_destroy (GTK_WINDOW (window));
  fake_resolver_remove (resolver);
}

static gboolean
is_allowed (gpointer data)
{
  return csms_trust_get_allowed (data) == CSMS_ADDRESS_PRIVATE;
}

static void
test_window (void)
{
  FakeResolver *resolver = fake_resolver_install ((const char *[]) { "10.1.2.3", "100.64.0.1", NULL });
  CsmsWindow *window = g_object_new (CSMS_TYPE_WINDOW, NULL);
  g_autoptr (CsmsServer) server = csms_server_new_passing ("ws://csms.example:9/", "key");
  g_autoptr (CsmsOperator) operator = csms_operator_new (server);

  g_object_set (window, "operator", operator, NULL);
  gtk_window_present (GTK_WINDOW (window));
  csms_operator_start (operator);
  ui_wait (is_asked, "lies in a private network");
  answer ("Connect anyway");
  ui_wait (is_allowed, csms_server_get_trust (server));
  ui_wait (is_asked, "lies outside your own network");
  answer ("Cancel");
  g_assert_cmpint (csms_trust_get_allowed (csms_server_get_trust (server)), ==, CSMS_ADDRESS_PRIVATE);
  g_assert_nonnull (ui_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Review…"));
  g_object_set (window, "operator", NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  fake_resolver_remove (resolver);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_network_monitor_get_default ();
  g_test_add_func ("/ui/consent/form", test_form);
  g_test_add_func ("/ui/consent/window", test_window);
  return g_test_run ();
}
