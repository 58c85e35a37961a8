/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A disk that fails when told to: it stands between SQLite and the real one, for the whole process. What changes the disk
 * is counted: writes, syncs and truncations. Any thread.
 */

/**
 * FaultyDiskTrouble:
 * @FAULTY_DISK_FULL: no space
 * @FAULTY_DISK_ERROR: an I/O error
 * @FAULTY_DISK_CORRUPT: what is there turns out to be damaged
 * @FAULTY_DISK_STUCK: it does not answer until faulty_disk_heal()
 * @FAULTY_DISK_KILL: the process is killed there
 */
typedef enum {
  FAULTY_DISK_FULL,
  FAULTY_DISK_ERROR,
  FAULTY_DISK_CORRUPT,
  FAULTY_DISK_STUCK,
  FAULTY_DISK_KILL,
} FaultyDiskTrouble;

/** faulty_disk_install: once, before anything uses SQLite */
void faulty_disk_install (void);
/** faulty_disk_break: from the @at-th change from now on (1: the next): once, or every one until faulty_disk_heal() */
void faulty_disk_break (FaultyDiskTrouble trouble, int at, gboolean for_good);
/** faulty_disk_break_file: every change to the file itself, but not to its write-ahead log, until faulty_disk_heal() */
void faulty_disk_break_file (FaultyDiskTrouble trouble);
void faulty_disk_heal (void);
/** faulty_disk_get_changes: Returns: how many there were since the last faulty_disk_break() or faulty_disk_heal() */
int faulty_disk_get_changes (void);
/** faulty_disk_get_failures: Returns: how many of them failed */
int faulty_disk_get_failures (void);
/** faulty_disk_get_unsynced: Returns: how many writes to a write-ahead log were not followed by a sync yet */
int faulty_disk_get_unsynced (void);

G_END_DECLS
