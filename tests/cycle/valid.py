#!/usr/bin/env python3
"""Does what a verb over many calls prints as JSON keep its schema?

usage: valid.py NAME FILE...     schema/NAME.json; exit 77: python3-jsonschema is not installed
"""
import json
import os
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schema")


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def main(name, files):
    schema = load(os.path.join(FOLDER, name + ".json"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    resolver = jsonschema.RefResolver(name + ".json", schema, store={"calls.json": load(os.path.join(FOLDER, "calls.json"))})
    wrong = 0
    for path in files:
        for error in kind(schema, resolver=resolver).iter_errors(load(path)):
            print("%s: %s: %.200s" % (path, "/".join(map(str, error.path)), error.message))
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
