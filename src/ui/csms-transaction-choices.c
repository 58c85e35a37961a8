/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-transaction-choices.h"

#include "csms-choice.h"
#include "csms-search.h"
#include "csms-text.h"

typedef struct {
  char *key;                    /* GRefString */
  const char *value;            /* borrowed */
  const char *detail;           /* borrowed */
} Line;

static void
clear_line (gpointer data)
{
  g_ref_string_release (((Line *) data)->key);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const Line *first = a, *second = b;
  int order = strcmp (first->key, second->key);

  return order != 0 ? order : strcmp (first->value, second->value);
}

static GArray *
new_lines (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  g_array_set_clear_func (lines, clear_line);
  return lines;
}

static void
add_line (GArray *lines, const char *value, const char *detail)
{
  Line line = { csms_search_sort_key (value), value, detail };

  g_array_append_val (lines, line);
}

static GPtrArray *
make_choices (GArray *lines)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);

  g_array_sort (lines, compare_cb);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      g_autofree char *title = csms_text_clean (line->value, CSMS_TEXT_SHORT);
      g_autofree char *detail = csms_text_clean (line->detail, CSMS_TEXT_SHORT);

      g_ptr_array_add (choices, csms_choice_new (line->value, title, detail));
    }
  return choices;
}

GPtrArray *
csms_transaction_choices_stations (CsmsFleet *fleet)
{
  GListModel *stations = csms_fleet_get_stations (fleet);
  guint n = g_list_model_get_n_items (stations);
  g_autoptr (GArray) lines = new_lines ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);

      add_line (lines, csms_station_get_id (station), csms_station_get_name (station));
    }
  return make_choices (lines);
}

GPtrArray *
csms_transaction_choices_id_tags (GPtrArray *transactions)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) lines = new_lines ();

  for (guint i = 0; i < transactions->len; i++)
    {
      const char *id_tag = csms_transaction_get_id_tag (g_ptr_array_index (transactions, i));

      if (id_tag != NULL && g_hash_table_add (seen, g_ascii_strdown (id_tag, -1)))
        add_line (lines, id_tag, NULL);
    }
  return make_choices (lines);
}
