/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-sim-remote.h"

#include "csms-sim-driver.h"
#include "csms-sim-json.h"

#define POLL_MS 50
#define ID_TAG_CHARACTERS_MAX 20

struct _CsmsSimRemote
{
  GObject parent_instance;

  /* borrowed */
  CsmsSimWorld *world;

  guint generation; /* commands of an older one are not answered any more */
};

typedef struct
{
  CsmsSimRemote *remote;
  guint generation;
  gboolean is_stop;
  CsmsSimSession *session;
  char *id_json;
  char *station_id;
  char *connector_json;    /* as sent, to be echoed */
  gboolean is_number;      /* a connector id that is no number is looked up in vain (trap 11) */
  CsmsSimStation *station; /* NULL: unknown */
  CsmsSimConnector *connector;
  char *id_tag;
  char *transaction_json;
  char *correlation;
  CsmsSimAnswer answer;
  gint64 due_ms;
} Command;

G_DEFINE_FINAL_TYPE (CsmsSimRemote, csms_sim_remote, G_TYPE_OBJECT)

static void
command_free (gpointer data)
{
  Command *command = data;

  g_clear_object (&command->session);
  g_free (command->id_json);
  g_free (command->station_id);
  g_free (command->connector_json);
  g_free (command->id_tag);
  g_free (command->transaction_json);
  g_free (command->correlation);
  g_free (command);
}

static void
emit_result (Command    *command,
             const char *status)
{
  g_autoptr (GString) members = g_string_new (NULL);

  if (command->is_stop)
    {
      csms_sim_json_member_raw (members, "transactionId", command->transaction_json);
      csms_sim_json_member_string (members, "status", status);
    }
  else
    {
      csms_sim_json_member_string (members, "idTag", command->id_tag);
      csms_sim_json_member_string (members, "status", status);
      csms_sim_json_member_string (members, "correlationId", command->correlation);
    }
  csms_sim_hub_emit (command->remote->world->hub, command->is_stop ? "remote.stop.result" : "remote.start.result",
                     command->station_id, command->connector_json, members->str);
}

static void
conclude_accepted (Command *command)
{
  g_autoptr (GString) result = g_string_new ("{\"status\":\"Accepted\"");

  emit_result (command, "Accepted");
  csms_sim_json_member_string (result, "stationId", command->station_id);
  csms_sim_json_member_raw (result, "connectorId", command->connector_json);
  if (command->is_stop)
    csms_sim_json_member_raw (result, "transactionId", command->transaction_json);
  else
    csms_sim_json_member_string (result, "correlationId", command->correlation);
  g_string_append_c (result, '}');
  csms_sim_session_reply (command->session, command->id_json, result->str);
}

static void
conclude_refused (Command    *command,
                  const char *status,
                  const char *message)
{
  emit_result (command, status);
  csms_sim_session_reply_error (command->session, command->id_json, 504, message, command->correlation);
}

/* What the recorded server takes for an outcome is what it remembers of the connector (traps 8 and 9). */
static gboolean
is_reflected (Command *command)
{
  CsmsSimConnector *connector = command->is_number ? command->connector : NULL;

  if (connector == NULL || !connector->known)
    return FALSE;
  return g_str_equal (connector->seen_status, "Charging") != command->is_stop;
}

/* Returns: whether the command has been answered */
static gboolean
try_to_conclude (Command *command)
{
  CsmsSimWorld *world = command->remote->world;
  gboolean is_late = csms_sim_clock_now_ms (world->clock) >= command->due_ms;

  if (world->deployed ? is_reflected (command) : command->answer == CSMS_SIM_ANSWER_ACCEPTED)
    conclude_accepted (command);
  else if (!world->deployed && command->answer == CSMS_SIM_ANSWER_REJECTED)
    conclude_refused (command, "Rejected",
                      command->is_stop ? "The station rejected the remote stop" : "The station rejected the remote start");
  else if (is_late)
    conclude_refused (command, "PendingTimeout",
                      command->is_stop ? "RemoteStop timeout or not reflected" : "RemoteStart timeout or not reflected");
  else
    return FALSE;
  return TRUE;
}

static void poll_command (gpointer data);

static void
poll_later (Command *command,
            guint    ms)
{
  csms_sim_clock_after_full (command->remote->world->clock, ms, poll_command, command, command_free);
}

static void
poll_command (gpointer data)
{
  Command *command = data;
  Command *next;

  if (command->generation != command->remote->generation || try_to_conclude (command))
    return;
  /* The timer that runs now frees its command: what is left of it moves on to the next. */
  next = g_new (Command, 1);
  *next = *command;
  memset (command, 0, sizeof *command);
  poll_later (next, POLL_MS);
}

