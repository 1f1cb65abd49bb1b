#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The daily mail from the command line, with a real SMTP server on loopback."""

import sys

from orders import TODAY, make_due_orders, write_csv, write_order
from support import Desk, Sim, run_tests
from mailbox_server import Server, get_unused_port

import random

DAY = TODAY.isoformat()


def make_desk(sim, port):
    desk = Desk()
    lines = [write_order(random.Random(1), order) for order in make_due_orders(3, TODAY)]
    desk.run("orders", "import", desk.write("o.csv", write_csv(lines)))
    desk.run("remotes", "set", "pon", sim.pon)
    desk.run("remotes", "set", "smtp", "smtp://127.0.0.1:%d" % port)
    desk.run("settings", "set", "automatic-approval", "on")
    desk.run("settings", "set", "mail-sender", "balie@dealer.example")
    desk.run("settings", "set", "mail-recipients", "desk@dealer.example, chef@dealer.example")
    return desk


def test_sent_once():
    sim, server = Sim("--decide-after", "0"), Server()
    desk = make_desk(sim, server.port)
    assert desk.json("morning-run", "--date", DAY)["mail"] == "sent"
    assert len(server.mails) == 1
    mail = server.mails[0]
    assert mail["To"] and mail["Subject"] and mail["Message-ID"]
    for number in ("O-00001", "O-00002", "O-00003"):
        assert number in mail.get_body(("plain",)).get_content()
    again = desk.json("morning-run", "--date", DAY)
    assert again["run"] == "already-done" and again["mail"] == "sent"
    assert desk.json("mail", "send") == {"sent": 0}
    assert len(server.mails) == 1
    desk.run("mail", "test")
    assert len(server.mails) == 2
    server.stop()
    sim.stop()
    desk.close()


def test_failed_and_sent_later():
    sim = Sim("--decide-after", "0")
    port = get_unused_port()
    desk = make_desk(sim, port)
    result = desk.run("morning-run", "--date", DAY, "--format", "json", status=1)
    assert result.json()["mail"] == "failed" and len(result.json()["requested"]) == 3
    assert "mail send" in result.err and "requests sync" not in result.err, result.err
    sent = desk.run("mail", "send", status=3)
    assert "mail send" in sent.err and "requests sync" not in sent.err, sent.err
    tested = desk.run("mail", "test", status=3)
    assert "queue" not in tested.err and "requests sync" not in tested.err, tested.err
    server = Server(port)
    assert desk.json("mail", "send") == {"sent": 1}
    assert len(server.mails) == 1
    assert desk.json("morning-run", "--date", DAY)["mail"] == "sent"
    assert len(server.mails) == 1
    server.stop()
    sim.stop()
    desk.close()


def test_refused():
    sim, server = Sim("--decide-after", "0"), Server()
    server.mailbox.answer = "554 no mail from you"
    desk = make_desk(sim, server.port)
    result = desk.run("morning-run", "--date", DAY, "--format", "json", status=1)
    assert result.json()["mail"] == "failed"
    assert "no mail from you" in result.err, result.err
    desk.run("mail", "test", status=1)
    server.stop()
    sim.stop()
    desk.close()


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
