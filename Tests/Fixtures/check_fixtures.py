#!/usr/bin/env python3
"""Makes the fixtures again, in a folder of their own, and compares them with those in the repository.

    .venv-bench/bin/python Tests/Fixtures/check_fixtures.py        # or: make fixtures-check

Another version of PyTorch or NumPy, or another processor, adds numbers up in another order. So a
number may differ by ROUNDINGS half units in the last place of its dtype, at the largest number of its
tensor; where such differences add up over many steps, by a share of itself (OF_ITSELF). PyTorch's vector
functions (exp, and with it sigmoid and softmax) are within one unit, so those of two processors are
within two of each other, and a derivative, a product of two such values, within four: eight halves. A derivative
may be called otherwise: that is told, and is no failure. Everything else must be equal.
"""
import json
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
MADE = {"make_golden.py": "golden.json", "make_training.py": "training.json", "make_random.py": "random.json",
        "make_layerwise.py": "layerwise.json", "make_ngram.py": "ngram.json",
        "make_layouts.py": "layouts.json",
        "make_files.py": "files/expected.json",
        **{f"make_tutorial_001_{part}.py": f"tutorial_001_{part}.json"
           for part in ("tensors", "operations", "autograd", "training")}}
ROUNDOFF = {"float64": 2**-53, "float32": 2**-24, "float16": 2**-11}
ROUNDINGS, OF_ITSELF = 8, {"runs": 1e-4, "optimizers": 1e-6}


class Comparison:
    def __init__(self):
        self.numbers = self.different = self.worst = 0
        self.names, self.wrong = [], []

    def compare(self, old, new, path="", dtype="float64", scale=0):
        if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
            dtype = old.get("dtype") or dtype
            for key in old:
                self.compare(old[key], new[key], f"{path}/{key}", dtype)
        elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
            largest = max((abs(x) for x in old if isinstance(x, float) and math.isfinite(x)), default=0)
            for index, pair in enumerate(zip(old, new)):
                self.compare(*pair, f"{path}[{index}]", dtype, largest)
        elif isinstance(old, float) and isinstance(new, (float, int)):
            self.number(old, new, path, dtype, scale)
        elif old != new:
            if path.endswith(("/name", "/node")):
                self.names.append(f"{old}, now {new}")
            elif path != "/torch":
                self.wrong.append(f"{path}: {str(old)[:60]}, now {str(new)[:60]}")

    def number(self, old, new, path, dtype, scale):
        self.numbers += 1
        if old == new:
            return
        self.different += 1
        size = max(abs(old), abs(new), scale)
        share = OF_ITSELF.get(path.split("/")[1].split("[")[0])
        if share:
            is_close = abs(old - new) <= share * size
        else:
            roundings = abs(old - new) / (ROUNDOFF.get(dtype, 2**-53) * size)
            self.worst = max(self.worst, roundings)
            is_close = roundings <= ROUNDINGS
        if not is_close:
            self.wrong.append(f"{path}: {old}, now {new}")


def main():
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        fixtures = Path(folder) / "Tests" / "Fixtures"
        # Some scripts read a text that the library's benchmark has.
        (Path(folder) / "Sources").symlink_to(HERE.resolve().parents[1] / "Sources")
        shutil.copytree(HERE, fixtures, ignore=shutil.ignore_patterns("__pycache__"))
        for script, name in MADE.items():
            made = subprocess.run([sys.executable, script], cwd=fixtures, capture_output=True, text=True)
            if made.returncode:
                print(f"{script} cannot run: {made.stderr.strip().splitlines()[-1]}")
                failed = True
                continue
            old, new = (json.loads((place / name).read_text()) for place in (HERE, fixtures))
            found = Comparison()
            found.compare(old, new)
            versions = [x.get("torch") for x in (old, new)] if isinstance(old, dict) else [None, None]
            made_with = f", made with PyTorch {versions[0]}, now {versions[1]}" if versions[0] != versions[1] else ""
            print(f"{name}: {found.different} of {found.numbers} numbers differ, by at most "
                  f"{found.worst:.1f} half units in the last place{made_with}")
            for line in sorted(set(found.names)):
                print(f"  a derivative is called {line}")
            for line in found.wrong[:10]:
                print(f"  {line}")
            failed = failed or bool(found.wrong)
        for path in sorted(HERE.glob("files/*")):
            again = fixtures / "files" / path.name
            if path.suffix != ".json" and (not again.exists() or again.read_bytes() != path.read_bytes()):
                print(f"files/{path.name} would change")
                failed = True
    sys.exit("fixtures differ from what is made now" if failed else 0)


main()
