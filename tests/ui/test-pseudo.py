#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-pseudo.py PROGRAM SOURCE_DIR

Runs PROGRAM in a language that nobody speaks: every text of the source in brackets, its vowels with accents, two fifths
longer. What of the source is not translated stays plain, and what has too little room loses a bracket.

gettext translates nothing in the locale C, and a bare Debian has no other: so that it has one, C.UTF-8 is copied under
another name.
"""
import gettext
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM, ROOT = sys.argv[1], Path(sys.argv[2])
DOMAIN = 'csms-operator'
LOCALE = 'xx_XX.UTF-8'
SOURCES = ('/usr/lib/locale/C.utf8', '/usr/lib/locale/C.UTF-8', '/usr/lib/locale/C.utf-8')
HEADER = 'Language: xx\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n'
ACCENTS = str.maketrans('AEIOUYaeiouy', 'ÀÉÎÕÜÝàéîõüý')
# What must stay as it is: conversions, as of printf() and of g_date_time_format().
KEPT = re.compile(r'(%(?:\d+\$)?[-+0#]*\d*(?:\.\d+)?l?[a-zA-Z%])')


def lengthen(text):
    """Returns two fifths of a text more, in words; a unit of measure has no longer name anywhere."""
    letters = len(re.sub(r'[\W\d_]', '', KEPT.sub('', text)))
    n = round(0.4 * letters) if letters > 3 else 0
    return ' ' + ('öxö ' * n)[:n - 1].strip() if n > 1 else ''


def disguise(text):
    parts = KEPT.split(text)
    parts[::2] = [part.translate(ACCENTS) for part in parts[::2]]
    before, middle, after = re.fullmatch(r'(\s*)(.*?)(\s*)', ''.join(parts), re.DOTALL).groups()
    return f'{before}[{middle}{lengthen(text)}]{after}'


def read_template():
    """Returns the texts of the source, those with a plural as lists, by the key under which gettext looks for them."""
    with tempfile.TemporaryDirectory() as folder:
        template, compiled = Path(folder, 'a.pot'), Path(folder, 'a.mo')
        subprocess.run([ROOT / 'build-aux' / 'update-po', '--template', template], check=True)
        template.write_text(template.read_text().replace('nplurals=INTEGER; plural=EXPRESSION', 'nplurals=2; plural=(n != 1)'))
        english = subprocess.run(['msgen', template], stdout=subprocess.PIPE, check=True).stdout
        subprocess.run(['msgfmt', '-o', compiled, '-'], input=english, check=True)
        with open(compiled, 'rb') as stream:
            catalog = gettext.GNUTranslations(stream)._catalog
    texts = {}
    for key, text in catalog.items():
        name, form = key if isinstance(key, tuple) else (key, 0)
        if name:
            texts.setdefault(name, {})[form] = text
    return {name: [text for _, text in sorted(forms.items())] for name, forms in texts.items()}


def write_catalogue(file, texts):
    """Writes a .mo: its head, where each key and each text is, and the keys in order and the texts themselves."""
    pairs = {'': HEADER, **{key: '\0'.join(map(disguise, forms)) for key, forms in texts.items()}}
    pairs = sorted((key.encode(), text.encode()) for key, text in pairs.items())
    at = 28 + 16 * len(pairs)
    tables, data = b'', b''
    for column in (0, 1):
        for pair in pairs:
            tables += struct.pack('=II', len(pair[column]), at + len(data))
            data += pair[column] + b'\0'
    head = struct.pack('=7I', 0x950412de, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 28)
    file.parent.mkdir(parents=True)
    file.write_bytes(head + tables + data)


def main():
    source = next((path for path in SOURCES if os.path.isdir(path)), None)
    if not source:
        print('1..0 # SKIP there is no C.UTF-8 under /usr/lib/locale to make a locale of')
        return 0
    with tempfile.TemporaryDirectory(prefix='csms-pseudo.') as folder:
        shutil.copytree(source, Path(folder, 'locales', LOCALE))
        write_catalogue(Path(folder, 'texts', 'xx', 'LC_MESSAGES', DOMAIN + '.mo'), read_template())
        environment = {key: value for key, value in os.environ.items() if key not in ('LANGUAGE', 'LANG')}
        environment.update(LOCPATH=f'{folder}/locales', LC_ALL=LOCALE, CSMS_PSEUDO_TEXTS=f'{folder}/texts')
        return subprocess.run([PROGRAM], env=environment).returncode


sys.exit(main())
