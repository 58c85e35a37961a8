/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-protocol-error.h"

G_DEFINE_QUARK (csms-protocol-error-quark, csms_protocol_error)
G_DEFINE_QUARK (csms-server-error-quark, csms_server_error)
