/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-list.h"

#include <glib/gi18n.h>

#include "csms-calm-list.h"
#include "csms-event-marks.h"
#include "csms-event-row.h"
#include "csms-event-words.h"
#include "csms-text-scale.h"
#include "csms-while-seen.h"

struct _CsmsEventList
{
  AdwBin parent_instance;

  /* Template */
  GtkBox *head;
  GtkWidget *time_head;
  GtkWidget *name_head;
  GtkWidget *place_head;
  GtkListView *list;
  GtkCustomFilter *filter;
  GtkFilterListModel *filter_model;
  GtkSingleSelection *selection;

  /* Owned */
  CsmsCalmList *calm;
  CsmsEventMarks *marks;
  GHashTable *rows;
  char *needle;

  gboolean compact;
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsEventList, csms_event_list, ADW_TYPE_BIN)

static gboolean
matches_cb (gpointer item, gpointer user_data)
{
  CsmsEventList *self = user_data;

  return csms_event_matches (csms_event_get_record (item), self->needle);
}

static void
selected_cb (CsmsEventList *self)
{
  GObject *item = gtk_single_selection_get_selected_item (self->selection);

  if (CSMS_IS_EVENT (item))
    g_signal_emit (self, signals[SELECTED], 0, item);
}

static void
activate_cb (CsmsEventList *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (CSMS_IS_EVENT (item))
    g_signal_emit (self, signals[ACTIVATED], 0, item);
}

static void
name_row (CsmsEventRow *row, const CsmsEventMark *mark, CsmsEvent *event)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (row));
  g_autofree char *words = csms_event_row_make_name (event);
  g_autofree char *name = NULL;

  if (parent == NULL)
    return;
  /* Translators: as a screen reader says it: what a marker in the list of events says, then the event below it */
  name = mark != NULL ? g_strdup_printf (_("%s. %s"), mark->title, words) : g_steal_pointer (&words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_marker (CsmsEventList *self, CsmsEventRow *row, CsmsEvent *event)
{
  const CsmsEventMark *mark = csms_event_marks_get (self->marks, event);

  if (mark != NULL)
    csms_event_row_set_marker (row, mark->warning, mark->title, mark->detail);
  else
    csms_event_row_set_marker (row, FALSE, NULL, NULL);
  name_row (row, mark, event);
}

static void
marks_changed_cb (CsmsEventList *self)
{
  GHashTableIter iter;
  gpointer row, item;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, &item))
    if (CSMS_IS_EVENT (item))
      show_marker (self, row, item);
}

static void
setup_cb (CsmsEventList *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (csms_event_row_new ()));
}

