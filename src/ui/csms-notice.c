/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-notice.h"

#include "csms-spinner.h"

#define SPACING 12
#define WIDE 576      /* 600 less the padding */
#define N_BUTTONS 2

struct _CsmsNotice
{
  GtkWidget parent_instance;

  /* Template */
  GtkImage *icon;
  CsmsSpinner *spinner;
  GtkWidget *text;
  GtkLabel *title;
  GtkLabel *body;
  GtkWidget *buttons;
  GtkButton *first_button;
  GtkButton *second_button;

  CsmsNoticeKind kind;
};

static const struct {
  const char *style;
  const char *icon;
} looks[] = {
  [CSMS_NOTICE_BUSY] = { "busy", NULL },
  [CSMS_NOTICE_SUCCESS] = { "success", "csms-done-symbolic" },
  [CSMS_NOTICE_WARNING] = { "warning", "dialog-question-symbolic" },
  [CSMS_NOTICE_ERROR] = { "error", "dialog-warning-symbolic" },
};

G_DEFINE_FINAL_TYPE (CsmsNotice, csms_notice, GTK_TYPE_WIDGET)

static int
measure_one (GtkWidget *widget, GtkOrientation orientation, int for_size, gboolean natural)
{
  int min = 0, nat = 0;

  if (gtk_widget_should_layout (widget))
    gtk_widget_measure (widget, orientation, for_size, &min, &nat, NULL, NULL);
  return natural ? nat : min;
}

/* The icon, or the spinner in its place */
static GtkWidget *
get_lead (CsmsNotice *self)
{
  return self->kind == CSMS_NOTICE_BUSY ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->icon);
}

static int
get_lead_width (CsmsNotice *self)
{
  return measure_one (get_lead (self), GTK_ORIENTATION_HORIZONTAL, -1, TRUE) + SPACING;
}

/* Buttons stand beside the text where the notice is wide, or where they take nothing from the text. */
static gboolean
fits_beside (CsmsNotice *self, int width, int *buttons_width)
{
  int text = measure_one (self->text, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);

  *buttons_width = measure_one (self->buttons, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  return width < 0 || width >= WIDE || get_lead_width (self) + text + SPACING + *buttons_width <= width;
}

static void
csms_notice_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                     int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CsmsNotice *self = CSMS_NOTICE (widget);
  gboolean has_buttons = gtk_widget_should_layout (self->buttons);
  int lead = get_lead_width (self);
  int buttons_width = 0, rest, text, buttons;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int buttons_min = measure_one (self->buttons, orientation, -1, FALSE);

      *minimum = lead + MAX (measure_one (self->text, orientation, -1, FALSE), buttons_min);
      *natural = lead + measure_one (self->text, orientation, -1, TRUE);
      if (has_buttons)
        *natural += SPACING + measure_one (self->buttons, orientation, -1, TRUE);
      return;
    }

  buttons = measure_one (self->buttons, orientation, -1, TRUE);
  if (has_buttons && !fits_beside (self, for_size, &buttons_width))
    {
      text = measure_one (self->text, orientation, MAX (for_size - lead, 0), TRUE);
      *minimum = *natural = text + SPACING / 2 + buttons;
      return;
    }
  rest = for_size < 0 ? -1 : for_size - lead - (has_buttons ? buttons_width + SPACING : 0);
  text = measure_one (self->text, orientation, rest < 0 ? -1 : rest, TRUE);
  *minimum = *natural = MAX (MAX (text, buttons), measure_one (get_lead (self), orientation, -1, TRUE));
}

