/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-simulator.h"

G_BEGIN_DECLS

/**
 * CsmsSimulatorThread: a simulator in a thread of its own with a main context of its own, for the
 * demonstration and for tests. Its functions may be called in any one other thread at a time.
 */
typedef struct _CsmsSimulatorThread CsmsSimulatorThread;

/** What csms_simulator_thread_invoke() runs, in the simulator's thread. */
typedef void (*CsmsSimulatorFunc) (CsmsSimulator *simulator,
                                   gpointer       data);

/**
 * Starts a simulator and blocks until it listens.
 *
 * Returns: (transfer full): %NULL with @error of %CSMS_SIMULATOR_ERROR where it cannot; free it with
 *   csms_simulator_thread_free()
 */
CsmsSimulatorThread *csms_simulator_thread_new     (const CsmsSimulatorConfig  *config,
                                                    GError                    **error);

/** Returns: (transfer none): `ws://127.0.0.1:PORT/mobile-client`, valid as long as @self */
const char          *csms_simulator_thread_get_url (CsmsSimulatorThread        *self);

/** Runs @func in the simulator's thread and waits for it to return. */
void                 csms_simulator_thread_invoke  (CsmsSimulatorThread        *self,
                                                    CsmsSimulatorFunc           func,
                                                    gpointer                    data);

/** Stops the simulator and waits for its thread to end. */
void                 csms_simulator_thread_free    (CsmsSimulatorThread        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsSimulatorThread, csms_simulator_thread_free)

G_END_DECLS
