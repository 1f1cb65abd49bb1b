# SPDX-License-Identifier: GPL-3.0-or-later
"""baliectl against npm's json-server, by the profile that docs/connector-profiles.md works out."""

import os
import subprocess
import sys

from support import Desk, run_tests

HERE = os.path.join(os.environ["G_TEST_SRCDIR"], "remote", "json-server")


class JsonServer:
    """Knows nothing of Balie; ends with the test."""

    def __init__(self):
        where = os.path.join(os.environ["G_TEST_BUILDDIR"], "remote", "json-server")
        self.process = subprocess.Popen([os.path.join(HERE, "start"), where],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = self.process.stdout.readline().decode()
        assert line.startswith("listening "), "nodejs, npm and a network are needed, see above"
        self.url = "http://127.0.0.1:" + line.split()[1]

    def stop(self):
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait() == 0


def make_desk(server):
    desk = Desk()
    desk.run("remotes", "set", "driver2", server.url, "--profile",
             os.path.join(HERE, "driver2.json"))
    return desk


def test_customers():
    server = JsonServer()
    desk = make_desk(server)
    found = desk.json("customers", "search", "--source", "driver2", "--last-name", "peet")
    assert found["source"] == "driver2" and found["total"] == 25 and found["page"] == 1, found
    assert [item["number"] for item in found["items"]] == [str(n) for n in range(74001, 74011)]
    assert found["items"][3]["city"] == "Köln" and found["items"][3]["country"] == "DE", found
    assert found["items"][0]["vatLiable"] is False, found
    last = desk.json("customers", "search", "--source", "driver2", "--last-name", "peet",
                     "--page", "3")
    assert [item["firstName"] for item in last["items"]] == [
        "Ulrike", "Veerle", "Wout", "Xander", "Yvonne"], last
    one = desk.json("customers", "search", "--vat-number", "BE0123456749")
    assert [item["lastName"] for item in one["items"]] == ["Garage Vandeputte"], one
    none = desk.json("customers", "search", "--source", "driver2", "--last-name", "Nobody")
    assert none["total"] == 0 and none["items"] == [], none
    far = desk.json("customers", "search", "--source", "driver2", "--last-name", "peet",
                    "--page", "2147483647")
    assert far["items"] == [], far
    desk.close()
    server.stop()


def test_vehicles():
    server = JsonServer()
    desk = make_desk(server)
    found = desk.json("vehicles", "search", "--plate", "KSP-33-N")["items"]
    assert len(found) == 1, found
    assert found[0]["vehicle"]["vin"] == "WVWZZZ1KZ8W123456", found
    assert found[0]["owner"]["lastName"] == "Garage Vandeputte", found
    assert found[0]["driver"]["firstName"] == "José" and found[0]["insured"] is None, found
    assert desk.json("vehicles", "search", "--vin", "TMBJJ7NE8L0123456")["items"] == []
    desk.close()
    server.stop()


def test_doctor():
    server = JsonServer()
    desk = make_desk(server)
    lines = desk.json("doctor", status=1)
    checks = {line["check"]: line for line in lines}
    assert checks["remote-driver2"]["ok"], lines
    assert "remote-kp" not in checks, lines
    server.stop()
    lines = desk.json("doctor", status=1)
    text = {line["check"]: line for line in lines}["remote-driver2"]["text"]
    assert text.startswith("The server refused the connection"), text
    desk.close()


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
