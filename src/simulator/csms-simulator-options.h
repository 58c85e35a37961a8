/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-simulator.h"

G_BEGIN_DECLS

/** What the command line of csms-simulator says. */
typedef struct _CsmsSimulatorOptions CsmsSimulatorOptions;

/** Reads the command line, and the file of API keys it names. Makes a key up where it names none.
 *
 * Returns: (transfer full): %NULL with @error for a command line or file that makes no sense */
CsmsSimulatorOptions      *csms_simulator_options_new             (int                     *argc,
                                                                   char                  ***argv,
                                                                   GError                 **error);

/** Frees the options. */
void                       csms_simulator_options_free            (CsmsSimulatorOptions    *self);

/** Returns: (transfer none): how the simulator is to be set up */
const CsmsSimulatorConfig *csms_simulator_options_get_config      (CsmsSimulatorOptions    *self);

/** Returns: (transfer none) (nullable): the key that was made up, if one was */
const char                *csms_simulator_options_get_made_up_key (CsmsSimulatorOptions    *self);

/** Sets the faults asked for in a simulator that has started. */
void                       csms_simulator_options_apply_faults    (CsmsSimulatorOptions    *self,
                                                                   CsmsSimulator           *simulator);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsmsSimulatorOptions, csms_simulator_options_free)

G_END_DECLS
