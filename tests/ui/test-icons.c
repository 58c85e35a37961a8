/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "csms-config.h"
#include "ui-fixture.h"

#define RESOURCES "/com/example/CsmsOperator/icons"

static void
add_names (const char *path, GHashTable *names)
{
  g_autofree char *text = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("[\">]([a-z][a-z0-9-]*-symbolic)[\"<]", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_add (names, g_match_info_fetch (match, 1));
}

/* The symbolic icons that the source names. */
static GHashTable *
find_names (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "src", "ui", NULL);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".ui"))
        add_names (path, names);
    }
  return names;
}

static GtkIconTheme *
get_theme (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  gtk_icon_theme_add_resource_path (theme, RESOURCES);
  return theme;
}

/* A theme drops icons from one release to the next: what it lacks is a broken picture on the screen. */
static void
test_named (void)
{
  g_autoptr (GHashTable) names = find_names ();
  GtkIconTheme *theme = get_theme ();
  GHashTableIter iter;
  gpointer name;

  g_assert_cmpuint (g_hash_table_size (names), >, 20);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!gtk_icon_theme_has_icon (theme, name))
      g_test_fail_printf ("there is no %s", (char *) name);
}

/* The icons of this program come from the program itself, whatever is installed. */
static void
test_own (void)
{
  const char *names[] = { CSMS_APP_ID, CSMS_APP_ID "-symbolic", "csms-done-symbolic", "csms-catching-up-symbolic" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (get_theme (), names[i], NULL, 16, 1, GTK_TEXT_DIR_LTR, 0);
      g_autoptr (GFile) file = gtk_icon_paintable_get_file (icon);
      g_autofree char *uri = g_file_get_uri (file);

      g_assert_true (g_str_has_prefix (uri, "resource://" RESOURCES "/"));
      g_assert_nonnull (strstr (uri, names[i]));
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv, TRUE);
  g_test_add_func ("/icons/named", test_named);
  g_test_add_func ("/icons/own", test_own);
  return g_test_run ();
}
