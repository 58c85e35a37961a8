/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-ledger.h"

#define DEPLOYED_TRANSACTIONS 10
#define GUIDE_TRANSACTIONS 500

struct _CsmsSimLedger
{
  GObject parent_instance;

  /* owned */
  GQueue completed;    /* of CsmsSimTransaction, newest first */
  GHashTable *running; /* connectors with a charge the server knows of, borrowed */

  gboolean deployed;
};

G_DEFINE_FINAL_TYPE (CsmsSimLedger, csms_sim_ledger, G_TYPE_OBJECT)

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const CsmsSimTransaction *left = *(CsmsSimTransaction *const *) a;
  const CsmsSimTransaction *right = *(CsmsSimTransaction *const *) b;

  return left->start_ms < right->start_ms ? 1 : left->start_ms > right->start_ms ? -1 : 0;
}

/* The guide's server lists what runs as well, the latest start first. */
static guint
write_running (CsmsSimLedger *self,
               guint          limit,
               GString       *out)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (csms_sim_transaction_free);
  GHashTableIter iter;
  gpointer connector;
  guint n;

  g_hash_table_iter_init (&iter, self->running);
  while (g_hash_table_iter_next (&iter, &connector, NULL))
    g_ptr_array_add (list, csms_sim_transaction_new (connector));
  g_ptr_array_sort (list, compare_starts);
  n = MIN (limit, list->len);
  for (guint i = 0; i < n; i++)
    csms_sim_transaction_write (g_ptr_array_index (list, i), FALSE, out);
  return n;
}

static void
csms_sim_ledger_finalize (GObject *object)
{
  CsmsSimLedger *self = CSMS_SIM_LEDGER (object);

  g_queue_clear_full (&self->completed, csms_sim_transaction_free);
  g_clear_pointer (&self->running, g_hash_table_unref);
  G_OBJECT_CLASS (csms_sim_ledger_parent_class)->finalize (object);
}

static void
csms_sim_ledger_class_init (CsmsSimLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_sim_ledger_finalize;
}

static void
csms_sim_ledger_init (CsmsSimLedger *self)
{
  g_queue_init (&self->completed);
  self->running = g_hash_table_new (NULL, NULL);
}

CsmsSimLedger *
csms_sim_ledger_new (gboolean deployed)
{
  CsmsSimLedger *self = g_object_new (CSMS_TYPE_SIM_LEDGER, NULL);

  self->deployed = deployed;
  return self;
}

void
csms_sim_ledger_begin (CsmsSimLedger    *self,
                       CsmsSimConnector *connector)
{
  g_return_if_fail (CSMS_IS_SIM_LEDGER (self));

  g_hash_table_add (self->running, connector);
}

void
csms_sim_ledger_end (CsmsSimLedger    *self,
                     CsmsSimConnector *connector)
{
  g_return_if_fail (CSMS_IS_SIM_LEDGER (self));

  g_hash_table_remove (self->running, connector);
}

void
csms_sim_ledger_remember (CsmsSimLedger      *self,
                          CsmsSimTransaction *transaction)
{
  guint most;

  g_return_if_fail (CSMS_IS_SIM_LEDGER (self));

  most = self->deployed ? DEPLOYED_TRANSACTIONS : GUIDE_TRANSACTIONS;
  g_queue_push_head (&self->completed, transaction);
  if (self->completed.length > most)
    csms_sim_transaction_free (g_queue_pop_tail (&self->completed));
}

void
csms_sim_ledger_forget (CsmsSimLedger *self)
{
  g_return_if_fail (CSMS_IS_SIM_LEDGER (self));

  g_queue_clear_full (&self->completed, csms_sim_transaction_free);
  g_hash_table_remove_all (self->running);
}

void
csms_sim_ledger_write (CsmsSimLedger *self,
                       guint          limit,
                       GString       *out)
{
  guint n = 0;

  g_return_if_fail (CSMS_IS_SIM_LEDGER (self));

  if (self->deployed)
    limit = DEPLOYED_TRANSACTIONS;
  else
    n = write_running (self, limit, out);
  for (GList *link = self->completed.head; link != NULL && n < limit; link = link->next, n++)
    csms_sim_transaction_write (link->data, self->deployed, out);
}
