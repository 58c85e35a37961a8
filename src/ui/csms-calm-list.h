/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsmsCalmList:
 *
 * A list model with the items of another. It changes at once while changes are few, as they come; of a storm of them it makes
 * one a moment, for what a view does with each takes longer than they are apart. Main thread.
 */
#define CSMS_TYPE_CALM_LIST (csms_calm_list_get_type ())
G_DECLARE_FINAL_TYPE (CsmsCalmList, csms_calm_list, CSMS, CALM_LIST, GObject)

CsmsCalmList *csms_calm_list_new (void);

/** csms_calm_list_set_source: @source: (nullable): shown at once */
void csms_calm_list_set_source (CsmsCalmList *self, GListModel *source);

G_END_DECLS
