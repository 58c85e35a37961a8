/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-sieve.h"

struct _CsmsEventSieve {
  GHashTable *known;            /* the strings of the ring */
  char **ring;
  guint size;
  guint next;
};

CsmsEventSieve *
csms_event_sieve_new (guint size)
{
  CsmsEventSieve *self;

  g_return_val_if_fail (size > 0, NULL);

  self = g_new0 (CsmsEventSieve, 1);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->ring = g_new0 (char *, size);
  self->size = size;
  return self;
}

void
csms_event_sieve_free (CsmsEventSieve *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->known);
  for (guint i = 0; i < self->size; i++)
    g_free (self->ring[i]);
  g_free (self->ring);
  g_free (self);
}

gboolean
csms_event_sieve_knows (CsmsEventSieve *self, const char *event_id)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return event_id != NULL && g_hash_table_contains (self->known, event_id);
}

gboolean
csms_event_sieve_pass (CsmsEventSieve *self, const char *event_id)
{
  char **slot;

  g_return_val_if_fail (self != NULL, TRUE);

  if (event_id == NULL)
    return TRUE;
  if (g_hash_table_contains (self->known, event_id))
    return FALSE;
  slot = &self->ring[self->next];
  if (*slot != NULL)
    {
      g_hash_table_remove (self->known, *slot);
      g_free (*slot);
    }
  *slot = g_strdup (event_id);
  g_hash_table_add (self->known, *slot);
  self->next = (self->next + 1) % self->size;
  return TRUE;
}
