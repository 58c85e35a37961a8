/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-header.h"

#include <glib/gi18n.h>

#include "csms-connector-words.h"
#include "csms-status-icon.h"
#include "csms-text.h"

struct _CsmsStationHeader
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkWidget *names;
  GtkLabel *id;
  GtkLabel *name;
  GtkImage *icon;
  GtkLabel *word;
  GtkLabel *since;
  GtkWidget *dot;
  GtkLabel *seen;
  GtkLabel *seen_at_end;
  GtkWidget *refresh_button;
};

G_DEFINE_FINAL_TYPE (CsmsStationHeader, csms_station_header, GTK_TYPE_WIDGET)

static char *
describe_since (CsmsStation *station, gboolean live, gint64 now_ms)
{
  CsmsConnector *worst = csms_status_icon_worst (station);
  gint64 since_ms = worst != NULL ? csms_connector_get_since_ms (worst) : 0;
  g_autofree char *when = NULL;

  if (!live)
    {
      when = csms_text_when (now_ms, now_ms);
      /* Translators: after a status word: the time as of which it is known */
      return g_strdup_printf (_("at %s"), when);
    }
  if (since_ms <= 0 || !csms_station_get_online (station))
    return g_strdup ("");
  when = csms_text_when (since_ms, now_ms);
  return g_strdup_printf (_("since %s"), when);
}

static char *
describe_seen (CsmsStation *station, gboolean live, gint64 now_ms, gboolean short_form)
{
  gint64 seen_ms = csms_station_get_last_seen_ms (station);
  gboolean age = live && csms_station_get_online (station) && now_ms - seen_ms < 24 * 3600 * G_GINT64_CONSTANT (1000);
  g_autofree char *words = NULL;

  if (seen_ms <= 0)
    return g_strdup (_("never seen"));
  words = age ? csms_text_age (now_ms - seen_ms) : csms_text_when (seen_ms, now_ms);
  if (age)
    return g_strdup_printf (short_form ? C_("age", "%s ago") : _("last seen %s ago"), words);
  return g_strdup_printf (_("last seen %s"), words);
}

static void
csms_station_header_dispose (GObject *object)
{
  g_clear_pointer (&CSMS_STATION_HEADER (object)->content, gtk_widget_unparent);

  G_OBJECT_CLASS (csms_station_header_parent_class)->dispose (object);
}

static void
csms_station_header_class_init (CsmsStationHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_station_header_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-station-header.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, names);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, id);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, name);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, word);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, since);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, dot);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, seen);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, seen_at_end);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationHeader, refresh_button);
}

static void
csms_station_header_init (CsmsStationHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_station_header_set_narrow (CsmsStationHeader *self, gboolean narrow)
{
  g_return_if_fail (CSMS_IS_STATION_HEADER (self));

  gtk_widget_set_visible (self->names, !narrow);
  gtk_widget_set_visible (self->refresh_button, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->seen), !narrow);
  gtk_widget_set_visible (self->dot, !narrow && gtk_widget_get_visible (GTK_WIDGET (self->since)));
  gtk_widget_set_visible (GTK_WIDGET (self->seen_at_end), narrow);
  gtk_widget_set_margin_start (self->content, narrow ? 6 : 0);
  gtk_widget_set_margin_end (self->content, narrow ? 6 : 0);
}

void
csms_station_header_update (CsmsStationHeader *self, CsmsOperator *operator, CsmsStation *station)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *word = NULL;
  g_autofree char *since = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *seen_short = NULL;
  g_autofree char *exact = NULL;
  gboolean live;
  gint64 now_ms, server_now_ms;

  g_return_if_fail (CSMS_IS_STATION_HEADER (self));
  g_return_if_fail (CSMS_IS_OPERATOR (operator));
  g_return_if_fail (CSMS_IS_STATION (station));

  live = csms_operator_get_live (operator);
  now_ms = csms_connector_words_as_of (operator);
  server_now_ms = csms_connector_words_server_as_of (operator);
  id = csms_text_clean (csms_station_get_id (station), CSMS_TEXT_SHORT);
  name = csms_text_clean (csms_station_get_name (station), CSMS_TEXT_SHORT);
  word = csms_status_icon_station_word (station);
  since = describe_since (station, live, now_ms);
  seen = describe_seen (station, live, server_now_ms, FALSE);
  seen_short = describe_seen (station, live, server_now_ms, TRUE);
  exact = csms_text_exact (csms_station_get_last_seen_ms (station));

  gtk_label_set_text (self->id, id);
  gtk_label_set_text (self->name, name);
  csms_status_icon_apply (csms_status_icon_for_station (station), self->icon);
  gtk_label_set_text (self->word, word);
  gtk_label_set_text (self->since, since);
  gtk_widget_set_visible (GTK_WIDGET (self->since), *since != '\0');
  gtk_label_set_text (self->seen, seen);
  gtk_widget_set_visible (self->dot, *since != '\0' && gtk_widget_get_visible (GTK_WIDGET (self->seen)));
  gtk_label_set_text (self->seen_at_end, seen_short);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self->seen)), exact) != 0)
    {
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->seen), exact);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->seen_at_end), exact);
    }
  gtk_widget_set_sensitive (self->refresh_button, live);
  if (live)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
}

char *
csms_station_header_get_words (CsmsStationHeader *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_HEADER (self), NULL);

  return g_strdup_printf (gtk_widget_get_visible (self->dot) ? "%s %s · %s" : "%s %s%s", gtk_label_get_text (self->word),
                          gtk_label_get_text (self->since), gtk_label_get_text (self->seen));
}
