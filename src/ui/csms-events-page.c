/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-events-page.h"

#include <glib/gi18n.h>

#include "csms-event-details.h"
#include "csms-event-filters.h"
#include "csms-event-list.h"
#include "csms-events-export.h"
#include "csms-names.h"
#include "csms-narrow-bin.h"
#include "csms-spinner.h"
#include "csms-text-scale.h"
#include "csms-text.h"

/* Counts are for people: more often than this nobody reads them. */
#define COUNT_INTERVAL_MS 250
#define DETAILS_WIDTH 380
/* The list and the details beside it */
#define BESIDE_WIDTH (640 + DETAILS_WIDTH)

struct _CsmsEventsPage
{
  AdwBin parent_instance;

  /* Template */
  CsmsNarrowBin *narrow_bin;
  GtkBox *bar;
  GtkWidget *tools;
  GtkToggleButton *filter;
  CsmsEventFilters *filters;
  GtkSearchEntry *search;
  GtkLabel *count;
  GtkToggleButton *pause;
  GtkLabel *pause_label;
  GtkMenuButton *export;
  GtkWidget *bar_line;
  GtkStack *stack;
  CsmsEventList *list;
  GtkSeparator *divider;
  CsmsEventDetails *details;
  CsmsExportBar *export_bar;

  /* Borrowed */
  CsmsEventHistory *history;

  /* Owned */
  CsmsOperator *operator;
  GSignalGroup *operator_signals;
  GSignalGroup *events_signals;
  guint count_id;

  guint new_while_paused;
};

G_DEFINE_FINAL_TYPE (CsmsEventsPage, csms_events_page, ADW_TYPE_BIN)

static GListModel *
get_events (CsmsEventsPage *self)
{
  return self->operator != NULL ? csms_fleet_get_events (csms_operator_get_fleet (self->operator)) : NULL;
}

/* Returns: what is wanted; its texts stay the page's */
static CsmsJournalQuery
make_query (CsmsEventsPage *self)
{
  CsmsJournalQuery query = CSMS_JOURNAL_QUERY_ALL;

  csms_event_filters_fill (self->filters, &query);
  return query;
}

static void
show_state (CsmsEventsPage *self)
{
  const CsmsSeatStatus *status = self->operator != NULL ? csms_operator_get_status (self->operator) : NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->history));
  const char *page = "empty";

  if (n > 0)
    page = "list";
  else if (csms_event_history_get_loading (self->history))
    page = "loading";
  else if (csms_event_filters_get_active (self->filters))
    page = "no-match";
  else if (status != NULL && !status->ever_live &&
           (status->state == CSMS_SEAT_CONNECTING || status->state == CSMS_SEAT_CATCHING_UP))
    page = "loading";
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "events.export", n > 0 && self->operator != NULL &&
                                 csms_archive_get_open (csms_operator_get_archive (self->operator)));
}

static void
show_count (CsmsEventsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->history));
  g_autofree char *number = csms_text_number (n, 0);
  g_autofree char *new_number = csms_text_number (self->new_while_paused, 0);
  g_autofree char *text = NULL;

  if (gtk_toggle_button_get_active (self->pause))
    /* Translators: a number, as text, of events that came since the list was paused */
    text = g_strdup_printf (ngettext ("Paused, %s new event", "Paused, %s new events", self->new_while_paused), new_number);
  else
    text = g_strdup_printf (ngettext ("%s event", "%s events", n), number);
  gtk_label_set_text (self->count, text);
}

static gboolean
count_cb (gpointer user_data)
{
  CsmsEventsPage *self = user_data;

  self->count_id = 0;
  show_count (self);
  return G_SOURCE_REMOVE;
}

static void
shown_changed_cb (CsmsEventsPage *self, guint position, guint removed, guint added)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->history));

  if (self->count_id == 0)
    self->count_id = g_timeout_add (COUNT_INTERVAL_MS, count_cb, self);
  if (n == 0 || n == added)
    show_state (self);
}

static void
events_changed_cb (CsmsEventsPage *self, guint position, guint removed, guint added)
{
  if (!gtk_toggle_button_get_active (self->pause))
    return;
  self->new_while_paused += csms_event_filters_count (self->filters, get_events (self), position, added);
  if (self->count_id == 0)
    self->count_id = g_timeout_add (COUNT_INTERVAL_MS, count_cb, self);
}