/* Reads what both commands have in common. Returns: %NULL where the request has been refused */
static Command *
read_command (const CsmsSimRequest *request,
              gboolean              is_stop)
{
  CsmsSimWorld *world = request->world;
  const char *station_id = csms_sim_request_get_text (request, "stationId");
  g_autofree char *connector_json = csms_sim_request_dup_json (request, "connectorId");
  Command *command;
  gint64 number = 0;

  if (station_id == NULL || connector_json == NULL)
    {
      csms_sim_request_refuse (request, FALSE, "stationId and connectorId required");
      return NULL;
    }
  command = g_new0 (Command, 1);
  command->remote = world->remote;
  command->generation = world->remote->generation;
  command->is_stop = is_stop;
  command->session = g_object_ref (request->session);
  command->id_json = g_strdup (request->id_json);
  command->station_id = g_strdup (station_id);
  command->is_number = csms_sim_request_get_int (request, "connectorId", &number);
  /* Trap 11: 0 becomes 1, and a number in quotes reaches the station as that number. */
  if (command->is_number && number == 0 && world->deployed)
    number = 1;
  else if (!command->is_number && connector_json[0] == '"')
    number = g_ascii_strtoll (connector_json + 1, NULL, 10);
  command->connector_json = command->is_number ? g_strdup_printf ("%" G_GINT64_FORMAT, number)
                                               : g_steal_pointer (&connector_json);
  command->station = csms_sim_fleet_find (world->fleet, station_id);
  if (command->station != NULL)
    command->connector = csms_sim_station_connector (command->station, number);
  command->answer = CSMS_SIM_ANSWER_NONE;
  command->due_ms = csms_sim_clock_now_ms (world->clock) + world->config->command_timeout_ms;
  return command;
}

/* The guide's server looks before it sends. Returns: whether the request has been refused */
static gboolean
refuse_unknown (const CsmsSimRequest *request,
                Command              *command)
{
  if (!command->is_number)
    csms_sim_request_refuse (request, FALSE, "connectorId must be a number");
  else if (command->station == NULL)
    csms_sim_session_reply_error (request->session, request->id_json, 404, "Station not found", NULL);
  else if (command->connector == NULL)
    csms_sim_session_reply_error (request->session, request->id_json, 404, "Connector not found", NULL);
  else
    return FALSE;
  return TRUE;
}

static void
follow (Command *command)
{
  CsmsSimWorld *world = command->remote->world;

  if (!world->deployed)
    poll_later (command, world->config->station_delay_ms / 2);
  else if (try_to_conclude (command))
    command_free (command);
  else
    poll_later (command, POLL_MS);
}

static void
csms_sim_remote_class_init (CsmsSimRemoteClass *klass)
{
}

static void
csms_sim_remote_init (CsmsSimRemote *self)
{
}

CsmsSimRemote *
csms_sim_remote_new (CsmsSimWorld *world)
{
  CsmsSimRemote *self = g_object_new (CSMS_TYPE_SIM_REMOTE, NULL);

  self->world = world;
  return self;
}

void
csms_sim_remote_forget (CsmsSimRemote *self)
{
  g_return_if_fail (CSMS_IS_SIM_REMOTE (self));

  self->generation++;
}

void
csms_sim_remote_start (const CsmsSimRequest *request)
{
  CsmsSimWorld *world = request->world;
  const char *id_tag = csms_sim_request_get_text (request, "idTag");
  Command *command;

  if (!world->deployed && (id_tag == NULL || g_utf8_strlen (id_tag, -1) > ID_TAG_CHARACTERS_MAX))
    {
      csms_sim_request_refuse (request, FALSE, "idTag required, 20 characters at most");
      return;
    }
  command = read_command (request, FALSE);
  if (command == NULL)
    return;
  if (!world->deployed && refuse_unknown (request, command))
    {
      command_free (command);
      return;
    }

  command->id_tag = g_strdup (id_tag != NULL ? id_tag : "TEST");
  command->correlation = g_strdup_printf ("corr-%" G_GINT64_FORMAT "-%d", csms_sim_clock_now_ms (world->clock),
                                          g_rand_int_range (world->rand, 0, 10000));
  if (command->connector != NULL)
    csms_sim_backend_expect (world->backend, command->connector, command->correlation);
  if (command->station != NULL)
    command->answer = csms_sim_driver_remote_start (world->driver, command->station, command->connector,
                                                    command->id_tag);
  if (!world->deployed && command->answer != CSMS_SIM_ANSWER_ACCEPTED)
    csms_sim_backend_unexpect (world->backend, command->connector, command->correlation);
  follow (command);
}

void
csms_sim_remote_stop (const CsmsSimRequest *request)
{
  CsmsSimWorld *world = request->world;
  g_autofree char *transaction_json = csms_sim_request_dup_json (request, "transactionId");
  const char *text = csms_sim_request_get_text (request, "transactionId");
  Command *command;
  gint64 transaction = 0;

  /* Trap 7: without the transaction, which the server itself may have lost, there is no stop. */
  if (transaction_json == NULL)
    {
      csms_sim_request_refuse (request, FALSE, "transactionId required");
      return;
    }
  command = read_command (request, TRUE);
  if (command == NULL)
    return;
  if (!world->deployed && refuse_unknown (request, command))
    {
      command_free (command);
      return;
    }

  command->transaction_json = g_steal_pointer (&transaction_json);
  if (!csms_sim_request_get_int (request, "transactionId", &transaction) && text != NULL)
    transaction = g_ascii_strtoll (text, NULL, 10);
  if (command->station != NULL)
    command->answer = csms_sim_driver_remote_stop (world->driver, command->station, transaction);
  follow (command);
}
