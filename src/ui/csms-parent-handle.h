/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** CsmsParentHandleFunc: @handle: what a portal knows the window by; "" where there is nothing of the kind */
typedef void (*CsmsParentHandleFunc) (const char *handle, gpointer user_data);

/** csms_parent_handle_export: @window: (nullable); @func: is called once, maybe at once */
void csms_parent_handle_export (GtkWindow *window, CsmsParentHandleFunc func, gpointer user_data);

/** csms_parent_handle_unexport: when the portal has answered; @window: (nullable): the same */
void csms_parent_handle_unexport (GtkWindow *window);

G_END_DECLS
