/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-station-order.h"

G_BEGIN_DECLS

/** CsmsStationEntries: the part of the view that watches the stations: which of them changed, and how many there are of each category */
typedef struct {
  /* borrowed */
  CsmsStationOrder *order;
  void (*changed) (gpointer data);
  gpointer data;

  /* owned */
  GListModel *stations;
  GPtrArray *all;           /* CsmsStationEntry, in the order of the stations */
  GHashTable *by_station;   /* CsmsStation to CsmsStationEntry */
  GPtrArray *dirty;         /* CsmsStationEntry: to be counted */
  GPtrArray *waiting;       /* CsmsStationEntry: counted, to be placed */

  guint counts[CSMS_STATION_N_CATEGORIES];
  gboolean counts_changed;
} CsmsStationEntries;

/** @changed: called with @data when the first station got dirty since the last csms_station_entries_count() */
void csms_station_entries_init (CsmsStationEntries *self, GListModel *stations, CsmsStationOrder *order,
                                void (*changed) (gpointer data), gpointer data);
/** csms_station_entries_clear: also when it was never initialised */
void csms_station_entries_clear (CsmsStationEntries *self);
/** csms_station_entries_count: counts what is dirty, and puts it down to be placed */
void csms_station_entries_count (CsmsStationEntries *self);
/** csms_station_entries_take_waiting: Returns: (transfer full): what is to be placed; nothing waits any more */
GPtrArray *csms_station_entries_take_waiting (CsmsStationEntries *self);
/** csms_station_entries_find: Returns: (nullable) (transfer none) */
CsmsStationEntry *csms_station_entries_find (CsmsStationEntries *self, CsmsStation *station);

G_END_DECLS
