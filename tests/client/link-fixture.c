/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link-fixture.h"

static void
on_state (CsmsLink *link,
          gpointer  data)
{
  LinkFixture *f = data;
  const CsmsLinkStatus *status = csms_link_get_status (link);
  const GError *last = f->errors->len > 0 ? g_ptr_array_index (f->errors, f->errors->len - 1) : NULL;

  f->states |= 1u << status->state;
  if (status->last_error != NULL &&
      (last == NULL || g_strcmp0 (last->message, status->last_error->message) != 0))
    g_ptr_array_add (f->errors, g_error_copy (status->last_error));
}

static void
on_events (CsmsLink  *link,
           GPtrArray *events,
           guint      generation,
           gpointer   data)
{
  LinkFixture *f = data;

  for (guint i = 0; i < events->len; i++)
    {
      CsmsEventRecord *event = g_ptr_array_index (events, i);

      if (event->ts_ms != (gint64) f->events)
        f->out_of_order++;
      f->events++;
    }
}

static void
on_foreign (CsmsLink   *link,
            const char *text,
            gpointer    data)
{
  LinkFixture *f = data;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  f->foreign++;
}

static gboolean
on_frame (gpointer data)
{
  LinkFixture *f = data;
  gint64 now_us = g_get_monotonic_time ();

  f->longest_gap_us = MAX (f->longest_gap_us, now_us - f->frame_us);
  f->frame_us = now_us;
  return G_SOURCE_CONTINUE;
}

void
link_fixture_set_up (LinkFixture   *f,
                     gconstpointer  data)
{
  f->errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
}

void
link_fixture_tear_down (LinkFixture   *f,
                        gconstpointer  data)
{
  g_clear_handle_id (&f->timer_id, g_source_remove);
  if (f->link != NULL)
    g_assert_finalize_object (g_steal_pointer (&f->link));
  if (f->peer != NULL)
    raw_peer_free (f->peer);
  g_ptr_array_unref (f->errors);
}

void
link_fixture_begin_url (LinkFixture *f,
                        const char  *url)
{
  f->link = csms_link_new (url, "key-1", &f->options);
  g_signal_connect (f->link, "state-changed", G_CALLBACK (on_state), f);
  g_signal_connect (f->link, "events", G_CALLBACK (on_events), f);
  g_signal_connect (f->link, "foreign", G_CALLBACK (on_foreign), f);
  csms_link_start (f->link);
}

void
link_fixture_begin (LinkFixture     *f,
                    GTlsCertificate *certificate,
                    RawScript        script,
                    gpointer         data)
{
  g_autofree char *url = NULL;

  f->peer = raw_peer_new (certificate, script, data);
  url = raw_peer_dup_url (f->peer);
  link_fixture_begin_url (f, url);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_assert_true (csms_link_stop_finish (CSMS_LINK (source), result, NULL));
  *(gboolean *) data = TRUE;
}

void
link_fixture_stop (LinkFixture *f)
{
  gboolean stopped = FALSE;

  csms_link_stop_async (f->link, NULL, on_stopped, &stopped);
  WAIT_FOR (stopped);
}

gboolean
link_fixture_saw (LinkFixture   *f,
                  CsmsLinkState  state)
{
  return (f->states & (1u << state)) != 0;
}

CsmsLinkState
link_fixture_get_state (LinkFixture *f)
{
  return csms_link_get_status (f->link)->state;
}

const char *
link_fixture_wait_error (LinkFixture     *f,
                         CsmsClientError  code)
{
  const GError *error;

  WAIT_FOR (f->errors->len > 0);
  error = g_ptr_array_index (f->errors, 0);
  g_assert_error (error, CSMS_CLIENT_ERROR, (int) code);
  return error->message;
}

gboolean
link_fixture_has_error (LinkFixture     *f,
                        CsmsClientError  code)
{
  for (guint i = 0; i < f->errors->len; i++)
    if (g_error_matches (g_ptr_array_index (f->errors, i), CSMS_CLIENT_ERROR, (int) code))
      return TRUE;
  return FALSE;
}

void
link_fixture_time_frames (LinkFixture *f)
{
  f->frame_us = g_get_monotonic_time ();
  f->longest_gap_us = 0;
  f->timer_id = g_timeout_add (16, on_frame, f);
}

void
link_fixture_append_event (GByteArray *bytes,
                           guint64     n)
{
  g_autofree char *text = g_strdup_printf ("{\"eventId\":\"evt-%" G_GUINT64_FORMAT "-abcdef\",\"event\":\"connector.status.changed\","
                                           "\"ts\":%" G_GUINT64_FORMAT ",\"stationId\":\"CP-%03u\",\"connectorId\":1,"
                                           "\"status\":\"Charging\",\"errorCode\":\"NoError\"}", n, n, (guint) (n % 500));
  gsize length = strlen (text);
  guint8 header[4] = { 0x81, 126, (guint8) (length >> 8), (guint8) length };

  g_assert_cmpuint (length, >=, 126);
  g_byte_array_append (bytes, header, sizeof header);
  g_byte_array_append (bytes, (const guint8 *) text, (guint) length);
}
