/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-truth.h"

#include <string.h>

/* A replay that failed is tried again after 10 s, and what was logged late is read 5 s after that. */
#define LIMIT_S 60
#define LOOK_MS 50
#define NAMED_MAX 5
#define TOLD_MAX 400

/* A connector as it really is. */
typedef struct {
  char *station_id;
  gboolean online;
  int connector_id;
  const char *status;
  char *transaction_id;         /* NULL: none is under way */
} Fact;

typedef struct {
  GPtrArray *facts;
  char **logged;
} Truth;

static void
fact_free (gpointer data)
{
  Fact *fact = data;

  g_free (fact->station_id);
  g_free (fact->transaction_id);
  g_free (fact);
}

static void
truth_clear (Truth *truth)
{
  g_clear_pointer (&truth->facts, g_ptr_array_unref);
  g_clear_pointer (&truth->logged, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Truth, truth_clear)

static void
read_station (CsmsSimulator *simulator, const char *station_id, GPtrArray *facts)
{
  const char *status;

  for (guint i = 1; (status = csms_simulator_get_status (simulator, station_id, i)) != NULL; i++)
    {
      Fact *fact = g_new0 (Fact, 1);

      fact->station_id = g_strdup (station_id);
      fact->online = csms_simulator_get_online (simulator, station_id);
      fact->connector_id = (int) i;
      fact->status = status;
      fact->transaction_id = csms_simulator_dup_transaction (simulator, station_id, i);
      g_ptr_array_add (facts, fact);
    }
}

/* In the simulator's thread, all of it at one moment. */
static void
read_truth (CsmsSimulator *simulator, gpointer data)
{
  Truth *truth = data;
  char *station_id;

  truth->facts = g_ptr_array_new_with_free_func (fact_free);
  for (guint i = 0; (station_id = csms_simulator_dup_station_id (simulator, i)) != NULL; i++)
    {
      read_station (simulator, station_id, truth->facts);
      g_free (station_id);
    }
  truth->logged = csms_simulator_dup_event_ids (simulator);
}

static void
compare_connector (CsmsFleet *fleet, const Fact *fact, GString *differences)
{
  CsmsConnector *connector = csms_fleet_get_connector (fleet, fact->station_id, fact->connector_id);
  const char *shown_id;

  if (connector == NULL)
    {
      g_string_append_printf (differences, "%s/%d is not there; ", fact->station_id, fact->connector_id);
      return;
    }
  shown_id = csms_connector_get_transaction_id (connector);
  if (g_strcmp0 (csms_connector_get_status_text (connector), fact->status) != 0)
    g_string_append_printf (differences, "%s/%d reads %s and is %s; ", fact->station_id, fact->connector_id,
                            csms_connector_get_status_text (connector), fact->status);
  if (csms_connector_get_charging (connector) != (fact->transaction_id != NULL))
    g_string_append_printf (differences, "%s/%d has transaction %s and is shown %s; ", fact->station_id, fact->connector_id,
                            fact->transaction_id, csms_connector_get_charging (connector) ? "charging" : "not charging");
  else if (shown_id != NULL && g_strcmp0 (shown_id, fact->transaction_id) != 0)
    g_string_append_printf (differences, "%s/%d charges by %s and is shown to by %s; ", fact->station_id, fact->connector_id,
                            fact->transaction_id, shown_id);
}

static void
compare_picture (CsmsTestSeat *self, const Truth *truth, GString *differences)
{
  CsmsFleet *fleet = csms_operator_get_fleet (self->seat);

  for (guint i = 0; i < truth->facts->len; i++)
    {
      const Fact *fact = truth->facts->pdata[i];
      CsmsStation *station = csms_fleet_get_station (fleet, fact->station_id);

      /* one that was offline from the start is not known yet (trap 13) */
      if (station == NULL && !fact->online)
        continue;
      if (station == NULL || csms_station_get_online (station) != fact->online)
        g_string_append_printf (differences, "%s is %s and is %s; ", fact->station_id, fact->online ? "connected" : "offline",
                                station == NULL ? "not there" : "shown otherwise");
      else if (fact->online)
        compare_connector (fleet, fact, differences);
    }
}

static void
compare_events (CsmsTestSeat *self, const Truth *truth, GString *differences)
{
  g_autoptr (GHashTable) logged = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;
  gint64 ms;
  guint missing = 0, extra = 0;

  for (guint i = 0; truth->logged[i] != NULL; i++)
    {
      g_hash_table_add (logged, truth->logged[i]);
      if (!g_hash_table_contains (self->event_ids, truth->logged[i]) && missing++ < NAMED_MAX)
        g_string_append_printf (differences, "%s is missing; ", truth->logged[i]);
    }
  g_hash_table_iter_init (&iter, self->event_ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    /* an id without a millisecond is garbage's */
    if (!g_hash_table_contains (logged, id) && csms_event_id_get_ms (id, &ms) && extra++ < NAMED_MAX)
      g_string_append_printf (differences, "%s is not in the log; ", (char *) id);
  if (missing + extra > 0)
    g_string_append_printf (differences, "of %u events %u are missing and %u are too many; ", g_strv_length (truth->logged),
                            missing, extra);
}

static char *
dup_differences (CsmsTestSeat *self, gboolean with_events)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->seat);
  g_autoptr (GString) differences = g_string_new (NULL);
  g_auto (Truth) truth = { 0 };

  csms_simulator_thread_invoke (self->thread, read_truth, &truth);
  if (status->state != CSMS_SEAT_LIVE)
    g_string_append_printf (differences, "the seat is not live but in state %d, %s; ", status->state, status->problem);
  compare_picture (self, &truth, differences);
  if (with_events)
    compare_events (self, &truth, differences);
  return g_string_free (g_steal_pointer (&differences), FALSE);
}

