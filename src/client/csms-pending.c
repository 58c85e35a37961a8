/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-pending.h"

struct _CsmsPending
{
  GQueue lanes[CSMS_N_LANES];   /* waiting, borrowed */
  GQueue all;                   /* in the order they came, owned */
  GHashTable *by_id;            /* sent, borrowed */
};

static void
entry_free (gpointer data)
{
  CsmsPendingRequest *entry = data;

  csms_request_unref (entry->request);
  g_free (entry->id);
  g_free (entry);
}

CsmsPending *
csms_pending_new (void)
{
  CsmsPending *self = g_new0 (CsmsPending, 1);

  for (guint i = 0; i < CSMS_N_LANES; i++)
    g_queue_init (&self->lanes[i]);
  g_queue_init (&self->all);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
csms_pending_free (CsmsPending *self)
{
  for (guint i = 0; i < CSMS_N_LANES; i++)
    g_queue_clear (&self->lanes[i]);
  g_hash_table_unref (self->by_id);
  g_queue_clear_full (&self->all, entry_free);
  g_free (self);
}

void
csms_pending_add (CsmsPending *self,
                  guint64      serial,
                  CsmsRequest *request,
                  CsmsLane     lane,
                  gint64       deadline_us)
{
  CsmsPendingRequest *entry = g_new0 (CsmsPendingRequest, 1);

  entry->serial = serial;
  entry->request = csms_request_ref (request);
  entry->lane = lane;
  entry->deadline_us = deadline_us;
  g_queue_push_tail (&self->lanes[lane], entry);
  g_queue_push_tail (&self->all, entry);
}

CsmsPendingRequest *
csms_pending_get_next (CsmsPending *self,
                       gboolean     signed_in)
{
  guint lanes = signed_in ? CSMS_N_LANES : CSMS_LANE_AUTH + 1;

  for (guint i = 0; i < lanes; i++)
    if (!g_queue_is_empty (&self->lanes[i]))
      return g_queue_peek_head (&self->lanes[i]);
  return NULL;
}

void
csms_pending_mark_sent (CsmsPending        *self,
                        CsmsPendingRequest *entry,
                        char               *id,
                        gint64              now_us,
                        gint64              deadline_us)
{
  g_assert (entry->id == NULL && id != NULL);

  g_queue_remove (&self->lanes[entry->lane], entry);
  entry->id = id;
  entry->sent_us = now_us;
  entry->deadline_us = deadline_us;
  g_hash_table_insert (self->by_id, entry->id, entry);
}

void
csms_pending_repeat (CsmsPending        *self,
                     CsmsPendingRequest *entry,
                     gint64              deadline_us)
{
  g_assert (entry->id != NULL);

  g_hash_table_remove (self->by_id, entry->id);
  g_clear_pointer (&entry->id, g_free);
  entry->deadline_us = deadline_us;
  entry->repeated = TRUE;
  g_queue_push_head (&self->lanes[entry->lane], entry);
}

CsmsPendingRequest *
csms_pending_find (CsmsPending *self,
                   const char  *id)
{
  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

static CsmsPendingRequest *
find_serial (CsmsPending *self,
             guint64      serial)
{
  for (GList *l = self->all.head; l != NULL; l = l->next)
    if (((CsmsPendingRequest *) l->data)->serial == serial)
      return l->data;
  return NULL;
}

CsmsPendingRequest *
csms_pending_get_waiting (CsmsPending *self,
                          guint64      serial)
{
  CsmsPendingRequest *entry = find_serial (self, serial);

  return entry != NULL && entry->id == NULL ? entry : NULL;
}

void
csms_pending_remove (CsmsPending        *self,
                     CsmsPendingRequest *entry)
{
  if (entry->id != NULL)
    g_hash_table_remove (self->by_id, entry->id);
  else
    g_queue_remove (&self->lanes[entry->lane], entry);
  g_queue_remove (&self->all, entry);
  entry_free (entry);
}

void
csms_pending_remove_serial (CsmsPending *self,
                            guint64      serial)
{
  CsmsPendingRequest *entry = find_serial (self, serial);

  if (entry != NULL)
    csms_pending_remove (self, entry);
}

CsmsPendingRequest *
csms_pending_get_expired (CsmsPending *self,
                          gint64       now_us)
{
  for (GList *l = self->all.head; l != NULL; l = l->next)
    {
      CsmsPendingRequest *entry = l->data;

      if (entry->deadline_us <= now_us)
        return entry;
    }
  return NULL;
}

CsmsPendingRequest *
csms_pending_get_oldest (CsmsPending *self,
                         gboolean     sent,
                         CsmsLane     lane)
{
  for (GList *l = self->all.head; l != NULL; l = l->next)
    {
      CsmsPendingRequest *entry = l->data;

      if ((entry->id != NULL) == (sent != FALSE) && (lane == CSMS_N_LANES || entry->lane == lane))
        return entry;
    }
  return NULL;
}

gint64
csms_pending_get_deadline (CsmsPending *self)
{
  gint64 deadline_us = G_MAXINT64;

  for (GList *l = self->all.head; l != NULL; l = l->next)
    deadline_us = MIN (deadline_us, ((CsmsPendingRequest *) l->data)->deadline_us);
  return deadline_us;
}
