/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-spinner.h"

struct _CsmsSpinner
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CsmsSpinner, csms_spinner, ADW_TYPE_BIN)

static void
set_spinning (CsmsSpinner *self, gboolean spinning)
{
  gtk_spinner_set_spinning (GTK_SPINNER (adw_bin_get_child (ADW_BIN (self))), spinning);
}

static void
csms_spinner_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (csms_spinner_parent_class)->map (widget);
  set_spinning (CSMS_SPINNER (widget), TRUE);
}

static void
csms_spinner_unmap (GtkWidget *widget)
{
  set_spinning (CSMS_SPINNER (widget), FALSE);
  GTK_WIDGET_CLASS (csms_spinner_parent_class)->unmap (widget);
}

static void
csms_spinner_class_init (CsmsSpinnerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = csms_spinner_map;
  widget_class->unmap = csms_spinner_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
csms_spinner_init (CsmsSpinner *self)
{
  GtkWidget *spinner = g_object_new (GTK_TYPE_SPINNER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_bin_set_child (ADW_BIN (self), spinner);
}
