/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "csms-glossary.h"
#include "csms-status-icon.h"
#include "csms-text.h"

static gboolean
has_error (const CsmsEventRecord *record)
{
  return record->error_code != NULL && *record->error_code != '\0' && !g_str_equal (record->error_code, "NoError");
}

static CsmsEventLook
remote_result_look (const CsmsEventRecord *record)
{
  if (g_strcmp0 (record->status_text, "Accepted") == 0)
    return (CsmsEventLook) { "object-select-symbolic", "success" };
  if (g_strcmp0 (record->status_text, "Rejected") == 0)
    return (CsmsEventLook) { "dialog-warning-symbolic", "error" };
  return (CsmsEventLook) { "dialog-question-symbolic", "warning" };
}

CsmsEventLook
csms_event_look (const CsmsEventRecord *record)
{
  CsmsStatusIcon icon;

  switch (record->kind)
    {
    case CSMS_EVENT_CONNECTOR_STATUS_CHANGED:
      icon = csms_status_icon_for (record->status);
      return (CsmsEventLook) { csms_status_icon_get_name (icon), csms_status_icon_get_style (icon) };
    case CSMS_EVENT_TRANSACTION_STARTED:
      return (CsmsEventLook) { "thunderbolt-symbolic", "accent" };
    case CSMS_EVENT_TRANSACTION_STOPPED:
      return (CsmsEventLook) { "media-playback-stop-symbolic", "secondary" };
    case CSMS_EVENT_REMOTE_START_RESULT:
    case CSMS_EVENT_REMOTE_STOP_RESULT:
      return remote_result_look (record);
    case CSMS_EVENT_METER_VALUES_DELTA:
      return (CsmsEventLook) { "power-profile-balanced-symbolic", "secondary" };
    case CSMS_EVENT_SESSION_EXPIRED:
      return (CsmsEventLook) { "changes-prevent-symbolic", "warning" };
    case CSMS_EVENT_RATE_LIMIT:
    case CSMS_EVENT_MESSAGE_TOO_LARGE:
      return (CsmsEventLook) { "dialog-warning-symbolic", "error" };
    case CSMS_EVENT_OTHER:
    default:
      return (CsmsEventLook) { "dialog-information-symbolic", "secondary" };
    }
}

static char *
status_words (const CsmsEventRecord *record)
{
  g_autofree char *status = csms_text_clean (record->status_text, CSMS_TEXT_SHORT);
  g_autofree char *code = csms_text_clean (record->error_code, CSMS_TEXT_SHORT);

  if (has_error (record))
    return g_strdup_printf ("%s, %s", status, code);
  if (record->error_code != NULL)
    return g_strdup_printf (_("%s, no error"), status);
  /* Where the server said nothing about an error, neither do we. */
  return g_steal_pointer (&status);
}

