/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-notification-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "csms-command-words.h"
#include "csms-glossary.h"
#include "csms-outage-watch.h"
#include "csms-text.h"

const char *
csms_notification_title (gboolean stopped)
{
  return stopped ? C_("notification", "Charging stopped") : C_("notification", "Charging started");
}

/*
 * A notification server may read the body as markup, and GNotification does not say which does: characters that would mean
 * something there are swapped for ones that only look alike.
 */
static char *
swap_markup (const char *text, guint max_chars)
{
  g_autofree char *clean = csms_text_clean (text, max_chars);
  GString *safe = g_string_new (clean);

  g_string_replace (safe, "&", "＆", 0);
  g_string_replace (safe, "<", "‹", 0);
  g_string_replace (safe, ">", "›", 0);
  return g_string_free (safe, FALSE);
}

static char *
without_markup (const char *text)
{
  return swap_markup (text, CSMS_TEXT_SHORT);
}

static char *
without_markup_long (const char *text)
{
  return swap_markup (text, CSMS_TEXT_LONG);
}

static char *
make_place (CsmsTransaction *transaction)
{
  g_autofree char *id = without_markup (csms_transaction_get_station_id (transaction));
  g_autofree char *name = without_markup (csms_transaction_get_station_name (transaction));
  int connector = csms_transaction_get_connector_id (transaction);

  if (*name != '\0')
    /* Translators: station id, station name, connector number */
    return g_strdup_printf (_("%s %s, connector %d"), id, name, connector);
  return g_strdup_printf (_("%s, connector %d"), id, connector);
}

static void
add_outcome (GPtrArray *parts, CsmsTransaction *transaction)
{
  double energy_wh = csms_transaction_get_energy_wh (transaction);
  double cost = csms_transaction_get_cost (transaction);
  gint64 start = csms_transaction_get_start_ms (transaction);
  gint64 stop = csms_transaction_get_stop_ms (transaction);

  if (isfinite (energy_wh))
    {
      g_autofree char *energy = csms_text_number (energy_wh / 1000, 2);

      g_ptr_array_add (parts, g_strdup_printf (_("%s kWh"), energy));
    }
  if (start > 0 && stop >= start)
    g_ptr_array_add (parts, csms_text_duration (stop - start));
  if (isfinite (cost))
    {
      g_autofree char *text = csms_text_number (cost, 2);

      g_ptr_array_add (parts, g_strdup_printf (_("cost %s"), text));
    }
}

char *
csms_notification_body (CsmsTransaction *transaction, gboolean stopped)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (CSMS_IS_TRANSACTION (transaction), NULL);

  g_ptr_array_add (parts, make_place (transaction));
  if (stopped)
    add_outcome (parts, transaction);
  else if (csms_transaction_get_id_tag (transaction) != NULL)
    {
      g_autofree char *tag = without_markup (csms_transaction_get_id_tag (transaction));

      g_ptr_array_add (parts, g_strdup_printf (_("ID tag %s"), tag));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

char *
csms_notification_recovered_body (guint64 count, gint64 from_ms, gint64 to_ms)
{
  gint64 now_ms = csms_text_now ();
  g_autofree char *from = csms_text_when (from_ms, now_ms);
  g_autofree char *to = csms_text_when (to_ms, now_ms);

  /* Translators: how many, and two times: "143 events, 10:02 to 10:07" */
  return g_strdup_printf (ngettext ("%u event, %s to %s", "%u events, %s to %s", (gulong) count), (guint) count, from, to);
}

/* Id and name of a station, as far as they are known. */
static char *
make_station (const char *station_id, CsmsStation *station)
{
  g_autofree char *id = without_markup (station_id);
  g_autofree char *name = without_markup (station != NULL ? csms_station_get_name (station) : NULL);

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
  safe = without_markup_long (words);
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
  code = without_markup (error_code);
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
