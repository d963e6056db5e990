#!/usr/bin/env python3
"""Times `benchmark` side by side with PyTorch, and with JAX, where they are installed.

    Tests/Benchmark/compare.py --python .venv-bench/bin/python        # or: make bench

Each round runs all of them in turn, and a ratio is taken within one round, so that what else the
machine does matters less; more than 1 means that this library is faster. The times and the ratio
are medians over the rounds. at_least_torch.txt holds the ratio to PyTorch that each workload must
reach: one that falls short, or is missing, makes the exit status 1.

With --base it is timed beside another build of itself instead, such as that of an earlier commit, and
a workload that takes 3 percent longer makes the exit status 1.

With --device both compute on that device, and no ratio is asked for: PyTorch knows OpenCL's devices
as cuda alone.
"""

import argparse
import json
import math
import os
import pathlib
import platform
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
REFERENCES = {"torch": "torch_reference.py", "jax": "jax_reference.py"}
INSTALL = "python3 -m venv .venv-bench && .venv-bench/bin/pip install torch numpy jax"


def has(python, module):
    try:
        found = subprocess.run([python, "-c", f"import {module}"], capture_output=True)
    except OSError:
        return False
    return found.returncode == 0


def times(command):
    """The JSON object that a command prints."""
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {run.returncode}:\n{run.stderr[-2000:]}")
    try:
        return json.loads(run.stdout)
    except json.JSONDecodeError:
        sys.exit(f"{' '.join(map(str, command))} printed no JSON: {run.stdout[:200]!r}")


def show_progress(text):
    if sys.stderr.isatty():
        print(f"\r\033[2K{text}", end="", file=sys.stderr, flush=True)


def take_rounds(commands, count):
    """What each command printed, a list over the rounds."""
    taken = {name: [] for name in commands}
    for number in range(1, count + 1):
        for name, command in commands.items():
            show_progress(f"round {number} of {count}: {name} ...")
            taken[name].append(times(command))
    show_progress("")
    return taken


def rows(ours, theirs):
    """The workloads that both have, with their times and the ratios of the rounds."""
    keys = [key for key in theirs[0] if key.endswith(("_s", "_ns")) and key in ours[0]]
    made = []
    for key in keys:
        ratios = [theirs_once[key] / ours_once[key] for ours_once, theirs_once in zip(ours, theirs)]
        unit = 1e-9 if key.endswith("_ns") else 1
        made.append({
            "workload": key.rsplit("_", 1)[0],
            "ours": statistics.median(once[key] for once in ours) * unit,
            "reference": statistics.median(once[key] for once in theirs) * unit,
            "ratio": statistics.median(ratios), "least": min(ratios), "most": max(ratios),
        })
    return made


def readable(seconds):
    for size, name in ((1e-6, "ns"), (1e-3, "us"), (1, "ms")):
        if seconds < size:
            return f"{seconds / size * 1000:.4g} {name}"
    return f"{seconds:.4g} s"


def show(name, table):
    print(f"{'workload':20}{'Kindling':>12}{name:>24}{'ratio':>8}{'least':>8}{'most':>8}")
    for row in table:
        print(f"{row['workload']:20}{readable(row['ours']):>12}{readable(row['reference']):>24}"
              f"{row['ratio']:8.2f}{row['least']:8.2f}{row['most']:8.2f}")
    mean = math.exp(statistics.fmean(math.log(row["ratio"]) for row in table))
    print(f"geometric mean of the ratios: {mean:.2f}\n", flush=True)


def shortfalls(table):
    """The workloads of at_least_torch.txt that do not reach their ratio."""
    ratios = {row["workload"]: row["ratio"] for row in table}
    short = []
    for line in (HERE / "at_least_torch.txt").read_text().splitlines():
        words = line.split("#")[0].split()
        if not words:
            continue
        ratio = ratios.get(words[0].rsplit("_", 1)[0])
        if ratio is None:
            short.append(f"{words[0]} is missing")
        elif ratio < float(words[1]):
            short.append(f"{words[0]} {ratio:.2f} < {words[1]}")
    return short


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    return f"{os.cpu_count()} x {model}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ours", default=ROOT / ".build/release/benchmark", help="the built program")
    parser.add_argument("--python", default=sys.executable, help="a Python that has PyTorch")
    parser.add_argument("--base", help="another build of the program, to compare with that alone")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--device", help="where both compute, cuda:0 for instance")
    parser.add_argument("--output", type=pathlib.Path, help="write the tables here as JSON, too")
    arguments = parser.parse_args()

    on_device = ["--device", arguments.device] if arguments.device else []
    found = [
        module for module in REFERENCES if not arguments.base and has(arguments.python, module)]
    if on_device:
        found = [module for module in found if module == "torch"]
    if "torch" not in found and not arguments.base:
        print(f"PyTorch is not installed ({arguments.python} cannot import torch). To compare:\n\n"
              f"    {INSTALL}\n", flush=True)
    if not found and not arguments.base:
        sys.exit(subprocess.run([arguments.ours, *on_device]).returncode)
    commands = {"ours": [arguments.ours, "--format", "json", *on_device]}
    for module in found:
        commands[module] = [arguments.python, HERE / REFERENCES[module], *on_device]
    if arguments.base:
        commands["base"] = [arguments.base, "--format", "json", *on_device]
    taken = take_rounds(commands, arguments.rounds)

    tables = {name: rows(taken["ours"], taken[name]) for name in commands if name != "ours"}
    references = [
        {"name": taken[name][0].get("version", name), "rows": table}
        for name, table in tables.items()]
    print(f"{processor()}, matrix products: {taken['ours'][0]['products']}\n")
    for reference in references:
        show(reference["name"], reference["rows"])
    if arguments.output:
        document = {
            "processor": processor(), "rounds": arguments.rounds, "references": references}
        arguments.output.write_text(json.dumps(document, indent=1) + "\n")
    short = shortfalls(tables["torch"]) if "torch" in tables and not on_device else []
    short += [
        f"{row['workload']} {row['ratio']:.2f} < 0.97"
        for row in tables.get("base", []) if row["ratio"] < 0.97]
    if short:
        sys.exit("falls short: " + "; ".join(short))


if __name__ == "__main__":
    main()
