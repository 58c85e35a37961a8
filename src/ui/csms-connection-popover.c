/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-connection-popover.h"

#include <glib/gi18n.h>

#include "csms-connection-words.h"
#include "csms-text.h"

struct _CsmsConnectionPopover
{
  GtkPopover parent_instance;

  /* Template */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *server;
  GtkLabel *session;
  GtkLabel *round_trip;
  GtkLabel *last_event;
  GtkLabel *last_event_age;
  GtkLabel *recovered;
  GtkProgressBar *budget_bar;
  GtkLabel *budget;
  GtkWidget *stop_catching_up;

  const char *style;
};

G_DEFINE_FINAL_TYPE (CsmsConnectionPopover, csms_connection_popover, GTK_TYPE_POPOVER)

static char *
make_subtitle (const CsmsSeatStatus *status, gint64 now_ms)
{
  g_autofree char *since = csms_text_when (status->not_live_since_ms, now_ms);
  guint seconds = csms_connection_seconds (status, g_get_monotonic_time ());
  GString *text = g_string_new (NULL);

  if (status->state == CSMS_SEAT_LIVE)
    g_string_append (text, _("All that is shown is what the server says now."));
  else if (status->ever_live)
    g_string_append_printf (text, _("Not live since %s."), since);
  if (status->state == CSMS_SEAT_OFFLINE && seconds > 0)
    g_string_append_printf (text, text->len > 0 ? _(" The next try in %u s.") : _("The next try in %u s."), seconds);
  if (status->problem != NULL)
    {
      g_autofree char *problem = csms_text_clean (status->problem, CSMS_TEXT_LONG);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, problem);
    }
  return g_string_free (text, FALSE);
}

static char *
make_session (const CsmsSeatStatus *status, gint64 now_ms)
{
  g_autofree char *left = NULL;

  if (status->session_id == NULL || status->session_expires_ms == 0)
    return g_strdup (_("none"));
  if (status->session_expires_ms <= now_ms)
    return g_strdup (_("over, it is renewed when needed"));
  left = csms_text_duration (status->session_expires_ms - now_ms);
  return g_strdup_printf (_("ends in %s"), left);
}

static char *
make_round_trip (const CsmsSeatStatus *status)
{
  g_autofree char *ms = NULL;

  if (status->rtt_us < 0)
    return g_strdup (status->state == CSMS_SEAT_LIVE ? _("not measured yet") : _("not known"));
  ms = csms_text_number ((double) status->rtt_us / 1000, status->rtt_us < 10000 ? 1 : 0);
  return g_strdup_printf (_("%s ms"), ms);
}

static char *
make_recovered (const CsmsSeatStatus *status, gint64 now_ms)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (status->recovered == 0)
    return g_strdup (_("none so far"));
  if (status->recovered_last == 0 || status->recovered_from_ms == 0)
    return g_strdup_printf (ngettext ("%u event", "%u events", (gulong) status->recovered), (guint) status->recovered);
  csms_text_span (status->recovered_from_ms, status->recovered_to_ms, now_ms, &from, &to);
  /* Translators: number of events, then two times: "143 events, the last from 10:02 to 10:07" */
  return g_strdup_printf (ngettext ("%u event, from %s to %s", "%u events, the last from %s to %s", (gulong) status->recovered),
                          (guint) status->recovered, from, to);
}

static void
take_text (GtkLabel *label, char *text)
{
  gtk_label_set_text (label, text);
  g_free (text);
}

static void
update_head (CsmsConnectionPopover *self, const CsmsSeatStatus *status, gint64 now_ms)
{
  const char *style = csms_connection_style (status->state);

  if (self->style != style)
    {
      if (self->style != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
      if (style != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
      self->style = style;
    }
  gtk_image_set_from_icon_name (self->icon, csms_connection_icon (status->state));
  if (status->state == CSMS_SEAT_OFFLINE)
    gtk_label_set_text (self->title, _("Not connected"));
  else
    take_text (self->title, csms_connection_words (status, g_get_monotonic_time ()));
  take_text (self->subtitle, make_subtitle (status, now_ms));
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), *gtk_label_get_text (self->subtitle) != '\0');
}

static void
update_last_event (CsmsConnectionPopover *self, const CsmsSeatStatus *status, gint64 now_ms)
{
  g_autofree char *age = NULL;

  if (status->last_event_id == NULL)
    {
      gtk_label_set_text (self->last_event, _("none yet"));
      gtk_label_set_text (self->last_event_age, "");
      return;
    }
  take_text (self->last_event, csms_text_clean (status->last_event_id, CSMS_TEXT_SHORT));
  if (status->last_event_ms == 0)
    {
      gtk_label_set_text (self->last_event_age, "");
      return;
    }
  if (status->state == CSMS_SEAT_LIVE)
    {
      age = csms_text_age (now_ms - status->last_event_ms);
      /* Translators: follows an event id: "evt-1763888519204-k3f9a, 2 s ago" */
      take_text (self->last_event_age, g_strdup_printf (_(", %s ago"), age));
    }
  else
    {
      age = csms_text_when (status->last_event_ms, now_ms);
      /* Translators: follows an event id: "evt-1763888519204-k3f9a, at 10:02" */
      take_text (self->last_event_age, g_strdup_printf (_(", at %s"), age));
    }
}

static void
csms_connection_popover_class_init (CsmsConnectionPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-connection-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, title);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, server);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, session);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, round_trip);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, last_event);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, last_event_age);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, recovered);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, budget_bar);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, budget);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectionPopover, stop_catching_up);
}

static void
csms_connection_popover_init (CsmsConnectionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_connection_popover_update (CsmsConnectionPopover *self, CsmsOperator *operator)
{
  const CsmsSeatStatus *status;
  gint64 now_ms = csms_text_now ();

  g_return_if_fail (CSMS_IS_CONNECTION_POPOVER (self));
  g_return_if_fail (CSMS_IS_OPERATOR (operator));

  status = csms_operator_get_status (operator);
  update_head (self, status, now_ms);
  take_text (self->server, csms_text_clean (csms_server_get_url (csms_operator_get_server (operator)), CSMS_TEXT_LONG));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->server), gtk_label_get_text (self->server));
  take_text (self->session, make_session (status, now_ms));
  take_text (self->round_trip, make_round_trip (status));
  update_last_event (self, status, now_ms);
  take_text (self->recovered, make_recovered (status, now_ms));
  gtk_widget_set_visible (self->stop_catching_up, status->state == CSMS_SEAT_CATCHING_UP);
  gtk_progress_bar_set_fraction (self->budget_bar,
                                 status->frames_max > 0 ? CLAMP ((double) status->frames_used / status->frames_max, 0, 1) : 0);
  /* Translators: frames sent, of frames that may be sent, in ten seconds */
  take_text (self->budget, g_strdup_printf (_("%u of %u in 10 s"), status->frames_used, status->frames_max));
}
