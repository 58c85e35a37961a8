/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-start-dialog.h"

#include <glib/gi18n.h>

#include "csms-command-words.h"
#include "csms-dialog-heading.h"
#include "csms-pane.h"
#include "csms-settings.h"
#include "csms-text.h"

struct _CsmsStartDialog
{
  AdwMessageDialog parent_instance;

  /* Template */
  AdwEntryRow *entry;
  GtkLabel *counter;
  GtkLabel *problem;
  GtkWidget *used_before;
  GtkListBox *tags;

  /* Owned */
  CsmsOperator *operator;
  CsmsConnector *connector;
  GSettings *settings;

  gboolean answered;
};

G_DEFINE_FINAL_TYPE (CsmsStartDialog, csms_start_dialog, ADW_TYPE_MESSAGE_DIALOG)

static char *
get_tag (CsmsStartDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
say (CsmsStartDialog *self, const char *problem)
{
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

/* Not an error while the entry is empty: nobody has typed anything wrong yet. */
static void
update (CsmsStartDialog *self)
{
  g_autofree char *tag = get_tag (self);
  g_autofree char *count = NULL;
  g_autofree char *why_off = NULL;
  g_autoptr (GError) error = NULL;
  glong length = g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  gboolean can_start, tag_is_good;

  /* Translators: characters typed, of the most there may be */
  count = g_strdup_printf (_("%d of %d"), (int) length, CSMS_ID_TAG_MAX);
  gtk_label_set_text (self->counter, count);

  can_start = csms_operator_can_start (self->operator, csms_connector_get_station_id (self->connector),
                                       csms_connector_get_id (self->connector), &error);
  if (!can_start)
    why_off = csms_command_words_why_off (self->operator, self->connector, error);
  g_clear_error (&error);
  tag_is_good = csms_id_tag_validate (tag, &error);

  if (!can_start)
    say (self, why_off);
  else if (!tag_is_good && *tag != '\0')
    say (self, error->message);
  else if (length >= CSMS_ID_TAG_MAX)
    say (self, _("An ID tag has 20 characters at most."));
  else
    say (self, NULL);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "start",
                                           can_start && tag_is_good && !self->answered);
}

/* A tag that is cut is another tag, so what does not fit is not taken in part. */
static void
insert_text_cb (GtkEditable *text, const char *inserted, int length, int *position, CsmsStartDialog *self)
{
  glong n_new = g_utf8_strlen (inserted, length);
  glong n_old = g_utf8_strlen (gtk_editable_get_text (text), -1);
  g_autofree char *words = NULL;

  if (n_old + n_new <= CSMS_ID_TAG_MAX)
    return;
  g_signal_stop_emission_by_name (text, "insert-text");
  gtk_widget_error_bell (GTK_WIDGET (self));
  words = g_strdup_printf (_("Not taken: an ID tag has %d characters at most, this would make %ld."), CSMS_ID_TAG_MAX,
                           n_old + n_new);
  say (self, words);
}

static gboolean
filter_tag (GtkListBoxRow *row, gpointer user_data)
{
  CsmsStartDialog *self = user_data;
  g_autofree char *typed = get_tag (self);
  g_autofree char *needle = g_utf8_casefold (typed, -1);
  g_autofree char *tag = g_utf8_casefold (g_object_get_data (G_OBJECT (row), "id-tag"), -1);

  return g_str_has_prefix (tag, needle) && !g_str_equal (tag, needle);
}

static void
update_used_before (CsmsStartDialog *self)
{
  gboolean any = FALSE;

  gtk_list_box_invalidate_filter (self->tags);
  for (int i = 0; !any && gtk_list_box_get_row_at_index (self->tags, i) != NULL; i++)
    any = filter_tag (gtk_list_box_get_row_at_index (self->tags, i), self);
  gtk_widget_set_visible (self->used_before, any);
}

static void
entry_changed_cb (CsmsStartDialog *self)
{
  update (self);
  update_used_before (self);
}

static void
row_activated_cb (CsmsStartDialog *self, GtkListBoxRow *row)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), g_object_get_data (G_OBJECT (row), "id-tag"));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static char *
describe_last_use (CsmsStartDialog *self, const char *id_tag)
{
  GListModel *transactions = csms_fleet_get_transactions (csms_operator_get_fleet (self->operator));
  CsmsTransaction *newest = NULL;
  g_autofree char *when = NULL;
  g_autofree char *station = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (transactions); i++)
    {
      g_autoptr (CsmsTransaction) transaction = g_list_model_get_item (transactions, i);

      if (csms_id_tag_equal (csms_transaction_get_id_tag (transaction), id_tag) &&
          (newest == NULL || csms_transaction_get_start_ms (transaction) > csms_transaction_get_start_ms (newest)))
        newest = transaction;
    }
  if (newest == NULL)
    return NULL;
  when = csms_text_day_clock (csms_transaction_get_start_ms (newest), csms_text_now ());
  station = csms_text_clean (csms_transaction_get_station_id (newest), CSMS_TEXT_SHORT);
  /* Translators: when, and at which station and connector an ID tag was used: "Today 09:12 on fora072/1" */
  return g_strdup_printf (_("%s on %s/%d"), when, station, csms_transaction_get_connector_id (newest));
}

