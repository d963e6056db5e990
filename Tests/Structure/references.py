"""What the source files of this repository use of each other."""

import collections
import pathlib

from index_store import Index

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SOURCES = ROOT / "Sources"

# A use: the file that uses, the file that defines, and the name, which `symbol` tells from others
# of that name.
Use = collections.namedtuple("Use", "user definer name symbol")


def store_of(build):
    """The index of a build folder, such as `.build/debug`."""
    return pathlib.Path(build) / "index" / "store"


def swift_files(folder=SOURCES):
    return sorted(folder.rglob("*.swift"))


def module(file):
    return file.relative_to(SOURCES).parts[0]


def folder(file):
    """The folder of its module that a file is in; empty for one at the top."""
    parts = file.relative_to(SOURCES).parts
    return parts[1] if len(parts) > 2 else ""


class References:
    """The uses of some files, each once for a file and a name, in the order of the files."""

    def __init__(self, store, files):
        self.index = Index(store)
        self.records = self.index.records(files)
        self.missing = [file for file in files if file not in self.records]
        definer, used = {}, {}
        for file in files:
            if file in self.records:
                defined, used[file] = self.index.symbols(self.records[file])
                for symbol in defined:
                    definer.setdefault(symbol, file)
        self.uses = [
            Use(file, definer[symbol], name, symbol)
            for file in used
            for symbol, name in sorted(used[file].items(), key=lambda pair: (pair[1], pair[0]))
            if symbol in definer and definer[symbol] != file
        ]

    def line(self, use):
        """The first line of such a use."""
        return self.index.lines(self.records[use.user], {use.symbol})[use.symbol]
