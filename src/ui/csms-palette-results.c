/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-palette-results.h"

#include <glib/gi18n.h>
#include <string.h>

#include "csms-connector-words.h"
#include "csms-palette-item.h"
#include "csms-palette-query.h"
#include "csms-status-icon.h"
#include "csms-text.h"

/* Connectors are offered beside their stations while these are so few; else the operator names one, or a verb. */
#define CONNECTORS_OF_STATIONS 3

static const struct {
  const char *title;
  const char *icon_name;
  const char *action;
  const char *target;
  const char *keys;
} commands[] = {
  { N_("Stations"), "view-list-symbolic", "win.view", "stations", "<Alt>1" },
  { N_("Transactions"), "view-list-symbolic", "win.view", "transactions", "<Alt>2" },
  { N_("Events"), "document-open-recent-symbolic", "win.view", "events", "<Alt>3" },
  { N_("Wallboard"), "view-grid-symbolic", "win.wallboard", NULL, "F11" },
  { N_("New window"), "window-new-symbolic", "app.new-window", NULL, "<Control>n" },
  { N_("Refresh"), "view-refresh-symbolic", "win.refresh", NULL, "F5" },
  { N_("Reconnect now"), "network-transmit-receive-symbolic", "win.reconnect", NULL, "<Control>r" },
  { N_("Preferences"), "emblem-system-symbolic", "win.preferences", NULL, "<Control>comma" },
  { N_("Keyboard shortcuts"), "input-keyboard-symbolic", "win.show-help-overlay", NULL, "<Control>question" },
  { N_("Quit"), "application-exit-symbolic", "app.quit", NULL, "<Control>q" },
};

typedef struct {
  CsmsStation *station;         /* borrowed from the fleet, while nothing runs in between */
  guint rank;                   /* 0 best */
  int connector_id;             /* 0: as a whole */
} Match;

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *left = a, *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  return g_strcmp0 (csms_station_get_id (left->station), csms_station_get_id (right->station));
}

static guint
rank_station (CsmsStation *station, const char *folded)
{
  g_autofree char *id = csms_search_fold (csms_station_get_id (station));

  return g_str_equal (id, folded) ? 0 : g_str_has_prefix (id, folded) ? 1 : 2;
}

/* "harbour 2" may be a name, or the second connector of all that are called so. */
static GArray *
find_stations (CsmsFleet *fleet, const CsmsPaletteQuery *query)
{
  GListModel *stations = csms_fleet_get_stations (fleet);
  g_autofree char *whole = csms_search_fold (query->whole);
  g_autofree char *text = csms_search_fold (query->text);
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));
  guint n = g_list_model_get_n_items (stations);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);
      Match match = { .station = station };

      if (csms_station_matches (station, whole))
        match.rank = rank_station (station, whole);
      else if (query->connector_id > 0 && csms_station_matches (station, text)
               && csms_station_get_connector (station, query->connector_id) != NULL)
        {
          match.connector_id = query->connector_id;
          match.rank = rank_station (station, text);
        }
      else
        continue;
      g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare_matches);
  return matches;
}

static char *
name_station (CsmsStation *station)
{
  g_autofree char *id = csms_text_clean (csms_station_get_id (station), CSMS_TEXT_SHORT);
  g_autofree char *name = csms_text_clean (csms_station_get_name (station), CSMS_TEXT_SHORT);

  /* Translators: a station's id and its name */
  return *name != '\0' ? g_strdup_printf (_("%s · %s"), id, name) : g_steal_pointer (&id);
}

static void
add_station (GPtrArray *items, CsmsStation *station)
{
  g_autofree char *title = name_station (station);
  g_autofree char *word = csms_status_icon_station_word (station);

  g_ptr_array_add (items, csms_palette_item_new (csms_status_icon_get_name (csms_status_icon_for_station (station)), title, word,
                                                 "win.show-station", g_variant_new_string (csms_station_get_id (station))));
}

static void
add_connector (GPtrArray *items, CsmsOperator *operator, CsmsStation *station, CsmsConnector *connector, CsmsPaletteVerb verb)
{
  const char *station_id = csms_station_get_id (station);
  int connector_id = csms_connector_get_id (connector);
  gboolean stop = verb == CSMS_PALETTE_STOP || (verb == CSMS_PALETTE_ANY && csms_connector_words_is_charging (connector));
  g_autofree char *id = csms_text_clean (station_id, CSMS_TEXT_SHORT);
  g_autofree char *word = csms_status_icon_word (connector);
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;
  g_autoptr (GError) error = NULL;
  gboolean can = stop ? csms_operator_can_stop (operator, station_id, connector_id, &error)
                      : csms_operator_can_start (operator, station_id, connector_id, &error);

  title = stop ? g_strdup_printf (_("Stop charging on %s connector %d…"), id, connector_id)
               : g_strdup_printf (_("Start charging on %s connector %d…"), id, connector_id);
  /* Translators: a connector's status, and why it cannot be commanded now */
  detail = can ? g_strdup (word) : g_strdup_printf (_("%s · off: %s"), word, error->message);
  g_ptr_array_add (items, csms_palette_item_new (stop ? "media-playback-stop-symbolic" : "media-playback-start-symbolic", title, detail,
                                                 !can ? "win.show-station" : stop ? "win.stop-on" : "win.start-on",
                                                 can ? g_variant_new ("(si)", station_id, connector_id)
                                                     : g_variant_new_string (station_id)));
}

