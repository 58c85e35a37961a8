/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-test-seat.h"

#include <glib/gstdio.h>
#include <string.h>

#include "csms-journal.h"

#define LIMIT_S 60
#define KEY "test-mobile-key-123"

static const char *const keys[] = { KEY, NULL };

static const CsmsSeatOptions short_limits = { .audit_pace_ms = 50, .link = {
  .handshake_timeout_ms = 3000,
  .auth_deadline_ms = 4000,
  .command_deadline_ms = 4000,
  .request_deadline_ms = 3000,
  .ping_interval_ms = 500,
  .silence_limit_ms = 1500,
  .batch_interval_ms = 1,
} };

static void
drop_message (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

/* A client that is gone before its server has looked at it: libsoup warns, and goes on. */
static gboolean
is_harmless (const char *domain, const char *message)
{
  return g_strcmp0 (domain, "libsoup") == 0 && strstr (message, "could not get remote address") != NULL;
}

static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return !is_harmless (domain, message);
}

/* GLib's own would say that the tests are over, whatever is_fatal() thinks of it. */
static void
pass_warning (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  if (is_harmless (domain, message))
    g_test_message ("%s: %s", domain, message);
  else
    g_log_default_handler (domain, level, message, NULL);
}

void
csms_test_seat_init (int *argc, char ***argv)
{
  static const char *const domains[] = { "libsoup", "GLib-GIO", "csms-client", "csms-simulator" };

  g_test_init (argc, argv, NULL);
  csms_test_seat_set_real_limits (FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    g_log_set_handler (domains[i], G_LOG_LEVEL_DEBUG, drop_message, NULL);
  g_log_set_handler ("libsoup", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, pass_warning, NULL);
}

void
csms_test_seat_config (CsmsSimulatorConfig *config, CsmsSimulatorBehaviour behaviour)
{
  csms_simulator_config_init (config);
  config->behaviour = behaviour;
  config->api_keys = keys;
  config->stations = 6;
  config->connectors = 2;
  config->quiet_fleet = TRUE;
  config->command_timeout_ms = 600;
  config->database_timeout_ms = 200;
  config->station_delay_ms = 20;
  config->made_up_available_ms = 150;
  config->delta_throttle_ms = 50;
}

static void
on_events (CsmsTestSeat *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      CsmsEventRecord *event = events->pdata[i];

      g_ptr_array_add (self->events, csms_event_record_ref (event));
      if (event->event_id != NULL && !g_hash_table_add (self->event_ids, g_strdup (event->event_id)))
        self->duplicates++;
    }
}

static void
on_recovered (CsmsTestSeat *self, guint64 count)
{
  self->recovered_signals++;
  self->recovered_count += count;
}

static void
on_live (CsmsTestSeat *self)
{
  if (csms_operator_get_live (self->seat))
    self->lives++;
}

static void
count (guint *counter)
{
  ++*counter;
}

static CsmsSeatOptions options;

void
csms_test_seat_set_real_limits (gboolean real)
{
  options = real ? (CsmsSeatOptions) { .guest = FALSE } : short_limits;
}

void
csms_test_seat_set_audit_pace (guint ms)
{
  options.audit_pace_ms = ms;
}

static void
sit_down (CsmsTestSeat *self)
{
  self->seat = csms_operator_new_full (self->server, &options);
  g_signal_connect_swapped (self->seat, "events", G_CALLBACK (on_events), self);
  g_signal_connect_swapped (self->seat, "recovered", G_CALLBACK (on_recovered), self);
  g_signal_connect_swapped (self->seat, "notify::live", G_CALLBACK (on_live), self);
  g_signal_connect_swapped (self->seat, "transaction-started", G_CALLBACK (count), &self->started_signals);
  g_signal_connect_swapped (self->seat, "transaction-stopped", G_CALLBACK (count), &self->stopped_signals);
}

static void
stand_up (CsmsTestSeat *self)
{
  g_signal_handlers_disconnect_by_data (self->seat, self);
  g_signal_handlers_disconnect_by_data (self->seat, &self->started_signals);
  g_signal_handlers_disconnect_by_data (self->seat, &self->stopped_signals);
  g_clear_object (&self->seat);
}

/* The kernel may give a port twice, and with it the address of a server that was another one. */
static void
remove_journal (CsmsServer *server)
{
  static const char *const parts[] = { "", "-wal", "-shm" };
  g_autofree char *path = csms_journal_dup_path (csms_server_get_url (server));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_strconcat (path, parts[i], NULL);

      g_remove (part);
    }
}

CsmsTestSeat *
csms_test_seat_new (const CsmsSimulatorConfig *config)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsmsServer) server = NULL;
  CsmsSimulatorThread *thread = csms_simulator_thread_new (config, &error);
  CsmsTestSeat *self;

  g_assert_no_error (error);
  server = csms_server_new_passing (csms_simulator_thread_get_url (thread), KEY);
  remove_journal (server);
  self = csms_test_seat_new_at (server);
  self->thread = thread;
  return self;
}