static char *
stopped_words (const CsmsEventRecord *record)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (isfinite (record->total_kwh))
    {
      g_autofree char *energy = csms_text_number (record->total_kwh, 2);

      g_ptr_array_add (parts, g_strdup_printf (_("%s kWh"), energy));
    }
  if (record->start_time_ms > 0 && record->stop_time_ms >= record->start_time_ms)
    g_ptr_array_add (parts, csms_text_duration (record->stop_time_ms - record->start_time_ms));
  if (isfinite (record->cost))
    {
      g_autofree char *cost = csms_text_number (record->cost, 2);

      g_ptr_array_add (parts, g_strdup_printf (_("cost %s"), cost));
    }
  if (record->reason != NULL)
    g_ptr_array_add (parts, csms_text_clean (record->reason, CSMS_TEXT_SHORT));
  if (parts->len == 0)
    return g_strdup (_("Charging stopped"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

static char *
meter_words (const CsmsEventRecord *record)
{
  g_autofree char *total = NULL;
  g_autofree char *delta = NULL;
  g_autofree char *measurand = NULL;
  g_autofree char *unit = NULL;
  double energy_wh = csms_event_record_get_energy_wh (record);

  if (isfinite (energy_wh))
    {
      gboolean kilo = g_strcmp0 (record->unit, "kWh") == 0;

      total = csms_text_number (energy_wh / 1000, 2);
      if (!isfinite (record->delta))
        return g_strdup_printf (_("%s kWh in all"), total);
      delta = csms_text_number (fabs (kilo ? record->delta : record->delta / 1000), 2);
      return g_strdup_printf (record->delta < 0 ? _("%s kWh in all, %s kWh less") : _("%s kWh in all, %s kWh more"), total, delta);
    }
  measurand = csms_text_clean (record->measurand, CSMS_TEXT_SHORT);
  unit = csms_text_clean (record->unit, CSMS_TEXT_SHORT);
  total = csms_text_number (record->total, 1);
  return g_strdup_printf ("%s %s %s", measurand, total, unit);
}

static char *
remote_words (const CsmsEventRecord *record)
{
  g_autofree char *status = csms_text_clean (record->status_text, CSMS_TEXT_SHORT);
  g_autofree char *tag = csms_text_clean (record->id_tag, CSMS_TEXT_SHORT);

  if (*tag == '\0')
    return g_steal_pointer (&status);
  return g_strdup_printf (_("%s for ID tag %s"), status, tag);
}

char *
csms_event_words (const CsmsEventRecord *record)
{
  g_autofree char *tag = NULL;

  switch (record->kind)
    {
    case CSMS_EVENT_CONNECTOR_STATUS_CHANGED:
      return status_words (record);
    case CSMS_EVENT_TRANSACTION_STARTED:
      tag = csms_text_clean (record->id_tag, CSMS_TEXT_SHORT);
      return *tag != '\0' ? g_strdup_printf (_("ID tag %s"), tag) : g_strdup (_("Charging started"));
    case CSMS_EVENT_TRANSACTION_STOPPED:
      return stopped_words (record);
    case CSMS_EVENT_REMOTE_START_RESULT:
    case CSMS_EVENT_REMOTE_STOP_RESULT:
      return remote_words (record);
    case CSMS_EVENT_METER_VALUES_DELTA:
      return meter_words (record);
    case CSMS_EVENT_SESSION_EXPIRED:
      return g_strdup (_("The session has expired"));
    case CSMS_EVENT_RATE_LIMIT:
      return g_strdup (_("The server ends the connection: too many messages"));
    case CSMS_EVENT_MESSAGE_TOO_LARGE:
      return g_strdup (_("The server ends the connection: a message was too large"));
    case CSMS_EVENT_OTHER:
    default:
      return csms_text_clean (record->json, CSMS_TEXT_SHORT);
    }
}

char *
csms_event_place (const CsmsEventRecord *record)
{
  g_autofree char *station = csms_text_clean (record->station_id, CSMS_TEXT_SHORT);

  if (*station == '\0' || record->connector_id <= 0)
    return g_steal_pointer (&station);
  return g_strdup_printf ("%s/%d", station, record->connector_id);
}

/* A meaning is written to go on after "Word: "; alone it begins a sentence. */
static char *
make_sentences (const CsmsMeaning *meaning)
{
  char first[7] = { 0 };

  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (meaning->meaning)), first);
  return g_strconcat (first, g_utf8_next_char (meaning->meaning), ".", meaning->next_step != NULL ? " " : NULL,
                      meaning->next_step, NULL);
}

char *
csms_event_heading (const CsmsEventRecord *record, char **meaning)
{
  CsmsMeaning known = { NULL };
  const char *word = record->name;

  if (record->kind == CSMS_EVENT_CONNECTOR_STATUS_CHANGED && has_error (record))
    {
      word = record->error_code;
      csms_glossary_error_code (word, &known);
    }
  else if (record->kind == CSMS_EVENT_CONNECTOR_STATUS_CHANGED)
    {
      word = record->status_text;
      known = csms_glossary_status (record->status);
    }
  else if (record->kind == CSMS_EVENT_TRANSACTION_STOPPED && record->reason != NULL)
    {
      word = record->reason;
      csms_glossary_stop_reason (word, &known);
    }
  *meaning = NULL;
  if (known.meaning != NULL)
    *meaning = make_sentences (&known);
  return csms_text_clean (word, CSMS_TEXT_SHORT);
}

gboolean
csms_event_matches (const CsmsEventRecord *record, const char *needle)
{
  g_autofree char *place = NULL;

  if (csms_text_contains (record->json, needle) || csms_text_contains (record->name, needle))
    return TRUE;
  if (record->station_id == NULL || strchr (needle, '/') == NULL)
    return FALSE;
  place = csms_event_place (record);
  return csms_text_contains (place, needle);
}
