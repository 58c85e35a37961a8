/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-window-private.h"

#include <glib/gi18n.h>

#include "csms-start-dialog.h"
#include "csms-stop-dialog.h"
#include "csms-text.h"

/* What is done to the views, by the actions and by the program. */

/* Of several the last is on top. */
static GtkWindow *
find_dialog (GtkWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == window && gtk_window_get_modal (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

void
csms_window_come_forward (CsmsWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);

  g_return_if_fail (CSMS_IS_WINDOW (self));

  for (GtkWindow *dialog = window; dialog != NULL; dialog = find_dialog (dialog))
    window = dialog;
  gtk_window_present (window);
}

void
csms_window_show_station (CsmsWindow *self, const char *station_id)
{
  g_return_if_fail (CSMS_IS_WINDOW (self));
  g_return_if_fail (station_id != NULL);

  csms_window_set_view (self, "stations");
  csms_stations_page_show_station (self->stations_page, station_id);
}

void
csms_window_ask_start (CsmsWindow *self, CsmsConnector *connector, const char *id_tag)
{
  CsmsApplication *application;
  CsmsStartDialog *dialog;

  g_return_if_fail (CSMS_IS_WINDOW (self));
  g_return_if_fail (CSMS_IS_CONNECTOR (connector));
  g_return_if_fail (self->operator != NULL && id_tag != NULL);

  application = CSMS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  csms_window_show_station (self, csms_connector_get_station_id (connector));
  dialog = csms_start_dialog_new (GTK_WINDOW (self), self->operator, connector, csms_application_get_settings (application));
  csms_start_dialog_suggest (dialog, id_tag);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
csms_window_ask_stop (CsmsWindow *self, const char *station_id, int connector_id, const char *transaction_id)
{
  CsmsConnector *connector = NULL;
  CsmsStopDialog *dialog;

  g_return_if_fail (CSMS_IS_WINDOW (self));
  g_return_if_fail (station_id != NULL && transaction_id != NULL);

  if (self->operator != NULL)
    connector = csms_fleet_get_connector (csms_operator_get_fleet (self->operator), station_id, connector_id);
  if (connector == NULL)
    {
      csms_window_toast (self, _("That charge cannot be found any more."));
      return;
    }
  dialog = csms_stop_dialog_new (GTK_WINDOW (self), self->operator, connector);
  if (*transaction_id != '\0')
    csms_stop_dialog_mean (dialog, transaction_id);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
csms_window_search (CsmsWindow *self, const char *text)
{
  g_return_if_fail (CSMS_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  csms_window_set_view (self, "stations");
  csms_stations_page_search (self->stations_page, text);
}

void
csms_window_toast (CsmsWindow *self, const char *text)
{
  g_autofree char *clean = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (CSMS_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  clean = csms_text_clean (text, CSMS_TEXT_LONG);
  markup = g_markup_escape_text (clean, -1);
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (markup));
}

CsmsOperator *
csms_window_get_operator (CsmsWindow *self)
{
  return self->operator;
}

const char *
csms_window_get_view (CsmsWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->view_stack);

  return name != NULL ? name : "stations";
}

void
csms_window_set_view (CsmsWindow *self, const char *view)
{
  csms_window_show_wallboard (self, FALSE);
  if (adw_view_stack_get_child_by_name (self->view_stack, view) != NULL)
    adw_view_stack_set_visible_child_name (self->view_stack, view);
}

void
csms_window_focus_search (CsmsWindow *self)
{
  const char *view = csms_window_get_view (self);

  csms_window_show_wallboard (self, FALSE);
  if (g_str_equal (view, "stations"))
    csms_stations_page_focus_search (self->stations_page);
  else if (g_str_equal (view, "transactions"))
    csms_transactions_page_focus_search (self->transactions_page);
  else
    csms_events_page_focus_search (self->events_page);
}

void
csms_window_show_wallboard (CsmsWindow *self, gboolean shown)
{
  shown = shown && self->operator != NULL;
  if (self->on_wall == shown)
    return;
  self->on_wall = shown;
  if (shown)
    {
      self->was_fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (self));
      gtk_window_fullscreen (GTK_WINDOW (self));
    }
  else if (!self->was_fullscreen)
    gtk_window_unfullscreen (GTK_WINDOW (self));
  gtk_stack_set_visible_child_name (self->root_stack, shown ? "wallboard" : "main");
}

void
csms_window_go_back (CsmsWindow *self)
{
  if (self->on_wall)
    csms_window_show_wallboard (self, FALSE);
  else if (g_str_equal (csms_window_get_view (self), "stations"))
    csms_stations_page_back (self->stations_page);
  else if (g_str_equal (csms_window_get_view (self), "events"))
    csms_events_page_back (self->events_page);
  else
    csms_transactions_page_back (self->transactions_page);
}

void
csms_window_start_charging (CsmsWindow *self)
{
  if (!self->on_wall && g_str_equal (csms_window_get_view (self), "stations"))
    csms_stations_page_start (self->stations_page);
}

void
csms_window_stop_charging (CsmsWindow *self)
{
  if (!self->on_wall && g_str_equal (csms_window_get_view (self), "stations"))
    csms_stations_page_stop (self->stations_page);
}
