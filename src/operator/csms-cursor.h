/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "csms-records.h"

G_BEGIN_DECLS

/**
 * CsmsCursor: where the next replay begins. The newest event taken in is a candidate only; it becomes the cursor once
 * everything before it is known, so that a crash in between loses nothing. Pure.
 */
typedef struct {
  char *event_id;               /* NULL: nothing to begin from */
  gint64 ms;                    /* its `ts`; 0: only the id is known */
  char *before_id;              /* an event that came before it; NULL none */
  char *newest_id;
  gint64 newest_ms;
  gint64 floor_ms;              /* nothing before this was ever wanted */
  gint64 sure_ms;               /* what was logged later has not been compared with what came: a push may be missing */
} CsmsCursor;

void csms_cursor_clear (CsmsCursor *self);
/** csms_cursor_set: @overlap_ms: how far before it events may still be unknown */
void csms_cursor_set (CsmsCursor *self, const char *event_id, gint64 ms, gint64 overlap_ms);
/** csms_cursor_take: @latest_ms: a later `ts` is a fault of the server and no candidate; 0: not known */
void csms_cursor_take (CsmsCursor *self, const CsmsEventRecord *event, gint64 latest_ms);
/** csms_cursor_commit: Returns: whether the cursor moved */
gboolean csms_cursor_commit (CsmsCursor *self);
/** csms_cursor_set_before: @event_id: (nullable): an event that came before the one where it was set */
void csms_cursor_set_before (CsmsCursor *self, const char *event_id);
/** csms_cursor_note_sure: everything logged up to @ms has come in */
void csms_cursor_note_sure (CsmsCursor *self, gint64 ms);
/** Returns: whether it stands at an event that was taken in, which the server's log must hold */
gboolean csms_cursor_is_event (const CsmsCursor *self);
/** Returns: the first millisecond to ask a replay for; 0: only the id is known */
gint64 csms_cursor_get_from_ms (const CsmsCursor *self, gint64 overlap_ms);

G_END_DECLS
