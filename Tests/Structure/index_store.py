"""Reads the index that the compiler writes beside a debug build: what each file defines and names.

The index is exact where text is not: it knows which `+`, which `sum` and which `init` a line means.
Its reader is a C library of the toolchain, `libIndexStore`.
"""

import ctypes
import json
import pathlib
import subprocess
import sys
from ctypes import CFUNCTYPE, POINTER, byref, c_bool, c_char_p, c_int, c_size_t, c_uint, c_uint64
from ctypes import c_void_p

DEFINITION = 0b11  # A declaration or a definition.
REFERENCE = 0b100
RECORD = 2  # The kind of a unit's dependency that names what is known of a file.


class Text(ctypes.Structure):
    """Text as the library hands it over: not ended by a zero."""

    _fields_ = [("data", c_void_p), ("length", c_size_t)]

    def __str__(self):
        return ctypes.string_at(self.data, self.length).decode()


ForEachText = CFUNCTYPE(c_bool, c_void_p, Text)
ForEach = CFUNCTYPE(c_bool, c_void_p, c_void_p)

# Each function's result and arguments.
FUNCTIONS = {
    "store_create": (c_void_p, c_char_p, POINTER(c_void_p)),
    "store_units_apply_f": (c_bool, c_void_p, c_uint, c_void_p, ForEachText),
    "unit_reader_create": (c_void_p, c_void_p, c_char_p, POINTER(c_void_p)),
    "unit_reader_dispose": (None, c_void_p),
    "unit_reader_get_main_file": (Text, c_void_p),
    "unit_reader_dependencies_apply_f": (c_bool, c_void_p, c_void_p, ForEach),
    "unit_dependency_get_kind": (c_int, c_void_p),
    "unit_dependency_get_name": (Text, c_void_p),
    "unit_dependency_get_filepath": (Text, c_void_p),
    "record_reader_create": (c_void_p, c_void_p, c_char_p, POINTER(c_void_p)),
    "record_reader_dispose": (None, c_void_p),
    "record_reader_symbols_apply_f": (c_bool, c_void_p, c_bool, c_void_p, ForEach),
    "record_reader_occurrences_apply_f": (c_bool, c_void_p, c_void_p, ForEach),
    "symbol_get_usr": (Text, c_void_p),
    "symbol_get_name": (Text, c_void_p),
    "symbol_get_roles": (c_uint64, c_void_p),
    "occurrence_get_symbol": (c_void_p, c_void_p),
    "occurrence_get_roles": (c_uint64, c_void_p),
    "occurrence_get_line_col": (None, c_void_p, POINTER(c_uint), POINTER(c_uint)),
}


def library():
    """The toolchain's `libIndexStore`, with its functions by their names without the prefix."""
    target = subprocess.run(
        ["swiftc", "-print-target-info"], capture_output=True, text=True, check=True)
    resources = pathlib.Path(json.loads(target.stdout)["paths"]["runtimeResourcePath"])
    suffix = "dylib" if sys.platform == "darwin" else "so"
    loaded = ctypes.CDLL(str(resources.parent / f"libIndexStore.{suffix}"))
    functions = type("IndexStore", (), {})
    for name, (result, *arguments) in FUNCTIONS.items():
        function = getattr(loaded, f"indexstore_{name}")
        function.restype, function.argtypes = result, arguments
        setattr(functions, name, function)
    return functions


class Index:
    """What the build in a folder knows of the files that it was made from."""

    def __init__(self, store):
        if not pathlib.Path(store).is_dir():
            sys.exit(f"{store}: no index here. `swift build` makes one; a release build does not.")
        self.library = library()
        self.store = self.library.store_create(str(store).encode(), byref(c_void_p()))

    def records(self, files):
        """The name of each file's record. A file that is not compiled has none."""
        # A unit is named after its object file, so that those of other packages need no reading.
        starts = tuple(f"{file.name}.o-" for file in files)
        units = []
        self.library.store_units_apply_f(
            self.store, 1, None, ForEachText(lambda _, name: bool(units.append(str(name))) or True))
        wanted = {str(file): file for file in files}
        found = {}
        for unit in units:
            if not unit.startswith(starts):
                continue
            reader = self.library.unit_reader_create(self.store, unit.encode(), byref(c_void_p()))
            path = str(self.library.unit_reader_get_main_file(reader))
            # A file that was moved away leaves its unit behind.
            if path in wanted:
                found[wanted[path]] = self.record(reader, path)
            self.library.unit_reader_dispose(reader)
        return {file: record for file, record in found.items() if record}

    def record(self, reader, path):
        """The record of the unit's main file."""
        names = []

        def each(_, dependency):
            if (self.library.unit_dependency_get_kind(dependency) == RECORD
                    and str(self.library.unit_dependency_get_filepath(dependency)) == path):
                names.append(str(self.library.unit_dependency_get_name(dependency)))
            return True

        self.library.unit_reader_dependencies_apply_f(reader, None, ForEach(each))
        return names[0] if names else None

    def symbols(self, record):
        """The symbols that a file defines, and the names of those that it uses, by symbol."""
        defined, used = set(), {}

        def each(_, symbol):
            roles = self.library.symbol_get_roles(symbol)
            usr = str(self.library.symbol_get_usr(symbol))
            if roles & DEFINITION:
                defined.add(usr)
            if roles & REFERENCE:
                name = str(self.library.symbol_get_name(symbol))
                # Reading a property is also a use of its getter.
                if not name.startswith(("getter:", "setter:")):
                    used[usr] = name
            return True

        self.read(record, "record_reader_symbols_apply_f", True, None, ForEach(each))
        return defined, used

    def lines(self, record, symbols):
        """The first line on which a file uses each of some symbols."""
        first = {}

        def each(_, occurrence):
            usr = str(self.library.symbol_get_usr(
                self.library.occurrence_get_symbol(occurrence)))
            if usr in symbols and self.library.occurrence_get_roles(occurrence) & REFERENCE:
                line = c_uint()
                self.library.occurrence_get_line_col(occurrence, byref(line), byref(c_uint()))
                first[usr] = min(line.value, first.get(usr, line.value))
            return True

        self.read(record, "record_reader_occurrences_apply_f", None, ForEach(each))
        return first

    def read(self, record, function, *arguments):
        reader = self.library.record_reader_create(
            self.store, record.encode(), byref(c_void_p()))
        getattr(self.library, function)(reader, *arguments)
        self.library.record_reader_dispose(reader)
