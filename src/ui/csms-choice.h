/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** CsmsChoice: one of the things a #CsmsChoiceButton offers. Never changes. */
#define CSMS_TYPE_CHOICE (csms_choice_get_type ())
G_DECLARE_FINAL_TYPE (CsmsChoice, csms_choice, CSMS, CHOICE, GObject)

/**
 * csms_choice_new:
 * @value: (nullable): what is chosen with it; %NULL: all there is
 * @title: how it is shown, clean
 * @detail: (nullable): more of it, clean
 */
CsmsChoice *csms_choice_new (const char *value, const char *title, const char *detail);

/** Returns: (nullable) (transfer none) */
const char *csms_choice_get_value (CsmsChoice *self);
const char *csms_choice_get_title (CsmsChoice *self);
/** Returns: (transfer none): "" for none */
const char *csms_choice_get_detail (CsmsChoice *self);

/** csms_choice_matches: @needle: folded. Returns: whether value, title or detail contains it */
gboolean csms_choice_matches (CsmsChoice *self, const char *needle);

G_END_DECLS
