/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsmsRanking:
 *
 * Entries in order, for a GListModel: where an entry is, and moving it, cost O(log n). Between csms_ranking_begin() and
 * csms_ranking_end() each change is told by an exact `items-changed`; when there are many, all are told by one that spans them.
 * What the compare function reads may change in one entry at a time, and is followed by csms_ranking_settle().
 */
typedef struct _CsmsRanking CsmsRanking;

/** @model: (transfer none): emits `items-changed`; outlives the ranking */
CsmsRanking *csms_ranking_new (GListModel *model, GCompareDataFunc compare, gpointer data);
void csms_ranking_free (CsmsRanking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsRanking, csms_ranking_free)

guint csms_ranking_get_length (CsmsRanking *self);
/** csms_ranking_get: Returns: (nullable) (transfer none): the entry at @position */
gpointer csms_ranking_get (CsmsRanking *self, guint position);

/** csms_ranking_get_iter: Returns: the place of the entry at @position, or the end; to walk on from with g_sequence_iter_next() */
GSequenceIter *csms_ranking_get_iter (CsmsRanking *self, guint position);

/** csms_ranking_begin: @n_changes: how many calls follow, at a guess */
void csms_ranking_begin (CsmsRanking *self, guint n_changes);
GSequenceIter *csms_ranking_insert (CsmsRanking *self, gpointer entry);
void csms_ranking_remove (CsmsRanking *self, GSequenceIter *iter);
/** csms_ranking_settle: @iter: of an entry that now compares differently. Returns: its place, another one if it had to move */
GSequenceIter *csms_ranking_settle (CsmsRanking *self, GSequenceIter *iter);
/** csms_ranking_end: no entry may be touched between this and the last change. */
void csms_ranking_end (CsmsRanking *self);

/**
 * csms_ranking_span:
 *
 * From here to csms_ranking_unspan() changes are told by one `items-changed` whatever their number: an entry that moves is in
 * what was removed and in what was added, and a selection model on top keeps it selected.
 */
void csms_ranking_span (CsmsRanking *self);
void csms_ranking_unspan (CsmsRanking *self);
gboolean csms_ranking_is_spanning (CsmsRanking *self);

/**
 * csms_ranking_replace:
 * @entries: all there shall be, in order; @set_iter is called with each and its place
 *
 * One `items-changed`, without what is the same at both ends; none when nothing changed.
 */
void csms_ranking_replace (CsmsRanking *self, GPtrArray *entries, void (*set_iter) (gpointer entry, GSequenceIter *iter));

G_END_DECLS
