/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-archive.h"
#include "csms-transaction-book.h"

G_BEGIN_DECLS

/**
 * CsmsTransactionReader:
 *
 * Reads the transactions of a period out of a journal into a book, page by page, the newest first. Main thread.
 *
 * Signals:
 * - `changed` (): csms_transaction_reader_get_reading(), csms_transaction_reader_get_problem()
 */
#define CSMS_TYPE_TRANSACTION_READER (csms_transaction_reader_get_type ())
G_DECLARE_FINAL_TYPE (CsmsTransactionReader, csms_transaction_reader, CSMS, TRANSACTION_READER, GObject)

/** csms_transaction_reader_new: @book: (transfer none): outlives the reader, and what it reads */
CsmsTransactionReader *csms_transaction_reader_new (CsmsTransactionBook *book);

/** csms_transaction_reader_read: @archive: open; what was being read is dropped */
void csms_transaction_reader_read (CsmsTransactionReader *self, CsmsArchive *archive, const CsmsDays *period);

/** csms_transaction_reader_cancel: nothing more comes into the book */
void csms_transaction_reader_cancel (CsmsTransactionReader *self);

gboolean csms_transaction_reader_get_reading (CsmsTransactionReader *self);

/** csms_transaction_reader_get_problem: Returns: (nullable) (transfer none): why not all could be read, one sentence */
const char *csms_transaction_reader_get_problem (CsmsTransactionReader *self);

G_END_DECLS
