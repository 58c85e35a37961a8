/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "virtual-time.h"

#include <dlfcn.h>
#include <errno.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* How long a thread that waits looks away: for what wakes it, and for whether all others wait, too. */
#define LOOK_NS (200 * 1000)

/* The clocks go on once every thread has looked that often since the last one had something to do: a kernel that is busy takes a
 * while to carry bytes from one socket to the other, and no virtual time is to go by meanwhile. */
#define CALM_LOOKS 5

typedef struct _Thread Thread;
struct _Thread {
  Thread *next;
  gboolean elsewhere;
  gboolean waits;
  gint64 until_us;              /* while it waits; G_MAXINT64 for ever */
  guint64 stir;                 /* the last one that it has looked after */
  guint looks;                  /* since then */
};

/* What a thread waits for: descriptors, or that a word in memory changes. */
typedef struct {
  struct pollfd *fds;
  nfds_t n_fds;
  const sigset_t *mask;
  int *word;                    /* NULL: descriptors */
  int value;
  long op;
} Wait;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static long (*kernel) (long number, ...);
static Thread *threads;
static guint64 stirs;           /* how often a thread came to wait, or the clocks went on */
static __thread Thread *own;

/* Read without the lock. */
static gboolean frozen;
static gint64 stood_us;         /* monotonic, while frozen */
static gint64 ahead_us;         /* monotonic, while not: virtual - real */
static gint64 slept_us;
static gint64 set_us;

#define GET(variable) __atomic_load_n (&(variable), __ATOMIC_ACQUIRE)
#define SET(variable, value) __atomic_store_n (&(variable), value, __ATOMIC_RELEASE)

static void
leave (void *data)
{
  pthread_mutex_lock (&lock);
  for (Thread **at = &threads; *at != NULL; at = &(*at)->next)
    if (*at == data)
      {
        *at = (*at)->next;
        break;
      }
  pthread_mutex_unlock (&lock);
  g_free (data);
}

static void
prepare (void)
{
  kernel = (long (*) (long, ...)) dlsym (RTLD_NEXT, "syscall");
  pthread_key_create (&key, leave);
}

static Thread *
get_own (void)
{
  if (own != NULL)
    return own;
  own = g_new0 (Thread, 1);
  pthread_setspecific (key, own);
  pthread_mutex_lock (&lock);
  own->next = threads;
  threads = own;
  pthread_mutex_unlock (&lock);
  return own;
}

