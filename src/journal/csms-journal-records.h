/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CsmsJournalOrigin: how an event came: pushed over the socket, recovered by a replay, or found missing by the delivery audit. */
typedef enum {
  CSMS_JOURNAL_PUSHED,
  CSMS_JOURNAL_RECOVERED,
  CSMS_JOURNAL_AUDITED,
} CsmsJournalOrigin;

/** CsmsJournalCursor: up to here everything is known. */
typedef struct {
  const char *event_id;
  gint64 ms;                    /* its `ts`, the server's clock; 0 when only the id is known */
} CsmsJournalCursor;

/** CsmsJournalCommand: one start or stop. Words are the operator's room's own; the journal only keeps them. Text may be %NULL. */
typedef struct {
  const char *id;               /* a UUID made with the intent */
  const char *kind;             /* "start", "stop" */
  const char *station_id;
  int connector_id;
  const char *id_tag;
  const char *transaction_id;
  const char *prior_transaction_id;
  gint64 since_ms;              /* the moment of the intent by the server's clock; 0 unknown */
  gint64 created_ms;            /* by our clock */
  gint64 sent_ms;               /* by our clock; 0: not known to have been handed to the socket */
  gint64 changed_ms;            /* by our clock: when it came into @state */
  const char *state;            /* "sending", "sent", "accepted", "confirmed", "refused", "unconfirmed", "handled", "looking-up" */
  const char *reason;           /* "" when there is none */
  const char *correlation_id;
  const char *message;
  gboolean open;                /* neither confirmed, refused nor handled */
} CsmsJournalCommand;

/** CsmsJournalSpan: a gap or a recovery. Times by the server's clock, `noted_ms` by ours. */
typedef struct {
  gint64 from_ms;
  gint64 to_ms;
  guint64 count;                /* of a recovery */
  char *why;                    /* of a gap */
  gint64 noted_ms;
} CsmsJournalSpan;

/** csms_journal_span_copy: Returns: (transfer full): free with csms_journal_span_free() */
CsmsJournalSpan *csms_journal_span_copy (const CsmsJournalSpan *span);
void csms_journal_span_free (CsmsJournalSpan *span);

/** CSMS_JOURNAL_OVERLAP_MS: how long before the cursor events may still come that belong before it. */
#define CSMS_JOURNAL_OVERLAP_MS (10 * 1000)

/** CSMS_JOURNAL_LOAD_*: how much of its past a seat begins with. */
#define CSMS_JOURNAL_LOAD_EVENTS 5000
#define CSMS_JOURNAL_LOAD_TRANSACTIONS 5000
#define CSMS_JOURNAL_LOAD_IDS 50000
#define CSMS_JOURNAL_LOAD_IDS_MS (60 * 1000)  /* before the cursor: a replay after a restart begins there */
#define CSMS_JOURNAL_LOAD_SAMPLES 20000
#define CSMS_JOURNAL_LOAD_SPANS 1000

/** CsmsJournalContents: what was kept, as csms_journal_open_finish() gives it. Owns all of it. */
typedef struct {
  char *cursor_event_id;        /* NULL: none yet */
  gint64 cursor_ms;
  GPtrArray *event_ids;         /* of char*: those within the replay overlap (10 s) before the cursor, and up to it; oldest first */
  GPtrArray *events;            /* of CsmsEventRecord: the newest up to the cursor, oldest first */
  GPtrArray *stations;          /* of CsmsStationRecord */
  GPtrArray *transactions;      /* of CsmsTransactionRecord: those without a stop, then the newest of the others */
  GPtrArray *samples;           /* of CsmsSampleRecord: of transactions without a stop, oldest first */
  GPtrArray *commands;          /* of CsmsJournalCommand, owning their text: those that are open, oldest first */
  GPtrArray *gaps;              /* of CsmsJournalSpan, oldest first */
  GPtrArray *recoveries;        /* of CsmsJournalSpan, oldest first */
  char *set_aside;              /* the name a damaged file was given; NULL none */
} CsmsJournalContents;

void csms_journal_contents_free (CsmsJournalContents *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsJournalContents, csms_journal_contents_free)

/** csms_journal_command_copy: Returns: (transfer full): with text of its own; free with csms_journal_command_free() */
CsmsJournalCommand *csms_journal_command_copy (const CsmsJournalCommand *command);
void csms_journal_command_free (CsmsJournalCommand *command);

G_END_DECLS
