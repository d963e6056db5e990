"""Takes the README's pictures, into docs/images, and the theme's card: `make images` runs this."""

import pathlib
import re
import sys
import tempfile

import sites
from chromium import chromium
from terminal import output_on_terminal, page

ROOT = pathlib.Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs/images"
# A README should not be slow to open.
LIMIT = 250_000


def picture(browser, address, name, width, height, scheme="light", scale=1.5, at=None):
    """Takes one picture of a window's first screen, or of the screen from an element on."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme,
        device_scale_factor=scale)
    tab = context.new_page()
    tab.goto(address)
    tab.evaluate("document.fonts.ready")
    if at:
        tab.evaluate("selector => document.querySelector(selector).scrollIntoView()", at)
    tab.screenshot(path=IMAGES / name)
    context.close()
    check(name)


def terminal_picture(browser, name):
    """Takes a picture of a half-right answer being graded."""
    words = ["grade", "2.1", "--answers", "AffineMaps.swift", "--fresh", "--seed", "1"]
    output = output_on_terminal(words, ROOT / ".build/debug/grade", IMAGES)
    with tempfile.NamedTemporaryFile("w", suffix=".html", delete=False) as file:
        file.write(page(" ".join(words), output))
    context = browser.new_context(device_scale_factor=1.5, viewport={"width": 1200, "height": 600})
    tab = context.new_page()
    tab.goto(pathlib.Path(file.name).as_uri())
    tab.locator("pre").screenshot(path=IMAGES / name)
    context.close()
    pathlib.Path(file.name).unlink()
    check(name)


def card(browser):
    """Takes the picture that is shown where a page of the course is linked."""
    course = (ROOT / "docs/course.yml").read_text()
    title, subtitle = (
        re.search(rf"(?m)^{key}: (.*)$", course).group(1) for key in ["title", "subtitle"])
    icon = (ROOT / "docs/theme/icon.svg").read_text()
    context = browser.new_context(viewport={"width": 1200, "height": 630})
    tab = context.new_page()
    tab.set_content(f"""<style>
        body {{ margin: 0; height: 630px; display: flex; align-items: center; gap: 70px;
          padding: 0 100px; box-sizing: border-box; background: #fdfcf8; color: #24221e;
          font-family: Charter, "DejaVu Serif", serif; border-bottom: 18px solid #9c3a0e; }}
        svg {{ width: 220px; height: 220px; flex: none; }}
        h1 {{ margin: 0 0 18px; font-size: 104px; }} p {{ margin: 0; font-size: 42px; color: #66615a; text-wrap: balance; }}
      </style>{icon}<div><h1></h1><p></p></div>""")
    tab.evaluate("""([title, subtitle]) => {
      document.querySelector("h1").textContent = title;
      document.querySelector("p").textContent = subtitle;
    }""", [title, subtitle])
    tab.screenshot(path=ROOT / "docs/theme/card.png")
    context.close()


def check(name):
    size = (IMAGES / name).stat().st_size
    if size > LIMIT:
        sys.exit(f"docs/images/{name} has {size:,} bytes, more than {LIMIT:,}")
    print(f"docs/images/{name}: {size:,} bytes")


def main():
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        card(browser)
        sites.build(pathlib.Path(folder))
        plain, graded, _ = sites.places(pathlib.Path(folder))
        lesson = (plain / "2-building-blocks/3-softmax.html").as_uri()
        picture(browser, lesson, "lesson.png", 1280, 1030, at="#from-scores-to-shares")
        picture(browser, lesson, "lesson-phone.png", 390, 780, scheme="dark", scale=2)
        picture(browser, (graded / "results.html").as_uri(), "results.png", 1280, 1180)
        terminal_picture(browser, "grade.png")


if __name__ == "__main__":
    main()
