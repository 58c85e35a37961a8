# SPDX-License-Identifier: GPL-3.0-or-later
"""The console under test: the real program, used as a person uses it."""
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import accessible
import hands
from waiting import wait_for

if os.environ.get('CSMS_PRIVATE_HOME') != os.environ['HOME']:
    print('1..0 # SKIP not in a session of its own, and settings and keyring here are those of a person')
    sys.exit()

PROGRAM = os.environ['CSMS_OPERATOR']
MAIN_WINDOW = 'CSMS Operator'
WARNING = re.compile(r'-(WARNING|CRITICAL|ERROR) \*\*')
# Nobody shows notifications here; and GTK's own file chooser looks at the portals' mount, which is not anyone's to look at.
NOT_OURS = ('unable to send notifications', 'Failed to measure available space')
END_LIMIT_S = 60
# Under load the bus may take a while until it has anything to tell of a program that has just begun.
TRIES = 40
PAUSE_S = 0.25


def matches(name, wanted):
    return bool(wanted.search(name)) if isinstance(wanted, re.Pattern) else name == wanted


class Console:
    """with Console('--demo') as console: ...  ends the program, and where a test failed leaves a picture of it."""

    def __init__(self, *arguments, environment=None, program=None):
        self.bus = accessible.connect()
        self.tree = None
        self.said = tempfile.TemporaryFile('w+')
        self.program = program or subprocess.Popen([PROGRAM, *arguments], env=environment, stderr=self.said)

    def __enter__(self):
        try:
            owner = wait_for('a window on the accessibility bus', self.find_owner)
            self.tree = accessible.Tree(self.bus, owner)
            self.find('window', MAIN_WINDOW)
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def __exit__(self, kind, error, trace):
        if kind:
            self.picture()
        if self.program.poll() is None:
            self.program.send_signal(signal.SIGTERM)
        status = self.program.wait(timeout=END_LIMIT_S)
        warnings = self.warnings()
        if not kind:
            assert status == 0, f'the program ended with {status}'
            assert not warnings, warnings

    def warnings(self):
        """Returns what the program complained of, but for what this session is the reason of."""
        self.said.seek(0)
        lines = [line.strip() for line in self.said if WARNING.search(line)]
        for line in lines:
            print('#', line)
        return [line for line in lines if not any(words in line for words in NOT_OURS)]

    def find_owner(self):
        self.check_running()
        return dict(accessible.programs(self.bus)).get(self.program.pid)

    def check_running(self):
        assert self.program.poll() is None, f'the program has ended with {self.program.returncode}'

    def picture(self):
        """Leaves a picture of the screen where the logs are."""
        file = Path(os.environ['CSMS_PICTURES'], f'desktop-{Path(sys.argv[0]).stem}-{self.program.pid}.png')
        subprocess.run(['import', '-silent', '-window', 'root', file], check=False)
        print(f'# the screen at that moment: {file}', flush=True)

    # What is shown

    def look(self, choose, anew=True):
        """Returns what CHOOSE finds of all the widgets; once more when one of them went away meanwhile."""
        for _ in range(TRIES):
            self.check_running()
            try:
                return choose(self.tree.read(anew).below())
            except accessible.Gone as error:
                gone = error
                time.sleep(PAUSE_S)
        raise gone

    def all(self, role, name=re.compile(''), within=None, shown=True, anew=True):
        """Returns every widget of a role and a name in the order of reading: those on screen now, or with SHOWN false also
        the rows that a list has beyond its edges."""
        def fits(node):
            return node.role in accessible.ROLES[role] and matches(node.name, name) and \
                (within is None or within in [n.name for n in node.above()]) and (not shown or node.is_on_screen())

        return self.look(lambda nodes: [node for node in nodes if fits(node)], anew)

    def get(self, role, name, within=None):
        """Returns the first such widget, or None where there is none now."""
        found = self.all(role, name, within, anew=False) or self.all(role, name, within)
        return found[0] if found else None

    def find(self, role, name, within=None):
        """Waits for such a widget."""
        return wait_for(lambda: f'{role} {name!r}; there is {self.names(role)}', lambda: self.get(role, name, within))

    def wait_gone(self, role, name, within=None):
        wait_for(f'an end of {role} {name!r}', lambda: not self.get(role, name, within))

    def names(self, role, name=re.compile(''), within=None, shown=True):
        return [node.name for node in self.all(role, name, within, shown)]

    def wait_connection(self, words='Live'):
        return self.find('button', words if isinstance(words, re.Pattern) else f'Connection: {words}')

    # What is done

    def find_ready(self, role, name, within=None):
        """Waits for such a widget that can be used and has come to rest."""
        places = []

        def look():
            node = self.get(role, name, within)
            if not node or not node.has('sensitive'):
                places.clear()
                return None
            places.append(node.extents())
            return node if places[-2:] == [places[-1]] * 2 else None

        return wait_for(lambda: f'{role} {name!r} at rest; there is {self.names(role)}', look)

    def click(self, role, name, within=None, times=1):
        self.click_at(self.find_ready(role, name, within), times)

    def click_at(self, node, times=1):
        x, y, width, height = node.extents()
        hands.click(node.window().name, x + width // 2, y + height // 2, times)

    def key(self, *names, window=MAIN_WINDOW):
        self.find('window', window)
        hands.key(window, *names)

    def write(self, text, window=MAIN_WINDOW):
        self.find('window', window)
        hands.write(window, text)

    def turn_to(self, page, window='Preferences'):
        """Turns a window with pages to one of them. It has a wide switcher and a narrow one, the last is the one that is shown;
        and it may still be on its way to its place."""
        def look():
            tabs = self.all('tab', page, within=window)
            if tabs and not tabs[-1].has('selected'):
                self.click_at(tabs[-1])
            return tabs and self.all('tab', page, within=window)[-1].has('selected')

        wait_for(f'the page {page!r}', look)

    def try_server(self, url, key):
        """Fills in the welcome page and has it try the server."""
        self.find('label', 'Connect to a CSMS')
        for entry, text in (('Server address', url), ('API key', key)):
            self.click('entry', entry)
            self.key('ctrl+a')
            self.write(text)
        self.click('button', 'Test connection')

    def save_as(self, chooser, path):
        """Names the file in a chooser of GTK itself, which tells the accessibility bus no window of its own, and waits for it."""
        wait_for(f'the chooser {chooser!r}', lambda: hands.find_window(chooser))
        hands.key(chooser, 'ctrl+a')
        hands.write(chooser, str(path))
        hands.key(chooser, 'Return')
        wait_for(f'the file {path}', path.exists)

    def tab_to(self, button, window=MAIN_WINDOW):
        """Presses Tab until a button has the keyboard."""
        def look():
            if self.focused('button', window) == [button]:
                return True
            self.key('Tab', window=window)
            return False

        wait_for(f'the keyboard on {button!r}', look)

    def focused(self, role, window=MAIN_WINDOW):
        """Returns the names of those that have the keyboard: one, or none."""
        hands.attend(window)
        return [node.name for node in self.all(role) if node.has('focused')]
