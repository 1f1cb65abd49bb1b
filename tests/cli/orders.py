# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders by the hundred for tests: every mix of facts, written in every way the format allows."""

import csv
import datetime
import io
import random

from oracle import DAY, SERVED

HEADER = [
    "order_number", "order_kind", "status", "dealer_number", "brand", "model", "vin", "plate",
    "stock", "unloading_date", "delivery_date", "planned_on", "nlv_date", "k_code_date",
    "approved", "customer_name", "seller", "plates",
]

DUTCH_HEADER = {
    "order_number": "Ordernummer",
    "vin": "Chassisnummer",
    "unloading_date": "Losdatum",
}

STATUSES = ["ordered", "in-production", "in-transit", "unloaded", "ready", "delivered", "cancelled"]
PLATES = [
    [("long", 2)], [("rectangular", 1), ("long", 1)], [("american", 2)], [("long", 2), ("carrier", 1)],
    [("taxi-long", 9)], [("motorcycle", 1)], [("taxi-rectangular", 2)],
]


def some_date(dice, today, chance, spread=40):
    if dice.random() > chance:
        return None
    return today + dice.randint(-spread, spread) * DAY


def make_vin(serial):
    return "WVWZZZ1KZ8W%06d" % serial


def make_order(dice, number, today):
    """What is meant; most meet all conditions so that the rules have something to do."""
    good = dice.random() < 0.7
    order = {
        "number": "O-%05d" % number,
        "kind": "new" if good or dice.random() < 0.7 else "used",
        "status": dice.choice(STATUSES[:5] if good else STATUSES),
        "dealer": "01234" if good or dice.random() < 0.8 else "",
        "brand": dice.choice(SERVED if good else SERVED + ["CUPRA", "Opel", ""]),
        "model": "Model %d" % number,
        "vin": make_vin(number * 1000 + dice.choice([1, 2, 3, 999])),
        "plate": "" if good or dice.random() < 0.8 else "GBB-01-B",
        "stock": dice.random() < 0.2,
        "unloading": some_date(dice, today, 0.7),
        "delivery": some_date(dice, today, 0.4),
        "planned": None,
        "nlv": some_date(dice, today, 0.3),
        "k_code": some_date(dice, today, 0.3),
        "approved": good or dice.random() < 0.5,
        "customer": "Klant, \"%d\" é" % number,
        "seller": "",
        "plates": dice.choice(PLATES) if good or dice.random() < 0.7 else [],
    }
    # Right at the edges, where a rule is most easily wrong by one.
    if dice.random() < 0.4 and order["unloading"]:
        order["unloading"] = today - dice.choice([13, 14, 15]) * DAY
    if dice.random() < 0.3 and order["delivery"] and order["nlv"]:
        order["nlv"] = order["delivery"] + dice.choice([-1, 0, 1]) * DAY
    if order["delivery"] and dice.random() < 0.7:
        base = order["unloading"] or today
        order["planned"] = base + dice.choice([-3, 0, 13, 14, 15, 20]) * DAY
    if not good and dice.random() < 0.3:
        order["vin"] = dice.choice(["", "WVW", "WVWZZZ1KZ8W00000O", "ÄÖÜ"])
    return order


def settle(order, today):
    """What Balie makes of an order that it sees for the first time on @today."""
    known = dict(order)
    if known["delivery"] is not None and known["planned"] is None:
        known["planned"] = today
    return known


def write_date(dice, date):
    if date is None:
        return ""
    return date.isoformat() if dice.random() < 0.5 else date.strftime("%d-%m-%Y")


def write_switch(dice, value):
    return dice.choice(["yes", "Ja", "ja"] if value else ["no", "Nee", "nee"])


def write_brand(dice, brand):
    return dice.choice([brand, brand.upper(), brand.lower(), " %s " % brand,
                        brand.replace("Š", "S")])


def write_vin(dice, vin):
    if len(vin) != 17 or dice.random() < 0.7:
        return vin
    return dice.choice([vin.lower(), "%s %s" % (vin[:8], vin[8:]), "%s-%s" % (vin[:11], vin[11:])])


def write_order(dice, order):
    return {
        "order_number": order["number"],
        "order_kind": dice.choice({"new": ["new", "Nieuw"], "used": ["used", "Gebruikt"]}
                                  [order["kind"]]),
        "status": order["status"],
        "dealer_number": order["dealer"],
        "brand": write_brand(dice, order["brand"]),
        "model": order["model"],
        "vin": write_vin(dice, order["vin"]),
        "plate": order["plate"],
        "stock": write_switch(dice, order["stock"]),
        "unloading_date": write_date(dice, order["unloading"]),
        "delivery_date": write_date(dice, order["delivery"]),
        "planned_on": write_date(dice, order["planned"]),
        "nlv_date": write_date(dice, order["nlv"]),
        "k_code_date": write_date(dice, order["k_code"]),
        "approved": write_switch(dice, order["approved"]),
        "customer_name": order["customer"],
        "seller": order["seller"],
        "plates": "+".join("%s:%d" % line for line in order["plates"]),
    }


def write_csv(lines, header=None, separator=",", bom=False, line_end="\r\n"):
    """@header: (column, heading) pairs in the order they are written."""
    header = header or [(column, column) for column in HEADER]
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator=line_end)
    writer.writerow([heading for _, heading in header])
    for line in lines:
        writer.writerow([line[column] for column, _ in header])
    return ("\ufeff" if bom else "") + file.getvalue()


def make_due_orders(n, today, first=1):
    """Orders that are all due on @today."""
    orders = []
    for i in range(first, first + n):
        order = make_order(random.Random(i), i, today)
        order.update(kind="new", status="unloaded", dealer="01234", brand="Audi",
                     vin=make_vin(i * 1000 + 1), plate="", stock=False, delivery=None,
                     planned=None, nlv=None, k_code=None, approved=True, plates=[("long", 2)],
                     unloading=today - 20 * DAY)
        orders.append(order)
    return orders


TODAY = datetime.date(2026, 3, 20)
