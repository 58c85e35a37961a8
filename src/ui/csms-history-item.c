/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-history-item.h"

struct _CsmsHistoryItem
{
  GObject parent_instance;

  /* Owned */
  CsmsEvent *event;
};

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsHistoryItem, csms_history_item, G_TYPE_OBJECT)

static void
csms_history_item_finalize (GObject *object)
{
  g_clear_object (&CSMS_HISTORY_ITEM (object)->event);

  G_OBJECT_CLASS (csms_history_item_parent_class)->finalize (object);
}

static void
csms_history_item_class_init (CsmsHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_history_item_finalize;

  signals[LOADED] = g_signal_new ("loaded", CSMS_TYPE_HISTORY_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_history_item_init (CsmsHistoryItem *self)
{
}

CsmsHistoryItem *
csms_history_item_new (CsmsEvent *event)
{
  CsmsHistoryItem *self;

  g_return_val_if_fail (event == NULL || CSMS_IS_EVENT (event), NULL);

  self = g_object_new (CSMS_TYPE_HISTORY_ITEM, NULL);
  self->event = event != NULL ? g_object_ref (event) : NULL;
  return self;
}

void
csms_history_item_set_event (CsmsHistoryItem *self, CsmsEvent *event)
{
  g_return_if_fail (CSMS_IS_HISTORY_ITEM (self));
  g_return_if_fail (CSMS_IS_EVENT (event));
  g_return_if_fail (self->event == NULL);

  self->event = g_object_ref (event);
  g_signal_emit (self, signals[LOADED], 0);
}

CsmsEvent *
csms_history_item_get_event (CsmsHistoryItem *self)
{
  g_return_val_if_fail (CSMS_IS_HISTORY_ITEM (self), NULL);

  return self->event;
}
