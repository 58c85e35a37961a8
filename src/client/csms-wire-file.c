/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-wire-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct _CsmsWireFile
{
  char *path;
  char *aside;
  gsize max_bytes;
  gsize size;
  int fd;
};

static void
set_error (GError     **error,
           const char  *path,
           const char  *reason)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The wire log “%s” cannot be written: %s"), path, reason);
}

/* What is there already may be open to others, or lead somewhere else. */
static const char *
find_fault (CsmsWireFile *self)
{
  struct stat info;

  if (fstat (self->fd, &info) != 0)
    return g_strerror (errno);
  if (!S_ISREG (info.st_mode))
    return _("it is not an ordinary file");
  if (info.st_uid != geteuid ())
    return _("it is somebody else’s");
  if (fchmod (self->fd, 0600) != 0)
    return g_strerror (errno);
  self->size = (gsize) info.st_size;
  return NULL;
}

static gboolean
open_file (CsmsWireFile  *self,
           GError       **error)
{
  const char *fault;

  self->fd = open (self->path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      set_error (error, self->path, errno == ELOOP ? _("it is a link") : g_strerror (errno));
      return FALSE;
    }
  fault = find_fault (self);
  if (fault == NULL)
    return TRUE;
  set_error (error, self->path, fault);
  return FALSE;
}

static gboolean
put_aside (CsmsWireFile  *self,
           GError       **error)
{
  close (self->fd);
  self->fd = -1;
  if (g_rename (self->path, self->aside) != 0)
    {
      set_error (error, self->path, g_strerror (errno));
      return FALSE;
    }
  return open_file (self, error);
}

CsmsWireFile *
csms_wire_file_open (const char  *path,
                     gsize        max_bytes,
                     GError     **error)
{
  g_autoptr(CsmsWireFile) self = g_new0 (CsmsWireFile, 1);

  self->path = g_strdup (path);
  self->aside = g_strconcat (path, ".1", NULL);
  self->max_bytes = max_bytes;
  return open_file (self, error) ? g_steal_pointer (&self) : NULL;
}

void
csms_wire_file_close (CsmsWireFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self->aside);
  g_free (self);
}

gboolean
csms_wire_file_write (CsmsWireFile   *self,
                      const GString  *lines,
                      GError        **error)
{
  gsize done = 0;

  if (self->fd >= 0 && self->size > 0 && self->size + lines->len > self->max_bytes && !put_aside (self, error))
    return FALSE;
  while (done < lines->len)
    {
      gssize n = write (self->fd, lines->str + done, lines->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_error (error, self->path, g_strerror (errno));
          return FALSE;
        }
      done += (gsize) n;
      self->size += (gsize) n;
    }
  return TRUE;
}
