/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-ca-file-row.h"

#include <glib/gi18n.h>

#include "csms-text.h"

struct _CsmsCaFileRow
{
  AdwActionRow parent_instance;

  /* Template */
  GtkButton *clear;
  GtkButton *choose;

  /* Owned */
  char *path;
  GtkFileChooserNative *chooser;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsmsCaFileRow, csms_ca_file_row, ADW_TYPE_ACTION_ROW)

static void
update (CsmsCaFileRow *self)
{
  g_autofree char *name = self->path != NULL ? g_filename_display_basename (self->path) : NULL;
  g_autofree char *clean = csms_text_clean (name != NULL ? name : _("The authorities that this system trusts"), CSMS_TEXT_SHORT);
  g_autofree char *subtitle = g_markup_escape_text (clean, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->path);
  gtk_widget_set_visible (GTK_WIDGET (self->clear), self->path != NULL);
}

static void
change (CsmsCaFileRow *self, const char *path)
{
  csms_ca_file_row_set_path (self, path);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
response_cb (CsmsCaFileRow *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    change (self, path);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (suffixes == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  for (; suffixes != NULL && *suffixes != NULL; suffixes++)
    gtk_file_filter_add_suffix (filter, *suffixes);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
choose_cb (CsmsCaFileRow *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_("Choose a CA file"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _("Choose"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (self->chooser), _("Certificates"), (const char *const[]) { "pem", "crt", "cer", "ca-bundle", NULL });
  add_filter (GTK_FILE_CHOOSER (self->chooser), _("All files"), NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
clear_cb (CsmsCaFileRow *self)
{
  /* It is about to hide, and the focus would fall out of the window. */
  gtk_widget_grab_focus (GTK_WIDGET (self->choose));
  change (self, NULL);
}

static void
csms_ca_file_row_dispose (GObject *object)
{
  CsmsCaFileRow *self = CSMS_CA_FILE_ROW (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (csms_ca_file_row_parent_class)->dispose (object);
}

static void
csms_ca_file_row_finalize (GObject *object)
{
  g_free (CSMS_CA_FILE_ROW (object)->path);

  G_OBJECT_CLASS (csms_ca_file_row_parent_class)->finalize (object);
}

static void
csms_ca_file_row_class_init (CsmsCaFileRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_ca_file_row_dispose;
  object_class->finalize = csms_ca_file_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", CSMS_TYPE_CA_FILE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-ca-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsCaFileRow, clear);
  gtk_widget_class_bind_template_child (widget_class, CsmsCaFileRow, choose);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
csms_ca_file_row_init (CsmsCaFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

const char *
csms_ca_file_row_get_path (CsmsCaFileRow *self)
{
  g_return_val_if_fail (CSMS_IS_CA_FILE_ROW (self), NULL);

  return self->path;
}

void
csms_ca_file_row_set_path (CsmsCaFileRow *self, const char *path)
{
  char *copy;

  g_return_if_fail (CSMS_IS_CA_FILE_ROW (self));

  copy = g_strdup (path);
  g_free (self->path);
  self->path = copy;
  update (self);
}
