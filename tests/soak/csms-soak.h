/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Proofs at two lengths: a small one in `./dev test`, the whole one in `./dev soak`. Each ends in a line with its figures.
 */

/** csms_soak_size: Returns: @full in `./dev soak`, else @small */
guint csms_soak_size (guint small, guint full);

/** csms_soak_seed: Returns: the seed of CSMS_SOAK_SEED, else a fixed one; it is printed, so that a failure can be repeated */
guint32 csms_soak_seed (void);

/** csms_soak_tell: prints the line of figures */
void csms_soak_tell (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** csms_soak_get_memory_mb: Returns: the memory of this process that is in use, in MB */
double csms_soak_get_memory_mb (void);

G_END_DECLS
