/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-notifier.h"
#include "csms-settings.h"
#include "fake-operator.h"
#include "ui-fixture.h"

/* Someone on the session bus who takes notifications, as the GNOME shell does. */
typedef struct {
  GDBusConnection *bus;
  guint owner, object;
  gboolean owned;
  GHashTable *shown;            /* id => GVariant a{sv} */
  guint n_calls;
} Shell;

typedef struct {
  Shell shell;
  GApplication *application;
  GSettings *settings;
  CsmsNotifier *notifier;
  CsmsOperator *operator;
} Desk;

static const char shell_xml[] =
  "<node><interface name='org.gtk.Notifications'>"
  "<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/></method>"
  "<method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/></method>"
  "</interface></node>";

static void
shell_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
          GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  Shell *shell = user_data;
  const char *id;

  shell->n_calls++;
  g_variant_get_child (parameters, 1, "&s", &id);
  if (g_str_equal (method, "AddNotification"))
    g_hash_table_insert (shell->shown, g_strdup (id), g_variant_get_child_value (parameters, 2));
  else
    g_hash_table_remove (shell->shown, id);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Shell *) user_data)->owned = TRUE;
}

static gboolean
is_owned (gpointer data)
{
  return ((Shell *) data)->owned;
}

static void
shell_open (Shell *shell)
{
  static const GDBusInterfaceVTable vtable = { .method_call = shell_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (shell_xml, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  /* On a connection of its own: one program's calls to itself would not be told by the bus. */
  shell->bus = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                       G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, NULL);
  shell->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  shell->object = g_dbus_connection_register_object (shell->bus, "/org/gtk/Notifications", node->interfaces[0], &vtable, shell, NULL, NULL);
  shell->owner = g_bus_own_name_on_connection (shell->bus, "org.gtk.Notifications", G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, shell, NULL);
  ui_wait (is_owned, shell);
}

static void
desk_open (Desk *desk)
{
  static Desk kept;
  g_autoptr (GError) error = NULL;

  if (kept.application == NULL)
    {
      shell_open (&kept.shell);
      kept.application = g_application_new ("com.example.CsmsOperator.Test", G_APPLICATION_NON_UNIQUE);
      g_application_register (kept.application, NULL, &error);
      g_assert_no_error (error);
      kept.settings = csms_settings_new (&error);
      g_assert_no_error (error);
    }
  *desk = kept;
  /* The object on the bus writes to the first one. */
  desk->shell.shown = kept.shell.shown;
  g_hash_table_remove_all (kept.shell.shown);
  desk->notifier = csms_notifier_new (desk->application, desk->settings);
  desk->operator = fake_operator_new ();
  ui_add_stations (csms_operator_get_fleet (desk->operator), UI_ONE_STATION);
  csms_notifier_set_operator (desk->notifier, desk->operator);
  fake_operator_set_state (desk->operator, CSMS_SEAT_LIVE);
}

static void
desk_close (Desk *desk)
{
  csms_notifier_set_operator (desk->notifier, NULL);
  g_object_unref (desk->notifier);
  g_object_unref (desk->operator);
  ui_settle ();
}

typedef struct {
  GHashTable *shown;
  const char *id;
  const char *body;             /* NULL: gone */
} Wanted;

static char *
dup_body (GHashTable *shown, const char *id)
{
  GVariant *notification = g_hash_table_lookup (shown, id);
  const char *title = NULL, *body = "";

  if (notification == NULL)
    return NULL;
  g_variant_lookup (notification, "title", "&s", &title);
  g_variant_lookup (notification, "body", "&s", &body);
  return g_strconcat (title, "|", body, NULL);
}

static gboolean
is_as_wanted (gpointer data)
{
  Wanted *wanted = data;
  g_autofree char *body = dup_body (wanted->shown, wanted->id);

  return g_strcmp0 (body, wanted->body) == 0;
}

static void
wait_for (Desk *desk, const char *id, const char *body)
{
  Wanted wanted = { desk->shell.shown, id, body };

  g_test_message ("waiting for %s: %s", id, body != NULL ? body : "gone");
  ui_wait (is_as_wanted, &wanted);
}

#define STATUS(id, status, error, ms) \
  "{\"eventId\":\"evt-" #ms "-" id "\",\"event\":\"connector.status.changed\",\"ts\":" #ms ",\"stationId\":\"fora072\"," \
  "\"connectorId\":1,\"status\":\"" status "\",\"errorCode\":\"" error "\"}"

static void
push (Desk *desk, const char *json)
{
  ui_push (csms_operator_get_fleet (desk->operator), CSMS_EVENT_PUSHED, (const char *[]) { json, NULL });
}

static void
test_fault (void)
{
  Desk desk;

  desk_open (&desk);
  push (&desk, STATUS ("a", "Faulted", "GroundFailure", 1963892000000));
  wait_for (&desk, "station-fora072", "Faulted|fora072 Harbour Deck P2, connector 1, GroundFailure: current is leaking to earth");
  push (&desk, STATUS ("b", "Available", "NoError", 1963892001000));
  wait_for (&desk, "station-fora072", NULL);
  desk_close (&desk);
}

/* What was so before anybody looked is no news. */
static void
test_fault_known (void)
{
  Desk desk;

  desk_open (&desk);
  fake_operator_get_seat (desk.operator)->ever_live = FALSE;
  fake_operator_set_state (desk.operator, CSMS_SEAT_CATCHING_UP);
  push (&desk, STATUS ("a", "Faulted", "GroundFailure", 1963892000000));
  fake_operator_set_state (desk.operator, CSMS_SEAT_LIVE);
  g_signal_emit_by_name (desk.operator, "recovered", (guint64) 143, G_GINT64_CONSTANT (1763892000000), G_GINT64_CONSTANT (1763892300000));
  wait_for (&desk, "recovered", "Events recovered|143 events, 23 Nov 2025 10:00 to 23 Nov 2025 10:05");
  g_assert_false (g_hash_table_contains (desk.shell.shown, "station-fora072"));
  desk_close (&desk);
}

static void
test_command (void)
{
  Desk desk;
  CsmsCommand *command;

  desk_open (&desk);
  command = fake_operator_add_command (desk.operator, CSMS_COMMAND_START, "fora072", 2, "TAG");
  fake_command_set_state (desk.operator, command, CSMS_COMMAND_UNCONFIRMED, CSMS_COMMAND_REASON_STATION_TIMEOUT, NULL);
  wait_for (&desk, "station-fora072", "Start unconfirmed|fora072 Harbour Deck P2, connector 2. "
            "Unconfirmed: the station did not answer in time and may still start");
  fake_command_set_state (desk.operator, command, CSMS_COMMAND_CONFIRMED, CSMS_COMMAND_REASON_NONE, NULL);
  wait_for (&desk, "station-fora072", NULL);
  desk_close (&desk);
}

static void
test_command_refused (void)
{
  Desk desk;
  CsmsCommand *command;

  desk_open (&desk);
  command = fake_operator_add_command (desk.operator, CSMS_COMMAND_STOP, "fora072", 1, NULL);
  fake_command_set_state (desk.operator, command, CSMS_COMMAND_REFUSED, CSMS_COMMAND_REASON_SERVER_SAID_NO, "<b>no</b> & never");
  wait_for (&desk, "station-fora072", "Stop refused|fora072 Harbour Deck P2, connector 1. Refused: ‹b›no‹/b› ＆ never");
  /* Whoever leaves the server is told no more of it. */
  csms_notifier_set_operator (desk.notifier, NULL);
  wait_for (&desk, "station-fora072", NULL);
  desk_close (&desk);
}

static void
start (Desk *desk, int i)
{
  g_autofree char *json = g_strdup_printf ("{\"eventId\":\"evt-%d-x\",\"event\":\"transaction.started\",\"ts\":1963892000000,"
                                           "\"stationId\":\"s%d\",\"connectorId\":1,\"transactionId\":\"t%d\",\"idTag\":\"T\"}",
                                           1963892 + i, i % 500, i);
  GListModel *transactions = csms_fleet_get_transactions (csms_operator_get_fleet (desk->operator));
  g_autoptr (CsmsTransaction) transaction = NULL;

  push (desk, json);
  for (guint k = 0; transaction == NULL; k++)
    {
      g_autoptr (CsmsTransaction) one = g_list_model_get_item (transactions, k);
      g_autofree char *id = g_strdup_printf ("t%d", i);

      if (g_str_equal (csms_transaction_get_transaction_id (one), id))
        transaction = g_steal_pointer (&one);
    }
  g_signal_emit_by_name (desk->operator, "transaction-started", transaction);
}

/* A start has a button for its stop, with all that names the charge. */
static void
test_start (void)
{
  Desk desk;
  GVariant *notification;
  g_autoptr (GVariant) buttons = NULL;
  g_autofree char *text = NULL;

  desk_open (&desk);
  start (&desk, 7);
  wait_for (&desk, "station-s7", "Charging started|s7, connector 1, ID tag T");
  notification = g_hash_table_lookup (desk.shell.shown, "station-s7");
  buttons = g_variant_lookup_value (notification, "buttons", NULL);
  text = g_variant_print (buttons, FALSE);
  g_assert_nonnull (strstr (text, "Stop…"));
  g_assert_nonnull (strstr (text, "app.stop-charging"));
  g_assert_nonnull (strstr (text, "('s7', 1, 't7')"));
  desk_close (&desk);
}

static void
test_storm (void)
{
  Desk desk;

  desk_open (&desk);
  for (int i = 0; i < 2000; i++)
    start (&desk, i);
  wait_for (&desk, "many", "Much at once|2000 charges started");
  g_assert_cmpuint (g_hash_table_size (desk.shell.shown), ==, 1);
  desk_close (&desk);
}

static void
test_kind_off (void)
{
  Desk desk;

  desk_open (&desk);
  g_settings_set_boolean (desk.settings, "notify-faulted", FALSE);
  push (&desk, STATUS ("a", "Faulted", "GroundFailure", 1963892000000));
  start (&desk, 9);
  wait_for (&desk, "station-s9", "Charging started|s9, connector 1, ID tag T");
  g_assert_false (g_hash_table_contains (desk.shell.shown, "station-fora072"));
  g_settings_reset (desk.settings, "notify-faulted");
  desk_close (&desk);
}

/* Muted, nothing comes; unmuted, what still holds, in one. */
static void
test_mute (void)
{
  Desk desk;

  desk_open (&desk);
  g_settings_set_int64 (desk.settings, "mute-until", g_get_real_time () / 1000 + 60000);
  push (&desk, STATUS ("a", "Faulted", "GroundFailure", 1963892000000));
  for (int i = 0; i < 50; i++)
    {
      ui_settle ();
      g_usleep (10000);
    }
  g_assert_false (g_hash_table_contains (desk.shell.shown, "station-fora072"));
  g_settings_reset (desk.settings, "mute-until");
  wait_for (&desk, "meanwhile", "Meanwhile|1 station faulted");
  push (&desk, STATUS ("b", "Available", "NoError", 1963892001000));
  wait_for (&desk, "meanwhile", NULL);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add_func ("/ui/notifier/fault", test_fault);
  g_test_add_func ("/ui/notifier/fault-known", test_fault_known);
  g_test_add_func ("/ui/notifier/command", test_command);
  g_test_add_func ("/ui/notifier/command-refused", test_command_refused);
  g_test_add_func ("/ui/notifier/start", test_start);
  g_test_add_func ("/ui/notifier/kind-off", test_kind_off);
  g_test_add_func ("/ui/notifier/mute", test_mute);
  g_test_add_func ("/ui/notifier/storm", test_storm);
  return g_test_run ();
}
