/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-json-private.h"

#include <string.h>

/*
 * The grammar of RFC 8259, checked in one pass. The text ends in a NUL, which no rule of the grammar takes, so every
 * loop below stops there by itself.
 */

typedef struct {
  CsmsJson *json;
  const char *at;
  gboolean spaced;
  guint depth;
  guint32 open[CSMS_JSON_MAX_DEPTH];
  gboolean too_deep;
  gboolean too_many;
} Scanner;

/* Bytes of a string that need no second look: ASCII but control characters, the quote and the backslash. */
static const gboolean is_plain[256] = {
  [0x20 ... 0x21] = TRUE,
  [0x23 ... 0x5b] = TRUE,
  [0x5d ... 0x7f] = TRUE,
};

static inline gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

static inline void
skip_space (Scanner *self)
{
  while (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t')
    {
      self->at++;
      self->spaced = TRUE;
    }
}

static CsmsJsonNode *
add_node (Scanner      *self,
          CsmsJsonType  type,
          const char   *text)
{
  CsmsJson *json = self->json;
  CsmsJsonNode *node = NULL;

  if (G_UNLIKELY (json->n_nodes == json->capacity))
    {
      if (json->n_nodes >= CSMS_JSON_MAX_VALUES)
        {
          self->too_many = TRUE;
          return NULL;
        }
      json->capacity *= 2;
      if (json->nodes == json->inline_nodes)
        {
          json->nodes = g_new (CsmsJsonNode, json->capacity);
          memcpy (json->nodes, json->inline_nodes, sizeof (json->inline_nodes));
        }
      else
        {
          json->nodes = g_renew (CsmsJsonNode, json->nodes, json->capacity);
        }
    }

  node = &json->nodes[json->n_nodes++];
  node->text = text;
  node->length = 0;
  node->span = 1;
  node->type = type;
  node->flags = 0;
  return node;
}

/* Well-formed UTF-8 (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF. Returns 0 for anything else. */
static guint
utf8_sequence_length (const guchar *p)
{
  if (p[0] >= 0xc2 && p[0] <= 0xdf)
    return (p[1] & 0xc0) == 0x80 ? 2 : 0;

  if ((p[0] & 0xf0) == 0xe0)
    {
      guchar low = p[0] == 0xe0 ? 0xa0 : 0x80;
      guchar high = p[0] == 0xed ? 0x9f : 0xbf;

      return p[1] >= low && p[1] <= high && (p[2] & 0xc0) == 0x80 ? 3 : 0;
    }

  if (p[0] >= 0xf0 && p[0] <= 0xf4)
    {
      guchar low = p[0] == 0xf0 ? 0x90 : 0x80;
      guchar high = p[0] == 0xf4 ? 0x8f : 0xbf;

      return p[1] >= low && p[1] <= high && (p[2] & 0xc0) == 0x80 && (p[3] & 0xc0) == 0x80 ? 4 : 0;
    }

  return 0;
}

static const char *
skip_escape (const char *p)
{
  switch (p[1])
    {
    case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
      return p + 2;

    case 'u':
      for (guint i = 2; i < 6; i++)
        {
          if (!g_ascii_isxdigit (p[i]))
            return NULL;
        }
      return p + 6;

    default:
      return NULL;
    }
}

static gboolean
scan_string (Scanner *self)
{
  const char *p = self->at + 1;
  CsmsJsonNode *node = add_node (self, CSMS_JSON_STRING, p);

  if (node == NULL)
    return FALSE;

  while (TRUE)
    {
      while (is_plain[(guchar) *p])
        p++;

      if (*p == '"')
        break;

      if (*p == '\\')
        {
          const char *after = skip_escape (p);

          node->flags |= CSMS_JSON_FLAG_ESCAPED;
          if (after == NULL)
            goto fail;
          p = after;
        }
      else
        {
          guint length = utf8_sequence_length ((const guchar *) p);

          if (length == 0)
            goto fail;
          p += length;
        }
    }

  node->length = p - node->text;
  self->at = p + 1;
  return TRUE;

fail:
  self->at = p;
  return FALSE;
}

static gboolean
scan_digits (Scanner *self)
{
  if (!is_digit (*self->at))
    return FALSE;

  while (is_digit (*self->at))
    self->at++;
  return TRUE;
}

static gboolean
scan_number (Scanner *self)
{
  CsmsJsonNode *node = add_node (self, CSMS_JSON_NUMBER, self->at);

  if (node == NULL)
    return FALSE;

  node->flags = CSMS_JSON_FLAG_INTEGER;
  if (*self->at == '-')
    self->at++;

  if (*self->at == '0')
    self->at++;
  else if (!scan_digits (self))
    return FALSE;

  if (*self->at == '.')
    {
      node->flags = 0;
      self->at++;
      if (!scan_digits (self))
        return FALSE;
    }

  if (*self->at == 'e' || *self->at == 'E')
    {
      node->flags = 0;
      self->at++;
      if (*self->at == '+' || *self->at == '-')
        self->at++;
      if (!scan_digits (self))
        return FALSE;
    }

  node->length = self->at - node->text;
  return TRUE;
}

static gboolean
scan_word (Scanner      *self,
           const char   *word,
           gsize         length,
           CsmsJsonType  type,
           guint         flags)
{
  CsmsJsonNode *node = NULL;

  if (strncmp (self->at, word, length) != 0)
    return FALSE;

  node = add_node (self, type, self->at);
  if (node == NULL)
    return FALSE;

  node->length = length;
  node->flags = flags;
  self->at += length;
  return TRUE;
}

static gboolean
open_container (Scanner      *self,
                CsmsJsonType  type)
{
  if (self->depth == CSMS_JSON_MAX_DEPTH)
    {
      self->too_deep = TRUE;
      return FALSE;
    }

  if (add_node (self, type, self->at) == NULL)
    return FALSE;

  self->open[self->depth++] = self->json->n_nodes - 1;
  self->at++;
  return TRUE;
}

static void
close_container (Scanner *self)
{
  guint32 index = self->open[--self->depth];
  CsmsJsonNode *node = &self->json->nodes[index];

  self->at++;
  node->length = self->at - node->text;
  node->span = self->json->n_nodes - index;
  if (self->spaced)
    node->flags |= CSMS_JSON_FLAG_SPACED;
}

/* A scalar, or the opening of a container. */
static gboolean
scan_value (Scanner *self)
{
  switch (*self->at)
    {
    case '"':
      return scan_string (self);
    case '{':
      return open_container (self, CSMS_JSON_OBJECT);
    case '[':
      return open_container (self, CSMS_JSON_ARRAY);
    case 't':
      return scan_word (self, "true", 4, CSMS_JSON_BOOLEAN, CSMS_JSON_FLAG_TRUE);
    case 'f':
      return scan_word (self, "false", 5, CSMS_JSON_BOOLEAN, 0);
    case 'n':
      return scan_word (self, "null", 4, CSMS_JSON_NULL, 0);
    default:
      return scan_number (self);
    }
}

static gboolean
scan_key (Scanner *self)
{
  skip_space (self);
  if (*self->at != '"' || !scan_string (self))
    return FALSE;

  skip_space (self);
  if (*self->at != ':')
    return FALSE;

  self->at++;
  return TRUE;
}

/* After a value: closes what ends here, up to a comma. Sets @more when another value must follow. */
static gboolean
scan_after_value (Scanner  *self,
                  gboolean *more)
{
  *more = FALSE;
  while (self->depth > 0)
    {
      gboolean in_object = self->json->nodes[self->open[self->depth - 1]].type == CSMS_JSON_OBJECT;

      skip_space (self);
      if (*self->at == ',')
        {
          self->at++;
          *more = TRUE;
          return !in_object || scan_key (self);
        }
      if (*self->at != (in_object ? '}' : ']'))
        return FALSE;
      close_container (self);
    }

  return TRUE;
}

static gboolean
scan_document (Scanner *self)
{
  gboolean more = TRUE;

  while (more)
    {
      guint depth = self->depth;

      skip_space (self);
      if (!scan_value (self))
        return FALSE;

      if (self->depth > depth)
        {
          gboolean in_object = self->at[-1] == '{';

          skip_space (self);
          if (*self->at != (in_object ? '}' : ']'))
            {
              if (in_object && !scan_key (self))
                return FALSE;
              continue;
            }
          close_container (self);
        }

      if (!scan_after_value (self, &more))
        return FALSE;
    }

  skip_space (self);
  return TRUE;
}

gboolean
csms_json_scan (CsmsJson  *self,
                gsize      length,
                GError   **error)
{
  Scanner scanner = { .json = self, .at = self->text };

  if (scan_document (&scanner) && scanner.at == self->text + length)
    return TRUE;

  if (scanner.too_deep)
    g_set_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_TOO_DEEP,
                 "The server sent a message nested deeper than %d levels", CSMS_JSON_MAX_DEPTH);
  else if (scanner.too_many)
    g_set_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_TOO_LARGE,
                 "The server sent a message of more than %d values", CSMS_JSON_MAX_VALUES);
  else
    g_set_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_NOT_JSON,
                 "The server sent a message that is not JSON, from byte %" G_GSIZE_FORMAT " on",
                 (gsize) (scanner.at - self->text));
  return FALSE;
}
