/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-details.h"

#include <glib/gi18n.h>

#include "csms-event-words.h"
#include "csms-pretty-json.h"
#include "csms-text.h"

struct _CsmsEventDetails
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel *place;
  GtkImage *icon;
  GtkLabel *words;
  GtkLabel *time;
  GtkLabel *heading;
  GtkLabel *meaning;
  GtkButton *show_station;
  GtkLabel *raw_title;
  GtkLabel *json;

  /* Owned */
  CsmsEvent *event;

  const char *icon_style;
};

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsEventDetails, csms_event_details, ADW_TYPE_BIN)

static void
close_cb (CsmsEventDetails *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
show_station_cb (CsmsEventDetails *self)
{
  if (self->event != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.show-station", "s", csms_event_get_record (self->event)->station_id);
}

static void
copy_cb (CsmsEventDetails *self)
{
  const char *raw = self->event != NULL ? csms_event_get_record (self->event)->json : NULL;
  g_autofree char *json = csms_pretty_json (raw != NULL ? raw : "");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), json);
}

static void
set_icon (CsmsEventDetails *self, CsmsEventLook look)
{
  gtk_image_set_from_icon_name (self->icon, look.icon);
  if (self->icon_style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->icon_style);
  self->icon_style = look.style;
  if (look.style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), look.style);
}

static char *
make_time (CsmsEvent *event)
{
  const CsmsEventRecord *record = csms_event_get_record (event);
  g_autofree char *day = csms_text_when (record->ts_ms, csms_text_now ());
  g_autofree char *minute = csms_text_clock (record->ts_ms);
  g_autofree char *clock = csms_text_clock_ms (record->ts_ms);
  g_autofree char *text = NULL;

  /* Of today the exact time says it all. */
  text = g_str_equal (day, minute) ? g_steal_pointer (&clock) : g_strdup_printf ("%s (%s)", day, clock);
  if (csms_event_get_origin (event) == CSMS_EVENT_RECOVERED)
    /* Translators: when it was: "10:02:31.009, recovered from the server's log" */
    return g_strdup_printf (_("%s, recovered from the server’s log"), text);
  return g_steal_pointer (&text);
}

static void
csms_event_details_dispose (GObject *object)
{
  g_clear_object (&CSMS_EVENT_DETAILS (object)->event);

  G_OBJECT_CLASS (csms_event_details_parent_class)->dispose (object);
}

static void
csms_event_details_class_init (CsmsEventDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_event_details_dispose;
  signals[CLOSED] = g_signal_new ("closed", CSMS_TYPE_EVENT_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-event-details.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsEventDetails, place);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventDetails, icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventDetails, words);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventDetails, time);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventDetails, heading);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventDetails, meaning);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventDetails, show_station);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventDetails, raw_title);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventDetails, json);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_station_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
csms_event_details_init (CsmsEventDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
csms_event_details_set_event (CsmsEventDetails *self, CsmsEvent *event)
{
  const CsmsEventRecord *record;
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;
  g_autofree char *time = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *meaning = NULL;
  g_autofree char *json = NULL;

  g_return_if_fail (CSMS_IS_EVENT_DETAILS (self));
  g_return_if_fail (event == NULL || CSMS_IS_EVENT (event));

  if (!g_set_object (&self->event, event) || event == NULL)
    return;
  record = csms_event_get_record (event);
  place = csms_event_place (record);
  name = csms_text_clean (record->name, CSMS_TEXT_SHORT);
  words = csms_event_words (record);
  time = make_time (event);
  heading = csms_event_heading (record, &meaning);
  json = csms_pretty_json_shown (record->json != NULL ? record->json : "");
  gtk_label_set_text (self->place, *place != '\0' ? place : name);
  set_icon (self, csms_event_look (record));
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->time, time);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->meaning, meaning != NULL ? meaning : "");
  gtk_widget_set_visible (GTK_WIDGET (self->meaning), meaning != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->show_station), record->station_id != NULL);
  gtk_label_set_text (self->json, json);
}