/* A verb without a connector means those that it can be done to; where it can be done to none, the first says why. */
static gboolean
is_meant (CsmsConnector *connector, const Match *match, const CsmsPaletteQuery *query)
{
  if (csms_connector_get_id (connector) == 0)
    return FALSE;
  if (match->connector_id > 0)
    return csms_connector_get_id (connector) == match->connector_id;
  if (query->verb == CSMS_PALETTE_STOP)
    return csms_connector_words_is_charging (connector);
  return query->verb == CSMS_PALETTE_ANY || !csms_connector_words_is_charging (connector);
}

static void
add_match (GPtrArray *items, CsmsOperator *operator, const Match *match, const CsmsPaletteQuery *query, gboolean with_connectors)
{
  GListModel *connectors = csms_station_get_connectors (match->station);
  guint n = g_list_model_get_n_items (connectors);

  if (query->verb == CSMS_PALETTE_ANY && match->connector_id == 0)
    add_station (items, match->station);
  if (!with_connectors)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);

      if (is_meant (connector, match, query))
        add_connector (items, operator, match->station, connector, query->verb);
    }
}

static void
add_stations (GPtrArray *items, CsmsOperator *operator, const CsmsPaletteQuery *query)
{
  g_autoptr (GArray) matches = NULL;

  if (*query->whole == '\0')
    return;
  matches = find_stations (csms_operator_get_fleet (operator), query);
  for (guint i = 0; i < MIN (matches->len, CSMS_PALETTE_STATIONS); i++)
    add_match (items, operator, &g_array_index (matches, Match, i), query,
               query->verb != CSMS_PALETTE_ANY || matches->len <= CONNECTORS_OF_STATIONS
                 || g_array_index (matches, Match, i).connector_id > 0 || g_array_index (matches, Match, i).rank == 0);
}

static void
add_searches (GPtrArray *items, const CsmsPaletteQuery *query)
{
  g_autofree char *clean = csms_text_clean (query->whole, CSMS_TEXT_SHORT);
  g_autofree char *events = g_strdup_printf (_("Search events for “%s”"), clean);
  g_autofree char *charges = g_strdup_printf (_("Search transactions for “%s”"), clean);

  if (query->verb == CSMS_PALETTE_ANY || query->verb == CSMS_PALETTE_EVENTS)
    g_ptr_array_add (items, csms_palette_item_new ("document-open-recent-symbolic", events, NULL, "win.find-events",
                                                   g_variant_new_string (query->whole)));
  if (query->verb == CSMS_PALETTE_ANY || query->verb == CSMS_PALETTE_TRANSACTIONS)
    g_ptr_array_add (items, csms_palette_item_new ("view-list-symbolic", charges, NULL, "win.find-transactions",
                                                   g_variant_new_string (query->whole)));
}

/* By the words of the language in use; the beginning of any of them will do. */
static void
add_commands (GPtrArray *items, const char *typed)
{
  g_autofree char *folded = csms_search_fold (typed);
  g_autofree char *trimmed = g_strstrip (g_strdup (folded));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *title = csms_search_fold (_(commands[i].title));
      g_autofree char *inside = g_strconcat (" ", trimmed, NULL);
      CsmsPaletteItem *item;

      if (!g_str_has_prefix (title, trimmed) && strstr (title, inside) == NULL)
        continue;
      item = csms_palette_item_new (commands[i].icon_name, _(commands[i].title), NULL, commands[i].action,
                                    commands[i].target != NULL ? g_variant_new_string (commands[i].target) : NULL);
      csms_palette_item_set_keys (item, commands[i].keys);
      g_ptr_array_add (items, item);
    }
}

GPtrArray *
csms_palette_results (CsmsOperator *operator, const char *typed)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  CsmsPaletteQuery query;

  g_return_val_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator), items);
  g_return_val_if_fail (typed != NULL, items);

  csms_palette_query_init (&query, typed);
  add_commands (items, typed);
  if (operator != NULL && query.verb != CSMS_PALETTE_EVENTS && query.verb != CSMS_PALETTE_TRANSACTIONS)
    add_stations (items, operator, &query);
  if (operator != NULL && *query.whole != '\0')
    add_searches (items, &query);
  csms_palette_query_clear (&query);
  return items;
}
