/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "csms-journal.h"
#include "csms-roster-reader.h"
#include "csms-test-seat.h"

/* What a seat keeps, and what comes back of it. The next seat sits down as after a crash. */

static CsmsTestSeat *
new_seat (void)
{
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  return csms_test_seat_new (&config);
}

static CsmsTestSeat *
new_live (void)
{
  CsmsTestSeat *self = new_seat ();

  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  return self;
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
await_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* As another program would read it. */
static CsmsJournalContents *
read_journal (CsmsTestSeat *self)
{
  g_autofree char *path = csms_journal_dup_path (csms_server_get_url (self->server));
  g_autoptr (CsmsJournal) journal = csms_journal_new (path);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  CsmsJournalContents *contents;

  csms_journal_open_async (journal, NULL, on_result, &opened);
  contents = csms_journal_open_finish (journal, await_result (&opened), &error);
  g_assert_no_error (error);
  csms_journal_close_async (journal, NULL, on_result, &closed);
  csms_journal_close_finish (journal, await_result (&closed), &error);
  g_assert_no_error (error);
  return contents;
}

typedef struct {
  guint64 n;
} Expected;

static gboolean
has_events (CsmsTestSeat *self, gpointer data)
{
  return g_hash_table_size (self->event_ids) >= ((Expected *) data)->n;
}

static gboolean
is_mirrored (CsmsTestSeat *self, gpointer data)
{
  return g_strcmp0 (csms_server_get_last_event_id (self->server), csms_operator_get_status (self->seat)->last_event_id) == 0;
}

static void
await_kept (CsmsTestSeat *self, guint64 before)
{
  Expected expected = { csms_test_seat_n_emitted (self) - before };

  csms_test_seat_wait (self, has_events, &expected);
  csms_test_seat_wait (self, is_mirrored, NULL);
}

static guint
count_kept (CsmsTestSeat *self, CsmsJournalContents *contents)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer event_id;
  guint n = 0;

  for (guint i = 0; i < contents->events->len; i++)
    g_assert_true (g_hash_table_add (kept, ((CsmsEventRecord *) contents->events->pdata[i])->event_id));
  g_hash_table_iter_init (&iter, self->event_ids);
  while (g_hash_table_iter_next (&iter, &event_id, NULL))
    n += g_hash_table_contains (kept, event_id) ? 1 : 0;
  return n;
}

static void
flush (CsmsTestSeat *self)
{
  g_autoptr (GAsyncResult) stopped = NULL;

  csms_operator_stop_async (self->seat, NULL, on_result, &stopped);
  csms_operator_stop_finish (self->seat, await_result (&stopped), NULL);
}

/* Everything that was shown is there, once, and the setting is what the journal's cursor is. */
static void
test_events (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autoptr (CsmsJournalContents) contents = NULL;
  guint64 before = csms_test_seat_n_emitted (self);

  csms_test_seat_burst (self, 500);
  await_kept (self, before);
  flush (self);
  contents = read_journal (self);
  g_assert_cmpuint (count_kept (self, contents), ==, g_hash_table_size (self->event_ids));
  g_assert_cmpstr (contents->cursor_event_id, ==, csms_server_get_last_event_id (self->server));
  g_assert_cmpuint (contents->stations->len, ==, 6);
}

static gboolean
has_restored (CsmsTestSeat *self, gpointer unused)
{
  return g_list_model_get_n_items (csms_fleet_get_stations (csms_operator_get_fleet (self->seat))) == 6;
}

/* With the server away the fleet is what it was, and not live. */
static void
test_roster (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 1);

  csms_test_seat_set_status (self, station, 2, "Faulted");
  csms_test_seat_await_status (self, station, 2, CSMS_CONNECTOR_STATUS_FAULTED);
  flush (self);
  csms_test_seat_set_listening (self, FALSE);
  csms_test_seat_replace (self);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, has_restored, NULL);
  csms_test_seat_await_status (self, station, 2, CSMS_CONNECTOR_STATUS_FAULTED);
  g_assert_false (csms_operator_get_live (self->seat));
  g_assert_false (csms_operator_can_start (self->seat, station, 1, NULL));
}

