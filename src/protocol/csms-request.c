/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "csms-json.h"
#include "csms-key.h"
#include "csms-redactor.h"

/* Whole numbers above this are not exact in the server's numbers (a double). */
#define MAX_EXACT G_GUINT64_CONSTANT (9007199254740991)

struct _CsmsRequest {
  gatomicrefcount ref_count;
  CsmsAction action;
  GString *params;              /* the members of `params` without the braces, NULL for an action that has none */
  char *api_key;                /* of an auth, whose params are made when it is encoded */
  char *problem;                /* why it may not be sent, NULL when it may */
};

static CsmsRequest *
request_new (CsmsAction action,
             gboolean   has_params)
{
  CsmsRequest *self = g_new0 (CsmsRequest, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->action = action;
  if (has_params)
    self->params = g_string_new (NULL);
  return self;
}

static void
refuse (CsmsRequest *self,
        const char  *problem)
{
  if (self->problem == NULL)
    self->problem = g_strdup (problem);
}

static gboolean
check_text (CsmsRequest *self,
            const char  *text,
            const char  *missing)
{
  if (text == NULL || *text == '\0')
    refuse (self, missing);
  else if (!g_utf8_validate (text, -1, NULL))
    refuse (self, _("The request has text that is not valid UTF-8"));
  else
    return TRUE;
  return FALSE;
}

static void
add_name (CsmsRequest *self,
          const char  *name)
{
  if (self->params->len > 0)
    g_string_append_c (self->params, ',');
  csms_json_append_string (self->params, name);
  g_string_append_c (self->params, ':');
}

static void
add_number (CsmsRequest *self,
            const char  *name,
            gint64       number)
{
  add_name (self, name);
  g_string_append_printf (self->params, "%" G_GINT64_FORMAT, number);
}

/* @missing: what a person is told when @text is not there. */
static void
add_text (CsmsRequest *self,
          const char  *name,
          const char  *text,
          const char  *missing)
{
  if (!check_text (self, text, missing))
    return;
  add_name (self, name);
  csms_json_append_string (self->params, text);
}

static void
add_station (CsmsRequest *self,
             const char  *station_id)
{
  add_text (self, "stationId", station_id, "A station is needed");
}

/* Always a number: "1" charges the car and reports 504; 0 would become 1 (trap 11). */
static void
add_connector (CsmsRequest *self,
               int          connector_id,
               int          lowest)
{
  if (connector_id < lowest)
    refuse (self, "A connector number is 1 or more");
  else
    add_number (self, "connectorId", connector_id);
}

static gboolean
is_exact_number (const char *text)
{
  guint64 number = 0;

  return g_ascii_string_to_unsigned (text, 10, 0, MAX_EXACT, &number, NULL) && (*text != '0' || text[1] == '\0');
}

CsmsRequest *
csms_request_new_auth (const char *api_key)
{
  CsmsRequest *self = request_new (CSMS_ACTION_AUTH, FALSE);

  if (check_text (self, api_key, _("An API key is needed")))
    self->api_key = csms_key_dup (api_key);
  return self;
}

CsmsRequest *
csms_request_new_ping (void)
{
  return request_new (CSMS_ACTION_PING, FALSE);
}

CsmsRequest *
csms_request_new_get_stations (void)
{
  return request_new (CSMS_ACTION_GET_STATIONS, FALSE);
}

CsmsRequest *
csms_request_new_get_recent_transactions (guint limit)
{
  CsmsRequest *self = request_new (CSMS_ACTION_GET_RECENT_TRANSACTIONS, TRUE);

  add_number (self, "limit", MAX (limit, 1));
  return self;
}

CsmsRequest *
csms_request_new_start_charging (const char *station_id,
                                 int         connector_id,
                                 const char *id_tag)
{
  CsmsRequest *self = request_new (CSMS_ACTION_START_CHARGING, TRUE);
  g_autoptr (GError) error = NULL;

  add_station (self, station_id);
  add_connector (self, connector_id, 1);
  if (csms_id_tag_validate (id_tag, &error))
    add_text (self, "idTag", id_tag, NULL);
  else
    refuse (self, error->message);
  return self;
}

CsmsRequest *
csms_request_new_stop_charging (const char *station_id,
                                const char *transaction_id,
                                int         connector_id)
{
  CsmsRequest *self = request_new (CSMS_ACTION_STOP_CHARGING, TRUE);

  add_station (self, station_id);
  if (transaction_id != NULL && is_exact_number (transaction_id))
    {
      add_name (self, "transactionId");
      g_string_append (self->params, transaction_id);
    }
  else
    {
      add_text (self, "transactionId", transaction_id, _("The transaction to stop is not known"));
    }
  add_connector (self, connector_id, 1);
  return self;
}

CsmsRequest *
csms_request_new_get_connector_status (const char *station_id,
                                       int         connector_id)
{
  CsmsRequest *self = request_new (CSMS_ACTION_GET_CONNECTOR_STATUS, TRUE);

  add_station (self, station_id);
  add_connector (self, connector_id, 1);
  return self;
}

CsmsRequest *
csms_request_new_get_meter_values_recent (const char *station_id,
                                          guint       limit)
{
  CsmsRequest *self = request_new (CSMS_ACTION_GET_METER_VALUES_RECENT, TRUE);

  add_station (self, station_id);
  add_number (self, "limit", CLAMP (limit, 1, 100));
  return self;
}

CsmsRequest *
csms_request_new_subscribe (const char *station_id)
{
  CsmsRequest *self = request_new (CSMS_ACTION_SUBSCRIBE, TRUE);

  if (station_id != NULL)
    add_station (self, station_id);
  return self;
}

CsmsRequest *
csms_request_new_unsubscribe (const char *subscription_id)
{
  CsmsRequest *self = request_new (CSMS_ACTION_UNSUBSCRIBE, TRUE);

  add_text (self, "subscriptionId", subscription_id, "A subscription is needed");
  return self;
}

CsmsRequest *
csms_request_new_get_events_recent (guint limit)
{
  CsmsRequest *self = request_new (CSMS_ACTION_GET_EVENTS_RECENT, TRUE);

  add_number (self, "limit", CLAMP (limit, 1, 200));
  return self;
}

CsmsRequest *
csms_request_new_get_events_since_id (const char *event_id,
                                      guint       limit)
{
  CsmsRequest *self = request_new (CSMS_ACTION_GET_EVENTS_SINCE, TRUE);

  add_text (self, "eventId", event_id, _("An event to begin after is needed"));
  add_number (self, "limit", CLAMP (limit, 1, 500));
  return self;
}

CsmsRequest *
csms_request_new_get_events_since_ts (gint64 ts_ms,
                                      guint  limit)
{
  CsmsRequest *self = request_new (CSMS_ACTION_GET_EVENTS_SINCE, TRUE);

  add_number (self, "ts", ts_ms);
  add_number (self, "limit", MIN (limit, 500));
  return self;
}

CsmsRequest *
csms_request_ref (CsmsRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
csms_request_unref (CsmsRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->params != NULL)
    g_string_free (self->params, TRUE);
  csms_key_free (self->api_key);
  g_free (self->problem);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (CsmsRequest, csms_request, csms_request_ref, csms_request_unref)

CsmsAction
csms_request_get_action (const CsmsRequest *self)
{
  g_return_val_if_fail (self != NULL, CSMS_ACTION_PING);

  return self->action;
}

/* An upper bound, so that a text with a key in it is never moved and left behind. */
static gsize
get_frame_size (const CsmsRequest *self,
                const char        *id)
{
  gsize params = self->params != NULL ? self->params->len : 0;
  gsize key = self->api_key != NULL ? strlen (self->api_key) : 0;

  return 128 + params + 6 * (key + strlen (id));
}

static void
append_params (const CsmsRequest *self,
               GString           *frame)
{
  if (self->params == NULL && self->api_key == NULL)
    return;

  g_string_append (frame, ",\"params\":{");
  if (self->params != NULL)
    {
      g_string_append (frame, self->params->str);
    }
  else
    {
      g_string_append (frame, "\"apiKey\":");
      csms_json_append_string (frame, self->api_key);
    }
  g_string_append_c (frame, '}');
}

char *
csms_request_encode_shown (const CsmsRequest *self,
                           const char        *id)
{
  g_autoptr (CsmsRequest) shown = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  if (self->api_key == NULL)
    return csms_request_encode (self, id, NULL);
  shown = csms_request_new_auth (CSMS_REDACTED);
  return csms_request_encode (shown, id, NULL);
}

char *
csms_request_encode (const CsmsRequest  *self,
                     const char         *id,
                     GError            **error)
{
  GString *frame = NULL;
  gsize length;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  if (self->problem != NULL)
    {
      g_set_error_literal (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_BAD_REQUEST, self->problem);
      return NULL;
    }

  frame = g_string_sized_new (get_frame_size (self, id));
  g_string_append (frame, "{\"id\":");
  csms_json_append_string (frame, id);
  g_string_append (frame, ",\"action\":");
  csms_json_append_string (frame, csms_action_to_string (self->action));
  append_params (self, frame);
  g_string_append_c (frame, '}');

  length = frame->len;
  if (length > CSMS_REQUEST_MAX_BYTES)
    {
      csms_key_wipe_free (g_string_free (frame, FALSE));
      g_set_error (error, CSMS_PROTOCOL_ERROR, CSMS_PROTOCOL_ERROR_BAD_REQUEST,
                   "The request would be %" G_GSIZE_FORMAT " bytes long, and a server takes no more than %d",
                   length, CSMS_REQUEST_MAX_BYTES);
      return NULL;
    }

  return g_string_free (frame, FALSE);
}
