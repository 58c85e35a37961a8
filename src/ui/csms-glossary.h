/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-words.h"

G_BEGIN_DECLS

/*
 * What OCPP's words mean, for people. The words themselves keep OCPP's spelling; meanings and next steps are translated.
 * Main thread; all texts are (transfer none) and ours, never foreign.
 */

/** CsmsMeaning: @meaning goes on after "Word: " and so begins in lower case; @next_step is one or two sentences. */
typedef struct {
  const char *meaning;
  const char *next_step;
} CsmsMeaning;

/**
 * csms_glossary_status:
 *
 * Returns: what @status means; one sentence for %CSMS_CONNECTOR_STATUS_OTHER too
 */
CsmsMeaning csms_glossary_status (CsmsConnectorStatus status);

/**
 * csms_glossary_error_code:
 * @code: (nullable): one of OCPP 1.6's ChargePointErrorCode, or a vendor's own
 * @meaning: (out): for a code that OCPP 1.6 does not have: that it is the maker's own
 *
 * Returns: whether @code is one of the sixteen
 */
gboolean csms_glossary_error_code (const char *code, CsmsMeaning *meaning);

/** csms_glossary_stop_reason: Returns: whether @reason is one of the eleven of OCPP 1.6's Reason; @meaning as above */
gboolean csms_glossary_stop_reason (const char *reason, CsmsMeaning *meaning);

G_END_DECLS
