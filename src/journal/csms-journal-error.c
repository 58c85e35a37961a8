/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal.h"

G_DEFINE_QUARK (csms-journal-error-quark, csms_journal_error)