/* How it came to that: the last that was heard of the stations named. */
static void
tell_history (CsmsTestSeat *self, const char *differences)
{
  guint told = 0;

  for (guint i = self->events->len; i-- > 0 && told < TOLD_MAX;)
    {
      const CsmsEventRecord *event = self->events->pdata[i];

      if (event->station_id == NULL || strstr (differences, event->station_id) == NULL)
        continue;
      told++;
      g_test_message ("%u: %s, kind %d, %s/%d, status %s, error code %s, transaction %s, ID tag %s", i, event->event_id, event->kind,
                      event->station_id, event->connector_id, event->status_text, event->error_code, event->transaction_id,
                      event->id_tag);
    }
}

static void
await (CsmsTestSeat *self, gboolean with_events)
{
  gint64 end = g_get_monotonic_time () + LIMIT_S * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *differences = NULL;

      /* To compare a hundred thousand events takes a seat that is still reading them more time than it has left. */
      if (!csms_operator_get_live (self->seat) && g_get_monotonic_time () < end)
        {
          csms_test_seat_settle (self, LOOK_MS);
          continue;
        }
      differences = dup_differences (self, with_events);
      g_assert_cmpuint (self->duplicates, ==, 0);
      if (*differences == '\0')
        return;
      if (g_get_monotonic_time () > end)
        {
          tell_history (self, differences);
          g_error ("What is shown is not what is: %s", differences);
        }
      csms_test_seat_settle (self, LOOK_MS);
    }
}

void
csms_test_seat_await_truth (CsmsTestSeat *self)
{
  await (self, TRUE);
}

void
csms_test_seat_await_picture (CsmsTestSeat *self)
{
  await (self, FALSE);
}

