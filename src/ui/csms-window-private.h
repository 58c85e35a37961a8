/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-window.h"

G_BEGIN_DECLS

/* What the actions of the window do to it. */

/** csms_window_install_actions: the window's actions and its single-letter keys, for class_init */
void csms_window_install_actions (GtkWidgetClass *widget_class);
/** csms_window_update_actions: turns off what makes no sense now */
void csms_window_update_actions (CsmsWindow *self);

CsmsOperator *csms_window_get_operator (CsmsWindow *self);
/** Returns: the name of the view on screen: "stations", "transactions" or "events" */
const char *csms_window_get_view (CsmsWindow *self);
void csms_window_set_view (CsmsWindow *self, const char *view);
void csms_window_focus_search (CsmsWindow *self);
void csms_window_go_back (CsmsWindow *self);
void csms_window_start_charging (CsmsWindow *self);
void csms_window_stop_charging (CsmsWindow *self);

G_END_DECLS
