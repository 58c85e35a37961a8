/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-filter-tile.h"

#include <glib/gi18n.h>

#include "csms-status-icon.h"
#include "csms-text.h"

struct _CsmsFilterTile
{
  GtkToggleButton parent_instance;

  /* Template */
  GtkImage *image;
  GtkLabel *count_label;
  GtkLabel *word_label;

  int category;
  int icon;
  guint count;
};

enum
{
  PROP_CATEGORY = 1,
  PROP_ICON,
  PROP_WORD,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CsmsFilterTile, csms_filter_tile, GTK_TYPE_TOGGLE_BUTTON)

static void
update (CsmsFilterTile *self)
{
  g_autofree char *number = csms_text_number (self->count, 0);
  g_autofree char *name = NULL;

  gtk_label_set_text (self->count_label, number);
  /* Translators: a filter and how many stations it shows, as a screen reader says it: "Charging, 6" */
  name = g_strdup_printf (C_("filter", "%s, %s"), gtk_label_get_text (self->word_label), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
csms_filter_tile_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsFilterTile *self = CSMS_FILTER_TILE (object);

  switch (prop_id)
    {
    case PROP_CATEGORY:
      g_value_set_int (value, self->category);
      break;
    case PROP_ICON:
      g_value_set_int (value, self->icon);
      break;
    case PROP_WORD:
      g_value_set_string (value, gtk_label_get_text (self->word_label));
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_filter_tile_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CsmsFilterTile *self = CSMS_FILTER_TILE (object);
  const char *word;

  switch (prop_id)
    {
    case PROP_CATEGORY:
      self->category = g_value_get_int (value);
      break;
    case PROP_ICON:
      self->icon = g_value_get_int (value);
      gtk_widget_set_visible (GTK_WIDGET (self->image), self->icon >= 0);
      if (self->icon >= 0)
        csms_status_icon_apply (self->icon, self->image);
      break;
    case PROP_WORD:
      word = g_value_get_string (value);
      gtk_label_set_text (self->word_label, word != NULL ? word : "");
      update (self);
      break;
    case PROP_COUNT:
      csms_filter_tile_set_count (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
csms_filter_tile_class_init (CsmsFilterTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_filter_tile_get_property;
  object_class->set_property = csms_filter_tile_set_property;

  properties[PROP_CATEGORY] =
    g_param_spec_int ("category", NULL, NULL, -1, CSMS_STATION_N_CATEGORIES - 1, -1,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ICON] =
    g_param_spec_int ("icon", NULL, NULL, -1, CSMS_STATUS_ICON_N - 1, -1, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WORD] =
    g_param_spec_string ("word", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] =
    g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-filter-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsFilterTile, image);
  gtk_widget_class_bind_template_child (widget_class, CsmsFilterTile, count_label);
  gtk_widget_class_bind_template_child (widget_class, CsmsFilterTile, word_label);
}

static void
csms_filter_tile_init (CsmsFilterTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->category = -1;
  self->icon = -1;
  update (self);
}

int
csms_filter_tile_get_category (CsmsFilterTile *self)
{
  g_return_val_if_fail (CSMS_IS_FILTER_TILE (self), -1);

  return self->category;
}

void
csms_filter_tile_set_count (CsmsFilterTile *self, guint count)
{
  g_return_if_fail (CSMS_IS_FILTER_TILE (self));

  if (self->count == count)
    return;
  self->count = count;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

guint
csms_filter_tile_get_count (CsmsFilterTile *self)
{
  g_return_val_if_fail (CSMS_IS_FILTER_TILE (self), 0);

  return self->count;
}
