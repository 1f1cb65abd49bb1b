#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of baliectl: exit statuses, formats, languages, rights, and what they leave behind."""

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import unicodedata

import oracle
from orders import HEADER, TODAY, make_due_orders, make_vin, write_csv, write_order
from support import BALIECTL, Desk, Sim, run_tests

import random

DAY = TODAY.isoformat()


def import_orders(desk, orders, *more):
    lines = [write_order(random.Random(1), order) for order in orders]
    return desk.json("orders", "import", desk.write("o.csv", write_csv(lines)), "--date", DAY,
                     *more)


def make_desk(n=3, sim=None):
    desk = Desk()
    orders = make_due_orders(n, TODAY)
    import_orders(desk, orders)
    if sim:
        desk.run("remotes", "set", "pon", sim.pon)
    return desk, orders


def get_unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def sync_until_empty(desk):
    """What failed often is left alone for a while; until then the exit status says so."""
    end = time.monotonic() + 120
    while True:
        result = desk.call("requests", "sync", "--format", "json")
        if result.json()["left"] == 0:
            assert result.status == 0, str(result)
            return
        assert result.status == 3 and time.monotonic() < end, str(result)
        time.sleep(0.5)


def read_csv(result):
    assert result.out.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(result.out, newline="")))


def test_usage():
    desk = Desk()
    assert desk.run("--version").out.startswith("baliectl ")
    text = desk.run("--help").out
    for word in ("orders import", "morning-run", "requests sync", "--database", "Exit status"):
        assert word in text, word
    assert "--filter" in desk.run("orders", "list", "--help").out
    assert "--filter" in desk.run("--help", "orders", "list").out
    assert "orders approve" in desk.run("orders", "--help").out
    for wrong in ([], ["orders"], ["bogus"], ["orders", "bogus"], ["orders", "import"],
                  ["orders", "list", "extra"], ["orders", "list", "--filter", "none"],
                  ["orders", "list", "--filter"], ["orders", "list", "--roles", "x"],
                  ["orders", "list", "--format", "xml"], ["orders", "list", "--date", "today"],
                  ["orders", "list", "--lang", "fr"], ["orders", "list", "-x"],
                  ["morning-run", "--dry-run=yes"], ["settings", "get", "colour"],
                  ["settings", "set", "run-time", "25:00"], ["settings", "set", "run-time"],
                  ["users", "add", "x", "--sight", "some"], ["users", "add", "x", "--roles", "king"],
                  ["users", "add", "x", "--administrator", "perhaps"],
                  ["users", "add", "x", "--language", "fr"], ["remotes", "set", "moon", "http://x"],
                  ["remotes", "set", "pon", "ftp://127.0.0.1/"],
                  ["remotes", "set", "pon", "http://example.org/"],
                  ["requests", "list", "--filter", "lost"], ["brands", "set", "X", "--vag", "1"]):
        result = desk.run(*wrong, status=2)
        assert result.out == "" and result.err, wrong
    desk.close()


def test_options_stand_anywhere():
    desk, _ = make_desk()
    first = desk.run("--format", "json", "orders", "list", "--date=" + DAY).out
    assert first == desk.run("orders", "--date", DAY, "list", "--format=json").out
    assert len(json.loads(first)) == 3
    assert desk.run("orders", "explain", "--", "--format", status=1).json() == []
    other = "sqlite:" + desk.path("other.db")
    assert desk.json("--database", other, "orders", "list") == []
    assert desk.json("orders", "list", "--database", other) == []
    assert os.stat(desk.path("other.db")).st_mode & 0o777 == 0o600
    desk.close()


def test_languages():
    desk, _ = make_desk()
    for language in ("nl", "de", "en"):
        for arguments in (["--help"], ["orders", "list"], ["settings", "list"], ["orders", "--help"]):
            assert desk.run(*arguments, "--lang", language).out
        result = desk.run("--lang", language, "orders", "explain", "none-such", status=1)
        assert "none-such" in result.err
        # Codes are the same in every language.
        assert desk.json("orders", "explain", "--lang", language)[0]["rule"] == "unloaded"
    desk.close()