CsmsTestSeat *
csms_test_seat_new_at (CsmsServer *server)
{
  CsmsTestSeat *self = g_new0 (CsmsTestSeat, 1);

  /* Of each test anew: GLib forgets it between two. */
  g_test_log_set_fatal_handler (is_fatal, NULL);
  self->server = g_object_ref (server);
  self->event_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) csms_event_record_unref);
  sit_down (self);
  return self;
}

CsmsTestSeat *
csms_test_seat_new_live (const CsmsSimulatorConfig *config)
{
  CsmsTestSeat *self = csms_test_seat_new (config);

  csms_operator_start (self->seat);
  csms_test_seat_wait (self, csms_test_is_live, NULL);
  return self;
}

CsmsTestSeat *
csms_test_seat_new_deployed (void)
{
  CsmsSimulatorConfig config;

  csms_test_seat_config (&config, CSMS_SIMULATOR_DEPLOYED);
  return csms_test_seat_new_live (&config);
}

void
csms_test_seat_free (CsmsTestSeat *self)
{
  stand_up (self);
  g_object_unref (self->server);
  g_hash_table_unref (self->event_ids);
  g_ptr_array_unref (self->events);
  g_clear_pointer (&self->thread, csms_simulator_thread_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (self);
}

void
csms_test_seat_replace (CsmsTestSeat *self)
{
  stand_up (self);
  sit_down (self);
}

void
csms_test_seat_wait_at (CsmsTestSeat *self, CsmsTestCondition condition, gpointer data, const char *what, const char *file, int line)
{
  gint64 end = g_get_monotonic_time () + LIMIT_S * G_USEC_PER_SEC;

  while (!condition (self, data))
    {
      const CsmsSeatStatus *status = csms_operator_get_status (self->seat);

      if (g_get_monotonic_time () > end)
        g_error ("%s:%d: %s did not come true; state %d, %s", file, line, what, status->state,
                 status->problem != NULL ? status->problem : "no problem");
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

void
csms_test_seat_settle (CsmsTestSeat *self, guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

gboolean
csms_test_is_live (CsmsTestSeat *self, gpointer unused)
{
  return csms_operator_get_live (self->seat);
}

gboolean
csms_test_is_not_live (CsmsTestSeat *self, gpointer unused)
{
  return !csms_operator_get_live (self->seat);
}

gboolean
csms_test_is_confirmed (CsmsTestSeat *self, gpointer data)
{
  return csms_command_get_state (data) == CSMS_COMMAND_CONFIRMED;
}

gboolean
csms_test_is_unconfirmed (CsmsTestSeat *self, gpointer data)
{
  return csms_command_get_state (data) == CSMS_COMMAND_UNCONFIRMED;
}

gboolean
csms_test_has_ended (CsmsTestSeat *self, gpointer data)
{
  return !csms_command_is_open (data);
}

CsmsCommand *
csms_test_seat_start (CsmsTestSeat *self, const char *station_id, int connector_id, const char *id_tag)
{
  g_autoptr (GError) error = NULL;
  CsmsCommand *command = csms_operator_start_charging (self->seat, station_id, connector_id, id_tag, &error);

  g_assert_no_error (error);
  g_assert_true (csms_command_is_open (command));
  return command;
}

CsmsCommand *
csms_test_seat_stop (CsmsTestSeat *self, const char *station_id, int connector_id, const char *transaction_id)
{
  g_autoptr (GError) error = NULL;
  CsmsCommand *command = csms_operator_stop_charging (self->seat, station_id, connector_id, transaction_id, &error);

  g_assert_no_error (error);
  return command;
}

CsmsConnectorStatus
csms_test_seat_get_status (CsmsTestSeat *self, const char *station_id, int connector_id)
{
  CsmsConnector *connector = csms_fleet_get_connector (csms_operator_get_fleet (self->seat), station_id, connector_id);

  return connector != NULL ? csms_connector_get_status (connector) : CSMS_CONNECTOR_STATUS_UNKNOWN;
}

typedef struct {
  const char *station_id;
  int connector_id;
  CsmsConnectorStatus status;
} Awaited;

static gboolean
reads_so (CsmsTestSeat *self, gpointer data)
{
  const Awaited *awaited = data;

  return csms_test_seat_get_status (self, awaited->station_id, awaited->connector_id) == awaited->status;
}

void
csms_test_seat_await_status (CsmsTestSeat *self, const char *station_id, int connector_id, CsmsConnectorStatus status)
{
  Awaited awaited = { station_id, connector_id, status };

  csms_test_seat_wait (self, reads_so, &awaited);
}

CsmsCommand *
csms_test_seat_charge (CsmsTestSeat *self, const char *station_id)
{
  CsmsCommand *command = csms_test_seat_start (self, station_id, 1, "USER1");

  csms_test_seat_wait (self, csms_test_is_confirmed, command);
  csms_test_seat_await_status (self, station_id, 1, CSMS_CONNECTOR_STATUS_CHARGING);
  return command;
}
