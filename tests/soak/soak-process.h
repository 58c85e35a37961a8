/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** SoakProcess: csms-simulator as a program of its own, which can be stopped, killed and begun again */
typedef struct _SoakProcess SoakProcess;

/** soak_process_new: starts it with @stations, and waits until it listens. @key: the API key it knows */
SoakProcess *soak_process_new (guint stations, const char *key);
void soak_process_free (SoakProcess *self);

/** soak_process_get_url: Returns: (transfer none): the same from first to last */
const char *soak_process_get_url (SoakProcess *self);
/** soak_process_signal: SIGSTOP, SIGCONT; SIGKILL, after which it is gone when this returns */
void soak_process_signal (SoakProcess *self, int signal);
/** soak_process_begin_again: after SIGKILL, at the same port */
void soak_process_begin_again (SoakProcess *self);

G_END_DECLS
