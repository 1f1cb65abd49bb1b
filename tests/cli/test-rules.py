#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file of 500 mixed orders through baliectl: import, explain, morning run, states at PON; each
result is compared with an oracle that was written from the rules' text alone."""

import random
import sys

import oracle
from orders import (DUTCH_HEADER, HEADER, TODAY, make_order, make_vin, settle, write_csv,
                    write_order)
from support import Desk, Sim, run_tests

N = 500

# What makes a line be refused, and the column that is named.
BAD = [
    ("order_number", "", "order_number"),
    ("unloading_date", "2026-02-30", "unloading_date"),
    ("delivery_date", "soon", "delivery_date"),
    ("nlv_date", "32-01-2026", "nlv_date"),
    ("k_code_date", "2026-13-01", "k_code_date"),
    ("planned_on", "x", "planned_on"),
    ("order_kind", "brand-new", "order_kind"),
    ("status", "lost", "status"),
    ("stock", "maybe", "stock"),
    ("approved", "2", "approved"),
    ("plates", "long:0", "plates"),
    ("plates", "long:10", "plates"),
    ("plates", "long:two", "plates"),
    ("plates", "gold:1", "plates"),
]


def make_file(dice):
    """Orders that are meant, the lines, and the line numbers that must be refused with a column."""
    orders = [make_order(dice, number, TODAY) for number in range(1, N + 1 - len(BAD) - 1)]
    lines = [(write_order(dice, order), None) for order in orders]
    for column, value, named in BAD:
        line = write_order(dice, make_order(dice, 90000 + len(lines), TODAY))
        line[column] = value
        lines.insert(dice.randrange(len(lines)), (line, named))
    repeated = dict(lines[0][0], model="Again")
    lines.append((repeated, "order_number"))
    refused = {i + 2: named for i, (_, named) in enumerate(lines) if named}
    return orders, [line for line, _ in lines], refused


def check_refusals(report, refused):
    assert {item["line"]: item["column"] for item in report["refused"]} == refused, report
    assert all(item["reason"] for item in report["refused"])


def compare(found, expected):
    assert len(found) == len(expected)
    for item in found:
        wanted = expected[item["order"]]
        assert item == wanted, "\nfound    %s\nexpected %s" % (item, wanted)


def explain_all(orders, **options):
    return {order["number"]: oracle.explain(settle(order, TODAY), **options) for order in orders}


def get_due(orders, expected):
    return {order["number"] for order in orders
            if oracle.is_due(expected[order["number"]], TODAY)}


def get_attention(expected):
    return {number for number, item in expected.items() if item["attention"]}


def check_body(request, order):
    body = request["body"]
    assert set(body) == {"brand", "dealerNumber", "chassisNumber", "requestType", "requestDate",
                         "deliveryDate", "plates"}
    assert oracle.fold(body["brand"]) in oracle.FOLDED_SERVED
    assert body["dealerNumber"] == order["dealer"]
    assert body["chassisNumber"] == oracle.clean_vin(order["vin"])
    assert body["requestDate"] == TODAY.isoformat()
    assert body["deliveryDate"] == (order["delivery"].isoformat() if order["delivery"] else None)
    assert [(line["type"], line["count"]) for line in body["plates"]] == order["plates"]


def check_pon(sim, orders, due):
    """PON has exactly the due ones, once each, with exactly the eight fields."""
    by_vin = {oracle.clean_vin(order["vin"]): order for order in orders}
    requests = sim.requests()
    assert len(requests) == len(due), (len(requests), len(due))
    for request in requests:
        order = by_vin[request["vin"]]
        assert order["number"] in due
        check_body(request, order)


def check_answers(desk, due, orders):
    """After the answers: plates at the orders, rejections with their reason."""
    vins = {order["number"]: order["vin"] for order in orders}
    listed = desk.json("requests", "list")
    assert {item["order"] for item in listed} == due
    for item in listed:
        rejected = vins[item["order"]].endswith("999")
        assert item["state"] == ("rejected" if rejected else "approved"), item
        assert bool(item["plate"]) != rejected
        assert bool(item["reason"]) == rejected
        assert item["origin"] == "automatic" and item["rule"]
    plates = {item["order"]: item["plate"] for item in desk.json("orders", "list")}
    for item in listed:
        if item["plate"]:
            assert plates[item["order"]] == item["plate"]
    return {item["order"] for item in listed if item["state"] == "rejected"}


def check_after(desk, orders, due, rejected):
    """Requested ones are blocked now, rejected ones wait for a person; nobody is sent twice."""
    tomorrow = TODAY + oracle.DAY
    found = {item["order"]: item for item in desk.json("orders", "explain")}
    for order in orders:
        item = found[order["number"]]
        if order["number"] in rejected:
            assert item["attention"] == "rejected" and item["eligible"], item
        elif order["number"] in due:
            assert item["blocking"] == ["plate", "requested"], item
    before = explain_all(orders)
    # PON rejects some of tomorrow's at once: they are named, and the exit status says so.
    result = desk.json("morning-run", "--date", tomorrow.isoformat(), status=1)
    new = {order["number"] for order in orders
           if oracle.is_due(before[order["number"]], tomorrow)} - due
    assert result["run"] == "done"
    assert set(result["requested"]) == new, (result["requested"], new)
    assert rejected <= set(result["attention"])


