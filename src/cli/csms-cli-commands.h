/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-cli-seat.h"

G_BEGIN_DECLS

/*
 * One function a kind of command: does what the checked options ask, on stdout, and returns how to exit; what goes
 * wrong is one sentence on stderr.
 */
CsmsCliExit csms_cli_read (CsmsCliSeat *seat, const CsmsCliOptions *options);   /* stations, status, transactions, meter, ping */
CsmsCliExit csms_cli_charge (CsmsCliSeat *seat, const CsmsCliOptions *options); /* start, stop */
CsmsCliExit csms_cli_events (CsmsCliSeat *seat, const CsmsCliOptions *options); /* events */

G_END_DECLS
