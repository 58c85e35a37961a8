/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-mailbox.h"

G_BEGIN_DECLS

/**
 * CsmsNet:
 *
 * The net thread: it pushes a main context of its own before anything of libsoup is made, and in it the session lives from
 * first to last. Everything here is called in one other thread and returns at once, csms_net_free() excepted.
 */
typedef struct _CsmsNet CsmsNet;

/** csms_net_new: @mailbox is borrowed until csms_net_free() returns; the rest is copied */
CsmsNet *csms_net_new (const char *url, const char *api_key, const CsmsLinkOptions *options, CsmsMailbox *mailbox);

/** csms_net_free: says goodbye on an open socket, then ends and joins the thread, within half a second whatever the server does */
void csms_net_free (CsmsNet *self);

void csms_net_start (CsmsNet *self);
/** csms_net_stop: as csms_link_stop_async(); posts a `done` of @serial with neither reply nor error when the socket is gone */
void csms_net_stop (CsmsNet *self, guint64 serial);
void csms_net_reconnect_now (CsmsNet *self);
void csms_net_network_changed (CsmsNet *self);
void csms_net_set_api_key (CsmsNet *self, const char *api_key);
void csms_net_request (CsmsNet *self, guint64 serial, CsmsRequest *request, CsmsPriority priority);
void csms_net_cancel (CsmsNet *self, guint64 serial);
/** csms_net_relieved: the mailbox was full, and reading stopped; it is not full any more */
void csms_net_relieved (CsmsNet *self);

G_END_DECLS
