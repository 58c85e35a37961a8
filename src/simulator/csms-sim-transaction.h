/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-sim-fleet.h"

G_BEGIN_DECLS

/** A transaction as the server remembers it. */
typedef struct
{
  gint64 id;
  char *station_id;
  guint connector;
  char *id_tag;
  gint64 start_ms;
  gint64 stop_ms; /* 0 while it runs */
  double meter_start_wh;
  double meter_stop_wh;
  const char *reason; /* interned; NULL while it runs */
  double cost;
} CsmsSimTransaction;

/** Returns: (transfer full): the transaction of the charge under way at @connector, as of now */
CsmsSimTransaction *csms_sim_transaction_new   (CsmsSimConnector         *connector);

/** Frees a CsmsSimTransaction; %NULL is fine. */
void                csms_sim_transaction_free  (gpointer                  transaction);

/** Appends it to @out as an element of a JSON array; @deployed names the station as the recorded server does. */
void                csms_sim_transaction_write (const CsmsSimTransaction *transaction,
                                                gboolean                  deployed,
                                                GString                  *out);

G_END_DECLS
