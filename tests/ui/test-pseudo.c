/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libintl.h>
#include <locale.h>

#include "csms-application.h"
#include "csms-simulator-thread.h"
#include "csms-station-page.h"
#include "csms-window.h"
#include "screen-words.h"
#include "ui-fixture.h"

#define SEED 72
#define KEY "key"

typedef struct {
  CsmsSimulatorThread *simulator;
  CsmsApplication *application;
  GtkWidget *window;
  ScreenWords words;
  int width;
} Console;

static const int widths[] = { 1280, 900, 360 };

/* What GTK and libadwaita say, from catalogues of their own, in English here. */
static const char *const gtk_texts[] = { "Show Text", "Search", "Search…", "Shortcuts", "Alt", "Escape", NULL };

/* Words of the protocol, which keep its spelling; the days and months of C; and what these tests say. */
static const char *const foreign[] = {
  "Available Preparing Charging SuspendedEV SuspendedEVSE Finishing Reserved Unavailable Faulted",
  "NoError ConnectorLockFailure EVCommunicationError GroundFailure HighTemperature InternalError LocalListConflict OtherError "
  "OverCurrentFailure OverVoltage PowerMeterFailure PowerSwitchFailure ReaderFailure ResetFailure UnderVoltage WeakSignal",
  "DeAuthorized EmergencyStop EVDisconnected HardReset Local Other PowerLoss Reboot Remote SoftReset UnlockCommand",
  "January February March April June July August September October November December Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
  "TAG ws mobile client",
  NULL
};

static gboolean
open_demo (gpointer user_data, char **url, char **api_key, GError **error)
{
  Console *console = user_data;

  *url = g_strdup (csms_simulator_thread_get_url (console->simulator));
  *api_key = csms_key_dup (KEY);
  return TRUE;
}

/* Nobody is there to show them. */
static void
turn_notifications_off (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (g_str_has_prefix (keys[i], "notify-"))
        g_settings_set_boolean (settings, keys[i], FALSE);
    }
}

static void
console_init (Console *self)
{
  const char *keys[] = { KEY, NULL };
  CsmsSimulatorConfig config;
  g_autoptr (GError) error = NULL;

  csms_simulator_config_init (&config);
  config.seed = SEED;
  config.api_keys = keys;
  self->simulator = csms_simulator_thread_new (&config, &error);
  g_assert_no_error (error);
  screen_words_init (&self->words);
  for (gsize i = 0; foreign[i] != NULL; i++)
    screen_words_allow (&self->words, foreign[i]);
  for (gsize i = 0; gtk_texts[i] != NULL; i++)
    screen_words_allow_whole (&self->words, gtk_texts[i]);
  self->application = csms_application_new (G_APPLICATION_NON_UNIQUE);
  csms_application_set_demo (self->application, open_demo, self);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
  turn_notifications_off (csms_application_get_settings (self->application));
  g_application_activate (G_APPLICATION (self->application));
  self->window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self->application)));
}

static void
console_clear (Console *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  csms_application_open_server (self->application, NULL);
  ui_settle ();
  g_object_unref (self->application);
  csms_simulator_thread_free (self->simulator);
  screen_words_clear (&self->words);
}

/* Whatever the server tells is data. */
static void
allow_data (Console *self)
{
  CsmsFleet *fleet = csms_operator_get_fleet (csms_application_get_operator (self->application));
  GListModel *stations = csms_fleet_get_stations (fleet);
  GListModel *transactions = csms_fleet_get_transactions (fleet);

  for (guint i = 0; i < g_list_model_get_n_items (stations); i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);
      GListModel *connectors = csms_station_get_connectors (station);

      screen_words_allow (&self->words, csms_station_get_id (station));
      screen_words_allow (&self->words, csms_station_get_name (station));
      for (guint j = 0; j < g_list_model_get_n_items (connectors); j++)
        {
          g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, j);

          screen_words_allow (&self->words, csms_connector_get_plug_type (connector));
        }
    }
  for (guint i = 0; i < g_list_model_get_n_items (transactions); i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, i);

      screen_words_allow (&self->words, csms_transaction_get_id_tag (transaction));
    }
}

static gboolean
has_its_width (gpointer data)
{
  Console *self = data;

  return gtk_widget_get_width (self->window) == self->width;
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ++*(guint *) user_data;
  return G_SOURCE_CONTINUE;
}

static gboolean
has_come_to_rest (gpointer data)
{
  return *(guint *) data > 30;
}

/* Lets what unfolds do so. */
static void
rest (GtkWidget *widget)
{
  guint frames = 0;
  guint id = gtk_widget_add_tick_callback (widget, count_frame, &frames, NULL);

  ui_wait (has_come_to_rest, &frames);
  gtk_widget_remove_tick_callback (widget, id);
}

