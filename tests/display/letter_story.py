# SPDX-License-Identifier: GPL-3.0-or-later
"""The insurers' letters and who is told about them, through the real window: an administrator decides, a request and
its reminders come from an insurer, mails and desktop notifications go to whom they concern, and to nobody else."""

import asyncio
import datetime
import json
import sqlite3
import subprocess
import threading
import urllib.request

from driver import clean, states, wait, walk
from story import HEADER
from teller import Teller
from words import F, T, TN, said_in, said_of

from mailbox_server import Server, text_of

SCENES = ['start', 'add_insurer', 'add_user', 'decide_for_others', 'decide_for_oneself', 'read_only', 'request',
          'first_reminder', 'killed', 'last_reminder', 'many', 'filed', 'without_sight', 'close']
# Language of each person; whose address it is.
CHIEF, ANNA, RIK, FIEN, ZOE = ('chief@dealer.example', 'anna@dealer.example', 'rik@dealer.example',
                               'fien@dealer.example', 'zoe@dealer.example')
LANGUAGES = {CHIEF: 'en', ANNA: 'de', RIK: 'nl', FIEN: 'en', ZOE: 'en'}
APPLICATION = 'D-9001'
# What the insurer writes; none of it may leave Balie or stand on a locked screen.
CUSTOMER = 'Jansen'
URGENCIES = ['To do', 'Urgent', 'Very urgent']


def day(offset):
    return (datetime.date.today() + datetime.timedelta(days=offset)).isoformat()


