/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-connect-form.h"

#include <glib/gi18n.h>

#include "csms-ca-file-row.h"
#include "csms-consent.h"
#include "csms-focus.h"
#include "csms-names.h"
#include "csms-operator.h"
#include "csms-spinner.h"
#include "csms-text.h"

struct _CsmsConnectForm
{
  AdwBin parent_instance;

  /* Template */
  AdwEntryRow *address;
  AdwPasswordEntryRow *key;
  CsmsCaFileRow *ca_file;
  GtkBox *result_line;
  GtkStack *result_stack;
  GtkImage *result_icon;
  GtkLabel *result;
  GtkBox *safety_line;
  GtkImage *safety_icon;
  GtkLabel *safety;

  /* Owned */
  CsmsServer *draft;            /* the last one tried: what was agreed to counts for its address */
  const char *result_style;
  gboolean busy;
};

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsConnectForm, csms_connect_form, ADW_TYPE_BIN)

static void
set_busy (CsmsConnectForm *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  gtk_editable_set_editable (GTK_EDITABLE (self->address), !busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->key), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->ca_file), !busy);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* @icon NULL is the spinner; @text NULL hides the line. */
static void
show_result (CsmsConnectForm *self, const char *icon, const char *style, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (self->result_line), text != NULL);
  if (text == NULL)
    return;
  gtk_stack_set_visible_child_name (self->result_stack, icon != NULL ? "icon" : "busy");
  if (icon != NULL)
    gtk_image_set_from_icon_name (self->result_icon, icon);
  if (self->result_style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->result_icon), self->result_style);
  self->result_style = style;
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->result_icon), style);
  gtk_label_set_text (self->result, text);
}

static void
show_error (CsmsConnectForm *self, GtkWidget *row, const char *message)
{
  g_autofree char *text = csms_text_clean (message, CSMS_TEXT_LONG);

  show_result (self, "dialog-warning-symbolic", "error", text);
  if (row != NULL)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_widget_grab_focus (row);
    }
}

static void
update_safety (CsmsConnectForm *self)
{
  g_autofree char *url = csms_address_normalize (gtk_editable_get_text (GTK_EDITABLE (self->address)), NULL);
  CsmsAddressSafety safety = url != NULL ? csms_address_guess_safety (url) : CSMS_ADDRESS_LOOPBACK;

  gtk_widget_set_visible (GTK_WIDGET (self->ca_file), safety == CSMS_ADDRESS_ENCRYPTED);
  gtk_widget_set_visible (GTK_WIDGET (self->safety_line), safety == CSMS_ADDRESS_PRIVATE || safety == CSMS_ADDRESS_PUBLIC);
  if (safety == CSMS_ADDRESS_PRIVATE)
    gtk_label_set_text (self->safety, _("This address is not encrypted. Use it only inside a network you trust."));
  else if (safety == CSMS_ADDRESS_PUBLIC)
    gtk_label_set_text (self->safety,
                        _("This address is not encrypted and lies outside your own network. You will be asked before anything is sent."));
}

static void
address_changed_cb (CsmsConnectForm *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->address), "error");
  show_result (self, NULL, NULL, NULL);
  update_safety (self);
}

static void
key_changed_cb (CsmsConnectForm *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->key), "error");
  show_result (self, NULL, NULL, NULL);
}

static void
entry_activated_cb (CsmsConnectForm *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
ca_file_changed_cb (CsmsConnectForm *self)
{
  show_result (self, NULL, NULL, NULL);
}

static void
show_answer (CsmsConnectForm *self, guint n_stations, gint64 rtt_us)
{
  g_autofree char *ms = csms_text_number ((double) rtt_us / 1000, rtt_us < 10000 ? 1 : 0);
  g_autofree char *text =
    g_strdup_printf (ngettext ("Answered in %s ms: %u station", "Answered in %s ms: %u stations", n_stations), ms, n_stations);

  show_result (self, "csms-done-symbolic", "success", text);
}

static void test (CsmsConnectForm *self, GTask *task);

static void
consent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CsmsConnectForm *self = g_task_get_source_object (task);
  CsmsAddressSafety safety;

  if (csms_consent_ask_finish (result, &safety, NULL))
    {
      csms_trust_allow (csms_server_get_trust (g_task_get_task_data (task)), safety);
      test (self, g_steal_pointer (&task));
      return;
    }
  set_busy (self, FALSE);
  g_task_return_new_error (task, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NEEDS_CONSENT, "%s", _("Nothing was sent."));
}

static void
test_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  CsmsConnectForm *self = g_task_get_source_object (task);
  CsmsAddressSafety safety = CSMS_ADDRESS_ENCRYPTED;
  guint n_stations = 0;
  gint64 rtt_us = 0;

  if (csms_operator_test_finish (result, &n_stations, &rtt_us, &safety, &error))
    {
      show_answer (self, n_stations, rtt_us);
      set_busy (self, FALSE);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (g_error_matches (error, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_NEEDS_CONSENT))
    {
      show_result (self, NULL, NULL, NULL);
      csms_consent_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), csms_server_get_url (g_task_get_task_data (task)),
                              safety, g_task_get_cancellable (task), consent_cb, g_object_ref (task));
      return;
    }
  set_busy (self, FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_result (self, NULL, NULL, NULL);
  else
    show_error (self, NULL, error->message);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
test (CsmsConnectForm *self, GTask *task)
{
  show_result (self, NULL, NULL, _("Connecting…"));
  csms_operator_test_async (g_task_get_task_data (task), csms_connect_form_get_api_key (self), g_task_get_cancellable (task),
                            test_cb, task);
}

static void
csms_connect_form_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CsmsConnectForm *self = CSMS_CONNECT_FORM (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
csms_connect_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CSMS_CONNECT_FORM (widget)->address));
}

