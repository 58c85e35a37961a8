/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-outbox.h"

#include "csms-rate-budget.h"

#define S G_TIME_SPAN_SECOND

/* Requests on their way, with a false clock. */

typedef struct
{
  CsmsOutbox *outbox;
  CsmsLinkOptions limits;
  GPtrArray *frames;
  GArray *times;                /* of gint64, of each frame */
  GArray *done;                 /* of guint64 */
  GArray *codes;                /* of int: the error's, -1 for an answer */
  gint64 now_us;
  guint unauthorized;
  gboolean is_open;
  gboolean breaks;              /* the socket ends when something is sent, and says so from in there */
} Fixture;

static gboolean
hook_send (const char *text,
           gpointer    data)
{
  Fixture *f = data;

  if (f->breaks)
    {
      f->is_open = f->breaks = FALSE;
      csms_outbox_disconnected (f->outbox, NULL);
    }
  if (!f->is_open)
    return FALSE;
  g_ptr_array_add (f->frames, g_strdup (text));
  g_array_append_val (f->times, f->now_us);
  return TRUE;
}

static void
hook_sent (guint64  serial,
           gpointer data)
{
}

static void
hook_done (guint64       serial,
           CsmsReply    *reply,
           const GError *error,
           gpointer      data)
{
  Fixture *f = data;
  int code = error != NULL ? error->code : -1;

  g_array_append_val (f->done, serial);
  g_array_append_val (f->codes, code);
}

static void
hook_unauthorized (gpointer data)
{
  ((Fixture *) data)->unauthorized++;
}

static const CsmsOutboxHooks hooks = {
  .send = hook_send,
  .sent = hook_sent,
  .done = hook_done,
  .unauthorized = hook_unauthorized,
};

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  csms_limits_fill (&f->limits, NULL);
  f->outbox = csms_outbox_new (&f->limits, &hooks, f);
  f->frames = g_ptr_array_new_with_free_func (g_free);
  f->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  f->done = g_array_new (FALSE, FALSE, sizeof (guint64));
  f->codes = g_array_new (FALSE, FALSE, sizeof (int));
  f->now_us = 1000 * S;
  f->is_open = TRUE;
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  csms_outbox_free (f->outbox);
  csms_limits_clear (&f->limits);
  g_ptr_array_unref (f->frames);
  g_array_unref (f->times);
  g_array_unref (f->done);
  g_array_unref (f->codes);
}

static void
submit (Fixture      *f,
        guint64       serial,
        CsmsRequest  *request,
        CsmsPriority  priority)
{
  csms_outbox_submit (f->outbox, serial, request, priority, f->now_us);
  csms_request_unref (request);
}

static CsmsRequest *
command (void)
{
  return csms_request_new_start_charging ("CP-1", 1, "TAG");
}

static gboolean
last_frame_has (Fixture    *f,
                const char *word)
{
  g_assert_cmpuint (f->frames->len, >, 0);
  return strstr (g_ptr_array_index (f->frames, f->frames->len - 1), word) != NULL;
}

static void
advance_to_next (Fixture *f)
{
  gint64 next_us = csms_outbox_get_next (f->outbox, f->now_us);

  g_assert_cmpint (next_us, !=, G_MAXINT64);
  f->now_us = MAX (f->now_us, next_us);
  csms_outbox_tick (f->outbox, f->now_us);
}

static void
assert_done (Fixture *f,
             guint    index,
             guint64  serial,
             int      code)
{
  g_assert_cmpuint (f->done->len, >, index);
  g_assert_cmpuint (g_array_index (f->done, guint64, index), ==, serial);
  g_assert_cmpint (g_array_index (f->codes, int, index), ==, code);
}

