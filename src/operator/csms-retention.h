/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CSMS_RETENTION_DAYS_KEY "journal-keep-days"
#define CSMS_RETENTION_MB_KEY "journal-max-mb"

/** CsmsRetention: how much of a journal is kept; what is older, or beyond its size, is cleared away. */
typedef struct {
  guint keep_days;              /* 0: for ever */
  guint64 max_bytes;
} CsmsRetention;

/**
 * csms_retention_read:
 * @settings: (nullable): schema com.example.CsmsOperator; %NULL: as it is set for who never changed it
 */
CsmsRetention csms_retention_read (GSettings *settings);

/** csms_retention_watch: @changed: called with @object, a GObject, when it is set otherwise, for as long as @object lives */
void csms_retention_watch (GSettings *settings, GCallback changed, gpointer object);

G_END_DECLS
