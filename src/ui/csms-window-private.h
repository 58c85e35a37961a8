/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-banner.h"
#include "csms-connection-button.h"
#include "csms-events-page.h"
#include "csms-narrow-bin.h"
#include "csms-stations-page.h"
#include "csms-transactions-page.h"
#include "csms-wallboard.h"
#include "csms-welcome-page.h"
#include "csms-window.h"

G_BEGIN_DECLS

struct _CsmsWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwToastOverlay *toast_overlay;
  GtkStack *root_stack;
  CsmsWelcomePage *welcome_page;
  GtkMenuButton *welcome_menu_button;
  AdwStatusPage *problem_page;
  CsmsNarrowBin *narrow_bin;
  GtkStack *title_stack;
  AdwViewSwitcherTitle *switcher_title;
  GtkLabel *detail_title;
  GtkLabel *detail_subtitle;
  GtkButton *back_button;
  CsmsConnectionButton *connection_button;
  GtkMenuButton *menu_button;
  GtkButton *search_button;
  CsmsBanner *banner;
  AdwViewStack *view_stack;
  CsmsStationsPage *stations_page;
  CsmsTransactionsPage *transactions_page;
  CsmsEventsPage *events_page;
  AdwViewSwitcherBar *switcher_bar;
  CsmsWallboard *wallboard;

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *operator_signals;

  CsmsAddressSafety asked_safety;
  gboolean on_wall;             /* the wallboard is shown */
  gboolean was_fullscreen;      /* before it was */
};
/* What the actions of the window do to it. */

/** csms_window_install_actions: the window's actions and its single-letter keys, for class_init */
void csms_window_install_actions (GtkWidgetClass *widget_class);
/** csms_window_install_palette: the command palette, and the actions of its lines; as csms_window_install_actions() */
void csms_window_install_palette (GtkWidgetClass *widget_class);
/** csms_window_show_wallboard: @shown: whether the window is a wallboard, over the whole screen, or as it was before */
void csms_window_show_wallboard (CsmsWindow *self, gboolean shown);
/** csms_window_update_actions: turns off what makes no sense now */
void csms_window_update_actions (CsmsWindow *self);
/** csms_window_update_header: shows in the header what there is room for, and whose page it is */
void csms_window_update_header (CsmsWindow *self);

CsmsOperator *csms_window_get_operator (CsmsWindow *self);
/** Returns: the name of the view on screen: "stations", "transactions" or "events" */
const char *csms_window_get_view (CsmsWindow *self);
void csms_window_set_view (CsmsWindow *self, const char *view);
void csms_window_focus_search (CsmsWindow *self);
void csms_window_go_back (CsmsWindow *self);
void csms_window_start_charging (CsmsWindow *self);
void csms_window_stop_charging (CsmsWindow *self);

G_END_DECLS
