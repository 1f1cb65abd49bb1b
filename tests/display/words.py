# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's own words in the session's language, so that one test reads the window in all three."""

import gettext
import os

LANGUAGE = os.environ.get('LC_ALL', 'en')[:2]
_catalogue = gettext.translation('balie', os.environ['BALIE_LOCALEDIR'], [LANGUAGE], fallback=LANGUAGE == 'en')


def T(text, context=None):
    """A string of the sources as people of this language see it, without its mnemonic."""
    translated = _catalogue.pgettext(context, text) if context else _catalogue.gettext(text)
    return translated.replace('_', '')


def TN(one, many, n):
    """A string with a number in it."""
    return _catalogue.ngettext(one, many, n).replace('%d', str(n)).replace('%u', str(n))
