/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-server-row.h"

#include <glib/gi18n.h>

#include "csms-ca-file-row.h"
#include "csms-dialog-heading.h"
#include "csms-focus.h"
#include "csms-names.h"
#include "csms-text.h"

struct _CsmsServerRow
{
  AdwExpanderRow parent_instance;

  /* Template */
  GtkBox *active_mark;
  AdwEntryRow *name;
  AdwPasswordEntryRow *key;
  AdwActionRow *private_row;
  GtkSwitch *private;
  AdwActionRow *encryption_row;
  GtkSwitch *encryption;
  CsmsCaFileRow *ca_file;
  AdwPreferencesRow *button_row;
  GtkButton *forget;
  GtkButton *use;

  /* Borrowed */
  CsmsApplication *application;

  /* Owned */
  CsmsServer *server;
};

G_DEFINE_FINAL_TYPE (CsmsServerRow, csms_server_row, ADW_TYPE_EXPANDER_ROW)

static void
update_title (CsmsServerRow *self)
{
  g_autofree char *name = csms_text_clean (csms_server_get_name (self->server), CSMS_TEXT_SHORT);
  g_autofree char *url = csms_text_clean (csms_server_get_url (self->server), CSMS_TEXT_SHORT);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *subtitle = g_markup_escape_text (url, -1);

  /* The search of the window makes a row of its own of it, which parses markup in any case. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  /* Of an expander row only the row inside it takes its name from the title. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
}

static void
update_active (CsmsServerRow *self)
{
  CsmsOperator *operator = csms_application_get_operator (self->application);
  gboolean active = operator != NULL && csms_operator_get_server (operator) == self->server;

  gtk_widget_set_visible (GTK_WIDGET (self->active_mark), active);
  gtk_widget_set_visible (GTK_WIDGET (self->use), !active);
}

static void
name_apply_cb (CsmsServerRow *self)
{
  csms_server_set_name (self->server, gtk_editable_get_text (GTK_EDITABLE (self->name)));
}

static void
key_apply_cb (CsmsServerRow *self)
{
  const char *key = gtk_editable_get_text (GTK_EDITABLE (self->key));

  if (*key == '\0')
    return;
  csms_application_change_key (self->application, self->server, key);
  gtk_editable_set_text (GTK_EDITABLE (self->key), "");
}

static void
ca_file_changed_cb (CsmsServerRow *self)
{
  csms_application_change_ca_file (self->application, self->server, csms_ca_file_row_get_path (self->ca_file));
}

/* A name can lead anywhere: of an unencrypted address both are there to be taken back, whatever it looks like. */
static void
show_trust (CsmsServerRow *self)
{
  CsmsTrust *trust = csms_server_get_trust (self->server);
  CsmsAddressSafety safety = csms_address_guess_safety (csms_server_get_url (self->server));

  gtk_widget_set_visible (GTK_WIDGET (self->private_row), safety > CSMS_ADDRESS_LOOPBACK);
  gtk_widget_set_visible (GTK_WIDGET (self->encryption_row), safety > CSMS_ADDRESS_LOOPBACK);
  gtk_widget_set_visible (GTK_WIDGET (self->ca_file), safety == CSMS_ADDRESS_ENCRYPTED);
  g_object_bind_property (trust, "allow-private", self->private, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (trust, "allow-unencrypted", self->encryption, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  csms_ca_file_row_set_path (self->ca_file, csms_trust_get_ca_file (trust));
}

static void
use_cb (CsmsServerRow *self)
{
  csms_application_use_server (self->application, self->server);
}

static void
forget_response_cb (CsmsServerRow *self, const char *response)
{
  if (g_str_equal (response, "forget"))
    csms_application_remove_server (self->application, self->server);
}

static void
forget_cb (CsmsServerRow *self)
{
  GtkWidget *dialog;
  g_autofree char *name = csms_text_clean (csms_server_get_name (self->server), CSMS_TEXT_SHORT);

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Forget this server?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("%s, its API key and where its events were read up to are forgotten. Charging is not affected."), name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Cancel"), "forget", _("Forget"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "forget", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (forget_response_cb), self, G_CONNECT_SWAPPED);
  csms_dialog_heading_fit (ADW_MESSAGE_DIALOG (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
csms_server_row_dispose (GObject *object)
{
  g_clear_object (&CSMS_SERVER_ROW (object)->server);

  G_OBJECT_CLASS (csms_server_row_parent_class)->dispose (object);
}

static void
csms_server_row_unmap (GtkWidget *widget)
{
  csms_focus_leave (widget);

  GTK_WIDGET_CLASS (csms_server_row_parent_class)->unmap (widget);
}

static void
csms_server_row_class_init (CsmsServerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = csms_server_row_dispose;
  widget_class->unmap = csms_server_row_unmap;

  g_type_ensure (CSMS_TYPE_CA_FILE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-server-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, active_mark);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, name);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, key);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, private_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, private);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, encryption_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, encryption);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, ca_file);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, button_row);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, forget);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerRow, use);
  gtk_widget_class_bind_template_callback (widget_class, name_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_file_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
csms_server_row_init (CsmsServerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->name))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, C_("server", "Name"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->key))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("API key"), -1);
  csms_names_from_tooltips (GTK_WIDGET (self->name));
  csms_names_from_tooltips (GTK_WIDGET (self->key));
}

CsmsServerRow *
csms_server_row_new (CsmsApplication *application, CsmsServer *server)
{
  CsmsServerRow *self;

  g_return_val_if_fail (CSMS_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (CSMS_IS_SERVER (server), NULL);

  self = g_object_new (CSMS_TYPE_SERVER_ROW, NULL);
  self->application = application;
  self->server = g_object_ref (server);
  gtk_editable_set_text (GTK_EDITABLE (self->name), csms_server_get_name (server));
  gtk_widget_set_visible (GTK_WIDGET (self->name), !csms_server_is_passing (server));
  gtk_widget_set_visible (GTK_WIDGET (self->button_row), !csms_server_is_passing (server));
  show_trust (self);
  g_signal_connect_object (server, "notify::name", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "notify::operator", G_CALLBACK (update_active), self, G_CONNECT_SWAPPED);
  update_title (self);
  update_active (self);
  return self;
}

CsmsServer *
csms_server_row_get_server (CsmsServerRow *self)
{
  g_return_val_if_fail (CSMS_IS_SERVER_ROW (self), NULL);

  return self->server;
}

void
csms_server_row_focus_key (CsmsServerRow *self)
{
  g_return_if_fail (CSMS_IS_SERVER_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->key));
}
