/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-options.h"
#include "csms-preferences.h"
#include "csms-window.h"
#include "ui-fixture.h"

static const struct {
  const char *action;
  const char *accel;
} keys[] = {
  { "win.view::stations", "<Alt>1" },
  { "win.view::transactions", "<Alt>2" },
  { "win.view::events", "<Alt>3" },
  { "win.search", "<Control>f" },
  { "win.refresh", "F5" },
  { "win.reconnect", "<Control>r" },
  { "win.preferences", "<Control>comma" },
  { "win.show-help-overlay", "<Control>question" },
  { "app.new-window", "<Control>n" },
  { "app.quit", "<Control>q" },
};

typedef struct {
  CsmsApplication *application;
  GtkWindow *window;
} Console;

static gboolean
fake_demo (gpointer user_data, char **url, char **api_key, GError **error)
{
  /* Nobody listens there: what is tested is the window. */
  *url = g_strdup ("ws://127.0.0.1:1/mobile-client");
  *api_key = csms_key_dup ("key");
  return TRUE;
}

/* One program for all tests, as in life; each has a window of its own. */
static void
console_open (Console *self)
{
  static CsmsApplication *application;
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    {
      application = csms_application_new (G_APPLICATION_NON_UNIQUE);
      csms_application_set_demo (application, fake_demo, NULL);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
  self->application = application;
  g_application_activate (G_APPLICATION (self->application));
  self->window = gtk_application_get_active_window (GTK_APPLICATION (self->application));
  g_assert_true (CSMS_IS_WINDOW (self->window));
}

static gboolean
has_no_windows (gpointer data)
{
  return gtk_application_get_windows (data) == NULL;
}

static void
console_close (Console *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
  ui_wait (has_no_windows, self->application);
  g_assert_null (csms_application_get_operator (self->application));
  ui_settle ();
}

static void
test_keys (void)
{
  Console console;

  console_open (&console);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (GTK_APPLICATION (console.application), keys[i].action);
      gboolean found = FALSE;

      for (gsize k = 0; accels[k] != NULL; k++)
        found = found || g_str_equal (accels[k], keys[i].accel);
      if (!found)
        g_error ("%s has no %s", keys[i].action, keys[i].accel);
    }
  console_close (&console);
}

/* Without a server there is nothing to search, refresh, start or stop. */
static void
assert_all_are_seen (guint n)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  g_assert_cmpuint (g_list_length (windows), ==, n);
  for (GList *l = windows; l != NULL; l = l->next)
    g_assert_true (gtk_widget_get_visible (l->data));
}

/* Of a window that has just closed GTK 4.8 gives a screen reader the last one there is, and ends with a segmentation fault where
   that was never shown. */
static void
test_no_hidden_windows (void)
{
  static const char *const actions[] = { "win.show-help-overlay", "win.palette", "win.preferences" };
  Console console;

  console_open (&console);
  assert_all_are_seen (1);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GList) windows = NULL;

      gtk_widget_activate_action (GTK_WIDGET (console.window), actions[i], NULL);
      ui_settle ();
      assert_all_are_seen (2);
      windows = gtk_window_list_toplevels ();
      gtk_window_close (windows->data == console.window ? windows->next->data : windows->data);
      ui_settle ();
      assert_all_are_seen (1);
    }
  console_close (&console);
}

static void
test_welcome (void)
{
  const char *const of_a_seat[] = { "win.search", "win.back", "win.start", "win.stop", "win.refresh", "win.reconnect", "win.consent" };
  Console console;

  console_open (&console);
  g_assert_null (csms_application_get_operator (console.application));
  /* Asked for all the same, they do nothing. */
  for (gsize i = 0; i < G_N_ELEMENTS (of_a_seat); i++)
    gtk_widget_activate_action (GTK_WIDGET (console.window), of_a_seat[i], NULL);
  g_assert_nonnull (ui_find (GTK_WIDGET (console.window), GTK_TYPE_BUTTON, "Test connection"));
  g_assert_nonnull (ui_find (GTK_WIDGET (console.window), GTK_TYPE_BUTTON, "Connect"));
  console_close (&console);
}

