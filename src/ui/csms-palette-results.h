/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"

G_BEGIN_DECLS

/** CSMS_PALETTE_STATIONS: as many stations are offered at most, the best first. */
#define CSMS_PALETTE_STATIONS 8

/**
 * csms_palette_results:
 * @operator: (nullable): whose fleet is looked through
 * @typed: what the operator typed; "" offers what needs no words
 *
 * The stations come first that are called just so, then those whose id begins so, then others that match. A charge is started
 * or stopped only by the dialog that an item opens; a connector that cannot be commanded now says why, and leads to its station.
 * Main thread.
 *
 * Returns: (transfer full): of CsmsPaletteItem, the best first
 */
GPtrArray *csms_palette_results (CsmsOperator *operator, const char *typed);

G_END_DECLS
