/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** CsmsTextFunc: Returns: (transfer full): what stands for @item, safe to show */
typedef char *(*CsmsTextFunc) (gpointer item);

/**
 * csms_drop_down_set_texts: the button of @drop_down cuts a text where there is little room; the list it opens has it in full.
 *
 * A screen reader says the accessible label of @drop_down and what is chosen of that button too. Once a drop-down. Main thread.
 */
void csms_drop_down_set_texts (GtkDropDown *drop_down, CsmsTextFunc func);

G_END_DECLS