def test_refused_lines():
    desk = Desk()
    order = make_due_orders(1, TODAY)[0]
    good = write_order(random.Random(1), order)
    bad = dict(good, order_number="x", unloading_date="2026-02-30")
    path = desk.write("o.csv", write_csv([good, bad]))
    result = desk.run("orders", "import", path, status=1)
    assert "line 3" in result.err and "unloading_date" in result.err
    assert "Added: 1" in result.out and "Refused: 1" in result.out
    report = desk.json("orders", "import", path, status=1)
    assert report["refused"][0]["line"] == 3 and report["unchanged"] == 1
    rows = read_csv(desk.run("orders", "import", path, "--format", "csv", status=1))
    assert rows[0]["line"] == "3" and rows[0]["column"] == "unloading_date"
    desk.run("orders", "import", desk.path("nowhere.csv"), status=2)
    desk.run("orders", "import", desk.write("empty.csv", ""), status=2)
    desk.run("orders", "import", desk.write("wrong.csv", "a,b\r\n1,2\r\n"), status=2)
    desk.run("orders", "import", desk.write("latin.csv", "order_number,model\r\n1,Citro\u00ebn\r\n",
                                            "latin-1"), status=2)
    desk.close()


def get_width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


def test_formats():
    desk = Desk()
    orders = make_due_orders(4, TODAY)
    names = ['Jansen, "de jonge"', "Ünal\u0308 Çelik", "渡辺商会", "Ann\x1b[2J\tLee"]
    for order, name in zip(orders, names):
        order["customer"] = name
    import_orders(desk, orders)
    rows = read_csv(desk.run("orders", "list", "--format", "csv"))
    listed = desk.json("orders", "list")
    assert [row["customer"] for row in rows] == [item["customer"] for item in listed]
    assert rows[0]["customer"] == names[0] and listed[2]["customer"] == names[2]
    table = desk.run("orders", "list", "--date", DAY).out
    assert "\x1b" not in table, "text must not command the terminal"
    lines = table.splitlines()
    starts = {get_width(line[:line.index("WVWZZZ")]) for line in lines[1:]}
    assert starts == {get_width(lines[0][:lines[0].index("Chassis number")])}, table
    for arguments in (["settings", "list"], ["brands", "list"], ["users", "list"],
                      ["remotes", "list"], ["requests", "list"]):
        assert isinstance(desk.json(*arguments), list)
        assert desk.run(*arguments, "--format", "csv").out.count("\r\n") >= 1
        assert desk.run(*arguments).out
    desk.close()


def test_result_that_can_not_be_written():
    desk, _ = make_desk()
    with open("/dev/full", "wb") as full:
        process = subprocess.run([BALIECTL, "orders", "list"], env=desk.environment, stdout=full,
                                 stderr=subprocess.PIPE)
    assert process.returncode == 1 and process.stderr, process
    desk.close()


def test_filters_and_search():
    desk, orders = make_desk(5)
    assert len(desk.json("orders", "list", "--filter", "due", "--date", DAY)) == 5
    early = (TODAY - 10 * oracle.DAY).isoformat()
    assert desk.json("orders", "list", "--filter", "due", "--date", early) == []
    assert len(desk.json("orders", "list", "--filter", "upcoming", "--date", early)) == 5
    found = desk.json("orders", "list", "--search", orders[2]["vin"])
    assert [item["order"] for item in found] == [orders[2]["number"]]
    for name in ("attention", "requested", "approved", "rejected"):
        assert desk.json("orders", "list", "--filter", name) == []
    desk.close()


def test_explain_some():
    desk, orders = make_desk()
    wanted = [orders[2]["number"], orders[0]["number"]]
    found = desk.run("orders", "explain", *wanted).json()
    assert [item["order"] for item in found] == wanted
    assert set(found[0]) == {"order", "eligible", "blocking", "rule", "due_on", "attention"}
    result = desk.run("orders", "explain", wanted[0], "none-such", status=1)
    assert len(result.json()) == 1 and "none-such" in result.err
    desk.close()


def test_many_orders_are_streamed():
    desk, _ = make_desk(2500)
    assert len(desk.json("orders", "explain")) == 2500
    assert len(desk.json("orders", "list")) == 2500
    assert len(desk.run("orders", "list").out.splitlines()) == 2501
    desk.close()


def test_approve():
    sim = Sim("--decide-after", "never")
    desk, orders = make_desk(3, sim)
    number = orders[0]["number"]
    result = desk.json("orders", "approve", number)
    assert result[0]["state"] == "requested" and result[0]["key"]
    assert [request["key"] for request in sim.requests()] == [result[0]["key"]]
    again = desk.json("orders", "approve", number, status=1)
    assert again[0]["state"] == "refused" and "requested" in again[0]["blocking"]
    assert len(sim.requests()) == 1
    desk.run("orders", "approve", "none-such", status=1)
    listed = desk.json("requests", "list")
    assert listed[0]["origin"] == "manual" and listed[0]["approved_by"]
    sim.put("/control/decide", {"after": "0"})
    summary = desk.json("requests", "sync")
    assert summary["approved"] == 1 and summary["left"] == 0
    kinds = [item["kind"] for item in desk.json("orders", "history", number)]
    assert kinds[0] == "plate-issued" and "request-approved-by-person" in kinds, kinds
    sim.stop()
    desk.close()