static void
bind_cb (CsmsEventList *self, GtkListItem *list_item)
{
  CsmsEventRow *row = CSMS_EVENT_ROW (gtk_list_item_get_child (list_item));
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (row));
  GObject *item = gtk_list_item_get_item (list_item);
  gboolean event = CSMS_IS_EVENT (item);

  g_hash_table_insert (self->rows, row, item);
  /* GTK 4.8 lets go of each row below a change and binds it to the same one again. */
  if (event && csms_event_row_get_event (row) == CSMS_EVENT (item))
    return;
  gtk_list_item_set_selectable (list_item, event);
  gtk_list_item_set_activatable (list_item, event);
  csms_event_row_bind (row, event ? CSMS_EVENT (item) : NULL);
  csms_event_row_set_compact (row, self->compact);
  if (event)
    show_marker (self, row, CSMS_EVENT (item));
  if (parent == NULL)
    return;
  if (event)
    {
      gtk_widget_remove_css_class (parent, "top");
      return;
    }
  gtk_widget_add_css_class (parent, "top");
  /* Arrow keys reach it, so it says where they have come to. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Newest events"), -1);
}

static void
unbind_cb (CsmsEventList *self, GtkListItem *list_item)
{
  g_hash_table_remove (self->rows, gtk_list_item_get_child (list_item));
}

static void
build_models (CsmsEventList *self)
{
  g_autoptr (GtkStringList) top = gtk_string_list_new ((const char *[]) { "", NULL });
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) flat = NULL;

  gtk_filter_list_model_set_model (self->filter_model, G_LIST_MODEL (self->calm));
  g_list_store_append (parts, top);
  g_list_store_append (parts, self->filter_model);
  flat = gtk_flatten_list_model_new (G_LIST_MODEL (parts));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (flat));
  csms_while_seen_show (GTK_WIDGET (self->list), GTK_SELECTION_MODEL (self->selection));
}

static void
arrange (CsmsEventList *self)
{
  GHashTableIter iter;
  gpointer row;

  csms_event_row_set_columns (self->time_head, self->name_head, self->place_head);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    csms_event_row_set_compact (row, self->compact);
}

static gboolean
csms_event_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CSMS_EVENT_LIST (widget)->list));
}

static void
csms_event_list_dispose (GObject *object)
{
  CsmsEventList *self = CSMS_EVENT_LIST (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->marks);
  csms_calm_list_set_source (self->calm, NULL);

  G_OBJECT_CLASS (csms_event_list_parent_class)->dispose (object);
}

static void
csms_event_list_finalize (GObject *object)
{
  CsmsEventList *self = CSMS_EVENT_LIST (object);

  g_object_unref (self->calm);
  g_hash_table_unref (self->rows);
  g_free (self->needle);

  G_OBJECT_CLASS (csms_event_list_parent_class)->finalize (object);
}

static void
csms_event_list_class_init (CsmsEventListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_event_list_dispose;
  object_class->finalize = csms_event_list_finalize;
  widget_class->grab_focus = csms_event_list_grab_focus;

  signals[SELECTED] = g_signal_new ("selected", CSMS_TYPE_EVENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, CSMS_TYPE_EVENT);
  signals[ACTIVATED] = g_signal_new ("activated", CSMS_TYPE_EVENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, CSMS_TYPE_EVENT);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-event-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsEventList, head);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventList, time_head);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventList, name_head);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventList, place_head);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventList, list);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventList, filter);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventList, filter_model);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventList, selection);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
csms_event_list_init (CsmsEventList *self)
{
  self->calm = csms_calm_list_new ();
  self->rows = g_hash_table_new (NULL, NULL);
  self->marks = csms_event_marks_new ();
  g_signal_connect_object (self->marks, "changed", G_CALLBACK (marks_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, matches_cb, self, NULL);
  csms_text_scale_notify (GTK_WIDGET (self), G_CALLBACK (arrange));
  arrange (self);
  build_models (self);
}

void
csms_event_list_set_operator (CsmsEventList *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_EVENT_LIST (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  csms_event_marks_set_operator (self->marks, operator);
}

void
csms_event_list_set_events (CsmsEventList *self, GListModel *events)
{
  g_return_if_fail (CSMS_IS_EVENT_LIST (self));
  g_return_if_fail (events == NULL || G_IS_LIST_MODEL (events));

  csms_calm_list_set_source (self->calm, events);
}

void
csms_event_list_set_search (CsmsEventList *self, const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (CSMS_IS_EVENT_LIST (self));
  g_return_if_fail (text != NULL);

  stripped = g_strstrip (g_strdup (text));
  /* Without a text there is no filter at all, and an event costs nothing here. */
  if (*stripped == '\0')
    gtk_filter_list_model_set_filter (self->filter_model, NULL);
  g_free (self->needle);
  self->needle = *stripped != '\0' ? csms_search_fold (stripped) : NULL;
  if (self->needle == NULL)
    return;
  if (gtk_filter_list_model_get_filter (self->filter_model) == NULL)
    gtk_filter_list_model_set_filter (self->filter_model, GTK_FILTER (self->filter));
  else
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

gboolean
csms_event_list_get_filtered (CsmsEventList *self)
{
  g_return_val_if_fail (CSMS_IS_EVENT_LIST (self), FALSE);

  return self->needle != NULL;
}

void
csms_event_list_set_compact (CsmsEventList *self, gboolean compact)
{
  g_return_if_fail (CSMS_IS_EVENT_LIST (self));

  self->compact = compact;
  gtk_widget_set_visible (GTK_WIDGET (self->head), !compact);
  arrange (self);
}

void
csms_event_list_set_one_click (CsmsEventList *self, gboolean one_click)
{
  g_return_if_fail (CSMS_IS_EVENT_LIST (self));

  gtk_list_view_set_single_click_activate (self->list, one_click);
}

void
csms_event_list_unselect (CsmsEventList *self)
{
  g_return_if_fail (CSMS_IS_EVENT_LIST (self));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

GListModel *
csms_event_list_get_shown (CsmsEventList *self)
{
  g_return_val_if_fail (CSMS_IS_EVENT_LIST (self), NULL);

  return G_LIST_MODEL (self->filter_model);
}
