/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-filter.h"

#include "csms-fold.h"
#include "csms-transaction-facts.h"

void
csms_transaction_filter_clear (CsmsTransactionFilter *self)
{
  g_clear_pointer (&self->needle, g_free);
  g_clear_pointer (&self->station_id, g_free);
  g_clear_pointer (&self->id_tag, g_free);
}

void
csms_transaction_filter_copy (const CsmsTransactionFilter *self, CsmsTransactionFilter *copy)
{
  copy->needle = g_strdup (self->needle);
  copy->station_id = g_strdup (self->station_id);
  copy->id_tag = g_strdup (self->id_tag);
}

gboolean
csms_transaction_filter_set_text (CsmsTransactionFilter *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *needle = *stripped != '\0' ? csms_fold_text (stripped) : NULL;

  if (g_strcmp0 (needle, self->needle) == 0)
    return FALSE;
  g_free (self->needle);
  self->needle = g_steal_pointer (&needle);
  return TRUE;
}

gboolean
csms_transaction_filter_is_empty (const CsmsTransactionFilter *self)
{
  return self->needle == NULL && self->station_id == NULL && self->id_tag == NULL;
}

gboolean
csms_transaction_filter_matches (const CsmsTransactionFilter *self, CsmsTransaction *transaction)
{
  const char *id_tag = csms_transaction_get_id_tag (transaction);

  if (self->station_id != NULL && !g_str_equal (csms_transaction_get_station_id (transaction), self->station_id))
    return FALSE;
  if (self->id_tag != NULL && (id_tag == NULL || g_ascii_strcasecmp (id_tag, self->id_tag) != 0))
    return FALSE;
  return self->needle == NULL || csms_transaction_matches (transaction, self->needle);
}
