/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CSMS_AUDIT_FIRST_S 5              /* after each new session */
#define CSMS_AUDIT_INTERVAL_S 30
#define CSMS_AUDIT_POLL_S 5               /* while another client shares the address */
#define CSMS_AUDIT_MISSES 3               /* so many within … */
#define CSMS_AUDIT_MISSES_US ((gint64) 10 * 60 * G_USEC_PER_SEC)
#define CSMS_AUDIT_POLLING_US ((gint64) 10 * 60 * G_USEC_PER_SEC)  /* then the socket is given another chance */

/**
 * CsmsAuditPolicy: what follows from an audit (trap 1): a miss calls for a new socket, which cures a deaf one; when that did
 * not help for long, another client has this address, and the two would take it from each other for ever: then the event log
 * is read every few seconds instead. Pure.
 */
typedef struct {
  gint64 misses_us[CSMS_AUDIT_MISSES];    /* the latest, oldest first; 0 none */
  gint64 polling_since_us;                /* 0: not polling */
} CsmsAuditPolicy;

/** csms_audit_policy_note: @missed: whether this audit found an event that was not pushed. Returns: whether to reconnect now */
gboolean csms_audit_policy_note (CsmsAuditPolicy *self, gboolean missed, gint64 now_us);
/** Returns: whether another client shares this address, as far as can be told */
gboolean csms_audit_policy_is_polling (const CsmsAuditPolicy *self);
/** csms_audit_policy_get_wait_s: @first: the first audit of a session. Returns: seconds from the start of one audit to that of the next */
guint csms_audit_policy_get_wait_s (const CsmsAuditPolicy *self, gboolean first);

G_END_DECLS
