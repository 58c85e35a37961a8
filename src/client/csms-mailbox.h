/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-link.h"

G_BEGIN_DECLS

/**
 * CsmsMailboxHandlers: the receiving side, called in the thread that runs the mailbox's context.
 * @status: (transfer full)
 * @events: a run of CsmsEventRecord, borrowed
 * @done: @reply and @error are borrowed and may both be %NULL, when what ended gives no answer
 * @relieved: what was waiting has been brought below the half of CSMS_MAILBOX_FULL again
 */
typedef struct {
  void (*status) (CsmsLinkStatus *status, gpointer data);
  void (*events) (GPtrArray *events, guint generation, gpointer data);
  void (*sent) (guint64 serial, gpointer data);
  void (*done) (guint64 serial, CsmsReply *reply, const GError *error, gpointer data);
  void (*foreign) (const char *text, gpointer data);
  void (*relieved) (gpointer data);
} CsmsMailboxHandlers;

/**
 * CsmsMailbox:
 *
 * From the net thread to the screen thread, in order. One source on the receiver's context empties it at most once each
 * interval and for at most 6 ms, so that a burst never holds a frame back. What is left comes with the next one, or before it
 * when the context has nothing else to do, redrawing (any source of a priority before G_PRIORITY_DEFAULT_IDLE) included.
 * Reference-counted (atomic). csms_mailbox_post_*(): any thread, one at a time. The rest: the receiving thread.
 */
typedef struct _CsmsMailbox CsmsMailbox;

CsmsMailbox *csms_mailbox_new (GMainContext *context, guint interval_ms, const CsmsMailboxHandlers *handlers, gpointer data);
void csms_mailbox_unref (CsmsMailbox *self);

/** csms_mailbox_close: nothing is delivered any more, not even the rest of a delivery under way */
void csms_mailbox_close (CsmsMailbox *self);

/** csms_mailbox_set_slow: at most one run of 64 events every 16 ms, for a receiver that cannot store them as fast as it takes them */
void csms_mailbox_set_slow (CsmsMailbox *self, gboolean slow);

/** CSMS_MAILBOX_FULL: events and letters waiting; some 30 MB */
#define CSMS_MAILBOX_FULL 32768

/** csms_mailbox_take_full: Returns: whether the mailbox is full and nobody was told yet; `relieved` will follow */
gboolean csms_mailbox_take_full (CsmsMailbox *self);

void csms_mailbox_post_status (CsmsMailbox *self, const CsmsLinkStatus *status);
void csms_mailbox_post_event (CsmsMailbox *self, CsmsEventRecord *event, guint generation);
void csms_mailbox_post_sent (CsmsMailbox *self, guint64 serial);
void csms_mailbox_post_done (CsmsMailbox *self, guint64 serial, CsmsReply *reply, const GError *error);
void csms_mailbox_post_foreign (CsmsMailbox *self, const char *text);

G_END_DECLS
