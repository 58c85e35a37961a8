/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-row.h"

#include <glib/gi18n.h>

#include "csms-event-words.h"
#include "csms-text-scale.h"
#include "csms-text.h"

#define TIME_WIDTH 112
#define NAME_WIDTH 224
#define PLACE_WIDTH 116

struct _CsmsEventRow
{
  AdwBin parent_instance;

  /* Template */
  GtkBox *box;
  GtkLabel *day;
  GtkBox *marker;
  GtkImage *marker_icon;
  GtkLabel *marker_title;
  GtkLabel *marker_detail;
  GtkBox *line;
  GtkLabel *time;
  GtkLabel *name;
  GtkLabel *place;
  GtkImage *icon;
  GtkLabel *words;
  GtkLabel *second_line;
  GtkLabel *recovered;

  /* Owned */
  CsmsEvent *event;

  const char *icon_style;
};

G_DEFINE_FINAL_TYPE (CsmsEventRow, csms_event_row, ADW_TYPE_BIN)

static void
set_icon (CsmsEventRow *self, CsmsEventLook look)
{
  gtk_image_set_from_icon_name (self->icon, look.icon);
  if (self->icon_style == look.style)
    return;
  if (self->icon_style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->icon_style);
  if (look.style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), look.style);
  self->icon_style = look.style;
}

static void
csms_event_row_dispose (GObject *object)
{
  g_clear_object (&CSMS_EVENT_ROW (object)->event);

  G_OBJECT_CLASS (csms_event_row_parent_class)->dispose (object);
}

static void
csms_event_row_class_init (CsmsEventRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_event_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-event-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, box);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, day);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, marker);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, marker_icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, marker_title);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, marker_detail);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, line);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, time);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, name);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, place);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, words);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, second_line);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventRow, recovered);
}

static void
csms_event_row_init (CsmsEventRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CsmsEventRow *
csms_event_row_new (void)
{
  return g_object_new (CSMS_TYPE_EVENT_ROW, NULL);
}

void
csms_event_row_set_columns (GtkWidget *time, GtkWidget *name, GtkWidget *place)
{
  gtk_widget_set_size_request (time, csms_text_scale_px (time, TIME_WIDTH), -1);
  gtk_widget_set_size_request (name, csms_text_scale_px (name, NAME_WIDTH), -1);
  gtk_widget_set_size_request (place, csms_text_scale_px (place, PLACE_WIDTH), -1);
}

void
csms_event_row_bind (CsmsEventRow *self, CsmsEvent *event)
{
  const CsmsEventRecord *record;
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;
  g_autofree char *second = NULL;

  g_return_if_fail (CSMS_IS_EVENT_ROW (self));
  g_return_if_fail (event == NULL || CSMS_IS_EVENT (event));

  g_set_object (&self->event, event);
  gtk_widget_set_visible (GTK_WIDGET (self->box), event != NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, event != NULL ? -1 : 1);
  if (event == NULL)
    return;
  record = csms_event_get_record (event);
  time = csms_text_clock_ms (record->ts_ms);
  name = csms_text_clean (record->name, CSMS_TEXT_SHORT);
  place = csms_event_place (record);
  words = csms_event_words (record);
  second = *place != '\0' ? g_strdup_printf ("%s · %s · %s", time, place, name) : g_strdup_printf ("%s · %s", time, name);
  gtk_label_set_text (self->time, time);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->second_line, second);
  set_icon (self, csms_event_look (record));
  gtk_widget_set_visible (GTK_WIDGET (self->recovered), csms_event_get_origin (event) == CSMS_EVENT_RECOVERED);
}

void
csms_event_row_bind_unread (CsmsEventRow *self)
{
  g_return_if_fail (CSMS_IS_EVENT_ROW (self));

  g_clear_object (&self->event);
  gtk_widget_show (GTK_WIDGET (self->box));
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, -1);
  gtk_label_set_text (self->time, "…");
  gtk_label_set_text (self->name, "");
  gtk_label_set_text (self->place, "");
  gtk_label_set_text (self->words, "");
  gtk_label_set_text (self->second_line, "…");
  set_icon (self, (CsmsEventLook) { NULL, NULL });
  gtk_widget_hide (GTK_WIDGET (self->recovered));
  gtk_widget_hide (GTK_WIDGET (self->marker));
  csms_event_row_set_day (self, NULL);
}

CsmsEvent *
csms_event_row_get_event (CsmsEventRow *self)
{
  g_return_val_if_fail (CSMS_IS_EVENT_ROW (self), NULL);

  return self->event;
}

void
csms_event_row_set_compact (CsmsEventRow *self, gboolean compact)
{
  g_return_if_fail (CSMS_IS_EVENT_ROW (self));

  csms_event_row_set_columns (GTK_WIDGET (self->time), GTK_WIDGET (self->name), GTK_WIDGET (self->place));
  gtk_widget_set_visible (GTK_WIDGET (self->time), !compact);
  gtk_widget_set_visible (GTK_WIDGET (self->name), !compact);
  gtk_widget_set_visible (GTK_WIDGET (self->place), !compact);
  gtk_widget_set_visible (GTK_WIDGET (self->second_line), compact);
  gtk_widget_set_margin_top (GTK_WIDGET (self->line), compact ? 6 : 0);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->line), compact ? 6 : 0);
}

void
csms_event_row_set_marker (CsmsEventRow *self, gboolean warning, const char *title, const char *detail)
{
  g_return_if_fail (CSMS_IS_EVENT_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->marker), title != NULL);
  if (title == NULL)
    return;
  gtk_image_set_from_icon_name (self->marker_icon, warning ? "dialog-warning-symbolic" : "csms-catching-up-symbolic");
  if (warning)
    gtk_widget_add_css_class (GTK_WIDGET (self->marker), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->marker), "warning");
  gtk_label_set_text (self->marker_title, title);
  gtk_label_set_text (self->marker_detail, detail != NULL ? detail : "");
}

void
csms_event_row_set_day (CsmsEventRow *self, const char *day)
{
  g_return_if_fail (CSMS_IS_EVENT_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->day), day != NULL);
  gtk_label_set_text (self->day, day != NULL ? day : "");
}

gboolean
csms_event_row_shows_day (CsmsEventRow *self, const char *day)
{
  g_return_val_if_fail (CSMS_IS_EVENT_ROW (self), FALSE);

  return g_str_equal (gtk_label_get_text (self->day), day != NULL ? day : "");
}

gboolean
csms_event_row_shows_marker (CsmsEventRow *self, const char *title)
{
  g_return_val_if_fail (CSMS_IS_EVENT_ROW (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->marker)))
    return title == NULL;
  return g_strcmp0 (gtk_label_get_text (self->marker_title), title) == 0;
}

char *
csms_event_row_make_name (CsmsEvent *event)
{
  const CsmsEventRecord *record;
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;
  g_autofree char *words = NULL;
  const char *recovered;

  g_return_val_if_fail (CSMS_IS_EVENT (event), NULL);

  record = csms_event_get_record (event);
  time = csms_text_clock_ms (record->ts_ms);
  name = csms_text_clean (record->name, CSMS_TEXT_SHORT);
  place = csms_event_place (record);
  words = csms_event_words (record);
  recovered = csms_event_get_origin (event) == CSMS_EVENT_RECOVERED ? _(", recovered") : "";
  if (*place == '\0')
    return g_strdup_printf ("%s, %s, %s%s", time, name, words, recovered);
  return g_strdup_printf ("%s, %s, %s, %s%s", time, name, place, words, recovered);
}
