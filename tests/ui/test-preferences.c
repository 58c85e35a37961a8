/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-preferences.h"
#include "csms-switch-row.h"
#include "csms-time-row.h"
#include "ui-fixture.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

typedef struct {
  CsmsApplication *application;
  GtkWidget *window;
  GSettings *settings;
} Desk;

static void
desk_open (Desk *desk)
{
  static CsmsApplication *application;
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    {
      application = csms_application_new (G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
  desk->application = application;
  desk->settings = csms_application_get_settings (application);
  desk->window = GTK_WIDGET (csms_preferences_new (application, NULL));
  gtk_window_present (GTK_WINDOW (desk->window));
  ui_settle ();
}

static void
desk_close (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  ui_settle ();
}

static GtkWidget *
find_row_full (GtkWidget *root, const char *title, gboolean on_screen)
{
  if (ADW_IS_PREFERENCES_ROW (root) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) &&
      (!on_screen || gtk_widget_get_mapped (root)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row_full (child, title, on_screen);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  return find_row_full (root, title, FALSE);
}

typedef struct {
  GSettings *settings;
  const char *key;
  gboolean wanted;
} Change;

static gboolean
is_changed (gpointer data)
{
  Change *change = data;

  return g_settings_get_boolean (change->settings, change->key) == change->wanted;
}

static void
test_kinds (void)
{
  static const struct {
    const char *title;
    const char *key;
  } rows[] = {
    { "Charging started", "notify-transaction-started" },
    { "Charging stopped", "notify-transaction-stopped" },
    { "Command refused or unconfirmed", "notify-command" },
    { "Faulted", "notify-faulted" },
    { "Station offline", "notify-station-offline" },
    { "Connection lost", "notify-connection-lost" },
    { "Events recovered", "notify-recovered" },
    { "Quiet hours", "quiet-hours" },
  };
  Desk desk;

  desk_open (&desk);
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (desk.window), "notifications");
  ui_settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *row = find_row (desk.window, rows[i].title);
      gboolean was = g_settings_get_boolean (desk.settings, rows[i].key);

      g_assert_true (CSMS_IS_SWITCH_ROW (row));
      /* As a click on any place of the row does. */
      adw_action_row_activate (ADW_ACTION_ROW (row));
      ui_wait (is_changed, &(Change) { desk.settings, rows[i].key, !was });
      g_settings_reset (desk.settings, rows[i].key);
      g_assert_cmpint (csms_switch_row_get_active (CSMS_SWITCH_ROW (row)), ==, was);
      g_assert_nonnull (ui_find (row, GTK_TYPE_SWITCH, rows[i].title));
    }
  desk_close (&desk);
}

static void
test_numbers (void)
{
  static const struct {
    const char *name;
    const char *key;
    guint value;
  } spins[] = {
    { "Minutes offline until it is notified", "offline-minutes", 15 },
    { "Days to keep", "journal-keep-days", 0 },
    { "Size limit in MB", "journal-max-mb", 1024 },
  };
  Desk desk;

  desk_open (&desk);
  for (gsize i = 0; i < G_N_ELEMENTS (spins); i++)
    {
      GtkWidget *spin = ui_find (desk.window, GTK_TYPE_SPIN_BUTTON, spins[i].name);

      g_assert_nonnull (spin);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), spins[i].value);
      g_assert_cmpuint (g_settings_get_uint (desk.settings, spins[i].key), ==, spins[i].value);
      g_settings_reset (desk.settings, spins[i].key);
    }
  desk_close (&desk);
}

static void
test_quiet_times (void)
{
  Desk desk;
  GtkWidget *from, *hour;

  desk_open (&desk);
  from = find_row (desk.window, "Quiet from");
  g_assert_cmpuint (csms_time_row_get_minute (CSMS_TIME_ROW (from)), ==, 22 * 60);
  g_assert_false (gtk_widget_get_sensitive (from));
  g_settings_set_boolean (desk.settings, "quiet-hours", TRUE);
  g_assert_true (gtk_widget_get_sensitive (from));
  hour = ui_find (from, GTK_TYPE_SPIN_BUTTON, "Quiet from, hour");
  g_assert_nonnull (hour);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (hour), 5);
  g_assert_cmpuint (g_settings_get_uint (desk.settings, "quiet-from"), ==, 5 * 60);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (hour)), ==, "05");
  g_settings_set_uint (desk.settings, "quiet-from", 23 * 60 + 45);
  g_assert_cmpuint (csms_time_row_get_minute (CSMS_TIME_ROW (from)), ==, 23 * 60 + 45);
  g_assert_cmpuint (g_settings_get_uint (desk.settings, "quiet-from"), ==, 23 * 60 + 45);
  g_settings_reset (desk.settings, "quiet-from");
  g_settings_reset (desk.settings, "quiet-hours");
  desk_close (&desk);
}

