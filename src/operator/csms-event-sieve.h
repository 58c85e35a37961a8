/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CSMS_EVENT_SIEVE_SIZE: event ids remembered: ten seconds' overlap at thousands of events a second, in a few megabytes. */
#define CSMS_EVENT_SIEVE_SIZE 50000

/** CsmsEventSieve: lets each event through once, whether it was pushed, recovered or both (trap 3). Pure; one thread. */
typedef struct _CsmsEventSieve CsmsEventSieve;

/** @size: ids remembered; the oldest are forgotten first */
CsmsEventSieve *csms_event_sieve_new (guint size);
void csms_event_sieve_free (CsmsEventSieve *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsEventSieve, csms_event_sieve_free)

/** csms_event_sieve_pass: @event_id: (nullable): Returns: whether it is new; always for %NULL (connection notices have no id) */
gboolean csms_event_sieve_pass (CsmsEventSieve *self, const char *event_id);

/** csms_event_sieve_knows: Returns: whether @event_id would be held back; changes nothing */
gboolean csms_event_sieve_knows (CsmsEventSieve *self, const char *event_id);

G_END_DECLS
