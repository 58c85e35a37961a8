/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LLVMFuzzerTestOneInput: Decodes @data as a frame, and that as a reply to every action, and checks what must hold of any
 *  bytes at all. The name is libFuzzer's. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

G_END_DECLS
