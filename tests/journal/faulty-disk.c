/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-disk.h"

#include <signal.h>
#include <sqlite3.h>

typedef struct
{
  sqlite3_file parent;
  gboolean is_log;
  /* the real file follows */
} File;

typedef struct
{
  GMutex lock;
  GCond healed;
  FaultyDiskTrouble trouble;
  gboolean armed;
  gboolean for_good;
  gboolean spare_log;
  int at;
  int n_changes;
  int n_failures;
  int n_unsynced;
} Disk;

static sqlite3_vfs *real;
static Disk disk;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return (sqlite3_file *) ((File *) file + 1);
}

/* With the lock held. Returns whether this change fails. */
static gboolean
is_due (sqlite3_file *file)
{
  disk.n_changes++;
  return disk.armed && !(disk.spare_log && ((File *) file)->is_log) && (disk.for_good ? disk.n_changes >= disk.at : disk.n_changes == disk.at);
}

static int
change (sqlite3_file *file,
        int           error)
{
  int code = SQLITE_OK;

  g_mutex_lock (&disk.lock);
  if (is_due (file))
    {
      disk.n_failures++;
      switch (disk.trouble)
        {
        case FAULTY_DISK_FULL:
          code = SQLITE_FULL;
          break;
        case FAULTY_DISK_CORRUPT:
          code = SQLITE_CORRUPT;
          break;
        case FAULTY_DISK_KILL:
          raise (SIGKILL);
          break;
        case FAULTY_DISK_STUCK:
          while (disk.armed)
            g_cond_wait (&disk.healed, &disk.lock);
          break;
        case FAULTY_DISK_ERROR:
        default:
          code = error;
          break;
        }
    }
  g_mutex_unlock (&disk.lock);
  return code;
}

static void
count_unsynced (sqlite3_file *file,
                gboolean      synced)
{
  if (!((File *) file)->is_log)
    return;
  g_mutex_lock (&disk.lock);
  disk.n_unsynced = synced ? 0 : disk.n_unsynced + 1;
  g_mutex_unlock (&disk.lock);
}

static int
on_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
on_read (sqlite3_file  *file,
         void          *data,
         int            length,
         sqlite3_int64  offset)
{
  return get_real (file)->pMethods->xRead (get_real (file), data, length, offset);
}

static int
on_write (sqlite3_file  *file,
          const void    *data,
          int            length,
          sqlite3_int64  offset)
{
  int code = change (file, SQLITE_IOERR_WRITE);

  if (code != SQLITE_OK)
    return code;
  count_unsynced (file, FALSE);
  return get_real (file)->pMethods->xWrite (get_real (file), data, length, offset);
}

static int
on_truncate (sqlite3_file  *file,
             sqlite3_int64  length)
{
  int code = change (file, SQLITE_IOERR_TRUNCATE);

  return code != SQLITE_OK ? code : get_real (file)->pMethods->xTruncate (get_real (file), length);
}

static int
on_sync (sqlite3_file *file,
         int           flags)
{
  int code = change (file, SQLITE_IOERR_FSYNC);

  if (code == SQLITE_OK)
    code = get_real (file)->pMethods->xSync (get_real (file), flags);
  if (code == SQLITE_OK)
    count_unsynced (file, TRUE);
  return code;
}

static int
on_file_size (sqlite3_file  *file,
              sqlite3_int64 *length)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), length);
}

static int
on_lock (sqlite3_file *file,
         int           level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
on_unlock (sqlite3_file *file,
           int           level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
on_check_reserved_lock (sqlite3_file *file,
                        int          *reserved)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), reserved);
}

static int
on_file_control (sqlite3_file *file,
                 int           operation,
                 void         *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
on_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
on_device_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
on_shm_map (sqlite3_file   *file,
            int             page,
            int             length,
            int             extend,
            void volatile **memory)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, length, extend, memory);
}

static int
on_shm_lock (sqlite3_file *file,
             int           offset,
             int           n,
             int           flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
on_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
on_shm_unmap (sqlite3_file *file,
              int           remove)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = on_close,
  .xRead = on_read,
  .xWrite = on_write,
  .xTruncate = on_truncate,
  .xSync = on_sync,
  .xFileSize = on_file_size,
  .xLock = on_lock,
  .xUnlock = on_unlock,
  .xCheckReservedLock = on_check_reserved_lock,
  .xFileControl = on_file_control,
  .xSectorSize = on_sector_size,
  .xDeviceCharacteristics = on_device_characteristics,
  .xShmMap = on_shm_map,
  .xShmLock = on_shm_lock,
  .xShmBarrier = on_shm_barrier,
  .xShmUnmap = on_shm_unmap,
};

static int
on_open (sqlite3_vfs  *vfs,
         const char   *path,
         sqlite3_file *file,
         int           flags,
         int          *flags_out)
{
  int code = real->xOpen (real, path, get_real (file), flags, flags_out);

  ((File *) file)->is_log = (flags & SQLITE_OPEN_WAL) != 0;
  file->pMethods = get_real (file)->pMethods != NULL ? &methods : NULL;
  return code;
}

void
faulty_disk_install (void)
{
  static sqlite3_vfs vfs;

  g_assert_null (real);
  real = sqlite3_vfs_find (NULL);
  vfs = *real;
  vfs.zName = "faulty";
  vfs.pNext = NULL;
  vfs.szOsFile = (int) sizeof (File) + real->szOsFile;
  vfs.xOpen = on_open;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

static void
set_trouble (gboolean          armed,
             FaultyDiskTrouble trouble,
             int               at,
             gboolean          for_good,
             gboolean          spare_log)
{
  g_mutex_lock (&disk.lock);
  disk.armed = armed;
  disk.trouble = trouble;
  disk.at = at;
  disk.for_good = for_good;
  disk.spare_log = spare_log;
  disk.n_changes = disk.n_failures = 0;
  g_cond_broadcast (&disk.healed);
  g_mutex_unlock (&disk.lock);
}

void
faulty_disk_break (FaultyDiskTrouble trouble,
                   int               at,
                   gboolean          for_good)
{
  set_trouble (TRUE, trouble, at, for_good, FALSE);
}

void
faulty_disk_break_file (FaultyDiskTrouble trouble)
{
  set_trouble (TRUE, trouble, 1, TRUE, TRUE);
}

void
faulty_disk_heal (void)
{
  set_trouble (FALSE, FAULTY_DISK_FULL, 0, FALSE, FALSE);
}

static int
get (const int *number)
{
  int value;

  g_mutex_lock (&disk.lock);
  value = *number;
  g_mutex_unlock (&disk.lock);
  return value;
}

int
faulty_disk_get_changes (void)
{
  return get (&disk.n_changes);
}

int
faulty_disk_get_failures (void)
{
  return get (&disk.n_failures);
}

int
faulty_disk_get_unsynced (void)
{
  return get (&disk.n_unsynced);
}
