/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "csms-choice.h"

G_BEGIN_DECLS

/**
 * CsmsChoiceButton:
 *
 * A button that says what is chosen, and opens a list with a search to choose one of many, or all. GtkDropDown finds only what
 * begins with what is typed. Main thread.
 * Properties: `all-label` (string): what it says while all are shown; `search-label` (string): names the search and the list.
 *
 * Signals:
 * - `changed` (): csms_choice_button_get_value()
 */
#define CSMS_TYPE_CHOICE_BUTTON (csms_choice_button_get_type ())
G_DECLARE_FINAL_TYPE (CsmsChoiceButton, csms_choice_button, CSMS, CHOICE_BUTTON, AdwBin)

/** CsmsChoicesFunc: Returns: (transfer full) (element-type CsmsChoice): what there is to choose from, in order, without "all" */
typedef GPtrArray *(*CsmsChoicesFunc) (gpointer data);

/** csms_choice_button_set_choices: @func: asked each time it opens, swapped; @data: outlives the button, or takes it along */
void csms_choice_button_set_choices (CsmsChoiceButton *self, CsmsChoicesFunc func, gpointer data);

/** Returns: (nullable) (transfer none): %NULL: all */
const char *csms_choice_button_get_value (CsmsChoiceButton *self);

/** csms_choice_button_choose: @choice: (nullable) (transfer none): %NULL: all */
void csms_choice_button_choose (CsmsChoiceButton *self, CsmsChoice *choice);

G_END_DECLS
