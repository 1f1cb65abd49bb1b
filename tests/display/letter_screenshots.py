#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of letters, of the administration and of who is told, in the session's language and theme.

usage: letter_screenshots.py FOLDER SUFFIX   (inside tests/support/session)
"""

import getpass
import pathlib
import sys
import tempfile

from driver import Balie, Simulator, clean, ctl, wait
from words import F, T

INSURER = 'Nordlicht Versicherung (Demo)'
USERS = [('anna', 'Anna de Boer', 'de', ('--administrator', 'yes', '--sight', 'full')),
         ('fien', 'Fien Willems', 'nl', ('--roles', 'sales-admin-new,sales-admin-used', '--sight', 'full')),
         ('rik', 'Rik Peeters', 'nl', ('--roles', 'seller', '--sight', 'restricted', '--agencies', '4711')),
         ('zoe', 'Zoë Klein', 'en', ('--roles', 'seller', '--sight', 'none'))]


def fill(folder, database, sim):
    """The demo dealership with more users and its insurer."""
    password = folder / 'password'
    password.write_text('geheim\n')
    ctl('demo', 'load', '--sim', sim.url, database=database)
    ctl('insurers', 'add', INSURER, '--sts-url', f'{sim.url}/bipro/410', '--transfer-url', f'{sim.url}/bipro/430',
        '--user', '4711', '--password-file', str(password), database=database)
    ctl('users', 'set', getpass.getuser(), '--email', 'chief@dealer.example', database=database)
    for login, name, language, options in USERS:
        ctl('users', 'add', login, '--name', name, '--email', f'{login}@dealer.example', '--language', language,
            *options, database=database)


def show_page(b, title):
    """By the sidebar."""
    b.click(b.find('label', T(title)))


def press_row(b, name):
    """The last one: its page comes after all others."""
    b.find('label', contains=name)
    b.click(b.all('label', contains=name)[-1])


def close_dialog(b, left=1):
    b.key('Escape')
    wait(lambda: len(b.windows()) == left, 'the dialog to close')


def shoot_letters(b, shot):
    show_page(b, 'Letters')
    b.find(name=T('Search letters'))
    b.see(T('Application request', 'letter'))
    shot('letters')
    b.key('ctrl+f')
    wait(lambda: clean(b.focused().name) == T('Search letters'), 'the focus in the search')
    b.type('D-1')
    for _ in range(12):
        b.key('Tab')
        if b.focused().getRoleName() == 'table row':
            break
    b.key('Return')
    b.find(name=T('About This Letter'))
    shot('letter')


def shoot_administration(b, shot):
    show_page(b, 'Administration')
    b.see(T('Is Everybody Covered?'))
    shot('administration')
    press_row(b, 'Rik Peeters')
    b.window(T('User'))
    shot('user')
    close_dialog(b)
    press_row(b, INSURER)
    wait(lambda: len(b.windows()) == 2, 'the insurer')
    shot('insurer')
    close_dialog(b)


def shoot_notifications(b, shot):
    b.key('F10')
    b.find(name=T('_My Profile'))
    b.tab_to(T('_My Profile'), key='Down')
    b.key('Return')
    b.window(T('My Profile'))
    shot('profile')
    b.tab_to(T('C_hange E-mail Notifications'))
    b.key('space')
    wait(lambda: b.windows()[-1].name.startswith(F('Notification Preferences – %s', '')), 'the preferences')
    b.see(T('Default for administrators'))
    shot('notification-preferences')
    while len(b.windows()) > 1:
        close_dialog(b, len(b.windows()) - 1)


def shoot(folder, suffix):
    own = pathlib.Path(tempfile.mkdtemp(prefix='balie-letters.'))
    database = f'sqlite:{own}/balie.db'
    sim = Simulator('--seed', '7')
    fill(own, database, sim)
    b = Balie('--database', database)

    def shot(name):
        b.shot(folder / f'{name}-{suffix}.png', b.windows()[-1])

    b.see('D-1001')
    shoot_letters(b, shot)
    shoot_administration(b, shot)
    shoot_notifications(b, shot)
    b.close()
    sim.close()


if __name__ == '__main__':
    pathlib.Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    shoot(pathlib.Path(sys.argv[1]), sys.argv[2])