static void
on_status (CsmsTestSeat *self)
{
  const CsmsSeatStatus *status = csms_operator_get_status (self->seat);
  gboolean live = status->state == CSMS_SEAT_LIVE;
  g_autofree char *station = csms_test_seat_station (self, 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (csms_operator_get_live (self->seat), ==, live);
  g_assert_cmpint (status->not_live_since_ms == 0, ==, live);
  if (live)
    {
      g_assert_true (status->ever_live);
      g_assert_nonnull (status->session_id);
      return;
    }
  g_assert_false (csms_operator_can_start (self->seat, station, 1, NULL));
  g_assert_null (csms_operator_start_charging (self->seat, station, 1, "USER1", &error));
  g_assert_error (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_CANNOT);
  if (status->state == CSMS_SEAT_OFFLINE)
    {
      g_assert_nonnull (status->problem);
      g_assert_cmpint (status->retry_at_us, >, 0);
      g_assert_null (status->session_id);
    }
}

void
csms_test_seat_stay_honest (CsmsTestSeat *self)
{
  g_signal_connect_swapped (self->seat, "status-changed", G_CALLBACK (on_status), self);
}

void
csms_test_seat_let_happen (CsmsTestSeat *self)
{
  g_autofree char *first = csms_test_seat_station (self, 0);
  g_autofree char *second = csms_test_seat_station (self, 1);
  g_autofree char *third = csms_test_seat_station (self, 2);
  g_autofree char *fourth = csms_test_seat_station (self, 3);

  csms_test_seat_local_stop (self, first, 1);
  g_free (csms_test_seat_local_start (self, second, 1, "CARD1"));
  csms_test_seat_set_status (self, third, 1, "Faulted");
  csms_test_seat_set_status (self, fourth, 2, "Reserved");
  csms_test_seat_burst (self, 30);
}

static void
call_living (CsmsSimulator *simulator, gpointer data)
{
  csms_simulator_set_living (simulator, GPOINTER_TO_INT (data));
}

void
csms_test_seat_set_living (CsmsTestSeat *self, gboolean living)
{
  csms_simulator_thread_invoke (self->thread, call_living, GINT_TO_POINTER (living));
}

static void
call_logged (CsmsSimulator *simulator, gpointer data)
{
  *(char ***) data = csms_simulator_dup_event_ids (simulator);
}

char **
csms_test_seat_dup_logged (CsmsTestSeat *self)
{
  char **logged = NULL;

  csms_simulator_thread_invoke (self->thread, call_logged, &logged);
  return logged;
}

gboolean
csms_test_seat_is_free (CsmsTestSeat *self, const char *station_id, guint connector)
{
  g_auto (Truth) truth = { 0 };

  csms_simulator_thread_invoke (self->thread, read_truth, &truth);
  for (guint i = 0; i < truth.facts->len; i++)
    {
      const Fact *fact = truth.facts->pdata[i];

      if (g_str_equal (fact->station_id, station_id) && fact->connector_id == (int) connector)
        return fact->online && g_str_equal (fact->status, "Available");
    }
  return FALSE;
}

static void
call_connections (CsmsSimulator *simulator, gpointer data)
{
  *(guint *) data = csms_simulator_get_n_connections (simulator);
}

guint
csms_test_seat_n_connections (CsmsTestSeat *self)
{
  guint n = 0;

  csms_simulator_thread_invoke (self->thread, call_connections, &n);
  return n;
}

static void
call_authenticated (CsmsSimulator *simulator, gpointer data)
{
  *(guint *) data = csms_simulator_get_n_authenticated (simulator);
}

guint
csms_test_seat_n_authenticated (CsmsTestSeat *self)
{
  guint n = 0;

  csms_simulator_thread_invoke (self->thread, call_authenticated, &n);
  return n;
}

static void
call_raw (CsmsSimulator *simulator, gpointer data)
{
  csms_simulator_send_raw (simulator, data);
}

void
csms_test_seat_send_raw (CsmsTestSeat *self, const char *text)
{
  csms_simulator_thread_invoke (self->thread, call_raw, (gpointer) text);
}

static void
call_frames (CsmsSimulator *simulator, gpointer data)
{
  *(char ***) data = csms_simulator_dup_frames (simulator);
}

guint
csms_test_seat_count_frames (CsmsTestSeat *self, const char *text)
{
  g_auto (GStrv) frames = NULL;
  guint n = 0;

  csms_simulator_thread_invoke (self->thread, call_frames, &frames);
  for (guint i = 0; frames[i] != NULL; i++)
    n += strstr (frames[i], text) != NULL;
  return n;
}