static void
test_lanes (Fixture       *f,
            gconstpointer  data)
{
  csms_outbox_signed_in (f->outbox, f->now_us);
  for (guint i = 0; i < 32; i++)
    submit (f, 100 + i, csms_request_new_ping (), CSMS_PRIORITY_BACKGROUND);
  g_assert_cmpuint (f->frames->len, ==, 32);

  f->now_us += 5 * S;
  submit (f, 1, csms_request_new_get_stations (), CSMS_PRIORITY_BACKGROUND);
  submit (f, 2, csms_request_new_get_recent_transactions (10), CSMS_PRIORITY_NORMAL);
  /* A read that calls itself a command does not get into the commands' budget. */
  submit (f, 3, csms_request_new_get_events_recent (10), CSMS_PRIORITY_COMMAND);
  g_assert_cmpuint (f->frames->len, ==, 32);
  submit (f, 4, command (), CSMS_PRIORITY_BACKGROUND);
  g_assert_cmpuint (f->frames->len, ==, 33);
  g_assert_true (last_frame_has (f, "startCharging"));

  f->now_us += CSMS_RATE_WINDOW_US - 5 * S + 1;
  csms_outbox_tick (f->outbox, f->now_us);
  g_assert_cmpuint (f->frames->len, ==, 36);
  g_assert_nonnull (strstr (g_ptr_array_index (f->frames, 33), "getRecentTransactions"));
  g_assert_nonnull (strstr (g_ptr_array_index (f->frames, 34), "getEventsRecent"));
  g_assert_nonnull (strstr (g_ptr_array_index (f->frames, 35), "getStations"));
}

static void
test_deadlines (Fixture       *f,
                gconstpointer  data)
{
  /* Reads wait for a session for as long as they may. */
  submit (f, 1, csms_request_new_get_stations (), CSMS_PRIORITY_NORMAL);
  f->now_us += 9 * S;
  csms_outbox_tick (f->outbox, f->now_us);
  g_assert_cmpuint (f->done->len, ==, 0);

  /* Handed to the socket, the deadline counts anew. */
  csms_outbox_signed_in (f->outbox, f->now_us);
  submit (f, 2, command (), CSMS_PRIORITY_COMMAND);
  submit (f, 3, csms_request_new_get_events_since_ts (1, 500), CSMS_PRIORITY_NORMAL);
  g_assert_cmpint (csms_outbox_get_next (f->outbox, f->now_us), ==, f->now_us + 10 * S);
  advance_to_next (f);
  assert_done (f, 0, 1, CSMS_CLIENT_ERROR_NO_REPLY);
  f->now_us += 5 * S - 1;
  csms_outbox_tick (f->outbox, f->now_us);
  g_assert_cmpuint (f->done->len, ==, 1);
  advance_to_next (f);
  assert_done (f, 1, 2, CSMS_CLIENT_ERROR_NO_REPLY);
  g_assert_cmpint (csms_outbox_get_next (f->outbox, f->now_us), ==, f->now_us + 20 * S);
  advance_to_next (f);
  assert_done (f, 2, 3, CSMS_CLIENT_ERROR_NO_REPLY);
  g_assert_cmpint (csms_outbox_get_next (f->outbox, f->now_us), ==, G_MAXINT64);
}

/* Held back by our own budget, a read waits for its turn, however long that is: the server has not been asked yet. */
static void
test_held_by_the_budget (Fixture       *f,
                         gconstpointer  data)
{
  csms_outbox_signed_in (f->outbox, f->now_us);
  for (guint i = 0; i < 90; i++)
    submit (f, 100 + i, csms_request_new_get_stations (), i % 2 == 0 ? CSMS_PRIORITY_BACKGROUND : CSMS_PRIORITY_NORMAL);
  g_assert_cmpuint (f->frames->len, ==, 32);
  while (f->frames->len < 90)
    advance_to_next (f);
  g_assert_cmpint (f->now_us, >=, 1000 * S + 2 * CSMS_RATE_WINDOW_US);
  for (guint i = 0; i < f->done->len; i++)
    g_assert_cmpint (g_array_index (f->codes, int, i), ==, CSMS_CLIENT_ERROR_NO_REPLY);
}

static void
test_socket_not_open (Fixture       *f,
                      gconstpointer  data)
{
  submit (f, 1, command (), CSMS_PRIORITY_COMMAND);
  assert_done (f, 0, 1, CSMS_CLIENT_ERROR_NOT_SENT);

  csms_outbox_signed_in (f->outbox, f->now_us);
  f->is_open = FALSE;
  submit (f, 2, command (), CSMS_PRIORITY_COMMAND);
  assert_done (f, 1, 2, CSMS_CLIENT_ERROR_NOT_SENT);
  g_assert_cmpuint (csms_outbox_get_used (f->outbox, f->now_us), ==, 0);

  /* A read stays for the next socket. */
  submit (f, 3, csms_request_new_get_stations (), CSMS_PRIORITY_NORMAL);
  csms_outbox_disconnected (f->outbox, NULL);
  g_assert_cmpuint (f->done->len, ==, 2);
  f->is_open = TRUE;
  csms_outbox_signed_in (f->outbox, f->now_us);
  g_assert_cmpuint (f->frames->len, ==, 1);
  csms_outbox_disconnected (f->outbox, NULL);
  assert_done (f, 2, 3, CSMS_CLIENT_ERROR_LOST);
}

