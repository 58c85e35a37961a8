/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stations-fixture.h"

#include "csms-settings.h"

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

void
stations_fixture_set_up (StationsFixture *self, gconstpointer data)
{
  int width = GPOINTER_TO_INT (data);
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  g_autoptr (GError) error = NULL;

  self->settings = csms_settings_new (&error);
  g_assert_no_error (error);
  g_settings_reset (self->settings, "id-tags");
  g_settings_reset (self->settings, "station-sort");
  self->now_ms = g_get_real_time () / 1000;
  self->operator = fake_operator_new ();
  self->fleet = csms_operator_get_fleet (self->operator);
  fixture_stations (self->fleet, self->now_ms,
                    "[{'id':'fora072','name':'Harbour Deck P2','status':'Available','isOnline':true,"
                    "'lastActivity':%" G_GINT64_FORMAT ",'connectors':["
                    "{'id':1,'status':'Available','transactionId':null,'errorCode':'NoError','type':'Type 2','power_kW':22},"
                    "{'id':2,'status':'Available','transactionId':null,'errorCode':'NoError','type':'Type 2','power_kW':22}]}]",
                    self->now_ms - 2000);

  gtk_css_provider_load_from_resource (css, "/com/example/CsmsOperator/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  self->page = g_object_new (CSMS_TYPE_STATIONS_PAGE, "settings", self->settings, "operator", self->operator, NULL);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), width > 0 ? width : 1280, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  ui_wait (is_mapped, self->page);
}

void
stations_fixture_tear_down (StationsFixture *self, gconstpointer data)
{
  gpointer page = self->page;
  gpointer operator = self->operator;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  g_object_add_weak_pointer (G_OBJECT (operator), &operator);
  gtk_window_destroy (GTK_WINDOW (self->window));
  ui_settle ();
  g_object_unref (self->operator);
  g_object_unref (self->settings);
  ui_settle ();
  g_assert_null (page);
  g_assert_null (operator);
}

void
stations_fixture_begin_charge (StationsFixture *self, const char *station_id, int connector_id, int transaction_id)
{
  fixture_push (self->fleet, self->now_ms,
                "{'eventId':'evt-%" G_GINT64_FORMAT "-s%d','event':'transaction.started','ts':%" G_GINT64_FORMAT ","
                "'stationId':'%s','connectorId':%d,'transactionId':%d,'idTag':'04A2B9C1F3'}",
                self->now_ms, transaction_id, self->now_ms, station_id, connector_id, transaction_id);
  fixture_push (self->fleet, self->now_ms,
                "{'eventId':'evt-%" G_GINT64_FORMAT "-c%d','event':'connector.status.changed','ts':%" G_GINT64_FORMAT ","
                "'stationId':'%s','connectorId':%d,'status':'Charging','errorCode':'NoError'}",
                self->now_ms + 1, transaction_id, self->now_ms + 1, station_id, connector_id);
}

GtkWidget *
stations_child (gpointer widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);
  return GTK_WIDGET (child);
}

GtkWidget *
stations_dialog (GType type, guint *n)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (G_OBJECT_TYPE (window) != type || !gtk_widget_get_visible (window))
        continue;
      found = window;
      count++;
    }
  if (n != NULL)
    *n = count;
  return found;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *frames = user_data;

  (*frames)++;
  return G_SOURCE_CONTINUE;
}

static gboolean
two_frames (gpointer data)
{
  return *(guint *) data >= 2;
}

void
stations_frame (StationsFixture *self)
{
  guint frames = 0;
  guint id = gtk_widget_add_tick_callback (self->window, tick_cb, &frames, NULL);

  ui_wait (two_frames, &frames);
  gtk_widget_remove_tick_callback (self->window, id);
}
