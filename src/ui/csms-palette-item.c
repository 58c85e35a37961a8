/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-palette-item.h"

struct _CsmsPaletteItem
{
  GObject parent_instance;

  char *icon_name;
  char *title;
  char *detail;
  char *action;
  const char *keys;
  GVariant *target;
};

G_DEFINE_FINAL_TYPE (CsmsPaletteItem, csms_palette_item, G_TYPE_OBJECT)

static void
csms_palette_item_finalize (GObject *object)
{
  CsmsPaletteItem *self = CSMS_PALETTE_ITEM (object);

  g_free (self->icon_name);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->action);
  g_clear_pointer (&self->target, g_variant_unref);

  G_OBJECT_CLASS (csms_palette_item_parent_class)->finalize (object);
}

static void
csms_palette_item_class_init (CsmsPaletteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_palette_item_finalize;
}

static void
csms_palette_item_init (CsmsPaletteItem *self)
{
}

CsmsPaletteItem *
csms_palette_item_new (const char *icon_name, const char *title, const char *detail, const char *action, GVariant *target)
{
  CsmsPaletteItem *self = g_object_new (CSMS_TYPE_PALETTE_ITEM, NULL);

  self->icon_name = g_strdup (icon_name);
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->action = g_strdup (action);
  self->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  return self;
}

void
csms_palette_item_set_keys (CsmsPaletteItem *self, const char *accel)
{
  self->keys = accel;
}

const char *
csms_palette_item_get_icon_name (CsmsPaletteItem *self)
{
  return self->icon_name;
}

const char *
csms_palette_item_get_title (CsmsPaletteItem *self)
{
  return self->title;
}

const char *
csms_palette_item_get_detail (CsmsPaletteItem *self)
{
  return self->detail;
}

const char *
csms_palette_item_get_keys (CsmsPaletteItem *self)
{
  return self->keys;
}

const char *
csms_palette_item_get_action (CsmsPaletteItem *self)
{
  return self->action;
}

GVariant *
csms_palette_item_get_target (CsmsPaletteItem *self)
{
  return self->target;
}
