/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-ranking.h"
#include "csms-station-view.h"

G_BEGIN_DECLS

/** CsmsStationEntry: one station as the view last placed it */
typedef struct {
  CsmsStation *station;     /* owned */
  gpointer owner;           /* borrowed */
  gulong handler;
  int counted;              /* the category it counts in, -1 none yet */
  gboolean dirty;           /* changed since it was counted */
  gboolean waiting;         /* to be placed anew */

  /* the order's own */
  GSequenceIter *iter;      /* NULL while not shown */
  int category;
  gint64 last_seen_ms;
  char *key;                /* GRefString */
} CsmsStationEntry;

/** CsmsStationOrder: which stations are shown, and in what order; the part of the view that knows no signals */
typedef struct {
  CsmsRanking *ranking;     /* of CsmsStationEntry */
  CsmsStation *selected;    /* borrowed */
  char *needle;             /* folded */
  int category;             /* -1 all */
  CsmsStationSort sort;
} CsmsStationOrder;

/** @model: emits `items-changed` */
void csms_station_order_init (CsmsStationOrder *self, GListModel *model);
void csms_station_order_clear (CsmsStationOrder *self);

/** csms_station_order_place: shows, hides or moves each of @entries as its station now is */
void csms_station_order_place (CsmsStationOrder *self, GPtrArray *entries);

/**
 * csms_station_order_rebuild:
 * @entries: all there are
 * @resort: the shown ones may be out of order
 *
 * Decides about every station at once: others are asked for, or too many changed to move them one by one.
 */
void csms_station_order_rebuild (CsmsStationOrder *self, GPtrArray *entries, gboolean resort);

/** csms_station_order_remove: @entry is to be freed */
void csms_station_order_remove (CsmsStationOrder *self, CsmsStationEntry *entry);

G_END_DECLS