static gint64
read_us (clockid_t clock)
{
  struct timespec now = { 0, 0 };

  pthread_once (&once, prepare);
  kernel (SYS_clock_gettime, clock, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
get_now_us (void)
{
  return GET (frozen) ? GET (stood_us) : read_us (CLOCK_MONOTONIC) + GET (ahead_us);
}

/* Returns: how far the thread's @clock is from the real one, the virtual monotonic clock aside */
static gint64
get_offset_us (clockid_t clock)
{
  gboolean elsewhere = own != NULL && own->elsewhere;

  switch (clock)
    {
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_COARSE:
      return elsewhere ? GET (slept_us) : 0;
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
      return GET (slept_us) + (elsewhere ? 0 : GET (set_us));
    default:
      return GET (slept_us);
    }
}

int
clock_gettime (clockid_t clock, struct timespec *time)
{
  gint64 now_us;

  pthread_once (&once, prepare);
  if (clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID)
    return (int) kernel (SYS_clock_gettime, clock, time);
  now_us = read_us (clock) - read_us (CLOCK_MONOTONIC) + get_now_us () + get_offset_us (clock);
  time->tv_sec = now_us / G_USEC_PER_SEC;
  time->tv_nsec = now_us % G_USEC_PER_SEC * 1000;
  return 0;
}

int
gettimeofday (struct timeval *restrict time, void *restrict zone)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t
time (time_t *seconds)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (seconds != NULL)
    *seconds = now.tv_sec;
  return now.tv_sec;
}

/* Returns: what the kernel says: 0 when nothing came within @ns */
static long
look (const Wait *wait, long ns)
{
  struct timespec span = { ns / 1000000000, ns % 1000000000 };
  long result;

  if (wait->word == NULL)
    return kernel (SYS_ppoll, wait->fds, wait->n_fds, &span, wait->mask, 8);
  result = kernel (SYS_futex, wait->word, wait->op, wait->value, &span, NULL, 0);
  return result < 0 && errno == ETIMEDOUT ? 0 : 1;
}

/* With the lock held: when all wait in vain, it is time for the first of what they wait for. */
static void
maybe_go_on (void)
{
  gint64 first_us = G_MAXINT64;

  for (const Thread *thread = threads; thread != NULL; thread = thread->next)
    {
      if (!thread->waits || thread->stir != stirs || thread->looks < CALM_LOOKS)
        return;
      first_us = MIN (first_us, thread->until_us);
    }
  if (first_us == G_MAXINT64)
    return;
  SET (stood_us, MAX (stood_us, first_us));
  stirs++;
}

/* Returns: as look() does, once @timeout_us (-1: never) is over */
static long
wait_for (const Wait *wait, gint64 timeout_us)
{
  Thread *thread = get_own ();
  long result = look (wait, 0);

  if (result != 0 || timeout_us == 0)
    return result;
  pthread_mutex_lock (&lock);
  thread->waits = TRUE;
  thread->until_us = timeout_us < 0 ? G_MAXINT64 : get_now_us () + timeout_us;
  thread->looks = 0;
  stirs++;
  while (result == 0 && get_now_us () < thread->until_us)
    {
      guint64 stir = stirs;

      pthread_mutex_unlock (&lock);
      result = look (wait, LOOK_NS);
      pthread_mutex_lock (&lock);
      thread->looks = thread->stir == stir ? thread->looks + 1 : 1;
      thread->stir = stir;
      if (result == 0 && frozen)
        maybe_go_on ();
    }
  thread->waits = FALSE;
  pthread_mutex_unlock (&lock);
  return result;
}

static gint64
to_us (const struct timespec *span)
{
  return span != NULL ? (gint64) span->tv_sec * G_USEC_PER_SEC + (span->tv_nsec + 999) / 1000 : -1;
}

int
ppoll (struct pollfd *fds, nfds_t n_fds, const struct timespec *timeout, const sigset_t *mask)
{
  const Wait wait = { .fds = fds, .n_fds = n_fds, .mask = mask };

  pthread_once (&once, prepare);
  if (!GET (frozen))
    {
      struct timespec copy = timeout != NULL ? *timeout : (struct timespec) { 0, 0 };

      return (int) kernel (SYS_ppoll, fds, n_fds, timeout != NULL ? &copy : NULL, mask, 8);
    }
  return (int) wait_for (&wait, to_us (timeout));
}

int
poll (struct pollfd *fds, nfds_t n_fds, int timeout_ms)
{
  const struct timespec span = { timeout_ms / 1000, timeout_ms % 1000 * 1000000L };

  return ppoll (fds, n_fds, timeout_ms < 0 ? NULL : &span, NULL);
}

int
nanosleep (const struct timespec *span, struct timespec *left)
{
  return ppoll (NULL, 0, span, NULL);
}

/* GLib's own locks and conditions wait by this one. */
long
syscall (long number, ...)
{
  long arguments[6];
  va_list list;

  va_start (list, number);
  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    arguments[i] = va_arg (list, long);
  va_end (list);
  pthread_once (&once, prepare);
  if (number == SYS_futex && (arguments[1] & FUTEX_CMD_MASK) == FUTEX_WAIT && GET (frozen))
    {
      const Wait wait = { .word = (int *) arguments[0], .op = arguments[1], .value = (int) arguments[2] };

      if (wait_for (&wait, to_us ((const struct timespec *) arguments[3])) != 0)
        return 0;
      errno = ETIMEDOUT;
      return -1;
    }
  return kernel (number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
}

void
virtual_time_begin (void)
{
  SET (stood_us, get_now_us ());
  SET (frozen, TRUE);
}

void
virtual_time_end (void)
{
  SET (ahead_us, GET (stood_us) - read_us (CLOCK_MONOTONIC));
  SET (frozen, FALSE);
}

void
virtual_time_belong_elsewhere (void)
{
  get_own ()->elsewhere = TRUE;
}

void
virtual_time_set_wall (gint64 us)
{
  SET (set_us, GET (set_us) + us);
}

void
virtual_time_suspend (gint64 us)
{
  pthread_mutex_lock (&lock);
  SET (slept_us, GET (slept_us) + us);
  for (Thread *thread = threads; thread != NULL; thread = thread->next)
    if (thread->elsewhere && thread->until_us != G_MAXINT64)
      thread->until_us -= us;
  stirs++;
  pthread_mutex_unlock (&lock);
}
