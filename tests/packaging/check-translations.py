#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: check-translations.py SOURCE_DIR

Each language of po/ is whole, has its own plurals and typography, and nothing in it would spoil what is shown.
"""
import gettext
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tap

ROOT = Path(sys.argv[1])
FILES = sorted((ROOT / 'po').glob('*.po'))
# The form of each number, by a language's grammar. A language that comes is to be added.
PLURALS = {
    'de': {0: 1, 1: 0, 2: 1, 11: 1, 21: 1, 101: 1},
    'ru': {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 12: 2, 14: 2, 20: 2, 21: 0, 22: 1, 25: 2, 101: 0, 111: 2, 112: 2, 122: 1},
}
QUOTES = {'de': '„“', 'ru': '«»'}
NO_BREAK_SPACE = '\u00a0'
CONVERSION = re.compile(r'%(?:\d+\$)?[-+0#\']*\d*(?:\.\d+)?(?:l|ll|h)?[a-zA-Z%]')
folder = tempfile.TemporaryDirectory(prefix='csms-translations.')


def run(*command):
    """Returns the lines of a tool that has something to complain of."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout.splitlines() + [f'{command[0]} ended with {done.returncode}'] if done.returncode else []


def read(file):
    """Returns the plural rule of a language, and (source, translation) of each text, of each form of it."""
    compiled = Path(folder.name, file.stem + '.mo')
    subprocess.run(['msgfmt', '-o', compiled, file], check=True)
    with open(compiled, 'rb') as stream:
        texts = gettext.GNUTranslations(stream)
    pairs = []
    for key, text in texts._catalog.items():
        source = (key[0] if isinstance(key, tuple) else key).rpartition('\x04')[2]
        if source:
            pairs.append((source, text))
    assert pairs, f'nothing is translated in {file}'
    return texts.plural, pairs


def of_each(wrong):
    """Returns what is wrong in the texts of all languages."""
    return [f'{file.name}: {source!r}: {text!r}' for file in FILES for source, text in read(file)[1]
            if wrong(file.stem, source, text)]


def there_are_languages():
    return [] if FILES else ['none']


def each_is_well_formed():
    return [line for file in FILES for line in run('msgfmt', '--check', '-o', '/dev/null', file)]


def each_has_all_the_texts_of_the_source():
    template = Path(folder.name, 'template.pot')
    wrong = run(ROOT / 'build-aux' / 'update-po', '--template', template)
    for file in [] if wrong else FILES:
        wrong += [line for line in run('msgcmp', file, template) if not line.endswith('this message is not used')]
    return wrong


def each_has_the_plurals_of_its_language():
    wrong = [f'{file.name}: its plurals are not known here' for file in FILES if file.stem not in PLURALS]
    for file in FILES:
        rule = read(file)[0]
        wrong += [f'{file.name}: {n} takes form {rule(n)}, not {form}'
                  for n, form in PLURALS.get(file.stem, {}).items() if rule(n) != form]
    return wrong


def quotes_are_those_of_the_language():
    def is_wrong(language, source, text):
        own = QUOTES.get(language, '')
        if '"' in text or source.count('“') > text.count(own[:1]):
            return True
        return any(mark in text for mark in '“”„«»‟' if mark not in own) or text.count(own[:1]) != text.count(own[1:])

    return of_each(is_wrong)


def ellipses_and_spaces_are_those_of_the_source():
    def ends(text):
        return text[:len(text) - len(text.lstrip())], text[len(text.rstrip()):]

    return of_each(lambda _, source, text: '...' in text or source.count('…') != text.count('…') or
                   ends(source) != ends(text) or re.search(' [.,:;!?]', text))


def a_number_and_its_unit_stay_together():
    return of_each(lambda _, source, text: source.count(NO_BREAK_SPACE) > text.count(NO_BREAK_SPACE) or
                   re.search(r'%[.\d]*[a-z] (kW|kWh|ms|min|s|h|d|кВт|кВт·ч|мс|мин|с|ч|дн)\b(?! %)', text))


def each_key_of_a_menu_is_still_there():
    def keys(text):
        return len(re.findall(r'_\w', text))

    return of_each(lambda _, source, text: source.startswith('_') and keys(text) != 1)


def keywords_of_the_desktop_file_end_with_a_semicolon():
    return of_each(lambda _, source, text: source.endswith(';') and not text.endswith(';'))


def no_text_has_lost_or_gained_a_value():
    """Those that are no format for msgfmt, such as the times, too: each has the same conversions, but for a time of day."""
    def values(text):
        return sorted(re.sub(r'\d+\$', '', c) for c in CONVERSION.findall(text) if c not in ('%-d', '%b', '%Y'))

    return of_each(lambda _, source, text: values(source) != values(text))


tap.run(there_are_languages, each_is_well_formed, each_has_all_the_texts_of_the_source, each_has_the_plurals_of_its_language,
        quotes_are_those_of_the_language, ellipses_and_spaces_are_those_of_the_source, a_number_and_its_unit_stay_together,
        each_key_of_a_menu_is_still_there, keywords_of_the_desktop_file_end_with_a_semicolon, no_text_has_lost_or_gained_a_value)
