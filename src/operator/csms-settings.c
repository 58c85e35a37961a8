/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-settings.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <locale.h>

#include "csms-config.h"
#include "csms-words.h"

#define SERVER_SCHEMA CSMS_APP_ID ".Server"
#define SERVER_PATH "/com/example/CsmsOperator/servers/"
#define ID_TAGS_MAX 20

/* How far below its build folder a program may stand. */
#define CLIMB_MAX 6

static char *
dup_program_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

static gboolean
has (const char *folder, const char *below)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Returns: the build folder that this program was made in, or NULL for an installed one */
static char *
dup_build_folder (void)
{
  char *folder = dup_program_folder ();

  for (guint i = 0; folder != NULL && i < CLIMB_MAX; i++)
    {
      char *parent;

      if (has (folder, "meson-info") && has (folder, "data/gschemas.compiled"))
        return folder;
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }
  g_free (folder);
  return NULL;
}

/* Returns: "share" beside the folder of an installed program, whatever its prefix */
static char *
dup_share_folder (void)
{
  g_autofree char *folder = dup_program_folder ();

  return folder != NULL ? g_build_filename (folder, "..", "share", NULL) : NULL;
}

static GSettingsSchema *
look_in (const char *folder, const char *id)
{
  g_autoptr (GSettingsSchemaSource) source = NULL;

  if (folder == NULL || !has (folder, "gschemas.compiled"))
    return NULL;
  source = g_settings_schema_source_new_from_directory (folder, g_settings_schema_source_get_default (), FALSE, NULL);
  return source != NULL ? g_settings_schema_source_lookup (source, id, FALSE) : NULL;
}

static GSettingsSchema *
find_schema (const char *id, GError **error)
{
  g_autofree char *build = dup_build_folder ();
  g_autofree char *share = dup_share_folder ();
  g_autofree char *near = NULL;
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = NULL;

  if (build != NULL)
    near = g_build_filename (build, "data", NULL);
  else if (share != NULL)
    near = g_build_filename (share, "glib-2.0", "schemas", NULL);
  schema = look_in (near, id);
  if (schema == NULL && installed != NULL)
    schema = g_settings_schema_source_lookup (installed, id, TRUE);
  if (schema == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _("The settings of this program (%s) are not installed."), id);
  return schema;
}

GSettings *
csms_settings_new (GError **error)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  schema = find_schema (CSMS_APP_ID, error);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

GSettings *
csms_settings_new_server (const char *url, GError **error)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (url != NULL && *url != '\0', NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  schema = find_schema (SERVER_SCHEMA, error);
  if (schema == NULL)
    return NULL;
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);
  path = g_strconcat (SERVER_PATH, digest, "/", NULL);
  return g_settings_new_full (schema, NULL, path);
}

/* Where the translations are; of a program moved from where it was to be installed, beside it. */
static char *
dup_locale_folder (void)
{
  g_autofree char *build = dup_build_folder ();
  g_autofree char *program = dup_program_folder ();
  g_autofree char *share = dup_share_folder ();

  if (build != NULL)
    return g_build_filename (build, "po", NULL);
  if (g_strcmp0 (program, CSMS_BINDIR) != 0 && share != NULL && has (share, "locale"))
    return g_build_filename (share, "locale", NULL);
  return g_strdup (CSMS_LOCALEDIR);
}

void
csms_locale_init (void)
{
  g_autofree char *folder = dup_locale_folder ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
csms_id_tags_remember (GSettings *settings, const char *id_tag)
{
  g_auto (GStrv) old = NULL;
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (id_tag != NULL && *id_tag != '\0');

  old = g_settings_get_strv (settings, "id-tags");
  g_ptr_array_add (tags, (gpointer) id_tag);
  for (guint i = 0; old[i] != NULL && tags->len < ID_TAGS_MAX; i++)
    if (!csms_id_tag_equal (old[i], id_tag))
      g_ptr_array_add (tags, old[i]);
  g_ptr_array_add (tags, NULL);
  g_settings_set_strv (settings, "id-tags", (const char *const *) tags->pdata);
}
