#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Remakes docs/screenshots: three languages, light and dark, one session each.

usage: make-screenshots.py FOLDER [LANGUAGE...]
"""

import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LOCALES = {'en': 'en_US.UTF-8', 'nl': 'nl_NL.UTF-8', 'de': 'de_DE.UTF-8'}


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    for language in sys.argv[2:] or LOCALES:
        for theme in ('light', 'dark'):
            print(f'{language}, {theme}', flush=True)
            (folder / language).mkdir(parents=True, exist_ok=True)
            for program, suffix in (('test-story.py', f'-{theme}'), ('test-dossier-story.py', f'-{theme}'),
                                    ('test-letter-story.py', f'-{theme}'), ('screenshots.py', theme)):
                subprocess.run([str(HERE.parent / 'support/session'), '-n', '-k', '-t', theme, '-l', LOCALES[language],
                                '-g', '1280x860', '--', sys.executable, str(HERE / program),
                                str(folder / language), suffix], check=True, stdout=subprocess.DEVNULL)
    return 0


if __name__ == '__main__':
    sys.exit(main())
