/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-link.h"

G_BEGIN_DECLS

/**
 * CsmsCheckedAddress:
 *
 * A GSocketConnectable that yields only those addresses of another which a CsmsAddressCheck admits. What is judged is what a
 * name has resolved to, and the very same object is then connected to: a name that leads elsewhere the next time it is asked
 * for gains nothing. Used in one thread.
 */
#define CSMS_TYPE_CHECKED_ADDRESS (csms_checked_address_get_type ())
G_DECLARE_FINAL_TYPE (CsmsCheckedAddress, csms_checked_address, CSMS, CHECKED_ADDRESS, GObject)

/** csms_checked_address_new: @check: (nullable): %NULL admits all */
CsmsCheckedAddress *csms_checked_address_new (GSocketConnectable *inner, CsmsAddressCheck check, GObject *check_object);

/** csms_checked_address_get_inner: Returns: (transfer none) */
GSocketConnectable *csms_checked_address_get_inner (CsmsCheckedAddress *self);

/** csms_checked_address_admits: asks the check, and remembers what it said. Returns: whether @address may be connected to */
gboolean csms_checked_address_admits (CsmsCheckedAddress *self, GSocketAddress *address);

/** csms_checked_address_get_refusal: Returns: (nullable) (transfer none): why there was nothing to connect to; %NULL if anything was admitted */
const GError *csms_checked_address_get_refusal (CsmsCheckedAddress *self);

G_END_DECLS
