#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page of the demo dealership, in the session's language and theme.

usage: screenshots.py FOLDER SUFFIX   (inside tests/support/session)
"""

import pathlib
import sys

import letter_screenshots
from driver import Balie, states, wait
from words import T

TABS = [('order-general', 1, '_General'), ('order-seller', 2, 'Seller’s _entry'),
        ('order-requests', 4, 'Plate re_quests'), ('order-activity', 5, 'Activit_y')]
PREFERENCES = [('dealership', 'Dealership'), ('rules', 'Rules'), ('brands', 'Brands'), ('pon', 'PON'),
               ('customers', 'Driver2, KP'), ('mail', 'Mail')]


def open_order(b, number):
    b.key('ctrl+k')
    search = b.window(T('Search'))
    b.type(number)
    b.see(f'{number} ·', within=search)
    return search


def show_tab(b, number, title):
    b.key(f'alt+{number}')
    wait(lambda: any('pressed' in states(n) for n in b.all('push button', T(title, 'tab of an order'))), f'the tab {title}')


def shoot_orders(b, shot):
    shot('orders')
    open_order(b, 'D-1027')
    shot('search')
    b.key('Return')
    wait(lambda: len(b.windows()) == 1, 'the search to close')
    b.key('alt+3')
    b.see(T('Delivery was planned late'))
    shot('order-sales-admin')
    b.tab_to(T('Approve directly'))
    b.key('space')
    b.find(name=T('Request the Licence Plate Now?'))
    shot('approve-directly')
    b.key('Escape')
    wait(lambda: len(b.windows()) == 1, 'the dialog to close')
    open_order(b, 'D-1053')
    b.key('Return')
    wait(lambda: len(b.windows()) == 1, 'the search to close')
    for name, number, title in TABS:
        show_tab(b, number, title)
        shot(name)


def shoot_dossiers(b, shot):
    """The list, a dossier, what is known of a person over all of them."""
    b.key('ctrl+3')
    b.find(name=T('Search dossiers'))
    b.see('Goderis')
    shot('dossiers')
    b.key('ctrl+k')
    search = b.window(T('Search'))
    b.type('goderis')
    b.see('Goderis, Thiemen', within=search)
    shot('search-person')
    b.key('Return')
    wait(lambda: len(b.windows()) == 1, 'the search to close')
    b.find('list', T('Entries of the dossier'))
    shot('dossier')
    b.key('F10')
    b.find(name=T('Personal _Data…'))
    b.tab_to(T('Personal _Data…'), key='Down')
    b.key('Return')
    wait(lambda: len(b.windows()) == 2, 'the personal data')
    shot('personal-data')
    b.key('Escape')
    wait(lambda: len(b.windows()) == 1, 'the personal data to close')


def shoot_preferences(b, shot):
    b.key('ctrl+comma')
    wait(lambda: len(b.windows()) == 2, 'the preferences')
    for name, title in PREFERENCES:
        b.click(b.find('page tab', T(title)))
        wait(lambda: 'selected' in states(b.find('page tab', T(title))), f'the page {title}')
        shot(f'preferences-{name}')
    b.key('Escape')
    wait(lambda: len(b.windows()) == 1, 'the preferences to close')


def main():
    folder, suffix = pathlib.Path(sys.argv[1]), sys.argv[2]
    folder.mkdir(parents=True, exist_ok=True)
    b = Balie('--demo')

    def shot(name):
        b.shot(folder / f'{name}-{suffix}.png')

    b.see('D-1001')
    shoot_orders(b, shot)
    b.key('ctrl+2')
    b.find(name=T('Ask PON for news now'))
    shot('plate-requests')
    b.key('ctrl+4')
    b.see(T('Next 14 Days'))
    shot('morning-run')
    shoot_dossiers(b, shot)
    shoot_preferences(b, shot)
    b.close()
    letter_screenshots.shoot(folder, suffix)
    return 0


if __name__ == '__main__':
    sys.exit(main())
