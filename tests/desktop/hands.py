# SPDX-License-Identifier: GPL-3.0-or-later
"""The mouse and the keyboard. The display has no window manager: what one would do is done here."""
import re
import subprocess


def xdotool(*arguments):
    done = subprocess.run(['xdotool', *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return done.stdout.split()


def find_window(title):
    """Returns the X window with a title, the last one to come where there are more, or None."""
    found = xdotool('search', '--onlyvisible', '--name', f'^{re.escape(title)}$')
    return found[-1] if found else None


def geometry(window):
    """Returns (x, y, width, height) on the screen."""
    place = dict(line.split('=') for line in xdotool('getwindowgeometry', '--shell', window))
    return tuple(int(place[name]) for name in ('X', 'Y', 'WIDTH', 'HEIGHT'))


def attend(title):
    """Gives a window a place and the keyboard. Returns it, or None where there is no such window."""
    window = find_window(title)
    if not window:
        return None
    screen_width, screen_height = map(int, xdotool('getdisplaygeometry'))
    x, y, width, height = geometry(window)
    middle = (screen_width - width) // 2, (screen_height - height) // 2
    # All windows come in the corner: a dialog belongs in the middle, off what is under it.
    if (x, y) == (0, 0) != middle:
        xdotool('windowmove', '--sync', window, *middle)
    if xdotool('getwindowfocus') != [window]:
        xdotool('windowfocus', '--sync', window)
    return window


def resize(title, width, height):
    xdotool('windowsize', find_window(title), width, height)


def click(title, x, y, times=1):
    """Clicks at a place in the window of this title. The pointer walks there: one that jumps may land on a tooltip that
    belongs to where it was, which goes away only when the pointer is seen to move."""
    left, top, _, _ = geometry(attend(title))
    for rest in range(48, -1, -8):
        xdotool('mousemove', left + x, abs(top + y - rest))
    xdotool('click', '--repeat', times, '--delay', 60, 1)


def key(title, *names):
    attend(title)
    xdotool('key', '--delay', 30, *names)


def write(title, text):
    attend(title)
    xdotool('type', '--delay', 15, text)
