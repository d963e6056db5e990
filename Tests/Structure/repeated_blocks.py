#!/usr/bin/env python3
"""Fails where ten lines in a row occur twice: what they do should have one place, below both.

    Tests/Structure/repeated_blocks.py

Blank lines, comments, imports and lines of brackets alone do not count. Exercises, their answers of
every kind and hostile submissions may repeat: each is read by itself.
"""

import collections
import re
import subprocess
import sys

from references import ROOT

LENGTH = 10
ANSWERS = re.compile(
    r"^(Exercises|Solutions)/|^Tests/(Attacks|Honest)/|^Tests/Sections/.*/(Mutants|Alternatives)/")
SCRIPTS = re.compile(r"^(Makefile$|\.ci/)|\.(swift|py|[ch]|js|css|html)$|^Tests/[^.]*$")
UNCOUNTED = re.compile(r"//|#|/\*|\*|import |from \w+ import |\W*$")


def counted(text):
    """The lines that count, with their numbers, as if each were indented alike."""
    for number, line in enumerate(text.splitlines(), 1):
        line = " ".join(line.split())
        if not UNCOUNTED.match(line):
            yield number, line


def tracked_files():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
        check=True, stdout=subprocess.PIPE, text=True)
    for path in listed.stdout.split("\0"):
        if SCRIPTS.search(path) and not ANSWERS.search(path) and (ROOT / path).is_file():
            yield path


def repeated_blocks():
    """Two places that are the same, the first of each pair of files."""
    places = collections.defaultdict(list)
    for path in tracked_files():
        lines = list(counted((ROOT / path).read_text(errors="replace")))
        for start in range(len(lines) - LENGTH + 1):
            block = lines[start:start + LENGTH]
            places[tuple(line for _, line in block)].append((path, block[0][0], block[-1][0]))
    found = {}
    for at in places.values():
        for place in at[1:]:
            found.setdefault(frozenset((at[0][0], place[0])), (at[0], place))
    return found


found = sorted(repeated_blocks().values())
if found:
    sys.exit("\n".join(
        " and ".join(f"{path}:{first}-{last}" for path, first, last in places) + " are the same"
        for places in found))
