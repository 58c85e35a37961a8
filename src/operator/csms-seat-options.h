/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-link.h"

G_BEGIN_DECLS

/** CsmsSeatOptions: how a seat differs from a console's. All zero is a console's. */
typedef struct {
  CsmsLinkOptions link;         /* the protocol's limits, which tests shorten */
  guint audit_pace_ms;          /* [1000] how long a second of the delivery audit's waits lasts; tests shorten it */
  gboolean guest;               /* beside a console: neither begins at the journal's cursor nor moves it */
  const char *only_station;     /* (nullable): whose events will do where there is no subscription to all; "": nobody's */
} CsmsSeatOptions;

G_END_DECLS
