/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "csms-records.h"

G_BEGIN_DECLS

/** CsmsEventOrigin: how an event reached us. */
typedef enum {
  CSMS_EVENT_PUSHED,      /* live, over the socket */
  CSMS_EVENT_RECOVERED,   /* from the server's event log */
  CSMS_EVENT_KEPT,        /* from the journal, of an earlier run: history only, applied to nothing */
} CsmsEventOrigin;

/** CsmsEvent: one event as an item of a list; immutable. Main thread only. */
#define CSMS_TYPE_EVENT (csms_event_get_type ())
G_DECLARE_FINAL_TYPE (CsmsEvent, csms_event, CSMS, EVENT, GObject)

/** csms_event_new: @record: (transfer none): a reference is taken */
CsmsEvent *csms_event_new (CsmsEventRecord *record, CsmsEventOrigin origin);

/** csms_event_get_record: Returns: (transfer none): what came, flattened; its texts are foreign (trap 19) */
const CsmsEventRecord *csms_event_get_record (CsmsEvent *self);

/** csms_event_get_origin: Returns: how it reached us */
CsmsEventOrigin csms_event_get_origin (CsmsEvent *self);

G_END_DECLS