def test_approve_is_rejected():
    sim = Sim()
    desk = Desk()
    order = make_due_orders(1, TODAY)[0]
    order["vin"] = make_vin(998)
    import_orders(desk, [order])
    desk.run("remotes", "set", "pon", sim.pon)
    result = desk.run("orders", "approve", order["number"], status=1)
    assert "rejected" in result.err and "not registered" in result.err
    # By hand it may be tried anew at once.
    desk.run("orders", "approve", order["number"], status=1)
    assert len(sim.requests()) == 2
    sim.stop()
    desk.close()


def test_approve_while_pon_is_away():
    desk, orders = make_desk()
    number = orders[0]["number"]
    port = get_unused_port()
    result = desk.run("orders", "approve", number, status=3)
    assert "stays queued" in result.err
    assert desk.json("requests", "list")[0]["state"] == "waiting"
    desk.run("remotes", "set", "pon", "http://127.0.0.1:%d/pon/v1" % port)
    desk.run("requests", "sync", status=3)
    assert desk.json("requests", "list")[0]["state"] == "waiting"
    sim = Sim("--port", str(port), "--decide-after", "0")
    assert desk.json("requests", "sync")["left"] == 0
    assert desk.json("requests", "list")[0]["state"] in ("requested", "approved")
    assert len(sim.requests()) == 1
    sim.stop()
    desk.close()


def test_outcome_unknown():
    """PON took it but never said so: asked after by its key, not sent again."""
    sim = Sim("--decide-after", "never")
    desk, orders = make_desk(1, sim)
    sim.put("/control/faults", {"faults": "drop-after:1"})
    result = desk.run("orders", "approve", orders[0]["number"], status=3)
    assert desk.json("requests", "list")[0]["state"] == "unknown", str(result)
    sim.put("/control/faults", {"faults": ""})
    sync_until_empty(desk)
    assert desk.json("requests", "list")[0]["state"] == "requested"
    posts = [entry for entry in sim.journal() if entry["method"] == "POST"]
    assert len(posts) == 1 and len(sim.requests()) == 1
    sim.stop()
    desk.close()


def test_morning_run_while_pon_is_away():
    desk, orders = make_desk(2)
    desk.run("settings", "set", "automatic-approval", "on")
    desk.run("remotes", "set", "pon", "http://127.0.0.1:%d/" % get_unused_port())
    result = desk.json("morning-run", "--date", DAY, status=3)
    assert result["run"] == "done" and len(result["requested"]) == 2
    again = desk.json("morning-run", "--date", DAY, status=3)
    assert again["run"] == "already-done" and again["requested"] == []
    assert len(desk.json("requests", "list")) == 2
    desk.close()


def test_withdraw_and_resend():
    sim = Sim("--decide-after", "never")
    desk, orders = make_desk(3, sim)
    first, second, third = [order["number"] for order in orders]
    key = desk.json("orders", "approve", first)[0]["key"]
    desk.run("requests", "withdraw", key)
    assert desk.json("requests", "list", "--filter", "withdrawn")[0]["key"] == key
    assert sim.requests()[0]["status"] == "withdrawn"
    assert desk.json("orders", "approve", first)[0]["state"] == "requested"
    sim.put("/control/decide", {"after": "0"})
    issued = desk.json("orders", "approve", second)[0]["key"]
    desk.run("requests", "sync")
    desk.run("requests", "withdraw", issued, status=1)
    desk.run("remotes", "set", "pon", "http://127.0.0.1:%d/" % get_unused_port())
    desk.run("orders", "approve", third, status=3)
    waiting = desk.json("requests", "list", "--filter", "waiting")[0]["key"]
    desk.run("requests", "resend", waiting, status=3)
    desk.run("remotes", "set", "pon", sim.pon)
    desk.run("requests", "resend", waiting)
    assert len(sim.requests()) == 4
    desk.run("requests", "withdraw", "none-such", status=1)
    desk.run("requests", "resend", "none-such", status=1)
    sim.stop()
    desk.close()


