/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-background-prefs.h"
#include "csms-banner.h"
#include "csms-ca-file-row.h"
#include "csms-choice-button.h"
#include "csms-connect-form.h"
#include "csms-connection-button.h"
#include "csms-connection-popover.h"
#include "csms-event-details.h"
#include "csms-event-list.h"
#include "csms-event-row.h"
#include "csms-events-page.h"
#include "csms-export-bar.h"
#include "csms-journal-prefs.h"
#include "csms-notification-prefs.h"
#include "csms-preferences.h"
#include "csms-server-dialog.h"
#include "csms-server-row.h"
#include "csms-tag-prefs.h"
#include "csms-transaction-details.h"
#include "csms-transaction-table.h"
#include "csms-transaction-totals.h"
#include "csms-transactions-page.h"
#include "csms-welcome-page.h"
#include "csms-window.h"
#include "ui-fixture.h"

#define PHONE_WIDTH 360

/* Every template of the shell can be made, shown and let go of, and nothing of it stays behind. */
static void
test_template (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  GtkWidget *widget = g_object_new (type, NULL);
  gpointer watch = widget;

  g_assert_true (GTK_IS_WIDGET (widget));
  g_object_add_weak_pointer (G_OBJECT (widget), &watch);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  else
    {
      g_object_ref_sink (widget);
      g_object_unref (widget);
    }
  ui_settle ();
  g_assert_null (watch);
}

/* Whatever a page holds, a window of a telephone's width can show it. */
static void
test_narrow (gconstpointer data)
{
  GType type = GPOINTER_TO_SIZE (data);
  GtkWidget *widget = g_object_new (type, NULL);
  int minimum;

  g_object_ref_sink (widget);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, PHONE_WIDTH);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_object_unref (widget);
}

int
main (int argc, char **argv)
{
  const GType types[] = {
    CSMS_TYPE_BACKGROUND_PREFS, CSMS_TYPE_BANNER, CSMS_TYPE_CA_FILE_ROW, CSMS_TYPE_CHOICE_BUTTON, CSMS_TYPE_EXPORT_BAR, CSMS_TYPE_PERIOD_BAR,
    CSMS_TYPE_TRANSACTION_DETAILS, CSMS_TYPE_CONNECT_FORM, CSMS_TYPE_CONNECTION_BUTTON, CSMS_TYPE_CONNECTION_POPOVER,
    CSMS_TYPE_EVENT_DETAILS,
    CSMS_TYPE_EVENT_LIST, CSMS_TYPE_EVENT_ROW, CSMS_TYPE_EVENTS_PAGE, CSMS_TYPE_JOURNAL_PREFS,
    CSMS_TYPE_NOTIFICATION_PREFS, CSMS_TYPE_PREFERENCES, CSMS_TYPE_SERVER_DIALOG,
    CSMS_TYPE_SERVER_ROW, CSMS_TYPE_TAG_PREFS, CSMS_TYPE_TRANSACTION_TABLE, CSMS_TYPE_TRANSACTION_TOTALS, CSMS_TYPE_TRANSACTIONS_PAGE,
    CSMS_TYPE_WELCOME_PAGE, CSMS_TYPE_WINDOW,
  };
  const GType narrow[] = {
    CSMS_TYPE_BANNER, CSMS_TYPE_CONNECT_FORM, CSMS_TYPE_CONNECTION_BUTTON, CSMS_TYPE_EVENT_DETAILS, CSMS_TYPE_EVENTS_PAGE,
    CSMS_TYPE_EXPORT_BAR, CSMS_TYPE_PERIOD_BAR, CSMS_TYPE_TRANSACTION_DETAILS,
    CSMS_TYPE_SERVER_DIALOG, CSMS_TYPE_TRANSACTION_TOTALS, CSMS_TYPE_TRANSACTIONS_PAGE, CSMS_TYPE_WELCOME_PAGE, CSMS_TYPE_WINDOW,
  };

  ui_test_init (&argc, &argv, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/template/", g_type_name (types[i]), NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (types[i]), test_template);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (narrow); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/narrow/", g_type_name (narrow[i]), NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (narrow[i]), test_narrow);
    }
  return g_test_run ();
}
