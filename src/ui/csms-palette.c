/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-palette.h"

#include <glib/gi18n.h>

#include "csms-palette-item.h"
#include "csms-palette-results.h"

struct _CsmsPalette
{
  AdwWindow parent_instance;

  /* Template */
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;

  /* Owned */
  CsmsOperator *operator;
};

G_DEFINE_FINAL_TYPE (CsmsPalette, csms_palette, ADW_TYPE_WINDOW)

static GtkWidget *
make_words (CsmsPaletteItem *item)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *const texts[] = { csms_palette_item_get_title (item), csms_palette_item_get_detail (item) };

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label;

      if (texts[i] == NULL)
        continue;
      label = gtk_label_new (texts[i]);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i > 0)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "secondary");
        }
      gtk_box_append (GTK_BOX (words), label);
    }
  return words;
}

static GtkWidget *
make_row (CsmsPaletteItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const char *detail = csms_palette_item_get_detail (item);
  g_autofree char *name = NULL;

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (csms_palette_item_get_icon_name (item)));
  gtk_box_append (GTK_BOX (box), make_words (item));
  if (csms_palette_item_get_keys (item) != NULL)
    gtk_box_append (GTK_BOX (box), gtk_shortcut_label_new (csms_palette_item_get_keys (item)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "palette-row");
  /* Translators: a line of the command palette as it is spoken: what it does, and a status */
  name = detail != NULL ? g_strdup_printf (_("%s, %s"), csms_palette_item_get_title (item), detail)
                        : g_strdup (csms_palette_item_get_title (item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);
  return row;
}

static void
changed_cb (CsmsPalette *self)
{
  g_autoptr (GPtrArray) results = csms_palette_results (self->operator, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < results->len; i++)
    gtk_list_box_append (self->list, make_row (results->pdata[i]));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_stack_set_visible_child_name (self->stack, results->len > 0 ? "list" : "none");
}

/* The palette is gone before the action opens a dialog of its own. */
static void
activated_cb (CsmsPalette *self, GtkListBoxRow *row)
{
  g_autoptr (CsmsPaletteItem) item = g_object_ref (g_object_get_data (G_OBJECT (row), "item"));
  g_autoptr (GtkWidget) parent = g_object_ref (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))));
  GVariant *target = csms_palette_item_get_target (item);

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action_variant (parent, csms_palette_item_get_action (item), target);
}

/* The entry waits a moment for more; what Enter does is what was typed, not what was last looked for. */
static void
activate_cb (CsmsPalette *self)
{
  GtkListBoxRow *row;

  changed_cb (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    activated_cb (self, row);
}

static gboolean
is_typing (CsmsPalette *self)
{
  return gtk_widget_is_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
}

/* The first line is what Enter does while the entry has the focus, so Down leads to the second. */
static void
step (CsmsPalette *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;

  row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  if (row == NULL && by > 0)
    row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else if (!is_typing (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
key_cb (CsmsPalette *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    step (self, 1);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    step (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
csms_palette_dispose (GObject *object)
{
  CsmsPalette *self = CSMS_PALETTE (object);

  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_palette_parent_class)->dispose (object);
}

static void
csms_palette_class_init (CsmsPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_palette_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, CsmsPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
csms_palette_init (CsmsPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self->list));
}

CsmsPalette *
csms_palette_new (GtkWindow *parent, CsmsOperator *operator)
{
  CsmsPalette *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator), NULL);

  self = g_object_new (CSMS_TYPE_PALETTE, "transient-for", parent, NULL);
  g_set_object (&self->operator, operator);
  changed_cb (self);
  return self;
}