static void
test_mute (void)
{
  Desk desk;
  GtkWidget *button;
  GAction *action;
  g_autoptr (GVariant) muted = NULL;
  g_autoptr (GVariant) loud = NULL;

  desk_open (&desk);
  action = g_action_map_lookup_action (G_ACTION_MAP (desk.application), "mute");
  button = ui_find (desk.window, GTK_TYPE_BUTTON, "Mute");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (g_settings_get_int64 (desk.settings, "mute-until"), >, g_get_real_time () / 1000);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Unmute");
  muted = g_action_get_state (action);
  g_assert_true (g_variant_get_boolean (muted));
  g_action_change_state (action, g_variant_new_boolean (FALSE));
  g_assert_cmpint (g_settings_get_int64 (desk.settings, "mute-until"), ==, 0);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Mute");
  loud = g_action_get_state (action);
  g_assert_false (g_variant_get_boolean (loud));
  desk_close (&desk);
}

static void
test_tags (void)
{
  const char *const tags[] = { "<b>A&B</b>", "TAG2", NULL };
  Desk desk;
  g_auto (GStrv) left = NULL;

  desk_open (&desk);
  g_settings_set_strv (desk.settings, "id-tags", tags);
  g_signal_emit_by_name (ui_find (desk.window, GTK_TYPE_BUTTON, "Forget ID tag <b>A&B</b>"), "clicked");
  left = g_settings_get_strv (desk.settings, "id-tags");
  g_assert_cmpstrv (left, ((const char *[]) { "TAG2", NULL }));
  g_signal_emit_by_name (ui_find (desk.window, GTK_TYPE_BUTTON, "Clear ID tags"), "clicked");
  g_assert_null (find_row (desk.window, "TAG2"));
  desk_close (&desk);
}

static GtkWidget *
find_icon_toggle (GtkWidget *root, const char *icon_name)
{
  if (GTK_IS_TOGGLE_BUTTON (root) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (root)), icon_name) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_icon_toggle (child, icon_name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_found_row (gpointer data)
{
  return find_row_full (data, "Days to keep", TRUE) != NULL;
}

/* What is typed finds a preference on any page, and foreign text among them breaks nothing. */
static void
test_search (void)
{
  const char *const tags[] = { "<b>days & nights</b>", NULL };
  Desk desk;
  GtkWidget *entry;

  desk_open (&desk);
  g_settings_set_strv (desk.settings, "id-tags", tags);
  entry = ui_find (desk.window, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_nonnull (entry);
  g_assert_null (find_row_full (desk.window, "Days to keep", TRUE));
  g_signal_emit_by_name (find_icon_toggle (desk.window, "edit-find-symbolic"), "clicked");
  gtk_editable_set_text (GTK_EDITABLE (entry), "days");
  ui_wait (has_found_row, desk.window);
  g_settings_reset (desk.settings, "id-tags");
  desk_close (&desk);
}

/*
 * A portal that says yes or no, and keeps the window's name that it was asked with. In a thread of its own, as it is in a
 * program of its own: GTK and libadwaita ask portals without going on meanwhile.
 */
typedef struct {
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  int ready;
  int answer;
  int n_asked;
  int gone;
  char *parent;
} Portal;

static const char portal_xml[] =
  "<node><interface name='org.freedesktop.portal.Background'><method name='RequestBackground'>"
  "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method></interface></node>";

static void
portal_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  Portal *portal = user_data;
  g_autoptr (GVariant) options = NULL;
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  const char *token;
  GVariantDict results;

  if (g_atomic_int_get (&portal->gone))
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.DBus.Error.UnknownMethod", "No such thing");
      return;
    }
  g_free (portal->parent);
  g_variant_get (parameters, "(s@a{sv})", &portal->parent, &options);
  g_atomic_int_inc (&portal->n_asked);
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  request = g_strdup_printf (PORTAL_PATH "/request/%s/%s", name, token);
  g_variant_dict_init (&results, NULL);
  g_variant_dict_insert (&results, "background", "b", g_atomic_int_get (&portal->answer));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  g_dbus_connection_emit_signal (bus, sender, request, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(u@a{sv})", g_atomic_int_get (&portal->answer) ? 0 : 1, g_variant_dict_end (&results)), NULL);
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  g_atomic_int_set (&((Portal *) user_data)->ready, TRUE);
}

static gboolean
is_ready (gpointer data)
{
  return g_atomic_int_get (&((Portal *) data)->ready);
}

static gpointer
run_portal (gpointer data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = portal_cb };
  Portal *portal = data;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (portal_xml, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusConnection) bus = NULL;
  guint owner;

  g_main_context_push_thread_default (portal->context);
  bus = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, NULL);
  g_dbus_connection_register_object (bus, PORTAL_PATH, node->interfaces[0], &vtable, portal, NULL, NULL);
  /* A real one, that the bus has started, makes room. */
  owner = g_bus_own_name_on_connection (bus, PORTAL, G_BUS_NAME_OWNER_FLAGS_REPLACE, owned_cb, NULL, portal, NULL);
  g_main_loop_run (portal->loop);
  g_bus_unown_name (owner);
  g_dbus_connection_close_sync (bus, NULL, NULL);
  g_main_context_pop_thread_default (portal->context);
  return NULL;
}