static void
csms_connect_form_finalize (GObject *object)
{
  g_clear_object (&CSMS_CONNECT_FORM (object)->draft);

  G_OBJECT_CLASS (csms_connect_form_parent_class)->finalize (object);
}

static void
csms_connect_form_unmap (GtkWidget *widget)
{
  csms_focus_leave (widget);

  GTK_WIDGET_CLASS (csms_connect_form_parent_class)->unmap (widget);
}

static void
csms_connect_form_class_init (CsmsConnectFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = csms_connect_form_get_property;
  object_class->finalize = csms_connect_form_finalize;
  widget_class->grab_focus = csms_connect_form_grab_focus;
  widget_class->unmap = csms_connect_form_unmap;

  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ACTIVATED] = g_signal_new ("activated", CSMS_TYPE_CONNECT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CSMS_TYPE_CA_FILE_ROW);
  g_type_ensure (CSMS_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-connect-form.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectForm, address);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectForm, key);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectForm, ca_file);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectForm, result_line);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectForm, result_stack);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectForm, result_icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectForm, result);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectForm, safety_line);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectForm, safety_icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsConnectForm, safety);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_file_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
csms_connect_form_init (CsmsConnectForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The rows of libadwaita 1.2 leave their inner text without a name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->address))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Server address"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->key))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("API key"), -1);
  csms_names_from_tooltips (GTK_WIDGET (self->address));
  csms_names_from_tooltips (GTK_WIDGET (self->key));
}

gboolean
csms_connect_form_validate (CsmsConnectForm *self, char **url)
{
  g_autofree char *normal = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (CSMS_IS_CONNECT_FORM (self), FALSE);

  normal = csms_address_normalize (gtk_editable_get_text (GTK_EDITABLE (self->address)), &error);
  if (normal == NULL)
    {
      show_error (self, GTK_WIDGET (self->address), error->message);
      return FALSE;
    }
  if (*csms_connect_form_get_api_key (self) == '\0')
    {
      show_error (self, GTK_WIDGET (self->key), _("The server asks for an API key. Whoever runs it can give you one."));
      return FALSE;
    }
  if (url != NULL)
    *url = g_steal_pointer (&normal);
  return TRUE;
}

const char *
csms_connect_form_get_api_key (CsmsConnectForm *self)
{
  g_return_val_if_fail (CSMS_IS_CONNECT_FORM (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->key));
}

gboolean
csms_connect_form_get_busy (CsmsConnectForm *self)
{
  g_return_val_if_fail (CSMS_IS_CONNECT_FORM (self), FALSE);

  return self->busy;
}

/* The draft of before when it is for the same address: what was agreed to there is not asked again. */
static CsmsServer *
ensure_draft (CsmsConnectForm *self, const char *url)
{
  if (self->draft == NULL || !g_str_equal (csms_server_get_url (self->draft), url))
    {
      g_clear_object (&self->draft);
      self->draft = csms_server_new_passing (url, NULL);
    }
  csms_trust_set_ca_file (csms_server_get_trust (self->draft),
                          gtk_widget_get_visible (GTK_WIDGET (self->ca_file)) ? csms_ca_file_row_get_path (self->ca_file) : NULL);
  return self->draft;
}

void
csms_connect_form_try_async (CsmsConnectForm *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *url = NULL;

  g_return_if_fail (CSMS_IS_CONNECT_FORM (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, csms_connect_form_try_async);
  if (self->busy || !csms_connect_form_validate (self, &url))
    {
      g_task_return_new_error (task, CSMS_OPERATOR_ERROR, CSMS_OPERATOR_ERROR_BAD_ADDRESS, "%s", _("Nothing was sent."));
      return;
    }
  g_task_set_task_data (task, g_object_ref (ensure_draft (self, url)), g_object_unref);
  set_busy (self, TRUE);
  test (self, g_steal_pointer (&task));
}

gboolean
csms_connect_form_try_finish (CsmsConnectForm *self, GAsyncResult *result, CsmsServer **draft, GError **error)
{
  CsmsServer *tried;

  g_return_val_if_fail (CSMS_IS_CONNECT_FORM (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  tried = g_task_get_task_data (G_TASK (result));
  if (draft != NULL)
    *draft = tried != NULL ? g_object_ref (tried) : NULL;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
csms_connect_form_reset (CsmsConnectForm *self)
{
  g_return_if_fail (CSMS_IS_CONNECT_FORM (self));

  gtk_editable_set_text (GTK_EDITABLE (self->address), "");
  gtk_editable_set_text (GTK_EDITABLE (self->key), "");
  csms_ca_file_row_set_path (self->ca_file, NULL);
  g_clear_object (&self->draft);
  show_result (self, NULL, NULL, NULL);
}
