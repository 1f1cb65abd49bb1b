#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client that is not ours, made from the description alone, lists, fetches and acknowledges."""
import os
import shutil
import sys
import tempfile

import requests
import zeep
from lxml import etree
from zeep.wsse.username import UsernameToken

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from support import Sim, run_tests  # noqa: E402

WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
WSC = "http://schemas.xmlsoap.org/ws/2005/02/sc"
TRUST = "http://schemas.xmlsoap.org/ws/2005/02/trust"


class Insurer:
    """The services of one insurer at the simulator."""

    def __init__(self, sim, code="", version="2.6.1.1.0", port="Soap11"):
        base = sim.url + "/bipro" + code
        self.version = version
        self.transport = zeep.Transport(session=requests.Session())
        self.transport.session.trust_env = False
        self.sts_url = base + "/410?wsdl"
        client = zeep.Client(base + "/430?wsdl", transport=self.transport)
        self.service = client.bind("TransferService", port)
        self.header = None

    def login(self, password="geheim"):
        client = zeep.Client(self.sts_url, transport=self.transport,
                             wsse=UsernameToken("4711", password))
        answer = client.service.RequestSecurityToken(
            TokenType=WSC + "/sct", RequestType=TRUST + "/Issue", BiPROVersion=self.version)
        token = answer.RequestedSecurityToken.SecurityContextToken.Identifier
        assert token.startswith("bipro:"), token
        security = etree.Element("{%s}Security" % WSSE)
        context = etree.SubElement(security, "{%s}SecurityContextToken" % WSC)
        etree.SubElement(context, "{%s}Identifier" % WSC).text = token
        self.header = [security]

    def call(self, name, **request):
        return self.service[name](Request={"BiPROVersion": self.version, **request},
                                  _soapheaders=self.header)

    def list(self, **request):
        return self.call("listShipments", **request)

    def get(self, shipment):
        return self.call("getShipment", ID=shipment)

    def acknowledge(self, shipment):
        return self.call("acknowledgeShipment", ID=shipment)


def refusal(deed):
    """The number of the fault that it ends in."""
    try:
        deed()
    except zeep.exceptions.Fault as fault:
        found = fault.detail.find(".//{*}MeldungID")
        return found.text
    raise AssertionError("no fault")


def test_whole_way():
    sim = Sim()
    for port in ("Soap11", "Soap12"):
        insurer = Insurer(sim, port=port)
        insurer.login()
        found = insurer.list()
        assert found.Status.StatusID == "OK"
        first = found.Lieferung[0]
        assert not first.Transfer
        letter = insurer.get(first.ID).Lieferung
        assert letter.AnzahlTransfers == len(letter.Transfer) == 1
        transfer = letter.Transfer[0]
        assert len(transfer.ArtID) == 9 and transfer.Vermittler[0].Vermittlernummer in ("4711", "4712")
        document = transfer.Datei[0].Daten
        data = document._value_1 if hasattr(document, "_value_1") else document
        # zeep itself strips blanks off the end of a part: the last line break is lost there.
        assert data.startswith(b"%PDF-1.4") and data.rstrip().endswith(b"%%EOF"), data[-20:]
        for _ in range(2):
            assert insurer.acknowledge(first.ID).Status.StatusID == "OK"
        again = insurer.list()
        assert first.ID not in [line.ID for line in again.Lieferung]
        assert len(again.Lieferung) == len(found.Lieferung) - 1
        both = insurer.list(BestaetigeLieferungen=True)
        assert first.ID in [line.ID for line in both.Lieferung]
    sim.stop()


