# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's own words in the session's language, so that one test reads the window in all three."""

import gettext
import os
import re

LANGUAGE = os.environ.get('LC_ALL', 'en')[:2]


def _load(language):
    return gettext.translation('balie', os.environ['BALIE_LOCALEDIR'], [language], fallback=language == 'en')


_catalogue = _load(LANGUAGE)


def _insist(key):
    """A word that the catalogue lacks is a mistake of the test, or a string without a translation."""
    known = getattr(_catalogue, '_catalog', None)
    assert known is None or key in known or (key, 0) in known, f'{key!r} is not in the {LANGUAGE} catalogue'


def T(text, context=None):
    """A string of the sources, with its mnemonic, as people of this language see it, without."""
    _insist(f'{context}\x04{text}' if context else text)
    found = _catalogue.pgettext(context, text) if context else _catalogue.gettext(text)
    return found.replace('_', '')


def said_in(language, text, context=None):
    """The same in the language of somebody else."""
    catalogue = _load(language)
    return catalogue.pgettext(context, text) if context else catalogue.gettext(text)


def said_of(language, one, many, n):
    return _load(language).ngettext(one, many, n).replace('%u', str(n))


def TN(one, many, n):
    """A string with a number in it."""
    _insist(one)
    found = _catalogue.ngettext(one, many, n)
    return found.replace('%d', str(n)).replace('%u', str(n)).replace('%s', str(n)).replace('_', '')


def F(text, *values, n=None):
    """A string with values in it, in the order that the language has them; of n things if n is given."""
    _insist(text)
    found = _catalogue.gettext(text) if n is None else _catalogue.ngettext(text, text, n)
    for i, value in enumerate(values):
        mark = f'%{i + 1}$s'
        found = found.replace(mark, str(value)) if mark in found else re.sub('%(lu|s|d|u)', str(value), found, count=1)
    return found.replace('_', '')
