# SPDX-License-Identifier: GPL-3.0-or-later
"""The plate rules once more, written from the rules' text alone, to judge baliectl by."""

import datetime
import unicodedata

DAY = datetime.timedelta(days=1)

CONDITIONS = [
    "kind", "delivered", "vin", "plate", "approved", "brand", "cancelled", "plates", "requested",
    "dealer",
]

SERVED = [
    "VW", "Volkswagen", "VWB", "VW Bedrijfswagens", "Volkswagen Commercial Vehicles",
    "Volkswagen Nutzfahrzeuge", "Audi", "SEAT", "Škoda", "Porsche", "Bentley", "Lamborghini",
    "Bugatti",
]

DEFAULTS = {
    "days-after-unloading": 14,
    "days-before-nlv": 7,
    "days-before-delivery": 7,
    "days-after-k-code": 14,
    "when-planned-not-before-nlv": "attention",
    "when-planned-late": "attention",
    "when-not-unloaded": "attention",
}


def fold(text):
    """Case, accents and surrounding space do not count."""
    decomposed = unicodedata.normalize("NFKD", text.strip())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


FOLDED_SERVED = {fold(name) for name in SERVED}


def clean_vin(text):
    return text.replace(" ", "").replace("-", "").upper()


def vin_is_well_formed(text):
    vin = clean_vin(text)
    return len(vin) == 17 and all(c in "ABCDEFGHJKLMNPRSTUVWXYZ0123456789" for c in vin)


def get_blocking(order, requested):
    """Which conditions of section 1 are not met; @requested: order or VIN has a live request."""
    unmet = {
        "kind": order["kind"] != "new",
        "delivered": order["status"] == "delivered",
        "vin": not vin_is_well_formed(order["vin"]),
        "plate": order["plate"] != "",
        "approved": not order["approved"],
        "brand": fold(order["brand"]) not in FOLDED_SERVED,
        "cancelled": order["status"] == "cancelled",
        "plates": not order["plates"],
        "requested": requested,
        "dealer": order["dealer"].strip() == "",
    }
    return [code for code in CONDITIONS if unmet[code]]


def get_stock_rule(order, settings):
    if order["k_code"] is None:
        return None, None, "stock-no-k-code"
    return "stock", order["k_code"] + settings["days-after-k-code"] * DAY, None


def get_planned_rule(order, settings):
    """D is known."""
    in_the_way = []
    delivery, nlv, unloading = order["delivery"], order["nlv"], order["unloading"]
    if nlv is not None and delivery >= nlv:
        in_the_way.append("planned-not-before-nlv")
    limit = settings["days-after-unloading"] * DAY
    if unloading is not None and order["planned"] > unloading + limit:
        in_the_way.append("planned-late")
    if unloading is None:
        in_the_way.append("not-unloaded")
    for code in in_the_way:
        if settings["when-" + code] == "attention":
            return None, None, code
    return "planned", delivery - settings["days-before-delivery"] * DAY, None


def get_rule(order, settings):
    """Rule, day, and what would need attention."""
    if order["stock"]:
        return get_stock_rule(order, settings)
    if order["delivery"] is not None:
        return get_planned_rule(order, settings)
    if order["nlv"] is not None:
        return "nlv", order["nlv"] - settings["days-before-nlv"] * DAY, None
    if order["unloading"] is not None:
        return "unloaded", order["unloading"] + settings["days-after-unloading"] * DAY, None
    return None, None, "no-dates"


def explain(order, settings=None, requested=False, rejected=False):
    """As `baliectl orders explain` has it; @rejected: PON said no to exactly these fields."""
    values = dict(DEFAULTS, **(settings or {}))
    blocking = get_blocking(order, requested)
    rule, due, attention = get_rule(order, values)
    if rejected:
        attention = "rejected"
    return {
        "order": order["number"],
        "eligible": not blocking,
        "blocking": blocking,
        "rule": rule,
        "due_on": due.isoformat() if due else None,
        "attention": attention if not blocking else None,
    }


def is_due(explanation, today):
    return (explanation["eligible"] and explanation["rule"] is not None and
            explanation["attention"] is None and explanation["due_on"] <= today.isoformat())
