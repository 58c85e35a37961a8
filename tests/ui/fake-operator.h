/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"
#include "fake-command.h"

G_BEGIN_DECLS

/*
 * A seat without a server: the whole of csms-operator.h and csms-command.h, linked instead of the real ones, and driven by the
 * test. Its fleet is the real one. It does not judge: whether a command may be given is what the test says.
 */

CsmsOperator *fake_operator_new (void);

/** fake_operator_set_state: also sets when it was last live, and notifies */
void fake_operator_set_state (CsmsOperator *self, CsmsSeatState state);
/** fake_operator_get_seat: the status, to be changed by the test before fake_operator_set_state() */
CsmsSeatStatus *fake_operator_get_seat (CsmsOperator *self);

/** fake_operator_set_clock_offset_ms: how far its server's clock is ahead */
void fake_operator_set_clock_offset_ms (CsmsOperator *self, gint64 offset_ms);

/** fake_operator_forbid: @reason: (nullable): why no command may be given; %NULL allows them while live and none is open */
void fake_operator_forbid (CsmsOperator *self, const char *reason);

/** fake_operator_get_n_starts, fake_operator_get_n_stops: commands given so far */
guint fake_operator_get_n_starts (CsmsOperator *self);
guint fake_operator_get_n_stops (CsmsOperator *self);
/** fake_operator_get_n_asked: questions so far; fake_operator_get_n_checks: *Check again* so far */
guint fake_operator_get_n_asked (CsmsOperator *self);
guint fake_operator_get_n_checks (CsmsOperator *self);
/** fake_operator_get_watched: Returns: (nullable): the station whose meter values are polled */
const char *fake_operator_get_watched (CsmsOperator *self);

/** fake_operator_answer: @records: (transfer full): the next answers of csms_operator_ask_async(); %NULL fails them */
void fake_operator_answer (CsmsOperator *self, GPtrArray *records);

/** fake_operator_add_command: a command as if it had been given. Returns: (transfer none) */
CsmsCommand *fake_operator_add_command (CsmsOperator *self, CsmsCommandKind kind, const char *station_id, int connector_id,
                                        const char *id_tag);
/** fake_command_set_state: @message: (nullable): the server's words; tells the seat too */
void fake_command_set_state (CsmsOperator *self, CsmsCommand *command, CsmsCommandState state, CsmsCommandReason reason,
                             const char *message);

G_END_DECLS
