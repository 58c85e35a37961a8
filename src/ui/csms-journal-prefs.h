/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-application.h"

G_BEGIN_DECLS

/** CsmsJournalPrefs: the page of the preferences that says how much the journal keeps, and how large it is. Main thread. */
#define CSMS_TYPE_JOURNAL_PREFS (csms_journal_prefs_get_type ())
G_DECLARE_FINAL_TYPE (CsmsJournalPrefs, csms_journal_prefs, CSMS, JOURNAL_PREFS, AdwPreferencesPage)

/** csms_journal_prefs_set_application: once; @application: (transfer none): one that has settings */
void csms_journal_prefs_set_application (CsmsJournalPrefs *self, CsmsApplication *application);

G_END_DECLS
