/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-mailbox.h"

#include "csms-frame.h"

/* What the receiver does is to sleep 2 ms a letter, so that three of them are all that a delivery has time for. */
#define SLOW_US 2000
#define LETTERS 60

/* So long that what comes before it has passed was not waited for. */
#define LONG_INTERVAL_MS 30000
#define REDRAW_PRIORITY (G_PRIORITY_HIGH_IDLE + 20)

typedef struct
{
  CsmsMailbox *mailbox;
  GString *order;
  guint64 last_serial;
  guint since_turn;
  guint most_in_a_turn;
  guint since_frame;
  guint most_in_a_frame;
  gulong sleep_us;
  guint relieved;
  gboolean close_at_once;
  gboolean draws;               /* asks for a frame with each letter, as what is bound to it does */
} Fixture;

static gboolean
on_redraw (gpointer data)
{
  ((Fixture *) data)->since_frame = 0;
  return G_SOURCE_REMOVE;
}

static void
note (Fixture *f,
      char     letter)
{
  g_string_append_c (f->order, letter);
  f->since_turn++;
  f->most_in_a_turn = MAX (f->most_in_a_turn, f->since_turn);
  if (f->draws && f->since_frame++ == 0)
    g_idle_add_full (REDRAW_PRIORITY, on_redraw, f, NULL);
  f->most_in_a_frame = MAX (f->most_in_a_frame, f->since_frame);
  if (f->sleep_us > 0)
    g_usleep (f->sleep_us);
  if (f->close_at_once)
    csms_mailbox_close (f->mailbox);
}

static void
on_status (CsmsLinkStatus *status,
           gpointer        data)
{
  note (data, (char) ('0' + status->frames_used));
  csms_link_status_free (status);
}

static void
on_events (GPtrArray *events,
           guint      generation,
           gpointer   data)
{
  for (guint i = 0; i < events->len; i++)
    note (data, (char) ('a' + generation));
}

static void
on_sent (guint64  serial,
         gpointer data)
{
  Fixture *f = data;

  g_assert_cmpuint (serial, >, f->last_serial);
  f->last_serial = serial;
  note (f, 's');
}

static void
on_done (guint64       serial,
         CsmsReply    *reply,
         const GError *error,
         gpointer      data)
{
  note (data, error != NULL ? 'x' : 'd');
}

static void
on_foreign (const char *text,
            gpointer    data)
{
  note (data, *text);
}

static void
on_relieved (gpointer data)
{
  ((Fixture *) data)->relieved++;
}

static const CsmsMailboxHandlers handlers = { on_status, on_events, on_sent, on_done, on_foreign, on_relieved };

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->order = g_string_new (NULL);
  f->mailbox = csms_mailbox_new (NULL, 1, &handlers, f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  if (!f->close_at_once)
    csms_mailbox_close (f->mailbox);
  csms_mailbox_unref (f->mailbox);
  g_string_free (f->order, TRUE);
}

