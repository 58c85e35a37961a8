/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-replay-window.h"

#include "csms-words.h"

/* From 2001 to 5138: milliseconds since 1970 with thirteen digits or a little more. */
#define TIME_MIN_MS G_GINT64_CONSTANT (1000000000000)
#define TIME_MAX_MS G_GINT64_CONSTANT (100000000000000)

/* A server may cap pages below what was asked; a page as long as the longest seen is then taken for a full one. */
#define FULL_PAGE_MIN 25
#define SMALL_PAGE 100

/* A million events: after that something is wrong with the server. */
#define PAGES_MAX 2000

/* In this order; each is tried when the one before was not understood. */
typedef enum {
  FORM_TS,
  FORM_MADE_UP_ID,
  FORM_REAL_ID,
  FORM_NONE,
} Form;

struct _CsmsReplayWindow {
  Form form;
  char *real_id;                /* NULL: there is none that may be sent */
  char *before_id;              /* NULL: none, or it has been tried */
  gint64 known_ms;              /* the log must reach back to here; 0: anything will do */
  gint64 first_ms;              /* where it begins; 0: it has given nothing */
  gboolean reaches;             /* it does, or cannot be asked */
  gint64 from_ms;
  gint64 until_ms;              /* 0: to the end */
  gint64 at_ms;                 /* forms TS and MADE_UP_ID: everything after this one is asked for */
  char *at_id;                  /* both id forms: what is sent */
  guint limit;
  gboolean unlimited;           /* the next question has limit 0 */
  gboolean by_last;             /* the next question names the last event there was, whose millisecond is crowded */
  gboolean cut;                 /* and its page was as long as they get, so there can well be more */
  gboolean capped;              /* two pages of one length, and not the same: the server cuts them there */
  gboolean by_place;            /* such a question has brought more of that millisecond: it will bring all of it */
  gboolean brought;             /* this form has brought something */
  gboolean done;
  gboolean failed;
  guint longest_page;
  guint pages;
};

gint64
csms_event_id_get_time_ms (const char *event_id)
{
  gint64 ms;

  return csms_event_id_get_ms (event_id, &ms) && ms >= TIME_MIN_MS && ms <= TIME_MAX_MS ? ms : 0;
}

char *
csms_event_id_from_time_ms (gint64 ms)
{
  return g_strdup_printf ("evt-%" G_GINT64_FORMAT "-0", MAX (ms, 0));
}

gboolean
csms_event_id_is_made_up (const char *event_id)
{
  return event_id != NULL && g_str_has_prefix (event_id, "evt-") && g_str_has_suffix (event_id, "-0");
}

static void
set_at_id (CsmsReplayWindow *self, char *id)
{
  g_free (self->at_id);
  self->at_id = id;
}

static void
move_to (CsmsReplayWindow *self, gint64 ms)
{
  self->at_ms = ms;
  if (self->form == FORM_MADE_UP_ID)
    set_at_id (self, csms_event_id_from_time_ms (ms));
}

static void
try_form (CsmsReplayWindow *self, Form form)
{
  if (form < FORM_REAL_ID && self->from_ms <= 0)
    form = FORM_REAL_ID;
  if (form == FORM_REAL_ID && self->real_id == NULL)
    form = FORM_NONE;
  self->form = form;
  self->limit = CSMS_REPLAY_PAGE;
  self->unlimited = FALSE;
  self->by_last = FALSE;
  self->by_place = FALSE;
  self->brought = FALSE;
  self->capped = FALSE;
  /* The longest page stays: where the server cuts its pages has nothing to do with how it is asked. */
  if (form == FORM_NONE)
    {
      self->done = TRUE;
      self->failed = TRUE;
    }
  else if (form != FORM_REAL_ID)
    move_to (self, self->from_ms - 1);
  else
    {
      set_at_id (self, g_strdup (self->before_id != NULL ? self->before_id : self->real_id));
      self->reaches = self->reaches || self->before_id == NULL;
    }
}

/* An event that the log never held is no place to ask behind. */
static void
go_on_without_before (CsmsReplayWindow *self)
{
  g_clear_pointer (&self->before_id, g_free);
  set_at_id (self, g_strdup (self->real_id));
}

