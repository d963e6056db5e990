"""Checks the built pages in Chromium, opened as files: `make browser-test` runs this.

Every test looks at the plain course and at a site with results. pytest runs them, one at a time on
each core, with a browser for each.
"""

import os
import pathlib
import re
import sys
import tempfile
import unittest
import urllib.parse

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe

import sites
from chromium import chromium

# The variable that says where the sites are, which all processes share.
SITES = "KINDLING_SITES"

# Records what a page hands to the clipboard, which no test may overwrite.
RECORD_COPIES = """
window.copied = [];
Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async text => { window.copied.push(text); } },
});
"""

# Names, classes and roles of the elements, each with those of the one that it is in.
KINDS_OF_ELEMENTS = """() => {
  const kind = element => [element.tagName, ...Array.from(element.classList).sort(),
    ...Array.from(element.attributes, one => one.name == "role" ? one.value : one.name)
      .filter(name => name.startsWith("aria-") || !name.includes("-")).sort()].join(" ");
  return Array.from(document.querySelectorAll("body *"), element =>
    kind(element.parentElement) + " > " + kind(element));
}"""


class SiteTests(unittest.TestCase):
    """What a reader may rely on, whichever page is open."""

    @classmethod
    def setUpClass(cls):
        *cls.sites, cls.notation = sites.places(pathlib.Path(os.environ[SITES]))
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

    def is_there(self, address):
        """Whether an address of these pages is that of a file."""
        return pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(address).path)).is_file()

    def test_every_page_opens_on_a_phone(self):
        """No complaint, nothing fetched from elsewhere, nothing scrolls sideways."""
        tab = self.tab(viewport={"width": 320, "height": 640})
        complaints = []
        tab.on("console", lambda line: complaints.append(line.text)
               if line.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        # The next page may open while the last one's icon is on its way.
        tab.on("requestfailed", lambda request: complaints.append(f"not found: {request.url}")
               if not (request.failure == "net::ERR_ABORTED" and self.is_there(request.url)) else None)
        tab.on("request", lambda request: complaints.append(f"fetched: {request.url}")
               if not request.url.startswith(("file:", "data:")) else None)
        for page in self.pages():
            with self.named(page):
                complaints.clear()
                self.open(tab, page)
                self.assertEqual(complaints, [])
                width = tab.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(width, 320)

    def test_formulas_are_set_without_scripts_and_their_files_are_where_they_are(self):
        tab = self.tab(java_script_enabled=False)
        fetched = []
        tab.on("request", lambda request: fetched.append(request.url))
        formulas = 0
        for page in self.lessons(self.sites[0]) + [self.sites[0] / "index.html"]:
            with self.named(page):
                fetched.clear()
                self.open(tab, page)
                shown = tab.locator(".math > .katex, .math > .katex-display")
                self.assertEqual(shown.count(), tab.locator(".math").count())
                formulas += shown.count()
                hasFormulas = shown.count() > 0
                self.assertEqual(any("katex" in name for name in fetched), hasFormulas)
                if hasFormulas:
                    formula = shown.first.locator(".katex-html").first
                    self.assertTrue(formula.is_visible() or self.is_folded_away(formula))
                    # What is read aloud, and what KaTeX's own type is made of.
                    self.assertEqual(tab.locator(".math math").count(), tab.locator(".math").count())
                    font = shown.first.evaluate("part => getComputedStyle(part.closest('.katex') "
                                                "|| part.querySelector('.katex')).fontFamily")
                    self.assertIn("KaTeX_Main", font)
        self.assertGreater(formulas, 50)

    def is_folded_away(self, element):
        return element.evaluate("element => element.closest('details:not([open])') !== null")

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
        # What has the focus is seen to have it, and is in the text, not in the lists around it.
        focus = tab.evaluate("""() => {
          const element = document.activeElement;
          return [element.closest("main") !== null, getComputedStyle(element).outlineStyle];
        }""")
        self.assertEqual(focus, [True, "solid"])

    def test_boxes_that_scroll_are_in_a_keyboards_reach_and_show_it(self):
        """Those alone: a stop at each box that does not scroll is a stop for nothing."""
        tab = self.tab(viewport={"width": 360, "height": 740})
        scrolling = resting = 0
        for page in self.lessons(self.sites[0]):
            with self.named(page):
                self.open(tab, page)
                boxes = tab.evaluate("""() => Array.from(
                  document.querySelectorAll("pre, .scroll, .math.display, .chart.wide"), box => ({
                    scrolls: box.scrollWidth > box.clientWidth + 1
                      || box.scrollHeight > box.clientHeight + 1,
                    stops: box.tabIndex === 0,
                    shadows: getComputedStyle(box).backgroundImage.split("linear-gradient").length,
                  }))""")
                for box in boxes:
                    self.assertEqual(box["stops"], box["scrolls"])
                    self.assertEqual(box["shadows"], 5 if box["scrolls"] else 1)
                scrolling += sum(box["scrolls"] for box in boxes)
                resting += sum(not box["scrolls"] for box in boxes)
        self.assertGreater(scrolling, 10)
        self.assertGreater(resting, 10)

    def test_a_keyboard_is_through_a_page_in_fewer_than_forty_stops(self):
        tab = self.tab(viewport={"width": 1280, "height": 900})
        for page in self.kinds():
            with self.named(page):
                self.open(tab, page)
                stops = 0
                while stops < 40:
                    tab.keyboard.press("Tab")
                    # After the last stop comes the window, or the first again.
                    isRound = "document.activeElement.matches('body, a.skip')"
                    if stops > 0 and tab.evaluate(isRound):
                        break
                    stops += 1
                self.assertLess(stops, 40)

    def test_arrow_keys_lead_to_every_link_of_a_group(self):
        tab = self.open(self.tab(), self.lessons(self.sites[0])[0])
        links = tab.locator("pre a, a.api, a.term, a.anchor, button.copy").evaluate_all(
            "items => items.filter(item => item.checkVisibility() "
            "&& !item.closest('main table')).length")
        tab.locator("button.copy").first.focus()
        tab.keyboard.press("Home")
        seen = 1
        while seen < links + 5:
            before = tab.evaluate_handle("document.activeElement")
            tab.keyboard.press("ArrowDown")
            if tab.evaluate("before => before === document.activeElement", before):
                break
            seen += 1
        self.assertEqual(seen, links)

    def kinds(self):
        """A page of each kind."""
        plain, graded = self.sites
        return [
            self.notation, *self.lessons(plain), plain / "index.html", plain / "names.html",
            plain / "glossary.html", *sorted(plain.glob("[0-9]*/index.html")),
            plain / "api/index.html", plain / "api/pytorch-names.html",
            plain / "api/Kindling/Tensor.html", graded / "results.html", graded / "class/index.html",
            graded / "class/insight.html",
        ]

    def test_the_contents_show_where_the_reader_is(self):
        page = self.lessons(self.sites[0])[-1]
        tab = self.open(self.tab(viewport={"width": 1280, "height": 260}), page)
        here = tab.locator(".contents [aria-current=page]")
        box, window = here.bounding_box(), tab.locator(".contents").bounding_box()
        self.assertGreaterEqual(box["y"], window["y"])
        self.assertLessEqual(box["y"] + box["height"], window["y"] + window["height"])
        self.assertEqual(tab.evaluate("window.scrollY"), 0)
        # Sections of a chapter are folded away where another page is open.
        self.open(tab, self.sites[0] / "glossary.html")
        self.assertFalse(tab.locator(".contents .chapter li").first.is_visible())
        tab.locator(".contents summary").first.click()
        self.assertTrue(tab.locator(".contents .chapter li").first.is_visible())

    def test_the_contents_open_from_the_top_on_a_phone(self):
        page = self.lessons(self.sites[0])[2]
        tab = self.open(self.tab(viewport={"width": 360, "height": 740}), page)
        tab.evaluate("window.scrollTo(0, 1500)")
        place = tab.evaluate("window.scrollY")
        button = tab.locator("button.to-contents")
        # Playwright's own click would scroll to the button, which is in sight.
        button.evaluate("button => button.click()")
        here = tab.locator(".contents [aria-current=page]")
        self.assertTrue(here.evaluate("link => link === document.activeElement"))
        self.assertLess(here.bounding_box()["y"], 740)
        list = tab.locator(".contents").bounding_box()
        self.assertLess(list["y"], 80)
        self.assertEqual(list["y"] + list["height"], 740)
        self.assertEqual(tab.evaluate("window.scrollY"), place)
        tab.keyboard.press("Escape")
        self.assertFalse(here.is_visible() and here.bounding_box()["y"] < 740)
        self.assertTrue(button.evaluate("button => button === document.activeElement"))

    def test_without_scripts_all_but_search_and_the_switch_works(self):
        tab = self.tab(java_script_enabled=False, viewport={"width": 320, "height": 640})
        for page in self.lessons(self.sites[0]):
            with self.named(page):
                self.open(tab, page)
                self.assertFalse(tab.locator("button.search, button.theme").first.is_visible())
                for formula in tab.locator(".math").all():
                    self.assertTrue(formula.is_visible() or self.is_folded_away(formula))
                self.assertTrue(tab.locator(".outline li a").first.is_visible())
        tab.locator("a.to-contents").click()
        self.assertTrue(tab.url.endswith("#contents"))
        tab.locator("nav.contents a", has_text="Glossary").click()
        self.assertEqual(tab.locator("h1").inner_text(), "Glossary")
        self.open(tab, self.sites[1] / "results.html")
        hint = tab.locator("details.fold").first
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
                tab.locator("dialog.search input").fill(" ".join(words[:4]))
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

    def results(self, tab, query):
        """What a search shows: titles and addresses, in their order."""
        if not tab.locator("dialog.search").is_visible():
            tab.keyboard.press("/")
        tab.locator("dialog.search input").fill(query)
        # The index is loaded when it is first needed.
        tab.locator("dialog.search [role=option], dialog.search .status:not(:empty)").first.wait_for()
        return tab.locator("dialog.search [role=option]").evaluate_all(
            "options => options.map(option => ({"
            " title: option.querySelector('.title').textContent,"
            " context: option.querySelector('.context').textContent, address: option.href }))")

    def test_search_knows_spellings_and_near_misses(self):
        tab = self.open(self.tab(), self.sites[0] / "index.html")
        for query, word in [
            ("cross-entropy", "entropy"), ("cross entropy", "entropy"), ("crossentropy", "entropy"),
            ("backpropagation", "backpropagation"), ("softmx", "softmax"),
            ("optimiser", "optimizer"), ("gradeint", "gradient"), ("pobability", "probability"),
        ]:
            with self.subTest(query=query):
                found = self.results(tab, query)
                self.assertGreater(len(found), 0)
                first = (found[0]["title"] + " " + found[0]["context"]).lower()
                self.assertIn(word, first)
        self.results(tab, "softmx")
        status = tab.locator("dialog.search .status").inner_text()
        self.assertIn("softmax", status)
        self.assertEqual(self.results(tab, "qqzzkkww"), [])

    def test_search_puts_exact_titles_first(self):
        tab = self.open(self.tab(), self.sites[0] / "index.html")
        self.open(tab, self.lessons(self.sites[0])[0])
        for page in self.lessons(self.sites[0]):
            self.open(tab, page)
            title = re.sub(r"^[\d.]+\s+", "", tab.locator("h1").inner_text())
            found = self.results(tab, title)
            self.assertIn(page.name, found[0]["address"])
            self.assertNotIn("#", found[0]["address"])
            tab.keyboard.press("Escape")
        self.open(tab, self.sites[0] / "glossary.html")
        for term in tab.locator("dl.terms dt").all_inner_texts()[:12]:
            with self.subTest(term=term):
                self.assertIn(term.lower(), self.results(tab, term)[0]["title"].lower())

    def test_search_shows_no_tex(self):
        tab = self.open(self.tab(), self.sites[0] / "index.html")
        self.results(tab, "softmax")
        texts = tab.evaluate("window.searchIndex.filter(entry => /^[0-9]|glossary/.test(entry.address))"
                             ".map(entry => entry.heading + ' ' + entry.text)")
        self.assertGreater(len(texts), 50)
        for text in texts:
            self.assertNotRegex(text, r"\\(frac|text|sum|sigma|cdot|left|begin|mathrm|log|to)\b|\^\{|_\{")
        self.assertTrue(any("\u03c3" in text for text in texts))

    def test_search_finds_a_name_from_elsewhere(self):
        tab = self.open(self.tab(), self.sites[0] / "index.html")
        found = self.results(tab, "nn.LogSoftMax")
        row = next(hit for hit in found if "names.html#" in hit["address"])
        tab.goto(row["address"])
        self.assertIn("nn.LogSoftMax", tab.locator("tr:target").inner_text())

    def test_the_names_of_four_libraries_fit_the_page(self):
        tab = self.open(
            self.tab(viewport={"width": 1280, "height": 900}), self.sites[0] / "names.html")
        self.assertEqual(
            *tab.locator("main .scroll").evaluate("box => [box.scrollWidth, box.clientWidth]"))

    def test_names_are_filtered_and_lead_to_their_lessons(self):
        tab = self.open(self.tab(), self.sites[0] / "names.html")
        rows = tab.locator("tbody tr:visible")
        whole = rows.count()
        self.assertGreater(whole, 40)
        tab.get_by_role("searchbox", name="Filter the names").fill("torch.manual_seed(1)")
        self.assertEqual(rows.count(), 1)
        self.assertEqual(tab.locator(".filter [role=status]").inner_text(), f"1 of {whole}")
        for words in ["manualSeed(1)", "torch.manualSeed(1)", "np.random.seed(1)"]:
            self.assertIn(words, rows.first.inner_text())
        rows.first.get_by_role("link", name="2.1").click()
        self.assertTrue(tab.url.endswith("1-affine-maps.html#names"))

    def test_the_reference_has_groups_a_filter_and_a_way_back(self):
        tab = self.open(self.tab(), self.sites[0] / "api/index.html")
        groups = tab.locator("[data-group] h3:visible")
        self.assertIn("Layers and losses", groups.all_inner_texts())
        tab.get_by_role("searchbox").fill("softmax")
        self.assertNotIn("Files", groups.all_inner_texts())
        self.assertGreater(groups.count(), 0)
        self.open(tab, self.sites[0] / "api/Kindling/Tensor.html")
        tab.get_by_role("searchbox").fill("logsoftmax")
        self.assertEqual(tab.locator("[data-row]:visible").count(), 1)
        trail = tab.get_by_role("navigation", name="Breadcrumb")
        self.assertEqual(
            trail.locator("li").all_inner_texts(), ["API reference", "Kindling", "Tensor"])
        trail.get_by_role("link", name="API reference").click()
        self.assertEqual(tab.locator("h1").inner_text(), "API reference")

    def test_tables_of_a_class_fit_the_page(self):
        for width in [1280, 1440]:
            tab = self.open(
                self.tab(viewport={"width": width, "height": 900}),
                self.sites[1] / "class/index.html")
            for table in tab.locator("main .scroll").all():
                self.assertEqual(*table.evaluate("box => [box.scrollWidth, box.clientWidth]"))

    def test_most_points_do_not_look_like_none(self):
        tab = self.open(self.tab(), self.sites[1] / "results.html")
        colours = {
            state: tab.locator(f"main .state.{state}").first.evaluate(
                "element => getComputedStyle(element).color")
            for state in ["begun", "wrong"]
        }
        self.assertNotEqual(colours["begun"], colours["wrong"])
        for row in tab.locator("tbody tr:has(.state)").all():
            points = int(row.locator("td.right").inner_text().split("/")[0])
            isWrong = row.locator(".state.wrong").count() == 1
            self.assertEqual(isWrong, points == 0)

    def test_names_of_other_libraries_do_not_lead_to_the_reference(self):
        tab = self.open(self.tab(), self.lessons(self.sites[0])[0])
        rows = tab.locator("#names ~ .scroll").first.locator("tbody tr")
        self.assertGreater(rows.locator("td:first-child a.api").count(), 3)
        self.assertEqual(rows.locator("td:not(:first-child) a.api").count(), 0)

    def test_a_page_says_what_others_show_where_it_is_linked(self):
        """Where the course has an address, as that of the notation has."""
        tab = self.open(self.tab(), self.notation)
        facts = dict(tab.locator("meta[property]").evaluate_all(
            "all => all.map(fact => [fact.getAttribute('property'), fact.content])"))
        self.assertEqual(
            facts["og:url"], "https://example.org/course/2-building-blocks/1-affine-maps.html")
        self.assertEqual(facts["og:title"], tab.title())
        self.assertIn("og:description", facts)
        picture = self.notation.parents[1] / facts["og:image"].removeprefix(
            "https://example.org/course/")
        self.assertTrue(picture.is_file())
        tab = self.open(self.tab(), self.lessons(self.sites[0])[0])
        self.assertEqual(tab.locator("meta[property]").count(), 0)

    def test_code_and_the_point_after_it_are_not_parted(self):
        tab = self.open(self.tab(), self.lessons(self.sites[0])[0])
        gaps = tab.evaluate("""() => {
          const gaps = [];
          for (const code of document.querySelectorAll("p code")) {
            const next = (code.closest("a") || code).nextSibling;
            if (!next || next.nodeType !== Node.TEXT_NODE || !/^[.,;:]/.test(next.data)) continue;
            const range = document.createRange();
            range.setStart(next, 0);
            range.setEnd(next, 1);
            const text = document.createRange();
            text.selectNodeContents(code);
            const ends = Array.from(text.getClientRects()).at(-1);
            gaps.push(range.getBoundingClientRect().left - ends.right);
          }
          return gaps;
        }""")
        self.assertGreater(len(gaps), 3)
        self.assertLess(max(gaps), 2)

    def test_a_fallback_serif_is_as_high_as_the_one_that_is_wanted(self):
        tab = self.open(self.tab(), self.lessons(self.sites[0])[0])
        share = tab.locator("article > p").nth(1).evaluate("""text => {
          const style = getComputedStyle(text);
          const probe = document.createElement("span");
          probe.style.cssText = "display: inline-block; height: 1ex";
          text.append(probe);
          return probe.getBoundingClientRect().height / parseFloat(style.fontSize);
        }""")
        self.assertAlmostEqual(share, 0.48, delta=0.015)

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
            if '<details class="fold"' not in page.read_text():
                continue
            with self.named(page):
                self.open(tab, page)
                tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
                for hint in tab.locator("details.fold").all():
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

    def test_axe_finds_no_violation_in_the_course(self):
        self.assert_all_accessible(page for page in self.pages() if self.part(page) == "course")

    def test_axe_finds_no_violation_beside_results(self):
        lessons = self.lessons(self.sites[1])
        self.assert_all_accessible(
            page for page in self.pages() if self.part(page) == "results" and page not in lessons)
        # The rest of a lesson is that of the plain course.
        self.assert_all_accessible(lessons, inside={"include": [[".exercise"], ["nav"]]})

    def test_axe_finds_no_violation_in_the_reference(self):
        """Its pages are many and alike: one is left out when earlier ones have all its elements."""
        tab, seen, checked = self.tab(), set(), []
        for page in self.pages():
            if self.part(page) == "reference":
                kinds = set(self.open(tab, page).evaluate(KINDS_OF_ELEMENTS))
                if not kinds <= seen:
                    checked.append(page)
                seen |= kinds
        self.assertGreater(len(checked), 5)
        self.assert_all_accessible(checked)

    def part(self, page):
        """Which of the three tests looks at a page."""
        if "api" in page.parts:
            return "reference"
        return "results" if page.is_relative_to(self.sites[1]) else "course"

    def assert_all_accessible(self, pages, inside=None):
        """Every rule in light; in dark, which differs by its colours, those about colour."""
        tab = self.tab()
        tab.add_init_script(Axe().axe_script)
        for page in pages:
            with self.named(page):
                tab.emulate_media(color_scheme="light")
                self.open(tab, page)
                self.assert_accessible(tab, inside)
                tab.emulate_media(color_scheme="dark")
                self.assert_accessible(tab, inside, runOnly=["color-contrast", "link-in-text-block"])

    def assert_accessible(self, tab, inside=None, **options):
        # The nodes that pass are many, and of no interest.
        options["resultTypes"] = ["violations"]
        found = AxeResults(tab.evaluate(
            "([inside, options]) => axe.run(inside ?? document, options)", [inside, options]))
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
        self.assertIn("cut.json is not complete JSON", tab.locator("main").inner_text())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ[SITES] = folder
        sites.build(pathlib.Path(folder))
        words = ["-n", "auto", "--dist", "worksteal", "-p", "no:cacheprovider", "--durations", "5"]
        sys.exit(pytest.main([*words, "--quiet", __file__, *sys.argv[1:]]))
