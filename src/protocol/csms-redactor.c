/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-redactor.h"

#include <string.h>

#include "csms-json-private.h"
#include "csms-key.h"

/* The longest frame there is; what is JSON at all is read as such. */
#define FRAME_MAX_BYTES (64 * 1024 * 1024)

/* Sessions come and go; the oldest are forgotten. */
#define SECRETS_MAX 32

/* A shorter one would be found in half of all words. */
#define ANYWHERE_MIN_BYTES 8

#define SECRET_MAX_BYTES 4096

struct _CsmsRedactor {
  GPtrArray *secrets;           /* of keys */
};

/* Lower case, without what people put between words. */
static const char *const secret_names[] = {
  "apikey", "xapikey", "sessionid", "authorization", "proxyauthorization", "accesstoken", "token", "password", "secret",
};

CsmsRedactor *
csms_redactor_new (void)
{
  CsmsRedactor *self = g_new0 (CsmsRedactor, 1);

  self->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_key_free);
  return self;
}

void
csms_redactor_free (CsmsRedactor *self)
{
  g_ptr_array_unref (self->secrets);
  g_free (self);
}

void
csms_redactor_add_secret (CsmsRedactor *self,
                          const char   *secret)
{
  if (*secret == '\0' || g_str_equal (secret, CSMS_REDACTED) ||
      g_ptr_array_find_with_equal_func (self->secrets, secret, g_str_equal, NULL))
    return;

  if (self->secrets->len == SECRETS_MAX)
    g_ptr_array_remove_index (self->secrets, 0);
  g_ptr_array_add (self->secrets, csms_key_dup (secret));
}