static void
add_tag (CsmsStartDialog *self, const char *id_tag)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *clean = csms_text_clean (id_tag, CSMS_TEXT_SHORT);
  g_autofree char *last_use = describe_last_use (self, id_tag);
  g_autofree char *subtitle = last_use != NULL ? g_markup_escape_text (last_use, -1) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), clean);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id-tag", g_strdup (id_tag), g_free);
  gtk_list_box_append (self->tags, row);
}

static void
fill (CsmsStartDialog *self)
{
  g_auto (GStrv) tags = self->settings != NULL ? g_settings_get_strv (self->settings, "id-tags") : NULL;

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      if (csms_id_tag_validate (tags[i], NULL))
        add_tag (self, tags[i]);
    }
  gtk_list_box_set_filter_func (self->tags, filter_tag, self, NULL);
  entry_changed_cb (self);
}

static void
csms_start_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  CsmsStartDialog *self = CSMS_START_DIALOG (dialog);
  g_autofree char *tag = get_tag (self);
  g_autoptr (CsmsCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (self->answered || !g_str_equal (response, "start"))
    return;
  self->answered = TRUE;
  command = csms_operator_start_charging (self->operator, csms_connector_get_station_id (self->connector),
                                          csms_connector_get_id (self->connector), tag, &error);
  if (command != NULL && self->settings != NULL)
    csms_id_tags_remember (self->settings, tag);
  else if (command == NULL)
    g_message ("Start was not sent: %s", error->message);
}

static void
csms_start_dialog_dispose (GObject *object)
{
  CsmsStartDialog *self = CSMS_START_DIALOG (object);

  g_clear_object (&self->operator);
  g_clear_object (&self->connector);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (csms_start_dialog_parent_class)->dispose (object);
}

static void
csms_start_dialog_class_init (CsmsStartDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_start_dialog_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = csms_start_dialog_response;

  g_type_ensure (CSMS_TYPE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-start-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsStartDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, CsmsStartDialog, counter);
  gtk_widget_class_bind_template_child (widget_class, CsmsStartDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CsmsStartDialog, used_before);
  gtk_widget_class_bind_template_child (widget_class, CsmsStartDialog, tags);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
csms_start_dialog_init (CsmsStartDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  csms_dialog_heading_fit (ADW_MESSAGE_DIALOG (self));
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "insert-text",
                           G_CALLBACK (insert_text_cb), self, 0);
}

CsmsStartDialog *
csms_start_dialog_new (GtkWindow *parent, CsmsOperator *operator, CsmsConnector *connector, GSettings *settings)
{
  CsmsStartDialog *self;
  CsmsStation *station;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (CSMS_IS_OPERATOR (operator), NULL);
  g_return_val_if_fail (CSMS_IS_CONNECTOR (connector), NULL);

  self = g_object_new (CSMS_TYPE_START_DIALOG, "transient-for", parent, NULL);
  self->operator = g_object_ref (operator);
  self->connector = g_object_ref (connector);
  g_set_object (&self->settings, settings);

  station = csms_fleet_get_station (csms_operator_get_fleet (operator), csms_connector_get_station_id (connector));
  id = csms_text_clean (csms_connector_get_station_id (connector), CSMS_TEXT_SHORT);
  name = csms_text_clean (station != NULL ? csms_station_get_name (station) : NULL, CSMS_TEXT_SHORT);
  if (*name != '\0')
    /* Translators: station, connector and the station's name */
    body = g_strdup_printf (_("%s, connector %d · %s"), id, csms_connector_get_id (connector), name);
  else
    body = g_strdup_printf (_("%s, connector %d"), id, csms_connector_get_id (connector));
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), body);

  g_signal_connect_object (connector, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operator, "notify::live", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operator, "command-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  fill (self);
  return self;
}

void
csms_start_dialog_suggest (CsmsStartDialog *self, const char *id_tag)
{
  g_return_if_fail (CSMS_IS_START_DIALOG (self));
  g_return_if_fail (id_tag != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), id_tag);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}
