/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-connector-cards.h"

#include <glib/gi18n.h>

#include "csms-command-words.h"
#include "csms-connector-card.h"
#include "csms-connector-words.h"
#include "csms-start-dialog.h"
#include "csms-stop-dialog.h"

/* A station has a handful of connectors; a server that says 100,000 is not believed all at once. */
#define MAX_CARDS 32

struct _CsmsConnectorCards
{
  GtkBox parent_instance;

  /* Template */
  GtkBox *cards;
  GtkWidget *more_button;
  GtkSizeGroup *buttons;

  /* Owned */
  CsmsOperator *operator;
  CsmsStation *station;
  GSettings *settings;
  GSignalGroup *signals;

  /* Weak */
  GtkWindow *dialog;

  guint max_cards;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (CsmsConnectorCards, csms_connector_cards, GTK_TYPE_BOX)

static CsmsConnectorCard *
first_card (CsmsConnectorCards *self)
{
  return (CsmsConnectorCard *) gtk_widget_get_first_child (GTK_WIDGET (self->cards));
}

static CsmsConnectorCard *
next_card (CsmsConnectorCard *card)
{
  return (CsmsConnectorCard *) gtk_widget_get_next_sibling (GTK_WIDGET (card));
}

static gboolean
is_dialog_open (CsmsConnectorCards *self)
{
  if (self->dialog == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->dialog)))
    return FALSE;
  gtk_window_present (self->dialog);
  return TRUE;
}

static void
open_dialog (CsmsConnectorCards *self, GtkWindow *dialog)
{
  g_set_weak_pointer (&self->dialog, dialog);
  gtk_window_present (dialog);
}

