/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-news-words.h"

#include <glib/gi18n.h>

#include "csms-command-words.h"
#include "csms-glossary.h"
#include "csms-notification-words.h"
#include "csms-outage-watch.h"
#include "csms-text.h"

/* Id and name of a station, as far as they are known. */
static char *
make_station (const char *station_id, CsmsStation *station)
{
  g_autofree char *id = csms_notification_safe (station_id, CSMS_TEXT_SHORT);
  g_autofree char *name = csms_notification_safe (station != NULL ? csms_station_get_name (station) : NULL, CSMS_TEXT_SHORT);

  /* Translators: station id, station name */
  return *name != '\0' ? g_strdup_printf (C_("notification", "%s %s"), id, name) : g_steal_pointer (&id);
}

const char *
csms_notification_command_title (CsmsCommand *command)
{
  gboolean refused;

  g_return_val_if_fail (CSMS_IS_COMMAND (command), NULL);

  refused = csms_command_get_state (command) == CSMS_COMMAND_REFUSED;
  if (csms_command_get_kind (command) == CSMS_COMMAND_START)
    return refused ? C_("notification", "Start refused") : C_("notification", "Start unconfirmed");
  return refused ? C_("notification", "Stop refused") : C_("notification", "Stop unconfirmed");
}

char *
csms_notification_command_body (CsmsCommand *command, CsmsStation *station)
{
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;
  g_autofree char *safe = NULL;

  g_return_val_if_fail (CSMS_IS_COMMAND (command), NULL);

  place = make_station (csms_command_get_station_id (command), station);
  words = csms_command_words_title (command, csms_text_now ());
  safe = csms_notification_safe (words, CSMS_TEXT_LONG);
  /* Translators: station, connector number, what became of a command there */
  return g_strdup_printf (_("%s, connector %d. %s"), place, csms_command_get_connector_id (command), safe);
}

char *
csms_notification_fault_body (CsmsStation *station)
{
  g_autofree char *place = NULL;
  g_autofree char *code = NULL;
  const char *error_code;
  CsmsMeaning meaning;
  CsmsConnector *connector;
  int connector_id;
  guint n;

  g_return_val_if_fail (CSMS_IS_STATION (station), NULL);

  place = make_station (csms_station_get_id (station), station);
  n = csms_outage_watch_count_faults (station, &connector_id);
  if (n > 1)
    /* Translators: station, how many of its connectors are Faulted */
    return g_strdup_printf (ngettext ("%s, %u connector", "%s, %u connectors", n), place, n);
  connector = csms_station_get_connector (station, connector_id);
  error_code = connector != NULL ? csms_connector_get_error_code (connector) : csms_station_get_error_code (station);
  code = csms_notification_safe (error_code, CSMS_TEXT_SHORT);
  if (connector == NULL || *code == '\0')
    return connector == NULL ? g_strdup_printf ("%s, %s", place, code) : g_strdup_printf (_("%s, connector %d"), place, connector_id);
  csms_glossary_error_code (error_code, &meaning);
  /* Translators: station, connector number, error code, what that means */
  return g_strdup_printf (_("%s, connector %d, %s: %s"), place, connector_id, code, meaning.meaning);
}

char *
csms_notification_offline_body (CsmsStation *station)
{
  g_autofree char *place = NULL;
  g_autofree char *when = NULL;
  gint64 seen_ms;

  g_return_val_if_fail (CSMS_IS_STATION (station), NULL);

  place = make_station (csms_station_get_id (station), station);
  seen_ms = csms_station_get_last_seen_ms (station);
  if (seen_ms == 0)
    return g_steal_pointer (&place);
  when = csms_text_when (seen_ms, csms_text_now ());
  /* Translators: station, time */
  return g_strdup_printf (_("%s, last seen %s"), place, when);
}

char *
csms_notification_lost_body (gint64 since_ms)
{
  g_autofree char *when = csms_text_when (since_ms, csms_text_now ());

  /* Translators: %s is a time */
  return g_strdup_printf (_("Not connected since %s. What the console shows is as old."), when);
}

const char *
csms_notification_sum_title (CsmsNewsSumKind kind)
{
  return kind == CSMS_NEWS_SUM_STORM ? C_("notification", "Much at once") : C_("notification", "Meanwhile");
}

/* Takes @text. */
static void
add_count (GPtrArray *parts, guint n, char *text)
{
  if (n > 0)
    g_ptr_array_add (parts, text);
  else
    g_free (text);
}

char *
csms_notification_sum_body (const guint *counts)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint faulted = counts[CSMS_NEWS_FAULTED];
  guint commands = counts[CSMS_NEWS_COMMAND];
  guint offline = counts[CSMS_NEWS_OFFLINE];
  guint started = counts[CSMS_NEWS_STARTED];
  guint stopped = counts[CSMS_NEWS_STOPPED];

  add_count (parts, faulted, g_strdup_printf (ngettext ("%u station faulted", "%u stations faulted", faulted), faulted));
  add_count (parts, commands, g_strdup_printf (ngettext ("%u command refused or unconfirmed",
                                                         "%u commands refused or unconfirmed", commands), commands));
  add_count (parts, offline, g_strdup_printf (ngettext ("%u station offline", "%u stations offline", offline), offline));
  add_count (parts, counts[CSMS_NEWS_CONNECTION], g_strdup (C_("notification", "connection lost")));
  add_count (parts, started, g_strdup_printf (ngettext ("%u charge started", "%u charges started", started), started));
  add_count (parts, stopped, g_strdup_printf (ngettext ("%u charge stopped", "%u charges stopped", stopped), stopped));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}
