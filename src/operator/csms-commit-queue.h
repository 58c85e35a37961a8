/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** @kept: whether what it waited for is on disk; else the journal is broken */
typedef void (*CsmsKeptFunc) (gpointer object, gboolean kept, gpointer data);

/** CsmsCommitQueue: what waits for commits of a journal, in the order in which it came. One thread. */
typedef struct {
  GQueue entries;
} CsmsCommitQueue;

void csms_commit_queue_init (CsmsCommitQueue *self);
/** csms_commit_queue_clear: forgets all of it, and calls nobody */
void csms_commit_queue_clear (CsmsCommitQueue *self);
/** csms_commit_queue_forget: what was pushed with @data is not called any more */
void csms_commit_queue_forget (CsmsCommitQueue *self, gpointer data);
/** csms_commit_queue_push: @object: a reference is held until @func was called; @ticket: not lower than the one before */
void csms_commit_queue_push (CsmsCommitQueue *self, guint64 ticket, gpointer object, CsmsKeptFunc func, gpointer data);
/** csms_commit_queue_release: calls what waits for @ticket or a lower one; whoever is called may push more */
void csms_commit_queue_release (CsmsCommitQueue *self, guint64 ticket, gboolean kept);

G_END_DECLS
