/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-transaction-facts.h"

G_BEGIN_DECLS

/** csms_transaction_columns_get_title: Returns: (transfer none): of one of the columns of the table of transactions, translated */
const char *csms_transaction_columns_get_title (CsmsTransactionColumn column, gboolean compact);

/** csms_transaction_columns_is_number: Returns: whether what stands in it is aligned to its end */
gboolean csms_transaction_columns_is_number (CsmsTransactionColumn column);

/** csms_transaction_columns_get_nick: Returns: (transfer none): what it is called in settings and actions */
const char *csms_transaction_columns_get_nick (CsmsTransactionColumn column);

typedef struct {
  gboolean shown[CSMS_TRANSACTION_N_COLUMNS];
  int width[CSMS_TRANSACTION_N_COLUMNS];
  int last;                     /* the last that is shown, which takes what room is left */
  gboolean compact;             /* the start stands below the station, for it has no column */
} CsmsTransactionColumns;

/**
 * csms_transaction_columns_arrange:
 * @room: the width there is for all of them, in px
 * @scale: of text, see csms_text_scale()
 * @hidden: (nullable) (array fixed-size=CSMS_TRANSACTION_N_COLUMNS): those the operator does not want to see
 * @titles: (nullable) (array fixed-size=CSMS_TRANSACTION_N_COLUMNS): what the title of each needs, in px; given where there is room to spare
 * @columns: (out): which there is room for, and how wide they are
 */
void csms_transaction_columns_arrange (int room, double scale, const gboolean *hidden, const int *titles,
                                       CsmsTransactionColumns *columns);

G_END_DECLS
