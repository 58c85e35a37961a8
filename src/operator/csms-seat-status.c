/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-seat-status.h"

#include <glib/gi18n-lib.h>

#define SESSION_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

static CsmsSeatState
judge (const CsmsSeatSources *sources)
{
  if (sources->problem_code == CSMS_OPERATOR_ERROR_NO_KEY || sources->problem_code == CSMS_OPERATOR_ERROR_NO_KEYRING)
    return CSMS_SEAT_KEY_REFUSED;
  /* It is tried again and again all the same, but that is nothing to wait for. */
  if (sources->problem_code == CSMS_OPERATOR_ERROR_NEEDS_CONSENT)
    return CSMS_SEAT_STOPPED;
  if (sources->link == NULL)
    return sources->started && sources->problem == NULL ? CSMS_SEAT_CONNECTING : CSMS_SEAT_STOPPED;
  switch (sources->link->state)
    {
    case CSMS_LINK_CONNECTING:
    case CSMS_LINK_AUTHENTICATING:
      return CSMS_SEAT_CONNECTING;
    case CSMS_LINK_READY:
      return sources->catch_up->live ? CSMS_SEAT_LIVE : CSMS_SEAT_CATCHING_UP;
    case CSMS_LINK_WAITING:
      /* Nothing has failed yet: the first try, or one asked for, is about to begin. */
      return sources->link->last_error != NULL ? CSMS_SEAT_OFFLINE : CSMS_SEAT_CONNECTING;
    case CSMS_LINK_KEY_REFUSED:
      return CSMS_SEAT_KEY_REFUSED;
    case CSMS_LINK_IDLE:
    default:
      return CSMS_SEAT_STOPPED;
    }
}

static const char *
explain (const CsmsSeatSources *sources, CsmsSeatState state)
{
  if (sources->problem != NULL)
    return sources->problem;
  switch (state)
    {
    case CSMS_SEAT_KEY_REFUSED:
      return _("The server refused the API key.");
    case CSMS_SEAT_OFFLINE:
    case CSMS_SEAT_CONNECTING:
      return sources->link != NULL && sources->link->last_error != NULL ? sources->link->last_error->message : NULL;
    case CSMS_SEAT_CATCHING_UP:
    case CSMS_SEAT_LIVE:
      return sources->catch_up->problem;
    case CSMS_SEAT_STOPPED:
    default:
      return NULL;
    }
}

static void
take_text (const char **field, const char *text)
{
  char *copy = g_strdup (text);

  g_free ((char *) *field);
  *field = copy;
}

void
csms_seat_status_update (CsmsSeatStatus *self, const CsmsSeatSources *sources)
{
  const CsmsLinkStatus *link = sources->link;
  const CsmsCatchUpStatus *catch_up = sources->catch_up;

  self->state = judge (sources);
  self->retry_at_us = link != NULL && link->state == CSMS_LINK_WAITING ? link->retry_at_us : 0;
  self->catch_up_done = self->state == CSMS_SEAT_CATCHING_UP ? catch_up->done : 0;
  self->catch_up_total = 0;
  self->session_started_ms = link != NULL ? link->session_started_ms : 0;
  self->session_expires_ms = self->session_started_ms != 0 ? self->session_started_ms + SESSION_MS : 0;
  self->rtt_us = sources->rtt_us >= 0 ? sources->rtt_us : (link != NULL ? link->rtt_us : -1);
  self->recovered = catch_up->recovered;
  self->recovered_last = catch_up->recovered_last;
  self->recovered_from_ms = catch_up->recovered_from_ms;
  self->recovered_to_ms = catch_up->recovered_to_ms;
  self->gap = catch_up->gap;
  self->gap_from_ms = catch_up->gap_from_ms;
  self->gap_to_ms = catch_up->gap_to_ms;
  self->missed = catch_up->missed;
  self->shared_address = sources->shared_address;
  self->journal_working = sources->journal_working;
  self->frames_used = link != NULL ? link->frames_used : 0;
  self->frames_max = link != NULL ? link->frames_max : 0;
  self->problem_code = sources->problem_code;
  self->safety = sources->safety;
  take_text (&self->session_id, link != NULL ? link->session_id : NULL);
  take_text (&self->last_event_id, catch_up->last_event_id);
  take_text (&self->journal_problem, sources->journal_problem);
  take_text (&self->problem, explain (sources, self->state));
}

void
csms_seat_status_clear (CsmsSeatStatus *self)
{
  take_text (&self->session_id, NULL);
  take_text (&self->last_event_id, NULL);
  take_text (&self->journal_problem, NULL);
  take_text (&self->problem, NULL);
}
