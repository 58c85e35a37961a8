/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-facts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-glossary.h"
#include "csms-text.h"

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

gint64
csms_transaction_get_duration_ms (CsmsTransaction *self, gint64 now_ms)
{
  gint64 start = csms_transaction_get_start_ms (self);
  gint64 end = csms_transaction_get_live (self) ? now_ms : csms_transaction_get_stop_ms (self);

  if (start <= 0 || end <= 0)
    return -1;
  return MAX (end - start, 0);
}

gint64
csms_transaction_get_moment_ms (CsmsTransaction *self)
{
  gint64 start_ms = csms_transaction_get_start_ms (self);

  return start_ms != 0 ? start_ms : csms_transaction_get_stop_ms (self);
}

gboolean
csms_transaction_is_of (CsmsTransaction *self, const CsmsDays *period, gint64 now_ms)
{
  gint64 ms = csms_transaction_get_moment_ms (self);

  if (csms_transaction_get_live (self) && csms_days_reaches (period, now_ms))
    return TRUE;
  return ms != 0 && csms_days_has (period, ms);
}

CsmsTransactionAnomaly
csms_transaction_get_anomaly (CsmsTransaction *self, gint64 now_ms)
{
  double energy = csms_transaction_get_energy_wh (self);
  gboolean live = csms_transaction_get_live (self);

  if (energy < 0)
    return CSMS_TRANSACTION_REGISTER_FELL;
  /* A server that calls it completed has seen it stop, though it may not say when. */
  if (!live && csms_transaction_get_stop_ms (self) == 0 && g_strcmp0 (csms_transaction_get_status_text (self), "Completed") != 0)
    return CSMS_TRANSACTION_NO_STOP;
  if (csms_transaction_get_duration_ms (self, now_ms) > DAY_MS)
    return CSMS_TRANSACTION_OVER_A_DAY;
  if (!live && energy == 0)
    return CSMS_TRANSACTION_NO_ENERGY;
  return CSMS_TRANSACTION_NORMAL;
}

const char *
csms_transaction_anomaly_text (CsmsTransactionAnomaly anomaly)
{
  switch (anomaly)
    {
    case CSMS_TRANSACTION_REGISTER_FELL:
      return _("Register fell");
    case CSMS_TRANSACTION_NO_STOP:
      return _("No stop seen");
    case CSMS_TRANSACTION_OVER_A_DAY:
      return _("Over 24 hours");
    case CSMS_TRANSACTION_NO_ENERGY:
      return _("No energy");
    case CSMS_TRANSACTION_NORMAL:
    default:
      return NULL;
    }
}

const char *
csms_transaction_anomaly_meaning (CsmsTransactionAnomaly anomaly)
{
  switch (anomaly)
    {
    case CSMS_TRANSACTION_REGISTER_FELL:
      return _("the meter showed less at the end than at the beginning. Have the meter checked before this charge is billed.");
    case CSMS_TRANSACTION_NO_STOP:
      return _("it is over, but nobody saw it stop. Energy and cost may not be final: compare them with the station’s own record.");
    case CSMS_TRANSACTION_OVER_A_DAY:
      return _("the connector was taken for longer than a day. See whether a vehicle was left there.");
    case CSMS_TRANSACTION_NO_ENERGY:
      return _("it ended without a watt-hour. Where this happens again and again, have cable and connector checked.");
    case CSMS_TRANSACTION_NORMAL:
    default:
      return NULL;
    }
}

static int
compare_numbers (double a, double b)
{
  /* Unknown (NAN) before all known ones. */
  if (isnan (a) || isnan (b))
    return (isnan (b) != 0) - (isnan (a) != 0);
  return (a > b) - (a < b);
}