static void
look (Console *self, GtkWidget *root, const char *place)
{
  g_autofree char *where = NULL;

  rest (root);
  where = g_strdup_printf ("%s, %d px wide", place, gtk_widget_get_width (root));
  screen_words_look (&self->words, root, where);
}

static void
resize (Console *self, int width)
{
  self->width = width;
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 700);
  ui_wait (has_its_width, self);
}

static void
look_at_widths (Console *self, const char *place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      resize (self, widths[i]);
      look (self, self->window, place);
    }
  resize (self, widths[0]);
}

static void
expect_nothing_wrong (Console *self)
{
  g_assert_cmpuint (self->words.n_labels, >, 0);
  for (guint i = 0; i < self->words.wrong->len; i++)
    g_test_message ("%s", (char *) self->words.wrong->pdata[i]);
  if (self->words.wrong->len > 0)
    g_test_fail_printf ("%u texts are not translated, or cut", self->words.wrong->len);
  g_ptr_array_set_size (self->words.wrong, 0);
  self->words.n_labels = 0;
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static gboolean
is_unmapped (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

/* What the buttons and the lists to choose from unfold. */
static void
look_at_popovers (Console *self, GtkWidget *root, const char *place)
{
  const GType types[] = { GTK_TYPE_MENU_BUTTON, GTK_TYPE_DROP_DOWN };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();

      collect (root, types[i], found);
      for (guint j = 0; j < found->len; j++)
        {
          GtkWidget *popover;

          if (!gtk_widget_is_sensitive (found->pdata[j]))
            continue;
          g_signal_emit_by_name (found->pdata[j], "activate");
          popover = ui_find (found->pdata[j], GTK_TYPE_POPOVER, NULL);
          if (popover == NULL)
            continue;
          ui_wait (is_mapped, popover);
          look (self, popover, place);
          gtk_popover_popdown (GTK_POPOVER (popover));
          ui_wait (is_unmapped, popover);
        }
    }
}

/* Each page of the tabs of @root. */
static void
look_at_tabs (Console *self, GtkWidget *root, const char *place)
{
  GtkWidget *switcher = ui_find (root, GTK_TYPE_STACK_SWITCHER, NULL);
  GtkStack *stack = gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (switcher));
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (stack);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      gtk_stack_set_visible_child (stack, gtk_stack_page_get_child (GTK_STACK_PAGE (page)));
      ui_wait (is_mapped, switcher);
      look (self, self->window, place);
    }
}

/* What are tabs in a wide window are pages of their own in a narrow one. */
static void
look_at_sections (Console *self, GtkWidget *root, const char *place)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  resize (self, widths[G_N_ELEMENTS (widths) - 1]);
  rest (self->window);
  collect (root, ADW_TYPE_ACTION_ROW, rows);
  g_assert_cmpuint (rows->len, >, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      ui_wait (is_mapped, rows->pdata[i]);
      gtk_widget_activate (rows->pdata[i]);
      ui_wait (is_unmapped, rows->pdata[i]);
      look (self, self->window, place);
      gtk_widget_activate_action (self->window, "win.back", NULL);
    }
  resize (self, widths[0]);
}

/* Returns: (nullable) (transfer none): a window that stands before the console's own */
static GtkWidget *
find_dialog (Console *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != self->window && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog (data) == NULL;
}

static void
look_at_dialog (Console *self, const char *action, const char *place)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (self->window, action, NULL);
  ui_wait (has_dialog, self);
  dialog = find_dialog (self);
  look (self, dialog, place);
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait (has_no_dialog, self);
}

static void
test_welcome (gconstpointer data)
{
  Console *self = (Console *) data;

  look_at_widths (self, "the welcome page");
  look_at_popovers (self, self->window, "a menu of the welcome page");
  look_at_dialog (self, "win.preferences", "the preferences without a server");
  expect_nothing_wrong (self);
}

static gboolean
is_live (gpointer data)
{
  CsmsOperator *operator = csms_application_get_operator (((Console *) data)->application);

  return operator != NULL && csms_operator_get_live (operator);
}

/* Returns: (nullable) (transfer none): the first station with a connector in such a status */
static CsmsStation *
find_station (Console *self, CsmsConnectorStatus status)
{
  CsmsFleet *fleet = csms_operator_get_fleet (csms_application_get_operator (self->application));
  GListModel *stations = csms_fleet_get_stations (fleet);

  for (guint i = 0; i < g_list_model_get_n_items (stations); i++)
    {
      g_autoptr (CsmsStation) station = g_list_model_get_item (stations, i);
      GListModel *connectors = csms_station_get_connectors (station);

      for (guint j = 0; j < g_list_model_get_n_items (connectors); j++)
        {
          g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, j);

          if (csms_connector_get_status (connector) == status && csms_station_get_online (station))
            return station;
        }
    }
  return NULL;
}

static gboolean
has_free_and_charging (gpointer data)
{
  return find_station (data, CSMS_CONNECTOR_STATUS_AVAILABLE) != NULL && find_station (data, CSMS_CONNECTOR_STATUS_CHARGING) != NULL;
}

