/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-palette-query.h"

#include <glib/gi18n.h>
#include <string.h>

#define CONNECTOR_MAX 999

static const struct {
  const char *english;
  const char *word;
  CsmsPaletteVerb verb;
} verbs[] = {
  /* Translators: typed into the command palette: "start fora072/1". One word, as short as can be */
  { "start", NC_("palette", "start"), CSMS_PALETTE_START },
  /* Translators: typed into the command palette: "stop fora072/1" */
  { "stop", NC_("palette", "stop"), CSMS_PALETTE_STOP },
  /* Translators: typed into the command palette: "events faulted" */
  { "events", NC_("palette", "events"), CSMS_PALETTE_EVENTS },
  /* Translators: typed into the command palette: "transactions 04A2" */
  { "transactions", NC_("palette", "transactions"), CSMS_PALETTE_TRANSACTIONS },
};

static gboolean
is_word (const char *word, const char *other)
{
  g_autofree char *a = g_utf8_casefold (word, -1);
  g_autofree char *b = g_utf8_casefold (other, -1);

  return g_str_equal (a, b);
}

static CsmsPaletteVerb
find_verb (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (is_word (word, verbs[i].english) || is_word (word, g_dpgettext2 (NULL, "palette", verbs[i].word)))
        return verbs[i].verb;
    }
  return CSMS_PALETTE_ANY;
}

/* Events and charges are searched for, in words that come after: only a charge is commanded either way round. */
static CsmsPaletteVerb
take_verb (GPtrArray *words)
{
  CsmsPaletteVerb verb;

  if (words->len == 0)
    return CSMS_PALETTE_ANY;
  verb = find_verb (words->pdata[0]);
  if (verb != CSMS_PALETTE_ANY)
    {
      g_ptr_array_remove_index (words, 0);
      return verb;
    }
  verb = find_verb (words->pdata[words->len - 1]);
  if (verb != CSMS_PALETTE_START && verb != CSMS_PALETTE_STOP)
    return CSMS_PALETTE_ANY;
  g_ptr_array_remove_index (words, words->len - 1);
  return verb;
}

static gboolean
parse_connector (const char *text, int *connector_id)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, CONNECTOR_MAX, &number, NULL))
    return FALSE;
  *connector_id = (int) number;
  return TRUE;
}

static char *
join (GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *) words->pdata[i]);
  return g_string_free (text, FALSE);
}

/* "fora072 1" or "fora072/1". */
static void
take_connector (GPtrArray *words, int *connector_id)
{
  char *last, *slash;

  if (words->len == 0)
    return;
  last = words->pdata[words->len - 1];
  slash = strrchr (last, '/');
  if (slash != NULL && slash != last && parse_connector (slash + 1, connector_id))
    *slash = '\0';
  else if (words->len > 1 && parse_connector (last, connector_id))
    g_ptr_array_remove_index (words, words->len - 1);
}

void
csms_palette_query_init (CsmsPaletteQuery *self, const char *typed)
{
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  g_auto (GStrv) split = g_strsplit_set (valid, " \t", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0')
      g_ptr_array_add (words, g_strdup (split[i]));

  *self = (CsmsPaletteQuery) { .verb = take_verb (words) };
  self->whole = join (words);
  take_connector (words, &self->connector_id);
  self->text = join (words);
}

void
csms_palette_query_clear (CsmsPaletteQuery *self)
{
  g_clear_pointer (&self->whole, g_free);
  g_clear_pointer (&self->text, g_free);
}
