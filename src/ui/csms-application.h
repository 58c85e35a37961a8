/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsApplication:
 *
 * The console as a program: settings, the servers it knows, and the seat at the one that is open. Main thread.
 * Property `operator` (nullable, read-only, notified): the seat; the window follows it.
 */
#define CSMS_TYPE_APPLICATION (csms_application_get_type ())
G_DECLARE_FINAL_TYPE (CsmsApplication, csms_application, CSMS, APPLICATION, AdwApplication)

/**
 * CsmsDemoFunc:
 * @url: (out) (transfer full): address of the demo's server
 * @api_key: (out) (transfer full): a key it takes, of csms_key_dup()
 * @error: why there is no demo, in the operator's words
 *
 * Starts the demo fleet, or finds it running.
 */
typedef gboolean (*CsmsDemoFunc) (gpointer user_data, char **url, char **api_key, GError **error);

/** csms_application_new: @flags: %G_APPLICATION_NON_UNIQUE for a run that must not hand over to a console already open */
CsmsApplication *csms_application_new (GApplicationFlags flags);

/** csms_application_set_demo: @func: (nullable): %NULL takes *Explore with a demo fleet* off the welcome page */
void csms_application_set_demo (CsmsApplication *self, CsmsDemoFunc func, gpointer user_data);

/** Returns: whether there is a demo to explore */
gboolean csms_application_has_demo (CsmsApplication *self);

/**
 * csms_application_log_wire:
 * @path: where every frame of this run is written, without keys; see csms-wire-log.h
 * @error: why not: the file, or that another console is open already, which this one would only hand over to
 *
 * Once, before any server is opened. Registers the application, which opens the active server, unless it is one of its own.
 *
 * Returns: whether it is logged
 */
gboolean csms_application_log_wire (CsmsApplication *self, const char *path, GError **error);

/** csms_application_open_demo: opens the demo fleet for this run; nothing is saved. Returns: whether it could be started */
gboolean csms_application_open_demo (CsmsApplication *self, GError **error);

/**
 * csms_application_open_passing:
 * @url: normalised
 * @ca_file: (nullable): file with the authorities to trust instead of the system's
 *
 * Opens this server for this run alone; nothing is saved.
 */
void csms_application_open_passing (CsmsApplication *self, const char *url, const char *api_key, const char *ca_file);

/**
 * csms_application_open_server:
 * @server: (nullable): the server to sit at; %NULL for none (the welcome page)
 *
 * Leaves the server that is open, and connects to this one once the old session has ended: two sockets of one console at a
 * server would deafen each other (trap 1).
 */
void csms_application_open_server (CsmsApplication *self, CsmsServer *server);

/**
 * csms_application_add_server:
 * @draft: a passing server that stands for what was tried: its address, and what was decided about it
 *
 * Saves the server, keeps its key in the keyring (else for this run alone, and says so in the window), makes it the active one
 * and opens it.
 */
void csms_application_add_server (CsmsApplication *self, CsmsServer *draft, const char *api_key);

/**
 * csms_application_ask_start:
 * @station_id: (nullable): %NULL asks for nothing
 * @connector_id: 1 or more
 * @id_tag: (nullable): what the entry begins with
 *
 * Asks in the window of the console that runs, this one or the one it hands over to, for a start on this connector, once it
 * is known; it is a person who confirms it there. After the server of this run, if it has one.
 */
void csms_application_ask_start (CsmsApplication *self, const char *station_id, int connector_id, const char *id_tag);

/** csms_application_use_server: makes a saved server the active one, and opens it */
void csms_application_use_server (CsmsApplication *self, CsmsServer *server);

/** csms_application_remove_server: forgets a saved server and its key; the one that is open is left first */
void csms_application_remove_server (CsmsApplication *self, CsmsServer *server);

/** csms_application_change_key: keeps @api_key for @server as csms_application_add_server() does, and signs in with it when it is open */
void csms_application_change_key (CsmsApplication *self, CsmsServer *server, const char *api_key);

/** csms_application_change_ca_file: @path: (nullable): %NULL: the system's authorities; connects anew when it is open */
void csms_application_change_ca_file (CsmsApplication *self, CsmsServer *server, const char *path);

/** Returns: (transfer none) (nullable): %NULL when the schema is not installed; the program then only says so */
GSettings *csms_application_get_settings (CsmsApplication *self);
/** Returns: (transfer none) (nullable): why there are no settings, one sentence; %NULL when there are */
const char *csms_application_get_problem (CsmsApplication *self);
/** Returns: (transfer none) (nullable): the seat; %NULL on the welcome page */
CsmsOperator *csms_application_get_operator (CsmsApplication *self);
/** Returns: (transfer none) (nullable): the saved servers; %NULL when there are no settings */
CsmsServerList *csms_application_get_servers (CsmsApplication *self);

G_END_DECLS
