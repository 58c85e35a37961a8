/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-choice-button.h"

#include <glib/gi18n.h>

#include "csms-fold.h"
#include "csms-names.h"

struct _CsmsChoiceButton
{
  AdwBin parent_instance;

  /* Template */
  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;

  /* Owned */
  char *all_label;
  char *search_label;
  char *needle;
  CsmsChoice *chosen;           /* NULL: all */
  GListStore *choices;
  GtkFilter *filter;
  GtkFilterListModel *matching;

  /* Borrowed */
  CsmsChoicesFunc func;
  gpointer data;
};

enum
{
  PROP_ALL_LABEL = 1,
  PROP_SEARCH_LABEL,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsChoiceButton, csms_choice_button, ADW_TYPE_BIN)

static const char *
get_title (CsmsChoiceButton *self)
{
  return self->chosen != NULL ? csms_choice_get_title (self->chosen) : self->all_label;
}

static void
show_chosen (CsmsChoiceButton *self)
{
  gtk_label_set_text (self->label, get_title (self));
  csms_names_menu_button (self->button, get_title (self));
}

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  CsmsChoiceButton *self = user_data;

  return self->needle == NULL || (csms_choice_get_value (item) != NULL && csms_choice_matches (item, self->needle));
}

static void
show_matching (CsmsChoiceButton *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->matching)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "none");
}

static void
search_changed_cb (CsmsChoiceButton *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));

  g_free (self->needle);
  self->needle = *text != '\0' ? csms_fold_text (text) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_matching (self);
}

/* A fleet changes all the time; a list to choose from does not while one reads it. */
static void
popover_shown_cb (CsmsChoiceButton *self)
{
  g_autoptr (GPtrArray) choices = self->func != NULL ? self->func (self->data) : g_ptr_array_new ();

  g_ptr_array_insert (choices, 0, csms_choice_new (NULL, self->all_label, NULL));
  g_list_store_splice (self->choices, 0, g_list_model_get_n_items (G_LIST_MODEL (self->choices)), choices->pdata, choices->len);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
popover_closed_cb (CsmsChoiceButton *self)
{
  g_list_store_remove_all (self->choices);
}

static void
choose_at (CsmsChoiceButton *self, guint position)
{
  g_autoptr (CsmsChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->matching), position);

  if (choice == NULL)
    return;
  gtk_popover_popdown (self->popover);
  csms_choice_button_choose (self, csms_choice_get_value (choice) != NULL ? choice : NULL);
}

static void
activate_cb (CsmsChoiceButton *self, guint position)
{
  choose_at (self, position);
}

static void
search_activate_cb (CsmsChoiceButton *self)
{
  /* The delay of a search is for those who go on typing. */
  search_changed_cb (self);
  choose_at (self, 0);
}

static void
setup_cb (CsmsChoiceButton *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_widget_add_css_class (detail, "secondary");
  gtk_widget_set_hexpand (detail, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (CsmsChoiceButton *self, GtkListItem *item)
{
  CsmsChoice *choice = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *detail = gtk_widget_get_next_sibling (title);
  gboolean chosen = g_strcmp0 (csms_choice_get_value (choice), csms_choice_button_get_value (self)) == 0;
  const char *more = csms_choice_get_detail (choice);
  g_autofree char *name = *more != '\0' ? g_strdup_printf (_("%s, %s"), csms_choice_get_title (choice), more)
                                        : g_strdup (csms_choice_get_title (choice));

  gtk_label_set_text (GTK_LABEL (title), csms_choice_get_title (choice));
  gtk_label_set_text (GTK_LABEL (detail), more);
  gtk_widget_set_opacity (gtk_widget_get_last_child (box), chosen ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_parts (CsmsChoiceButton *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, self->search_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, self->search_label, -1);
}

static void
csms_choice_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsChoiceButton *self = CSMS_CHOICE_BUTTON (object);

  if (prop_id == PROP_ALL_LABEL)
    g_value_set_string (value, self->all_label);
  else if (prop_id == PROP_SEARCH_LABEL)
    g_value_set_string (value, self->search_label);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
csms_choice_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CsmsChoiceButton *self = CSMS_CHOICE_BUTTON (object);

  if (prop_id == PROP_ALL_LABEL)
    {
      g_free (self->all_label);
      self->all_label = g_value_dup_string (value);
      show_chosen (self);
    }
  else if (prop_id == PROP_SEARCH_LABEL)
    {
      g_free (self->search_label);
      self->search_label = g_value_dup_string (value);
      name_parts (self);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
csms_choice_button_finalize (GObject *object)
{
  CsmsChoiceButton *self = CSMS_CHOICE_BUTTON (object);

  g_free (self->all_label);
  g_free (self->search_label);
  g_free (self->needle);
  g_clear_object (&self->chosen);
  g_object_unref (self->choices);
  g_object_unref (self->filter);
  g_object_unref (self->matching);

  G_OBJECT_CLASS (csms_choice_button_parent_class)->finalize (object);
}

static void
csms_choice_button_class_init (CsmsChoiceButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_choice_button_get_property;
  object_class->set_property = csms_choice_button_set_property;
  object_class->finalize = csms_choice_button_finalize;

  properties[PROP_ALL_LABEL] = g_param_spec_string ("all-label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH_LABEL] = g_param_spec_string ("search-label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_CHOICE_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-choice-button.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsChoiceButton, button);
  gtk_widget_class_bind_template_child (widget_class, CsmsChoiceButton, label);
  gtk_widget_class_bind_template_child (widget_class, CsmsChoiceButton, popover);
  gtk_widget_class_bind_template_child (widget_class, CsmsChoiceButton, search);
  gtk_widget_class_bind_template_child (widget_class, CsmsChoiceButton, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsChoiceButton, list);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
csms_choice_button_init (CsmsChoiceButton *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = g_list_store_new (CSMS_TYPE_CHOICE);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  self->matching = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->choices)), g_object_ref (self->filter));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->matching)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

void
csms_choice_button_set_choices (CsmsChoiceButton *self, CsmsChoicesFunc func, gpointer data)
{
  g_return_if_fail (CSMS_IS_CHOICE_BUTTON (self));

  self->func = func;
  self->data = data;
}

const char *
csms_choice_button_get_value (CsmsChoiceButton *self)
{
  g_return_val_if_fail (CSMS_IS_CHOICE_BUTTON (self), NULL);

  return self->chosen != NULL ? csms_choice_get_value (self->chosen) : NULL;
}

void
csms_choice_button_choose (CsmsChoiceButton *self, CsmsChoice *choice)
{
  g_autofree char *before = g_strdup (csms_choice_button_get_value (self));

  g_return_if_fail (CSMS_IS_CHOICE_BUTTON (self));
  g_return_if_fail (choice == NULL || CSMS_IS_CHOICE (choice));

  g_set_object (&self->chosen, choice);
  show_chosen (self);
  if (g_strcmp0 (before, csms_choice_button_get_value (self)) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
}
