#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulator answers is what the OpenAPI files promise: status, type and shape."""
import json
import os
import re
import sys
import urllib.error
import urllib.request

import jsonschema
import yaml

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from support import Sim, run_tests  # noqa: E402

DATA = os.path.join(os.environ["G_TEST_SRCDIR"], "..", "data", "api")
KEY = "6a7c6c5e-0b0e-4b4f-9d6e-0c1d2e3f4a5b"
PERSON = {"lastName": "Kaapstra", "firstName": "Femke", "address": "Havenkade 1",
          "postcode": "8911 CC", "city": "Leeuwarden", "country": "NL", "vatLiable": False}
PLATES = {"brand": "Volkswagen", "dealerNumber": "01234", "chassisNumber": "WVWZZZ1KZ8W000001",
          "requestType": "new", "requestDate": "2026-03-20", "deliveryDate": None,
          "plates": [{"type": "long", "count": 2}]}


class Api:
    """One OpenAPI file, and the remote system at the simulator."""

    def __init__(self, sim, name, prefix):
        with open(os.path.join(DATA, name + ".openapi.yaml"), encoding="utf-8") as file:
            self.document = yaml.safe_load(file)
        self.url = sim.url + prefix

    def resolve(self, node):
        while "$ref" in node:
            path = node["$ref"].removeprefix("#/").split("/")
            node = self.document
            for part in path:
                node = node[part]
        return node

    def find_operation(self, method, path):
        for pattern, item in self.document["paths"].items():
            if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", pattern), path):
                return item[method.lower()]
        raise AssertionError("no operation for %s %s" % (method, path))

    def check_body(self, content, kind, body):
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema",
                  "components": self.document["components"], **content[kind]["schema"]}
        jsonschema.Draft202012Validator(schema).validate(body)

    def send(self, status, method, path, query="", body=None, key=None):
        """Asks, and holds status, type and body against the file. The body asked with is not."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if key is not None:
            headers["Idempotency-Key"] = key
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.url + path + query, data, headers, method=method)
        try:
            answer = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            text = answer.read()
            kind = answer.headers["Content-Type"]
        assert answer.status == status, "%s %s: %d %s" % (method, path, answer.status, text)
        promised = self.find_operation(method, path)["responses"]
        assert str(status) in promised, "%s %s: %d is not in the file" % (method, path, status)
        content = self.resolve(promised[str(status)]).get("content")
        if content is None:
            assert text == b""
            return None
        value = json.loads(text)
        self.check_body(content, kind, value)
        return value


def test_driver2():
    sim = Sim()
    api = Api(sim, "driver2", "/driver2/v1")
    for query in ("?lastName=Jansen", "?lastName=Karig", "?lastName=Zoveel&page=1000&pageSize=10",
                  "?vatNumber=BE0012345625", "?lastName=Nobodyhasthis"):
        api.send(200, "GET", "/customers", query)
    for query in ("", "?page=0&lastName=a", "?colour=red"):
        api.send(422, "GET", "/customers", query)
    api.send(200, "GET", "/customers/74050")
    api.send(404, "GET", "/customers/1")
    for query in ("?plate=1-DEM-001", "?plate=1-DEM-004", "?plate=1-DEM-006", "?plate=1-DEM-099",
                  "?vin=WVWZZZDEMTW000101"):
        api.send(200, "GET", "/vehicles", query)
    api.send(422, "GET", "/vehicles")
    api.send(201, "POST", "/customers", body=PERSON, key=KEY)
    api.send(200, "POST", "/customers", body=PERSON, key=KEY)
    api.send(409, "POST", "/customers", body=PERSON)
    api.send(422, "POST", "/customers", body={**PERSON, "vatNumber": "NL001234572B01"})
    api.send(400, "POST", "/customers", body=PERSON, key="17")
    sim.stop()


def test_everybody():
    """Every customer, person and vehicle there is."""
    sim = Sim()
    for name, prefix, path in (("driver2", "/driver2/v1", "/control/customers"),
                               ("kp", "/kp/v1", "/control/persons")):
        api = Api(sim, name, prefix)
        schema = {"components": api.document["components"], "type": "array",
                  "items": {"$ref": "#/components/schemas/Customer"}}
        jsonschema.Draft202012Validator(schema).validate(sim.get(path))
    api = Api(sim, "driver2", "/driver2/v1")
    schema = {"components": api.document["components"], "$ref": "#/components/schemas/Vehicles"}
    jsonschema.Draft202012Validator(schema).validate({"items": sim.get("/control/vehicles")})
    sim.stop()


def test_kp():
    sim = Sim()
    api = Api(sim, "kp", "/kp/v1")
    for query in ("?lastName=Kaapstra", "?lastName=Jansen&page=2", "?lastName=Nieuwkoper&firstName=k",
                  "?lastName=Nobodyhasthis"):
        api.send(200, "GET", "/persons", query)
    for query in ("", "?firstName=Jan", "?lastName=Jansen&email=x", "?lastName=Jansen&page=0"):
        api.send(422, "GET", "/persons", query)
    sim.stop()


def test_pon():
    sim = Sim("--decide-after", "never")
    api = Api(sim, "pon", "/pon/v1")
    made = api.send(201, "POST", "/plate-requests", body=PLATES, key=KEY)
    api.send(200, "POST", "/plate-requests", body=PLATES, key=KEY)
    api.send(409, "POST", "/plate-requests", body=PLATES, key=KEY.replace("6", "7"))
    api.send(422, "POST", "/plate-requests", body={**PLATES, "brand": "CUPRA"},
             key=KEY.replace("6", "8"))
    api.send(200, "GET", "/plate-requests", "?idempotencyKey=" + KEY)
    api.send(200, "GET", "/plate-requests", "?updatedSince=2020-01-01T00:00:00Z&page=1")
    api.send(200, "GET", "/plate-requests/" + made["id"])
    api.send(404, "GET", "/plate-requests/PR-000099")
    api.send(204, "DELETE", "/plate-requests/" + made["id"])
    sim.stop()


def test_come_back_later_and_no_token():
    for status, options in ((503, ["--faults", "503:1"]), (429, ["--faults", "429:1"]),
                            (401, ["--require-bearer", "sesame"])):
        sim = Sim(*options)
        Api(sim, "driver2", "/driver2/v1").send(status, "GET", "/customers", "?lastName=a")
        Api(sim, "kp", "/kp/v1").send(status, "GET", "/persons", "?lastName=a")
        Api(sim, "pon", "/pon/v1").send(status, "GET", "/plate-requests")
        sim.stop()


if __name__ == "__main__":
    sys.exit(run_tests(globals()))
