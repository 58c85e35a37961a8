/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-start-request.h"

#include <glib/gi18n.h>

#include "csms-application-private.h"
#include "csms-text.h"

#define CONNECTOR_MAX 9999

struct _CsmsStartRequest
{
  GObject parent_instance;

  /* Owned */
  char *station_id;
  char *id_tag;
  int connector_id;
  gboolean done;
  GSignalGroup *seat_signals;
  GSignalGroup *fleet_signals;

  /* Borrowed */
  CsmsApplication *application;
};

G_DEFINE_FINAL_TYPE (CsmsStartRequest, csms_start_request, G_TYPE_OBJECT)

static char *
dup_place (CsmsStartRequest *self)
{
  g_autofree char *station = csms_text_clean (self->station_id, CSMS_TEXT_SHORT);

  return g_strdup_printf ("%s/%d", station, self->connector_id);
}

static void
say_unknown (CsmsStartRequest *self, CsmsWindow *window)
{
  g_autofree char *place = dup_place (self);
  /* Translators: station and connector: "fora072/1" */
  g_autofree char *words = g_strdup_printf (_("The server knows no connector %s."), place);

  csms_window_toast (window, words);
}

static void
say_waiting (CsmsStartRequest *self)
{
  CsmsWindow *window = csms_application_get_window (self->application);
  g_autofree char *place = dup_place (self);
  g_autofree char *words = NULL;

  if (window == NULL)
    return;
  if (csms_application_get_operator (self->application) != NULL)
    words = g_strdup_printf (_("Waiting for the connection, to start charging on %s."), place);
  else
    words = g_strdup_printf (_("Connect to a server first, to start charging on %s."), place);
  csms_window_toast (window, words);
}

static void
finish (CsmsStartRequest *self)
{
  self->done = TRUE;
  g_signal_group_set_target (self->seat_signals, NULL);
  g_signal_group_set_target (self->fleet_signals, NULL);
}

/* Returns: whether there is nothing more to wait for */
static gboolean
check (CsmsStartRequest *self)
{
  CsmsWindow *window = csms_application_get_window (self->application);
  CsmsOperator *operator = csms_application_get_operator (self->application);
  CsmsConnector *connector;

  if (self->done || window == NULL || operator == NULL)
    return self->done;
  connector = csms_fleet_get_connector (csms_operator_get_fleet (operator), self->station_id, self->connector_id);
  if (connector == NULL && !csms_operator_get_live (operator))
    return FALSE;
  finish (self);
  if (connector != NULL)
    csms_window_ask_start (window, connector, self->id_tag);
  else
    say_unknown (self, window);
  return TRUE;
}

static void
operator_changed_cb (CsmsStartRequest *self)
{
  CsmsOperator *operator = csms_application_get_operator (self->application);

  g_signal_group_set_target (self->seat_signals, operator);
  g_signal_group_set_target (self->fleet_signals,
                             operator != NULL ? csms_fleet_get_stations (csms_operator_get_fleet (operator)) : NULL);
  check (self);
}

static void
csms_start_request_dispose (GObject *object)
{
  CsmsStartRequest *self = CSMS_START_REQUEST (object);

  g_clear_object (&self->seat_signals);
  g_clear_object (&self->fleet_signals);

  G_OBJECT_CLASS (csms_start_request_parent_class)->dispose (object);
}

static void
csms_start_request_finalize (GObject *object)
{
  CsmsStartRequest *self = CSMS_START_REQUEST (object);

  g_free (self->station_id);
  g_free (self->id_tag);

  G_OBJECT_CLASS (csms_start_request_parent_class)->finalize (object);
}

static void
csms_start_request_class_init (CsmsStartRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = csms_start_request_dispose;
  object_class->finalize = csms_start_request_finalize;
}

static void
csms_start_request_init (CsmsStartRequest *self)
{
  self->seat_signals = g_signal_group_new (CSMS_TYPE_OPERATOR);
  g_signal_group_connect_swapped (self->seat_signals, "notify::live", G_CALLBACK (check), self);
  self->fleet_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->fleet_signals, "items-changed", G_CALLBACK (check), self);
}

CsmsStartRequest *
csms_start_request_new (CsmsApplication *application, const char *station_id, int connector_id, const char *id_tag)
{
  CsmsStartRequest *self;

  g_return_val_if_fail (CSMS_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (station_id != NULL && id_tag != NULL, NULL);

  self = g_object_new (CSMS_TYPE_START_REQUEST, NULL);
  self->application = application;
  self->station_id = g_strdup (station_id);
  self->connector_id = connector_id;
  self->id_tag = g_strdup (id_tag);
  g_signal_connect_object (application, "notify::operator", G_CALLBACK (operator_changed_cb), self, G_CONNECT_SWAPPED);
  operator_changed_cb (self);
  if (!self->done)
    say_waiting (self);
  return self;
}

gboolean
csms_start_request_parse (const char *place, char **station_id, int *connector_id)
{
  const char *slash = strrchr (place, '/');
  guint64 number;

  if (slash == NULL || slash == place || !g_ascii_string_to_unsigned (slash + 1, 10, 1, CONNECTOR_MAX, &number, NULL))
    return FALSE;
  *station_id = g_strndup (place, (gsize) (slash - place));
  *connector_id = (int) number;
  return TRUE;
}
