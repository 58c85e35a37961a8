/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** CsmsPaletteVerb: what is to be done; ANY: what was typed names something, or begins the name of a command. */
typedef enum {
  CSMS_PALETTE_ANY,
  CSMS_PALETTE_START,
  CSMS_PALETTE_STOP,
  CSMS_PALETTE_EVENTS,
  CSMS_PALETTE_TRANSACTIONS,
} CsmsPaletteVerb;

/**
 * CsmsPaletteQuery: what an operator typed into the command palette, taken apart. "fora072 1 start", "stop fora072/1",
 * "events faulted": the verb comes first or last, the connector after its station. Pure; the words of the commands are those of
 * the language in use, and the English ones always.
 */
typedef struct {
  CsmsPaletteVerb verb;
  char *whole;                  /* without the verb; "" none */
  char *text;                   /* without the connector too */
  int connector_id;             /* 0: none named */
} CsmsPaletteQuery;

/** csms_palette_query_init: @typed: of any kind and length. Free with csms_palette_query_clear() */
void csms_palette_query_init (CsmsPaletteQuery *self, const char *typed);
void csms_palette_query_clear (CsmsPaletteQuery *self);

G_END_DECLS
