/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-catch-up.h"
#include "csms-link.h"

G_BEGIN_DECLS

/**
 * CsmsDeliveryAudit:
 *
 * Whether what the server logs is what it pushes (trap 1): an answered socket can be a deaf one, and only the event log
 * tells. Compares the two while connected, takes in what was missed, and says when a new socket is called for. An event that
 * was pushed and is not in the log is no alarm (trap 3). Main thread.
 *
 * Signals:
 * - `changed` (): csms_delivery_audit_get_polling()
 * - `deaf` (): this socket misses events: reconnect
 */
#define CSMS_TYPE_DELIVERY_AUDIT (csms_delivery_audit_get_type ())
G_DECLARE_FINAL_TYPE (CsmsDeliveryAudit, csms_delivery_audit, CSMS, DELIVERY_AUDIT, GObject)

/** @pace: how many milliseconds a second of its waits lasts: 1000, which tests shorten */
CsmsDeliveryAudit *csms_delivery_audit_new (CsmsCatchUp *catch_up, guint pace_ms);

/** csms_delivery_audit_begin: a session is live on @link */
void csms_delivery_audit_begin (CsmsDeliveryAudit *self, CsmsLink *link);
/** csms_delivery_audit_end: it is not, or no longer */
void csms_delivery_audit_end (CsmsDeliveryAudit *self);
/** csms_delivery_audit_note_pushed: @n events came by push */
void csms_delivery_audit_note_pushed (CsmsDeliveryAudit *self, guint n);
/** Returns: whether another client seems to share this address, and the event log is polled */
gboolean csms_delivery_audit_get_polling (CsmsDeliveryAudit *self);

G_END_DECLS
