/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-column-choice.h"

#define KEY "hidden-transaction-columns"

struct _CsmsColumnChoice
{
  GObject parent_instance;

  /* Owned */
  GSimpleActionGroup *actions;
  GSettings *settings;

  gboolean hidden[CSMS_TRANSACTION_N_COLUMNS];
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsColumnChoice, csms_column_choice, G_TYPE_OBJECT)

static GAction *
get_action (CsmsColumnChoice *self, int column)
{
  return g_action_map_lookup_action (G_ACTION_MAP (self->actions), csms_transaction_columns_get_nick ((CsmsTransactionColumn) column));
}

static void
keep (CsmsColumnChoice *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) nicks = NULL;

  if (self->settings == NULL)
    return;
  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    if (self->hidden[i])
      g_strv_builder_add (builder, csms_transaction_columns_get_nick ((CsmsTransactionColumn) i));
  nicks = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, KEY, (const char *const *) nicks);
}

static void
change_state_cb (CsmsColumnChoice *self, GVariant *shown, GSimpleAction *action)
{
  g_simple_action_set_state (action, shown);
  for (int i = 0; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    if (get_action (self, i) == G_ACTION (action))
      self->hidden[i] = !g_variant_get_boolean (shown);
  keep (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
settings_changed_cb (CsmsColumnChoice *self)
{
  g_auto (GStrv) nicks = g_settings_get_strv (self->settings, KEY);
  gboolean changed = FALSE;

  for (int i = CSMS_TRANSACTION_STATION + 1; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    {
      gboolean hidden = g_strv_contains ((const char *const *) nicks, csms_transaction_columns_get_nick ((CsmsTransactionColumn) i));

      changed = changed || self->hidden[i] != hidden;
      self->hidden[i] = hidden;
      g_simple_action_set_state (G_SIMPLE_ACTION (get_action (self, i)), g_variant_new_boolean (!hidden));
    }
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
csms_column_choice_dispose (GObject *object)
{
  CsmsColumnChoice *self = CSMS_COLUMN_CHOICE (object);

  csms_column_choice_set_settings (self, NULL);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (csms_column_choice_parent_class)->dispose (object);
}

static void
csms_column_choice_class_init (CsmsColumnChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = csms_column_choice_dispose;

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_COLUMN_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
csms_column_choice_init (CsmsColumnChoice *self)
{
  self->actions = g_simple_action_group_new ();
  for (int i = CSMS_TRANSACTION_STATION + 1; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    {
      const char *nick = csms_transaction_columns_get_nick ((CsmsTransactionColumn) i);
      g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (nick, NULL, g_variant_new_boolean (TRUE));

      g_signal_connect_object (action, "change-state", G_CALLBACK (change_state_cb), self, G_CONNECT_SWAPPED);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

CsmsColumnChoice *
csms_column_choice_new (void)
{
  return g_object_new (CSMS_TYPE_COLUMN_CHOICE, NULL);
}

void
csms_column_choice_set_settings (CsmsColumnChoice *self, GSettings *settings)
{
  g_return_if_fail (CSMS_IS_COLUMN_CHOICE (self));
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_func (self->settings, settings_changed_cb, self);
  if (!g_set_object (&self->settings, settings) || settings == NULL)
    return;
  g_signal_connect_swapped (settings, "changed::" KEY, G_CALLBACK (settings_changed_cb), self);
  settings_changed_cb (self);
}

const gboolean *
csms_column_choice_get_hidden (CsmsColumnChoice *self)
{
  g_return_val_if_fail (CSMS_IS_COLUMN_CHOICE (self), NULL);

  return self->hidden;
}

GActionGroup *
csms_column_choice_get_actions (CsmsColumnChoice *self)
{
  g_return_val_if_fail (CSMS_IS_COLUMN_CHOICE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

GMenuModel *
csms_column_choice_make_menu (const char *prefix)
{
  GMenu *menu = g_menu_new ();

  for (int i = CSMS_TRANSACTION_STATION + 1; i < CSMS_TRANSACTION_N_COLUMNS; i++)
    {
      g_autofree char *action = g_strdup_printf ("%s.%s", prefix, csms_transaction_columns_get_nick ((CsmsTransactionColumn) i));

      g_menu_append (menu, csms_transaction_columns_get_title ((CsmsTransactionColumn) i, FALSE), action);
    }
  return G_MENU_MODEL (menu);
}
