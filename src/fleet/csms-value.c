/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-value.h"

#define PARAM_FLAGS (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)

static GParamSpec *
param_spec_new (const CsmsValue *row)
{
  switch (row->kind)
    {
    case CSMS_VALUE_TEXT:
      return g_param_spec_string (row->name, NULL, NULL, NULL, PARAM_FLAGS);
    case CSMS_VALUE_INT:
      return g_param_spec_int (row->name, NULL, NULL, G_MININT, G_MAXINT, 0, PARAM_FLAGS);
    case CSMS_VALUE_FLAG:
      return g_param_spec_boolean (row->name, NULL, NULL, FALSE, PARAM_FLAGS);
    case CSMS_VALUE_TIME:
      return g_param_spec_int64 (row->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, PARAM_FLAGS);
    case CSMS_VALUE_NUMBER:
      return g_param_spec_double (row->name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, PARAM_FLAGS);
    case CSMS_VALUE_OBJECT:
      return g_param_spec_object (row->name, NULL, NULL, G_TYPE_OBJECT, PARAM_FLAGS);
    default:
      g_assert_not_reached ();
    }
}

guint
csms_values_install (GObjectClass     *klass,
                     const CsmsValue  *values,
                     GParamSpec      **properties,
                     guint             n_values)
{
  g_assert (n_values <= 32);

  for (guint i = 1; i < n_values; i++)
    properties[i] = param_spec_new (&values[i]);
  g_object_class_install_properties (klass, n_values, properties);

  return g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
csms_value_get (gpointer         self,
                const CsmsValue *row,
                GValue          *value)
{
  gpointer field = G_STRUCT_MEMBER_P (self, row->offset);

  switch (row->kind)
    {
    case CSMS_VALUE_TEXT: g_value_set_string (value, *(char **) field); break;
    case CSMS_VALUE_INT: g_value_set_int (value, *(int *) field); break;
    case CSMS_VALUE_FLAG: g_value_set_boolean (value, *(gboolean *) field); break;
    case CSMS_VALUE_TIME: g_value_set_int64 (value, *(gint64 *) field); break;
    case CSMS_VALUE_NUMBER: g_value_set_double (value, *(double *) field); break;
    case CSMS_VALUE_OBJECT: g_value_set_object (value, *(GObject **) field); break;
    default: g_assert_not_reached ();
    }
}

void
csms_values_tell (gpointer     self,
                  GParamSpec **properties,
                  guint        n_values,
                  guint32      pending,
                  guint        changed)
{
  for (guint i = 1; i < n_values; i++)
    {
      if ((pending & (1u << i)) != 0)
        g_object_notify_by_pspec (self, properties[i]);
    }
  g_signal_emit (self, changed, 0);
}

gboolean
csms_change_text (char       **field,
                  const char  *value)
{
  char *copy;

  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  /* copied before the old one is freed: the new value may be a part of it */
  copy = g_strdup (value);
  g_free (*field);
  *field = copy;
  return TRUE;
}

gboolean
csms_change_int (int *field,
                 int  value)
{
  if (*field == value)
    return FALSE;
  *field = value;
  return TRUE;
}

gboolean
csms_change_time (gint64 *field,
                  gint64  value)
{
  if (*field == value)
    return FALSE;
  *field = value;
  return TRUE;
}

gboolean
csms_change_number (double *field,
                    double  value)
{
  /* A server's numbers are finite; what comes of reckoning with very large ones need not be. */
  if (!isfinite (value))
    value = NAN;
  if (*field == value || (isnan (*field) && isnan (value)))
    return FALSE;
  *field = value;
  return TRUE;
}