static void
test_socket_breaks (Fixture       *f,
                    gconstpointer  data)
{
  g_autoptr(CsmsRequest) auth = csms_request_new_auth ("key-1");

  csms_outbox_signed_in (f->outbox, f->now_us);
  f->breaks = TRUE;
  submit (f, 1, command (), CSMS_PRIORITY_COMMAND);
  g_assert_cmpuint (f->done->len, ==, 1);
  g_assert_cmpint (g_array_index (f->codes, int, 0), ==, CSMS_CLIENT_ERROR_NOT_SENT);

  /* a read is for the next socket */
  f->is_open = TRUE;
  csms_outbox_signed_in (f->outbox, f->now_us);
  f->breaks = TRUE;
  submit (f, 2, csms_request_new_get_stations (), CSMS_PRIORITY_NORMAL);
  submit (f, 3, command (), CSMS_PRIORITY_COMMAND);
  g_assert_cmpuint (f->done->len, ==, 2);
  g_assert_cmpuint (g_array_index (f->done, guint64, 1), ==, 3);
  g_assert_cmpuint (f->frames->len, ==, 0);
  f->is_open = TRUE;
  csms_outbox_signed_in (f->outbox, f->now_us);
  g_assert_cmpuint (f->frames->len, ==, 1);
  g_assert_true (last_frame_has (f, "getStations"));

  /* an auth goes with its socket */
  f->breaks = TRUE;
  csms_outbox_submit_auth (f->outbox, auth, f->now_us);
  csms_outbox_tick (f->outbox, f->now_us + 100 * S);
  g_assert_cmpuint (f->done->len, ==, 3);
  g_assert_cmpuint (f->frames->len, ==, 1);
}

static void
test_too_large (Fixture       *f,
                gconstpointer  data)
{
  g_autofree char *name = g_strnfill (CSMS_REQUEST_MAX_BYTES, 'x');

  csms_outbox_signed_in (f->outbox, f->now_us);
  submit (f, 1, csms_request_new_get_connector_status (name, 1), CSMS_PRIORITY_NORMAL);
  assert_done (f, 0, 1, CSMS_CLIENT_ERROR_NOT_SENT);
  g_assert_cmpuint (f->frames->len, ==, 0);
}

/* Everything at random, lost connections and sign-ins too: whatever comes, no 10 s hold more than 40 frames. */
static void
test_random_schedule (Fixture       *f,
                      gconstpointer  data)
{
  g_autoptr(CsmsRequest) auth = csms_request_new_auth ("k");
  guint64 serial = 0;

  csms_outbox_signed_in (f->outbox, f->now_us);
  for (guint i = 0; i < 4000; i++)
    {
      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
          submit (f, ++serial, command (), CSMS_PRIORITY_COMMAND);
          break;
        case 1:
          csms_outbox_disconnected (f->outbox, NULL);
          csms_outbox_submit_auth (f->outbox, auth, f->now_us);
          csms_outbox_signed_in (f->outbox, f->now_us);
          break;
        case 2:
          f->now_us += g_test_rand_int_range (0, 400000);
          csms_outbox_tick (f->outbox, f->now_us);
          break;
        case 3:
          if (csms_outbox_get_next (f->outbox, f->now_us) != G_MAXINT64)
            advance_to_next (f);
          break;
        default:
          submit (f, ++serial, csms_request_new_get_stations (), CSMS_PRIORITY_NORMAL);
          break;
        }
    }

  g_assert_cmpuint (f->times->len, >, 500);
  for (guint i = CSMS_RATE_MAX; i < f->times->len; i++)
    g_assert_cmpint (g_array_index (f->times, gint64, i) - g_array_index (f->times, gint64, i - CSMS_RATE_MAX), >, 10 * S);
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/client/outbox/lanes", test_lanes);
  add ("/client/outbox/deadlines", test_deadlines);
  add ("/client/outbox/held-by-the-budget", test_held_by_the_budget);
  add ("/client/outbox/socket-not-open", test_socket_not_open);
  add ("/client/outbox/socket-breaks", test_socket_breaks);
  add ("/client/outbox/too-large", test_too_large);
  add ("/client/outbox/random-schedule", test_random_schedule);

  return g_test_run ();
}
