/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-address.h"

G_BEGIN_DECLS

/**
 * CsmsTrust:
 *
 * What a person has decided about the connection to one server: whether it may go without encryption, and how far, and whose
 * word is taken for its certificate. Main thread.
 * Properties, notified on change: `allow-private`, `allow-unencrypted` (booleans), `ca-file` (string, "" the system's authorities).
 */
#define CSMS_TYPE_TRUST (csms_trust_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTrust, csms_trust, CSMS, TRUST, GObject)

/** csms_trust_new: nothing is agreed to yet. @settings: (nullable): schema com.example.CsmsOperator.Server, read now and kept in step */
CsmsTrust *csms_trust_new (GSettings *settings);

/** csms_trust_forget: what was remembered goes from the settings, and nothing is written there any more */
void csms_trust_forget (CsmsTrust *self);

/** csms_trust_take: agrees to all that @other does, and takes its CA file */
void csms_trust_take (CsmsTrust *self, CsmsTrust *other);

/** csms_trust_get_allowed: Returns: LOOPBACK, PRIVATE or PUBLIC: the worst address that may be connected to without encryption */
CsmsAddressSafety csms_trust_get_allowed (CsmsTrust *self);

/** csms_trust_allow: a person has agreed to @safety, PRIVATE or PUBLIC */
void csms_trust_allow (CsmsTrust *self, CsmsAddressSafety safety);

/** csms_trust_get_ca_file: Returns: (nullable) (transfer none): %NULL: the system's authorities */
const char *csms_trust_get_ca_file (CsmsTrust *self);
void csms_trust_set_ca_file (CsmsTrust *self, const char *path);

G_END_DECLS