class LetterStory(Teller):
    """A dealership with two administrators, one who sees an agency, one who sees all, one who sees nothing."""

    SIMULATOR = ('--no-letters', '--seed', '7')
    # What this desk saw outlives the window.
    ENVIRONMENT = {'GSETTINGS_BACKEND': 'keyfile'}

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.smtp = Server()
        self.me = None  # the login of who sits here
        self.told = []  # every mail that was expected and came

    def close_parts(self):
        super().close_parts()
        self.smtp.stop()

    # The world around.

    def post(self, application, agency='4711', text='Antragsanforderung', respond_in=30):
        """The insurer has a letter more."""
        letter = {'code': '100005100', 'ownApplication': application, 'agency': agency,
                  'text': f'{text} für Frau {CUSTOMER}', 'respondBy': day(respond_in)}
        request = urllib.request.Request(f'{self.sim.url}/control/letters', data=json.dumps(letter).encode(), method='POST')
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def get_letters(self):
        return self.ctl_json('letters', 'list')

    def get_choices(self, login):
        return {row['category']: row for row in self.ctl_json('notifications', 'list', login)}

    def fetch(self):
        """On the page of letters the key that asks the insurers."""
        b = self.balie
        b.key('ctrl+5')
        b.find(name=T('Search letters'))
        b.key('F5')

    def expect_mails(self, counts, urgency=None, mentions=()):
        """Exactly these (address → how many letters), each in its reader's language."""
        wait(lambda: len(self.smtp.mails) >= len(counts), f'mails to {list(counts)}')
        wait(lambda: 'queued' not in self.get_mail_states(), 'the mails to be recorded as sent')
        mails = self.smtp.take()
        assert set(mails) == set(counts), f'mails went to {sorted(mails)}, not to {sorted(counts)}'
        for address, mail in mails.items():
            self.check_mail(address, mail, counts[address], urgency, mentions)
        return mails

    def check_mail(self, address, mail, n, urgency, mentions):
        """Nothing of a letter is in the subject, nothing of what it says anywhere."""
        language = LANGUAGES[address]
        subject = said_of(language, '%u letter from an insurer', '%u letters from insurers', n)
        if urgency:
            subject = f'{said_in(language, urgency, "urgency")}: {subject}'
        assert mail['Subject'] == subject, (mail['Subject'], subject)
        text = text_of(mail)
        assert said_in(language, 'New in Balie, under Letters:') in text, text
        assert text.count('Norm') == n, text
        for part in mentions:
            assert part in text and part not in mail['Subject'], (part, text)
        everything = text + mail.get_body(('html',)).get_content() + str(mail['Subject'])
        assert CUSTOMER not in everything and 'Fictief' not in everything, 'a customer’s name left the house'
        self.told.append(mail)

    def get_mail_states(self):
        with sqlite3.connect(self.folder / 'balie.db') as store:
            return [state for state, in store.execute('SELECT state FROM mail')]

    def look_at_notifications(self, *expected):
        """Exactly these stand on the desktop: summary and body of each."""
        wait(lambda: self.count_notifications() == len(expected), f'{len(expected)} desktop notifications')
        before = self.read_past_notifications()
        subprocess.run(['dunstctl', 'close-all'], check=True)
        shown = wait(lambda: (lambda now: now if len(now) == len(expected) else None)(
            [each for key, each in self.read_past_notifications().items() if key not in before]), 'the notifications to close')
        assert sorted(shown) == sorted(expected), (shown, expected)

    def read_past_notifications(self):
        """What was shown and is closed now: id → summary and body."""
        history = json.loads(subprocess.run(['dunstctl', 'history'], capture_output=True, check=True).stdout)
        past = {}
        for each in history['data'][0]:
            assert CUSTOMER not in json.dumps(each, ensure_ascii=False) and APPLICATION not in json.dumps(each)
            past[each['id']['data']] = (each['summary']['data'], each['body']['data'])
        return past

    # Getting about.

    def open_row(self, name):
        self.walk_to(name)
        self.balie.key('Return')

    def choose(self, row, value):
        """A value of a list row, by keyboard; from the first on, for GTK 4.8 tells no names of list items."""
        b = self.balie
        self.walk_to(row)
        row_node = b.focused()
        b.key('space')
        wait(lambda: b.focused(row_node) != row_node, 'the choices')
        b.key('Home')
        self.walk(lambda node: value in [clean(part.name) for part in walk(node)], 'Down', value, 6)
        b.key('Return')
        wait(lambda: value in [clean(part.name) for part in walk(row_node)], f'{value} in {row}')
        wait(lambda: b.focused(row_node) == row_node, f'the focus back at {row}')

    def open_notifications_of(self, name):
        """Administration → the user → e-mail notifications."""
        b = self.balie
        b.key('ctrl+6')
        self.open_row(name)
        b.window(T('User'))
        self.walk_to(T('C_hange…'), 'shift+Tab')
        b.key('space')
        return b.window(F('Notification Preferences – %s', name))

    def close_dialogs(self):
        """With Escape, one after the other."""
        while len(self.balie.windows()) > 1:
            n = len(self.balie.windows())
            self.activate(self.balie.windows()[-1])
            self.balie.key('Escape')
            self.wait_closed(n - 1)

    # The scenes.

    def start(self):
        """Two administrators, one who sees all, one who sees nothing; the mail server, an order that waits."""
        self.set_up('pon')
        self.me = self.ctl_json('users', 'list')[0]['login']
        self.ctl('settings', 'set', 'mail-sender', 'balie@dealer.example')
        self.ctl('remotes', 'set', 'smtp', self.smtp.url)
        self.ctl('users', 'set', self.me, '--name', 'Chief', '--email', CHIEF, '--language', 'en')
        for login, options in (('anna', ('--administrator', 'yes', '--sight', 'full')),
                               ('fien', ('--roles', 'seller', '--sight', 'full')),
                               ('zoe', ('--roles', 'seller', '--sight', 'none'))):
            address = f'{login}@dealer.example'
            self.ctl('users', 'add', login, '--name', login.title(), '--email', address,
                     '--language', LANGUAGES[address], *options)
        orders = self.folder / 'orders.csv'
        orders.write_text(HEADER + f'{APPLICATION},new,ready,52001,Audi,A3,WAUZZZDEMTW009001,,no,,,,,,yes,Fictief A,,long:2\n')
        self.ctl('orders', 'import', str(orders))
        super().start()
        self.balie.see(APPLICATION)

    def add_insurer(self):
        """Its password goes to the keyring."""
        b = self.balie
        b.key('ctrl+6')
        b.see(T('Is Everybody Covered?'))
        self.open_row(T('Add _Insurer…'))
        dialog = b.window(T('Add Insurer'))
        self.fill((T('Name'), 'Norm'),
                  (T('Address of the login service (BiPRO 410)'), f'{self.sim.url}/bipro/410'),
                  (T('Address of the letters (BiPRO 430)'), f'{self.sim.url}/bipro/430'),
                  (T('User name'), '4711'), (T('New password'), 'geheim'))
        self.walk_to(T('_Test Login'))
        b.key('space')
        b.see(T('The insurer answers and lets us in'), dialog)
        self.walk_to(T('_Save'))
        b.key('space')
        self.wait_closed()
        b.see('Norm')

    def add_user(self):
        """One who sees the letters of one agency."""
        b = self.balie
        self.open_row(T('_Add User…'))
        b.window(T('Add User'))
        self.fill((T('Login'), 'rik'), (T('Name'), 'Rik'), (T('E-mail'), RIK))
        self.choose(T('Sight'), T('Restricted to agencies'))
        b.type_into(T('Agencies, such as 4711, 4712'), '4711')
        b.key('Return')
        self.wait_closed()
        b.see(F('Sees agencies %s', '4711'))
        rik = next(user for user in self.ctl_json('users', 'list') if user['login'] == 'rik')
        assert (rik['language'], rik['sight'], rik['agencies']) == ('nl', 'restricted', ['4711']), rik

    def decide_for_others(self):
        """Defaults by role and sight; one choice each way; who sees nothing is mailed nothing."""
        b = self.balie
        wanted = {row['login']: row['email'] for row in self.ctl_json('notifications', 'list')}
        assert {login: wanted[login] for login in ('anna', 'rik', 'fien', 'zoe')} == {
            'anna': True, 'rik': True, 'fien': False, 'zoe': False}, wanted
        dialog = self.open_notifications_of('Fien')
        b.see(T('Default for everyone else'), dialog)
        self.choose(T('Urgent reminders'), T('Yes', 'e-mail notification'))
        b.see(F('set by %s, %s', self.me, '').rstrip(', '), dialog)
        self.picture('notifications-of-user')
        self.close_dialogs()
        assert self.get_choices('fien')['reminders']['email'] and not self.get_choices('fien')['important']['email']
        dialog = self.open_notifications_of('Anna')
        b.see(T('Default for administrators'), dialog)
        self.choose(T('Urgent reminders'), T('No', 'e-mail notification'))
        wait(lambda: not self.get_choices('anna')['reminders']['email'], 'the choice to be kept')
        self.close_dialogs()
        dialog = self.open_notifications_of('Zoe')
        b.see(T('Has no right to see the portfolio, so nothing is mailed'), dialog)
        self.close_dialogs()

    def decide_for_oneself(self):
        """My profile → change e-mail notifications."""
        b = self.balie
        self.choose_in_menu('_My Profile')
        b.window(T('My Profile'))
        self.picture('my-profile')
        self.walk_to(T('C_hange E-mail Notifications'))
        b.key('space')
        dialog = b.window(F('Notification Preferences – %s', 'Chief'))
        b.see(T('Default for administrators'), dialog)
        self.choose(T('Important letters'), T('No', 'e-mail notification'))
        b.see(T('Set by an administrator'), dialog)
        self.close_dialogs()

    def read_only(self):
        """Who is no administrator reads what is set, and why it can't be changed."""
        self.restart('--as', 'rik')
        b = self.balie
        self.choose_in_menu('_Notification Preferences')
        dialog = b.window(F('Notification Preferences – %s', 'Rik'))
        b.see(T('Only administrators may do this.'), dialog)
        b.see(T('Default for users who see certain agencies only'), dialog)
        self.picture('notifications-read-only')
        for category in ('Important letters', 'Urgent reminders'):
            row = b.find('combo box', T(category), dialog)
            assert 'sensitive' not in states(row), f'{category} can be changed by one who may not'
            assert row.description == T('Only administrators may do this.'), 'the reason is not told'
        self.close_dialogs()
        b.key('ctrl+6')
        assert not b.all(name=T('Is Everybody Covered?')), 'the administration is shown to one who may not'
        self.restart()

    def restart(self, *options):
        self.balie.close()
        super().start(*options)
        self.balie.find(name=T('Search everything'))

    def request(self):
        """The request: mails to whom important letters are for; its notification opens it."""
        b = self.balie
        self.post(APPLICATION)
        self.fetch()
        b.toast(TN('%d new letter', '%d new letters', 1))
        self.expect_mails({ANNA: 1, RIK: 1}, mentions=(APPLICATION, '4711'))
        b.key('ctrl+1')
        b.find(name=T('Search orders'))
        wait(lambda: self.count_notifications() == 1, 'the desktop notification')
        self.picture_desktop('letter-notification')
        self.press_notification()
        b.see(T('Application request', 'letter'))
        b.see(f'Norm · {APPLICATION}')
        self.walk_to(T('Application _Filed'), 'shift+Tab')
        past = list(self.read_past_notifications().values())
        assert past == [(T('Important letter from an insurer'), T('It waits in Balie.'))], past
        letter, = self.get_letters()
        assert (letter['category'], letter['urgency'], letter['order']) == ('important', None, APPLICATION), letter

    def remind(self, urgency, *addresses):
        self.post(APPLICATION, text=f'{urgency}. Erinnerung')
        self.fetch()
        label = URGENCIES[urgency - 1]
        self.expect_mails(dict.fromkeys(addresses, 1), urgency=label, mentions=(APPLICATION,))
        self.look_at_notifications((T('Urgent reminder from an insurer'), T(label, 'urgency')))
        assert sorted(row['urgency'] or 0 for row in self.get_letters()) == list(range(urgency + 1))

    def first_reminder(self):
        self.remind(1, CHIEF, RIK, FIEN)

    def killed(self):
        """The window is killed while the second of three mails is on its way; afterwards everybody has one."""
        held, never = threading.Event(), asyncio.Event()
        first = []

        async def hold(addresses):
            first.append(addresses[0])
            if len(first) == 2:
                held.set()
                await never.wait()
        self.smtp.mailbox.hold = hold
        self.post(APPLICATION, text='2. Erinnerung')
        self.fetch()
        wait(held.is_set, 'the second mail on its way')
        self.look_at_notifications((T('Urgent reminder from an insurer'), T('Urgent', 'urgency')))
        self.kill()
        self.smtp.mailbox.hold = None
        before = self.smtp.take()
        assert list(before) == first[:1], before
        self.start_again_later()
        self.expect_mails(dict.fromkeys({CHIEF, RIK, FIEN} - set(before), 1), 'Urgent', (APPLICATION,))
        self.check_mail(first[0], before[first[0]], 1, 'Urgent', (APPLICATION,))
        assert self.count_notifications() == 0, 'what was told is told again'

    def start_again_later(self):
        """A mail that somebody may be sending is left alone for some minutes; they have passed."""
        with sqlite3.connect(self.folder / 'balie.db') as store:
            store.execute("UPDATE mail SET next_attempt_at = 0 WHERE state = 'queued'")
        super().start()
        self.balie.find(name=T('Search everything'))

    def last_reminder(self):
        self.remind(3, CHIEF, RIK, FIEN)

    def many(self):
        """Five at once are one notification, and one mail for each person, of what that person may see."""
        for number in range(5):
            self.post(f'D-91{number:02}', '4711' if number < 2 else '4712')
        self.fetch()
        mails = self.expect_mails({ANNA: 5, RIK: 2}, mentions=('D-9100', 'D-9101'))
        assert 'D-9102' not in text_of(mails[RIK]), 'a letter of another agency is told'
        wait(lambda: self.count_notifications() == 1, 'one desktop notification')
        self.picture_desktop('letters-notification')
        self.look_at_notifications((TN('%u new letter from insurers', '%u new letters from insurers', 5), T('They wait in Balie.')))

    def filed(self):
        """The application is filed: its request and its reminders close by themselves."""
        b = self.balie
        b.key('ctrl+f')
        wait(lambda: clean(b.focused().name) == T('Search letters'), 'the focus in the search')
        b.type(APPLICATION)
        self.walk(lambda node: node.getRoleName() == 'table row', 'Tab', 'the list')
        b.key('Return')
        b.see(f'Norm · {APPLICATION}')
        b.see(T('Letters of the Same Application or Policy'))
        b.see(T('Very urgent', 'urgency'))
        self.picture('letter-reminders')
        # From the request itself, which is the oldest.
        self.walk(lambda node: node.getRoleName() == 'table row', 'shift+Tab', 'the list')
        b.key('End')
        b.key('Return')
        b.see(T('Application request', 'letter'))
        self.walk_to(T('Application _Filed'), 'shift+Tab')
        b.key('space')
        b.toast(T('Application filed: its request and reminders are done'))
        states_of = {row['application']: set() for row in self.get_letters()}
        for row in self.get_letters():
            states_of[row['application']].add(row['state'])
        assert states_of.pop(APPLICATION) == {'done'} and all(each == {'open'} for each in states_of.values()), states_of
        b.see(f'{T("Very urgent", "urgency")} · {T("Done", "letter")}')
        reminder = T('Application reminder', 'letter')
        self.walk(lambda node: clean(node.name) == T('O_pen') and node.description == reminder, 'Tab', 'a reminder')
        b.key('space')
        b.see(T('Closed by itself'))
        self.picture('letter-filed')

    def without_sight(self):
        """Who has no right to see the portfolio sees no letter and is told of none."""
        self.restart('--as', 'zoe')
        b = self.balie
        b.key('ctrl+5')
        b.see(T('No Letters for You'))
        assert not [text for text in b.texts() if APPLICATION in text and 'Fictief' not in text], 'a letter is shown'
        assert self.count_notifications() == 0

    def close(self):
        ids = [mail['Message-ID'] for mail in self.told]
        assert len(set(ids)) == len(ids) == 13, ids
        assert not self.smtp.mails, 'a mail came later'
        super().close()
