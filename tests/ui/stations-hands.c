/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stations-hands.h"

#include "csms-start-dialog.h"

GtkWidget *
stations_button (StationsFixture *self, const char *name)
{
  GtkWidget *found = ui_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, name);

  g_assert_nonnull (found);
  return found;
}

CsmsConnectorCard *
stations_card (StationsFixture *self, int id)
{
  GtkWidget *cards = stations_child (ui_find (GTK_WIDGET (self->page), g_type_from_name ("CsmsConnectorCards"), NULL), "cards");
  GtkWidget *child = gtk_widget_get_first_child (cards);

  while (child != NULL && csms_connector_get_id (csms_connector_card_get_connector (CSMS_CONNECTOR_CARD (child))) != id)
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  return CSMS_CONNECTOR_CARD (child);
}

CsmsNotice *
stations_notice (StationsFixture *self, int id)
{
  return CSMS_NOTICE (stations_child (stations_card (self, id), "command_notice"));
}

const char *
stations_label (gpointer widget, const char *child)
{
  return gtk_label_get_text (GTK_LABEL (stations_child (widget, child)));
}

void
stations_go_live (StationsFixture *self)
{
  fake_operator_set_state (self->operator, CSMS_SEAT_LIVE);
  csms_stations_page_show_station (self->page, "fora072");
  stations_frame (self);
}

GtkWidget *
stations_open_start (StationsFixture *self)
{
  GtkWidget *dialog;

  g_signal_emit_by_name (stations_button (self, START_1), "clicked");
  dialog = stations_dialog (CSMS_TYPE_START_DIALOG, NULL);
  g_assert_nonnull (dialog);
  return dialog;
}

gboolean
stations_can_confirm (GtkWidget *dialog, const char *response)
{
  return adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), response);
}

void
stations_type (GtkWidget *dialog, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (stations_child (dialog, "entry")), text);
}
