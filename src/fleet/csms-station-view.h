/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-station.h"

G_BEGIN_DECLS

typedef enum {
  CSMS_STATION_SORT_ATTENTION,      /* attention, offline, charging, available; then by id */
  CSMS_STATION_SORT_NAME,           /* name, else id; natural order (station9 before station10) */
  CSMS_STATION_SORT_LAST_ACTIVITY,  /* newest first */
} CsmsStationSort;

/**
 * CsmsStationView:
 *
 * A GListModel of CsmsStation: the fleet filtered and sorted, right live. GtkFilterListModel and GtkSortListModel do not
 * watch their items; this moves the one station that changed, in O(log n), with an exact `items-changed`. Main thread.
 * Changes are taken together and applied before the next frame (a source at G_PRIORITY_HIGH_IDLE + 15); see
 * csms_station_view_set_storm_interval().
 */
#define CSMS_TYPE_STATION_VIEW (csms_station_view_get_type ())
G_DECLARE_FINAL_TYPE (CsmsStationView, csms_station_view, CSMS, STATION_VIEW, GObject)

/** csms_station_view_new: @stations: (transfer none): csms_fleet_get_stations(). Returns: (transfer full): all of them, attention first */
CsmsStationView *csms_station_view_new (GListModel *stations);

/* What the operator asks for takes effect at once, with one `items-changed`, also while the view is held. */

/** csms_station_view_set_category: @category: a #CsmsStationCategory, or -1 for all; property `category` */
void csms_station_view_set_category (CsmsStationView *self, int category);
/** csms_station_view_get_category: Returns: a #CsmsStationCategory, or -1 for all */
int csms_station_view_get_category (CsmsStationView *self);

/** csms_station_view_set_search: @text: (nullable): what the operator typed, as csms_station_matches() finds it; property `search` */
void csms_station_view_set_search (CsmsStationView *self, const char *text);
/** csms_station_view_get_search: Returns: (nullable) (transfer none): what was typed, as it was */
const char *csms_station_view_get_search (CsmsStationView *self);

/** csms_station_view_set_sort: property `sort` */
void csms_station_view_set_sort (CsmsStationView *self, CsmsStationSort sort);
/** csms_station_view_get_sort: Returns: the order */
CsmsStationSort csms_station_view_get_sort (CsmsStationView *self);

/**
 * csms_station_view_set_held:
 *
 * While held (the pointer is over the list, or a row is being worked on) rows are updated but none is moved or removed, so
 * that nothing jumps away under the pointer; new stations wait too. Counts go on. Property `held`.
 */
void csms_station_view_set_held (CsmsStationView *self, gboolean held);

/**
 * csms_station_view_set_storm_interval:
 * @interval_ms: [0: each frame] how far apart changes are applied while many stations change within one frame
 *
 * A list widget may make all its rows anew for each station that moves, and no eye follows a storm of them. What a row shows is
 * not held back by it, and what the operator asks for neither.
 */
void csms_station_view_set_storm_interval (CsmsStationView *self, guint interval_ms);

/** csms_station_view_get_count: Returns: stations of the whole fleet in @category, or all for -1; `counts-changed` is emitted when any changes */
guint csms_station_view_get_count (CsmsStationView *self, int category);

/**
 * csms_station_view_set_selected:
 * @station: (nullable) (transfer none): the one a selection model above has selected
 *
 * When the selected station moves, that is told by one `items-changed` which holds both places, so that GtkSingleSelection
 * finds it again; a move of any other is told by two small ones, which cost a list less.
 */
void csms_station_view_set_selected (CsmsStationView *self, CsmsStation *station);

/** csms_station_view_find: @position: (out) (optional): set only when it is shown. Returns: whether @station is shown */
gboolean csms_station_view_find (CsmsStationView *self, CsmsStation *station, guint *position);

G_END_DECLS