CsmsReplayWindow *
csms_replay_window_new (const char *event_id, gint64 from_ms)
{
  CsmsReplayWindow *self = g_new0 (CsmsReplayWindow, 1);
  gint64 ms;

  if (csms_event_id_get_ms (event_id, &ms) && !csms_event_id_is_made_up (event_id))
    self->real_id = g_strdup (event_id);
  self->from_ms = from_ms;
  try_form (self, FORM_TS);
  return self;
}

void
csms_replay_window_free (CsmsReplayWindow *self)
{
  if (self == NULL)
    return;
  g_free (self->real_id);
  g_free (self->before_id);
  g_free (self->at_id);
  g_free (self);
}

void
csms_replay_window_expect (CsmsReplayWindow *self, gint64 known_ms, const char *before_id)
{
  gint64 ms;

  g_return_if_fail (self != NULL && self->pages == 0);

  self->known_ms = known_ms;
  if (self->form != FORM_TS || !csms_event_id_get_ms (before_id, &ms))
    return;
  g_free (self->before_id);
  self->before_id = g_strdup (before_id);
}

void
csms_replay_window_end_at (CsmsReplayWindow *self, gint64 until_ms)
{
  g_return_if_fail (self != NULL);

  self->until_ms = until_ms;
}

gboolean
csms_replay_window_next (CsmsReplayWindow *self, CsmsReplayQuestion *question)
{
  g_return_val_if_fail (self != NULL && question != NULL, FALSE);

  if (!self->done && self->pages >= PAGES_MAX)
    self->done = self->failed = TRUE;
  if (self->done)
    return FALSE;
  self->pages++;
  question->event_id = self->form == FORM_TS ? NULL : self->at_id;
  question->ts_ms = self->at_ms;
  question->limit = self->unlimited ? 0 : self->limit;
  return TRUE;
}

static gboolean
is_full (CsmsReplayWindow *self, const CsmsReplayPage *page)
{
  gboolean as_long = page->n_events >= FULL_PAGE_MIN && page->n_events == self->longest_page;
  gboolean full = page->n_events >= self->limit || as_long;

  self->capped = self->capped || (as_long && page->n_new > 0);
  self->longest_page = MAX (self->longest_page, page->n_events);
  return full;
}

static void
take_by_real_id (CsmsReplayWindow *self, const CsmsReplayPage *page)
{
  gint64 ms;

  if (page->n_events == 0 && !self->brought && self->before_id != NULL)
    go_on_without_before (self);
  else if (page->n_events == 0)
    self->done = TRUE;
  else if (csms_event_id_get_ms (page->last_event_id, &ms) && !g_str_equal (page->last_event_id, self->at_id))
    set_at_id (self, g_strdup (page->last_event_id));
  else
    {
      /* There is nothing to go on from, though there may be more. */
      self->done = TRUE;
      self->failed = is_full (self, page);
    }
}

/* A server of the published guide goes on behind an event of its own by its place, within a millisecond too. */
static void
ask_behind (CsmsReplayWindow *self, const CsmsReplayPage *page)
{
  gint64 ms;

  self->by_last = csms_event_id_get_ms (page->last_event_id, &ms);
  self->cut = page->n_events >= self->limit || self->capped;
  if (self->by_last)
    set_at_id (self, g_strdup (page->last_event_id));
  else
    {
      self->failed = TRUE;
      move_to (self, page->last_ts_ms);
    }
}

static void
take_behind (CsmsReplayWindow *self, const CsmsReplayPage *page)
{
  gint64 crowded_ms = self->at_ms + 1;
  gboolean more = page->n_events > 0 && page->first_ts_ms == crowded_ms && g_strcmp0 (page->last_event_id, self->at_id) != 0;

  self->by_last = FALSE;
  self->by_place = self->by_place || more;
  if (more && page->last_ts_ms == crowded_ms)
    ask_behind (self, page);
  else
    {
      /* Of a page that was cut there was more to come, unless it ended just there, which nobody can know. */
      self->failed = self->failed || (self->cut && !self->by_place);
      move_to (self, crowded_ms);
    }
}

