/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-drop-down.h"

#define KEY "csms-text-func"
#define LABEL_CHARS 20

static char *
get_text (gpointer object, gpointer item)
{
  CsmsTextFunc func = (CsmsTextFunc) g_object_get_data (object, KEY);

  return func (item);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_autofree char *text = get_text (factory, gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
show_check (GtkListItem *item, GParamSpec *pspec, GtkDropDown *drop_down)
{
  GtkWidget *check = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  gboolean selected = gtk_drop_down_get_selected_item (drop_down) == gtk_list_item_get_item (item);

  gtk_widget_set_opacity (check, selected ? 1 : 0);
}

static void
setup_list_cb (GtkDropDown *drop_down, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

static void
bind_list_cb (GtkDropDown *drop_down, GtkListItem *item)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char *text = get_text (drop_down, gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (label), text);
  show_check (item, NULL, drop_down);
  g_signal_connect_object (drop_down, "notify::selected-item", G_CALLBACK (show_check), item, G_CONNECT_SWAPPED);
}

static void
unbind_list_cb (GtkDropDown *drop_down, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (drop_down, show_check, item);
}

static void
tell_choice (GtkDropDown *drop_down, GParamSpec *pspec, GtkWidget *button)
{
  gpointer item = gtk_drop_down_get_selected_item (drop_down);
  g_autofree char *text = item != NULL ? get_text (drop_down, item) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* What has the keyboard is a button in the drop-down, of which GTK tells nothing: neither what it is for nor what is chosen. */
static void
name_button (GtkDropDown *drop_down)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));

  if (!GTK_IS_TOGGLE_BUTTON (button))
    return;
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, drop_down, NULL, -1);
  g_signal_connect_object (drop_down, "notify::selected-item", G_CALLBACK (tell_choice), button, 0);
  tell_choice (drop_down, NULL, button);
}

void
csms_drop_down_set_texts (GtkDropDown *drop_down, CsmsTextFunc func)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) list_factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (drop_down), KEY, (gpointer) func);
  g_object_set_data (G_OBJECT (factory), KEY, (gpointer) func);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect_object (list_factory, "setup", G_CALLBACK (setup_list_cb), drop_down, G_CONNECT_SWAPPED);
  g_signal_connect_object (list_factory, "bind", G_CALLBACK (bind_list_cb), drop_down, G_CONNECT_SWAPPED);
  g_signal_connect_object (list_factory, "unbind", G_CALLBACK (unbind_list_cb), drop_down, G_CONNECT_SWAPPED);
  gtk_drop_down_set_factory (drop_down, factory);
  gtk_drop_down_set_list_factory (drop_down, list_factory);
  name_button (drop_down);
}
