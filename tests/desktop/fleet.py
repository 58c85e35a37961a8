# SPDX-License-Identifier: GPL-3.0-or-later
"""The server under test: a csms-simulator, and what csmsctl has it say of itself."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

API_KEY = 'key-of-the-desktop-tests'
END_LIMIT_S = 60


class Fleet:
    """with Fleet() as fleet: ...  A quiet fleet, in which nothing happens but by command, unless OPTIONS say otherwise."""

    def __init__(self, *options, stations=6):
        self.folder = Path(tempfile.mkdtemp(prefix='fleet.', dir=os.environ['HOME']))
        self.key_file = self.folder / 'key'
        self.key_file.write_text(API_KEY + '\n')
        self.options = [*(options or ['--quiet']), '--stations', str(stations), '--api-keys', str(self.key_file),
                        '--state', str(self.folder / 'state')]
        self.port = self.home_port = 0
        self.program = None
        self.start()
        self.home_port = self.port

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.kill(signal.SIGTERM)
        shutil.rmtree(self.folder)

    def start(self, elsewhere=False):
        """Starts the server with the log that it had, on the same port as before or ELSEWHERE, where no console looks for it."""
        command = [os.environ['CSMS_SIMULATOR'], '--port', str(0 if elsewhere else self.home_port), *self.options]
        self.program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        ready = json.loads(self.program.stdout.readline())
        self.port, self.url = ready['port'], ready['url']

    def kill(self, how=signal.SIGKILL):
        if self.program.poll() is None:
            self.program.send_signal(how)
        self.program.wait(timeout=END_LIMIT_S)
        self.program.stdout.close()

    @contextmanager
    def held(self):
        """The server stands still for as long as the with lasts: what is sent meanwhile waits for its answer."""
        self.program.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.program.send_signal(signal.SIGCONT)

    def arguments(self):
        """What makes a console of this run alone connect to it."""
        return '--url', self.url, '--api-key-file', str(self.key_file)

    def ask(self, *command):
        """Returns what csmsctl says, on a path of its own so as not to take the console's events away."""
        url = f'ws://127.0.0.1:{self.port}/'
        done = subprocess.run([os.environ['CSMSCTL'], '--url', url, '--api-key-file', self.key_file, '--json', *command],
                              stdout=subprocess.PIPE, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def stations(self):
        return [station['id'] for station in self.ask('stations')]

    def events(self, *names):
        """Returns the events of these names, or all, since its start, the oldest first."""
        found = [event for event in self.ask('events', '--recent', '200') if not names or event['event'] in names]
        return sorted(found, key=lambda event: event['ts'])
