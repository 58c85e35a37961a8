/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-notice.h"
#include "csms-operator.h"

G_BEGIN_DECLS

/*
 * A command's state in words, and why one cannot be given. Main thread; texts are (transfer full), plain, and clean.
 */

/** csms_command_words_kind: Returns: what the notice looks like; Accepted is no success, since it proves nothing (trap 9) */
CsmsNoticeKind csms_command_words_kind (CsmsCommand *command);

/**
 * csms_command_words_title:
 * @now_ms: our clock, ms since 1970, for the seconds waited
 *
 * Returns: the state: "Sent, waiting for the station (3 s)", "Refused: …", …
 */
char *csms_command_words_title (CsmsCommand *command, gint64 now_ms);

/** csms_command_words_body: Returns: (nullable): what there is to say beyond the state; @checked_ms: as below */
char *csms_command_words_body (CsmsCommand *command, gint64 checked_ms);

/**
 * csms_command_words_show:
 * @checked_ms: when the server was asked again what became of it, 0 for not
 *
 * Puts @command into @notice, with the buttons that its state has: `card.check-again`, `card.dismiss`.
 */
void csms_command_words_show (CsmsCommand *command, gint64 now_ms, gint64 checked_ms, CsmsNotice *notice);

/**
 * csms_command_words_why_off:
 * @operator: (nullable)
 * @connector: the connector a command would be for
 * @error: what csms_operator_can_start() or csms_operator_can_stop() said
 *
 * Returns: beside a button that is off: "Off: not connected", …
 */
char *csms_command_words_why_off (CsmsOperator *operator, CsmsConnector *connector, const GError *error);

G_END_DECLS
