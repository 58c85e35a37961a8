#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: check-install.py BUILD_DIR PREFIX APP_ID

Installs into an empty folder and looks at what is there.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import tap

BUILD, PREFIX, ID = sys.argv[1], sys.argv[2].lstrip('/'), sys.argv[3]
PROGRAMS = ('csms-operator', 'csmsctl', 'csms-simulator')
SHARED = (
    f'applications/{ID}.desktop', f'metainfo/{ID}.metainfo.xml', f'glib-2.0/schemas/{ID}.gschema.xml',
    f'dbus-1/services/{ID}.service', f'icons/hicolor/scalable/apps/{ID}.svg',
    f'icons/hicolor/symbolic/apps/{ID}-symbolic.svg', f'gnome-shell/search-providers/{ID}.search-provider.ini',
)
folder = tempfile.TemporaryDirectory(prefix='csms-install.')
TOP = Path(folder.name) / PREFIX


def install_ends_well():
    done = subprocess.run(['meson', 'install', '-C', BUILD, '--no-rebuild', '--destdir', folder.name],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout.splitlines() if done.returncode else []


def every_file_is_in_place():
    return [name for name in SHARED if not (TOP / 'share' / name).is_file()]


def every_program_is_in_place():
    # What this build makes to be installed: all of them, unless an option leaves one out.
    plan = json.loads(subprocess.check_output(['meson', 'introspect', '--installed', BUILD]))
    made = [Path(name).name for name in plan.values()]
    return [name for name in PROGRAMS if name in made and not (TOP / 'bin' / name).is_file()]


def no_file_is_installed_that_nobody_needs():
    known = {TOP / 'share' / name for name in SHARED} | {TOP / 'bin' / name for name in PROGRAMS}
    return [str(p) for p in TOP.rglob('*') if p.is_file() and p not in known and p.suffix != '.mo']


def service_starts_the_installed_program():
    text = (TOP / f'share/dbus-1/services/{ID}.service').read_text()
    wanted = [f'Name={ID}', f'Exec=/{PREFIX}/bin/csms-operator --gapplication-service']
    return [f'no line {line}' for line in wanted if line not in text.splitlines()]


def the_shell_asks_the_program_that_has_the_desktop_file():
    text = (TOP / f'share/gnome-shell/search-providers/{ID}.search-provider.ini').read_text()
    wanted = [f'DesktopId={ID}.desktop', f'BusName={ID}', f'ObjectPath=/{ID.replace(".", "/")}/SearchProvider', 'Version=2']
    return [f'no line {line}' for line in wanted if line not in text.splitlines()]


def schema_compiles_strictly():
    done = subprocess.run(['glib-compile-schemas', '--strict', '--dry-run', TOP / 'share/glib-2.0/schemas'],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout.splitlines() + [str(done.returncode)] if done.returncode else []


def icons_are_drawings_of_the_right_size():
    wrong = []
    for name, size in ((f'scalable/apps/{ID}', '128'), (f'symbolic/apps/{ID}-symbolic', '16')):
        root = ElementTree.parse(TOP / f'share/icons/hicolor/{name}.svg').getroot()
        if root.tag != '{http://www.w3.org/2000/svg}svg' or (root.get('width'), root.get('height')) != (size, size):
            wrong.append(f'{name}: {root.tag} of {root.get("width")} x {root.get("height")}')
        if root.findall('.//{http://www.w3.org/2000/svg}image'):
            wrong.append(f'{name}: holds a picture that does not scale')
    return wrong


tap.run(install_ends_well, every_file_is_in_place, every_program_is_in_place, no_file_is_installed_that_nobody_needs,
        service_starts_the_installed_program, the_shell_asks_the_program_that_has_the_desktop_file, schema_compiles_strictly, icons_are_drawings_of_the_right_size)
