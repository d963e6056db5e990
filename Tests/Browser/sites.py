"""Builds the sites that the browser tests look at: the plain course, and one with results."""

import json
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / ".build/debug"

HOSTILE_NAME = "<script>alert(1)</script>"
HOSTILE_TEXT = "\x1b[31mred\x1b[0m </samp><script>alert(2)</script>" + "x" * 10_000_000


def places(folder):
    """Where `build` puts the plain course, the one with results, and the page of the notation."""
    return (folder / "plain", folder / "graded",
            folder / "notation/site/2-building-blocks/1-affine-maps.html")


def build(folder):
    """Builds both sites, and the page that shows each notation of lessons, in a folder."""
    plain, graded, _ = places(folder)
    build_notation(folder)
    lessons("build", "--output", plain)
    complete, wrong = reports(folder)
    history, group = folder / "history", folder / "class"
    # A student who goes on from section to section.
    sections = len(wrong["sections"])
    for attempt, count in enumerate([sections // 6, sections // 3, sections // 2, sections], start=1):
        save({**wrong, "sections": wrong["sections"][:count]}, history / f"{attempt}.json")
    save(complete, group / "ada.json")
    save(wrong, group / "ben/1.json")
    save(complete, group / "ben/2.json")
    save(hostile(wrong), group / "hostile.json")
    (group / "cut.json").write_text(json.dumps(wrong)[:3000])
    lessons("build", "--output", graded, "--results", history, "--class", group)


def build_notation(folder):
    made = folder / "notation"
    place = made / "docs/lessons/2-building-blocks"
    place.mkdir(parents=True)
    for name in [".build", "Package.swift", "Sources"]:
        (made / name).symlink_to(ROOT / name)
    for name in ["course.yml", "forbidden.yml", "glossary.md"]:
        shutil.copy(ROOT / "docs" / name, made / "docs" / name)
    shutil.copytree(ROOT / "docs/theme", made / "docs/theme")
    with open(made / "docs/course.yml", "a") as course:
        course.write("address: https://example.org/course\n")
    # The other sections have rows and no lesson, so that the glossary's links lead to something.
    for row in (ROOT / "docs/lessons").glob("*/*.yml"):
        chapter = made / "docs/lessons" / row.parent.name
        chapter.mkdir(exist_ok=True)
        shutil.copy(row, chapter / row.name)
    first = place / "1-affine-maps.yml"
    lines = [line for line in first.read_text().splitlines() if not line.startswith("form:")]
    if not any(line.startswith("minutes:") for line in lines):
        lines += ["minutes: {read: 1, exercise: 2}", "afterwards: [Read this., Write it.]"]
    first.write_text("\n".join(lines) + "\n")
    shutil.copy(ROOT / "Tests/Fixtures/Notation/lesson.md", place / "1-affine-maps.md")
    lessons("build", cwd=made)


def lessons(*words, cwd=ROOT):
    subprocess.run([PROGRAMS / "lessons", *words], cwd=cwd, check=True)


def reports(folder):
    """A report of right answers, and one of answers that hidden tests catch."""
    answers = folder / "answers"
    answers.mkdir(parents=True)
    for mutants in sorted((ROOT / "Tests/Sections").glob("*/*/Mutants")):
        module = mutants.parent.name.split("-", 1)[1]
        # A section without an answer is part of the picture, too.
        if module != "BagOfWords":
            shutil.copy(sorted(mutants.glob("*.swift"))[0], answers / f"{module}.swift")
    (answers / "Softmax.swift").write_text("import Kindling\n\npublic func softmax(\n")
    return grade(ROOT / "Solutions", folder), grade(answers, folder)


def grade(answers, folder):
    file = folder / "report.json"
    words = ["--answers", answers, "--format", "json", "--seed", "1", "--output", file]
    status = subprocess.run([PROGRAMS / "grade", *words], cwd=ROOT).returncode
    if status > 1:
        raise SystemExit(f"grade ended with status {status}")
    return json.loads(file.read_text())


def hostile(report):
    """A copy of a report whose student and output try to be more than text."""
    report = json.loads(json.dumps(report))
    report["student"] = HOSTILE_NAME
    tests = (
        test
        for section in report["sections"]
        for part in section["parts"]
        for test in part["tests"]
        if test["verdict"]["kind"] == "failed"
    )
    next(tests)["verdict"]["messages"] = [HOSTILE_TEXT]
    return report


def save(report, file):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report))
