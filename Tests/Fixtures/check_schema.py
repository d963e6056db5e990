#!/usr/bin/env python3
"""Says what of a JSON document does not fit a JSON Schema, a line each.

    Tests/Fixtures/check_schema.py SCHEMA <DOCUMENT

Needs Debian's python3-jsonschema.
"""

import json
import sys

from jsonschema import Draft202012Validator

with open(sys.argv[1]) as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
for fault in Draft202012Validator(schema).iter_errors(json.load(sys.stdin)):
    print(f"{fault.json_path}: {fault.message}")
