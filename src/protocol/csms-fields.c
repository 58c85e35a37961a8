/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-fields.h"

#include <math.h>

#include "csms-json-private.h"
#include "csms-records.h"

static void
read_text (char               **field,
           const CsmsJsonNode  *node,
           gboolean             is_id)
{
  char *text = csms_json_node_dup_text (node);

  if (is_id && text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);

  g_free (*field);
  *field = text;
}

static int
read_connector (const CsmsJsonNode *node)
{
  gint64 id = 0;

  if (!csms_json_node_get_int64 (node, &id) || id < 0 || id > G_MAXINT)
    return CSMS_CONNECTOR_NONE;
  return id;
}

static void
read_field (const CsmsField    *field,
            gpointer            record,
            const CsmsJsonNode *node)
{
  gpointer place = G_STRUCT_MEMBER_P (record, field->offset);

  switch ((CsmsFieldKind) field->kind)
    {
    case CSMS_FIELD_ID:
      read_text (place, node, TRUE);
      break;
    case CSMS_FIELD_TEXT:
      read_text (place, node, FALSE);
      break;
    case CSMS_FIELD_CONNECTOR:
      *(int *) place = read_connector (node);
      break;
    case CSMS_FIELD_NUMBER:
      *(double *) place = csms_json_node_get_double (node);
      break;
    case CSMS_FIELD_TIME:
      *(gint64 *) place = csms_json_node_get_time_ms (node);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
csms_fields_init (const CsmsField *fields,
                  guint            n_fields,
                  gpointer         record)
{
  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CSMS_FIELD_CONNECTOR)
        G_STRUCT_MEMBER (int, record, fields[i].offset) = CSMS_CONNECTOR_NONE;
      else if (fields[i].kind == CSMS_FIELD_NUMBER)
        G_STRUCT_MEMBER (double, record, fields[i].offset) = NAN;
    }
}

void
csms_fields_read (const CsmsField    *fields,
                  guint               n_fields,
                  gpointer            record,
                  const CsmsJsonNode *object)
{
  guint next = 0;

  if (csms_json_node_get_type (object) != CSMS_JSON_OBJECT)
    return;

  for (const CsmsJsonNode *key = csms_json_first (object); key != NULL; key = csms_json_next (object, key + 1))
    {
      /* A server sends its members in one order; the tables follow it, so the search mostly ends where it begins. */
      for (guint i = 0; i < n_fields; i++)
        {
          guint candidate = next + i < n_fields ? next + i : next + i - n_fields;

          if (csms_json_node_equals (key, fields[candidate].name, fields[candidate].name_length))
            {
              read_field (&fields[candidate], record, key + 1);
              next = candidate + 1;
              break;
            }
        }
    }
}

void
csms_fields_copy (const CsmsField *fields,
                  guint            n_fields,
                  gpointer         record,
                  gconstpointer    from)
{
  for (guint i = 0; i < n_fields; i++)
    {
      guint16 offset = fields[i].offset;

      switch ((CsmsFieldKind) fields[i].kind)
        {
        case CSMS_FIELD_ID:
        case CSMS_FIELD_TEXT:
          G_STRUCT_MEMBER (char *, record, offset) = g_strdup (G_STRUCT_MEMBER (char *, from, offset));
          break;
        case CSMS_FIELD_CONNECTOR:
          G_STRUCT_MEMBER (int, record, offset) = G_STRUCT_MEMBER (int, from, offset);
          break;
        case CSMS_FIELD_NUMBER:
          G_STRUCT_MEMBER (double, record, offset) = G_STRUCT_MEMBER (double, from, offset);
          break;
        case CSMS_FIELD_TIME:
          G_STRUCT_MEMBER (gint64, record, offset) = G_STRUCT_MEMBER (gint64, from, offset);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

void
csms_fields_clear (const CsmsField *fields,
                   guint            n_fields,
                   gpointer         record)
{
  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CSMS_FIELD_ID || fields[i].kind == CSMS_FIELD_TEXT)
        g_clear_pointer (&G_STRUCT_MEMBER (char *, record, fields[i].offset), g_free);
    }
}

double
csms_finite (double number)
{
  return isfinite (number) ? number : NAN;
}
