/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-meter-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "csms-text.h"

#define MAX_WORD 40

/* The measurands of OCPP 1.6 that have a short name of their own, in the order of their columns */
static const struct {
  const char *measurand;
  const char *name;
  guint decimals;
  gboolean phase_alone;    /* with a phase, the phase is name enough */
} kinds[] = {
  { "Energy.Active.Import.Register", N_("Energy"), 2, FALSE },
  { "Power.Active.Import", N_("Power"), 1, FALSE },
  { "Current.Import", N_("Current"), 1, TRUE },
  { "Voltage", N_("Voltage"), 0, FALSE },
  { "SoC", N_("SoC"), 0, FALSE },
  { "Temperature", N_("Temp."), 0, FALSE },
  { "Power.Offered", N_("Power offered"), 1, FALSE },
  { "Current.Offered", N_("Current offered"), 1, FALSE },
  { "Power.Active.Export", N_("Power out"), 1, FALSE },
  { "Energy.Active.Export.Register", N_("Energy out"), 2, FALSE },
  { "Frequency", N_("Frequency"), 2, FALSE },
  { "Power.Factor", N_("Power factor"), 2, FALSE },
};

/* Units that read better a thousand times as large, or in another spelling */
static const struct {
  const char *unit;
  const char *shown;
  double divisor;
} units[] = {
  { "Wh", "kWh", 1000 },
  { "W", "kW", 1000 },
  { "VA", "kVA", 1000 },
  { "var", "kvar", 1000 },
  { "varh", "kvarh", 1000 },
  { "Percent", "%", 1 },
  { "Celsius", "°C", 1 },
  { "Celcius", "°C", 1 },
  { "Fahrenheit", "°F", 1 },
};

static int
find_kind (const char *measurand)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].measurand, measurand) == 0)
        return (int) i;
    }
  return -1;
}

static char *
get_unit (const CsmsSampleRecord *sample, double *value)
{
  const char *unit = "";
  double si = csms_sample_record_get_si (sample, &unit);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (g_strcmp0 (units[i].unit, unit) != 0)
        continue;
      if (value != NULL)
        *value = si / units[i].divisor;
      return g_strdup (units[i].shown);
    }
  if (value != NULL)
    *value = si;
  return csms_text_clean (unit, MAX_WORD);
}

static gboolean
is_outlet (const char *location)
{
  return location == NULL || *location == '\0' || g_str_equal (location, "Outlet");
}

char *
csms_meter_words_key (const CsmsSampleRecord *sample)
{
  g_autofree char *unit = NULL;

  g_return_val_if_fail (sample != NULL, NULL);

  unit = get_unit (sample, NULL);
  return g_strdup_printf ("%.100s\n%.40s\n%.40s\n%s", sample->measurand, sample->phase != NULL ? sample->phase : "",
                          is_outlet (sample->location) ? "" : sample->location, unit);
}

int
csms_meter_words_rank (const CsmsSampleRecord *sample)
{
  int kind;

  g_return_val_if_fail (sample != NULL, 0);

  kind = find_kind (sample->measurand);
  return kind >= 0 ? kind : (int) G_N_ELEMENTS (kinds);
}

char *
csms_meter_words_title (const CsmsSampleRecord *sample)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autofree char *measurand = NULL;
  g_autofree char *phase = NULL;
  g_autofree char *location = NULL;
  g_autofree char *unit = NULL;
  int kind;

  g_return_val_if_fail (sample != NULL, NULL);

  kind = find_kind (sample->measurand);
  measurand = csms_text_clean (sample->measurand, MAX_WORD);
  phase = csms_text_clean (sample->phase, 8);
  location = csms_text_clean (is_outlet (sample->location) ? NULL : sample->location, 12);
  unit = get_unit (sample, NULL);

  if (kind < 0 || !kinds[kind].phase_alone || *phase == '\0')
    g_string_append (title, kind >= 0 ? _(kinds[kind].name) : measurand);
  if (*phase != '\0')
    g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", phase);
  if (*location != '\0')
    g_string_append_printf (title, " %s", location);
  if (*unit != '\0')
    g_string_append_printf (title, " (%s)", unit);
  return g_string_free (g_steal_pointer (&title), FALSE);
}

char *
csms_meter_words_value (const CsmsSampleRecord *sample)
{
  g_autofree char *unit = NULL;
  double value = NAN;
  int kind;

  g_return_val_if_fail (sample != NULL, NULL);

  unit = get_unit (sample, &value);
  if (!isfinite (value))
    return csms_text_clean (sample->value_text, MAX_WORD);
  kind = find_kind (sample->measurand);
  return csms_text_number (value, kind >= 0 ? kinds[kind].decimals : 2);
}
