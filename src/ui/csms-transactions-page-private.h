/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-choice-button.h"
#include "csms-column-choice.h"
#include "csms-export-bar.h"
#include "csms-narrow-bin.h"
#include "csms-period-bar.h"
#include "csms-transaction-details.h"
#include "csms-transaction-reader.h"
#include "csms-transaction-table.h"
#include "csms-transaction-totals.h"
#include "csms-transactions-page.h"

G_BEGIN_DECLS

struct _CsmsTransactionsPage
{
  AdwBin parent_instance;

  /* Template */
  CsmsNarrowBin *narrow_bin;
  GtkBox *bar;
  GtkGrid *tools;
  CsmsPeriodBar *periods;
  GtkSearchEntry *search;
  GtkBox *choices;
  CsmsChoiceButton *stations;
  CsmsChoiceButton *id_tags;
  GtkBox *buttons;
  GtkMenuButton *columns_button;
  GtkButton *export_button;
  GtkLabel *export_label;
  CsmsTransactionTotals *totals;
  GtkLabel *note;
  CsmsExportBar *export_bar;
  GtkStack *stack;
  GtkButton *more_button;
  CsmsTransactionTable *table;
  CsmsTransactionDetails *details;

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *signals;
  GSignalGroup *archive_signals;
  CsmsTransactionBook *book;
  CsmsTransactionReader *reader;
  CsmsColumnChoice *columns;
  CsmsTransactionFilter filter;
  GtkFileChooserNative *chooser;
  GFile *export_folder;         /* of the last export; NULL: there is none yet */
  guint second_id;
  guint totals_id;

  gint64 totals_us;             /* when they were added up last, and how long that took */
  gint64 totals_took_us;
  gboolean to_read;             /* the journal has not been asked for what is in the book */
  gboolean any;
};

/* What is on the page: csms-transactions-page-contents.c */

/** csms_transactions_page_watch: makes the book and its reader, and follows what changes in them; once, at the beginning */
void csms_transactions_page_watch (CsmsTransactionsPage *self);
/** csms_transactions_page_unwatch: for dispose */
void csms_transactions_page_unwatch (CsmsTransactionsPage *self);
/** csms_transactions_page_open: begins anew with the period that is chosen */
void csms_transactions_page_open (CsmsTransactionsPage *self);
/** csms_transactions_page_read: asks the journal, if it has not been asked and the page is seen */
void csms_transactions_page_read (CsmsTransactionsPage *self);
/** csms_transactions_page_apply_filter: it has changed */
void csms_transactions_page_apply_filter (CsmsTransactionsPage *self);
void csms_transactions_page_show_state (CsmsTransactionsPage *self);
/** csms_transactions_page_tick: a second has passed */
void csms_transactions_page_tick (CsmsTransactionsPage *self);
/** csms_transactions_page_show_totals_soon: not at once, for changes come in swarms */
void csms_transactions_page_show_totals_soon (CsmsTransactionsPage *self);

/* csms-transactions-page-export.c */

/** csms_transactions_page_export: asks for a file */
void csms_transactions_page_export (CsmsTransactionsPage *self);
/** csms_transactions_page_allow_export: if there is something to write */
void csms_transactions_page_allow_export (CsmsTransactionsPage *self);

G_END_DECLS
