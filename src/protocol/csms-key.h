/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * An API key in memory. It stands in pages of its own that go into no core dump, no child and, as far as the system allows, no
 * swap space, and that are overwritten before they are given back. To read it is to read a string; every copy is to be made and
 * ended here. Any thread.
 *
 * What is not ours to guard: the entry a person types it into (GTK keeps that in locked memory), the secret service and
 * libsecret (locked memory too), and the one frame that carries it, which libsoup keeps masked from the moment it is handed over
 * until it is written, and TLS as ciphertext.
 */

/** csms_key_new: Returns: (transfer full): room for a key of @length bytes, all of them NUL; csms_key_free() */
char *csms_key_new (gsize length);

/** csms_key_dup: @text: (nullable): a key, or a text that is one. Returns: (nullable) (transfer full): csms_key_free() */
char *csms_key_dup (const char *text);

/** csms_key_free: @key: (nullable): of csms_key_new() or csms_key_dup(), and of nowhere else: overwrites it and gives it back */
void csms_key_free (char *key);

/** csms_key_wipe: overwrites @text (nullable), any ordinary one that had a key in it */
void csms_key_wipe (char *text);

/** csms_key_wipe_free: the same, and g_free() */
void csms_key_wipe_free (char *text);

G_END_DECLS