static void
turn_until (Fixture *f,
            gsize    letters)
{
  gint64 until_us = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (f->order->len < letters && g_get_monotonic_time () < until_us)
    {
      f->since_turn = 0;
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (f->order->len, ==, letters);
}

static CsmsEventRecord *
make_event (void)
{
  static const char text[] = "{\"eventId\":\"evt-1-a\",\"event\":\"x.y\",\"ts\":1}";
  g_autoptr(CsmsFrame) frame = csms_frame_decode (text, strlen (text), NULL);

  return csms_event_record_ref (csms_frame_get_event (frame));
}

static void
test_order (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr(CsmsEventRecord) event = make_event ();
  g_autoptr(GError) error = g_error_new_literal (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_LOST, "lost");
  CsmsLinkStatus status = { .state = CSMS_LINK_READY, .frames_used = 1 };

  csms_mailbox_post_status (f->mailbox, &status);
  status.frames_used = 2;
  csms_mailbox_post_status (f->mailbox, &status);
  csms_mailbox_post_event (f->mailbox, event, 0);
  csms_mailbox_post_event (f->mailbox, event, 0);
  csms_mailbox_post_done (f->mailbox, 1, NULL, error);
  csms_mailbox_post_event (f->mailbox, event, 0);
  csms_mailbox_post_event (f->mailbox, event, 1);
  csms_mailbox_post_sent (f->mailbox, 1);
  csms_mailbox_post_done (f->mailbox, 1, NULL, NULL);
  status.frames_used = 3;
  csms_mailbox_post_status (f->mailbox, &status);
  status.state = CSMS_LINK_WAITING;
  status.frames_used = 4;
  csms_mailbox_post_status (f->mailbox, &status);
  csms_mailbox_post_foreign (f->mailbox, "f");
  turn_until (f, 11);
  /* Of two that differ in numbers only, the newer; never one in place of another state. */
  g_assert_cmpstr (f->order->str, ==, "2aaxabsd34f");
}

static void
test_bounded (Fixture       *f,
              gconstpointer  data)
{
  f->sleep_us = SLOW_US;
  for (guint64 i = 1; i <= LETTERS; i++)
    csms_mailbox_post_sent (f->mailbox, i);
  turn_until (f, LETTERS);
  g_assert_cmpuint (f->most_in_a_turn, <=, 3);
}

/* Of the time that nothing else needs a storm may have all, frame by frame; what keeps up waits for the next interval. */
static void
test_spare_time (Fixture       *f,
                 gconstpointer  data)
{
  csms_mailbox_close (f->mailbox);
  csms_mailbox_unref (f->mailbox);
  f->mailbox = csms_mailbox_new (NULL, LONG_INTERVAL_MS, &handlers, f);
  f->sleep_us = SLOW_US;
  f->draws = TRUE;
  for (guint64 i = 1; i <= LETTERS; i++)
    csms_mailbox_post_sent (f->mailbox, i);
  turn_until (f, LETTERS);
  g_assert_cmpuint (f->most_in_a_turn, <=, 3);
  g_assert_cmpuint (f->most_in_a_frame, <=, 3);

  csms_mailbox_post_sent (f->mailbox, LETTERS + 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (f->order->len, ==, LETTERS);
}

/* A receiver that is behind gets one run at a time, and no spare time. */
static void
test_slow (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(CsmsEventRecord) event = make_event ();

  csms_mailbox_set_slow (f->mailbox, TRUE);
  for (guint i = 0; i < 320; i++)
    csms_mailbox_post_event (f->mailbox, event, 0);
  csms_mailbox_post_sent (f->mailbox, 1);
  turn_until (f, 321);
  g_assert_cmpuint (f->most_in_a_turn, <=, 65);
  g_assert_true (g_str_has_suffix (f->order->str, "as"));
}

static gpointer
post_many (gpointer data)
{
  for (guint64 i = 1; i <= 100000; i++)
    csms_mailbox_post_sent (data, i);
  return NULL;
}

static void
test_from_a_thread (Fixture       *f,
                    gconstpointer  data)
{
  g_autoptr(GThread) thread = g_thread_new ("poster", post_many, f->mailbox);

  turn_until (f, 100000);
  g_thread_join (g_steal_pointer (&thread));
}

static void
test_full (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(CsmsEventRecord) event = make_event ();

  for (guint i = 1; i < CSMS_MAILBOX_FULL; i++)
    csms_mailbox_post_event (f->mailbox, event, 0);
  g_assert_false (csms_mailbox_take_full (f->mailbox));
  csms_mailbox_post_event (f->mailbox, event, 0);
  g_assert_true (csms_mailbox_take_full (f->mailbox));
  g_assert_false (csms_mailbox_take_full (f->mailbox));
  turn_until (f, CSMS_MAILBOX_FULL);
  g_assert_cmpuint (f->relieved, ==, 1);

  for (guint i = 0; i < CSMS_MAILBOX_FULL; i++)
    csms_mailbox_post_event (f->mailbox, event, 0);
  g_assert_true (csms_mailbox_take_full (f->mailbox));
  turn_until (f, 2 * CSMS_MAILBOX_FULL);
  g_assert_cmpuint (f->relieved, ==, 2);
}

static void
test_close_in_a_handler (Fixture       *f,
                         gconstpointer  data)
{
  f->close_at_once = TRUE;
  for (guint64 i = 1; i <= 10; i++)
    csms_mailbox_post_sent (f->mailbox, i);
  turn_until (f, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  csms_mailbox_post_sent (f->mailbox, 11);
  g_assert_cmpuint (f->order->len, ==, 1);
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

  add ("/client/mailbox/order", test_order);
  add ("/client/mailbox/bounded", test_bounded);
  add ("/client/mailbox/spare-time", test_spare_time);
  add ("/client/mailbox/slow", test_slow);
  add ("/client/mailbox/from-a-thread", test_from_a_thread);
  add ("/client/mailbox/full", test_full);
  add ("/client/mailbox/close-in-a-handler", test_close_in_a_handler);

  return g_test_run ();
}
