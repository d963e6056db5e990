#!/usr/bin/env python3
"""Fails where a folder of Sources/Kindling uses one that comes after it: see kindling_order.py.

    Tests/Structure/check_order.py [BUILD]

BUILD is the build folder whose index is read, .build/debug if none is named. Build first.
"""

import sys

from kindling_order import EXCEPTIONS, ORDER
from references import ROOT, SOURCES, References, folder, store_of, swift_files

LIBRARY = SOURCES / "Kindling"
LIST = "Tests/Structure/kindling_order.py"


def faults(references, place):
    """What is wrong, a line each."""
    excused = set()
    for use in references.uses:
        user, definer = folder(use.user), folder(use.definer)
        if place[user] >= place[definer]:
            continue
        path = str(use.user.relative_to(LIBRARY))
        excuse = next((key for key in ((path, use.name), (path, "*")) if key in EXCEPTIONS), None)
        if excuse:
            excused.add(excuse)
            continue
        yield (
            f"{use.user.relative_to(ROOT)}:{references.line(use)}: {user} uses {use.name} of "
            f"{use.definer.relative_to(LIBRARY)}, but {definer} comes after {user} in {LIST}")
    for path, name in sorted(EXCEPTIONS.keys() - excused):
        yield f"{LIST}: {path} no longer needs its exception for {name}; remove it"


def main():
    files = swift_files(LIBRARY)
    found = {folder(file) for file in files}
    unlisted, empty = sorted(found - set(ORDER)), sorted(set(ORDER) - found)
    if unlisted or empty:
        sys.exit("\n".join(
            [f"Sources/Kindling/{name}: not in the order of {LIST}" for name in unlisted]
            + [f"{LIST}: Sources/Kindling has no folder {name}" for name in empty]))
    references = References(store_of(sys.argv[1] if sys.argv[1:] else ROOT / ".build/debug"), files)
    if references.missing:
        sys.exit("\n".join(
            f"{file.relative_to(ROOT)}: not in the index; build first" for file in references.missing))
    if lines := list(faults(references, {name: at for at, name in enumerate(ORDER)})):
        sys.exit("\n".join(lines))


main()
