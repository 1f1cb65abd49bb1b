# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of orders for measuring: as many as wanted, always the same ones.

Of all orders some are due on each of the first days, a few need a decision, one in eight of the rest
is on its way and the others are delivered, as in a database that has seen some years. The due ones are
spread over the newest ten thousand: nobody's car waits for its plates behind a million others."""

import datetime
import random

TODAY = datetime.date(2026, 3, 20)
N_ATTENTION = 20
N_NEW = 10000

HEADER = ("order_number,order_kind,status,dealer_number,brand,model,vin,plate,stock,unloading_date,delivery_date,"
          "planned_on,nlv_date,k_code_date,approved,customer_name,seller,plates")
CARS = [("Volkswagen", "Golf 1.5 eTSI"), ("Audi", "A3 Sportback"), ("Škoda", "Octavia Combi"), ("SEAT", "León")]
SYLLABLES = ("ba", "ker", "van", "der", "meer", "jan", "sen", "de", "vri", "es", "mul", "ler", "hof", "man", "bos",
             "pie", "ter", "wil", "lem", "sma", "dijk", "stra", "kui", "per", "lind", "berg", "ten", "hag")


def make_name(dice):
    first, second = dice.choices(SYLLABLES, k=2), dice.choices(SYLLABLES, k=3)
    return ("".join(first)).capitalize() + " " + ("".join(second)).capitalize()


def make_vin(i):
    return "WVWZZZ1K%s%s%07d" % ("ABCDEFGHJ"[i % 9], "ABCDEFGHJKLMN"[i % 13], i)


def make_plate(dice):
    return "%s-%03d-%s%s" % (dice.choice("GHJKLNPRST"), dice.randrange(1000), dice.choice("BDFGHJKL"),
                             dice.choice("DFGHJKLN"))


def write_orders(path, n_orders, n_due, n_days):
    """@n_due orders are due on each of the @n_days days that begin with TODAY."""
    dice = random.Random(7)
    special = n_due * n_days + N_ATTENTION
    n_new = min(n_orders, N_NEW)
    stride = n_new // special
    days = [(TODAY + datetime.timedelta(days=i)).isoformat() for i in range(-400, 400)]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(HEADER + "\r\n")
        for i in range(n_orders):
            brand, model = CARS[i % 4]
            status, plate, unloading, delivery = "delivered", "", "", ""
            age = n_orders - 1 - i
            nth = age // stride if age < n_new and age % stride == 0 else special
            if nth < n_due * n_days:
                status, unloading = "unloaded", days[400 - 14 + nth % n_days]
            elif nth < special:
                status = "ready"
            elif i % 8 == 0:
                status, unloading = "in-transit", days[400 + 20 + i // 8 % 150]
            else:
                plate, unloading = make_plate(dice), days[i % 300]
                delivery = days[i % 300 + 20]
            file.write('%07d,new,%s,12345,%s,%s,%s,%s,no,%s,%s,,,,yes,%s,V. Verkoper,long:2\r\n' % (
                i + 1, status, brand, model, make_vin(i + 1), plate, unloading, delivery, make_name(dice)))
