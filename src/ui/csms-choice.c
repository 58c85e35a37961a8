/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-choice.h"

#include "csms-fold.h"

struct _CsmsChoice
{
  GObject parent_instance;

  /* Owned */
  char *value;
  char *title;
  char *detail;
};

G_DEFINE_FINAL_TYPE (CsmsChoice, csms_choice, G_TYPE_OBJECT)

static void
csms_choice_finalize (GObject *object)
{
  CsmsChoice *self = CSMS_CHOICE (object);

  g_free (self->value);
  g_free (self->title);
  g_free (self->detail);

  G_OBJECT_CLASS (csms_choice_parent_class)->finalize (object);
}

static void
csms_choice_class_init (CsmsChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = csms_choice_finalize;
}

static void
csms_choice_init (CsmsChoice *self)
{
}

CsmsChoice *
csms_choice_new (const char *value, const char *title, const char *detail)
{
  CsmsChoice *self = g_object_new (CSMS_TYPE_CHOICE, NULL);

  self->value = g_strdup (value);
  self->title = g_strdup (title);
  self->detail = g_strdup (detail != NULL ? detail : "");
  return self;
}

const char *
csms_choice_get_value (CsmsChoice *self)
{
  g_return_val_if_fail (CSMS_IS_CHOICE (self), NULL);

  return self->value;
}

const char *
csms_choice_get_title (CsmsChoice *self)
{
  g_return_val_if_fail (CSMS_IS_CHOICE (self), NULL);

  return self->title;
}

const char *
csms_choice_get_detail (CsmsChoice *self)
{
  g_return_val_if_fail (CSMS_IS_CHOICE (self), NULL);

  return self->detail;
}

gboolean
csms_choice_matches (CsmsChoice *self, const char *needle)
{
  g_return_val_if_fail (CSMS_IS_CHOICE (self), FALSE);

  return csms_fold_contains (self->value, needle) || csms_fold_contains (self->title, needle) ||
         csms_fold_contains (self->detail, needle);
}