static GtkWindow *
get_window (CsmsConnectorCards *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
start_cb (CsmsConnectorCards *self, CsmsConnectorCard *card)
{
  CsmsConnector *connector = csms_connector_card_get_connector (card);

  if (!is_dialog_open (self))
    open_dialog (self, GTK_WINDOW (csms_start_dialog_new (get_window (self), self->operator, connector, self->settings)));
}

static void
stop_cb (CsmsConnectorCards *self, CsmsConnectorCard *card)
{
  CsmsConnector *connector = csms_connector_card_get_connector (card);

  if (!is_dialog_open (self))
    open_dialog (self, GTK_WINDOW (csms_stop_dialog_new (get_window (self), self->operator, connector)));
}

static void
remove_card (CsmsConnectorCards *self, CsmsConnectorCard *card)
{
  gtk_size_group_remove_widget (self->buttons, csms_connector_card_get_button (card));
  gtk_box_remove (self->cards, GTK_WIDGET (card));
}

static CsmsConnectorCard *
add_card (CsmsConnectorCards *self, CsmsConnector *connector, CsmsConnectorCard *after)
{
  CsmsConnectorCard *card = csms_connector_card_new (self->operator, connector);

  csms_connector_card_set_narrow (card, self->narrow);
  gtk_size_group_add_widget (self->buttons, csms_connector_card_get_button (card));
  g_signal_connect_object (card, "start", G_CALLBACK (start_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "stop", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  gtk_box_insert_child_after (self->cards, GTK_WIDGET (card), GTK_WIDGET (after));
  return card;
}

/* Cards and connectors are both in order of their ids, so one walk finds what came and what went. */
static void
sync_cards (CsmsConnectorCards *self)
{
  GListModel *connectors = self->station != NULL ? csms_station_get_connectors (self->station) : NULL;
  guint n = connectors != NULL ? g_list_model_get_n_items (connectors) : 0;
  CsmsConnectorCard *card = first_card (self);
  CsmsConnectorCard *before = NULL;

  for (guint i = 0; i < MIN (n, self->max_cards); i++)
    {
      g_autoptr (CsmsConnector) connector = g_list_model_get_item (connectors, i);

      while (card != NULL && csms_connector_card_get_connector (card) != connector &&
             csms_connector_get_id (csms_connector_card_get_connector (card)) <= csms_connector_get_id (connector))
        {
          CsmsConnectorCard *gone = card;

          card = next_card (card);
          remove_card (self, gone);
        }
      if (card != NULL && csms_connector_card_get_connector (card) == connector)
        {
          before = card;
          card = next_card (card);
        }
      else
        before = add_card (self, connector, before);
    }
  while (card != NULL)
    {
      CsmsConnectorCard *gone = card;

      card = next_card (card);
      remove_card (self, gone);
    }
  gtk_widget_set_visible (self->more_button, n > self->max_cards);
}

static void
more_cb (CsmsConnectorCards *self)
{
  self->max_cards += MAX_CARDS;
  sync_cards (self);
}

/* The first button that is on, in the order of the connectors */
static gboolean
csms_connector_cards_grab_focus (GtkWidget *widget)
{
  for (CsmsConnectorCard *card = first_card (CSMS_CONNECTOR_CARDS (widget)); card != NULL; card = next_card (card))
    if (gtk_widget_get_sensitive (csms_connector_card_get_button (card)))
      return gtk_widget_grab_focus (csms_connector_card_get_button (card));
  return FALSE;
}

static void
csms_connector_cards_dispose (GObject *object)
{
  CsmsConnectorCards *self = CSMS_CONNECTOR_CARDS (object);

  g_clear_object (&self->signals);
  g_clear_weak_pointer (&self->dialog);
  g_clear_object (&self->station);
  g_clear_object (&self->operator);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (csms_connector_cards_parent_class)->dispose (object);
}

static void
csms_connector_cards_class_init (CsmsConnectorCardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_connector_cards_dispose;
  widget_class->grab_focus = csms_connector_cards_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-connector-cards.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCards, cards);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCards, more_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectorCards, buttons);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
csms_connector_cards_init (CsmsConnectorCards *self)
{
  self->max_cards = MAX_CARDS;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (sync_cards), self);
}

void
csms_connector_cards_set_settings (CsmsConnectorCards *self, GSettings *settings)
{
  g_return_if_fail (CSMS_IS_CONNECTOR_CARDS (self));
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  g_set_object (&self->settings, settings);
}

void
csms_connector_cards_set_station (CsmsConnectorCards *self, CsmsOperator *operator, CsmsStation *station)
{
  CsmsConnectorCard *card;

  g_return_if_fail (CSMS_IS_CONNECTOR_CARDS (self));
  g_return_if_fail (operator == NULL || CSMS_IS_OPERATOR (operator));
  g_return_if_fail (station == NULL || CSMS_IS_STATION (station));

  if (self->operator == operator && self->station == station)
    return;
  while ((card = first_card (self)) != NULL)
    remove_card (self, card);
  g_set_object (&self->operator, operator);
  g_set_object (&self->station, station);
  self->max_cards = MAX_CARDS;
  g_signal_group_set_target (self->signals, station != NULL ? csms_station_get_connectors (station) : NULL);
  sync_cards (self);
}

void
csms_connector_cards_set_narrow (CsmsConnectorCards *self, gboolean narrow)
{
  g_return_if_fail (CSMS_IS_CONNECTOR_CARDS (self));

  self->narrow = narrow;
  for (CsmsConnectorCard *card = first_card (self); card != NULL; card = next_card (card))
    csms_connector_card_set_narrow (card, narrow);
}

void
csms_connector_cards_update (CsmsConnectorCards *self)
{
  g_return_if_fail (CSMS_IS_CONNECTOR_CARDS (self));

  for (CsmsConnectorCard *card = first_card (self); card != NULL; card = next_card (card))
    csms_connector_card_update (card);
}

/* Of several reasons the first is told, of a connector that at least waits for the same button. */
static char *
open_first (CsmsConnectorCards *self, gboolean stop)
{
  g_autofree char *reason = NULL;

  if (is_dialog_open (self))
    return NULL;
  for (CsmsConnectorCard *card = first_card (self); card != NULL; card = next_card (card))
    {
      CsmsConnector *connector = csms_connector_card_get_connector (card);

      if (csms_connector_words_is_charging (connector) != stop)
        continue;
      if (gtk_widget_get_sensitive (csms_connector_card_get_button (card)))
        {
          if (stop)
            stop_cb (self, card);
          else
            start_cb (self, card);
          return NULL;
        }
      if (reason == NULL)
        reason = csms_command_words_why_off (self->operator, connector, NULL);
    }
  if (reason != NULL)
    return g_steal_pointer (&reason);
  return g_strdup (stop ? _("No charge is under way here") : _("No connector is free here"));
}

char *
csms_connector_cards_start (CsmsConnectorCards *self)
{
  g_return_val_if_fail (CSMS_IS_CONNECTOR_CARDS (self), NULL);

  return open_first (self, FALSE);
}

char *
csms_connector_cards_stop (CsmsConnectorCards *self)
{
  g_return_val_if_fail (CSMS_IS_CONNECTOR_CARDS (self), NULL);

  return open_first (self, TRUE);
}
