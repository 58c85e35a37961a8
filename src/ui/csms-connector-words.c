/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-connector-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-text.h"

#define MINUTE (60 * G_GINT64_CONSTANT (1000))
#define HOUR (60 * MINUTE)

gint64
csms_connector_words_as_of (CsmsOperator *operator)
{
  const CsmsSeatStatus *status;

  g_return_val_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator), 0);

  if (operator == NULL || csms_operator_get_live (operator))
    return csms_text_now ();
  status = csms_operator_get_status (operator);
  return status->ever_live && status->not_live_since_ms > 0 ? status->not_live_since_ms : csms_text_now ();
}

gint64
csms_connector_words_server_as_of (CsmsOperator *operator)
{
  g_return_val_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator), 0);

  if (operator == NULL)
    return csms_text_now ();
  return csms_connector_words_as_of (operator) + csms_operator_get_status (operator)->clock_offset_ms;
}

char *
csms_connector_words_plug (CsmsConnector *connector)
{
  g_autofree char *type = NULL;
  g_autofree char *number = NULL;
  double rating_kw;

  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), NULL);

  type = csms_text_clean (csms_connector_get_plug_type (connector), 24);
  rating_kw = csms_connector_get_rating_kw (connector);
  if (!isfinite (rating_kw) || rating_kw <= 0)
    return g_steal_pointer (&type);
  number = csms_text_number (rating_kw, fabs (rating_kw - round (rating_kw)) < 0.05 ? 0 : 1);
  if (*type == '\0')
    return g_strdup_printf (C_("power", "%s kW"), number);
  /* Translators: type of plug and its rating: "Type 2, 22 kW" */
  return g_strdup_printf (C_("connector", "%s, %s kW"), type, number);
}

static char *
describe_last (CsmsTransaction *last, gint64 now_ms)
{
  gint64 when_ms = csms_transaction_get_stop_ms (last);
  double energy_wh = csms_transaction_get_energy_wh (last);
  g_autofree char *when = NULL;
  g_autofree char *number = NULL;

  if (when_ms <= 0)
    when_ms = csms_transaction_get_start_ms (last);
  if (when_ms <= 0)
    return NULL;
  when = csms_text_when (when_ms, now_ms);
  if (!isfinite (energy_wh))
    return g_strdup_printf (_("last charge %s"), when);
  number = csms_text_number (energy_wh / 1000, 2);
  return g_strdup_printf (_("last charge %s, %s kWh"), when, number);
}

char *
csms_connector_words_since (CsmsConnector *connector, CsmsTransaction *last, gboolean live, gint64 now_ms)
{
  g_autofree char *since = NULL;
  g_autofree char *as_of = NULL;
  g_autofree char *last_words = NULL;
  gint64 since_ms;

  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), NULL);
  g_return_val_if_fail (last == NULL || CSMS_IS_TRANSACTION (last), NULL);

  since_ms = csms_connector_get_since_ms (connector);
  since = csms_text_when (since_ms, now_ms);
  as_of = csms_text_when (now_ms, now_ms);
  if (!live)
    return since_ms > 0 ? g_strdup_printf (_("since %s, as of %s"), since, as_of) : g_strdup_printf (_("as of %s"), as_of);
  if (last != NULL && !csms_connector_words_is_charging (connector))
    last_words = describe_last (last, now_ms);
  if (since_ms <= 0)
    return last_words != NULL ? g_steal_pointer (&last_words) : g_strdup ("");
  if (last_words != NULL)
    /* Translators: since when a status stands, and the last charge */
    return g_strdup_printf (_("since %s · %s"), since, last_words);
  return g_strdup_printf (_("since %s"), since);
}

char *
csms_connector_words_elapsed (gint64 began_ms, gint64 now_ms, const char **unit)
{
  gint64 elapsed_ms = MAX (now_ms - began_ms, 0);

  g_return_val_if_fail (unit != NULL, NULL);

  *unit = NULL;
  if (began_ms <= 0)
    return g_strdup ("–");
  if (elapsed_ms >= HOUR)
    {
      *unit = C_("unit", "h");
      return g_strdup_printf ("%d:%02d", (int) (elapsed_ms / HOUR), (int) (elapsed_ms / MINUTE % 60));
    }
  *unit = elapsed_ms >= MINUTE ? C_("unit", "min") : C_("unit", "s");
  return g_strdup_printf ("%d", (int) (elapsed_ms / (elapsed_ms >= MINUTE ? MINUTE : 1000)));
}

static char *
at_least (const char *value)
{
  /* Translators: a value that is known to be that large or larger */
  return g_strdup_printf (C_("value", "≥ %s"), value);
}

char *
csms_connector_words_charge_time (CsmsConnector *connector, gint64 server_now_ms, const char **unit)
{
  g_autofree char *text = NULL;
  gboolean exact;
  gint64 began_ms;

  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), NULL);
  g_return_val_if_fail (unit != NULL, NULL);

  began_ms = csms_connector_get_began_ms (connector, &exact);
  text = csms_connector_words_elapsed (began_ms, server_now_ms, unit);
  return exact || began_ms <= 0 ? g_steal_pointer (&text) : at_least (text);
}

/* The first register of the charge that was seen; its start was before. */
static double
get_first_register (CsmsConnector *connector)
{
  const CsmsMeterHistory *history = csms_connector_get_history (connector);
  const CsmsMeterPoint *points;
  guint n = 0;

  if (history == NULL)
    return NAN;
  points = csms_meter_history_get (history, &n);
  for (guint i = 0; i < n; i++)
    if (isfinite (points[i].register_wh))
      return points[i].register_wh;
  return NAN;
}

char *
csms_connector_words_energy (CsmsConnector *connector, const char **unit)
{
  g_autofree char *text = NULL;
  double energy_wh, seen_wh;

  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), NULL);
  g_return_val_if_fail (unit != NULL, NULL);

  energy_wh = csms_connector_get_energy_wh (connector);
  seen_wh = csms_connector_get_register_wh (connector) - get_first_register (connector);
  *unit = C_("unit", "kWh");
  if (isfinite (energy_wh))
    return csms_text_number (energy_wh / 1000, 2);
  if (isfinite (seen_wh) && seen_wh >= 0)
    {
      text = csms_text_number (seen_wh / 1000, 2);
      return at_least (text);
    }
  *unit = NULL;
  return g_strdup ("–");
}

gboolean
csms_connector_words_is_charging (CsmsConnector *connector)
{
  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), FALSE);

  if (csms_connector_get_charging (connector))
    return TRUE;
  switch (csms_connector_get_status (connector))
    {
    case CSMS_CONNECTOR_STATUS_CHARGING:
    case CSMS_CONNECTOR_STATUS_SUSPENDED_EV:
    case CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE:
      return TRUE;
    case CSMS_CONNECTOR_STATUS_UNKNOWN:
    case CSMS_CONNECTOR_STATUS_AVAILABLE:
    case CSMS_CONNECTOR_STATUS_PREPARING:
    case CSMS_CONNECTOR_STATUS_FINISHING:
    case CSMS_CONNECTOR_STATUS_RESERVED:
    case CSMS_CONNECTOR_STATUS_UNAVAILABLE:
    case CSMS_CONNECTOR_STATUS_FAULTED:
    case CSMS_CONNECTOR_STATUS_OTHER:
    default:
      return FALSE;
    }
}
