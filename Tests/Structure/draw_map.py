#!/usr/bin/env python3
"""Draws which module uses which, and which folder of a module: docs/guide/map.md.

    Tests/Structure/draw_map.py [--check] [BUILD]

BUILD is the build folder whose index is read, .build/debug if none is named. Build first. With
--check nothing is written: fails where the page lacks an arrow or has one that is gone, and where
Package.swift or the README of a module does.
"""

import argparse
import re
import sys

import manifest
import readmes
from folder_order import ORDERS
from references import ROOT, SOURCES, References, folder, module, store_of, swift_files

PAGE = ROOT / "docs/guide/map.md"

INTRODUCTION = """\
# Map

Which module uses which, and which folder of a module. `make map` draws this page from the index that
the compiler writes; `make map-check` fails when an arrow is missing or gone, here, in
`Package.swift` or in the README of a module.

A diagram leaves out an arrow where a longer way leads to the same place; the table under it has them
all. The folders of a module are in the order of `Tests/Structure/folder_order.py`; a test checks
that no arrow points back up, and between modules the package manager does.

## Modules
"""


class Graph:
    """Places, and which uses which."""

    def __init__(self, places):
        self.uses = {place: set() for place in places}

    def add(self, user, definer):
        if user != definer:
            self.uses[user].add(definer)

    def order(self):
        """The places from the bottom up: next comes the first by name that uses none of those left."""
        order, left = [], sorted(self.uses)
        while left:
            order.append(next(place for place in left if self.uses[place].isdisjoint(left)))
            left.remove(order[-1])
        return order

    def drawing(self, order):
        """A diagram in Mermaid's language, which pages of repositories show."""
        below = {}
        for place in order:
            below[place] = self.uses[place].union(*(below[other] for other in self.uses[place]))
        lines = ["```mermaid", "flowchart TD"]
        lines += [f'  {name(place)}["{shown(place)}"]' for place in reversed(order)]
        for place in reversed(order):
            lines += [
                f"  {name(place)} --> {name(other)}"
                for other in sorted(self.uses[place])
                if not any(other in below[between] for between in self.uses[place])
            ]
        return lines + ["```", ""]

    def table(self, order, title):
        lines = [f"| {title} | uses |", "|---|---|"]
        for place in reversed(order):
            used = ", ".join(map(shown, sorted(self.uses[place])))
            lines.append(f"| {shown(place)} | {used} |")
        return lines + [""]

    def section(self, order, title):
        return self.drawing(order) + self.table(order, title)


def name(place):
    """What a diagram calls a place."""
    return place or "top"


def shown(place):
    return place or "(top)"


def imported(file, modules):
    """The C modules of this repository that a file imports."""
    found = re.findall(r"^\s*(?:\w+ )?import (\w+)", file.read_text(), re.MULTILINE)
    return sorted(modules.intersection(found))


def module_graph(files, references):
    names = sorted(path.name for path in SOURCES.iterdir() if path.is_dir())
    graph = Graph(names)
    for use in references.uses:
        graph.add(module(use.user), module(use.definer))
    # The index has no names of C's: a file that imports them counts once.
    in_c = {name for name in names if not swift_files(SOURCES / name)}
    for file in files:
        for other in imported(file, in_c):
            graph.add(module(file), other)
    return graph


def folder_graph(name, files, references):
    graph = Graph({folder(file) for file in files if module(file) == name})
    for use in references.uses:
        if module(use.user) == module(use.definer) == name:
            graph.add(folder(use.user), folder(use.definer))
    return graph


def page(modules, files, references):
    lines = [INTRODUCTION, *modules.section(modules.order(), "module")]
    for name in sorted({module(file) for file in files}):
        graph = folder_graph(name, files, references)
        if len(graph.uses) > 1:
            lines += [f"## {name}", "", *graph.section(ORDERS[name], "folder")]
    return "\n".join(lines)


def arrows(text):
    """The arrows of a page: of each place in a table, what it uses."""
    found, title = set(), ""
    for line in text.splitlines():
        if line.startswith("## "):
            title = line.removeprefix("## ")
        elif line.startswith("| ") and not line.startswith(("| module", "| folder")):
            place, used = [cell.strip() for cell in line.split("|")[1:-1]]
            found |= {f"{title}: {place} uses {other}" for other in used.split(", ") if other}
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("build", nargs="?", default=ROOT / ".build/debug")
    options = parser.parse_args()
    files = swift_files()
    references = References(store_of(options.build), files)
    if references.missing:
        sys.exit("\n".join(
            f"{file.relative_to(ROOT)}: not in the index; build first" for file in references.missing))
    modules = module_graph(files, references)
    text = page(modules, files, references)
    if not options.check:
        PAGE.write_text(text)
        return
    old, new = arrows(PAGE.read_text()), arrows(text)
    changed = [f"{arrow}, which is new" for arrow in sorted(new - old)]
    changed += [f"{arrow} no longer" for arrow in sorted(old - new)]
    if changed:
        page_name = PAGE.relative_to(ROOT)
        changed.insert(0, f"{page_name} is not current: draw it with `make map`")
    if lines := changed + list(manifest.faults(modules)) + list(readmes.faults(modules)):
        sys.exit("\n".join(lines))


main()
