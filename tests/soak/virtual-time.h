/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Virtual time for a whole process: a program that links this has its own clock_gettime(), poll() and the like, in the place of
 * the C library's, for every library in it. While any thread has something to do, all clocks stand still; when all wait, they go
 * to the next moment that one of them waits for, at once. A day takes a minute, and no deadline is missed because the machine is slow.
 */

/** virtual_time_begin: from now on */
void virtual_time_begin (void);

/** virtual_time_end: the clocks go on from where they are at their usual pace */
void virtual_time_end (void);

/** virtual_time_belong_elsewhere: the calling thread stands for another machine: nothing of what follows happens to its clocks */
void virtual_time_belong_elsewhere (void);

/** virtual_time_set_wall: somebody sets the clock on the wall by @us, which may be negative */
void virtual_time_set_wall (gint64 us);

/** virtual_time_suspend: this machine sleeps for @us, while elsewhere time goes on; to be called by a thread of this machine */
void virtual_time_suspend (gint64 us);

G_END_DECLS
