/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CsmsApplication CsmsApplication;

/**
 * CsmsStartRequest:
 *
 * A start that was asked for from outside, on the command line: waits until the connector is known, and shows the dialog that
 * starts it, or why not. Never starts by itself. Main thread.
 */
#define CSMS_TYPE_START_REQUEST (csms_start_request_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStartRequest, csms_start_request, CSMS, START_REQUEST, GObject)

/** csms_start_request_new: @application: (transfer none): outlives this; @id_tag: "" for none. Letting go of it ends the waiting */
CsmsStartRequest *csms_start_request_new (CsmsApplication *application, const char *station_id, int connector_id, const char *id_tag);

/**
 * csms_start_request_parse:
 * @place: typed text: "fora072/1"; a station's id may have a slash itself
 *
 * Returns: whether it names a station and a connector
 */
gboolean csms_start_request_parse (const char *place, char **station_id, int *connector_id);

G_END_DECLS
