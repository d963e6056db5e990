#!/usr/bin/env python3
"""Fails where a folder of a module uses one that comes after it: see folder_order.py.

    Tests/Structure/check_order.py [BUILD]

BUILD is the build folder whose index is read, .build/debug if none is named. Build first.
"""

import sys

from folder_order import ORDERS
from references import ROOT, SOURCES, References, folder, module, store_of, swift_files

LIST = "Tests/Structure/folder_order.py"


def misfits(files):
    """The modules and folders that the list lacks, and those that are not there."""
    found = {}
    for file in files:
        found.setdefault(module(file), set()).add(folder(file))
        if len(file.relative_to(SOURCES).parts) > 3:
            yield f"{file.relative_to(ROOT)}: in a folder within a folder, which has no place in {LIST}"
    for name in sorted(ORDERS.keys() - found.keys()):
        yield f"{LIST}: there is no module {name}"
    for name, folders in sorted(found.items()):
        order = set(ORDERS.get(name, folders if len(folders) == 1 else []))
        for place in sorted(folders - order):
            yield f"Sources/{name}/{place}: not in the order of {LIST}"
        for place in sorted(order - folders):
            yield f"{LIST}: Sources/{name} has no folder {place}"


def faults(references):
    """What is wrong, a line each."""
    at = {(name, place): at for name, order in ORDERS.items() for at, place in enumerate(order)}
    for use in references.uses:
        name, user, definer = module(use.user), folder(use.user), folder(use.definer)
        if module(use.definer) != name or user == definer or at[name, user] > at[name, definer]:
            continue
        yield (
            f"{use.user.relative_to(ROOT)}:{references.line(use)}: {user} uses {use.name} of "
            f"{use.definer.relative_to(SOURCES)}, but {definer} comes after {user} in {LIST}")


def main():
    files = swift_files()
    if lines := list(misfits(files)):
        sys.exit("\n".join(lines))
    files = [file for file in files if module(file) in ORDERS]
    references = References(store_of(sys.argv[1] if sys.argv[1:] else ROOT / ".build/debug"), files)
    if references.missing:
        sys.exit("\n".join(
            f"{file.relative_to(ROOT)}: not in the index; build first" for file in references.missing))
    if lines := list(faults(references)):
        sys.exit("\n".join(lines))


main()