static int
compare_times (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
status_rank (CsmsTransaction *self, gint64 now_ms)
{
  return csms_transaction_get_live (self) ? CSMS_TRANSACTION_NORMAL + 1 : (int) csms_transaction_get_anomaly (self, now_ms);
}

static int
compare_starts (CsmsTransaction *a, CsmsTransaction *b)
{
  if (csms_transaction_get_live (a) != csms_transaction_get_live (b))
    return csms_transaction_get_live (a) ? 1 : -1;
  return compare_times (csms_transaction_get_start_ms (a), csms_transaction_get_start_ms (b));
}

int
csms_transaction_compare (CsmsTransaction *a, CsmsTransaction *b, CsmsTransactionColumn column, gint64 now_ms)
{
  int order = 0;

  switch (column)
    {
    case CSMS_TRANSACTION_STATION:
      order = g_strcmp0 (csms_transaction_get_station_id (a), csms_transaction_get_station_id (b));
      break;
    case CSMS_TRANSACTION_CONNECTOR:
      order = csms_transaction_get_connector_id (a) - csms_transaction_get_connector_id (b);
      break;
    case CSMS_TRANSACTION_ID_TAG:
      order = g_strcmp0 (csms_transaction_get_id_tag (a), csms_transaction_get_id_tag (b));
      break;
    case CSMS_TRANSACTION_DURATION:
      order = compare_times (csms_transaction_get_duration_ms (a, now_ms), csms_transaction_get_duration_ms (b, now_ms));
      break;
    case CSMS_TRANSACTION_ENERGY:
      order = compare_numbers (csms_transaction_get_energy_wh (a), csms_transaction_get_energy_wh (b));
      break;
    case CSMS_TRANSACTION_COST:
      order = compare_numbers (csms_transaction_get_cost (a), csms_transaction_get_cost (b));
      break;
    case CSMS_TRANSACTION_STATUS:
      order = status_rank (a, now_ms) - status_rank (b, now_ms);
      break;
    case CSMS_TRANSACTION_REASON:
      order = g_strcmp0 (csms_transaction_get_reason (a), csms_transaction_get_reason (b));
      break;
    case CSMS_TRANSACTION_STARTED:
    case CSMS_TRANSACTION_N_COLUMNS:
    default:
      break;
    }
  if (order != 0)
    return order;
  order = compare_starts (a, b);
  return order != 0 ? order : g_strcmp0 (csms_transaction_get_transaction_id (a), csms_transaction_get_transaction_id (b));
}

static void
append (GString *text, char *part)
{
  if (*part != '\0')
    g_string_append_printf (text, text->len > 0 ? ", %s" : "%s", part);
  g_free (part);
}

char *
csms_transaction_describe (CsmsTransaction *self, gint64 now_ms)
{
  CsmsTransactionAnomaly anomaly = csms_transaction_get_anomaly (self, now_ms);
  double energy_wh = csms_transaction_get_energy_wh (self);
  GString *text = g_string_new (NULL);

  append (text, csms_text_clean (csms_transaction_get_station_id (self), CSMS_TEXT_SHORT));
  if (csms_transaction_get_connector_id (self) > 0)
    append (text, g_strdup_printf (_("connector %d"), csms_transaction_get_connector_id (self)));
  append (text, csms_text_clean (csms_transaction_get_id_tag (self), CSMS_TEXT_SHORT));
  if (csms_transaction_get_start_ms (self) > 0)
    append (text, csms_text_when (csms_transaction_get_start_ms (self), now_ms));
  if (isfinite (energy_wh))
    {
      g_autofree char *kwh = csms_text_number (energy_wh / 1000, 2);

      append (text, g_strdup_printf (C_("energy", "%s kWh"), kwh));
    }
  if (anomaly != CSMS_TRANSACTION_NORMAL)
    append (text, g_strdup (csms_transaction_anomaly_text (anomaly)));
  append (text, g_strdup (csms_transaction_get_live (self) ? C_("transaction", "Charging") : C_("transaction", "Completed")));
  return g_string_free (text, FALSE);
}

char *
csms_transaction_explain_reason (CsmsTransaction *self)
{
  const char *reason = csms_transaction_get_reason (self);
  g_autofree char *word = NULL;
  CsmsMeaning meaning;

  if (reason == NULL)
    return NULL;
  word = csms_text_clean (reason, CSMS_TEXT_SHORT);
  csms_glossary_stop_reason (reason, &meaning);
  return g_strdup_printf ("%s: %s. %s", word, meaning.meaning, meaning.next_step);
}

char *
csms_transaction_explain_anomaly (CsmsTransaction *self, gint64 now_ms)
{
  CsmsTransactionAnomaly anomaly = csms_transaction_get_anomaly (self, now_ms);

  if (anomaly == CSMS_TRANSACTION_NORMAL)
    return NULL;
  return g_strdup_printf ("%s: %s", csms_transaction_anomaly_text (anomaly), csms_transaction_anomaly_meaning (anomaly));
}

gboolean
csms_transaction_matches (CsmsTransaction *self, const char *needle)
{
  return csms_text_contains (csms_transaction_get_station_id (self), needle) ||
         csms_text_contains (csms_transaction_get_station_name (self), needle) ||
         csms_text_contains (csms_transaction_get_id_tag (self), needle) ||
         csms_text_contains (csms_transaction_get_transaction_id (self), needle) ||
         csms_text_contains (csms_transaction_get_reason (self), needle);
}
