/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-checked-address.h"

G_BEGIN_DECLS

/** CsmsCheckedEnumerator: the addresses of another enumerator that a CsmsCheckedAddress admits. */
#define CSMS_TYPE_CHECKED_ENUMERATOR (csms_checked_enumerator_get_type ())
G_DECLARE_FINAL_TYPE (CsmsCheckedEnumerator, csms_checked_enumerator, CSMS, CHECKED_ENUMERATOR, GSocketAddressEnumerator)

/** csms_checked_enumerator_new: @inner: (transfer full) */
GSocketAddressEnumerator *csms_checked_enumerator_new (CsmsCheckedAddress *judge, GSocketAddressEnumerator *inner);

G_END_DECLS
