/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-journal.h"

G_BEGIN_DECLS

/** JournalFixture: a journal in a folder of its own, which the end of the test removes. */
typedef struct {
  char *folder;
  char *path;
  CsmsJournal *journal;
  CsmsJournalContents *contents;
  GError *error;
  GArray *tickets;              /* of guint64: those of `committed` */
  guint n_problem_changes;
  guint n_overflows;
} JournalFixture;

#define JOURNAL_WAIT_US (60 * G_TIME_SPAN_SECOND)

#define WAIT_FOR(condition) \
  G_STMT_START { \
    gint64 wait_end_us = g_get_monotonic_time () + JOURNAL_WAIT_US; \
    while (!(condition)) \
      { \
        if (g_get_monotonic_time () >= wait_end_us) \
          g_error ("%s:%d: waited in vain for %s", __FILE__, __LINE__, #condition); \
        if (!g_main_context_iteration (NULL, FALSE)) \
          g_usleep (1000); \
      } \
  } G_STMT_END

#define JOURNAL_TEST(name, function) \
  g_test_add (name, JournalFixture, NULL, journal_fixture_set_up, function, journal_fixture_tear_down)

void journal_fixture_set_up (JournalFixture *self, gconstpointer data);
void journal_fixture_tear_down (JournalFixture *self, gconstpointer data);

/** journal_fixture_open: a new journal on the fixture's file. Returns: whether it could be opened; sets `contents` or `error` */
gboolean journal_fixture_open (JournalFixture *self);
/** journal_fixture_open_at: the same on another file, or in memory */
gboolean journal_fixture_open_at (JournalFixture *self, const char *path);
/** journal_fixture_close: Returns: whether everything was written; sets `error` if not */
gboolean journal_fixture_close (JournalFixture *self);
/** journal_fixture_reopen: both, and both must succeed */
void journal_fixture_reopen (JournalFixture *self);
/** journal_fixture_forget: closes it and removes its folder, for a fresh one */
void journal_fixture_forget (JournalFixture *self);
/** journal_fixture_wait: until `committed` has reached @ticket */
void journal_fixture_wait (JournalFixture *self, guint64 ticket);
/** journal_fixture_append: Returns: the ticket of @events: (transfer full), pushed, with the cursor at the last one if @moves */
guint64 journal_fixture_append (JournalFixture *self, GPtrArray *events, gboolean moves);

/** journal_intent: a start that is about to be sent */
extern const CsmsJournalCommand journal_intent;
/** journal_fixture_is_broken: Returns: whether the journal says that it cannot be written */
gboolean journal_fixture_is_broken (JournalFixture *self);
/** journal_fixture_hurry: puts a command, which makes the journal try again at once, and waits for it */
void journal_fixture_hurry (JournalFixture *self);
/** journal_fixture_put_roster: a station and a transaction */
void journal_fixture_put_roster (JournalFixture *self);
/** journal_fixture_assert_on_disk: the cursor stands at event @last, and every event up to it is there, once */
void journal_fixture_assert_on_disk (JournalFixture *self, guint last);

/** journal_query_int: Returns: the first column of the first row of @sql, read from the file @path by SQL alone */
gint64 journal_query_int (const char *path, const char *sql);
/** journal_query_text: Returns: (transfer full): the rows of @sql, a line each, columns separated by `|` */
char *journal_query_text (const char *path, const char *sql);
/** journal_run_sql: what somebody else does to the file */
void journal_run_sql (const char *path, const char *sql);
/** journal_assert_sound: the file passes SQLite's full check */
void journal_assert_sound (const char *path);

/** journal_event: Returns: (transfer full): the event in @json */
CsmsEventRecord *journal_event (const char *json);
/** journal_events: Returns: (transfer full): @n events, whose eventId and ts tell their number from @first on */
GPtrArray *journal_events (guint first, guint n);
/** journal_events_ms: Returns: the ts of event @number */
gint64 journal_events_ms (guint number);

G_END_DECLS
