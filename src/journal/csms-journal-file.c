/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-journal-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "csms-journal.h"

/* The main file last: while it stands in its place nobody begins a new one beside what is left of the old. */
static const char *const endings[] = { "-wal", "-shm", "" };

char *
csms_journal_dup_path (const char *url)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);
  g_autofree char *name = g_strconcat (sum, ".db", NULL);

  return g_build_filename (g_get_user_data_dir (), "csms-operator", name, NULL);
}

static gboolean
fail_to_make (const char  *path,
              int          cause,
              GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN, _("The journal's place %s cannot be made: %s"), name,
               g_strerror (cause));
  return FALSE;
}

static gboolean
fail_to_rename (const char  *path,
                int          cause,
                GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, CSMS_JOURNAL_ERROR, CSMS_JOURNAL_ERROR_CANNOT_OPEN, _("The damaged journal %s cannot be set aside: %s"), name,
               g_strerror (cause));
  return FALSE;
}

gboolean
csms_journal_file_prepare (const char  *path,
                           GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_to_make (folder, errno, error);

  /* A file that is there is never opened here: to close it again would end the locks that this process has on it. */
  fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0)
    close (fd);
  else if (errno != EEXIST)
    return fail_to_make (path, errno, error);
  return TRUE;
}

void
csms_journal_file_protect (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      GStatBuf status;

      if (g_stat (name, &status) == 0 && (status.st_mode & 0077) != 0 && g_chmod (name, 0600) != 0)
        g_message ("%s stays readable for others: %s", name, g_strerror (errno));
    }
}

static gboolean
is_taken (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0;
}

static char *
find_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *name = g_strdup_printf ("%s.damaged-%s", path, time);

  for (guint i = 2; is_taken (name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.damaged-%s-%u", path, time, i);
    }
  return name;
}

static gboolean
rename_all (const char  *path,
            const char  *name,
            GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strconcat (name, endings[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return fail_to_rename (from, errno, error);
    }
  return TRUE;
}

char *
csms_journal_file_set_aside (const char   *path,
                             gboolean    (*is_ours) (gpointer data),
                             gpointer      data,
                             GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;
  int lock = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  /* Several processes may find the same damage: only the first of them may rename what is there. */
  if (lock >= 0 && flock (lock, LOCK_EX) != 0)
    g_debug ("%s cannot be locked: %s", folder, g_strerror (errno));
  if (is_ours (data))
    {
      name = find_name (path);
      if (!rename_all (path, name, error))
        g_clear_pointer (&name, g_free);
      else if (lock >= 0)
        fsync (lock);
    }
  if (lock >= 0)
    close (lock);
  return g_steal_pointer (&name);
}
