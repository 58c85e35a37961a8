/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-event.h"

G_BEGIN_DECLS

/**
 * CsmsEventDetails:
 *
 * One event in full: the words first, then what the server sent, to copy. Main thread.
 * Signal `closed` (): its button was pressed.
 */
#define CSMS_TYPE_EVENT_DETAILS (csms_event_details_get_type ())
G_DECLARE_FINAL_TYPE (CsmsEventDetails, csms_event_details, CSMS, EVENT_DETAILS, AdwBin)

/** csms_event_details_set_event: @event: (nullable): %NULL lets go of the last one and keeps its words */
void csms_event_details_set_event (CsmsEventDetails *self, CsmsEvent *event);

G_END_DECLS
