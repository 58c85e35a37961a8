/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-operator-error.h"

G_DEFINE_QUARK (csms-operator-error-quark, csms_operator_error)
