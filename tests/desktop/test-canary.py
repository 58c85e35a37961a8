#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-canary.py CSMS_OPERATOR CSMSCTL CSMS_SIMULATOR TAP_FOLDER

An API key that is nothing like anything else goes all its way, through both programs, with every debugging message on and a wire
log: afterwards it stands nowhere but where it was put. What a core dump would hold of them is searched too, while they run.
"""
import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gi.repository import Gio, GLib

OPERATOR, CSMSCTL, SIMULATOR = sys.argv[1:4]
sys.path.insert(0, sys.argv[4])
import tap  # noqa: E402

# Put together here, so that this program's own text and arguments have none either.
CANARY = '-'.join(('canary', '4f1c9e', 'b7d2', '08a53e6d'))
# What a person would see of it in other dresses.
DRESSES = [CANARY.encode(), CANARY.encode('utf-16-le'), CANARY.encode().hex().encode(), GLib.base64_encode(CANARY.encode()).encode()]
WAIT_S = 40

HOME = Path(os.environ['HOME'])
OUTSIDE = Path(tempfile.mkdtemp(prefix='csms-canary-'))
KEY_FILE = OUTSIDE / 'key'
atexit.register(shutil.rmtree, OUTSIDE)

PROCESSES = []


@atexit.register
def leave_nobody_behind():
    for process in PROCESSES:
        process.kill()


def spawn(arguments, **more):
    PROCESSES.append(subprocess.Popen(arguments, **more))
    return PROCESSES[-1]

SECRETS = 'org.freedesktop.secrets'
KEYRING = '/org/freedesktop/secrets/collection/login'


def wait_for(what, condition):
    until = time.monotonic() + WAIT_S
    while not (result := condition()):
        if time.monotonic() > until:
            raise TimeoutError(f'{what} did not come about')
        time.sleep(0.05)
    return result


def start(arguments, name, **more):
    environment = dict(os.environ, G_MESSAGES_DEBUG='all', GSETTINGS_BACKEND='keyfile', **more)
    with open(HOME / f'{name}.out', 'wb') as out, open(HOME / f'{name}.err', 'wb') as err:
        return spawn(arguments, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)


def start_simulator():
    KEY_FILE.write_text(CANARY + '\n')
    simulator = spawn([SIMULATOR, '--api-keys', KEY_FILE, '--rate', '20'], stdout=subprocess.PIPE)
    return simulator, json.loads(simulator.stdout.readline())['url']


def is_signed_in(log):
    return log.exists() and '"sessionId":"[redacted]"' in log.read_text() and '"action":"getStations"' in log.read_text()


def find(data):
    return any(dress in data for dress in DRESSES)


def descendants(pid):
    children = {}
    for stat in Path('/proc').glob('[0-9]*/stat'):
        try:
            fields = stat.read_text().rsplit(')', 1)[1].split()
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
        except OSError:
            continue
    found = [pid]
    for parent in found:
        found += children.get(parent, [])
    return found


def dumped_mappings(pid):
    """What of a process' memory goes into a core dump: from and to of all that is writable and not left out."""
    where, writable = None, False
    for line in Path(f'/proc/{pid}/smaps').read_text().splitlines():
        first = line.split()[0]
        if not first.endswith(':'):
            where, writable = [int(x, 16) for x in first.split('-')], 'w' in line.split()[1]
        elif first == 'VmFlags:' and writable and 'dd' not in line.split():
            yield where


def look_at_process(pid):
    wrong = []
    for each in descendants(pid):
        for name in ('cmdline', 'environ'):
            if find(Path(f'/proc/{each}/{name}').read_bytes()):
                wrong.append(f'{name} of process {each}')
    with open(f'/proc/{pid}/mem', 'rb', buffering=0) as memory:
        for begin, end in dumped_mappings(pid):
            try:
                memory.seek(begin)
                data = memory.read(end - begin)
            except OSError:
                continue
            for dress in DRESSES:
                if dress in data:
                    wrong.append(f'memory of process {pid}, {data.count(dress)} times from {begin:x}')
    return wrong


def look_at_files():
    return [str(path) for path in HOME.rglob('*') if path.is_file() and find(path.read_bytes())]


def end(process, number):
    process.send_signal(number)
    return process.wait(WAIT_S)


def the_search_finds_what_is_there():
    """A shell that is careless with it: in its arguments, in its environment, in a file."""
    seen = HOME / 'careless'
    seen.write_text(CANARY)
    careless = spawn(['sleep', '60'], env={'KEY': CANARY})
    wait_for('a careless process', lambda: Path(f'/proc/{careless.pid}/cmdline').read_bytes().startswith(b'sleep'))
    found = look_at_process(careless.pid)
    files = look_at_files()
    end(careless, signal.SIGKILL)
    seen.unlink()
    return [] if len(found) >= 2 and files == [str(seen)] else [f'found only {found} and {files}']


