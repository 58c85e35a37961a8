/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-text.h"
#include "csms-transaction-columns.h"
#include "ui-fixture.h"

#define NOW G_GINT64_CONSTANT (1763900000000)

static CsmsTransaction *
find (CsmsFleet *fleet, const char *id)
{
  GListModel *transactions = csms_fleet_get_transactions (fleet);

  for (guint i = 0; i < g_list_model_get_n_items (transactions); i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, i);

      if (g_strcmp0 (csms_transaction_get_transaction_id (transaction), id) == 0)
        return transaction;
    }
  g_assert_not_reached ();
}

static void
add (CsmsFleet *fleet, const char *id, int connector, gint64 start_ms, gint64 stop_ms, const char *kwh)
{
  g_autofree char *start = g_strdup_printf (
    "{\"eventId\":\"evt-%" G_GINT64_FORMAT "-s%s\",\"event\":\"transaction.started\",\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"fora072\","
    "\"connectorId\":%d,\"transactionId\":\"%s\",\"idTag\":\"TAG-%s\"}", start_ms, id, start_ms, connector, id, id);
  g_autofree char *stop = g_strdup_printf (
    "{\"eventId\":\"evt-%" G_GINT64_FORMAT "-p%s\",\"event\":\"transaction.stopped\",\"ts\":%" G_GINT64_FORMAT ",\"stationId\":\"fora072\","
    "\"connectorId\":%d,\"transactionId\":\"%s\",\"totalKWh\":%s,\"cost\":1.5,\"reason\":\"Local\"}",
    stop_ms, id, stop_ms, connector, id, kwh != NULL ? kwh : "null");

  ui_push (fleet, CSMS_EVENT_PUSHED, (const char *[]) { start, stop_ms > 0 ? stop : NULL, NULL });
}

static CsmsFleet *
make_fleet (void)
{
  CsmsFleet *fleet = csms_fleet_new ();

  ui_add_stations (fleet, UI_ONE_STATION);
  add (fleet, "long", 1, NOW - 30 * 3600000, NOW - 3 * 3600000, "43.1");
  add (fleet, "short", 1, NOW - 2 * 3600000, NOW - 3600000, "12.5");
  add (fleet, "empty", 1, NOW - 1800000, NOW - 1759000, "0");
  add (fleet, "live", 2, NOW - 7200000, 0, NULL);
  return fleet;
}

static void
test_durations (void)
{
  g_autoptr (CsmsFleet) fleet = make_fleet ();

  g_assert_cmpint (csms_transaction_get_duration_ms (find (fleet, "short"), NOW), ==, 3600000);
  g_assert_cmpint (csms_transaction_get_duration_ms (find (fleet, "live"), NOW), ==, 7200000);
  /* Our clock is behind the server's: not a negative time. */
  g_assert_cmpint (csms_transaction_get_duration_ms (find (fleet, "live"), NOW - 9000000), ==, 0);
}

static void
test_anomalies (void)
{
  g_autoptr (CsmsFleet) fleet = make_fleet ();

  g_assert_cmpint (csms_transaction_get_anomaly (find (fleet, "short"), NOW), ==, CSMS_TRANSACTION_NORMAL);
  g_assert_cmpint (csms_transaction_get_anomaly (find (fleet, "live"), NOW), ==, CSMS_TRANSACTION_NORMAL);
  g_assert_cmpint (csms_transaction_get_anomaly (find (fleet, "live"), NOW + 23 * 3600000), ==, CSMS_TRANSACTION_OVER_A_DAY);
  g_assert_cmpint (csms_transaction_get_anomaly (find (fleet, "long"), NOW), ==, CSMS_TRANSACTION_OVER_A_DAY);
  g_assert_cmpint (csms_transaction_get_anomaly (find (fleet, "empty"), NOW), ==, CSMS_TRANSACTION_NO_ENERGY);
  g_assert_cmpstr (csms_transaction_anomaly_text (CSMS_TRANSACTION_NO_ENERGY), ==, "No energy");
  g_assert_null (csms_transaction_anomaly_text (CSMS_TRANSACTION_NORMAL));
}

