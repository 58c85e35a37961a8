/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-cursor-wake.h"

/* Where the cursor is once @ticket is on disk. */
typedef struct {
  guint64 ticket;
  char *event_id;
  gint64 ms;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->event_id);
  g_free (step);
}

static void
take_text (char **field, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*field);
  *field = copy;
}

void
csms_cursor_wake_init (CsmsCursorWake *self)
{
  *self = (CsmsCursorWake) { .steps = G_QUEUE_INIT };
}

void
csms_cursor_wake_clear (CsmsCursorWake *self)
{
  g_queue_clear_full (&self->steps, step_free);
  g_clear_pointer (&self->event_id, g_free);
  g_clear_pointer (&self->expected, g_free);
}

void
csms_cursor_wake_begin (CsmsCursorWake *self, const char *event_id, gint64 ms)
{
  take_text (&self->event_id, event_id);
  self->ms = ms;
}

void
csms_cursor_wake_expect (CsmsCursorWake *self, guint64 ticket, const CsmsCursor *cursor)
{
  Step *step;

  if (g_strcmp0 (self->expected, cursor->event_id) == 0)
    return;
  take_text (&self->expected, cursor->event_id);
  step = g_new (Step, 1);
  *step = (Step) { ticket, g_strdup (cursor->event_id), cursor->ms };
  g_queue_push_tail (&self->steps, step);
}

gboolean
csms_cursor_wake_follow (CsmsCursorWake *self, guint64 ticket)
{
  gboolean moved = FALSE;
  Step *step;

  while ((step = g_queue_peek_head (&self->steps)) != NULL && step->ticket <= ticket)
    {
      g_queue_pop_head (&self->steps);
      take_text (&self->event_id, step->event_id);
      self->ms = step->ms;
      step_free (step);
      moved = TRUE;
    }
  return moved;
}

void
csms_cursor_wake_drop (CsmsCursorWake *self)
{
  g_queue_clear_full (&self->steps, step_free);
  take_text (&self->expected, self->event_id);
}