/* A station that was gone before the restart is still a row after it. */
/* Who only looks for a station reads it without a seat; where there was none yet, there is nothing to be made. */
static void
test_roster_without_a_seat (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autoptr (CsmsServer) unknown = csms_server_new_passing ("ws://127.0.0.1:1/nobody", "key");
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) missed = NULL;
  g_autoptr (CsmsFleet) fleet = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *station = csms_test_seat_station (self, 1);
  g_autofree char *path = csms_journal_dup_path (csms_server_get_url (unknown));

  flush (self);
  csms_roster_reader_read_async (self->server, NULL, on_result, &read);
  fleet = csms_roster_reader_read_finish (await_result (&read), &error);
  g_assert_no_error (error);
  g_assert_nonnull (csms_fleet_get_station (fleet, station));
  g_assert_null (csms_fleet_get_station (fleet, "nobody's"));

  csms_roster_reader_read_async (unknown, NULL, on_result, &missed);
  g_assert_null (csms_roster_reader_read_finish (await_result (&missed), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_trap_13_vanished (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  CsmsStation *row;

  flush (self);
  csms_test_seat_set_online (self, station, FALSE);
  csms_test_seat_replace (self);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  row = csms_fleet_get_station (csms_operator_get_fleet (self->seat), station);
  g_assert_nonnull (row);
  g_assert_false (csms_station_get_online (row));
  g_assert_cmpuint (g_list_model_get_n_items (csms_station_get_connectors (row)), ==, 2);
}

/* It is summed up when the replay is through, which is after its last event. */
static gboolean
has_recovery (CsmsTestSeat *self, gpointer unused)
{
  return csms_operator_get_recoveries (self->seat)->len > 0;
}

/* What happened while nobody sat here is read, and kept once like the rest. */
static void
test_missed_while_away (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autoptr (CsmsJournalContents) contents = NULL;
  guint64 before = csms_test_seat_n_emitted (self);

  csms_test_seat_burst (self, 50);
  await_kept (self, before);
  flush (self);
  csms_test_seat_burst (self, 700);
  csms_test_seat_replace (self);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  await_kept (self, before);
  g_assert_cmpuint (self->duplicates, ==, 0);
  csms_test_seat_wait (self, has_recovery, NULL);
  flush (self);
  contents = read_journal (self);
  g_assert_cmpuint (count_kept (self, contents), ==, 750);
  g_assert_cmpuint (contents->recoveries->len, ==, 1);
  g_assert_cmpuint (((CsmsJournalSpan *) contents->recoveries->pdata[0])->count, ==, 700);
  g_assert_cmpuint (csms_operator_get_recoveries (self->seat)->len, ==, 1);
}

static gboolean
was_sent (CsmsTestSeat *self, gpointer command)
{
  return csms_command_get_sent_ms (command) != 0;
}

static CsmsCommand *
get_restored (CsmsTestSeat *self, const char *station)
{
  CsmsCommand *command;

  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  command = csms_operator_get_command (self->seat, station, 1);
  g_assert_nonnull (command);
  return command;
}

/* The program dies with a command on its way: the next one tells, asks, and never sends it again. */
static void
test_command_of_a_crash (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autofree char *id = NULL;
  g_autoptr (CsmsCommand) command = NULL;
  CsmsCommand *restored;

  csms_test_seat_set_command_fault (self, station, CSMS_SIMULATOR_COMMAND_LATE, 1500);
  command = csms_test_seat_start (self, station, 1, "USER1");
  id = g_strdup (csms_command_get_id (command));
  csms_test_seat_wait (self, was_sent, command);
  csms_test_seat_replace (self);
  restored = get_restored (self, station);
  g_assert_cmpstr (csms_command_get_id (restored), ==, id);
  g_assert_cmpstr (csms_command_get_id_tag (restored), ==, "USER1");
  csms_test_seat_wait (self, csms_test_is_confirmed, restored);
  g_assert_cmpuint (csms_test_seat_requests (self, "startCharging"), ==, 1);
  g_assert_cmpuint (csms_test_seat_actuations (self, station, 1), ==, 1);
}

/* It came to nothing: only a person can say so, and that stays said. */
static void
test_command_settled_by_a_person (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) command = NULL;
  CsmsCommand *restored;

  csms_test_seat_set_command_fault (self, station, CSMS_SIMULATOR_COMMAND_IGNORE, 0);
  command = csms_test_seat_start (self, station, 1, "USER1");
  csms_test_seat_wait (self, csms_test_is_unconfirmed, command);
  flush (self);
  csms_test_seat_replace (self);
  restored = get_restored (self, station);
  g_assert_cmpint (csms_command_get_state (restored), ==, CSMS_COMMAND_UNCONFIRMED);
  g_assert_cmpint (csms_command_get_reason (restored), ==, CSMS_COMMAND_REASON_STATION_TIMEOUT);
  g_assert_cmpuint (g_list_model_get_n_items (csms_operator_get_unconfirmed (self->seat)), ==, 1);
  csms_operator_mark_handled (self->seat, restored);
  flush (self);
  csms_test_seat_replace (self);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  g_assert_null (csms_operator_get_command (self->seat, station, 1));
  g_assert_cmpuint (csms_test_seat_requests (self, "startCharging"), ==, 1);
}

/* Without a journal nothing would know of a command after a crash, so none is given; the fleet is shown all the same. */
static void
test_no_journal (void)
{
  g_autoptr (CsmsTestSeat) self = new_seat ();
  g_autofree char *path = csms_journal_dup_path (csms_server_get_url (self->server));
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  g_assert_nonnull (csms_operator_get_status (self->seat)->journal_problem);
  g_assert_null (csms_operator_start_charging (self->seat, station, 1, "USER1", &error));
  g_assert_error (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_CANNOT);
  g_assert_cmpuint (csms_test_seat_requests (self, "startCharging"), ==, 0);
  g_assert_null (csms_server_get_last_event_id (self->server));
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* One beside the console keeps what it sees, and leaves the cursor where the console has it. */
static void
test_guest (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autoptr (CsmsOperator) guest = csms_operator_new_guest (self->server, NULL);
  g_autoptr (CsmsJournalContents) contents = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autofree char *cursor = NULL;

  csms_test_seat_wait (self, is_mirrored, NULL);
  flush (self);
  cursor = g_strdup (csms_server_get_last_event_id (self->server));
  csms_test_seat_burst (self, 20);
  csms_operator_start (guest);
  while (!csms_operator_get_live (guest))
    g_main_context_iteration (NULL, TRUE);
  csms_test_seat_burst (self, 20);
  csms_test_seat_settle (self, 200);
  csms_operator_stop_async (guest, NULL, on_result, &stopped);
  csms_operator_stop_finish (guest, await_result (&stopped), NULL);
  contents = read_journal (self);
  g_assert_cmpstr (contents->cursor_event_id, ==, cursor);
}

/* csmsctl has work to do where nothing can be kept, too: it keeps the command in mind for as long as it runs. */
static void
test_guest_without_disk (void)
{
  g_autoptr (CsmsTestSeat) self = new_seat ();
  g_autoptr (CsmsOperator) guest = csms_operator_new_guest (self->server, NULL);
  g_autofree char *path = csms_journal_dup_path (csms_server_get_url (self->server));
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (CsmsCommand) command = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  csms_operator_start (guest);
  while (!csms_operator_get_live (guest))
    g_main_context_iteration (NULL, TRUE);
  command = csms_operator_start_charging (guest, station, 1, "USER1", &error);
  g_assert_no_error (error);
  csms_test_seat_wait (self, csms_test_is_confirmed, command);
  csms_operator_stop_async (guest, NULL, on_result, &stopped);
  csms_operator_stop_finish (guest, await_result (&stopped), NULL);
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* The file is damaged and set aside: the setting still tells where to go on, and the new file has what happened meanwhile. */
static void
test_set_aside (void)
{
  g_autoptr (CsmsTestSeat) self = new_live ();
  g_autofree char *path = csms_journal_dup_path (csms_server_get_url (self->server));
  g_autoptr (CsmsJournalContents) contents = NULL;
  g_autoptr (GError) error = NULL;
  guint64 before = csms_test_seat_n_emitted (self);

  csms_test_seat_burst (self, 20);
  await_kept (self, before);
  flush (self);
  g_file_set_contents (path, "This is no journal any more.", -1, &error);
  g_assert_no_error (error);
  csms_test_seat_burst (self, 30);
  csms_test_seat_replace (self);
  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  g_assert_nonnull (csms_operator_get_status (self->seat)->journal_problem);
  g_assert_false (csms_operator_get_status (self->seat)->gap);
  await_kept (self, before);
  flush (self);
  contents = read_journal (self);
  g_assert_cmpuint (count_kept (self, contents), ==, 50);
}

int
main (int argc, char **argv)
{
  csms_test_seat_init (&argc, &argv);
  g_test_add_func ("/operator/journal/events", test_events);
  g_test_add_func ("/operator/journal/roster", test_roster);
  g_test_add_func ("/operator/journal/roster-without-a-seat", test_roster_without_a_seat);
  g_test_add_func ("/operator/journal/trap-13-vanished", test_trap_13_vanished);
  g_test_add_func ("/operator/journal/missed-while-away", test_missed_while_away);
  g_test_add_func ("/operator/journal/command-of-a-crash", test_command_of_a_crash);
  g_test_add_func ("/operator/journal/command-settled-by-a-person", test_command_settled_by_a_person);
  g_test_add_func ("/operator/journal/no-journal", test_no_journal);
  g_test_add_func ("/operator/journal/set-aside", test_set_aside);
  g_test_add_func ("/operator/journal/guest", test_guest);
  g_test_add_func ("/operator/journal/guest-without-disk", test_guest_without_disk);
  return g_test_run ();
}