static void
allocate_at (CsmsNotice *self, GtkWidget *child, int x, int y, int child_width, int child_height)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  GtkAllocation allocation = { x, y, child_width, child_height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = width - x - child_width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
csms_notice_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CsmsNotice *self = CSMS_NOTICE (widget);
  gboolean has_buttons = gtk_widget_should_layout (self->buttons);
  int lead = get_lead_width (self);
  int lead_height = measure_one (get_lead (self), GTK_ORIENTATION_VERTICAL, -1, TRUE);
  int buttons_height = measure_one (self->buttons, GTK_ORIENTATION_VERTICAL, -1, TRUE);
  int buttons_width = 0, text_width, text_height, y;

  if (has_buttons && !fits_beside (self, width, &buttons_width))
    {
      text_height = measure_one (self->text, GTK_ORIENTATION_VERTICAL, width - lead, TRUE);
      allocate_at (self, get_lead (self), 0, 0, lead - SPACING, lead_height);
      allocate_at (self, self->text, lead, 0, width - lead, text_height);
      allocate_at (self, self->buttons, lead, text_height + SPACING / 2,
                   MAX (MIN (buttons_width, width - lead), measure_one (self->buttons, GTK_ORIENTATION_HORIZONTAL, -1, FALSE)),
                   buttons_height);
      return;
    }
  text_width = width - lead - (has_buttons ? buttons_width + SPACING : 0);
  text_height = measure_one (self->text, GTK_ORIENTATION_VERTICAL, text_width, TRUE);
  y = MAX (0, (height - text_height) / 2);
  allocate_at (self, get_lead (self), 0, y, lead - SPACING, lead_height);
  allocate_at (self, self->text, lead, y, text_width, MIN (height, text_height));
  if (has_buttons)
    allocate_at (self, self->buttons, width - buttons_width, (height - buttons_height) / 2, buttons_width, buttons_height);
}

static GtkSizeRequestMode
csms_notice_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
csms_notice_dispose (GObject *object)
{
  CsmsNotice *self = CSMS_NOTICE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (csms_notice_parent_class)->dispose (object);
}

static void
csms_notice_class_init (CsmsNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = csms_notice_dispose;
  widget_class->measure = csms_notice_measure;
  widget_class->size_allocate = csms_notice_size_allocate;
  widget_class->get_request_mode = csms_notice_get_request_mode;

  g_type_ensure (CSMS_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/CsmsOperator/ui/csms-notice.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotice, icon);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotice, spinner);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotice, text);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotice, title);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotice, body);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotice, buttons);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotice, first_button);
  gtk_widget_class_bind_template_child (widget_class, CsmsNotice, second_button);
}

static void
csms_notice_init (CsmsNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->kind = CSMS_NOTICE_BUSY;
}

void
csms_notice_show (CsmsNotice *self, CsmsNoticeKind kind, const char *title, const char *body)
{
  g_return_if_fail (CSMS_IS_NOTICE (self));
  g_return_if_fail (title != NULL);

  if (self->kind != kind)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), looks[self->kind].style);
      gtk_widget_add_css_class (GTK_WIDGET (self), looks[kind].style);
      self->kind = kind;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), kind == CSMS_NOTICE_BUSY);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), kind != CSMS_NOTICE_BUSY);
  if (looks[kind].icon != NULL && g_strcmp0 (gtk_image_get_icon_name (self->icon), looks[kind].icon) != 0)
    gtk_image_set_from_icon_name (self->icon, looks[kind].icon);

  if (!g_str_equal (gtk_label_get_text (self->title), title))
    {
      gtk_label_set_text (self->title, title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
    }
  gtk_label_set_text (self->body, body != NULL ? body : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), body != NULL && *body != '\0');
}

void
csms_notice_set_button (CsmsNotice *self, guint index, const char *label, const char *action_name)
{
  GtkButton *button;

  g_return_if_fail (CSMS_IS_NOTICE (self));
  g_return_if_fail (index < N_BUTTONS);

  button = index == 0 ? self->first_button : self->second_button;
  if (label != NULL && g_strcmp0 (gtk_button_get_label (button), label) != 0)
    {
      gtk_button_set_label (button, label);
      /* As narrow as the buttons with an icon */
      gtk_widget_remove_css_class (GTK_WIDGET (button), "text-button");
    }
  if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), action_name) != 0)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  gtk_widget_set_visible (self->buttons, gtk_widget_get_visible (GTK_WIDGET (self->first_button)) ||
                                         gtk_widget_get_visible (GTK_WIDGET (self->second_button)));
}

const char *
csms_notice_get_title (CsmsNotice *self)
{
  g_return_val_if_fail (CSMS_IS_NOTICE (self), NULL);

  return gtk_label_get_text (self->title);
}

const char *
csms_notice_get_body (CsmsNotice *self)
{
  g_return_val_if_fail (CSMS_IS_NOTICE (self), NULL);

  return gtk_label_get_text (self->body);
}

CsmsNoticeKind
csms_notice_get_kind (CsmsNotice *self)
{
  g_return_val_if_fail (CSMS_IS_NOTICE (self), CSMS_NOTICE_BUSY);

  return self->kind;
}
