/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-operator.h"

G_BEGIN_DECLS

/** CsmsBannerKind: what a banner can say, the worst first; the first that is true is shown. */
typedef enum {
  CSMS_BANNER_KEY_REFUSED,
  CSMS_BANNER_NOT_STARTED,    /* no key, no keyring, no consent: nothing will happen by itself */
  CSMS_BANNER_JOURNAL,        /* it cannot be written: nothing is kept, and commands wait */
  CSMS_BANNER_OFFLINE,
  CSMS_BANNER_CATCHING_UP,    /* connected again, values still from before */
  CSMS_BANNER_GAP,            /* events may have been missed */
  CSMS_BANNER_SHARED,         /* another client has this address: events come by polling */
  CSMS_BANNER_UNCONFIRMED,    /* commands whose outcome nobody knows */
  CSMS_BANNER_UNENCRYPTED,    /* agreed to, and still worth knowing */
  CSMS_BANNER_SET_ASIDE,      /* a damaged journal was put aside and a new one begun */
  CSMS_BANNER_NONE,
} CsmsBannerKind;

/** CsmsBannerFacts: all that the choice depends on. */
typedef struct {
  const CsmsSeatStatus *status;
  guint n_unconfirmed;
  const char *station_id;       /* of the first unconfirmed command */
  int connector_id;
  gint64 seen_gap_to_ms;        /* end of the gap that the operator has dismissed; 0 none */
  gboolean seen_set_aside;      /* likewise */
  gboolean seen_unencrypted;    /* the operator has dismissed that banner in this run */
} CsmsBannerFacts;

/** CsmsBannerMessage: what to show. Clear with csms_banner_message_clear(). */
typedef struct {
  CsmsBannerKind kind;
  const char *style;            /* "warning", "error" or "info" */
  const char *icon;
  char *text;                   /* plain text, foreign parts made safe */
  const char *button;           /* (nullable): label */
  const char *action;           /* (nullable): detailed action name that the button does; %NULL dismisses */
  char *target;                 /* (nullable): string target of @action */
} CsmsBannerMessage;

/**
 * csms_banner_choose:
 * @message: (out caller-allocates)
 *
 * One at a time, the worst first. What only a person can end comes before what passes by itself.
 */
void csms_banner_choose (const CsmsBannerFacts *facts, CsmsBannerMessage *message);

void csms_banner_message_clear (CsmsBannerMessage *message);

G_END_DECLS
