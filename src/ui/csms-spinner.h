/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsmsSpinner:
 *
 * Turns while it is on screen. A GtkSpinner that is left turning on a page of a stack that is not shown keeps the whole window
 * redrawing. Main thread.
 */
#define CSMS_TYPE_SPINNER (csms_spinner_get_type ())
G_DECLARE_FINAL_TYPE (CsmsSpinner, csms_spinner, CSMS, SPINNER, AdwBin)

G_END_DECLS
