/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-station-hold.h"

#define HOLD_SECONDS 5

struct _CsmsStationHold
{
  GObject parent_instance;

  /* Owned */
  CsmsStationView *view;

  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (CsmsStationHold, csms_station_hold, G_TYPE_OBJECT)

static gboolean
timeout_cb (gpointer user_data)
{
  CsmsStationHold *self = user_data;

  self->timeout_id = 0;
  csms_station_hold_release (self);
  return G_SOURCE_REMOVE;
}

static void
hold (CsmsStationHold *self)
{
  if (self->view == NULL)
    return;
  csms_station_view_set_held (self->view, TRUE);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add_seconds (HOLD_SECONDS, timeout_cb, self);
}

static gboolean
key_cb (CsmsStationHold *self)
{
  hold (self);
  return GDK_EVENT_PROPAGATE;
}

static void
csms_station_hold_dispose (GObject *object)
{
  CsmsStationHold *self = CSMS_STATION_HOLD (object);

  csms_station_hold_release (self);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (csms_station_hold_parent_class)->dispose (object);
}

static void
csms_station_hold_class_init (CsmsStationHoldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_station_hold_dispose;
}

static void
csms_station_hold_init (CsmsStationHold *self)
{
}

CsmsStationHold *
csms_station_hold_new (GtkWidget *widget)
{
  CsmsStationHold *self = g_object_new (CSMS_TYPE_STATION_HOLD, NULL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_object (motion, "motion", G_CALLBACK (hold), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (csms_station_hold_release), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, key);
  return self;
}

void
csms_station_hold_set_view (CsmsStationHold *self, CsmsStationView *view)
{
  g_return_if_fail (CSMS_IS_STATION_HOLD (self));
  g_return_if_fail (view == NULL || CSMS_IS_STATION_VIEW (view));

  csms_station_hold_release (self);
  g_set_object (&self->view, view);
}

void
csms_station_hold_release (CsmsStationHold *self)
{
  g_return_if_fail (CSMS_IS_STATION_HOLD (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->view != NULL)
    csms_station_view_set_held (self->view, FALSE);
}