static void
test_views (void)
{
  Console console;
  GtkWidget *widget;
  AdwViewStack *stack;
  const char *const views[] = { "events", "transactions", "stations" };

  console_open (&console);
  widget = GTK_WIDGET (console.window);
  gtk_widget_activate_action (widget, "win.demo", NULL);
  ui_settle ();
  g_assert_nonnull (csms_application_get_operator (console.application));
  stack = ADW_VIEW_STACK (ui_find (widget, ADW_TYPE_VIEW_STACK, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_assert_true (gtk_widget_activate_action (widget, "win.view", "s", views[i]));
      g_assert_cmpstr (adw_view_stack_get_visible_child_name (stack), ==, views[i]);
      g_assert_true (gtk_widget_activate_action (widget, "win.search", NULL));
      g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (console.window)));
    }
  /* A name that no view has changes nothing. */
  gtk_widget_activate_action (widget, "win.view", "s", "nothing");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (stack), ==, "stations");
  g_assert_true (gtk_widget_activate_action (widget, "win.refresh", NULL));
  g_assert_true (gtk_widget_activate_action (widget, "win.reconnect", NULL));
  g_assert_true (gtk_widget_activate_action (widget, "win.back", NULL));
  g_assert_true (gtk_widget_activate_action (widget, "win.start", NULL));
  g_assert_true (gtk_widget_activate_action (widget, "win.stop", NULL));
  g_action_group_activate_action (G_ACTION_GROUP (console.application), "show-station", g_variant_new_string ("nowhere"));
  ui_settle ();
  console_close (&console);
}

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static gboolean
is_hidden (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

static gboolean
shows_bar (gpointer data)
{
  return adw_view_switcher_bar_get_reveal (data);
}

/* The header always fits: with less room the switcher goes below, and the search is in sight anyway. */
static void
test_narrow (void)
{
  Console console;
  GtkWidget *search, *bar;

  console_open (&console);
  gtk_window_set_default_size (console.window, 1000, 700);
  gtk_widget_activate_action (GTK_WIDGET (console.window), "win.demo", NULL);
  search = ui_find (GTK_WIDGET (console.window), GTK_TYPE_BUTTON, "Search");
  bar = ui_find (GTK_WIDGET (console.window), ADW_TYPE_VIEW_SWITCHER_BAR, NULL);
  ui_wait (is_shown, search);
  g_assert_false (shows_bar (bar));
  gtk_window_set_default_size (console.window, 500, 700);
  ui_wait (is_hidden, search);
  ui_wait (shows_bar, bar);
  gtk_window_set_default_size (console.window, 1000, 700);
  ui_wait (is_shown, search);
  console_close (&console);
}

/* Two windows are one seat: it stays with the one that is left, and Quit closes both. */
static void
test_two_windows (void)
{
  Console console;
  GtkWindow *second;

  console_open (&console);
  gtk_widget_activate_action (GTK_WIDGET (console.window), "win.demo", NULL);
  ui_settle ();
  g_action_group_activate_action (G_ACTION_GROUP (console.application), "new-window", NULL);
  second = gtk_application_get_active_window (GTK_APPLICATION (console.application));
  g_assert_true (CSMS_IS_WINDOW (second) && second != console.window);
  ui_settle ();
  gtk_window_close (second);
  ui_settle ();
  g_assert_nonnull (csms_application_get_operator (console.application));
  g_action_group_activate_action (G_ACTION_GROUP (console.application), "new-window", NULL);
  ui_settle ();
  console_close (&console);
}

static gboolean
is_open (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type) && gtk_widget_get_visible (l->data))
      return TRUE;
  return FALSE;
}

static void
test_preferences (void)
{
  Console console;

  console_open (&console);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (console.window), "win.preferences", NULL));
  g_assert_true (is_open (CSMS_TYPE_PREFERENCES));
  ui_settle ();
  /* It goes with the window it belongs to. */
  console_close (&console);
  g_assert_false (is_open (CSMS_TYPE_PREFERENCES));
}

/* An operator whose key was refused finds the cursor where the new one goes. */
static void
test_server_key (void)
{
  Console console;
  g_autoptr (GList) windows = NULL;
  gboolean found = FALSE;

  console_open (&console);
  gtk_widget_activate_action (GTK_WIDGET (console.window), "win.demo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (console.window), "win.server-key", NULL);
  ui_settle ();
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    if (CSMS_IS_PREFERENCES (l->data))
      found = gtk_window_get_focus (l->data) == ui_find (l->data, GTK_TYPE_TEXT, "API key");
  g_assert_true (found);
  console_close (&console);
}

static void
test_size (void)
{
  Console console;
  GSettings *settings;

  console_open (&console);
  settings = g_object_ref (csms_application_get_settings (console.application));
  gtk_window_set_default_size (console.window, 900, 700);
  ui_settle ();
  console_close (&console);
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 900);
  g_assert_cmpint (g_settings_get_int (settings, "window-height"), ==, 700);
  g_object_unref (settings);
}

