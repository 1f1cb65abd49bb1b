# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job through the real window, by keyboard and what a screen reader is told: first run, import,
explain, approve directly, morning run, approval, notification. The test, the guided tour and the
screenshots tell the same story; each scene can take a picture."""

import datetime

from driver import ctl, states, wait
from teller import Teller
from words import T, TN

HEADER = ('order_number,order_kind,status,dealer_number,brand,model,vin,plate,stock,unloading_date,delivery_date,'
          'planned_on,nlv_date,k_code_date,approved,customer_name,seller,plates\n')
EIGHT_FIELDS = ['Brand', 'Dealer number', 'Chassis number', 'Request type', 'Request date', 'Delivery date',
                'Plate type', 'Number of plates']


def day(offset):
    return (datetime.date.today() + datetime.timedelta(days=offset)).isoformat()


def order_lines():
    """Fictional orders: one due by each kind of date, one early, one that no rule picks up, one bad line."""
    return [
        f'S-1,new,unloaded,52001,Volkswagen,Golf,WVWZZZDEMTW000001,,no,{day(-14)},,,,,yes,Fictief A,,long:2',
        f'S-2,new,unloaded,52001,Škoda,Enyaq,TMBZZZDEMTW000002,,no,{day(-6)},,,{day(7)},,yes,Fictief B,,long:2+carrier:1',
        f'S-3,new,ready,52001,Audi,A3,WAUZZZDEMTW000003,,no,{day(-3)},{day(30)},{day(-2)},,,yes,Fictief C,,long:2',
        f'S-4,new,ready,52001,SEAT,Leon,VSSZZZDEMTW000004,,no,{day(-30)},{day(20)},{day(-2)},,,yes,Fictief D,,long:2',
        f'S-5,new,unloaded,52001,CUPRA,Born,VSSZZZK1MTW000005,,no,{day(-14)},,,,,yes,Fictief E,,long:2',
        'S-6,new,unloaded,52001,Audi,A3,WAUZZZDEMTW000006,,no,31-02-2026,,,,,yes,Fictief F,,long:2',
    ]


class Story(Teller):
    """One dealership from its first start."""

    SIMULATOR = ('--decide-after', '1s', '--seed', '7')

    def first_run(self):
        """The assistant, by keyboard alone."""
        b = self.balie
        b.see(T('Welcome to Balie'))
        self.picture('first-run')
        b.tab_to(T('Set Up My Dealership'))
        b.key('space')
        b.see(T('The dealership'))
        b.type_into(T('Name'), 'Autobedrijf Voorbeeld')
        b.tab_to(T('Next'))
        b.key('space')
        b.see(T('Dealer numbers'))
        b.tab_to(T('Next'))
        b.key('space')
        b.see(T('Your roles'))
        b.tab_to(T('Next'))
        b.key('space')
        b.see(T('Ready'))
        self.picture('first-run-summary')
        b.key('Return')
        b.see(T('Search everything'))
        wait(lambda: not [t for t in b.texts() if T('Ready') == t] or b.all(name='BalieOrdersPage'), 'the orders')
        # The rest of the world: PON's address is the administrator's to set.
        ctl('remotes', 'set', 'pon', f'{self.sim.url}/pon/v1', database=self.database)

    def import_orders(self):
        b = self.balie
        path = self.folder / 'orders.csv'
        path.write_text(HEADER + '\n'.join(order_lines()) + '\n')
        b.key('ctrl+o')
        chooser = wait(lambda: next((w for w in b.windows() if w.name == T('Import Orders')), None), 'the file chooser')
        del chooser
        b.key('slash')
        b.type(str(path)[1:])
        b.key('Return')
        b.see(TN('_Import %s Order', '_Import %s Orders', 5))
        b.see('31-02-2026')
        self.picture('import-preview')
        b.tab_to(TN('_Import %s Order', '_Import %s Orders', 5))
        b.key('space')
        b.see(T('The Orders Are Imported'))
        self.picture('import-report')
        b.key('Escape')
        b.see('S-1')

    def open_order(self, number):
        """By Ctrl+K, from wherever we are."""
        b = self.balie
        b.key('ctrl+k')
        b.window(T('Search'))
        # Enter at once, before the list is there, as fast typists do.
        b.type(number)
        b.key('Return')
        wait(lambda: len(b.windows()) == 1, 'the search to close')
        b.see(number)

    def explain(self):
        b = self.balie
        self.open_order('S-5')
        b.key('alt+3')
        b.see(T('The brand is served by PON'))
        b.see(T('not met', 'condition'))
        self.picture('why-not')
        self.open_order('S-4')
        b.key('alt+3')
        b.see(T('Delivery was planned late'))
        self.picture('attention')

    def approve_directly(self):
        b = self.balie
        b.key('alt+3')
        b.tab_to(T('Approve directly'))
        b.key('space')
        dialog = b.find(name=T('Request the Licence Plate Now?'))
        texts = b.texts(b.windows()[-1])
        for field in EIGHT_FIELDS:
            assert any(T(field) in t for t in texts), f'{field} is not in the dialog: {texts}'
        assert any('VSSZZZDEMTW000004' in t for t in texts), texts
        assert not any('Fictief' in t for t in texts), 'a name would leave the house'
        self.picture('approve-directly')
        # Cancel is the default: Enter must not spend money.
        b.key('Return')
        wait(lambda: len(b.windows()) == 1, 'the dialog to close')
        assert not [e for e in self.sim.journal() if e['method'] == 'POST'], 'Enter in the dialog sent a request'
        b.tab_to(T('Approve directly'))
        b.key('space')
        b.find(name=T('Request the Licence Plate Now?'))
        b.tab_to(T('_Request Now'))
        b.key('space')
        wait(lambda: [e for e in self.sim.journal() if e['method'] == 'POST'], 'the request at PON')
        del dialog

    def morning_run(self):
        b = self.balie
        ctl('settings', 'set', 'automatic-approval', 'on', database=self.database)
        b.key('ctrl+4')
        b.see(TN('%d order would be requested', '%d orders would be requested', 2))
        self.picture('morning-run')
        button = b.find('push button', T('_Run Now…'))
        wait(lambda: 'sensitive' in states(button), 'the run to be possible')
        b.tab_to(T('_Run Now…'))
        b.key('space')
        b.find(name=T('Run Today’s Morning Run Now?'))
        b.tab_to(T('_Run Now'))
        b.key('space')
        posts = wait(lambda: (lambda p: p if len(p) == 3 else None)(
            [e for e in self.sim.journal() if e['method'] == 'POST']), 'three requests at PON')
        vins = sorted(e['body']['chassisNumber'] if isinstance(e['body'], dict) else e['vin'] for e in posts)
        assert vins == ['TMBZZZDEMTW000002', 'VSSZZZDEMTW000004', 'WVWZZZDEMTW000001'], vins

    def approvals(self):
        b = self.balie
        b.key('ctrl+2')
        b.find(name=T('Ask PON for news now'))

        def all_approved():
            listed = ctl('requests', 'list', '--format', 'csv', database=self.database)
            return listed.count(',approved,') == 3

        def ask():
            if all_approved():
                return True
            b.tab_to(T('Ask PON for news now'))
            b.key('space')
            return False
        wait(ask, 'PON to issue three plates')
        self.picture('plate-requests')

    def notification(self):
        """A real daemon shows it, its action opens the order."""
        b = self.balie
        wait(self.count_notifications, 'a desktop notification')
        self.picture_desktop('notification')
        self.press_notification()
        b.find(name=T('Activity'), seconds=60)

    def activity(self):
        b = self.balie
        self.open_order('S-4')
        b.key('alt+4')
        b.see(T('Plate issued', 'order state'))
        self.picture('timeline')
        b.key('alt+5')
        self.picture('activity')
