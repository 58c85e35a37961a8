# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop session has and a test's own does not: a keyring, someone to show notifications, D-Bus activation."""
import os
import subprocess
import sys
from pathlib import Path

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

from waiting import wait_for  # noqa: E402

END_LIMIT_S = 60
NOTIFICATIONS = ('org.freedesktop.Notifications', '/org/freedesktop/Notifications')
BUS = ('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus')


def call(owner, path, interface, method, signature=None, *arguments):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    parameters = GLib.Variant(signature, arguments) if signature else None
    return bus.call_sync(owner, path, interface, method, parameters, None, 0, -1, None).unpack()


class Service:
    """A program that owns a name on the session bus for as long as the with lasts."""

    def __init__(self, name, command, first_line=''):
        self.program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        self.program.stdin.write(first_line)
        self.program.stdin.close()
        wait_for(name, lambda: call(*BUS, 'NameHasOwner', '(s)', name)[0])

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.program.terminate()
        self.program.wait(timeout=END_LIMIT_S)


class Keyring(Service):
    """A real keyring in the home of this test, its password empty."""

    def __init__(self):
        command = ['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets']
        super().__init__('org.freedesktop.secrets', command, '\n')


class Notifications(Service):
    """Someone who takes notifications, tells what was shown and presses their buttons."""

    def __init__(self):
        command = [sys.executable, '-m', 'dbusmock', '--session', '--template', 'notification_daemon']
        super().__init__(NOTIFICATIONS[0], command)

    def shown(self):
        """Returns (id, title, body, actions) of each, in the order they came; one that replaces another has its id."""
        calls, = call(*NOTIFICATIONS, 'org.freedesktop.DBus.Mock', 'GetMethodCalls', '(s)', 'Notify')
        found, last_id = [], 0
        for _, (_, replaces_id, _, title, body, actions, _, _) in calls:
            last_id += not replaces_id
            found.append((replaces_id or last_id, title, body, actions))
        return found

    def told(self, title):
        """Waits for a notification of this title and returns the newest."""
        def look():
            return [notification for notification in self.shown() if notification[1] == title]

        return wait_for(lambda: f'{title!r}; there is {self.shown()}', look)[-1]

    def press(self, number, action):
        call(*NOTIFICATIONS, 'org.freedesktop.DBus.Mock', 'EmitSignal', '(sssav)', NOTIFICATIONS[0], 'ActionInvoked', 'us',
             [GLib.Variant('u', number), GLib.Variant('s', action)])


def install_service(name, command, environment):
    """Has the session bus start COMMAND when something is asked of NAME, as an installed program has it."""
    folder = Path(os.environ['XDG_DATA_HOME'], 'dbus-1', 'services')
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f'{name}.service').write_text(f'[D-BUS Service]\nName={name}\nExec={command}\n')
    call(*BUS, 'UpdateActivationEnvironment', '(a{ss})', environment)
    call(*BUS, 'ReloadConfig')


class Activated:
    """A program that the session bus has started: as much of a subprocess.Popen as can be had of another's child."""

    def __init__(self, name):
        wait_for(name, lambda: call(*BUS, 'NameHasOwner', '(s)', name)[0])
        self.pid, = call(*BUS, 'GetConnectionUnixProcessID', '(s)', name)
        self.returncode = None

    def poll(self):
        if not os.path.exists(f'/proc/{self.pid}'):
            self.returncode = 0
        return self.returncode

    def send_signal(self, number):
        os.kill(self.pid, number)

    def wait(self, timeout):
        wait_for('the end of the program', lambda: self.poll() is not None, timeout)
        return self.returncode