static void
assert_order (CsmsFleet *fleet, CsmsTransactionColumn column, const char *lower, const char *higher)
{
  CsmsTransaction *a = find (fleet, lower);
  CsmsTransaction *b = find (fleet, higher);

  g_assert_cmpint (csms_transaction_compare (a, b, column, NOW), <, 0);
  g_assert_cmpint (csms_transaction_compare (b, a, column, NOW), >, 0);
  g_assert_cmpint (csms_transaction_compare (a, a, column, NOW), ==, 0);
}

static void
test_order (void)
{
  g_autoptr (CsmsFleet) fleet = make_fleet ();

  assert_order (fleet, CSMS_TRANSACTION_STARTED, "long", "short");
  /* Newest first has those under way on top, whatever began later. */
  assert_order (fleet, CSMS_TRANSACTION_STARTED, "empty", "live");
  assert_order (fleet, CSMS_TRANSACTION_ENERGY, "short", "long");
  assert_order (fleet, CSMS_TRANSACTION_ENERGY, "live", "empty");
  assert_order (fleet, CSMS_TRANSACTION_DURATION, "empty", "short");
  assert_order (fleet, CSMS_TRANSACTION_CONNECTOR, "short", "live");
  assert_order (fleet, CSMS_TRANSACTION_ID_TAG, "empty", "live");
  assert_order (fleet, CSMS_TRANSACTION_STATUS, "long", "empty");
  assert_order (fleet, CSMS_TRANSACTION_STATUS, "empty", "short");
  /* Equal stations: the start decides. */
  assert_order (fleet, CSMS_TRANSACTION_STATION, "long", "short");
}

static void
test_matches (void)
{
  g_autoptr (CsmsFleet) fleet = make_fleet ();
  const char *const hits[] = { "fora072", "harbour", "tag-short", "local" };

  for (gsize i = 0; i < G_N_ELEMENTS (hits); i++)
    {
      g_autofree char *needle = csms_search_fold (hits[i]);

      g_assert_true (csms_transaction_matches (find (fleet, "short"), needle));
    }
  g_assert_false (csms_transaction_matches (find (fleet, "short"), "tag-long"));
  g_assert_false (csms_transaction_matches (find (fleet, "live"), "local"));
}

static void
test_describe (void)
{
  g_autoptr (CsmsFleet) fleet = make_fleet ();
  g_autofree char *over = csms_transaction_describe (find (fleet, "short"), NOW);
  g_autofree char *live = csms_transaction_describe (find (fleet, "live"), NOW);
  g_autofree char *empty = csms_transaction_describe (find (fleet, "empty"), NOW);

  g_assert_cmpstr (over, ==, "fora072, connector 1, TAG-short, 10:13, 12.50 kWh, Completed");
  g_assert_cmpstr (live, ==, "fora072, connector 2, TAG-live, 10:13, Charging");
  g_assert_cmpstr (empty, ==, "fora072, connector 1, TAG-empty, 11:43, 0.00 kWh, No energy, Completed");
}

static void
test_explain (void)
{
  g_autoptr (CsmsFleet) fleet = make_fleet ();
  g_autofree char *reason = csms_transaction_explain_reason (find (fleet, "short"));
  g_autofree char *anomaly = csms_transaction_explain_anomaly (find (fleet, "long"), NOW);

  g_assert_true (g_str_has_prefix (reason, "Local: "));
  g_assert_true (g_str_has_prefix (anomaly, "Over 24 hours: "));
  g_assert_null (csms_transaction_explain_reason (find (fleet, "live")));
  g_assert_null (csms_transaction_explain_anomaly (find (fleet, "short"), NOW));
}