def check_run(desk, sim, orders):
    expected = explain_all(orders)
    due = get_due(orders, expected)
    day = TODAY.isoformat()
    assert len(due) > 50 and len(get_attention(expected)) > 20
    dry = desk.json("morning-run", "--dry-run", "--date", day)
    assert dry["run"] == "off" and set(dry["requested"]) == due
    assert set(dry["attention"]) == get_attention(expected)
    assert desk.json("morning-run", "--date", day)["run"] == "off"
    assert sim.requests() == []
    desk.run("settings", "set", "automatic-approval", "on")
    result = desk.json("morning-run", "--date", day)
    assert result["run"] == "done" and result["date"] == day and result["mail"] == "off"
    assert sorted(result["requested"]) == sorted(due)
    assert sorted(result["attention"]) == sorted(get_attention(expected))
    check_pon(sim, orders, due)
    again = desk.json("morning-run", "--date", day)
    assert again["run"] == "already-done" and again["requested"] == []
    check_pon(sim, orders, due)
    sim.put("/control/decide", {"after": "0"})
    desk.run("requests", "sync")
    rejected = check_answers(desk, due, orders)
    assert rejected
    check_after(desk, orders, due, rejected)


def test_500_mixed_orders():
    desk, sim = Desk(), Sim("--decide-after", "never")
    orders, lines, refused = make_file(random.Random(2026))
    path = desk.write("orders.csv", write_csv(lines))
    day = TODAY.isoformat()
    dry = desk.json("orders", "import", path, "--dry-run", "--date", day, status=1)
    assert dry["added"] == len(orders) and desk.json("orders", "list") == []
    check_refusals(dry, refused)
    report = desk.json("orders", "import", path, "--date", day, status=1)
    assert report["added"] == len(orders) and report["updated"] == 0
    check_refusals(report, refused)
    report = desk.json("orders", "import", path, "--date", day, status=1)
    assert report["added"] == 0 and report["unchanged"] == len(orders), report
    compare(desk.run("orders", "explain").json(), explain_all(orders))
    desk.run("remotes", "set", "pon", sim.pon)
    check_run(desk, sim, orders)
    sim.stop()
    desk.close()


def test_settings_change_every_order():
    desk = Desk()
    dice = random.Random(7)
    orders = [make_order(dice, number, TODAY) for number in range(1, 200)]
    lines = [write_order(dice, order) for order in orders]
    desk.run("orders", "import", desk.write("orders.csv", write_csv(lines)), "--date",
             TODAY.isoformat())
    settings = {
        "days-after-unloading": 10,
        "days-before-nlv": 3,
        "days-before-delivery": 12,
        "days-after-k-code": 0,
        "when-planned-not-before-nlv": "before-delivery",
        "when-planned-late": "before-delivery",
        "when-not-unloaded": "before-delivery",
    }
    applied = {}
    for key, value in settings.items():
        desk.run("settings", "set", key, str(value))
        applied[key] = value
        if key in ("days-after-k-code", "when-planned-late", "when-not-unloaded"):
            compare(desk.json("orders", "explain"), explain_all(orders, settings=applied))
    desk.close()


def test_other_ways_to_write_it():
    """Semicolons, a byte order mark, Dutch headings, another order of columns, bare line feeds."""
    desk = Desk()
    dice = random.Random(11)
    orders = [make_order(dice, number, TODAY) for number in range(1, 60)]
    lines = [write_order(dice, order) for order in orders]
    header = [(column, DUTCH_HEADER.get(column, column)) for column in reversed(HEADER)]
    text = write_csv(lines, header=header, separator=";", bom=True, line_end="\n")
    report = desk.json("orders", "import", desk.write("nl.csv", text), "--date",
                       TODAY.isoformat())
    assert report["added"] == len(orders)
    compare(desk.json("orders", "explain"), explain_all(orders))
    desk.close()


def test_one_request_per_vin():
    """Two due orders for one car: one of them is requested, the other says why not."""
    desk, sim = Desk(), Sim("--decide-after", "never")
    dice = random.Random(3)
    lines = []
    for number in (1, 2):
        order = make_order(dice, number, TODAY)
        order.update(kind="new", status="ready", dealer="01234", brand="Audi", plate="",
                     vin=make_vin(5), stock=False, unloading=TODAY - 30 * oracle.DAY,
                     delivery=None, planned=None, nlv=None, approved=True, plates=[("long", 2)])
        lines.append(write_order(dice, order))
    desk.run("orders", "import", desk.write("o.csv", write_csv(lines)))
    desk.run("remotes", "set", "pon", sim.pon)
    desk.run("settings", "set", "automatic-approval", "on")
    result = desk.json("morning-run", "--date", TODAY.isoformat())
    assert len(result["requested"]) == 1
    assert len(sim.requests()) == 1
    for item in desk.json("orders", "explain"):
        assert item["blocking"] == ["requested"], item
    sim.stop()
    desk.close()


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
