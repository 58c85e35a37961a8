/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-client-error.h"

G_DEFINE_QUARK (csms-client-error-quark, csms_client_error)