static void
show_station (Console *self, CsmsConnectorStatus status)
{
  csms_window_show_station (CSMS_WINDOW (self->window), csms_station_get_id (find_station (self, status)));
  ui_wait (is_mapped, ui_find (self->window, CSMS_TYPE_STATION_PAGE, NULL));
}

static void
test_stations (gconstpointer data)
{
  Console *self = (Console *) data;
  GtkWidget *page;

  look_at_widths (self, "the stations");
  look_at_popovers (self, self->window, "a menu of the stations");
  show_station (self, CSMS_CONNECTOR_STATUS_CHARGING);
  page = ui_find (self->window, CSMS_TYPE_STATION_PAGE, NULL);
  look_at_widths (self, "a station that charges");
  look_at_tabs (self, page, "a tab of a station");
  look_at_sections (self, page, "a section of a station");
  look_at_popovers (self, page, "a menu of a station");
  look_at_dialog (self, "win.stop", "stopping a charge");
  show_station (self, CSMS_CONNECTOR_STATUS_AVAILABLE);
  look_at_dialog (self, "win.start", "starting a charge");
  if (find_station (self, CSMS_CONNECTOR_STATUS_FAULTED) != NULL)
    {
      show_station (self, CSMS_CONNECTOR_STATUS_FAULTED);
      look_at_widths (self, "a station with a fault");
    }
  expect_nothing_wrong (self);
}

static void
test_views (gconstpointer data)
{
  Console *self = (Console *) data;
  const char *const views[] = { "transactions", "events" };

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      gtk_widget_activate_action (self->window, "win.view", "s", views[i]);
      allow_data (self);
      look_at_widths (self, views[i]);
      look_at_popovers (self, self->window, views[i]);
    }
  gtk_widget_activate_action (self->window, "win.view", "s", "stations");
  expect_nothing_wrong (self);
}

static void
test_windows (gconstpointer data)
{
  Console *self = (Console *) data;

  look_at_dialog (self, "win.palette", "the command palette");
  look_at_dialog (self, "win.preferences", "the preferences");
  look_at_dialog (self, "win.show-help-overlay", "the shortcuts");
  expect_nothing_wrong (self);
}

static void
test_wallboard (gconstpointer data)
{
  Console *self = (Console *) data;

  gtk_widget_activate_action (self->window, "win.wallboard", NULL);
  rest (self->window);
  look (self, self->window, "the wallboard");
  gtk_widget_activate_action (self->window, "win.back", NULL);
  rest (self->window);
  expect_nothing_wrong (self);
}

static void
test_right_to_left (gconstpointer data)
{
  Console *self = (Console *) data;
  const char *const views[] = { "stations", "transactions", "events" };

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  show_station (self, CSMS_CONNECTOR_STATUS_CHARGING);
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      gtk_widget_activate_action (self->window, "win.view", "s", views[i]);
      look_at_widths (self, views[i]);
    }
  expect_nothing_wrong (self);
}

/* Without it every text would be English, and right: what this run is for would not have been tried. */
static void
test_disguise (gconstpointer data)
{
  g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, "Stations"), ==, "[Stàtîõns öx]");
  g_assert_cmpstr (g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", 2), ==, "[%u événts ö]");
}

static void
test_demo (gconstpointer data)
{
  Console *self = (Console *) data;
  g_autoptr (GError) error = NULL;

  csms_application_open_demo (self->application, &error);
  g_assert_no_error (error);
  ui_wait (is_live, self);
  ui_wait (has_free_and_charging, self);
  rest (self->window);
  allow_data (self);
}

int
main (int argc, char **argv)
{
  /* In this order: each goes on where the one before has ended. */
  const struct {
    const char *path;
    GTestDataFunc func;
  } steps[] = {
    { "/ui/pseudo/disguise", test_disguise },
    { "/ui/pseudo/welcome", test_welcome },
    { "/ui/pseudo/demo", test_demo },
    { "/ui/pseudo/stations", test_stations },
    { "/ui/pseudo/views", test_views },
    { "/ui/pseudo/windows", test_windows },
    { "/ui/pseudo/wallboard", test_wallboard },
    { "/ui/pseudo/right-to-left", test_right_to_left },
  };
  const char *texts = g_getenv ("CSMS_PSEUDO_TEXTS");
  Console console = { NULL };
  int status;

  ui_test_init (&argc, &argv, TRUE);
  /* GTK's tests are in English otherwise. */
  g_assert_cmpstr (setlocale (LC_ALL, ""), ==, g_getenv ("LC_ALL"));
  g_assert_nonnull (texts);
  bindtextdomain (GETTEXT_PACKAGE, texts);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  console_init (&console);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    g_test_add_data_func (steps[i].path, &console, steps[i].func);
  status = g_test_run ();
  console_clear (&console);
  return status;
}
