/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-meter.h"

#include <math.h>

#include "csms-sim-curve.h"
#include "csms-sim-json.h"

/* Makes of station, told apart by the first sample they send. */
enum { QUIRK_VOLTAGE_FIRST = 5, QUIRK_NO_MEASURAND = 6, QUIRK_KWH = 7 };

static double
voltage_of (const CsmsSimSample *sample)
{
  return 230 + round (1.4 * sin ((double) sample->ts / 9000));
}

static void
write_value (GString    *out,
             const char *value,
             const char *measurand,
             const char *unit,
             const char *phase)
{
  csms_sim_json_comma (out);
  g_string_append_c (out, '{');
  csms_sim_json_member_string (out, "value", value);
  csms_sim_json_member_string (out, "context", "Sample.Periodic");
  if (measurand != NULL)
    csms_sim_json_member_string (out, "measurand", measurand);
  if (unit != NULL)
    csms_sim_json_member_string (out, "unit", unit);
  if (phase != NULL)
    csms_sim_json_member_string (out, "phase", phase);
  g_string_append_c (out, '}');
}

static void
write_number (GString    *out,
              double      value,
              const char *format,
              const char *measurand,
              const char *unit,
              const char *phase)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, format, value);
  write_value (out, text, measurand, unit, phase);
}

static void
write_currents (GString             *out,
                const CsmsSimSample *sample,
                double               max_power_w)
{
  const char *const phases[] = { "L1", "L2", "L3" };
  double amperes = sample->power_w / voltage_of (sample) / 3;

  if (max_power_w > 22000)
    {
      write_number (out, sample->power_w / 400, "%.1f", "Current.Import", "A", NULL);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    write_number (out, amperes * (1 + 0.006 * sin ((double) sample->ts / 5000 + i)), "%.1f", "Current.Import", "A",
                  phases[i]);
}

void
csms_sim_meter_read (CsmsSimConnector *connector,
                     double            elapsed_s,
                     gint64            now_ms,
                     CsmsSimSample    *sample)
{
  CsmsSimCharge *charge = connector->charge;
  double since_s, soc;
  guint phase;

  g_return_if_fail (charge != NULL);

  phase = (guint) (charge->transaction % 61);
  since_s = (double) (now_ms - charge->start_ms) / 1000;
  soc = MIN (100, charge->soc_start + 100 * charge->energy_wh / CSMS_SIM_BATTERY_WH);
  sample->power_w = csms_sim_curve_power_w (connector->max_power_w, soc, MAX (since_s, elapsed_s), phase);
  if (g_str_has_prefix (connector->status, "Suspended"))
    sample->power_w = 0;
  charge->energy_wh += sample->power_w * elapsed_s / 3600;
  charge->sampled_ms = now_ms;

  sample->ts = now_ms;
  sample->connector = connector->number;
  sample->transaction = charge->transaction;
  sample->energy_wh = charge->meter_start_wh + charge->energy_wh;
  sample->soc = MIN (100, charge->soc_start + 100 * charge->energy_wh / CSMS_SIM_BATTERY_WH);
  sample->temperature = 24 + 8 * (1 - exp (-since_s / 1500));
  sample->odd = NULL;
}

char *
csms_sim_meter_first (const CsmsSimSample   *sample,
                      const CsmsSimStation  *station,
                      gboolean               quirks,
                      const char           **measurand,
                      const char           **unit)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  guint quirk = quirks ? station->quirk : 0;

  *measurand = "Energy.Active.Import.Register";
  *unit = "Wh";
  if (quirk == QUIRK_VOLTAGE_FIRST)
    {
      *measurand = "Voltage";
      *unit = "V";
      return g_strdup (g_ascii_formatd (text, sizeof text, "%.0f", voltage_of (sample)));
    }
  if (quirk == QUIRK_KWH)
    {
      *unit = "kWh";
      return g_strdup (g_ascii_formatd (text, sizeof text, "%.3f", sample->energy_wh / 1000));
    }
  if (quirk == QUIRK_NO_MEASURAND)
    *measurand = *unit = NULL;
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.0f", floor (sample->energy_wh)));
}

void
csms_sim_meter_write (const CsmsSimSample  *sample,
                      const CsmsSimStation *station,
                      gboolean              quirks,
                      GString              *out)
{
  const char *measurand, *unit;
  g_autofree char *first = NULL;
  double max_power_w = 22000;

  if (sample->odd != NULL)
    {
      g_string_append (out, sample->odd);
      return;
    }
  if (sample->connector >= 1 && sample->connector <= station->n_connectors)
    max_power_w = station->connectors[sample->connector - 1].max_power_w;

  first = csms_sim_meter_first (sample, station, quirks, &measurand, &unit);
  g_string_append_c (out, '[');
  write_value (out, first, measurand, unit, NULL);
  if (g_strcmp0 (measurand, "Voltage") == 0)
    write_number (out, floor (sample->energy_wh), "%.0f", "Energy.Active.Import.Register", "Wh", NULL);
  write_number (out, sample->power_w, "%.0f", "Power.Active.Import", "W", NULL);
  write_currents (out, sample, max_power_w);
  if (g_strcmp0 (measurand, "Voltage") != 0)
    write_number (out, max_power_w > 22000 ? 400 : voltage_of (sample), "%.0f", "Voltage", "V", NULL);
  write_number (out, sample->soc, "%.0f", "SoC", "Percent", NULL);
  write_number (out, sample->temperature, "%.0f", "Temperature", "Celsius", NULL);
  g_string_append_c (out, ']');
}
