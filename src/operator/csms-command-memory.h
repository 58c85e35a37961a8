/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-command-private.h"
#include "csms-journal-records.h"

G_BEGIN_DECLS

/** csms_command_describe: @entry: (out caller-allocates): @self as the journal keeps it; its text is valid until the command's next change */
void csms_command_describe (CsmsCommand *self, CsmsJournalCommand *entry);

/** csms_command_remember: Returns: (transfer full) (nullable): the command of @entry, as csms_command_new_kept(); %NULL when
 *  it makes no sense (written by another program) */
CsmsCommand *csms_command_remember (const CsmsJournalCommand *entry);

G_END_DECLS
