/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <math.h>

G_BEGIN_DECLS

/*
 * The read-only properties of the room's objects, as tables: a name, a kind and the place in the struct. What is known is
 * set at once and told later, all together: a bit a property keeps what is to be told.
 */

/**
 * CsmsValueKind:
 * @CSMS_VALUE_TEXT: char *
 * @CSMS_VALUE_INT: int
 * @CSMS_VALUE_FLAG: gboolean
 * @CSMS_VALUE_TIME: gint64, milliseconds since 1970
 * @CSMS_VALUE_NUMBER: double
 * @CSMS_VALUE_OBJECT: GObject *
 */
typedef enum {
  CSMS_VALUE_TEXT,
  CSMS_VALUE_INT,
  CSMS_VALUE_FLAG,
  CSMS_VALUE_TIME,
  CSMS_VALUE_NUMBER,
  CSMS_VALUE_OBJECT,
} CsmsValueKind;

/** CsmsValue: one row; a table is indexed by property id, so its row 0 is empty and there are 32 at most. */
typedef struct {
  const char *name;
  CsmsValueKind kind;
  gsize offset;
} CsmsValue;

/** csms_values_install: installs rows 1 to @n_values - 1 of @values, and the signal `changed`. Returns: the signal's id */
guint csms_values_install (GObjectClass *klass, const CsmsValue *values, GParamSpec **properties, guint n_values);

/** csms_value_get: reads the property that @row describes from @self, into an initialised @value */
void csms_value_get (gpointer self, const CsmsValue *row, GValue *value);

/** csms_values_tell: notifies each property of @self whose bit (1 << property id) is set in @pending, then emits @changed */
void csms_values_tell (gpointer self, GParamSpec **properties, guint n_values, guint32 pending, guint changed);

/* Setters. Return: whether it is another value than before; two unknown numbers (NAN) are the same one,
 * and one that is not finite is unknown. */
gboolean csms_change_text (char **field, const char *value);
gboolean csms_change_int (int *field, int value);
gboolean csms_change_time (gint64 *field, gint64 value);
gboolean csms_change_number (double *field, double value);

G_END_DECLS