static void
portal_open (Portal *portal)
{
  portal->context = g_main_context_new ();
  portal->loop = g_main_loop_new (portal->context, FALSE);
  portal->thread = g_thread_new ("portal", run_portal, portal);
  ui_wait (is_ready, portal);
}

static void
portal_close (Portal *portal)
{
  g_main_loop_quit (portal->loop);
  g_main_context_wakeup (portal->context);
  g_thread_join (portal->thread);
  g_main_loop_unref (portal->loop);
  g_main_context_unref (portal->context);
  g_free (portal->parent);
}

static gboolean
is_sensitive (gpointer data)
{
  return gtk_widget_get_sensitive (data);
}

static void
switch_background (Desk *desk, gboolean on, gboolean wanted)
{
  GtkWidget *row = find_row (desk->window, "Keep watching when the window is closed");

  csms_switch_row_set_active (CSMS_SWITCH_ROW (row), on);
  ui_wait (is_sensitive, row);
  g_assert_cmpint (csms_switch_row_get_active (CSMS_SWITCH_ROW (row)), ==, wanted);
  g_assert_cmpint (g_settings_get_boolean (desk->settings, "watch-in-background"), ==, wanted);
}

/* Outside a sandbox nobody need be asked. */
static void
test_background (void)
{
  Desk desk;

  desk_open (&desk);
  switch_background (&desk, TRUE, TRUE);
  switch_background (&desk, FALSE, FALSE);
  desk_close (&desk);
}

static void
test_background_portal (void)
{
  Portal portal = { NULL };
  Desk desk;

  desk_open (&desk);
  portal_open (&portal);
  g_setenv ("GTK_USE_PORTAL", "1", TRUE);
  switch_background (&desk, TRUE, FALSE);
  g_assert_cmpint (g_atomic_int_get (&portal.n_asked), ==, 1);
  g_assert_true (g_str_has_prefix (portal.parent, "x11:") || g_str_has_prefix (portal.parent, "wayland:"));
  g_atomic_int_set (&portal.answer, TRUE);
  switch_background (&desk, TRUE, TRUE);
  g_assert_cmpint (g_atomic_int_get (&portal.n_asked), ==, 2);
  switch_background (&desk, FALSE, FALSE);
  g_assert_cmpint (g_atomic_int_get (&portal.n_asked), ==, 2);
  g_atomic_int_set (&portal.gone, TRUE);
  switch_background (&desk, TRUE, FALSE);
  g_unsetenv ("GTK_USE_PORTAL");
  portal_close (&portal);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add_func ("/ui/preferences/kinds", test_kinds);
  g_test_add_func ("/ui/preferences/numbers", test_numbers);
  g_test_add_func ("/ui/preferences/quiet-times", test_quiet_times);
  g_test_add_func ("/ui/preferences/mute", test_mute);
  g_test_add_func ("/ui/preferences/tags", test_tags);
  g_test_add_func ("/ui/preferences/search", test_search);
  g_test_add_func ("/ui/preferences/background", test_background);
  g_test_add_func ("/ui/preferences/background-portal", test_background_portal);
  return g_test_run ();
}
