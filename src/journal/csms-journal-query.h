/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-records.h"

G_BEGIN_DECLS

/**
 * CsmsJournalQuery: what of a journal is wanted: everything that is said here, together. Begin with %CSMS_JOURNAL_QUERY_ALL.
 *
 * Of a transaction the time is that of its start; its stop, or when it was heard of, where no start is known.
 */
typedef struct {
  gint64 from_ms;               /* the server's clock; 0: from the beginning */
  gint64 to_ms;                 /* and before this; 0: without an end */
  const char *const *names;     /* (nullable): NULL-terminated: of events: one of these; NULL or none: any */
  gboolean other_names;         /* of events: none of `names` instead */
  const char *station_id;       /* (nullable) */
  int connector_id;             /* CSMS_CONNECTOR_NONE: any */
  const char *transaction_id;   /* (nullable): with a station, or it may be another one's, too (trap 6) */
  const char *id_tag;           /* (nullable): letter case aside */
  const char *text;             /* (nullable): folded by csms_fold_text(): anywhere in what the server said, or in "station/connector" */
  gint64 until_seq;             /* what came into the journal later is left out; 0: nothing is */
  gboolean oldest_first;
} CsmsJournalQuery;

#define CSMS_JOURNAL_QUERY_ALL { .connector_id = CSMS_CONNECTOR_NONE }

/** csms_journal_query_copy: Returns: (transfer full): with texts of its own; free with csms_journal_query_free() */
CsmsJournalQuery *csms_journal_query_copy (const CsmsJournalQuery *query);
void csms_journal_query_free (CsmsJournalQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsJournalQuery, csms_journal_query_free)

/** csms_journal_query_needs_rows: Returns: whether more than time and station say what is wanted, so that every event must be looked at */
gboolean csms_journal_query_needs_rows (const CsmsJournalQuery *query);

/** csms_journal_query_matches_event: Returns: whether @event is wanted; `until_seq` aside. Any thread */
gboolean csms_journal_query_matches_event (const CsmsJournalQuery *query, const CsmsEventRecord *event);

/** CsmsJournalFields: of an event, as far as a query asks for it; borrowed. */
typedef struct {
  gint64 ts_ms;
  const char *name;
  const char *station_id;
  int connector_id;
  const char *transaction_id;
  const char *id_tag;
  const char *json;
} CsmsJournalFields;

/** csms_journal_query_matches_fields: the same for an event that need not be decoded for it */
gboolean csms_journal_query_matches_fields (const CsmsJournalQuery *query, const CsmsJournalFields *fields);

/** csms_journal_query_matches_transaction: the same for @transaction, its time aside. Any thread */
gboolean csms_journal_query_matches_transaction (const CsmsJournalQuery *query, const CsmsTransactionRecord *transaction);

/** csms_journal_query_has_time: Returns: whether @ms lies in the time that is wanted */
gboolean csms_journal_query_has_time (const CsmsJournalQuery *query, gint64 ms);

G_END_DECLS
