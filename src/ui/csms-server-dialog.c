/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-server-dialog.h"

#include "csms-connect-form.h"

struct _CsmsServerDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkButton *add;
  CsmsConnectForm *form;

  /* Borrowed */
  CsmsApplication *application;

  /* Owned */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (CsmsServerDialog, csms_server_dialog, ADW_TYPE_WINDOW)

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsServerDialog) self = user_data;
  CsmsConnectForm *form = CSMS_CONNECT_FORM (source);
  g_autoptr (CsmsServer) draft = NULL;

  if (!csms_connect_form_try_finish (form, result, &draft, NULL) || g_cancellable_is_cancelled (self->cancellable))
    return;
  csms_application_add_server (self->application, draft, csms_connect_form_get_api_key (form));
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_cb (CsmsServerDialog *self)
{
  csms_connect_form_try_async (self->form, self->cancellable, tried_cb, g_object_ref (self));
}

static void
busy_cb (CsmsServerDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), !csms_connect_form_get_busy (self->form));
}

static void
csms_server_dialog_dispose (GObject *object)
{
  CsmsServerDialog *self = CSMS_SERVER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (csms_server_dialog_parent_class)->dispose (object);
}

static void
csms_server_dialog_finalize (GObject *object)
{
  g_clear_object (&CSMS_SERVER_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (csms_server_dialog_parent_class)->finalize (object);
}

static gboolean
csms_server_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (CSMS_SERVER_DIALOG (window)->cancellable);

  return GTK_WINDOW_CLASS (csms_server_dialog_parent_class)->close_request (window);
}

static void
csms_server_dialog_class_init (CsmsServerDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_server_dialog_dispose;
  object_class->finalize = csms_server_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = csms_server_dialog_close_request;

  g_type_ensure (CSMS_TYPE_CONNECT_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-server-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsServerDialog, add);
  gtk_widget_class_bind_template_child (widget_class, CsmsServerDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, busy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
csms_server_dialog_init (CsmsServerDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

CsmsServerDialog *
csms_server_dialog_new (CsmsApplication *application, GtkWindow *parent)
{
  CsmsServerDialog *self;

  g_return_val_if_fail (CSMS_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);

  self = g_object_new (CSMS_TYPE_SERVER_DIALOG, "transient-for", parent, NULL);
  self->application = application;
  return self;
}
