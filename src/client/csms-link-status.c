/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-link.h"

CsmsLinkStatus *
csms_link_status_copy (const CsmsLinkStatus *self)
{
  CsmsLinkStatus *copy = g_new (CsmsLinkStatus, 1);

  *copy = *self;
  copy->session_id = g_strdup (self->session_id);
  copy->last_error = self->last_error != NULL ? g_error_copy (self->last_error) : NULL;
  return copy;
}

void
csms_link_status_free (CsmsLinkStatus *self)
{
  if (self == NULL)
    return;
  g_free (self->session_id);
  g_clear_error (&self->last_error);
  g_free (self);
}