def test_rights():
    desk, orders = make_desk()
    desk.run("users", "add", "seller", "--name", "S", "--roles", "seller", "--language", "nl")
    desk.run("users", "add", "manager", "--roles", "sales-manager-used", "--email", "m@example.org")
    desk.run("users", "add", "chief", "--administrator", "yes", "--sight", "restricted",
             "--agencies", "4711,4712")
    number = orders[0]["number"]
    desk.run("--as", "seller", "orders", "approve", number, status=4)
    desk.run("--as", "chief", "orders", "approve", number, status=4)
    desk.run("--as", "manager", "orders", "approve", number, status=3)
    desk.run("--as", "seller", "morning-run", status=4)
    desk.run("--as", "seller", "morning-run", "--dry-run")
    for arguments in (["settings", "set", "run-time", "08:00"], ["users", "add", "x"],
                      ["brands", "set", "Audi", "--served", "no"], ["brands", "remove", "Audi"],
                      ["remotes", "set", "pon", "http://127.0.0.1:9/"], ["db", "backup"]):
        desk.run("--as", "manager", *arguments, status=4)
    for arguments in (["orders", "list"], ["orders", "explain"], ["settings", "list"],
                      ["orders", "import", desk.path("o.csv")], ["morning-run"],
                      ["requests", "sync"], ["users", "list"]):
        desk.run("--as", "stranger", *arguments, status=4)
    assert desk.json("settings", "get", "run-time") == {"key": "run-time", "value": "07:00"}
    users = {user["login"]: user for user in desk.json("users", "list")}
    assert users["chief"]["agencies"] == ["4711", "4712"] and users["chief"]["administrator"]
    assert users["manager"]["roles"] == ["sales-manager-used"]
    refused = desk.run("users", "add", "blind", "--sight", "restricted", status=2)
    assert "agency" in refused.err, refused.err
    desk.run("users", "set", "seller", "--sight", "restricted", "--agencies", " , ", status=2)
    desk.run("users", "set", "chief", "--agencies", "", status=2)
    users = {user["login"]: user for user in desk.json("users", "list")}
    assert "blind" not in users and users["seller"]["sight"] != "restricted"
    desk.run("users", "add", "chief", status=1)
    desk.run("users", "set", "nobody", "--name", "N", status=1)
    desk.run("users", "set", "seller", "--roles", "seller,sales-admin-new")
    desk.run("--as", "seller", "orders", "approve", orders[1]["number"], status=3)
    desk.close()


def test_settings_and_brands():
    desk, orders = make_desk()
    assert desk.run("settings", "get", "days-after-unloading").out == "14\n"
    desk.run("settings", "set", "days-after-unloading", "30")
    assert desk.json("orders", "explain")[0]["due_on"] == (TODAY + 10 * oracle.DAY).isoformat()
    desk.run("brands", "set", "Audi", "--served", "no")
    assert desk.json("orders", "explain")[0]["blocking"] == ["brand"]
    desk.run("brands", "set", "audi", "--served", "yes", "--dealer-number", "01234")
    assert desk.json("orders", "explain")[0]["blocking"] == []
    desk.run("brands", "remove", "Audi")
    assert desk.json("orders", "explain")[0]["blocking"] == ["brand"]
    desk.run("brands", "set", "Audi", "--vag", "yes", "--served", "yes", "--aliases", "AU")
    brand = [item for item in desk.json("brands", "list") if item["name"] == "Audi"][0]
    assert brand["aliases"] == "AU" and brand["vag"] is True
    assert desk.json("orders", "explain")[0]["blocking"] == []
    desk.close()


def test_remotes():
    desk = Desk()
    desk.run("remotes", "set", "pon", "https://pon.example.org/api", "--user", "dealer")
    pon = [item for item in desk.json("remotes", "list") if item["name"] == "pon"][0]
    assert pon == {"name": "pon", "url": "https://pon.example.org/api", "user": "dealer",
                   "profile": "shipped"}
    bad = desk.write("bad.json", "{\"operations\": 7}")
    result = desk.run("remotes", "set", "pon", "--profile", bad, status=2)
    assert "profile" in result.err
    desk.run("remotes", "set", "pon", "--profile", desk.path("none.json"), status=1)
    # No Secret Service in this session: said, and nothing kept anywhere else.
    secret = desk.write("password", "open-sesame\n")
    result = desk.run("remotes", "set", "pon", "--password-file", secret, status=3)
    assert "open-sesame" not in result.err
    with open(desk.database, "rb") as file:
        assert b"open-sesame" not in file.read()
    desk.close()


