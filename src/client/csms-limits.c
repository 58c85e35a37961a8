/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-limits.h"

#include "csms-config.h"
#include "csms-frame.h"

static guint
or_default (guint wanted,
            guint fallback)
{
  return wanted != 0 ? wanted : fallback;
}

void
csms_limits_fill (CsmsLinkOptions       *limits,
                  const CsmsLinkOptions *options)
{
  static const CsmsLinkOptions none = { 0 };
  const CsmsLinkOptions *wanted = options != NULL ? options : &none;

  *limits = (CsmsLinkOptions) {
    .handshake_timeout_ms = or_default (wanted->handshake_timeout_ms, 15000),
    .auth_deadline_ms = or_default (wanted->auth_deadline_ms, 35000),
    .command_deadline_ms = or_default (wanted->command_deadline_ms, 15000),
    .request_deadline_ms = or_default (wanted->request_deadline_ms, 10000),
    .ping_interval_ms = or_default (wanted->ping_interval_ms, 20000),
    .silence_limit_ms = or_default (wanted->silence_limit_ms, 35000),
    .batch_interval_ms = or_default (wanted->batch_interval_ms, 16),
    .frame_cap_bytes = or_default (wanted->frame_cap_bytes, CSMS_FRAME_MAX_BYTES),
    .user_agent = g_strdup (wanted->user_agent != NULL ? wanted->user_agent : "csms-operator/" CSMS_VERSION),
    .ca_file = g_strdup (wanted->ca_file),
    .check_address = wanted->check_address,
    .check_object = wanted->check_object != NULL ? g_object_ref (wanted->check_object) : NULL,
    .wire_log = wanted->wire_log != NULL ? g_object_ref (wanted->wire_log) : NULL,
  };
}

void
csms_limits_clear (CsmsLinkOptions *limits)
{
  g_free ((char *) limits->user_agent);
  limits->user_agent = NULL;
  g_free ((char *) limits->ca_file);
  limits->ca_file = NULL;
  g_clear_object (&limits->check_object);
  g_clear_object (&limits->wire_log);
}
