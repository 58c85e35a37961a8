/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-client-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (csms-client-error-quark, csms_client_error)

GError *
csms_client_error_new_ended (guint         code,
                             const char   *reason,
                             const GError *broke)
{
  if (code != 0)
    return g_error_new (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CLOSED, _("The server ended the connection (%u%s%s)"),
                        code, reason != NULL && *reason != '\0' ? ": " : "", reason != NULL ? reason : "");
  if (broke != NULL)
    return g_error_new (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CLOSED, _("The connection broke: %s"), broke->message);
  return g_error_new_literal (CSMS_CLIENT_ERROR, CSMS_CLIENT_ERROR_CLOSED,
                              _("The connection was ended from the other side without a goodbye"));
}
