/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

static void
test_events (JournalFixture *f,
             gconstpointer   data)
{
  g_autofree char *row = NULL;
  g_autofree char *cursor = NULL;

  g_assert_true (journal_fixture_open (f));
  g_assert_null (f->contents->cursor_event_id);
  g_assert_cmpuint (f->contents->events->len, ==, 0);
  journal_fixture_wait (f, journal_fixture_append (f, journal_events (0, 2500), TRUE));

  g_assert_cmpint (journal_query_int (f->path, "SELECT count(*) FROM events"), ==, 2500);
  row = journal_query_text (f->path, "SELECT event_id, name, ts_ms, station_id, connector_id, transaction_id, id_tag, origin, json FROM events WHERE seq = 3");
  g_assert_cmpstr (row, ==, "evt-1795472292488-0002|connector.status.changed|1795472292488|st2|1|NULL|NULL|pushed|"
                            "{\"eventId\":\"evt-1795472292488-0002\",\"event\":\"connector.status.changed\",\"ts\":1795472292488,"
                            "\"stationId\":\"st2\",\"connectorId\":1,\"status\":\"Available\",\"errorCode\":\"NoError\"}");
  cursor = journal_query_text (f->path, "SELECT event_id, ms FROM cursor");
  g_assert_cmpstr (cursor, ==, "evt-1795472294985-2499|1795472294985");

  journal_fixture_reopen (f);
  g_assert_cmpstr (f->contents->cursor_event_id, ==, "evt-1795472294985-2499");
  g_assert_cmpint (f->contents->cursor_ms, ==, journal_events_ms (2499));
  g_assert_cmpuint (f->contents->events->len, ==, 2500);
  g_assert_cmpuint (f->contents->event_ids->len, ==, 2500);
  for (guint i = 0; i < 2500; i++)
    {
      const CsmsEventRecord *event = g_ptr_array_index (f->contents->events, i);

      g_assert_cmpint (event->ts_ms, ==, journal_events_ms (i));
      g_assert_cmpstr (event->event_id, ==, g_ptr_array_index (f->contents->event_ids, i));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  JOURNAL_TEST ("/journal/append/events", test_events);
  return g_test_run ();
}
