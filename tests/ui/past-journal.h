/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-archive.h"

G_BEGIN_DECLS

/* A journal in memory, with charges of the past in it. */

/** past_journal_new: Returns: (transfer full): open, and empty */
CsmsJournal *past_journal_new (void);

/** past_journal_charge: Returns: a charge on connector 1 with the ID tag TAG-A: an hour, 10 kWh, 3.5; its texts are the caller's */
CsmsTransactionRecord past_journal_charge (const char *station, const char *id, gint64 start_ms);

/** past_journal_put: keeps a copy of @values */
void past_journal_put (CsmsJournal *self, const CsmsTransactionRecord *values);

/** past_journal_fill: @n charges of fora072, a second apart, the last one at @last_ms, with the ids "p0", "p1", … from the oldest on */
void past_journal_fill (CsmsJournal *self, guint n, gint64 last_ms);

G_END_DECLS