def test_filters_and_refusals():
    sim = Sim()
    insurer = Insurer(sim)
    assert refusal(insurer.list) == "00900"
    insurer.login()
    payments = insurer.list(KategorieDerLieferung="140")
    assert payments.Lieferung and all(x.Kategorie.startswith("140") for x in payments.Lieferung)
    nothing = insurer.list(KategorieDerLieferung="230")
    assert nothing.Status.StatusID == "OK" and nothing.Status.Meldung[0].MeldungID == "04001"
    for deed in (insurer.get, insurer.acknowledge):
        unknown = deed("nobody")
        assert unknown.Status.StatusID == "NOK", unknown
        assert unknown.Status.Meldung[0].MeldungID == "04003"
    assert refusal(lambda: insurer.get("x" * 26)) == "00007"
    sim.put("/control/tokens", {"lifetime": "1ms"})
    assert refusal(insurer.list) == "00962"
    sim.stop()


def test_habits():
    sim = Sim()
    inline = Insurer(sim, "/autohaus", "2.6.1.0.0")
    inline.login()
    letter = inline.get(inline.list().Lieferung[0].ID).Lieferung
    assert letter.Transfer[0].ArtID == "140000000"
    old = Insurer(sim, "/altwerk", "2.5.0.1.0")
    old.login()
    shipment = old.list().Lieferung[0]
    assert shipment.Kategorie is None
    old.acknowledge(shipment.ID)
    assert refusal(lambda: old.get(shipment.ID)) == "04002"
    narrow = Insurer(sim, "/nordlicht")
    narrow.login()
    assert refusal(lambda: narrow.list(KategorieDerLieferung="100")) == "00007"
    pool = Insurer(sim, "/pool")
    assert refusal(pool.login) == "00007"
    sim.stop()


def test_lockout():
    sim = Sim()
    insurer = Insurer(sim)
    assert refusal(lambda: insurer.login("abgelaufen")) == "00966"
    codes = [refusal(lambda: insurer.login("falsch")) for _ in range(6)]
    assert codes == ["00961"] * 4 + ["00965"] * 2, codes
    assert refusal(insurer.login) == "00965"
    assert sim.get("/control/logins") == {"locked": "/4711"}
    sim.put("/control/logins", {"locked": ""})
    insurer.login()
    sim.stop()


def test_letters_of_a_test():
    sim = Sim("--no-letters")
    insurer = Insurer(sim)
    insurer.login()
    assert insurer.list().Status.Meldung[0].MeldungID == "04001"
    made = sim.send("POST", "/control/letters",
                    {"code": "100005100", "ownApplication": "D-1001", "agency": "4712",
                     "documents": [{"name": "a.pdf", "text": "Eins"}, {"name": "b.bin", "base64": "AAEC"}]})
    line = insurer.list().Lieferung[0]
    assert line.ID == made["id"] and line.Kategorie == "100000000"
    files = insurer.get(line.ID).Lieferung.Transfer[0].Datei
    assert [file.Dateiname for file in files] == ["a.pdf", "b.bin"]
    operations = [x["operation"] for x in sim.journal() if x["operation"]]
    assert operations == ["RequestSecurityToken", "listShipments", "listShipments", "getShipment"]
    sim.stop()


def test_restart():
    folder = tempfile.mkdtemp()
    sim = Sim("--state", os.path.join(folder, "state"))
    insurer = Insurer(sim)
    insurer.login()
    first = insurer.list().Lieferung[0].ID
    insurer.acknowledge(first)
    made = sim.send("POST", "/control/letters", {"code": "140012010", "text": "Zahlung fällig"})
    other = Insurer(sim, "/nordlicht")
    for _ in range(5):
        refusal(lambda: other.login("falsch"))
    before = sim.get("/control/letters")
    sim.kill()
    sim.start()
    after = sim.get("/control/letters")
    assert before == after, "letters changed over a restart"
    # A token does not survive; what was acknowledged and who is locked does.
    assert refusal(insurer.list) == "00962"
    insurer.login()
    left = [line.ID for line in insurer.list().Lieferung]
    assert first not in left and made["id"] in left
    assert refusal(other.login) == "00965"
    sim.stop()
    shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
