#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: check-source.py SOURCE_DIR

The rules of the house that a compiler does not see: which room may include what, sizes, licence lines, translations.
"""
import os
import re
import sys
from pathlib import Path

import tap

ROOT = Path(sys.argv[1])
FOLDERS = ('src', 'data', 'po', 'tests', 'build-aux', '.ci')
# A room: the rooms it may include, and the libraries it must not.
ROOMS = {
    'protocol': ({}, 'gio libsoup libsecret sqlite gtk'),
    'client': ({'protocol'}, 'libsecret sqlite gtk'),
    'journal': ({'protocol'}, 'libsoup libsecret gtk'),
    'fleet': ({'protocol'}, 'libsoup libsecret sqlite gtk'),
    'operator': ({'protocol', 'client', 'journal', 'fleet'}, 'libsoup sqlite gtk'),
    'ui': ({'protocol', 'fleet', 'operator'}, 'libsoup json-glib libsecret sqlite'),
    'cli': ({'protocol', 'fleet', 'operator'}, 'libsoup sqlite gtk'),
    'simulator': ({}, 'libsecret gtk'),
}
LIBRARIES = {
    'gio': r'gio/', 'json-glib': r'json-glib/', 'libsoup': r'libsoup/', 'libsecret': r'libsecret/',
    'sqlite': r'sqlite3', 'gtk': r'gtk/|gdk/|gsk/|adwaita|libadwaita/',
}


def files(*endings):
    """Every source file, relative to the top; not what is built or recorded."""
    found = [p for p in ROOT.iterdir() if p.is_file() and p.name not in ('COPYING', '.gitignore', '.git')]
    for folder in FOLDERS:
        for where, _, names in os.walk(ROOT / folder):
            if '__pycache__' not in where:
                found += [Path(where) / name for name in names]
    found = [p.relative_to(ROOT) for p in found]
    return sorted(p for p in found if not endings or p.suffix in endings)


def lines(path):
    return (ROOT / path).read_text(encoding='utf-8').splitlines()


def includes(path):
    for number, line in enumerate(lines(path), 1):
        match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)', line)
        if match:
            yield number, match[1] == '"', match[2]


def rooms_include_only_rooms_below():
    home = {p.name: p.parts[1] for p in files('.h') if p.parts[0] == 'src' and len(p.parts) > 2}
    wrong = []
    for path in files('.c', '.h'):
        if path.parts[0] != 'src' or path.parts[1] not in ROOMS:
            continue
        room = path.parts[1]
        for number, own, name in includes(path):
            other = home.get(os.path.basename(name))
            if own and other and other != room and other not in ROOMS[room][0]:
                wrong.append(f'{path}:{number}: {room} includes {name} of {other}')
    return wrong


def rooms_leave_other_libraries_alone():
    wrong = []
    for path in files('.c', '.h'):
        if path.parts[0] != 'src' or path.parts[1] not in ROOMS:
            continue
        never = ROOMS[path.parts[1]][1].split()
        if path.parts[1] == 'client' and path.name != 'csms-soup-transport.c':
            never.append('libsoup')
        for number, own, name in includes(path):
            wrong += [f'{path}:{number}: {path.parts[1]} includes {name}'
                      for library in never if not own and re.match(LIBRARIES[library], name)]
    return wrong


def no_file_is_over_600_lines():
    exempt = ('.jsonl', '.po', '.pot', '.png')
    return [f'{p}: {len(lines(p))} lines' for p in files()
            if p.suffix not in exempt and 'corpus' not in p.parts and len(lines(p)) > 600]


def main_is_below_100_lines():
    path = ROOT / 'src' / 'main.c'
    return [f'{len(lines(path))} lines'] if path.exists() and len(lines(path)) >= 100 else []


def every_file_names_its_licence():
    exempt = ('.jsonl', '.json', '.md', '.pem', '.png')
    return [str(p) for p in files()
            if p.suffix not in exempt and 'corpus' not in p.parts
            and not any('SPDX-License-Identifier: GPL-3.0-or-later' in line for line in lines(p)[:3])]


def every_translatable_file_is_in_potfiles():
    listed = {line for line in lines('po/POTFILES.in') if line and not line.startswith('#')}
    code = re.compile(r'\b(?:_|N_|C_|NC_|g_dngettext|ngettext|dngettext)\s*\(\s*(?:G_?ETTEXT_PACKAGE\s*,\s*)?"')
    needed = {str(p) for p in files('.c', '.h') if p.parts[0] == 'src' and code.search('\n'.join(lines(p)))}
    needed |= {str(p) for p in files('.ui') if p.parts[0] == 'src' and 'translatable="' in '\n'.join(lines(p))}
    needed |= {str(p) for p in files('.desktop')} | {str(p) for p in files('.xml') if p.match('*.metainfo.xml')}
    return [f'{p}: is missing' for p in sorted(needed - listed)] + \
           [f'{p}: is not there' for p in sorted(listed) if not (ROOT / p).exists()]


def linguas_and_translations_agree():
    listed = {word for line in lines('po/LINGUAS') if not line.startswith('#') for word in line.split()}
    return sorted(f'{name}: not both in LINGUAS and po/' for name in listed ^ {p.stem for p in files('.po')})


tap.run(rooms_include_only_rooms_below, rooms_leave_other_libraries_alone, no_file_is_over_600_lines,
        main_is_below_100_lines, every_file_names_its_licence, every_translatable_file_is_in_potfiles,
        linguas_and_translations_agree)
