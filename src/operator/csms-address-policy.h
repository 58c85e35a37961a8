/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-address.h"

G_BEGIN_DECLS

/**
 * CsmsAddressPolicy:
 *
 * Decides to which of the addresses that a server's name has led to a connection may be made without encryption: to this machine
 * always, elsewhere as far as a person has agreed. What goes through a proxy counts as public: nobody here knows where it ends.
 * Made and changed in the main thread, asked in the net thread.
 */
#define CSMS_TYPE_ADDRESS_POLICY (csms_address_policy_get_type ())
G_DECLARE_FINAL_TYPE (CsmsAddressPolicy, csms_address_policy, CSMS, ADDRESS_POLICY, GObject)

/** csms_address_policy_new: @url: normalised: wss:// may go anywhere */
CsmsAddressPolicy *csms_address_policy_new (const char *url, CsmsAddressSafety allowed);

/** csms_address_policy_set_allowed: the worst that a person has agreed to; what was refused before is asked about anew */
void csms_address_policy_set_allowed (CsmsAddressPolicy *self, CsmsAddressSafety allowed);

/** csms_address_policy_check: a CsmsAddressCheck; @self: the CsmsAddressPolicy. Any thread */
gboolean csms_address_policy_check (GSocketAddress *address, GObject *self, GError **error);

/** csms_address_policy_get_admitted: Returns: what the address admitted last is; ENCRYPTED before the first. Any thread */
CsmsAddressSafety csms_address_policy_get_admitted (CsmsAddressPolicy *self);

/** csms_address_policy_get_needed: Returns: the least that a person would have to agree to, PRIVATE or PUBLIC; ENCRYPTED: nothing was
 *  refused yet. Any thread */
CsmsAddressSafety csms_address_policy_get_needed (CsmsAddressPolicy *self);

/** csms_address_policy_explain: Returns: why @needed has to be agreed to, one sentence */
const char *csms_address_policy_explain (CsmsAddressSafety needed);

G_END_DECLS
