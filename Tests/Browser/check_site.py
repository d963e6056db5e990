"""Checks the built pages in Chromium, opened as files: `make browser-test` runs this.

Every test looks at the plain course and at a site with results.
"""

import pathlib
import re
import tempfile
import unittest

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe

import sites
from chromium import chromium

# Records what a page hands to the clipboard, which no test may overwrite.
RECORD_COPIES = """
window.copied = [];
Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async text => { window.copied.push(text); } },
});
"""


class SiteTests(unittest.TestCase):
    """What a reader may rely on, whichever page is open."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.sites = sites.build(pathlib.Path(folder.name))
        cls.notation = sites.build_notation(pathlib.Path(folder.name))
        cls.browser = cls.enterClassContext(chromium())

    def pages(self):
        """Every page; of the reference, which is the same in both, one copy."""
        plain, graded = self.sites
        return [self.notation] + sorted(plain.rglob("*.html")) + sorted(
            page for page in graded.rglob("*.html") if "api" not in page.parts)

    def lessons(self, site):
        return sorted(site.glob("[0-9]*/[0-9]*.html"))

    def tab(self, **options):
        context = self.browser.new_context(**options)
        self.addCleanup(context.close)
        # Pages from files are there at once: what takes longer does not come.
        context.set_default_timeout(30_000)
        return context.new_page()

    def open(self, tab, page):
        tab.goto(page.as_uri())
        return tab

    def named(self, page):
        return self.subTest(page=str(page.relative_to(self.sites[0].parent)))

    def test_every_page_opens_on_a_phone(self):
        """No complaint, nothing fetched from elsewhere, formulas set, nothing scrolls sideways."""
        tab = self.tab(viewport={"width": 320, "height": 640})
        complaints = []
        tab.on("console", lambda line: complaints.append(line.text)
               if line.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("requestfailed", lambda request: complaints.append(f"not found: {request.url}"))
        tab.on("request", lambda request: complaints.append(f"fetched: {request.url}")
               if not request.url.startswith(("file:", "data:")) else None)
        formulas = 0
        for page in self.pages():
            with self.named(page):
                complaints.clear()
                self.open(tab, page)
                self.assertEqual(complaints, [])
                self.assertEqual(tab.locator(".math:not(.rendered), .katex-error").count(), 0)
                formulas += tab.locator(".math.rendered .katex").count()
                width = tab.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(width, 320)
        self.assertGreater(formulas, 0)

    def test_the_theme_is_switched_and_remembered(self):
        site = self.sites[0]
        tab = self.open(self.tab(color_scheme="light"), site / "index.html")
        paper = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        tab.locator("button.theme").click()
        self.assertEqual(tab.evaluate("document.documentElement.dataset.theme"), "dark")
        night = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        self.assertNotEqual(night, paper)
        tab.reload()
        self.assertEqual(tab.evaluate("document.documentElement.dataset.theme"), "dark")
        self.open(tab, self.lessons(site)[0])
        self.assertEqual(tab.evaluate("getComputedStyle(document.body).backgroundColor"), night)

    def test_the_page_is_worked_with_the_keyboard(self):
        tab = self.open(self.tab(), self.lessons(self.sites[0])[0])
        tab.keyboard.press("Tab")
        skip = tab.locator("a.skip")
        self.assertTrue(skip.evaluate("link => link === document.activeElement"))
        self.assertGreaterEqual(skip.bounding_box()["x"], 0)
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        # What has the focus is seen to have it, and stands in the text, not in the lists around it.
        focus = tab.evaluate("""() => {
          const element = document.activeElement;
          return [element.closest("main") !== null, getComputedStyle(element).outlineStyle];
        }""")
        self.assertEqual(focus, [True, "solid"])
        # Boxes that scroll sideways can be scrolled without a mouse.
        for box in tab.locator("pre, .scroll, .math.display").all():
            self.assertEqual(box.get_attribute("tabindex"), "0")

    def test_without_scripts_all_but_search_and_the_switch_works(self):
        tab = self.tab(java_script_enabled=False, viewport={"width": 320, "height": 640})
        for page in self.lessons(self.sites[0]):
            with self.named(page):
                self.open(tab, page)
                self.assertFalse(tab.locator("button.search, button.theme").first.is_visible())
                for formula in tab.locator(".math").all():
                    self.assertRegex(formula.text_content(), r"\S")
                self.assertTrue(tab.locator(".outline li a").first.is_visible())
        tab.locator(".to-contents").click()
        self.assertTrue(tab.url.endswith("#contents"))
        tab.locator("nav.contents a", has_text="Glossary").click()
        self.assertEqual(tab.locator("h1").inner_text(), "Glossary")
        hints = [page for page in self.pages() if '<details class="hint"' in page.read_text()]
        self.open(tab, hints[0])
        hint = tab.locator("details.hint").first
        hint.locator("summary").click()
        self.assertTrue(hint.locator(":scope > :last-child").is_visible())

    def test_search_finds_a_word_of_each_lesson(self):
        tab = self.tab()
        for page in self.lessons(self.sites[0]):
            with self.named(page):
                self.open(tab, page)
                words = re.findall("[a-z]{7,}", tab.locator("article > p:not(.meta)").first.inner_text())
                # From another page, as a reader who looks for the lesson would.
                self.open(tab, self.sites[0] / "index.html")
                tab.keyboard.press("/")
                tab.locator("dialog.search input").fill(" ".join(words[:2]))
                option = tab.locator(f"dialog.search [role=option][href*='{page.name}']").first
                option.wait_for()
                tab.keyboard.press("Escape")

    def test_search_is_worked_with_the_keyboard(self):
        tab = self.tab()
        tab.add_init_script(Axe().axe_script)
        self.open(tab, self.sites[0] / "index.html")
        tab.keyboard.press("/")
        tab.locator("dialog.search input").fill("softmax")
        tab.locator("dialog.search [role=option]").first.wait_for()
        self.assert_accessible(tab)
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile("/2-|glossary"))

    def test_copied_code_is_the_code_alone(self):
        tab = self.tab()
        tab.add_init_script(RECORD_COPIES)
        cells = 0
        for page in self.lessons(self.sites[0]):
            self.open(tab, page)
            for cell in tab.locator("div.cell:has(.out):has(button.copy)").all():
                with self.named(page):
                    code = cell.locator("pre > code").text_content()
                    cell.locator("button.copy").dispatch_event("click")
                    self.assertEqual(tab.evaluate("window.copied.pop()"), code)
                    cells += 1
        self.assertGreater(cells, 0)

    def test_paper_shows_every_hint(self):
        tab = self.tab()
        tab.emulate_media(media="print")
        hints = 0
        for page in self.pages():
            if '<details class="hint"' not in page.read_text():
                continue
            with self.named(page):
                self.open(tab, page)
                tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
                for hint in tab.locator("details.hint").all():
                    hints += 1
                    self.assertTrue(hint.locator(":scope > :last-child").is_visible())
        self.assertGreater(hints, 0)

    def test_a_slider_chooses_a_frame(self):
        tab = self.open(self.tab(), self.notation)
        frames = tab.locator("div.frames .frame")
        self.assertEqual([frame.is_visible() for frame in frames.all()], [False, True, False])
        slider = tab.locator("div.frames input[type=range]")
        slider.focus()
        tab.keyboard.press("ArrowRight")
        self.assertEqual([frame.is_visible() for frame in frames.all()], [False, False, True])
        self.assertEqual(tab.locator("div.frames output").inner_text(), "3")
        self.assertEqual(slider.get_attribute("aria-valuetext"), "3")

    def test_a_tab_is_chosen_with_the_keyboard(self):
        tab = self.open(self.tab(), self.notation)
        shown = tab.locator("div.tabs .tab:visible")
        self.assertEqual(shown.evaluate_all("tabs => tabs.map(tab => tab.dataset.name)"), ["Swift"])
        tab.locator("div.tabs [role=tab]").first.focus()
        tab.keyboard.press("ArrowRight")
        self.assertEqual(shown.evaluate_all("tabs => tabs.map(tab => tab.dataset.name)"), ["Python"])

    def test_an_answer_is_folded_away_with_the_output(self):
        tab = self.open(self.tab(java_script_enabled=False), self.notation)
        folds = tab.locator("details.fold")
        self.assertGreater(folds.count(), 4)
        for fold in folds.all():
            self.assertFalse(fold.locator(":scope > :last-child").is_visible())
        output = tab.locator("samp", has_text="[4, 2]")
        self.assertFalse(output.is_visible())
        folds.first.locator("summary").click()
        self.assertTrue(output.is_visible())

    def test_what_is_chosen_or_folded_is_all_there_without_scripts_and_on_paper(self):
        tab = self.open(self.tab(java_script_enabled=False), self.notation)
        self.assertEqual(tab.locator("div.tabs .tab:visible").count(), 3)
        self.assertEqual(tab.locator("div.frames .frame:visible").count(), 1)
        tab = self.open(self.tab(), self.notation)
        tab.emulate_media(media="print")
        tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(tab.locator("div.tabs .tab:visible").count(), 3)
        self.assertEqual(tab.locator("div.frames .frame.middle:visible").count(), 1)
        self.assertEqual(tab.locator("div.frames .frame:visible").count(), 1)
        for fold in tab.locator("details.fold").all():
            self.assertTrue(fold.locator(":scope > :last-child").is_visible())

    def test_axe_finds_no_violation_on_any_page(self):
        """Every rule in light; in dark, which differs by its colours, those about colour."""
        tab = self.tab()
        tab.add_init_script(Axe().axe_script)
        for page in self.pages():
            with self.named(page):
                tab.emulate_media(color_scheme="light")
                self.open(tab, page)
                self.assert_accessible(tab)
                tab.emulate_media(color_scheme="dark")
                self.assert_accessible(tab, runOnly=["color-contrast", "link-in-text-block"])

    def assert_accessible(self, tab, **options):
        # The nodes that pass are many, and of no interest.
        options["resultTypes"] = ["violations"]
        found = AxeResults(tab.evaluate("options => axe.run(document, options)", options))
        self.assertEqual(found.violations_count, 0, found.generate_report())

    def test_the_page_of_results_tells_what_is_wrong(self):
        tab = self.open(self.tab(), self.sites[1] / "results.html")
        self.assertGreater(tab.locator(".findings .wrong").count(), 0)
        self.assertEqual(tab.locator("figure.chart").count(), 1)
        tab = self.open(self.tab(), self.lessons(self.sites[1])[0])
        self.assertEqual(tab.locator(".exercise .findings").count(), 1)
        tab = self.open(self.tab(), self.lessons(self.sites[0])[0])
        self.assertEqual(tab.locator(".findings, .state").count(), 0)

    def test_what_students_wrote_stays_text(self):
        dialogs = []
        tab = self.tab()
        tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        self.open(tab, self.sites[1] / "class/index.html")
        link = tab.locator("#students ~ * a", has_text=sites.HOSTILE_NAME).first
        link.click()
        self.assertEqual(tab.locator("h1").text_content(), sites.HOSTILE_NAME)
        message = tab.locator("samp", has_text="alert(2)").text_content()
        self.assertIn("\u241b[31mred", message)
        self.assertIn("</samp><script>", message)
        self.assertRegex(message, r"\[cut: [0-9]+ more bytes\]$")
        self.assertLess(len(message), 10_000)
        self.assertEqual(dialogs, [])

    def test_a_report_that_was_cut_off_is_named(self):
        tab = self.open(self.tab(), self.sites[1] / "class/index.html")
        self.assertIn("cut.json is no complete JSON", tab.locator("main").inner_text())


if __name__ == "__main__":
    unittest.main()