static const struct {
  const char *name;
  const char *arguments[6];
  gboolean right;
} lines[] = {
  { "none", { NULL }, TRUE },
  { "demo", { "--demo" }, TRUE },
  { "service", { "--gapplication-service" }, TRUE },
  { "unknown", { "--no-such-thing" }, FALSE },
  { "stray", { "ws://127.0.0.1" }, FALSE },
  { "demo-and-url", { "--demo", "--url", "ws://127.0.0.1", "--api-key-file=KEY" }, FALSE },
  { "url-alone", { "--url", "ws://127.0.0.1" }, FALSE },
  { "key-alone", { "--api-key-file", "KEY" }, FALSE },
  { "bad-url", { "--url", "ftp://x", "--api-key-file", "KEY" }, FALSE },
  { "no-key-file", { "--url", "ws://127.0.0.1", "--api-key-file", "/nonexistent" }, FALSE },
  { "url", { "--url", "ws://127.0.0.1", "--api-key-file", "KEY" }, TRUE },
  { "url-and-ca", { "--url", "wss://127.0.0.1", "--api-key-file", "KEY", "--ca-file=ca.pem", "--wire-log=w.jsonl" }, TRUE },
  { "ca-alone", { "--ca-file", "ca.pem" }, FALSE },
  { "demo-and-ca", { "--demo", "--ca-file", "ca.pem" }, FALSE },
  { "wire-log", { "--wire-log", "w.jsonl" }, TRUE },
  { "start", { "--start", "fora/072/2", "--id-tag", "TAG" }, TRUE },
  { "start-without-tag", { "--start=fora072/1" }, TRUE },
  { "start-no-connector", { "--start", "fora072" }, FALSE },
  { "start-connector-0", { "--start", "fora072/0" }, FALSE },
  { "start-no-station", { "--start", "/1" }, FALSE },
  { "start-no-number", { "--start", "fora072/one" }, FALSE },
  { "start-long-tag", { "--start", "fora072/1", "--id-tag", "012345678901234567890" }, FALSE },
  { "tag-alone", { "--id-tag", "TAG" }, FALSE },
  { "demo-and-wire-log", { "--demo", "--wire-log", "w.jsonl" }, TRUE },
};

static void
test_options (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  CsmsOptions options;
  g_autoptr (GError) error = NULL;
  g_autofree char *key_file = g_build_filename (g_get_user_runtime_dir (), "csms-test-key", NULL);
  char *argv[8] = { (char *) "csms-operator" };
  int argc = 1;

  g_assert_true (g_file_set_contents (key_file, "secret\n", -1, NULL));
  for (gsize k = 0; k < G_N_ELEMENTS (lines[i].arguments) && lines[i].arguments[k] != NULL; k++)
    argv[argc++] = (char *) (g_str_equal (lines[i].arguments[k], "KEY") ? key_file : lines[i].arguments[k]);
  g_assert_cmpint (csms_options_parse (&options, argc, argv, &error), ==, lines[i].right);
  g_assert_cmpint (error == NULL, ==, lines[i].right);
  if (g_str_equal (lines[i].name, "url"))
    {
      g_assert_cmpstr (options.url, ==, "ws://127.0.0.1/mobile-client");
      g_assert_cmpstr (options.api_key, ==, "secret");
    }
  if (g_str_equal (lines[i].name, "url-and-ca"))
    {
      g_assert_cmpstr (options.ca_file, ==, "ca.pem");
      g_assert_cmpstr (options.wire_log, ==, "w.jsonl");
    }
  if (g_str_equal (lines[i].name, "start"))
    {
      g_assert_cmpstr (options.start_station, ==, "fora/072");
      g_assert_cmpint (options.start_connector, ==, 2);
      g_assert_cmpstr (options.id_tag, ==, "TAG");
    }
  csms_options_clear (&options);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/options/", lines[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_options);
    }
  g_test_add_func ("/ui/window/keys", test_keys);
  g_test_add_func ("/ui/window/no-hidden-windows", test_no_hidden_windows);
  g_test_add_func ("/ui/window/welcome", test_welcome);
  g_test_add_func ("/ui/window/views", test_views);
  g_test_add_func ("/ui/window/narrow", test_narrow);
  g_test_add_func ("/ui/window/two-windows", test_two_windows);
  g_test_add_func ("/ui/window/preferences", test_preferences);
  g_test_add_func ("/ui/window/server-key", test_server_key);
  g_test_add_func ("/ui/window/size-is-remembered", test_size);
  return g_test_run ();
}
