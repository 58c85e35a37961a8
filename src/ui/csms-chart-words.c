/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-chart-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-text.h"

/* No more gaps than these are told one by one. */
#define MAX_GAPS 5

static gint64
get_energy_from_ms (const CsmsChartData *data)
{
  gint64 since_ms = csms_chart_data_get_energy_since_ms (data);

  return since_ms > 0 ? since_ms : csms_chart_data_get_axis (data).from_ms;
}

char *
csms_chart_words_label (const CsmsChartData *data, gint64 now_ms)
{
  int power_at, energy_at;
  g_autofree char *power = NULL;
  g_autofree char *energy = NULL;
  g_autofree char *since = NULL;

  g_return_val_if_fail (data != NULL, NULL);

  power_at = csms_chart_data_get_newest (data, CSMS_CHART_POWER);
  energy_at = csms_chart_data_get_newest (data, CSMS_CHART_ENERGY);
  if (power_at >= 0)
    power = csms_text_number (csms_chart_data_get_point (data, power_at)->power_kw, 1);
  if (energy_at >= 0)
    energy = csms_text_number (csms_chart_data_get_point (data, energy_at)->energy_kwh, 2);
  since = csms_text_when (get_energy_from_ms (data), now_ms);

  if (power != NULL && energy != NULL)
    /* Translators: the newest values of a chart, and since when the energy is counted */
    return g_strdup_printf (_("Power %s kW now, %s kWh since %s"), power, energy, since);
  if (power != NULL)
    return g_strdup_printf (_("Power %s kW now"), power);
  if (energy != NULL)
    return g_strdup_printf (_("%s kWh since %s"), energy, since);
  return g_strdup (_("No meter values yet"));
}

static void
append_gaps (GString *text, const CsmsChartData *data, gint64 now_ms)
{
  guint n;
  const CsmsChartSpan *gaps = csms_chart_data_get_gaps (data, &n);

  for (guint i = 0; i < MIN (n, MAX_GAPS); i++)
    {
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      csms_text_span (gaps[i].from_ms, gaps[i].to_ms, now_ms, &from, &to);
      g_string_append_c (text, ' ');
      /* Translators: a stretch of a chart in which nothing is known */
      g_string_append_printf (text, _("Not known from %s to %s."), from, to);
    }
  if (n > MAX_GAPS)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("%u more stretch is not known.", "%u more stretches are not known.", n - MAX_GAPS),
                              n - MAX_GAPS);
    }
}

char *
csms_chart_words_course (const CsmsChartData *data, gint64 now_ms)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *max = NULL;
  guint n;

  g_return_val_if_fail (data != NULL, NULL);

  n = csms_chart_data_get_n_points (data);
  if (n == 0)
    return g_strdup ("");
  csms_text_span (csms_chart_data_get_axis (data).from_ms, csms_chart_data_get_point (data, n - 1)->time_ms, now_ms, &from, &to);
  max = csms_text_number (csms_chart_data_get_max (data, CSMS_CHART_POWER), 1);
  if (isfinite (csms_chart_data_get_max (data, CSMS_CHART_POWER)))
    /* Translators: the time a chart spans, and the highest power in it */
    g_string_append_printf (text, _("From %s to %s; at most %s kW."), from, to, max);
  else
    g_string_append_printf (text, _("From %s to %s."), from, to);
  append_gaps (text, data, now_ms);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
csms_chart_words_point (const CsmsChartPoint *point)
{
  g_autofree char *time = NULL;
  g_autofree char *power = NULL;
  g_autofree char *energy = NULL;

  g_return_val_if_fail (point != NULL, NULL);

  time = csms_text_clock_s (point->time_ms);
  power = csms_text_number (point->power_kw, 1);
  energy = csms_text_number (point->energy_kwh, 2);
  if (!isfinite (point->power_kw))
    return g_strdup_printf (C_("chart", "%s: %s kWh"), time, energy);
  if (!isfinite (point->energy_kwh))
    return g_strdup_printf (C_("chart", "%s: %s kW"), time, power);
  /* Translators: time, power and energy of one point of a chart */
  return g_strdup_printf (C_("chart", "%s: %s kW, %s kWh"), time, power, energy);
}

char *
csms_chart_words_energy_key (const CsmsChartData *data, gint64 now_ms)
{
  gint64 since_ms = data != NULL ? csms_chart_data_get_energy_since_ms (data) : 0;
  g_autofree char *since = NULL;

  if (since_ms == 0)
    return g_strdup (_("Energy (kWh)"));
  since = csms_text_when (since_ms, now_ms);
  return g_strdup_printf (_("Energy since %s (kWh)"), since);
}