def test_export_and_import_again():
    desk, _ = make_desk(20)
    before = desk.json("orders", "list")
    out = desk.path("out.csv")
    assert desk.json("orders", "export", out) == {"orders": 20}
    with open(out, newline="", encoding="utf-8") as file:
        assert next(csv.reader(file)) == HEADER
    other = "sqlite:" + desk.path("other.db")
    assert desk.json("--database", other, "orders", "import", out)["added"] == 20
    assert desk.json("--database", other, "orders", "list") == before
    desk.run("orders", "export", desk.path("excel.csv"), "--excel", "--lang", "nl")
    third = "sqlite:" + desk.path("third.db")
    report = desk.json("--database", third, "orders", "import", desk.path("excel.csv"))
    assert report["added"] == 20, report
    desk.close()


def test_database():
    desk, _ = make_desk(5)
    copy = desk.json("db", "backup")["backup"]
    assert os.path.isfile(copy) and os.stat(copy).st_mode & 0o777 == 0o600
    # What is whole is left alone.
    before = set(os.listdir(os.path.dirname(desk.database)))
    assert "whole" in desk.run("db", "repair").out
    assert set(os.listdir(os.path.dirname(desk.database))) == before
    assert len(desk.json("orders", "list")) == 5
    with open(desk.database, "r+b") as file:
        file.write(b"\0" * 4096)
    for leftover in ("-wal", "-shm"):
        if os.path.exists(desk.database + leftover):
            os.remove(desk.database + leftover)
    result = desk.run("orders", "list", status=3)
    assert "db repair" in result.err
    assert desk.run("db", "repair").out
    assert len(desk.json("orders", "list")) == 5
    desk.run("--database", "sqlite:/proc/none/balie.db", "orders", "list", status=3)
    desk.close()


def test_interrupt():
    """Ctrl+C during a slow call ends it at once, says so, and what waits stays queued."""
    sim = Sim("--decide-after", "never")
    desk, orders = make_desk(1, sim)
    sim.put("/control/faults", {"faults": "hang:1"})
    process = desk.start("orders", "approve", orders[0]["number"])
    end = time.monotonic() + 60
    while not any(entry["method"] == "POST" for entry in sim.journal()):
        assert time.monotonic() < end
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode in (1, 3) and b"ancelled" in errors, (process.returncode, errors)
    sim.put("/control/faults", {"faults": ""})
    sync_until_empty(desk)
    assert desk.json("requests", "list")[0]["state"] == "requested"
    assert len(sim.requests()) == 1
    sim.stop()
    desk.close()


def test_demo():
    sim = Sim("--decide-after", "0")
    desk = Desk()
    n = desk.json("demo", "load", "--sim", sim.url)["orders"]
    assert n > 10 and len(desk.json("orders", "list")) == n
    assert len(desk.json("dossiers", "list")) > 20
    assert desk.json("customers", "search", "--last-name", "Goderis")["items"][0]["number"] == "74050"
    desk.run("demo", "load", status=1)
    rules = {item["rule"] for item in desk.json("orders", "explain")}
    assert rules >= {"unloaded", "nlv", "planned", "stock"}
    sim.stop()
    desk.close()


def test_doctor():
    desk, sim = Desk(), Sim()
    desk.run("remotes", "set", "pon", sim.pon)
    lines = desk.json("doctor")
    assert all(line["ok"] for line in lines)
    assert "database" in {line["check"] for line in lines}
    desk.run("remotes", "set", "pon", "http://127.0.0.1:%d/" % get_unused_port())
    lines = desk.json("doctor", status=1)
    assert [line["check"] for line in lines if not line["ok"]] == ["remote-pon"]
    sim.stop()
    desk.close()


def test_man_page_and_completion_know_every_command():
    """What the program's help names, its manual and completion name as well."""
    source = os.path.join(os.environ["G_TEST_SRCDIR"], "..", "data")
    desk = Desk()
    text = desk.run("--help").out
    commands = set(re.findall(r"^  ([a-z]+(?:-[a-z]+)*(?: [a-z]+)?)", text, re.M))
    options = set()
    for command in commands:
        options |= set(re.findall(r"^  (--[a-z-]+)", desk.run(*command.split(), "--help").out, re.M))
    with open(os.path.join(source, "man", "baliectl.1"), encoding="utf-8") as file:
        manual = file.read().replace("\\-", "-")
    with open(os.path.join(source, "completions", "baliectl"), encoding="utf-8") as file:
        completion = file.read()
    assert len(commands) > 20
    for command in commands:
        assert command in manual, command
        for word in command.split():
            assert re.search(r"\b%s\b" % re.escape(word), completion), word
    for option in options:
        assert option in manual, option
        assert option in completion, option
    desk.close()


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
