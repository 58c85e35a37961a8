/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-certificate-purpose.h"

#include <string.h>

#define TAG_OBJECT_ID 0x06
#define TAG_OCTET_STRING 0x04
#define TAG_SEQUENCE 0x30
#define TAG_VERSION 0xa0
#define TAG_EXTENSIONS 0xa3

/* Serial number, signature, issuer, validity, subject, public key. */
#define FIELDS_BEFORE_EXTENSIONS 6

static const guint8 extended_key_usage[] = { 0x55, 0x1d, 0x25 };
static const guint8 any_purpose[] = { 0x55, 0x1d, 0x25, 0x00 };
static const guint8 server_purpose[] = { 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01 };

typedef struct
{
  const guint8 *at;
  gsize left;
} Der;

/* The next value, whatever it is. Lengths in DER are definite; four bytes of length are more than any certificate needs. */
static gboolean
take (Der    *self,
      guint8 *tag,
      Der    *content)
{
  gsize length, n_bytes;

  if (self->left < 2)
    return FALSE;
  *tag = self->at[0];
  length = self->at[1];
  self->at += 2;
  self->left -= 2;
  if (length >= 0x80)
    {
      n_bytes = length & 0x7f;
      if (n_bytes == 0 || n_bytes > 4 || n_bytes > self->left)
        return FALSE;
      for (length = 0; n_bytes > 0; n_bytes--, self->at++, self->left--)
        length = length << 8 | self->at[0];
    }
  if (length > self->left)
    return FALSE;

  content->at = self->at;
  content->left = length;
  self->at += length;
  self->left -= length;
  return TRUE;
}

static gboolean
take_a (Der    *self,
        guint8  wanted,
        Der    *content)
{
  guint8 tag;

  return take (self, &tag, content) && tag == wanted;
}

static gboolean
equals (const Der    *self,
        const guint8 *bytes,
        gsize         length)
{
  return self->left == length && memcmp (self->at, bytes, length) == 0;
}

/* @octets: what is inside the extension */
static gboolean
allows_servers (Der octets)
{
  Der purposes, purpose;

  if (!take_a (&octets, TAG_SEQUENCE, &purposes))
    return FALSE;
  while (take_a (&purposes, TAG_OBJECT_ID, &purpose))
    if (equals (&purpose, server_purpose, sizeof server_purpose) || equals (&purpose, any_purpose, sizeof any_purpose))
      return TRUE;
  return FALSE;
}

static gboolean
check_extensions (Der wrapped)
{
  Der extensions, extension, name, value;
  guint8 tag;

  if (!take_a (&wrapped, TAG_SEQUENCE, &extensions))
    return FALSE;
  while (extensions.left > 0)
    {
      if (!take_a (&extensions, TAG_SEQUENCE, &extension) || !take_a (&extension, TAG_OBJECT_ID, &name))
        return FALSE;
      if (!equals (&name, extended_key_usage, sizeof extended_key_usage))
        continue;
      /* Whether it is critical may stand before the value. */
      if (!take (&extension, &tag, &value) || (tag != TAG_OCTET_STRING && !take_a (&extension, TAG_OCTET_STRING, &value)) ||
          !allows_servers (value))
        return FALSE;
    }
  return TRUE;
}

gboolean
csms_certificate_is_for_servers (const guint8 *der,
                                 gsize         length)
{
  Der outer = { der, length };
  Der certificate, fields, field;
  guint8 tag;

  if (!take_a (&outer, TAG_SEQUENCE, &certificate) || !take_a (&certificate, TAG_SEQUENCE, &fields) ||
      !take (&fields, &tag, &field))
    return FALSE;
  /* Without a version it is of the first, which knew no extensions; the serial number has been taken then. */
  for (guint i = tag == TAG_VERSION ? 0 : 1; i < FIELDS_BEFORE_EXTENSIONS; i++)
    if (!take (&fields, &tag, &field))
      return FALSE;
  while (fields.left > 0)
    if (!take (&fields, &tag, &field) || (tag == TAG_EXTENSIONS && !check_extensions (field)))
      return FALSE;
  return TRUE;
}

gboolean
csms_certificate_chain_is_for_servers (GTlsCertificate *certificate)
{
  for (; certificate != NULL; certificate = g_tls_certificate_get_issuer (certificate))
    {
      g_autoptr(GByteArray) der = NULL;

      g_object_get (certificate, "certificate", &der, NULL);
      if (der == NULL || !csms_certificate_is_for_servers (der->data, der->len))
        return FALSE;
    }
  return TRUE;
}
