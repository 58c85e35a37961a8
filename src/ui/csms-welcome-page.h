/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsmsWelcomePage:
 *
 * What stands there while no server is known: connect to one, or explore a demo fleet. Main thread.
 *
 * Signal `connect` (CsmsServer draft, string api_key): what @draft, a passing server, stands for took this key just now.
 */
#define CSMS_TYPE_WELCOME_PAGE (csms_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (CsmsWelcomePage, csms_welcome_page, CSMS, WELCOME_PAGE, AdwBin)

/** csms_welcome_page_set_has_demo: whether the row *Explore with a demo fleet* is there */
void csms_welcome_page_set_has_demo (CsmsWelcomePage *self, gboolean has_demo);

G_END_DECLS
