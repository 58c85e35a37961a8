/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsmsNewsKind: what is worth a notification. Of a station first, the worst first; the last three happen and are over, the
 * others hold until they are taken back.
 */
typedef enum {
  CSMS_NEWS_FAULTED,
  CSMS_NEWS_COMMAND,            /* refused or unconfirmed */
  CSMS_NEWS_OFFLINE,
  CSMS_NEWS_CONNECTION,         /* lost; of no station */
  CSMS_NEWS_STOPPED,
  CSMS_NEWS_STARTED,
  CSMS_NEWS_RECOVERED,          /* of no station */
  CSMS_NEWS_N_KINDS
} CsmsNewsKind;

/** CsmsNews: one piece, in words. */
typedef struct {
  CsmsNewsKind kind;
  const char *station_id;       /* (nullable) */
  const char *mark;             /* (nullable): what takes it back: the command's id, the transaction's */
  const char *title;            /* plain */
  const char *line;             /* plain, foreign parts made safe */
  int connector_id;             /* 0 none */
} CsmsNews;

/** CsmsNewsRules: what the operator wants. */
typedef struct {
  guint kinds;                  /* 1 << CsmsNewsKind for each that is wanted */
  gint64 offline_ms;            /* how long a station is offline before it is news */
  gint64 connection_ms;         /* likewise the connection */
  gboolean quiet;               /* nothing now: what still holds then comes as one sum */
} CsmsNewsRules;

/**
 * CsmsNewsSlot:
 *
 * All that is to be told of one station, which has one notification: the worst gives its title, and each piece a line.
 * An item is `set` while it holds, and `told` once somebody had a chance to read it.
 */
typedef struct {
  gboolean set;
  gboolean told;
  gboolean held;                /* for the sum after a quiet time */
  guint n;                      /* how many of them since one was told */
  guint64 sum;                  /* serial of the sum that told it; 0 none */
  gint64 since_ms;
  char *mark;
  char *title;
  char *line;
  int connector_id;
} CsmsNewsItem;

typedef struct {
  char *id;                     /* of the notification */
  char *station_id;             /* NULL: of no station */
  CsmsNewsItem items[CSMS_NEWS_N_KINDS];
  gboolean shown;
  gboolean refresh;             /* what is shown is no longer true */
  gint64 sent_ms;
} CsmsNewsSlot;

/** csms_news_is_passing: Returns: whether it happens and is over, like a start */
gboolean csms_news_is_passing (CsmsNewsKind kind);

/** csms_news_is_known: Returns: whether what is said of @kind is true now: while the connection is down nobody knows what became of a station */
gboolean csms_news_is_known (CsmsNewsKind kind, gboolean live);
/** csms_news_due_ms: Returns: when @item has lasted long enough to be news */
gint64 csms_news_due_ms (const CsmsNewsRules *rules, CsmsNewsKind kind, const CsmsNewsItem *item);

/** csms_news_dup_id: Returns: (transfer full): the id of the notification that @kind of news belongs to */
char *csms_news_dup_id (CsmsNewsKind kind, const char *station_id);

CsmsNewsSlot *csms_news_slot_new (const char *id, const char *station_id);
void csms_news_slot_free (CsmsNewsSlot *slot);

/** csms_news_slot_put: @news takes the place of the last of its kind */
void csms_news_slot_put (CsmsNewsSlot *slot, const CsmsNews *news, gint64 now_ms);
/** csms_news_slot_unset: forgets what is known of @kind */
void csms_news_slot_unset (CsmsNewsSlot *slot, CsmsNewsKind kind);
/** csms_news_slot_cancel: Returns: whether @news ends a charge whose start is held: one that is over is nothing to be told of afterwards */
gboolean csms_news_slot_cancel (CsmsNewsSlot *slot, const CsmsNews *news);
/** csms_news_slot_waits: Returns: whether something in it is neither told nor held */
gboolean csms_news_slot_waits (const CsmsNewsSlot *slot);
/** csms_news_slot_stands: Returns: whether what is shown of it says that something holds */
gboolean csms_news_slot_stands (const CsmsNewsSlot *slot);

G_END_DECLS
