/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "csms-protocol-error.h"

/* The span of a JavaScript date, in which a server reads the number back. */
#define EVENT_ID_MAX_MS G_GINT64_CONSTANT (8640000000000000)

static const char * const connector_statuses[] = {
  [CSMS_CONNECTOR_STATUS_UNKNOWN] = "Unknown",
  [CSMS_CONNECTOR_STATUS_AVAILABLE] = "Available",
  [CSMS_CONNECTOR_STATUS_PREPARING] = "Preparing",
  [CSMS_CONNECTOR_STATUS_CHARGING] = "Charging",
  [CSMS_CONNECTOR_STATUS_SUSPENDED_EV] = "SuspendedEV",
  [CSMS_CONNECTOR_STATUS_SUSPENDED_EVSE] = "SuspendedEVSE",
  [CSMS_CONNECTOR_STATUS_FINISHING] = "Finishing",
  [CSMS_CONNECTOR_STATUS_RESERVED] = "Reserved",
  [CSMS_CONNECTOR_STATUS_UNAVAILABLE] = "Unavailable",
  [CSMS_CONNECTOR_STATUS_FAULTED] = "Faulted",
};

static const char * const event_names[] = {
  [CSMS_EVENT_CONNECTOR_STATUS_CHANGED] = "connector.status.changed",
  [CSMS_EVENT_TRANSACTION_STARTED] = "transaction.started",
  [CSMS_EVENT_TRANSACTION_STOPPED] = "transaction.stopped",
  [CSMS_EVENT_REMOTE_START_RESULT] = "remote.start.result",
  [CSMS_EVENT_REMOTE_STOP_RESULT] = "remote.stop.result",
  [CSMS_EVENT_METER_VALUES_DELTA] = "meter.values.delta",
  [CSMS_EVENT_SESSION_EXPIRED] = "session.expired",
  [CSMS_EVENT_RATE_LIMIT] = "rate.limit",
  [CSMS_EVENT_MESSAGE_TOO_LARGE] = "message.too.large",
};

static const char * const action_names[] = {
  [CSMS_ACTION_AUTH] = "auth",
  [CSMS_ACTION_PING] = "ping",
  [CSMS_ACTION_GET_STATIONS] = "getStations",
  [CSMS_ACTION_GET_RECENT_TRANSACTIONS] = "getRecentTransactions",
  [CSMS_ACTION_START_CHARGING] = "startCharging",
  [CSMS_ACTION_STOP_CHARGING] = "stopCharging",
  [CSMS_ACTION_GET_CONNECTOR_STATUS] = "getConnectorStatus",
  [CSMS_ACTION_GET_METER_VALUES_RECENT] = "getMeterValuesRecent",
  [CSMS_ACTION_SUBSCRIBE] = "subscribe",
  [CSMS_ACTION_UNSUBSCRIBE] = "unsubscribe",
  [CSMS_ACTION_GET_EVENTS_RECENT] = "getEventsRecent",
  [CSMS_ACTION_GET_EVENTS_SINCE] = "getEventsSince",
};

CsmsConnectorStatus
csms_connector_status_from_string (const char *text)
{
  if (text == NULL || *text == '\0')
    return CSMS_CONNECTOR_STATUS_UNKNOWN;

  for (guint i = 0; i < G_N_ELEMENTS (connector_statuses); i++)
    {
      if (strcmp (connector_statuses[i], text) == 0)
        return i;
    }

  return CSMS_CONNECTOR_STATUS_OTHER;
}

const char *
csms_connector_status_to_string (CsmsConnectorStatus status)
{
  if ((guint) status >= G_N_ELEMENTS (connector_statuses))
    return connector_statuses[CSMS_CONNECTOR_STATUS_UNKNOWN];

  return connector_statuses[status];
}

CsmsEventKind
csms_event_kind_from_string (const char *name)
{
  if (name == NULL)
    return CSMS_EVENT_OTHER;

  for (guint i = CSMS_EVENT_OTHER + 1; i < G_N_ELEMENTS (event_names); i++)
    {
      if (strcmp (event_names[i], name) == 0)
        return i;
    }

  return CSMS_EVENT_OTHER;
}

const char *
csms_action_to_string (CsmsAction action)
{
  g_return_val_if_fail ((guint) action < G_N_ELEMENTS (action_names), NULL);

  return action_names[action];
}

gboolean
csms_action_is_command (CsmsAction action)
{
  return action == CSMS_ACTION_START_CHARGING || action == CSMS_ACTION_STOP_CHARGING;
}

gboolean
csms_id_tag_validate (const char  *id_tag,
                      GError     **error)
{
  const char *problem = NULL;
  gboolean blank = TRUE;
  gsize length = 0;

  if (id_tag == NULL || *id_tag == '\0')
    problem = _("An ID tag is needed");
  else if (!g_utf8_validate (id_tag, -1, NULL))
    problem = _("The ID tag is not valid text");

  for (const char *p = id_tag; problem == NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      blank = blank && g_unichar_isspace (c);
      if (!g_unichar_isprint (c))
        problem = _("The ID tag has a character that cannot be printed");
      else if (++length > CSMS_ID_TAG_MAX)
        problem = _("The ID tag is longer than 20 characters");
    }

  if (problem == NULL && blank)
    problem = _("An ID tag is needed");
  if (problem == NULL)
    return TRUE;

  g_set_error_literal (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_BAD_REQUEST, problem);
  return FALSE;
}

gboolean
csms_id_tag_equal (const char *a,
                   const char *b)
{
  g_autofree char *folded_a = NULL;
  g_autofree char *folded_b = NULL;

  if (a == NULL || b == NULL)
    return a == b;
  if (g_ascii_strcasecmp (a, b) == 0)
    return TRUE;
  if ((g_str_is_ascii (a) && g_str_is_ascii (b)) || !g_utf8_validate (a, -1, NULL) || !g_utf8_validate (b, -1, NULL))
    return FALSE;

  folded_a = g_utf8_casefold (a, -1);
  folded_b = g_utf8_casefold (b, -1);
  return strcmp (folded_a, folded_b) == 0;
}

gboolean
csms_event_id_get_ms (const char *event_id,
                      gint64     *ms)
{
  const char *p = event_id != NULL ? strchr (event_id, '-') : NULL;
  gint64 number = 0;

  if (p == NULL || !g_ascii_isdigit (p[1]))
    return FALSE;

  for (p++; g_ascii_isdigit (*p); p++)
    {
      number = number * 10 + (*p - '0');
      if (number > EVENT_ID_MAX_MS)
        return FALSE;
    }
  if (*p != '-')
    return FALSE;

  *ms = number;
  return TRUE;
}
