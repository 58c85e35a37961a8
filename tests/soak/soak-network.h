/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A network of the test's own, in which packets can be made to vanish: nothing but its loopback. */

/**
 * soak_network_enter: before anything else in main(), while there is one thread
 *
 * Returns: (transfer none) (nullable): why the process could not go there and has stayed where it was; %NULL: it is there
 */
const char *soak_network_enter (void);

/** soak_network_set_dropping: whether every packet vanishes, and nobody is told */
void soak_network_set_dropping (gboolean dropping);

G_END_DECLS
