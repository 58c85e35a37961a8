/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-wall-tile.h"

#include "csms-station-words.h"
#include "csms-status-icon.h"
#include "csms-text.h"

struct _CsmsWallTile
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkLabel *id;
  GtkLabel *name;
  GtkImage *icon;
  GtkLabel *word;
  GtkLabel *power;

  /* Owned */
  CsmsStation *station;
  gulong changed_id;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (CsmsWallTile, csms_wall_tile, GTK_TYPE_WIDGET)

static void
set_class (gpointer widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update (CsmsWallTile *self)
{
  g_autofree char *id = csms_text_clean (csms_station_get_id (self->station), CSMS_TEXT_SHORT);
  g_autofree char *name = csms_text_clean (csms_station_get_name (self->station), CSMS_TEXT_SHORT);
  g_autofree char *word = csms_status_icon_station_word (self->station);
  g_autofree char *draw = csms_station_words_draw (self->station);
  g_autofree char *spoken = csms_station_words_describe (self->station);
  CsmsStationCategory category = csms_station_get_category (self->station);

  gtk_label_set_text (self->id, id);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->word, word);
  gtk_label_set_text (self->power, draw);
  csms_status_icon_apply (csms_status_icon_for_station (self->station), self->icon);
  set_class (self, "attention", category == CSMS_STATION_ATTENTION);
  set_class (self, "offline", category == CSMS_STATION_OFFLINE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CsmsWallTile *self = CSMS_WALL_TILE (widget);

  self->tick_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CsmsWallTile *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
csms_wall_tile_dispose (GObject *object)
{
  CsmsWallTile *self = CSMS_WALL_TILE (object);

  csms_wall_tile_set_station (self, NULL);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (csms_wall_tile_parent_class)->dispose (object);
}

static void
csms_wall_tile_class_init (CsmsWallTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_wall_tile_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-wall-tile.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallTile, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallTile, id);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallTile, name);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallTile, icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallTile, word);
  gtk_widget_class_bind_template_child (widget_class, CsmsWallTile, power);
}

static void
csms_wall_tile_init (CsmsWallTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CsmsWallTile *
csms_wall_tile_new (void)
{
  return g_object_new (CSMS_TYPE_WALL_TILE, NULL);
}

void
csms_wall_tile_set_station (CsmsWallTile *self, CsmsStation *station)
{
  g_return_if_fail (CSMS_IS_WALL_TILE (self));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  if (self->station == station)
    return;
  if (self->station != NULL)
    g_clear_signal_handler (&self->changed_id, self->station);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  g_set_object (&self->station, station);
  if (station == NULL)
    return;
  self->changed_id = g_signal_connect_object (station, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}
