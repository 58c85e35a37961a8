/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Certificates: authorities and servers' certificates, made by certtool when a test needs them, in a folder that goes with it */
typedef struct _Certificates Certificates;

/** certificates_skip: Returns: whether the test is over, skipped, because there is no TLS or no certtool here */
gboolean certificates_skip (void);

Certificates *certificates_new (void);
void certificates_free (Certificates *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Certificates, certificates_free)

/**
 * certificates_make:
 * @name: of a certificate with a key of its own
 * @issuer: (nullable): the name of one made before; %NULL: it signs itself
 * @template: what certtool is told, a line each
 * @option: (nullable): a further option for certtool's key (`--bits…`) or signature (`--hash…`)
 */
void certificates_make (Certificates *self, const char *name, const char *issuer, const char *template, const char *option);

/** certificates_make_good: an authority "ca" and, issued by it, "good" for localhost and 127.0.0.1 */
void certificates_make_good (Certificates *self);

/** certificates_dup_path: Returns: (transfer full): the PEM file of @name */
char *certificates_dup_path (Certificates *self, const char *name);

/** certificates_load: @more: (nullable): what to send behind @name. Returns: (transfer full): @name with its key and that chain */
GTlsCertificate *certificates_load (Certificates *self, const char *name, const char *more);

G_END_DECLS
