/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-key.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* At the start of a key's pages; the key follows. */
typedef struct {
  gsize size;                   /* of the pages */
  char text[];
} Vault;

static Vault *
vault_new (gsize n_bytes)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize size = (sizeof (Vault) + n_bytes + page - 1) / page * page;
  Vault *vault = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (vault == MAP_FAILED)
    g_error ("there is no memory for a key");
  /* Each is a help where the system knows it and allows it, and no reason to do without the key where not. */
  mlock (vault, size);
#ifdef MADV_DONTDUMP
  madvise (vault, size, MADV_DONTDUMP);
#endif
#ifdef MADV_WIPEONFORK
  madvise (vault, size, MADV_WIPEONFORK);
#endif
  vault->size = size;
  return vault;
}

char *
csms_key_new (gsize length)
{
  return vault_new (length + 1)->text;
}

char *
csms_key_dup (const char *text)
{
  char *key;

  if (text == NULL)
    return NULL;
  key = csms_key_new (strlen (text));
  strcpy (key, text);
  return key;
}

void
csms_key_free (char *key)
{
  Vault *vault;
  gsize size;

  if (key == NULL)
    return;
  vault = (Vault *) (gpointer) (key - G_STRUCT_OFFSET (Vault, text));
  size = vault->size;
  explicit_bzero (vault, size);
  munmap (vault, size);
}

void
csms_key_wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
}

void
csms_key_wipe_free (char *text)
{
  csms_key_wipe (text);
  g_free (text);
}
