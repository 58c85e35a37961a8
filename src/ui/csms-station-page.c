/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "csms-connector-cards.h"
#include "csms-glossary.h"
#include "csms-notice.h"
#include "csms-station-header.h"
#include "csms-station-tabs.h"
#include "csms-text.h"

struct _CsmsStationPage
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *scroller;
  GtkWidget *content;
  CsmsStationHeader *header;
  CsmsNotice *error_notice;
  CsmsConnectorCards *cards;
  CsmsStationTabs *tabs;

  /* Owned */
  CsmsOperator *operator;
  CsmsStation *station;
  GSignalGroup *station_signals;
  GSignalGroup *operator_signals;

  guint second_id;
  guint tick_id;
  gboolean narrow;
  gboolean in_section;
};

enum
{
  PROP_SECTION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsStationPage, csms_station_page, GTK_TYPE_WIDGET)

static void
update_layout (CsmsStationPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->header), !self->in_section);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), !self->in_section);
  gtk_widget_set_margin_start (self->content, self->narrow ? 12 : 24);
  gtk_widget_set_margin_end (self->content, self->narrow ? 12 : 24);
  gtk_widget_set_margin_top (self->content, self->narrow ? 12 : 18);
  gtk_widget_set_margin_bottom (self->content, self->narrow ? 12 : 18);
  gtk_box_set_spacing (GTK_BOX (self->content), self->narrow ? 12 : 18);
  csms_station_header_set_narrow (self->header, self->narrow);
  csms_connector_cards_set_narrow (self->cards, self->narrow);
  csms_station_tabs_set_layout (self->tabs, self->narrow, self->in_section);
}

static void
set_in_section (CsmsStationPage *self, gboolean in_section)
{
  if (self->in_section == in_section)
    return;
  self->in_section = in_section;
  update_layout (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
}

static void
update_error (CsmsStationPage *self)
{
  const char *code = self->station != NULL ? csms_station_get_error_code (self->station) : NULL;
  g_autofree char *clean = csms_text_clean (code, CSMS_TEXT_SHORT);
  g_autofree char *title = NULL;
  CsmsMeaning meaning;

  gtk_widget_set_visible (GTK_WIDGET (self->error_notice), code != NULL && !self->in_section);
  if (code == NULL)
    return;
  csms_glossary_error_code (code, &meaning);
  title = g_strdup_printf (C_("error code", "%s: %s"), clean, meaning.meaning);
  csms_notice_show (self->error_notice, CSMS_NOTICE_ERROR, title, meaning.next_step);
}

static void
update (CsmsStationPage *self)
{
  if (self->station == NULL)
    return;
  csms_station_header_update (self->header, self->operator, self->station);
  update_error (self);
}

static void
update_all (CsmsStationPage *self)
{
  update (self);
  csms_connector_cards_update (self->cards);
  csms_station_tabs_update (self->tabs);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CsmsStationPage *self = CSMS_STATION_PAGE (widget);

  self->tick_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CsmsStationPage *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static gboolean
second_cb (gpointer user_data)
{
  update_all (user_data);
  return G_SOURCE_CONTINUE;
}

static void
section_opened_cb (CsmsStationPage *self)
{
  set_in_section (self, TRUE);
}

static void
refresh_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CsmsStationPage *self = CSMS_STATION_PAGE (widget);

  if (self->operator == NULL)
    return;
  csms_operator_refresh (self->operator);
  csms_station_tabs_refresh (self->tabs);
}

/* What is not on screen is not asked for: the frame budget is for the operator. */
static void
watch (CsmsStationPage *self)
{
  gboolean on_screen = gtk_widget_get_mapped (GTK_WIDGET (self)) && self->station != NULL;

  if (self->operator != NULL)
    csms_operator_watch_station (self->operator, on_screen ? csms_station_get_id (self->station) : NULL);
  csms_station_tabs_set_active (self->tabs, on_screen);
}

static gboolean
csms_station_page_grab_focus (GtkWidget *widget)
{
  CsmsStationPage *self = CSMS_STATION_PAGE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->cards)) || gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
csms_station_page_map (GtkWidget *widget)
{
  CsmsStationPage *self = CSMS_STATION_PAGE (widget);

  GTK_WIDGET_CLASS (csms_station_page_parent_class)->map (widget);
  self->second_id = g_timeout_add_seconds (1, second_cb, self);
  update_all (self);
  watch (self);
}

