/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-application.h"

G_BEGIN_DECLS

/**
 * CsmsWindow:
 *
 * A window of the console, one of several maybe: welcome page, or the three views over one seat. Main thread.
 * Property `operator` (nullable): the seat that is shown; %NULL shows the welcome page.
 */
#define CSMS_TYPE_WINDOW (csms_window_get_type ())
G_DECLARE_FINAL_TYPE (CsmsWindow, csms_window, CSMS, WINDOW, AdwApplicationWindow)

CsmsWindow *csms_window_new (CsmsApplication *application);

/** csms_window_come_forward: presents the window, or the dialog over it that waits for an answer */
void csms_window_come_forward (CsmsWindow *self);

/** csms_window_show_station: turns to the station's page; an unknown id only turns to the list */
void csms_window_show_station (CsmsWindow *self, const char *station_id);

/** csms_window_ask_start: shows @connector's station and asks for a start there; @id_tag: what the entry begins with, "" for nothing */
void csms_window_ask_start (CsmsWindow *self, CsmsConnector *connector, const char *id_tag);

/** csms_window_ask_stop: asks whether to stop this charge, and no other; @transaction_id: "" when it is not known */
void csms_window_ask_stop (CsmsWindow *self, const char *station_id, int connector_id, const char *transaction_id);

/** csms_window_search: looks for stations by what was typed elsewhere */
void csms_window_search (CsmsWindow *self, const char *text);

/** csms_window_toast: tells @text, foreign text allowed, in passing */
void csms_window_toast (CsmsWindow *self, const char *text);

/** csms_window_install_accels: gives @application the keys of the window's and the program's actions */
void csms_window_install_accels (GtkApplication *application);

G_END_DECLS
