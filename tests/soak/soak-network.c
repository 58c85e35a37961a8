/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "soak-network.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean
write_file (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written = fd >= 0 && write (fd, text, strlen (text)) == (ssize_t) strlen (text);

  if (fd >= 0)
    close (fd);
  return written;
}

/* Who may not make a network is root in a user namespace, where one may. */
static gboolean
become_root (uid_t uid, gid_t gid)
{
  g_autofree char *uid_map = g_strdup_printf ("0 %u 1", uid);
  g_autofree char *gid_map = g_strdup_printf ("0 %u 1", gid);

  return write_file ("/proc/self/setgroups", "deny") && write_file ("/proc/self/uid_map", uid_map) &&
         write_file ("/proc/self/gid_map", gid_map);
}

static gboolean
raise_loopback (void)
{
  struct ifreq request = { .ifr_name = "lo" };
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  gboolean raised = fd >= 0 && ioctl (fd, SIOCGIFFLAGS, &request) == 0;

  request.ifr_flags |= IFF_UP;
  raised = raised && ioctl (fd, SIOCSIFFLAGS, &request) == 0;
  if (fd >= 0)
    close (fd);
  return raised;
}

/* A queue with no room, or with what there was before. */
static gboolean
set_queue (gboolean dropping, GError **error)
{
  const char *const drop[] = { "tc", "qdisc", "replace", "dev", "lo", "root", "pfifo", "limit", "0", NULL };
  const char *const pass[] = { "tc", "qdisc", "del", "dev", "lo", "root", NULL };
  g_autoptr (GSubprocess) tc = g_subprocess_newv (dropping ? drop : pass, G_SUBPROCESS_FLAGS_STDERR_SILENCE, error);

  return tc != NULL && g_subprocess_wait_check (tc, NULL, error);
}

/* Returns: (nullable): why not */
static const char *
enter (void)
{
  uid_t uid = getuid ();
  gid_t gid = getgid ();

  if (unshare (CLONE_NEWNET) != 0 && (unshare (CLONE_NEWUSER | CLONE_NEWNET) != 0 || !become_root (uid, gid)))
    return "network namespaces are refused here";
  return raise_loopback () ? NULL : "the loopback of a network namespace cannot be used here";
}

const char *
soak_network_enter (void)
{
  static char problem[128];
  g_autofree char *path = g_strconcat (g_getenv ("PATH"), ":/usr/sbin:/sbin", NULL);
  int result[2], status;
  pid_t child;

  g_setenv ("PATH", path, TRUE);
  /* There is no way back, so somebody else goes first. */
  g_assert_cmpint (pipe (result), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      const char *why = enter ();

      if (why == NULL && !(set_queue (TRUE, NULL) && set_queue (FALSE, NULL)))
        why = "packets cannot be made to vanish here: tc is missing, or refuses";
      _exit (write (result[1], why != NULL ? why : "", why != NULL ? strlen (why) : 0) < 0);
    }
  close (result[1]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (read (result[0], problem, sizeof problem - 1), >=, 0);
  close (result[0]);
  if (problem[0] != '\0')
    return problem;
  g_assert_null (enter ());
  return NULL;
}

void
soak_network_set_dropping (gboolean dropping)
{
  g_autoptr (GError) error = NULL;

  set_queue (dropping, &error);
  g_assert_no_error (error);
}