static void
take_by_time (CsmsReplayWindow *self, const CsmsReplayPage *page)
{
  gboolean full = is_full (self, page);
  gint64 next_ms = page->last_ts_ms - 1;

  if (next_ms > self->at_ms)
    {
      if (full || page->n_new > 0)
        move_to (self, next_ms);
      else
        self->done = TRUE;
    }
  else if (!full)
    self->done = page->n_new == 0;
  else if (self->form == FORM_TS)
    self->unlimited = TRUE;
  else
    ask_behind (self, page);
}

static void
take_unlimited (CsmsReplayWindow *self, const CsmsReplayPage *page)
{
  gboolean was_cut = self->longest_page >= self->limit || self->capped;

  self->unlimited = FALSE;
  if (page->n_events > self->longest_page || (page->n_events == self->longest_page && !was_cut))
    {
      self->done = TRUE;
      return;
    }
  /* Not understood: go past the millisecond, and say that something may be missing. */
  self->failed = TRUE;
  self->longest_page = 0;
  move_to (self, self->at_ms + 1);
}

/* The first of all that is given: asked behind the cursor's own event, an answer means that it is there. */
static void
note_reach (CsmsReplayWindow *self, const CsmsReplayPage *page)
{
  gboolean behind_cursor = self->form == FORM_REAL_ID && self->before_id == NULL;

  if (self->brought || page->n_events == 0)
    return;
  self->brought = TRUE;
  self->first_ms = page->first_ts_ms;
  /* The millisecond in an eventId can be 1 less than the event's own. */
  self->reaches = self->reaches || behind_cursor || page->first_ts_ms <= self->known_ms + 1;
}

void
csms_replay_window_take (CsmsReplayWindow *self, const CsmsReplayPage *page)
{
  g_return_if_fail (self != NULL && page != NULL);

  if (self->done)
    return;
  if (self->form != FORM_REAL_ID && !self->by_last)
    {
      gboolean ignored = page->n_events > 0 && page->first_ts_ms > 0 && page->first_ts_ms <= self->at_ms;

      /* Older than asked for: the question was not understood. Nothing although the cursor's own event should be
       * there: maybe not understood either; one more question settles it. */
      if (ignored || (page->n_events == 0 && !self->brought && self->real_id != NULL))
        {
          try_form (self, self->form == FORM_TS && ignored ? FORM_MADE_UP_ID : FORM_REAL_ID);
          return;
        }
    }
  if (self->form == FORM_REAL_ID)
    take_by_real_id (self, page);
  else if (self->unlimited)
    take_unlimited (self, page);
  else if (self->by_last)
    take_behind (self, page);
  else if (page->n_events == 0)
    self->done = TRUE;
  else
    take_by_time (self, page);
  note_reach (self, page);
  if (self->until_ms > 0 && page->last_ts_ms > self->until_ms)
    self->done = TRUE;
}

void
csms_replay_window_refuse (CsmsReplayWindow *self)
{
  g_return_if_fail (self != NULL);

  if (self->done)
    return;
  if (self->unlimited)
    {
      const CsmsReplayPage nothing = { 0 };

      take_unlimited (self, &nothing);
    }
  else if (self->by_last)
    {
      self->by_last = FALSE;
      self->failed = TRUE;
      move_to (self, self->at_ms + 1);
    }
  else if (self->form == FORM_REAL_ID && self->limit > SMALL_PAGE)
    self->limit = SMALL_PAGE;
  else if (self->form == FORM_REAL_ID && self->before_id != NULL && !self->brought)
    {
      /* It refuses what it does not know, so the cursor's own event will tell. */
      go_on_without_before (self);
      self->reaches = TRUE;
    }
  else if (self->brought)
    self->done = self->failed = TRUE;
  else
    try_form (self, self->form + 1);
}

gboolean
csms_replay_window_get_failed (const CsmsReplayWindow *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->failed;
}

gboolean
csms_replay_window_get_lost (const CsmsReplayWindow *self, gint64 *first_ms)
{
  g_return_val_if_fail (self != NULL && first_ms != NULL, FALSE);

  *first_ms = self->first_ms;
  return self->known_ms > 0 && !self->reaches && self->form != FORM_NONE;
}

gint64
csms_replay_window_get_floor_ms (const CsmsReplayWindow *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->from_ms;
}