/* Columns go one by one, and never too wide for what is left. */
static void
test_columns (void)
{
  guint last = CSMS_TRANSACTION_N_COLUMNS;

  for (int room = 1400; room >= 360; room -= 20)
    for (int scale = 2; scale >= 1; scale--)
      {
        CsmsTransactionColumns columns;
        guint n = 0;
        int width = 0;

        csms_transaction_columns_arrange (room * scale, scale, NULL, NULL, &columns);
        for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
          if (columns.shown[i])
            {
              n++;
              width += columns.width[i];
            }
        g_assert_cmpuint (n, <=, last);
        g_assert_cmpuint (n, >=, 3);
        g_assert_cmpint (width, <=, room * scale);
        g_assert_true (columns.shown[CSMS_TRANSACTION_STATION] && columns.shown[CSMS_TRANSACTION_STATUS]);
        g_assert_cmpint (columns.compact, ==, !columns.shown[CSMS_TRANSACTION_STARTED]);
        last = n;
      }
  g_assert_cmpuint (last, ==, 3);
  g_assert_cmpstr (csms_transaction_columns_get_title (CSMS_TRANSACTION_ENERGY, TRUE), ==, "kWh");
}

/* A long title gets what there is to spare, and takes no column away. */
static void
test_long_titles (void)
{
  const int titles[CSMS_TRANSACTION_N_COLUMNS] = { 70, 140, 90, 80, 130, 150, 110, 70, 400 };

  for (int room = 1400; room >= 360; room -= 20)
    {
      CsmsTransactionColumns plain, columns;
      int width = 0;

      csms_transaction_columns_arrange (room, 1, NULL, NULL, &plain);
      csms_transaction_columns_arrange (room, 1, NULL, titles, &columns);
      for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
        {
          g_assert_cmpint (columns.shown[i], ==, plain.shown[i]);
          g_assert_true (i == CSMS_TRANSACTION_STATION || columns.width[i] >= plain.width[i]);
          width += columns.shown[i] ? columns.width[i] : 0;
        }
      g_assert_cmpint (width, <=, room);
      if (room == 1400)
        g_assert_cmpint (columns.width[CSMS_TRANSACTION_CONNECTOR], ==, titles[CSMS_TRANSACTION_CONNECTOR]);
    }
}

/* What the operator does not want to see makes room for others. */
static void
test_hidden_columns (void)
{
  const gboolean hidden[CSMS_TRANSACTION_N_COLUMNS] = { [CSMS_TRANSACTION_STARTED] = TRUE, [CSMS_TRANSACTION_REASON] = TRUE };
  const gboolean most[CSMS_TRANSACTION_N_COLUMNS] = { FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE };
  CsmsTransactionColumns columns;

  csms_transaction_columns_arrange (880, 1, NULL, NULL, &columns);
  g_assert_false (columns.shown[CSMS_TRANSACTION_CONNECTOR]);
  csms_transaction_columns_arrange (920, 1, hidden, NULL, &columns);
  g_assert_true (columns.shown[CSMS_TRANSACTION_CONNECTOR]);
  g_assert_false (columns.shown[CSMS_TRANSACTION_STARTED]);
  g_assert_false (columns.compact);
  g_assert_cmpint (columns.last, ==, CSMS_TRANSACTION_STATUS);
  csms_transaction_columns_arrange (360, 1, most, NULL, &columns);
  g_assert_true (columns.shown[CSMS_TRANSACTION_STATION]);
  g_assert_cmpint (columns.last, ==, CSMS_TRANSACTION_STATION);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, FALSE);
  g_test_add_func ("/ui/transaction/columns", test_columns);
  g_test_add_func ("/ui/transaction/hidden-columns", test_hidden_columns);
  g_test_add_func ("/ui/transaction/long-titles", test_long_titles);
  g_test_add_func ("/ui/transaction/describe", test_describe);
  g_test_add_func ("/ui/transaction/explain", test_explain);
  g_test_add_func ("/ui/transaction/durations", test_durations);
  g_test_add_func ("/ui/transaction/anomalies", test_anomalies);
  g_test_add_func ("/ui/transaction/order", test_order);
  g_test_add_func ("/ui/transaction/matches", test_matches);
  return g_test_run ();
}
