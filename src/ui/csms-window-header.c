/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-window-private.h"

void
csms_window_update_header (CsmsWindow *self)
{
  gboolean narrow;
  gboolean detail = FALSE;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  AdwViewStackPage *page;

  /* The template's own children notify while it is still being built. */
  if (self->switcher_bar == NULL)
    return;
  /* Not asked of the switcher: what it leaves room for would decide in turn whether it has room. */
  narrow = csms_narrow_bin_get_narrow (self->narrow_bin);
  adw_view_switcher_title_set_view_switcher_enabled (self->switcher_title, !narrow);
  g_object_get (self->stations_page,
                "detail-visible", &detail,
                "detail-title", &title,
                "detail-subtitle", &subtitle,
                NULL);
  page = adw_view_stack_get_page (self->view_stack, adw_view_stack_get_visible_child (self->view_stack));
  adw_view_switcher_title_set_title (self->switcher_title, adw_view_stack_page_get_title (page));
  detail = detail && g_str_equal (csms_window_get_view (self), "stations");
  gtk_label_set_text (self->detail_title, title != NULL ? title : "");
  gtk_label_set_text (self->detail_subtitle, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_subtitle), subtitle != NULL && *subtitle != '\0');
  gtk_stack_set_visible_child_name (self->title_stack, detail ? "station" : "views");
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), detail);
  csms_connection_button_set_room (self->connection_button,
                                   detail ? CSMS_CONNECTION_NO_WORDS : narrow ? CSMS_CONNECTION_FEW_WORDS : CSMS_CONNECTION_ALL_WORDS);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), !narrow && !detail);
  adw_view_switcher_bar_set_reveal (self->switcher_bar,
                                    adw_view_switcher_title_get_title_visible (self->switcher_title) && !detail);
}
