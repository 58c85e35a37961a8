/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-operator.h"

#include "csms-archive-private.h"
#include "csms-operator-error.h"

struct _CsmsOperator
{
  GObject parent_instance;

  CsmsFleet *fleet;
  CsmsArchive *archive;         /* of nothing */
  GListStore *unconfirmed;
  GPtrArray *commands;
  GPtrArray *answer;
  GPtrArray *gaps;              /* the test's, of earlier runs */
  GPtrArray *recoveries;
  char *forbidden;
  char *watched;
  CsmsSeatStatus seat;
  gint64 clock_offset_ms;
  guint n_starts;
  guint n_stops;
  guint n_asked;
  guint n_checks;
};

enum
{
  PROP_LIVE = 1,
  N_PROPS
};

enum
{
  STATUS_CHANGED,
  COMMAND_CHANGED,
  EVENTS,
  RECOVERED,
  RESTORED,
  TRANSACTION_STARTED,
  TRANSACTION_STOPPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsOperator, csms_operator, G_TYPE_OBJECT)

static void
csms_operator_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LIVE)
    g_value_set_boolean (value, csms_operator_get_live (CSMS_OPERATOR (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
csms_operator_finalize (GObject *object)
{
  CsmsOperator *self = CSMS_OPERATOR (object);

  g_object_unref (self->fleet);
  g_object_unref (self->archive);
  g_object_unref (self->unconfirmed);
  g_ptr_array_unref (self->commands);
  g_clear_pointer (&self->answer, g_ptr_array_unref);
  g_ptr_array_unref (self->gaps);
  g_ptr_array_unref (self->recoveries);
  g_free (self->forbidden);
  g_free (self->watched);

  G_OBJECT_CLASS (csms_operator_parent_class)->finalize (object);
}

static void
csms_operator_class_init (CsmsOperatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = CSMS_TYPE_OPERATOR;

  object_class->get_property = csms_operator_get_property;
  object_class->finalize = csms_operator_finalize;
  properties[PROP_LIVE] = g_param_spec_boolean ("live", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[STATUS_CHANGED] = g_signal_new ("status-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMMAND_CHANGED] =
    g_signal_new ("command-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CSMS_TYPE_COMMAND);
  signals[EVENTS] =
    g_signal_new ("events", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_INT);
  signals[RECOVERED] = g_signal_new ("recovered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 3, G_TYPE_UINT64, G_TYPE_INT64, G_TYPE_INT64);
  signals[RESTORED] = g_signal_new ("restored", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TRANSACTION_STARTED] = g_signal_new ("transaction-started", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 1, CSMS_TYPE_TRANSACTION);
  signals[TRANSACTION_STOPPED] = g_signal_new ("transaction-stopped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 1, CSMS_TYPE_TRANSACTION);
}

static void
csms_operator_init (CsmsOperator *self)
{
  self->fleet = csms_fleet_new ();
  self->archive = csms_archive_new ();
  self->unconfirmed = g_list_store_new (CSMS_TYPE_COMMAND);
  self->commands = g_ptr_array_new_with_free_func (g_object_unref);
  self->seat.rtt_us = -1;
  self->seat.frames_max = 40;
  self->seat.journal_working = TRUE;
  self->gaps = g_ptr_array_new ();
  self->recoveries = g_ptr_array_new ();
}

CsmsOperator *
fake_operator_new (void)
{
  return g_object_new (CSMS_TYPE_OPERATOR, NULL);
}

CsmsSeatStatus *
fake_operator_get_seat (CsmsOperator *self)
{
  return &self->seat;
}

void
fake_operator_set_state (CsmsOperator *self, CsmsSeatState state)
{
  gboolean was_live = csms_operator_get_live (self);

  self->seat.state = state;
  if (state == CSMS_SEAT_LIVE)
    {
      self->seat.ever_live = TRUE;
      self->seat.not_live_since_ms = 0;
    }
  else if (self->seat.not_live_since_ms == 0)
    self->seat.not_live_since_ms = g_get_real_time () / 1000;
  g_signal_emit (self, signals[STATUS_CHANGED], 0);
  if (was_live != csms_operator_get_live (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIVE]);
}

void
fake_operator_set_clock_offset_ms (CsmsOperator *self, gint64 offset_ms)
{
  self->clock_offset_ms = offset_ms;
}

gint64
csms_operator_get_clock_offset_ms (CsmsOperator *self)
{
  return self->clock_offset_ms;
}

void
fake_operator_forbid (CsmsOperator *self, const char *reason)
{
  g_free (self->forbidden);
  self->forbidden = g_strdup (reason);
}

guint
fake_operator_get_n_starts (CsmsOperator *self)
{
  return self->n_starts;
}

guint
fake_operator_get_n_stops (CsmsOperator *self)
{
  return self->n_stops;
}

guint
fake_operator_get_n_asked (CsmsOperator *self)
{
  return self->n_asked;
}

guint
fake_operator_get_n_checks (CsmsOperator *self)
{
  return self->n_checks;
}

const char *
fake_operator_get_watched (CsmsOperator *self)
{
  return self->watched;
}

void
fake_operator_answer (CsmsOperator *self, GPtrArray *records)
{
  g_clear_pointer (&self->answer, g_ptr_array_unref);
  self->answer = records;
}

CsmsCommand *
fake_operator_add_command (CsmsOperator *self, CsmsCommandKind kind, const char *station_id, int connector_id,
                           const char *id_tag)
{
  CsmsCommand *command = fake_command_new (kind, station_id, connector_id, id_tag, NULL);

  g_ptr_array_insert (self->commands, 0, command);
  g_signal_emit (self, signals[COMMAND_CHANGED], 0, command);
  return command;
}

void
fake_command_set_state (CsmsOperator *self, CsmsCommand *command, CsmsCommandState state, CsmsCommandReason reason,
                        const char *message)
{
  CsmsConnector *connector = csms_fleet_get_connector (self->fleet, csms_command_get_station_id (command),
                                                       csms_command_get_connector_id (command));

  fake_command_change (command, state, reason, message);
  if (connector != NULL)
    csms_connector_set_unconfirmed (connector, state == CSMS_COMMAND_UNCONFIRMED);
  g_signal_emit (self, signals[COMMAND_CHANGED], 0, command);
}

CsmsOperator *
csms_operator_new (CsmsServer *server)
{
  return fake_operator_new ();
}

void
csms_operator_set_wire_log (CsmsOperator *self, CsmsWireLog *log)
{
}

void
csms_operator_start (CsmsOperator *self)
{
}

void
csms_operator_stop_async (CsmsOperator *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

gboolean
csms_operator_stop_finish (CsmsOperator *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

CsmsServer *
csms_operator_get_server (CsmsOperator *self)
{
  return NULL;
}

GPtrArray *
csms_operator_get_gaps (CsmsOperator *self)
{
  return self->gaps;
}

GPtrArray *
csms_operator_get_recoveries (CsmsOperator *self)
{
  return self->recoveries;
}

CsmsFleet *
csms_operator_get_fleet (CsmsOperator *self)
{
  return self->fleet;
}

CsmsArchive *
csms_operator_get_archive (CsmsOperator *self)
{
  return self->archive;
}

const CsmsSeatStatus *
csms_operator_get_status (CsmsOperator *self)
{
  return &self->seat;
}

gboolean
csms_operator_get_live (CsmsOperator *self)
{
  return self->seat.state == CSMS_SEAT_LIVE;
}

void
csms_operator_reconnect_now (CsmsOperator *self)
{
}

void
csms_operator_stop_catching_up (CsmsOperator *self)
{
}

void
csms_operator_refresh (CsmsOperator *self)
{
}

void
csms_operator_use_key (CsmsOperator *self, const char *api_key)
{
}

void
csms_operator_replay_from (CsmsOperator *self, const char *event_id)
{
}

void
csms_operator_watch_station (CsmsOperator *self, const char *station_id)
{
  g_free (self->watched);
  self->watched = g_strdup (station_id);
}

static gboolean
can (CsmsOperator *self, const char *station_id, int connector_id, GError **error)
{
  CsmsCommand *command = csms_operator_get_command (self, station_id, connector_id);
  const char *reason = self->forbidden;

  if (reason == NULL && !csms_operator_get_live (self))
    reason = "Not connected";
  if (reason == NULL && command != NULL && csms_command_is_open (command))
    reason = "A command is open";
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_CANNOT, reason);
  return FALSE;
}

gboolean
csms_operator_can_start (CsmsOperator *self, const char *station_id, int connector_id, GError **error)
{
  return can (self, station_id, connector_id, error);
}

gboolean
csms_operator_can_stop (CsmsOperator *self, const char *station_id, int connector_id, GError **error)
{
  return can (self, station_id, connector_id, error);
}

CsmsCommand *
csms_operator_start_charging (CsmsOperator *self, const char *station_id, int connector_id, const char *id_tag, GError **error)
{
  if (!can (self, station_id, connector_id, error))
    return NULL;
  self->n_starts++;
  return g_object_ref (fake_operator_add_command (self, CSMS_COMMAND_START, station_id, connector_id, id_tag));
}

CsmsCommand *
csms_operator_stop_charging (CsmsOperator *self, const char *station_id, int connector_id, const char *transaction_id, GError **error)
{
  if (!can (self, station_id, connector_id, error))
    return NULL;
  self->n_stops++;
  return g_object_ref (fake_operator_add_command (self, CSMS_COMMAND_STOP, station_id, connector_id, NULL));
}

CsmsCommand *
csms_operator_get_command (CsmsOperator *self, const char *station_id, int connector_id)
{
  for (guint i = 0; i < self->commands->len; i++)
    {
      CsmsCommand *command = g_ptr_array_index (self->commands, i);

      if (csms_command_get_state (command) != CSMS_COMMAND_HANDLED &&
          csms_command_get_connector_id (command) == connector_id &&
          g_str_equal (csms_command_get_station_id (command), station_id))
        return command;
    }
  return NULL;
}

void
csms_operator_check_again (CsmsOperator *self, CsmsCommand *command)
{
  self->n_checks++;
}

void
csms_operator_mark_handled (CsmsOperator *self, CsmsCommand *command)
{
  fake_command_set_state (self, command, CSMS_COMMAND_HANDLED, CSMS_COMMAND_REASON_NONE, NULL);
}

GListModel *
csms_operator_get_unconfirmed (CsmsOperator *self)
{
  return G_LIST_MODEL (self->unconfirmed);
}

void
csms_operator_ask_async (CsmsOperator *self, CsmsQuestion question, const char *station_id, int connector_id, guint limit,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_asked++;
  if (self->answer != NULL)
    g_task_return_pointer (task, g_ptr_array_ref (self->answer), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The server did not answer");
}

GPtrArray *
csms_operator_ask_finish (CsmsOperator *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
csms_operator_test_async (CsmsServer *server, const char *api_key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

gboolean
csms_operator_test_finish (GAsyncResult *result, guint *n_stations, gint64 *rtt_us, CsmsAddressSafety *safety, GError **error)
{
  *n_stations = 0;
  *rtt_us = 0;
  *safety = CSMS_ADDRESS_LOOPBACK;
  return g_task_propagate_boolean (G_TASK (result), error);
}
