/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * csms_dialog_heading_fit:
 * @dialog: (transfer none): a dialog with its heading, not yet shown
 *
 * A message dialog keeps its heading twice, large and small, takes the small one's width for the least, and measures both at
 * it: GTK 4.18 warns each time that the large one needs more. Lets both be as narrow as each other. Main thread.
 */
void csms_dialog_heading_fit (AdwMessageDialog *dialog);

G_END_DECLS
