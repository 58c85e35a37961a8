/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screen-words.h"

#include <string.h>

void
screen_words_init (ScreenWords *self)
{
  memset (self, 0, sizeof *self);
  self->data = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* Ids of events, which end in letters at random, and names of kinds of events. */
  self->ids = g_regex_new ("evt-[\\w-]+|\\b[a-z]+(\\.[a-z]+)+\\b", 0, 0, NULL);
  self->wrong = g_ptr_array_new_with_free_func (g_free);
}

void
screen_words_clear (ScreenWords *self)
{
  g_hash_table_unref (self->data);
  g_hash_table_unref (self->seen);
  g_regex_unref (self->ids);
  g_ptr_array_unref (self->wrong);
}

static void
note (ScreenWords *self, char *line)
{
  if (g_hash_table_add (self->seen, g_strdup (line)))
    g_ptr_array_add (self->wrong, line);
  else
    g_free (line);
}

/* Returns: (transfer full): the next word of letters and digits from @text on, which is moved behind it; NULL at the end */
static char *
next_word (const char **text)
{
  const char *begin = *text;
  const char *end;

  while (*begin != '\0' && !g_unichar_isalnum (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  for (end = begin; *end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)); )
    end = g_utf8_next_char (end);
  *text = end;
  return end > begin ? g_strndup (begin, (gsize) (end - begin)) : NULL;
}

void
screen_words_allow (ScreenWords *self, const char *text)
{
  char *word;

  while (text != NULL && (word = next_word (&text)) != NULL)
    g_hash_table_add (self->data, word);
}

void
screen_words_allow_whole (ScreenWords *self, const char *text)
{
  g_hash_table_add (self->data, g_strdup (text));
}

/* A word of the catalogue has an accent on each vowel; ids, addresses and numbers have digits; a letter alone is a unit, A. */
static gboolean
is_plain_english (const char *word)
{
  return word[1] != '\0' && g_str_is_ascii (word) && strpbrk (word, "aeiouAEIOU") != NULL &&
         strpbrk (word, "0123456789") == NULL;
}

static void
look_at_words (ScreenWords *self, GtkWidget *widget, const char *text)
{
  g_autofree char *shown = NULL;
  const char *rest;
  char *word;

  if (text == NULL || g_hash_table_contains (self->data, text))
    return;
  shown = g_regex_replace_literal (self->ids, text, -1, 0, "", 0, NULL);
  rest = shown;
  while ((word = next_word (&rest)) != NULL)
    {
      if (is_plain_english (word) && !g_hash_table_contains (self->data, word))
        note (self, g_strdup_printf ("%s: not translated: “%s” of “%s”, in a %s in a %s", self->place, word, text,
                                     G_OBJECT_TYPE_NAME (widget), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget))));
      g_free (word);
    }
}

static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkPolicyType policy;

  /* What is scrolled cuts by itself, and so comes before what scrolls it. */
  if (GTK_IS_SCROLLABLE (widget))
    widget = gtk_widget_get_parent (widget);
  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
  return policy != GTK_POLICY_NEVER;
}

/* What one line of text takes, or the longest word of one that is wrapped, against what it has. */
static void
look_at_line (ScreenWords *self, GtkLabel *label)
{
  int has = gtk_widget_get_width (GTK_WIDGET (label));
  int needs;

  pango_layout_get_pixel_size (gtk_label_get_layout (label), &needs, NULL);
  if (needs > has + 1)
    note (self, g_strdup_printf ("%s: %d px for %d: “%s”", self->place, has, needs, gtk_label_get_text (label)));
}

/* Returns: (transfer full): the innermost widget below @root that needs more width than @width */
static char *
name_widest (GtkWidget *root, int width)
{
  GtkWidget *widest = root;
  const char *id;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; )
    {
      int needs = 0;

      if (gtk_widget_get_visible (child))
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &needs, NULL, NULL, NULL);
      if (needs > width)
        widest = child;
      child = needs > width ? gtk_widget_get_first_child (child) : gtk_widget_get_next_sibling (child);
    }
  id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widest));
  return g_strdup_printf ("%s %s", G_OBJECT_TYPE_NAME (widest), id != NULL ? id : "");
}

/* Whoever cuts what sticks out of it is an ancestor with an edge, or the window. Returns: whether @widget is cut */
static gboolean
sticks_out (GtkWidget *widget, GtkWidget *edge)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, edge, &bounds) &&
         (bounds.origin.x < -1 || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (edge) + 1);
}

static void
look_at_edges (ScreenWords *self, GtkWidget *widget)
{
  for (GtkWidget *above = gtk_widget_get_parent (widget); above != NULL && !scrolls_sideways (above); above = gtk_widget_get_parent (above))
    {
      int has = gtk_widget_get_width (above);

      if (gtk_widget_get_overflow (above) != GTK_OVERFLOW_HIDDEN && !GTK_IS_NATIVE (above))
        continue;
      if (sticks_out (widget, above))
        {
          g_autofree char *widest = name_widest (above, has);

          note (self, g_strdup_printf ("%s: more than the %d px of a %s is needed by %s", self->place, has, G_OBJECT_TYPE_NAME (above), widest));
          return;
        }
      if (GTK_IS_NATIVE (above))
        return;
    }
}

static void
look (ScreenWords *self, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  look_at_words (self, widget, gtk_widget_get_tooltip_text (widget));
  if (GTK_IS_TEXT (widget) && *gtk_editable_get_text (GTK_EDITABLE (widget)) == '\0')
    look_at_words (self, widget, gtk_text_get_placeholder_text (GTK_TEXT (widget)));
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    {
      self->n_labels++;
      look_at_words (self, widget, gtk_label_get_text (GTK_LABEL (widget)));
      look_at_line (self, GTK_LABEL (widget));
      look_at_edges (self, widget);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    look (self, child);
}

void
screen_words_look (ScreenWords *self, GtkWidget *root, const char *place)
{
  self->place = place;
  look (self, root);
}
