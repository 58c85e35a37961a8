/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-export-bar.h"

#include <glib/gi18n.h>

#include "csms-text.h"

struct _CsmsExportBar
{
  AdwBin parent_instance;

  /* Template */
  GtkRevealer *revealer;
  GtkLabel *title;
  GtkProgressBar *progress;
  GtkButton *button;

  /* Owned */
  GCancellable *cancellable;  /* NULL: nothing is under way */
  char *name;                 /* of the file */
};

G_DEFINE_FINAL_TYPE (CsmsExportBar, csms_export_bar, ADW_TYPE_BIN)

static void
button_cb (CsmsExportBar *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
csms_export_bar_dispose (GObject *object)
{
  CsmsExportBar *self = CSMS_EXPORT_BAR (object);

  /* Nobody would know of what becomes of it. */
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (csms_export_bar_parent_class)->dispose (object);
}

static void
csms_export_bar_unrealize (GtkWidget *widget)
{
  CsmsExportBar *self = CSMS_EXPORT_BAR (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  GTK_WIDGET_CLASS (csms_export_bar_parent_class)->unrealize (widget);
}

static void
csms_export_bar_finalize (GObject *object)
{
  CsmsExportBar *self = CSMS_EXPORT_BAR (object);

  g_clear_object (&self->cancellable);
  g_free (self->name);

  G_OBJECT_CLASS (csms_export_bar_parent_class)->finalize (object);
}

static void
csms_export_bar_class_init (CsmsExportBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_export_bar_dispose;
  object_class->finalize = csms_export_bar_finalize;
  widget_class->unrealize = csms_export_bar_unrealize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-export-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsmsExportBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, CsmsExportBar, title);
  gtk_widget_class_bind_template_child (widget_class, CsmsExportBar, progress);
  gtk_widget_class_bind_template_child (widget_class, CsmsExportBar, button);
  gtk_widget_class_bind_template_callback (widget_class, button_cb);
}

static void
csms_export_bar_init (CsmsExportBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
csms_export_bar_get_busy (CsmsExportBar *self)
{
  g_return_val_if_fail (CSMS_IS_EXPORT_BAR (self), FALSE);

  return self->cancellable != NULL;
}

GCancellable *
csms_export_bar_begin (CsmsExportBar *self, GFile *file)
{
  g_autofree char *path = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (CSMS_IS_EXPORT_BAR (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (self->cancellable == NULL, NULL);

  path = g_file_get_parse_name (file);
  g_free (self->name);
  self->name = g_path_get_basename (path);
  self->cancellable = g_cancellable_new ();
  /* Translators: a file is being written, the name of it */
  title = g_strdup_printf (_("Exporting to %s"), self->name);
  gtk_label_set_text (self->title, title);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_show (GTK_WIDGET (self->progress));
  gtk_button_set_label (self->button, _("Cancel"));
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  return self->cancellable;
}

void
csms_export_bar_progress (double fraction, guint64 n_bytes, gpointer bar)
{
  CsmsExportBar *self = bar;

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, fraction);
  else
    gtk_progress_bar_pulse (self->progress);
}

void
csms_export_bar_done (GObject *source, GAsyncResult *result, gpointer bar)
{
  g_autoptr (CsmsExportBar) self = bar;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint64 n_bytes;

  g_clear_object (&self->cancellable);
  if (csms_file_export_finish (result, &n_bytes, &error))
    {
      g_autofree char *size = g_format_size (n_bytes);

      /* Translators: a file was written: its name, and its size */
      text = g_strdup_printf (_("Exported to %s, %s"), self->name, size);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *why = csms_text_clean (error->message, CSMS_TEXT_LONG);

      text = g_strdup_printf (_("Not exported: %s"), why);
    }
  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->revealer == NULL)
    return;
  gtk_widget_hide (GTK_WIDGET (self->progress));
  gtk_button_set_label (self->button, _("Close"));
  if (text != NULL)
    gtk_label_set_text (self->title, text);
  gtk_revealer_set_reveal_child (self->revealer, text != NULL);
}
