/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-welcome-page.h"

#include "csms-config.h"
#include "csms-connect-form.h"

struct _CsmsWelcomePage
{
  AdwBin parent_instance;

  /* Template */
  GtkImage *app_icon;
  CsmsConnectForm *form;
  GtkButton *test_button;
  GtkButton *connect_button;
  GtkListBox *demo_list;

  /* Owned */
  GCancellable *cancellable;
};

enum
{
  CONNECT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsWelcomePage, csms_welcome_page, ADW_TYPE_BIN)

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsWelcomePage) self = user_data;

  /* The form shows what came of it. */
  csms_connect_form_try_finish (CSMS_CONNECT_FORM (source), result, NULL, NULL);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsmsWelcomePage) self = user_data;
  CsmsConnectForm *form = CSMS_CONNECT_FORM (source);
  g_autoptr (CsmsServer) draft = NULL;

  if (!csms_connect_form_try_finish (form, result, &draft, NULL))
    return;
  g_signal_emit (self, signals[CONNECT], 0, draft, csms_connect_form_get_api_key (form));
  csms_connect_form_reset (form);
}

static void
test_cb (CsmsWelcomePage *self)
{
  csms_connect_form_try_async (self->form, self->cancellable, tested_cb, g_object_ref (self));
}

static void
connect_cb (CsmsWelcomePage *self)
{
  csms_connect_form_try_async (self->form, self->cancellable, tried_cb, g_object_ref (self));
}

static void
busy_cb (CsmsWelcomePage *self)
{
  gboolean busy = csms_connect_form_get_busy (self->form);

  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->connect_button), !busy);
}

static void
csms_welcome_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (CSMS_WELCOME_PAGE (widget)->cancellable);

  GTK_WIDGET_CLASS (csms_welcome_page_parent_class)->unroot (widget);
}

static gboolean
csms_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CSMS_WELCOME_PAGE (widget)->form));
}

static void
csms_welcome_page_finalize (GObject *object)
{
  g_clear_object (&CSMS_WELCOME_PAGE (object)->cancellable);

  G_OBJECT_CLASS (csms_welcome_page_parent_class)->finalize (object);
}

static void
csms_welcome_page_class_init (CsmsWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = csms_welcome_page_finalize;
  widget_class->unroot = csms_welcome_page_unroot;
  widget_class->grab_focus = csms_welcome_page_grab_focus;

  /* Of a string that is not of static scope the signal would leave a copy of the key in freed memory. */
  signals[CONNECT] = g_signal_new ("connect", CSMS_TYPE_WELCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, CSMS_TYPE_SERVER, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  g_type_ensure (CSMS_TYPE_CONNECT_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsWelcomePage, app_icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsWelcomePage, form);
  gtk_widget_class_bind_template_child (widget_class, CsmsWelcomePage, test_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsWelcomePage, connect_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsWelcomePage, demo_list);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, busy_cb);
}

static void
csms_welcome_page_init (CsmsWelcomePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_from_icon_name (self->app_icon, CSMS_APP_ID);
}

void
csms_welcome_page_set_has_demo (CsmsWelcomePage *self, gboolean has_demo)
{
  g_return_if_fail (CSMS_IS_WELCOME_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->demo_list), has_demo);
}
