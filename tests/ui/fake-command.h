/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command.h"

G_BEGIN_DECLS

/** fake_command_new: in state Sending */
CsmsCommand *fake_command_new (CsmsCommandKind kind, const char *station_id, int connector_id, const char *id_tag,
                               const char *transaction_id);
void fake_command_change (CsmsCommand *self, CsmsCommandState state, CsmsCommandReason reason, const char *message);

/** fake_command_set_sent_ms: when it was handed to the socket */
void fake_command_set_sent_ms (CsmsCommand *self, gint64 sent_ms);

G_END_DECLS
