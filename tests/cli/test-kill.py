#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exactly once, whatever happens: PON with every fault at once, baliectl killed (-9) at random, two
of them at work at the same time, the simulator killed as well. After healing each due order has
exactly one request at PON: none twice, none lost.

BALIE_KILL_REQUESTS and BALIE_KILL_ROUNDS make it larger (30 and 25), BALIE_KILL_SEED other."""

import collections
import os
import random
import subprocess
import sys
import time

from orders import TODAY, make_due_orders, write_csv, write_order
from support import Desk, Sim, run_tests

N_REQUESTS = int(os.environ.get("BALIE_KILL_REQUESTS", "30"))
N_ROUNDS = int(os.environ.get("BALIE_KILL_ROUNDS", "25"))
SEED = int(os.environ.get("BALIE_KILL_SEED", "1"))

FAULTS = ("drop-before:0.08,drop-after:0.08,hang:0.05,500:0.08,503:0.05,429:0.05,garbage:0.06,"
          "truncate:0.06,wrong-type:0.06,huge:0.02,slow:0.03")

CALLS = [
    ["morning-run", "--date", TODAY.isoformat()],
    ["requests", "sync"],
    ["requests", "sync"],
]


def kill_after(processes, seconds):
    """Waits so long at most, then kills what still runs."""
    end = time.monotonic() + seconds
    killed = 0
    for process in processes:
        try:
            process.wait(max(0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        _, errors = process.communicate()
        assert b"Sanitizer" not in errors, errors.decode()[-3000:]
    return killed


def torment(desk, sim, dice):
    """Rounds of calls that are killed; says how many were."""
    killed = 0
    for i in range(N_ROUNDS):
        n_desks = dice.choice([1, 1, 2])
        processes = [desk.start(*dice.choice(CALLS)) for _ in range(n_desks)]
        killed += kill_after(processes, dice.uniform(0.02, 1.5))
        if i % 7 == 3:
            sim.kill()
            sim.start()
            sim.put("/control/faults", {"faults": FAULTS})
    return killed


def heal(desk, sim):
    """The run to its end and the outbox empty, as a desk would have it by itself later."""
    sim.put("/control/faults", {"faults": ""})
    sim.put("/control/decide", {"after": "0"})
    end = time.monotonic() + 240
    while time.monotonic() < end:
        desk.call("morning-run", "--date", TODAY.isoformat())
        result = desk.call("requests", "sync", "--format", "json")
        opened = desk.json("requests", "list", "--filter", "open")
        if result.status == 0 and not opened:
            return
    raise AssertionError("not healed: %s\n%s" % (result, opened))


def check_pon(sim, orders):
    """By what PON has and by what it was asked."""
    requests = sim.requests()
    per_vin = collections.Counter(request["vin"] for request in requests)
    assert per_vin == {order["vin"]: 1 for order in orders}, "lost or twice: %s" % per_vin
    assert all(request["status"] == "approved" for request in requests)
    keys = collections.defaultdict(set)
    created = collections.Counter()
    for entry in sim.journal():
        if entry["method"] == "POST" and entry["result"]:
            keys[entry["vin"]].add(entry["key"])
            created[entry["vin"]] += entry["result"] == 201
    assert all(len(each) == 1 for each in keys.values()), "a second key for one car"
    assert all(n == 1 for n in created.values())
    return {request["vin"]: request["key"] for request in requests}


def check_desk(desk, orders, at_pon):
    """The desk knows the same: one request an order, with PON's key and a plate."""
    listed = desk.json("requests", "list")
    assert sorted(item["order"] for item in listed) == sorted(order["number"] for order in orders)
    for item in listed:
        assert item["state"] == "approved" and item["plate"], item
        assert item["key"] == at_pon[item["vin"]]
    plates = [item["plate"] for item in desk.json("orders", "list")]
    assert len(set(plates)) == len(orders)


def test_exactly_once():
    dice = random.Random(SEED)
    desk = Desk()
    sim = Sim("--decide-after", "never", "--latency", "0ms..80ms", "--seed", str(SEED), "--state",
              desk.path("pon.jsonl"))
    orders = make_due_orders(N_REQUESTS, TODAY)
    lines = [write_order(dice, order) for order in orders]
    desk.run("orders", "import", desk.write("o.csv", write_csv(lines)))
    desk.run("remotes", "set", "pon", sim.pon)
    desk.run("settings", "set", "automatic-approval", "on")
    sim.put("/control/faults", {"faults": FAULTS})
    killed = torment(desk, sim, dice)
    sim.put("/control/latency", {"latency": "0"})
    heal(desk, sim)
    journal = sim.journal()
    faults = collections.Counter(entry["fault"] for entry in journal)
    print("# %d of the calls were killed; PON was asked %d times; faults: %s" %
          (killed, len(journal), dict(faults)))
    assert killed >= N_ROUNDS // 4
    check_desk(desk, orders, check_pon(sim, orders))
    result = desk.json("morning-run", "--date", TODAY.isoformat())
    assert result["run"] == "already-done"
    assert len(sim.requests()) == len(orders)
    sim.stop()
    desk.close()


def test_import_is_all_or_nothing():
    """Killed at any moment, an import left nothing or everything."""
    dice = random.Random(SEED)
    orders = make_due_orders(2000, TODAY)
    desk = Desk()
    path = desk.write("o.csv", write_csv([write_order(dice, order) for order in orders]))
    desk.run("orders", "list")
    counts = set()
    for _ in range(8):
        kill_after([desk.start("orders", "import", path)], dice.uniform(0.1, 1.5))
        counts.add(len(desk.json("orders", "list")))
    assert counts <= {0, 2000}, counts
    desk.run("orders", "import", path)
    assert len(desk.json("orders", "list")) == 2000
    desk.close()


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
