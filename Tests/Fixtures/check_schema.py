#!/usr/bin/env python3
"""Says what of a JSON document does not fit a JSON Schema, a line each.

    Tests/Fixtures/check_schema.py SCHEMA <DOCUMENT

Needs Debian's python3-jsonschema.
"""

import json
import os
import sys

try:
    from jsonschema import Draft202012Validator
except ModuleNotFoundError:
    # It is there for Debian's own Python, which need not be the first on the PATH.
    system = "/usr/bin/python3"
    if sys.executable == system:
        raise
    os.execv(system, [system, *sys.argv])

with open(sys.argv[1]) as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
for fault in Draft202012Validator(schema).iter_errors(json.load(sys.stdin)):
    print(f"{fault.json_path}: {fault.message}")
