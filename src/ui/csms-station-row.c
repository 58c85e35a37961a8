/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-row.h"

#include <glib/gi18n.h>

#include "csms-station-words.h"
#include "csms-status-icon.h"
#include "csms-text.h"

#define N_GROUPS 2

struct _CsmsStationRow
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *content;
  GtkLabel *id;
  GtkLabel *name;
  GtkImage *icon_0;
  GtkLabel *word_0;
  GtkImage *icon_1;
  GtkLabel *word_1;
  GtkLabel *more;
  GtkLabel *power;
  GtkLabel *age;

  /* Owned */
  CsmsStation *station;
  char *accessible_name;

  /* Borrowed */
  GFunc stale_func;
  gpointer stale_data;

  gint64 clock_offset_ms;
  gulong changed_id;
  gboolean stale;
  gboolean live;
};

/* Connectors that look the same, or just one */
typedef struct {
  CsmsStatusIcon icon;
  CsmsConnector *connector;
  guint count;
} Group;

G_DEFINE_FINAL_TYPE (CsmsStationRow, csms_station_row, GTK_TYPE_WIDGET)

/* Two connectors stand in their own order; of more, those alike are taken together and the worst come first. */
static guint
make_groups (CsmsStation *station, Group *groups, guint *more)
{
  GListModel *connectors = csms_station_get_connectors (station);
  guint n_connectors = g_list_model_get_n_items (connectors);
  Group by_icon[CSMS_STATUS_ICON_N] = { 0 };
  guint n = 0;

  *more = 0;
  for (guint i = 0; i < n_connectors; i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);
      CsmsStatusIcon icon = csms_status_icon_for_connector (connector);

      if (n_connectors <= N_GROUPS)
        groups[n++] = (Group) { icon, connector, 1 };
      else if (by_icon[icon].count++ == 0)
        by_icon[icon].connector = connector;
    }
  if (n_connectors <= N_GROUPS)
    return n;

  for (guint i = 0; i < CSMS_STATUS_ICON_N; i++)
    {
      if (by_icon[i].count == 0)
        continue;
      if (n < N_GROUPS)
        groups[n++] = (Group) { i, by_icon[i].connector, by_icon[i].count };
      else
        *more += by_icon[i].count;
    }
  return n;
}

static void
show_group (const Group *group, gboolean counted, GtkImage *icon, GtkLabel *label)
{
  g_autofree char *word = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (icon), group != NULL);
  gtk_widget_set_visible (GTK_WIDGET (label), group != NULL);
  if (group == NULL)
    return;
  csms_status_icon_apply (group->icon, icon);
  word = csms_status_icon_word (group->connector);
  if (counted)
    /* Translators: a number of connectors and their status: "3 Charging" */
    text = g_strdup_printf (C_("connectors", "%u %s"), group->count, word);
  else
    text = g_steal_pointer (&word);
  gtk_label_set_text (label, text);
}

/* A label without a text would be read out as the kind of thing it is. */
static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_offline (CsmsStationRow *self, gint64 now_ms)
{
  gint64 seen_ms = csms_station_get_last_seen_ms (self->station);
  g_autofree char *when = csms_text_when (seen_ms, now_ms);
  g_autofree char *text = NULL;

  text = seen_ms > 0 ? g_strdup_printf (_("Offline, last seen %s"), when) : g_strdup (_("Offline, never seen"));
  gtk_widget_set_visible (GTK_WIDGET (self->icon_0), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->word_0), TRUE);
  csms_status_icon_apply (CSMS_STATUS_ICON_OFFLINE, self->icon_0);
  gtk_label_set_text (self->word_0, text);
  show_group (NULL, FALSE, self->icon_1, self->word_1);
  gtk_widget_set_visible (GTK_WIDGET (self->more), FALSE);
}

static void
show_connectors (CsmsStationRow *self)
{
  Group groups[N_GROUPS] = { 0 };
  guint more = 0;
  guint n = make_groups (self->station, groups, &more);
  gboolean counted = g_list_model_get_n_items (csms_station_get_connectors (self->station)) > N_GROUPS;

  show_group (n > 0 ? &groups[0] : NULL, counted, self->icon_0, self->word_0);
  show_group (n > 1 ? &groups[1] : NULL, counted, self->icon_1, self->word_1);
  gtk_widget_set_visible (GTK_WIDGET (self->more), more > 0);
  if (more > 0)
    {
      g_autofree char *text = g_strdup_printf ("+%u", more);

      gtk_label_set_text (self->more, text);
    }
}

