/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-cursor.h"

#include "csms-replay-window.h"

static void
replace (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

void
csms_cursor_clear (CsmsCursor *self)
{
  g_clear_pointer (&self->event_id, g_free);
  g_clear_pointer (&self->before_id, g_free);
  g_clear_pointer (&self->newest_id, g_free);
  self->ms = self->newest_ms = self->floor_ms = self->sure_ms = 0;
}

void
csms_cursor_set (CsmsCursor *self, const char *event_id, gint64 ms, gint64 overlap_ms)
{
  replace (&self->event_id, event_id);
  self->ms = ms;
  self->floor_ms = ms > 0 ? MAX (ms - overlap_ms, 1) : 0;
  self->sure_ms = self->floor_ms;
}

void
csms_cursor_take (CsmsCursor *self, const CsmsEventRecord *event, gint64 latest_ms)
{
  gint64 ms;

  /* An id without a number may not be sent back (trap 3), so it can not be a cursor. */
  if (event->ts_ms <= 0 || event->ts_ms < self->newest_ms || !csms_event_id_get_ms (event->event_id, &ms))
    return;
  if (latest_ms > 0 && event->ts_ms > latest_ms)
    return;
  replace (&self->newest_id, event->event_id);
  self->newest_ms = event->ts_ms;
}

gboolean
csms_cursor_commit (CsmsCursor *self)
{
  if (self->newest_id == NULL || self->newest_ms < self->ms || g_strcmp0 (self->newest_id, self->event_id) == 0)
    return FALSE;
  if (csms_cursor_is_event (self))
    replace (&self->before_id, self->event_id);
  replace (&self->event_id, self->newest_id);
  self->ms = self->newest_ms;
  return TRUE;
}

void
csms_cursor_set_before (CsmsCursor *self, const char *event_id)
{
  if (g_strcmp0 (event_id, self->event_id) != 0)
    replace (&self->before_id, event_id);
}

void
csms_cursor_note_sure (CsmsCursor *self, gint64 ms)
{
  self->sure_ms = MAX (self->sure_ms, ms);
}

/* One that was set without an overlap is a wish: from here on. */
gboolean
csms_cursor_is_event (const CsmsCursor *self)
{
  return self->event_id != NULL && !csms_event_id_is_made_up (self->event_id) && self->floor_ms < self->ms;
}

gint64
csms_cursor_get_from_ms (const CsmsCursor *self, gint64 overlap_ms)
{
  return self->ms > 0 ? MAX (MAX (MIN (self->ms - overlap_ms, self->sure_ms), self->floor_ms), 1) : 0;
}
