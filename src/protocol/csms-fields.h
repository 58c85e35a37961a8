/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-json.h"

G_BEGIN_DECLS

/**
 * CsmsFieldKind: how a member of an object on the wire becomes a field of a record
 * @CSMS_FIELD_ID: char *, a string or a number as text; "" is no id and reads NULL
 * @CSMS_FIELD_TEXT: char *, the same, but "" stays ""
 * @CSMS_FIELD_CONNECTOR: int, 0 or more, else %CSMS_CONNECTOR_NONE
 * @CSMS_FIELD_NUMBER: double, else NAN
 * @CSMS_FIELD_TIME: gint64, milliseconds since 1970, else 0
 */
typedef enum {
  CSMS_FIELD_ID,
  CSMS_FIELD_TEXT,
  CSMS_FIELD_CONNECTOR,
  CSMS_FIELD_NUMBER,
  CSMS_FIELD_TIME,
} CsmsFieldKind;

/** CsmsField: one row of a record's table: the wire's name and the place in the struct. */
typedef struct {
  const char *name;
  guint8 name_length;
  guint8 kind;
  guint16 offset;
} CsmsField;

#define CSMS_FIELD(wire_name, field_kind, type, member) \
  { wire_name, sizeof (wire_name) - 1, CSMS_FIELD_##field_kind, G_STRUCT_OFFSET (type, member) }

/** csms_fields_init: Sets every field of @record (zeroed) to what stands for "missing". */
void csms_fields_init (const CsmsField *fields, guint n_fields, gpointer record);

/** csms_fields_read: Sets the fields of @record that have a member in @object (null and wrong types: missing); leaves the others alone. */
void csms_fields_read (const CsmsField *fields, guint n_fields, gpointer record, const CsmsJsonNode *object);

/** csms_fields_copy: Sets every field of @record (zeroed) to that of @from, with texts of its own. */
void csms_fields_copy (const CsmsField *fields, guint n_fields, gpointer record, gconstpointer from);

/** csms_fields_clear: Frees the texts of @record. */
void csms_fields_clear (const CsmsField *fields, guint n_fields, gpointer record);

/** csms_finite: Returns: @number; NAN, which stands for "missing", when it is beyond all numbers: a thousand times a large one may be */
double csms_finite (double number);

G_END_DECLS