static void
show_pause (CsmsEventsPage *self)
{
  const char *label = gtk_toggle_button_get_active (self->pause) ? _("Resume") : _("Pause");

  gtk_label_set_text (self->pause_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
pause_cb (CsmsEventsPage *self)
{
  show_pause (self);
  self->new_while_paused = 0;
  csms_event_history_set_paused (self->history, gtk_toggle_button_get_active (self->pause));
  show_count (self);
}

static void
wanted_cb (CsmsEventsPage *self)
{
  CsmsJournalQuery query = make_query (self);

  csms_event_history_set_query (self->history, &query);
  show_state (self);
  show_count (self);
}

static void
search_changed_cb (CsmsEventsPage *self)
{
  csms_event_filters_set_text (self->filters, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
stop_search_cb (CsmsEventsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
show_all_cb (CsmsEventsPage *self)
{
  stop_search_cb (self);
  csms_event_filters_reset (self->filters);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *target)
{
  CsmsEventsPage *self = CSMS_EVENTS_PAGE (widget);
  CsmsJournalQuery query = make_query (self);
  gboolean csv = g_str_equal (g_variant_get_string (target, NULL), "csv");

  csms_events_export (self->export_bar, csms_operator_get_archive (self->operator), &query,
                      g_list_model_get_n_items (G_LIST_MODEL (self->history)), csv ? CSMS_EXPORT_CSV : CSMS_EXPORT_JSON_LINES);
}

static gboolean
has_room_beside (CsmsEventsPage *self)
{
  return csms_narrow_bin_get_room (self->narrow_bin) >= csms_text_scale_px (GTK_WIDGET (self), BESIDE_WIDTH);
}

static void
arrange (CsmsEventsPage *self)
{
  gboolean narrow = csms_narrow_bin_get_narrow (self->narrow_bin);
  gboolean open = gtk_widget_get_visible (GTK_WIDGET (self->details));
  gboolean beside = has_room_beside (self);

  gtk_widget_set_visible (GTK_WIDGET (self->bar), beside || !open);
  gtk_widget_set_visible (self->bar_line, beside || !open);
  gtk_widget_set_visible (GTK_WIDGET (self->stack), beside || !open);
  gtk_widget_set_visible (GTK_WIDGET (self->divider), beside && open);
  gtk_widget_set_hexpand (GTK_WIDGET (self->details), !beside);
  gtk_widget_set_size_request (GTK_WIDGET (self->details), beside ? csms_text_scale_px (GTK_WIDGET (self), DETAILS_WIDTH) : -1, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->count), !narrow);
  gtk_widget_set_hexpand (GTK_WIDGET (self->search), narrow);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), narrow ? 4 : 12);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_reorder_child_after (self->bar, GTK_WIDGET (self->filters), narrow ? self->tools : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->filters), !narrow || gtk_toggle_button_get_active (self->filter));
  csms_event_filters_set_stacked (self->filters, narrow);
  show_pause (self);
  csms_event_list_set_compact (self->list, narrow);
  csms_event_list_set_one_click (self->list, !beside);
}

static void
open_details (CsmsEventsPage *self, CsmsEvent *event)
{
  csms_event_details_set_event (self->details, event);
  gtk_widget_show (GTK_WIDGET (self->details));
  arrange (self);
}

static void
close_details (CsmsEventsPage *self)
{
  gtk_widget_hide (GTK_WIDGET (self->details));
  csms_event_details_set_event (self->details, NULL);
  arrange (self);
  csms_event_list_unselect (self->list);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
selected_cb (CsmsEventsPage *self, CsmsEvent *event)
{
  if (has_room_beside (self))
    open_details (self, event);
}

static void
csms_events_page_dispose (GObject *object)
{
  CsmsEventsPage *self = CSMS_EVENTS_PAGE (object);

  /* The list is emptied as it goes, and would tell of it. */
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  self->history = NULL;
  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_object (&self->operator_signals);
  g_clear_object (&self->events_signals);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_events_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-events-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, narrow_bin);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, tools);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, filters);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, search);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, count);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, pause);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, pause_label);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, export);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, bar_line);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, list);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, divider);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, details);
  gtk_widget_class_bind_template_child (widget_class, CsmsEventsPage, export_bar);
  gtk_widget_class_bind_template_callback (widget_class, wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
  gtk_widget_class_bind_template_callback (widget_class, arrange);
  gtk_widget_class_bind_template_callback (widget_class, close_details);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_details);
}

static void
csms_events_page_class_init (CsmsEventsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_events_page_dispose;

  g_type_ensure (CSMS_TYPE_EVENT_DETAILS);
  g_type_ensure (CSMS_TYPE_EVENT_FILTERS);
  g_type_ensure (CSMS_TYPE_EVENT_LIST);
  g_type_ensure (CSMS_TYPE_EXPORT_BAR);
  g_type_ensure (CSMS_TYPE_NARROW_BIN);
  g_type_ensure (CSMS_TYPE_SPINNER);
  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "events.export", "s", export_action);
}

static void
csms_events_page_init (CsmsEventsPage *self)
{
  self->operator_signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->operator_signals, "status-changed", G_CALLBACK (show_state), self);
  self->events_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->events_signals, "items-changed", G_CALLBACK (events_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  csms_names_menu_button (self->export, _("Export"));
  self->history = csms_event_list_get_history (self->list);
  g_signal_connect_object (self->history, "items-changed", G_CALLBACK (shown_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "state-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
}

void
csms_events_page_set_operator (CsmsEventsPage *self, CsmsOperator *operator)
{
  g_return_if_fail (CSMS_IS_EVENTS_PAGE (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));

  if (!g_set_object (&self->operator, operator))
    return;
  gtk_toggle_button_set_active (self->pause, FALSE);
  csms_event_filters_set_operator (self->filters, operator);
  csms_event_list_set_operator (self->list, operator);
  g_signal_group_set_target (self->operator_signals, operator);
  g_signal_group_set_target (self->events_signals, get_events (self));
  show_state (self);
  show_count (self);
}

void
csms_events_page_focus_search (CsmsEventsPage *self)
{
  g_return_if_fail (CSMS_IS_EVENTS_PAGE (self));

  if (!has_room_beside (self))
    csms_events_page_back (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
csms_events_page_search (CsmsEventsPage *self, const char *text)
{
  g_return_if_fail (CSMS_IS_EVENTS_PAGE (self));
  g_return_if_fail (text != NULL);

  csms_events_page_focus_search (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
}

gboolean
csms_events_page_back (CsmsEventsPage *self)
{
  g_return_val_if_fail (CSMS_IS_EVENTS_PAGE (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->details)))
    return FALSE;
  close_details (self);
  return TRUE;
}

void
csms_events_page_set_paused (CsmsEventsPage *self, gboolean paused)
{
  g_return_if_fail (CSMS_IS_EVENTS_PAGE (self));

  gtk_toggle_button_set_active (self->pause, paused);
}

GListModel *
csms_events_page_get_shown (CsmsEventsPage *self)
{
  g_return_val_if_fail (CSMS_IS_EVENTS_PAGE (self), NULL);

  return G_LIST_MODEL (self->history);
}
