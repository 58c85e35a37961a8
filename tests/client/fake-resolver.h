/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FakeResolver: names lead where the test says; GIO's resolver while one is installed */
#define FAKE_TYPE_RESOLVER (fake_resolver_get_type ())
G_DECLARE_FINAL_TYPE (FakeResolver, fake_resolver, FAKE, RESOLVER, GResolver)

/** fake_resolver_install: @answers: of the first question, of the second, …: addresses with a blank between; the last one stays */
FakeResolver *fake_resolver_install (const char *const *answers);

/** fake_resolver_remove: puts back what was there */
void fake_resolver_remove (FakeResolver *self);

G_END_DECLS
