/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csms-news-policy.h"
#include "csms-quiet.h"

G_BEGIN_DECLS

#define MINUTE 60000
#define ALL ((1u << CSMS_NEWS_N_KINDS) - 1)

/* A desk that notes each call, like "station-a: Started 1 | Faulted", "-station-a", "many: 12 started". */
typedef struct {
  CsmsNewsPolicy *policy;
  CsmsNewsRules rules;
  gint64 now_ms;
  gint64 next_ms;
  GPtrArray *said;
} Desk;

void desk_init (Desk *desk);
void desk_clear (Desk *desk);
void desk_run (Desk *desk, gint64 later_ms);
void desk_add_full (Desk *desk, CsmsNewsKind kind, const char *station, const char *mark, const char *line, gboolean later);
void desk_add (Desk *desk, CsmsNewsKind kind, const char *station, const char *line);
void desk_expect_lines (Desk *desk, const char *const *lines);
void desk_expect_nothing (Desk *desk);

/* Says what was told since the last time, and that it was all. */
#define expect(desk, ...) desk_expect_lines (desk, (const char *[]) { __VA_ARGS__, NULL })

G_END_DECLS
