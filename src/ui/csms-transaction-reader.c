/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-reader.h"

/* Each change of a list makes its view work: the more there is, the more comes at a time; no more than a frame can take. */
#define PORTION_MIN CSMS_JOURNAL_PAGE_MAX
#define PORTION_MAX (8 * CSMS_JOURNAL_PAGE_MAX)

struct _CsmsTransactionReader
{
  GObject parent_instance;

  /* Borrowed */
  CsmsTransactionBook *book;

  /* Owned */
  CsmsArchive *archive;
  GCancellable *cancellable;    /* of what is being read; NULL: nothing is */
  GPtrArray *portion;           /* of CsmsTransactionRecord: read, and not yet in the book */
  char *problem;

  CsmsDays period;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsTransactionReader, csms_transaction_reader, G_TYPE_OBJECT)

static void read_page (CsmsTransactionReader *self, const CsmsJournalPlace *after);

static void
flush (CsmsTransactionReader *self)
{
  g_autoptr (GPtrArray) portion = g_steal_pointer (&self->portion);

  self->portion = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);
  csms_transaction_book_add (self->book, portion);
}

static void
end (CsmsTransactionReader *self, const GError *error)
{
  g_clear_object (&self->cancellable);
  g_clear_object (&self->archive);
  flush (self);
  if (error != NULL)
    self->problem = g_strdup (error->message);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gpointer
take_record (gconstpointer record, gpointer data)
{
  return csms_transaction_record_ref ((CsmsTransactionRecord *) record);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsTransactionReader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsJournalPage) page = csms_journal_read_transactions_finish (result, &error);

  /* Cancelled: what is read by now, if anything, is something else. */
  if (self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  if (page == NULL)
    {
      end (self, error);
      return;
    }
  g_ptr_array_extend (self->portion, page->rows, take_record, NULL);
  if (!page->more)
    {
      end (self, NULL);
      return;
    }
  if (self->portion->len >= CLAMP (g_list_model_get_n_items (G_LIST_MODEL (self->book)), PORTION_MIN, PORTION_MAX))
    flush (self);
  read_page (self, &page->end);
}

static void
read_page (CsmsTransactionReader *self, const CsmsJournalPlace *after)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;

  query.from_ms = self->period.from_ms;
  query.to_ms = self->period.to_ms;
  csms_archive_read_transactions_async (self->archive, &query, after, CSMS_JOURNAL_PAGE_MAX, self->cancellable, page_cb,
                                        g_object_ref (self));
}

static void
drop (CsmsTransactionReader *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->archive);
  g_ptr_array_set_size (self->portion, 0);
  g_clear_pointer (&self->problem, g_free);
}

static void
csms_transaction_reader_dispose (GObject *object)
{
  drop (CSMS_TRANSACTION_READER (object));

  G_OBJECT_CLASS (csms_transaction_reader_parent_class)->dispose (object);
}

static void
csms_transaction_reader_finalize (GObject *object)
{
  g_ptr_array_unref (CSMS_TRANSACTION_READER (object)->portion);

  G_OBJECT_CLASS (csms_transaction_reader_parent_class)->finalize (object);
}

static void
csms_transaction_reader_class_init (CsmsTransactionReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_transaction_reader_dispose;
  object_class->finalize = csms_transaction_reader_finalize;

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_TRANSACTION_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_transaction_reader_init (CsmsTransactionReader *self)
{
  self->portion = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_transaction_record_unref);
}

CsmsTransactionReader *
csms_transaction_reader_new (CsmsTransactionBook *book)
{
  CsmsTransactionReader *self;

  g_return_val_if_fail (CSMS_IS_TRANSACTION_BOOK (book), NULL);

  self = g_object_new (CSMS_TYPE_TRANSACTION_READER, NULL);
  self->book = book;
  return self;
}

void
csms_transaction_reader_read (CsmsTransactionReader *self, CsmsArchive *archive, const CsmsDays *period)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_READER (self));
  g_return_if_fail (CSMS_IS_ARCHIVE (archive));
  g_return_if_fail (period != NULL);

  drop (self);
  self->archive = g_object_ref (archive);
  self->period = *period;
  self->cancellable = g_cancellable_new ();
  read_page (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
csms_transaction_reader_cancel (CsmsTransactionReader *self)
{
  g_return_if_fail (CSMS_IS_TRANSACTION_READER (self));

  drop (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
csms_transaction_reader_get_reading (CsmsTransactionReader *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTION_READER (self), FALSE);

  return self->cancellable != NULL;
}

const char *
csms_transaction_reader_get_problem (CsmsTransactionReader *self)
{
  g_return_val_if_fail (CSMS_IS_TRANSACTION_READER (self), NULL);

  return self->problem;
}
