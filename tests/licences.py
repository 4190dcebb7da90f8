#!/usr/bin/env python3
"""Checks that every crate we build with has a licence that deny.toml allows, and that no banned crate came in.

Reads `cargo metadata` from standard input and the lists from deny.toml, so that both this and `cargo deny` go by
one list. cargo deny asks more (known weaknesses, sources) but takes minutes to build; this takes none.
"""

import json
import re
import sys
import tomllib


def satisfied(expression: str, allowed: set[str]) -> bool:
    """An SPDX expression: OR, AND, WITH and brackets; '/' is how old crates write OR."""
    tokens = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))

    def either() -> bool:
        result = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            result = both() or result
        return result

    def both() -> bool:
        result = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            result = one() and result
        return result

    def one() -> bool:
        name = tokens.pop(0)
        if name == "(":
            result = either()
            tokens.pop(0)
            return result
        if tokens and tokens[0] == "WITH":
            tokens.pop(0)
            name += " WITH " + tokens.pop(0)
        return name in allowed

    return either()


def main() -> int:
    with open("deny.toml", "rb") as file:
        rules = tomllib.load(file)
    allowed = set(rules["licenses"]["allow"])
    banned = {entry["crate"].split("@")[0] for entry in rules.get("bans", {}).get("deny", [])}
    faults = []
    packages = [package for package in json.load(sys.stdin)["packages"] if package["source"]]
    for package in packages:
        name = f"{package['name']} {package['version']}"
        licence = package["license"]
        if not licence or not satisfied(licence, allowed):
            faults.append(f"{name}: licence {licence or 'not told'} is not allowed")
        if package["name"] in banned:
            faults.append(f"{name} is banned")
    print("\n".join(faults) if faults else f"{len(packages)} crates, all licences allowed")
    return 1 if faults else 0


sys.exit(main())
