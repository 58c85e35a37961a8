/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-key-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "csms-server.h"

/* Longer than any key seen; a larger file was named by mistake. */
#define KEY_MAX_BYTES 4096

static gssize
read_start (int fd, char *buffer, gsize size)
{
  gsize used = 0;

  while (used < size)
    {
      gssize n = read (fd, buffer + used, size - used);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      used += (gsize) n;
    }
  return (gssize) used;
}

static const char *
find_fault (const char *key, gsize length)
{
  if (length == 0)
    return _("it is empty");
  if (length > KEY_MAX_BYTES)
    return _("it is too long for a key");
  if (memchr (key, '\n', length) != NULL || memchr (key, '\r', length) != NULL)
    return _("it has more than one line");
  if (!g_utf8_validate_len (key, length, NULL))
    return _("it is not text");
  return NULL;
}

char *
csms_key_file_read (const char *path, GError **error)
{
  char *buffer;
  const char *fault;
  gssize n = -1;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  /* Not g_file_get_contents(): its growing buffer would leave copies of the key in freed memory. */
  buffer = csms_key_new (KEY_MAX_BYTES + 3);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd >= 0)
    n = read_start (fd, buffer, KEY_MAX_BYTES + 3);
  if (n < 0)
    {
      int saved = errno;

      g_set_error (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NO_KEY,
                   _("The key file “%s” cannot be read: %s"), path, g_strerror (saved));
      if (fd >= 0)
        close (fd);
      csms_key_free (buffer);
      return NULL;
    }
  close (fd);

  if (n > 0 && buffer[n - 1] == '\n')
    buffer[--n] = '\0';
  if (n > 0 && buffer[n - 1] == '\r')
    buffer[--n] = '\0';
  fault = find_fault (buffer, (gsize) n);
  if (fault != NULL)
    {
      g_set_error (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NO_KEY,
                   _("The key file “%s” cannot be used: %s"), path, fault);
      csms_key_free (buffer);
      return NULL;
    }
  return buffer;
}
