/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-cli-options.h"
#include "csms-operator.h"

G_BEGIN_DECLS

/** CsmsCliSeat: the operator's seat csmsctl sits in for one command; iterates the default main context while it waits. */
typedef struct _CsmsCliSeat CsmsCliSeat;

/**
 * csms_cli_seat_open:
 * @status: (out): how to exit when it fails; the reason is then on stderr
 *
 * Finds server and key and makes the seat; nothing is sent yet. Says on stderr when the address is a console's own (trap 1).
 */
CsmsCliSeat *csms_cli_seat_open (const CsmsCliOptions *options, CsmsCliExit *status);
void csms_cli_seat_close (CsmsCliSeat *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsCliSeat, csms_cli_seat_close)

/**
 * csms_cli_seat_wait_live:
 *
 * Starts the seat and waits until it is live. Fails, with the reason on stderr, when the first connection cannot be made,
 * the key is refused, --timeout passes or the terminal interrupts.
 */
CsmsCliExit csms_cli_seat_wait_live (CsmsCliSeat *self);

/** csms_cli_seat_ask: one question, waited for. Returns: (transfer full): the records, or %NULL with @status set and the reason on stderr */
GPtrArray *csms_cli_seat_ask (CsmsCliSeat *self, CsmsQuestion question, const char *station_id, int connector_id, guint limit,
                              CsmsCliExit *status);

CsmsOperator *csms_cli_seat_get_operator (CsmsCliSeat *self);

/** csms_cli_seat_is_interrupted: whether SIGINT or SIGTERM asked to end; wakes the main context */
gboolean csms_cli_seat_is_interrupted (CsmsCliSeat *self);

/** csms_cli_complain: one sentence on stderr, behind the program's name, made safe for a terminal */
void csms_cli_complain (const char *sentence);

/** csms_cli_exit_for_error: Returns: the exit status that tells of @error */
CsmsCliExit csms_cli_exit_for_error (const GError *error);

G_END_DECLS
