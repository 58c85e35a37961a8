/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-event.h"

G_BEGIN_DECLS

/** CSMS_EVENT_LOG_CAPACITY: events kept; older ones fall off. */
#define CSMS_EVENT_LOG_CAPACITY 20000

/** CsmsEventLog: a GListModel of CsmsEvent, newest first: a ring, so that an event costs the same however many there are. */
#define CSMS_TYPE_EVENT_LOG (csms_event_log_get_type ())
G_DECLARE_FINAL_TYPE (CsmsEventLog, csms_event_log, CSMS, EVENT_LOG, GObject)

CsmsEventLog *csms_event_log_new (void);

/**
 * csms_event_log_add:
 * @records: of CsmsEventRecord, in order
 *
 * Pushed ones go on top, in their order; recovered ones between the others by their time. Two `items-changed` at most: what
 * fell off, and what came.
 */
void csms_event_log_add (CsmsEventLog *self, GPtrArray *records, CsmsEventOrigin origin);

G_END_DECLS