def csmsctl_by_the_environment():
    simulator, url = start_simulator()
    log = HOME / 'ctl.jsonl'
    ctl = start([CSMSCTL, '--json', '--url', url, '--wire-log', log, 'events', '--follow'], 'ctl-variable', CSMS_API_KEY=CANARY)
    wait_for('an event for csmsctl', lambda: is_signed_in(log) and '"event":' in (HOME / 'ctl-variable.out').read_text())
    wrong = look_at_process(ctl.pid)
    status = end(ctl, signal.SIGINT)
    simulator.kill()
    # 3 where it was interrupted before it had caught up.
    return wrong + look_at_files() + ([] if status in (0, 3) else [f'csmsctl ended with {status}'])


def csmsctl_by_a_file():
    simulator, url = start_simulator()
    wrong = []
    for number, words in enumerate((['stations'], ['events', '--recent', '20'], ['ping'])):
        ctl = start([CSMSCTL, '--url', url, '--api-key-file', KEY_FILE, *words], f'ctl-file-{number}')
        if ctl.wait(WAIT_S) != 0:
            wrong.append(f'csmsctl {words[0]} failed')
    # The same key where it is not known: the answer and what is said of it.
    stranger = spawn([SIMULATOR], stdout=subprocess.PIPE)
    address = json.loads(stranger.stdout.readline())['url']
    ctl = start([CSMSCTL, '--url', address, '--api-key-file', KEY_FILE, '--wire-log', HOME / 'refused.jsonl', 'ping'], 'ctl-refused')
    if ctl.wait(WAIT_S) != 4:
        wrong.append('a wrong key was not refused')
    stranger.kill()
    simulator.kill()
    return wrong + look_at_files()


def console_by_a_file():
    simulator, url = start_simulator()
    log = HOME / 'passing.jsonl'
    console = start([OPERATOR, '--url', url, '--api-key-file', KEY_FILE, '--wire-log', log], 'passing')
    wait_for('a session of the console', lambda: is_signed_in(log))
    # Again, since a second sign-in is another path.
    simulator.send_signal(signal.SIGSTOP)
    wrong = look_at_process(console.pid)
    simulator.send_signal(signal.SIGCONT)
    status = end(console, signal.SIGTERM)
    simulator.kill()
    return wrong + look_at_files() + ([] if status == 0 else [f'the console ended with {status}'])


def call(bus, path, interface, method, arguments, name=SECRETS):
    return bus.call_sync(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, WAIT_S * 1000, None).unpack()


def start_keyring(bus):
    keyring = spawn(['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'], stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    keyring.stdin.write(b'a password')
    keyring.stdin.close()
    wait_for('a secret service', lambda: call(bus, '/', 'org.freedesktop.DBus', 'NameHasOwner', GLib.Variant('(s)', (SECRETS,)),
                                              'org.freedesktop.DBus')[0])
    # It is told of before it is there.
    wait_for('a keyring', lambda: 'Secret.Collection' in bus.call_sync(
        SECRETS, KEYRING, 'org.freedesktop.DBus.Introspectable', 'Introspect', None, None, Gio.DBusCallFlags.NONE, WAIT_S * 1000,
        None).unpack()[0])
    return keyring


def keep_in_keyring(bus, url):
    """As libsecret would; but from here, where the key has no other way in."""
    service = '/org/freedesktop/secrets'
    _, session = call(bus, service, 'org.freedesktop.Secret.Service', 'OpenSession',
                      GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))
    attributes = GLib.Variant('a{ss}', {'url': url, 'xdg:schema': 'com.example.CsmsOperator.ApiKey'})
    call(bus, KEYRING, 'org.freedesktop.Secret.Collection', 'CreateItem',
         GLib.Variant('(a{sv}(oayays)b)', ({'org.freedesktop.Secret.Item.Label': GLib.Variant('s', 'key'),
                                            'org.freedesktop.Secret.Item.Attributes': attributes},
                                           (session, b'', CANARY.encode(), 'text/plain'), True)))


def console_by_the_keyring():
    simulator, url = start_simulator()
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    keyring = start_keyring(bus)
    keep_in_keyring(bus, url)

    settings = HOME / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"[com/example/CsmsOperator]\nservers=['{url}']\nactive-server='{url}'\n")
    log = HOME / 'saved.jsonl'
    console = start([OPERATOR, '--wire-log', log], 'saved')
    wait_for('a session by the keyring', lambda: is_signed_in(log))
    wrong = look_at_process(console.pid)
    status = end(console, signal.SIGTERM)
    if 'session-id' not in settings.read_text():
        wrong.append('the console has not written its settings')
    keyring.kill()
    simulator.kill()
    return wrong + look_at_files() + ([] if status == 0 else [f'the console ended with {status}'])


# The keyring first: what a window wakes on this bus may wake a locked one.
tap.run(the_search_finds_what_is_there, console_by_the_keyring, console_by_a_file, csmsctl_by_the_environment, csmsctl_by_a_file)
