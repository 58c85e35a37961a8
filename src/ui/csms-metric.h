/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsmsMetric:
 *
 * One number with its unit over its name. Main thread.
 * Properties: `caption` (string): its name; `large` (boolean): one of the two or three live numbers of a card; `max-chars` (int):
 * what more of the value than so many characters is shown only where there is room, -1 for all of it.
 */
#define CSMS_TYPE_METRIC (csms_metric_get_type ())
G_DECLARE_FINAL_TYPE (CsmsMetric, csms_metric, CSMS, METRIC, GtkWidget)

/**
 * csms_metric_set:
 * @value: plain text, cleaned by the caller where it is foreign
 * @unit: (nullable): plain text
 *
 * Cheap when nothing changes. The accessible name is caption, value and unit.
 */
void csms_metric_set (CsmsMetric *self, const char *value, const char *unit);

/** csms_metric_set_warning: puts a warning sign before the number; its caption must say what is warned of */
void csms_metric_set_warning (CsmsMetric *self, gboolean warning);

/** csms_metric_get_value: Returns: (transfer none): the value as shown */
const char *csms_metric_get_value (CsmsMetric *self);

G_END_DECLS