static gboolean
is_secret_name (const char *name)
{
  char plain[32];
  gsize n = 0;

  for (; *name != '\0'; name++)
    {
      if (*name == '-' || *name == '_' || *name == ' ')
        continue;
      if (n + 1 == sizeof plain)
        return FALSE;
      plain[n++] = g_ascii_tolower (*name);
    }
  plain[n] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (secret_names); i++)
    if (g_str_equal (plain, secret_names[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_secret (CsmsRedactor *self,
            const char   *text)
{
  for (guint i = 0; i < self->secrets->len; i++)
    {
      const char *secret = g_ptr_array_index (self->secrets, i);

      if (strlen (secret) >= ANYWHERE_MIN_BYTES ? strstr (text, secret) != NULL : g_str_equal (text, secret))
        return TRUE;
    }
  return FALSE;
}

char *
csms_redactor_dup_text (CsmsRedactor *self,
                        const char   *text)
{
  g_autoptr (GString) clean = g_string_new (text);

  for (guint i = 0; i < self->secrets->len; i++)
    {
      const char *secret = g_ptr_array_index (self->secrets, i);

      if (strlen (secret) >= ANYWHERE_MIN_BYTES)
        g_string_replace (clean, secret, CSMS_REDACTED, 0);
      else if (g_str_equal (clean->str, secret))
        g_string_assign (clean, CSMS_REDACTED);
    }
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/* Returns whether @node was not fit to be shown, and what stands for it was appended. */
static gboolean
append_redacted (CsmsRedactor       *self,
                 GString            *line,
                 const CsmsJsonNode *node)
{
  g_autofree char *text = csms_json_node_dup_text (node);
  g_autofree char *clean = NULL;

  if (text == NULL || !has_secret (self, text))
    return FALSE;
  clean = csms_redactor_dup_text (self, text);
  csms_json_append_string (line, clean);
  return TRUE;
}

static void append_node (CsmsRedactor *self, GString *line, const CsmsJsonNode *node, gsize max_bytes);

static void
append_object (CsmsRedactor       *self,
               GString            *line,
               const CsmsJsonNode *object,
               gsize               max_bytes)
{
  for (const CsmsJsonNode *key = csms_json_first (object); key != NULL && line->len <= max_bytes;
       key = csms_json_next (object, key + 1))
    {
      g_autofree char *name = csms_json_node_dup_text (key);
      g_autofree char *value = NULL;

      if (key != object + 1)
        g_string_append_c (line, ',');
      append_node (self, line, key, max_bytes);
      g_string_append_c (line, ':');
      if (!is_secret_name (name))
        {
          append_node (self, line, key + 1, max_bytes);
          continue;
        }
      value = csms_json_node_dup_text (key + 1);
      if (value != NULL)
        csms_redactor_add_secret (self, value);
      g_string_append (line, "\"" CSMS_REDACTED "\"");
    }
}

/* As deep as the reader goes, which is bounded. */
static void
append_node (CsmsRedactor       *self,
             GString            *line,
             const CsmsJsonNode *node,
             gsize               max_bytes)
{
  CsmsJsonType type = csms_json_node_get_type (node);

  if (type == CSMS_JSON_OBJECT)
    {
      g_string_append_c (line, '{');
      append_object (self, line, node, max_bytes);
      g_string_append_c (line, '}');
    }
  else if (type == CSMS_JSON_ARRAY)
    {
      g_string_append_c (line, '[');
      for (const CsmsJsonNode *child = csms_json_first (node); child != NULL && line->len <= max_bytes; child = csms_json_next (node, child))
        {
          if (child != node + 1)
            g_string_append_c (line, ',');
          append_node (self, line, child, max_bytes);
        }
      g_string_append_c (line, ']');
    }
  else if (!append_redacted (self, line, node))
    {
      csms_json_node_append_json (node, line);
    }
}

static gboolean
is_of_a_word (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* Returns @text with what stands behind "authorization:", "apiKey=" and the like replaced, to the end of its line or word. */
static char *
redact_named (const char *text)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  const char *p = text;

  while (*p != '\0')
    {
      const char *word = p;
      g_autofree char *name = NULL;

      while (is_of_a_word (*p))
        p++;
      name = g_strndup (word, (gsize) (p - word));
      if (p == word)
        p++;
      else if (is_secret_name (name))
        p += strspn (p, "\"': =");
      g_string_append_len (clean, word, p - word);
      if (!is_secret_name (name))
        continue;
      p += strcspn (p, "\"'\r\n,;}&");
      g_string_append (clean, CSMS_REDACTED);
    }
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

static void
append_foreign (CsmsRedactor *self,
                GString      *line,
                const char   *frame,
                gsize         length,
                gsize         max_bytes)
{
  gsize looked_at = MIN (length, max_bytes + 2 * SECRET_MAX_BYTES);
  g_autofree char *valid = g_utf8_make_valid (frame, (gssize) looked_at);
  g_autofree char *clean = csms_redactor_dup_text (self, valid);
  g_autofree char *text = redact_named (clean);
  gsize n = strlen (text);

  /* The end of what was looked at may be half a secret. */
  if (looked_at < length)
    text[g_utf8_find_prev_char (text, text + n - MIN (n, SECRET_MAX_BYTES) + 1) - text] = '\0';
  /* An escape is not read here, and the secret might be behind it. */
  csms_json_append_string (line, strchr (text, '\\') == NULL ? text : CSMS_REDACTED);
}

/* Cut where a character begins. */
static void
append_cut (GString    *line,
            const char *text,
            gsize       max_bytes,
            gsize       full_bytes)
{
  const char *end = g_utf8_find_prev_char (text, text + max_bytes + 1);
  g_autofree char *cut = g_strdup_printf ("%.*s…[%" G_GSIZE_FORMAT " bytes]", (int) (end - text), text, full_bytes);

  csms_json_append_string (line, cut);
}

void
csms_redactor_append (CsmsRedactor *self,
                      GString      *line,
                      const char   *frame,
                      gsize         length,
                      gsize         max_bytes)
{
  g_autoptr (CsmsJson) json = csms_json_parse (frame, length, FRAME_MAX_BYTES, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (json != NULL)
    append_node (self, text, csms_json_get_root (json), max_bytes);
  else
    append_foreign (self, text, frame, length, max_bytes);

  if (text->len <= max_bytes)
    g_string_append_len (line, text->str, (gssize) text->len);
  else
    append_cut (line, text->str, max_bytes, length);
}
