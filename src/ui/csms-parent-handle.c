/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csms-parent-handle.h"

#ifdef GDK_WINDOWING_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#endif
#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif

static GdkSurface *
get_surface (GtkWindow *window)
{
  return window != NULL ? gtk_native_get_surface (GTK_NATIVE (window)) : NULL;
}

#ifdef GDK_WINDOWING_WAYLAND

typedef struct {
  CsmsParentHandleFunc func;
  gpointer user_data;
} Asked;

static void
exported_cb (GdkToplevel *toplevel, const char *handle, gpointer user_data)
{
  Asked *asked = user_data;
  g_autofree char *text = g_strconcat ("wayland:", handle, NULL);

  asked->func (text, asked->user_data);
}

static gboolean
export_on_wayland (GdkSurface *surface, CsmsParentHandleFunc func, gpointer user_data)
{
  Asked *asked;

  if (surface == NULL || !GDK_IS_WAYLAND_TOPLEVEL (surface))
    return FALSE;
  asked = g_new (Asked, 1);
  *asked = (Asked) { func, user_data };
  if (gdk_wayland_toplevel_export_handle (GDK_TOPLEVEL (surface), exported_cb, asked, g_free))
    return TRUE;
  return FALSE;
}

#endif

void
csms_parent_handle_export (GtkWindow *window, CsmsParentHandleFunc func, gpointer user_data)
{
  GdkSurface *surface = get_surface (window);
  g_autofree char *handle = NULL;

  g_return_if_fail (window == NULL || GTK_IS_WINDOW (window));
  g_return_if_fail (func != NULL);

#ifdef GDK_WINDOWING_WAYLAND
  if (export_on_wayland (surface, func, user_data))
    return;
#endif
#ifdef GDK_WINDOWING_X11
  if (surface != NULL && GDK_IS_X11_SURFACE (surface))
    handle = g_strdup_printf ("x11:%lx", gdk_x11_surface_get_xid (surface));
#endif
  func (handle != NULL ? handle : "", user_data);
}

void
csms_parent_handle_unexport (GtkWindow *window)
{
#ifdef GDK_WINDOWING_WAYLAND
  GdkSurface *surface = get_surface (window);

  if (surface != NULL && GDK_IS_WAYLAND_TOPLEVEL (surface))
    gdk_wayland_toplevel_unexport_handle (GDK_TOPLEVEL (surface));
#endif
}
