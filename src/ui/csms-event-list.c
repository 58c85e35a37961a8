/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-event-list.h"

#include <glib/gi18n.h>

#include "csms-event-marks.h"
#include "csms-event-row.h"
#include "csms-history-item.h"
#include "csms-text-scale.h"
#include "csms-text.h"
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
  GtkSingleSelection *selection;

  /* Owned */
  CsmsEventHistory *history;
  CsmsEventMarks *marks;
  GHashTable *rows;          /* from a CsmsEventRow to its GtkListItem */
  CsmsEvent *told;           /* the one that was selected last */

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

/* Returns: (transfer none) (nullable): the event of an item of the list */
static CsmsEvent *
get_event (gpointer item)
{
  return CSMS_IS_HISTORY_ITEM (item) ? csms_history_item_get_event (item) : NULL;
}

/* One that was not read yet is told of when it was. */
static void
selected_cb (CsmsEventList *self)
{
  CsmsEvent *event = get_event (gtk_single_selection_get_selected_item (self->selection));

  if (g_set_object (&self->told, event) && event != NULL)
    g_signal_emit (self, signals[SELECTED], 0, event);
}

static void
activate_cb (CsmsEventList *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  CsmsEvent *event = get_event (item);

  if (event != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, event);
}

static void
name_row (CsmsEventRow *row, const char *day, const CsmsEventMark *mark, CsmsEvent *event)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (row));
  g_autofree char *name = csms_event_row_make_name (event);
  const char *const above[] = { mark != NULL ? mark->title : NULL, day };

  if (parent == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (above); i++)
    {
      g_autofree char *words = g_steal_pointer (&name);

      /* Translators: as a screen reader says it: what a heading or a marker in the list of events says, then what is below it */
      name = above[i] != NULL ? g_strdup_printf (_("%s. %s"), above[i], words) : g_steal_pointer (&words);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Returns: (transfer full) (nullable): the heading above an event, the first of its day as one reads down */
static char *
make_day (gint64 ms, gint64 newer_ms)
{
  gint64 now_ms = csms_text_now ();

  if (ms <= 0 || newer_ms <= 0 || csms_text_is_same_day (ms, newer_ms != G_MAXINT64 ? newer_ms : now_ms))
    return NULL;
  return csms_text_day (ms, now_ms);
}

static void
show_unread (CsmsEventRow *row)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (row));

  csms_event_row_bind_unread (row);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Loading"), -1);
}

static void
show_item (CsmsEventList *self, CsmsEventRow *row, GtkListItem *list_item)
{
  CsmsEvent *event = get_event (gtk_list_item_get_item (list_item));
  const CsmsEventMark *mark;
  g_autofree char *day = NULL;
  gint64 ms, newer_ms;

  if (event == NULL)
    {
      show_unread (row);
      return;
    }
  ms = csms_event_get_record (event)->ts_ms;
  /* The empty row at the top is none of the history. */
  newer_ms = csms_event_history_get_newer_ms (self->history, gtk_list_item_get_position (list_item) - 1);
  mark = csms_event_marks_get (self->marks, ms, newer_ms);
  day = make_day (ms, newer_ms);
  /* GTK 4.8 lets go of each row below a change and binds it to the same item again. */
  if (csms_event_row_get_event (row) == event && csms_event_row_shows_day (row, day) &&
      csms_event_row_shows_marker (row, mark != NULL ? mark->title : NULL))
    return;
  csms_event_row_bind (row, event);
  csms_event_row_set_day (row, day);
  if (mark != NULL)
    csms_event_row_set_marker (row, mark->warning, mark->title, mark->detail);
  else
    csms_event_row_set_marker (row, FALSE, NULL, NULL);
  name_row (row, day, mark, event);
}

static void
refresh (CsmsEventList *self)
{
  GHashTableIter iter;
  gpointer row, list_item;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, &list_item))
    if (CSMS_IS_HISTORY_ITEM (gtk_list_item_get_item (list_item)))
      show_item (self, row, list_item);
}

static void
loaded_cb (CsmsEventList *self)
{
  refresh (self);
  selected_cb (self);
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
  gboolean top = !CSMS_IS_HISTORY_ITEM (gtk_list_item_get_item (list_item));

  g_hash_table_insert (self->rows, row, list_item);
  gtk_list_item_set_selectable (list_item, !top);
  gtk_list_item_set_activatable (list_item, !top);
  csms_event_row_set_compact (row, self->compact);
  if (!top)
    {
      gtk_widget_remove_css_class (parent, "top");
      show_item (self, row, list_item);
      return;
    }
  csms_event_row_bind (row, NULL);
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

  g_list_store_append (parts, top);
  g_list_store_append (parts, self->history);
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

  g_clear_object (&self->marks);
  csms_event_history_set_operator (self->history, NULL);

  G_OBJECT_CLASS (csms_event_list_parent_class)->dispose (object);
}

static void
csms_event_list_finalize (GObject *object)
{
  CsmsEventList *self = CSMS_EVENT_LIST (object);

  g_object_unref (self->history);
  g_hash_table_unref (self->rows);
  g_clear_object (&self->told);

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
  self->history = csms_event_history_new ();
  self->rows = g_hash_table_new (NULL, NULL);
  self->marks = csms_event_marks_new ();
  g_signal_connect_object (self->marks, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
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
  csms_event_history_set_operator (self->history, operator);
}

CsmsEventHistory *
csms_event_list_get_history (CsmsEventList *self)
{
  g_return_val_if_fail (CSMS_IS_EVENT_LIST (self), NULL);

  return self->history;
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