static void
update_accessible (CsmsStationRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = csms_station_words_describe (self->station);

  if (parent == NULL || g_strcmp0 (name, self->accessible_name) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (self->accessible_name);
  self->accessible_name = g_steal_pointer (&name);
}

static void
update (CsmsStationRow *self)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *draw = NULL;
  gint64 now_ms = csms_text_now ();
  gboolean online;

  if (self->station == NULL)
    return;
  online = csms_station_get_online (self->station);
  id = csms_text_clean (csms_station_get_id (self->station), CSMS_TEXT_SHORT);
  name = csms_text_clean (csms_station_get_name (self->station), CSMS_TEXT_SHORT);
  gtk_label_set_text (self->id, id);
  set_text (self->name, name);
  if (online)
    gtk_widget_remove_css_class (GTK_WIDGET (self->id), "secondary");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->id), "secondary");

  if (online)
    show_connectors (self);
  else
    show_offline (self, now_ms);
  draw = csms_station_words_draw (self->station);
  set_text (self->power, draw);
  csms_station_row_tick (self, now_ms);
  update_accessible (self);
}

static void
changed_cb (CsmsStationRow *self)
{
  if (self->stale)
    return;
  self->stale = TRUE;
  if (self->stale_func != NULL)
    self->stale_func (self, self->stale_data);
}

static gboolean
csms_station_row_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  CsmsStationRow *self = CSMS_STATION_ROW (widget);
  g_autofree char *text = NULL;

  if (self->station == NULL)
    return FALSE;
  text = csms_station_words_tooltip (self->station);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
csms_station_row_dispose (GObject *object)
{
  CsmsStationRow *self = CSMS_STATION_ROW (object);

  csms_station_row_set_station (self, NULL);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->accessible_name, g_free);

  G_OBJECT_CLASS (csms_station_row_parent_class)->dispose (object);
}

static void
csms_station_row_class_init (CsmsStationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_station_row_dispose;
  widget_class->query_tooltip = csms_station_row_query_tooltip;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-station-row.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationRow, content);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationRow, id);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationRow, name);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationRow, icon_0);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationRow, word_0);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationRow, icon_1);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationRow, word_1);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationRow, more);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationRow, power);
  gtk_widget_class_bind_template_child (widget_class, CsmsStationRow, age);
}

static void
csms_station_row_init (CsmsStationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->live = TRUE;
}

CsmsStationRow *
csms_station_row_new (void)
{
  return g_object_new (CSMS_TYPE_STATION_ROW, NULL);
}

void
csms_station_row_set_station (CsmsStationRow *self, CsmsStation *station)
{
  g_return_if_fail (CSMS_IS_STATION_ROW (self));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  if (self->station == station)
    return;
  if (self->station != NULL)
    g_clear_signal_handler (&self->changed_id, self->station);
  self->stale = FALSE;
  g_set_object (&self->station, station);
  if (station == NULL)
    return;
  self->changed_id = g_signal_connect_object (station, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

void
csms_station_row_set_stale_func (CsmsStationRow *self, GFunc func, gpointer data)
{
  g_return_if_fail (CSMS_IS_STATION_ROW (self));

  self->stale_func = func;
  self->stale_data = data;
}

gboolean
csms_station_row_get_stale (CsmsStationRow *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_ROW (self), FALSE);

  return self->stale;
}

void
csms_station_row_refresh (CsmsStationRow *self)
{
  g_return_if_fail (CSMS_IS_STATION_ROW (self));

  if (!self->stale)
    return;
  self->stale = FALSE;
  update (self);
}

CsmsStation *
csms_station_row_get_station (CsmsStationRow *self)
{
  g_return_val_if_fail (CSMS_IS_STATION_ROW (self), NULL);

  return self->station;
}

void
csms_station_row_set_live (CsmsStationRow *self, gboolean live, gint64 clock_offset_ms)
{
  g_return_if_fail (CSMS_IS_STATION_ROW (self));

  if (self->live == live && self->clock_offset_ms == clock_offset_ms)
    return;
  self->live = live;
  self->clock_offset_ms = clock_offset_ms;
  csms_station_row_tick (self, csms_text_now ());
}

void
csms_station_row_tick (CsmsStationRow *self, gint64 now_ms)
{
  g_autofree char *text = NULL;
  gint64 seen_ms;

  g_return_if_fail (CSMS_IS_STATION_ROW (self));

  if (self->station == NULL)
    return;
  seen_ms = csms_station_get_last_seen_ms (self->station);
  if (seen_ms > 0)
    text = self->live ? csms_text_age_or_day (seen_ms, now_ms + self->clock_offset_ms) : csms_text_clock (seen_ms);
  set_text (self->age, text);
}