static void
csms_station_page_unmap (GtkWidget *widget)
{
  CsmsStationPage *self = CSMS_STATION_PAGE (widget);

  g_clear_handle_id (&self->second_id, g_source_remove);
  GTK_WIDGET_CLASS (csms_station_page_parent_class)->unmap (widget);
  if (self->scroller != NULL)
    watch (self);
}

static void
csms_station_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SECTION:
      g_value_set_string (value, csms_station_page_get_section (CSMS_STATION_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_station_page_dispose (GObject *object)
{
  CsmsStationPage *self = CSMS_STATION_PAGE (object);

  g_clear_handle_id (&self->second_id, g_source_remove);
  g_clear_object (&self->station_signals);
  g_clear_object (&self->operator_signals);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->station);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_station_page_parent_class)->dispose (object);
}

static void
csms_station_page_class_init (CsmsStationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_station_page_get_property;
  object_class->dispose = csms_station_page_dispose;
  widget_class->grab_focus = csms_station_page_grab_focus;
  widget_class->map = csms_station_page_map;
  widget_class->unmap = csms_station_page_unmap;

  properties[PROP_SECTION] =
    g_param_spec_string ("section", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_action (widget_class, "station.refresh", NULL, refresh_action);

  g_type_ensure (CSMS_TYPE_CONNECTOR_CARDS);
  g_type_ensure (CSMS_TYPE_NOTICE);
  g_type_ensure (CSMS_TYPE_STATION_HEADER);
  g_type_ensure (CSMS_TYPE_STATION_TABS);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-station-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationPage, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationPage, header);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationPage, error_notice);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationPage, cards);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationPage, tabs);
  gtk_widget_class_bind_template_callback (widget_class, section_opened_cb);
}

static void
csms_station_page_init (CsmsStationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->station_signals = g_signal_group_new (CSMS_TYPE_STATION);
  g_signal_group_connect_swapped (self->station_signals, "changed", G_CALLBACK (changed_cb), self);
  self->operator_signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->operator_signals, "notify::live", G_CALLBACK (update_all), self);
  update_layout (self);
}

void
csms_station_page_set_settings (CsmsStationPage *self, GSettings *settings)
{
  g_return_if_fail (CSMS_IS_STATION_PAGE (self));

  csms_connector_cards_set_settings (self->cards, settings);
}

void
csms_station_page_set_station (CsmsStationPage *self, CsmsOperator *operator, CsmsStation *station)
{
  g_return_if_fail (CSMS_IS_STATION_PAGE (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  if (self->operator == operator && self->station == station)
    return;
  if (self->operator != NULL && self->operator != operator)
    csms_operator_watch_station (self->operator, NULL);
  g_set_object (&self->operator, operator);
  g_set_object (&self->station, station);
  g_signal_group_set_target (self->operator_signals, operator);
  g_signal_group_set_target (self->station_signals, station);
  csms_connector_cards_set_station (self->cards, operator, station);
  csms_station_tabs_set_station (self->tabs, operator, station);
  set_in_section (self, FALSE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  update (self);
  watch (self);
}

void
csms_station_page_set_narrow (CsmsStationPage *self, gboolean narrow)
{
  g_return_if_fail (CSMS_IS_STATION_PAGE (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (!narrow)
    set_in_section (self, FALSE);
  update_layout (self);
}

const char *
csms_station_page_get_section (CsmsStationPage *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_PAGE (self), NULL);

  return self->in_section ? csms_station_tabs_get_title (self->tabs) : NULL;
}

gboolean
csms_station_page_back (CsmsStationPage *self)
{
  gboolean in_section;

  g_return_val_if_fail (CSMS_IS_STATION_PAGE (self), FALSE);

  in_section = self->in_section;
  set_in_section (self, FALSE);
  return in_section;
}

char *
csms_station_page_start (CsmsStationPage *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_PAGE (self), NULL);

  return self->station != NULL ? csms_connector_cards_start (self->cards) : g_strdup (_("No station is selected"));
}

char *
csms_station_page_stop (CsmsStationPage *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_PAGE (self), NULL);

  return self->station != NULL ? csms_connector_cards_stop (self->cards) : g_strdup (_("No station is selected"));
}
