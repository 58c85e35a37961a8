/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "csms-operator.h"

G_BEGIN_DECLS

/**
 * CsmsEventFilters:
 *
 * Which events are wanted: their kind, the station and the time, each with a drop-down, and their text. Main thread.
 *
 * Signal `changed` ().
 */
#define CSMS_TYPE_EVENT_FILTERS (csms_event_filters_get_type ())
G_DECLARE_FINAL_TYPE (CsmsEventFilters, csms_event_filters, CSMS, EVENT_FILTERS, GtkWidget)

/** csms_event_filters_set_operator: @operator: (nullable): whose stations; everything is wanted again */
void csms_event_filters_set_operator (CsmsEventFilters *self, CsmsOperator *operator);

/** csms_event_filters_set_text: @text: as typed elsewhere: what must be in them; "" for any */
void csms_event_filters_set_text (CsmsEventFilters *self, const char *text);

/** csms_event_filters_fill: what is wanted, in @query; its texts stay those of @self, until the next change */
void csms_event_filters_fill (CsmsEventFilters *self, CsmsJournalQuery *query);

/** csms_event_filters_count: @events: GListModel of CsmsEvent. Returns: how many of the @n at @position are wanted */
guint csms_event_filters_count (CsmsEventFilters *self, GListModel *events, guint position, guint n);

/** csms_event_filters_set_stacked: one below the other, for a narrow window */
void csms_event_filters_set_stacked (CsmsEventFilters *self, gboolean stacked);

/** Returns: whether not everything is wanted */
gboolean csms_event_filters_get_active (CsmsEventFilters *self);

/** csms_event_filters_reset: everything is wanted again, but for the text */
void csms_event_filters_reset (CsmsEventFilters *self);

G_END_DECLS
