/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-cursor.h"

G_BEGIN_DECLS

/** CsmsCursorWake: the cursor as it stands on disk, following the one in memory at the distance of the commits under way. One thread. */
typedef struct {
  char *event_id;               /* on disk; NULL none */
  gint64 ms;
  char *expected;               /* the event id it stands at once all is on disk */
  GQueue steps;                 /* by ticket */
} CsmsCursorWake;

void csms_cursor_wake_init (CsmsCursorWake *self);
void csms_cursor_wake_clear (CsmsCursorWake *self);

/** csms_cursor_wake_begin: @event_id: (nullable): where the journal that was opened has it */
void csms_cursor_wake_begin (CsmsCursorWake *self, const char *event_id, gint64 ms);

/** csms_cursor_wake_expect: it stands at @cursor when @ticket is committed, which is not lower than the one before */
void csms_cursor_wake_expect (CsmsCursorWake *self, guint64 ticket, const CsmsCursor *cursor);

/** csms_cursor_wake_follow: all up to @ticket is committed. Returns: whether it moved */
gboolean csms_cursor_wake_follow (CsmsCursorWake *self, guint64 ticket);

/** csms_cursor_wake_drop: what is under way will not be committed */
void csms_cursor_wake_drop (CsmsCursorWake *self);

G_END_DECLS
