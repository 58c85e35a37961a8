/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-dialog-heading.h"

/* Wider than any one letter of a heading, narrower than the dialog's buttons. */
#define LEAST_WIDTH 100

static void
fit (GtkWidget *widget, const char *heading)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_LABEL (child) || g_strcmp0 (gtk_label_get_label (GTK_LABEL (child)), heading) != 0)
        {
          fit (child, heading);
          continue;
        }
      gtk_label_set_wrap (GTK_LABEL (child), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (child), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_size_request (child, LEAST_WIDTH, -1);
    }
}

void
csms_dialog_heading_fit (AdwMessageDialog *dialog)
{
  g_return_if_fail (ADW_IS_MESSAGE_DIALOG (dialog));

  fit (GTK_WIDGET (dialog), adw_message_dialog_get_heading (dialog));
}
