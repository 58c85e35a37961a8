/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-tabs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "csms-meter-table.h"
#include "csms-station-events.h"
#include "csms-station-timeline.h"
#include "csms-station-transactions.h"

struct _CsmsStationTabs
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkWidget *tab_bar;
  GtkWidget *switcher;
  GtkWidget *meter_forms;
  GtkToggleButton *as_chart;
  GtkWidget *period;
  GtkWidget *sections;
  AdwActionRow *meter_row;
  AdwActionRow *transactions_row;
  AdwActionRow *timeline_row;
  GtkStack *stack;
  CsmsMeterTable *meter_table;
  CsmsStationTransactions *transactions;
  CsmsStationTimeline *timeline;
  CsmsStationEvents *events;

  /* Owned */
  CsmsOperator *operator;

  gboolean narrow;
  gboolean in_section;
};

enum
{
  SECTION_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsStationTabs, csms_station_tabs, GTK_TYPE_WIDGET)

/* What belongs to the tab stands at the end of the line of tabs. */
static void
update_tab_bar (CsmsStationTabs *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);
  gboolean meter = g_strcmp0 (name, "meter") == 0;
  gboolean timeline = g_strcmp0 (name, "timeline") == 0;

  gtk_widget_set_visible (self->switcher, !self->narrow);
  gtk_widget_set_visible (self->meter_forms, meter);
  gtk_widget_set_visible (self->period, timeline);
  gtk_widget_set_visible (self->tab_bar, !self->narrow || (self->in_section && (meter || timeline)));
}

static void
section_cb (CsmsStationTabs *self, GtkListBoxRow *row)
{
  static const char * const names[] = { "meter", "transactions", "timeline", "events" };
  int index = gtk_list_box_row_get_index (row);

  g_return_if_fail (index >= 0 && index < (int) G_N_ELEMENTS (names));

  gtk_stack_set_visible_child_name (self->stack, names[index]);
  g_signal_emit (self, signals[SECTION_OPENED], 0);
}

static void
tab_cb (CsmsStationTabs *self)
{
  update_tab_bar (self);
}

static void
form_cb (CsmsStationTabs *self)
{
  csms_meter_table_set_charted (self->meter_table, gtk_toggle_button_get_active (self->as_chart));
}

static void
summary_cb (CsmsStationTabs *self)
{
  g_autofree char *transactions = NULL;
  g_autofree char *timeline = NULL;
  const char *meter = csms_meter_table_get_summary (self->meter_table);

  g_object_get (self->transactions, "summary", &transactions, NULL);
  adw_action_row_set_subtitle (self->meter_row, *meter != '\0' ? meter : _("None yet"));
  g_object_get (self->timeline, "summary", &timeline, NULL);
  adw_action_row_set_subtitle (self->transactions_row, transactions);
  adw_action_row_set_subtitle (self->timeline_row, timeline != NULL ? timeline : "");
}

static void
csms_station_tabs_dispose (GObject *object)
{
  CsmsStationTabs *self = CSMS_STATION_TABS (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->operator);

  G_OBJECT_CLASS (csms_station_tabs_parent_class)->dispose (object);
}

static void
csms_station_tabs_class_init (CsmsStationTabsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_station_tabs_dispose;

  signals[SECTION_OPENED] =
    g_signal_new ("section-opened", CSMS_TYPE_STATION_TABS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CSMS_TYPE_METER_TABLE);
  g_type_ensure (CSMS_TYPE_STATION_EVENTS);
  g_type_ensure (CSMS_TYPE_STATION_TIMELINE);
  g_type_ensure (CSMS_TYPE_STATION_TRANSACTIONS);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-station-tabs.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, tab_bar);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, switcher);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, meter_forms);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, as_chart);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, period);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, sections);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, meter_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, transactions_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, timeline_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, meter_table);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, transactions);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, timeline);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationTabs, events);
  gtk_widget_class_bind_template_callback (widget_class, form_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_cb);
  gtk_widget_class_bind_template_callback (widget_class, summary_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_cb);
}

static void
csms_station_tabs_init (CsmsStationTabs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_remove_css_class (self->switcher, "linked");
  update_tab_bar (self);
}

void
csms_station_tabs_set_station (CsmsStationTabs *self, CsmsOperator *operator, CsmsStation *station)
{
  g_return_if_fail (CSMS_IS_STATION_TABS (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  g_set_object (&self->operator, operator);
  csms_meter_table_set_station (self->meter_table, operator, station);
  csms_station_transactions_set_station (self->transactions, operator, station);
  csms_station_timeline_set_station (self->timeline, operator, station);
  csms_station_events_set_station (self->events, operator, station);
  csms_station_tabs_update (self);
}

void
csms_station_tabs_set_layout (CsmsStationTabs *self, gboolean narrow, gboolean in_section)
{
  g_return_if_fail (CSMS_IS_STATION_TABS (self));

  self->narrow = narrow;
  self->in_section = in_section;
  update_tab_bar (self);
  gtk_widget_set_visible (self->sections, narrow && !in_section);
  gtk_widget_set_visible (GTK_WIDGET (self->stack), !narrow || in_section);
  csms_station_events_set_compact (self->events, narrow);
  csms_station_timeline_set_narrow (self->timeline, narrow);
}

void
csms_station_tabs_set_active (CsmsStationTabs *self, gboolean active)
{
  g_return_if_fail (CSMS_IS_STATION_TABS (self));

  csms_meter_table_set_active (self->meter_table, active);
}

void
csms_station_tabs_refresh (CsmsStationTabs *self)
{
  g_return_if_fail (CSMS_IS_STATION_TABS (self));

  csms_meter_table_refresh (self->meter_table);
}

void
csms_station_tabs_update (CsmsStationTabs *self)
{
  g_return_if_fail (CSMS_IS_STATION_TABS (self));

  if (self->operator == NULL)
    return;
  if (csms_operator_get_live (self->operator))
    gtk_widget_remove_css_class (GTK_WIDGET (self->stack), "stale");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->stack), "stale");
  csms_station_transactions_tick (self->transactions);
  csms_station_timeline_tick (self->timeline);
}

const char *
csms_station_tabs_get_title (CsmsStationTabs *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_TABS (self), NULL);

  return gtk_stack_page_get_title (gtk_stack_get_page (self->stack, gtk_stack_get_visible_child (self->stack)));
}
