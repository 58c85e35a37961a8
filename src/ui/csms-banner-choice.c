/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-banner-choice.h"

#include <glib/gi18n.h>

#include "csms-text.h"

static gboolean
needs_consent (const CsmsBannerFacts *facts)
{
  return facts->status->problem_code == CSMS_OPERATOR_ERROR_NEEDS_CONSENT;
}

static CsmsBannerKind
choose_kind (const CsmsBannerFacts *facts)
{
  const CsmsSeatStatus *status = facts->status;

  if (status->state == CSMS_SEAT_KEY_REFUSED)
    return CSMS_BANNER_KEY_REFUSED;
  if (status->state == CSMS_SEAT_STOPPED && status->problem != NULL)
    return CSMS_BANNER_NOT_STARTED;
  if (status->journal_problem != NULL && !status->journal_working)
    return CSMS_BANNER_JOURNAL;
  if (status->state == CSMS_SEAT_OFFLINE || (status->state == CSMS_SEAT_CONNECTING && status->ever_live))
    return CSMS_BANNER_OFFLINE;
  if (status->state == CSMS_SEAT_CATCHING_UP && status->ever_live)
    return CSMS_BANNER_CATCHING_UP;
  if (status->gap && status->gap_to_ms > facts->seen_gap_to_ms)
    return CSMS_BANNER_GAP;
  if (status->shared_address)
    return CSMS_BANNER_SHARED;
  if (facts->n_unconfirmed > 0)
    return CSMS_BANNER_UNCONFIRMED;
  if (status->safety == CSMS_ADDRESS_PUBLIC && !facts->seen_unencrypted)
    return CSMS_BANNER_UNENCRYPTED;
  if (status->journal_problem != NULL && !facts->seen_set_aside)
    return CSMS_BANNER_SET_ASIDE;
  return CSMS_BANNER_NONE;
}

static void
fill_offline (const CsmsSeatStatus *status, CsmsBannerMessage *message)
{
  g_autofree char *since = csms_text_clock (status->not_live_since_ms);

  message->style = "warning";
  message->icon = "network-offline-symbolic";
  message->button = _("Reconnect now");
  message->action = "win.reconnect";
  if (status->ever_live)
    message->text = g_strdup_printf (_("Not connected since %s, values are old"), since);
  else if (status->problem != NULL)
    message->text = csms_text_clean (status->problem, CSMS_TEXT_LONG);
  else
    message->text = g_strdup (_("The server cannot be reached"));
}

static void
fill_not_started (const CsmsBannerFacts *facts, CsmsBannerMessage *message)
{
  message->style = "error";
  message->icon = "dialog-password-symbolic";
  if (needs_consent (facts))
    {
      message->icon = "channel-insecure-symbolic";
      message->text = g_strdup (_("Not connected: this address is not encrypted"));
      message->button = _("Review…");
      message->action = "win.consent";
      return;
    }
  message->text = csms_text_clean (facts->status->problem, CSMS_TEXT_LONG);
  message->button = _("Preferences");
  message->action = "win.server-key";
}

static void
fill_unconfirmed (const CsmsBannerFacts *facts, CsmsBannerMessage *message)
{
  g_autofree char *station = csms_text_clean (facts->station_id, CSMS_TEXT_SHORT);

  message->style = "warning";
  message->icon = "dialog-question-symbolic";
  if (facts->n_unconfirmed == 1)
    /* Translators: station and connector, "fora072/1" */
    message->text = g_strdup_printf (_("Command outcome unknown on %s/%d"), station, facts->connector_id);
  else
    message->text = g_strdup_printf (ngettext ("Outcome of %u command unknown, the first on %s/%d",
                                               "Outcomes of %u commands unknown, the first on %s/%d",
                                               facts->n_unconfirmed),
                                     facts->n_unconfirmed, station, facts->connector_id);
  message->button = C_("banner", "Show");
  message->action = "app.show-station";
  message->target = g_strdup (facts->station_id);
}

static void
fill_gap (const CsmsSeatStatus *status, CsmsBannerMessage *message)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  message->style = "warning";
  message->icon = "dialog-warning-symbolic";
  csms_text_span (status->gap_from_ms, status->gap_to_ms, status->gap_to_ms, &from, &to);
  message->text = g_strdup_printf (_("Events may have been missed between %s and %s"), from, to);
  message->button = C_("banner", "Dismiss");
}

void
csms_banner_choose (const CsmsBannerFacts *facts, CsmsBannerMessage *message)
{
  g_autofree char *since = NULL;

  *message = (CsmsBannerMessage) { .kind = choose_kind (facts) };
  switch (message->kind)
    {
    case CSMS_BANNER_KEY_REFUSED:
      message->style = "error";
      message->icon = "dialog-password-symbolic";
      /* Where there is no key to refuse (none stored, no keyring), the seat's own words say so. */
      if (facts->status->problem_code != -1 && facts->status->problem != NULL)
        message->text = csms_text_clean (facts->status->problem, CSMS_TEXT_LONG);
      else
        message->text = g_strdup (_("The server refused the API key"));
      message->button = _("Preferences");
      message->action = "win.server-key";
      break;
    case CSMS_BANNER_NOT_STARTED:
      fill_not_started (facts, message);
      break;
    case CSMS_BANNER_JOURNAL:
      message->style = "error";
      message->icon = "drive-harddisk-symbolic";
      message->text = csms_text_clean (facts->status->journal_problem, CSMS_TEXT_LONG);
      break;
    case CSMS_BANNER_SHARED:
      message->style = "warning";
      message->icon = "dialog-warning-symbolic";
      message->text = g_strdup (_("Another client shares this address, events were recovered by polling"));
      break;
    case CSMS_BANNER_SET_ASIDE:
      message->style = "info";
      message->icon = "drive-harddisk-symbolic";
      message->text = csms_text_clean (facts->status->journal_problem, CSMS_TEXT_LONG);
      message->button = C_("banner", "Dismiss");
      break;
    case CSMS_BANNER_OFFLINE:
      fill_offline (facts->status, message);
      break;
    case CSMS_BANNER_CATCHING_UP:
      since = csms_text_clock (facts->status->not_live_since_ms);
      message->style = "info";
      message->icon = "csms-catching-up-symbolic";
      message->text = g_strdup_printf (_("Connected again and catching up, values are from %s"), since);
      break;
    case CSMS_BANNER_GAP:
      fill_gap (facts->status, message);
      break;
    case CSMS_BANNER_UNCONFIRMED:
      fill_unconfirmed (facts, message);
      break;
    case CSMS_BANNER_UNENCRYPTED:
      message->style = "info";
      message->icon = "channel-insecure-symbolic";
      message->text = g_strdup (_("This connection is not encrypted: others on the way can read and change it"));
      message->button = C_("banner", "Dismiss");
      break;
    case CSMS_BANNER_NONE:
    default:
      break;
    }
}

void
csms_banner_message_clear (CsmsBannerMessage *message)
{
  g_clear_pointer (&message->text, g_free);
  g_clear_pointer (&message->target, g_free);
}
