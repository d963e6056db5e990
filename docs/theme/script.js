// What a page does beyond being read: the theme switch, copy buttons, the marks in the lists
// around the text, filters. Each works without the others, and the page without any of them.
"use strict";

(function () {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  // A page from a file may be refused its storage.
  function remembered() {
    try { return localStorage.getItem("theme"); } catch { return null; }
  }
  function remember(theme) {
    try { localStorage.setItem("theme", theme); } catch { /* The choice holds for this page. */ }
  }
  function current() {
    return root.dataset.theme || (system.matches ? "dark" : "light");
  }

  // Before the body is drawn, so that no page flashes in the other theme.
  const chosen = remembered();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  function prepareSwitch() {
    const button = document.querySelector("button.theme");
    function label() {
      const other = current() === "dark" ? "light" : "dark";
      button.textContent = other === "dark" ? "Dark" : "Light";
      button.setAttribute("aria-label", button.textContent + " theme");
    }
    button.addEventListener("click", function () {
      root.dataset.theme = current() === "dark" ? "light" : "dark";
      remember(root.dataset.theme);
      label();
    });
    system.addEventListener("change", label);
    label();
    button.hidden = false;
  }

  function prepareCopying() {
    for (const cell of document.querySelectorAll("div.cell")) {
      const code = cell.querySelector("pre > code");
      if (!code || !navigator.clipboard) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", async function () {
        try {
          await navigator.clipboard.writeText(code.textContent);
          button.textContent = "Copied";
        } catch {
          button.textContent = "Not allowed";
        }
        setTimeout(function () { button.textContent = "Copy"; }, 1500);
      });
      cell.prepend(button);
    }
  }

  // The list of sections: scrolled to the page that is open, and on a phone opened over the text.
  function prepareContents() {
    const list = document.getElementById("contents");
    const link = document.querySelector("a.to-contents");
    const button = document.querySelector("button.to-contents");
    if (!list || !button) return;
    const narrow = window.matchMedia("(max-width: 52rem)");

    function showCurrent() {
      const here = list.querySelector("[aria-current]");
      if (!here || list.scrollHeight <= list.clientHeight) return;
      const above = here.getBoundingClientRect().top - list.getBoundingClientRect().top;
      list.scrollTop += above - list.clientHeight / 3;
    }
    function open(isOpen) {
      root.classList.toggle("contents-open", isOpen);
      button.setAttribute("aria-expanded", String(isOpen));
      button.textContent = isOpen ? "Close" : "Contents";
      if (isOpen) showCurrent();
    }
    button.addEventListener("click", function () {
      const isOpen = !root.classList.contains("contents-open");
      open(isOpen);
      // The list comes after the text; what comes next for a keyboard is the list.
      const here = list.querySelector("[aria-current]") || list.querySelector("summary");
      if (isOpen) here.focus({ preventScroll: true });
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !root.classList.contains("contents-open")) return;
      open(false);
      button.focus({ preventScroll: true });
    });
    narrow.addEventListener("change", function () { open(false); });
    link.hidden = true;
    button.hidden = false;
    showCurrent();
  }

  // Boxes that scroll sideways can be reached by the keyboard; the others need not be.
  function prepareBoxes() {
    const boxes = document.querySelectorAll("pre, .scroll, .math.display, .chart.wide");
    function mark(box) {
      const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
      if (scrolls && getComputedStyle(box).overflowX !== "visible") box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
    const sizes = window.ResizeObserver && new ResizeObserver(function (changes) {
      for (const change of changes) mark(change.target);
    });
    for (const box of boxes) {
      mark(box);
      if (sizes) sizes.observe(box);
    }
  }

  // A page has hundreds of links. Those of a list, and the small ones in the text, such as the names
  // in code, are one stop each for the Tab key; the arrow keys lead from one to the next.
  function prepareGroups() {
    const lists = ".contents, .outline ul, .head p, .sections, .symbols, .terms, main table, main svg";
    const small = "pre a, a.api, a.term, a.anchor, button.copy, .findings-fold > summary";
    const groups = Array.from(document.querySelectorAll(lists), function (list) {
      return Array.from(list.querySelectorAll("a[href], summary"));
    });
    const listed = new Set(groups.flat());
    groups.push(Array.from(document.querySelectorAll(small)).filter(function (item) {
      return !listed.has(item);
    }));
    const places = new Map();
    const current = [];

    // What is folded away may have a place all the same.
    function isShown(item) {
      return item.checkVisibility ? item.checkVisibility() : item.getClientRects().length > 0;
    }
    function choose(group, item) {
      if (current[group]) current[group].tabIndex = -1;
      current[group] = item;
      item.tabIndex = 0;
    }
    groups.forEach(function (items, group) {
      for (const item of items) {
        places.set(item, group);
        item.tabIndex = -1;
      }
      const first = items.find(function (item) { return item.hasAttribute("aria-current"); })
        || items.find(isShown) || items[0];
      if (first) choose(group, first);
    });

    document.addEventListener("focusin", function (event) {
      if (places.has(event.target)) choose(places.get(event.target), event.target);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Tab") {
        // What was chosen may have been folded or filtered away.
        groups.forEach(function (items, group) {
          const first = current[group] && !isShown(current[group]) && items.find(isShown);
          if (first) choose(group, first);
        });
        return;
      }
      const item = event.target.closest("a, button, summary");
      if (!places.has(item) || event.ctrlKey || event.metaKey || event.altKey) return;
      const shown = groups[places.get(item)].filter(isShown);
      const place = shown.indexOf(item);
      const next = {
        ArrowDown: shown[place + 1], ArrowRight: shown[place + 1], ArrowUp: shown[place - 1],
        ArrowLeft: shown[place - 1], Home: shown[0], End: shown[shown.length - 1],
      }[event.key];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }

  // A field that leaves only those rows of a list that have a word in them.
  function prepareFilters() {
    for (const box of document.querySelectorAll("[data-filter]")) {
      const rows = Array.from(box.querySelectorAll("[data-row]"));
      const groups = Array.from(box.querySelectorAll("[data-group]"));
      const field = document.createElement("p");
      field.className = "filter";
      const input = document.createElement("input");
      input.type = "search";
      input.placeholder = box.dataset.filter;
      input.setAttribute("aria-label", box.dataset.filter);
      const count = document.createElement("span");
      count.setAttribute("role", "status");
      input.addEventListener("input", function () {
        const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        for (const row of rows) {
          const text = (row.dataset.row || row.textContent).toLowerCase();
          row.hidden = !words.every(function (word) { return text.includes(word); });
          if (!row.hidden) shown += 1;
        }
        for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
        count.textContent = words.length === 0 ? "" : shown + " of " + rows.length;
      });
      field.append(input, count);
      box.prepend(field);
    }
  }

  // A wide window has room for the list of headings beside the text; a small one folds it away.
  function prepareOutline() {
    const details = document.querySelector(".outline details");
    if (!details) return;
    const wide = window.matchMedia("(min-width: 75.01rem)");
    function fold() { details.open = wide.matches; }
    wide.addEventListener("change", fold);
    fold();
    markPlace(details);
  }

  // Marks the heading under which the reader is: the last one above the upper third of the window.
  function markPlace(details) {
    const links = Array.from(details.querySelectorAll("a"));
    const headings = links.map(function (link) {
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    });
    let current = null;
    let isWaiting = false;
    function mark() {
      isWaiting = false;
      const isAtEnd = window.innerHeight + window.scrollY >= document.body.scrollHeight - 2;
      const line = isAtEnd ? Infinity : window.innerHeight / 3;
      let index = -1;
      headings.forEach(function (heading, place) {
        if (heading && heading.getBoundingClientRect().top < line) index = place;
      });
      const link = links[index] || null;
      if (link === current) return;
      if (current) current.removeAttribute("aria-current");
      if (link) link.setAttribute("aria-current", "location");
      current = link;
    }
    window.addEventListener("scroll", function () {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(mark);
    }, { passive: true });
    mark();
  }

  // A figure for each of several values: a slider chooses the one that is seen.
  function prepareFrames() {
    for (const list of document.querySelectorAll("div.frames")) {
      const frames = Array.from(list.querySelectorAll(".frame"));
      const middle = frames.findIndex(function (frame) { return !frame.hidden; });
      const slider = document.createElement("label");
      slider.className = "slider";
      const input = document.createElement("input");
      input.type = "range";
      input.min = "0";
      input.max = String(frames.length - 1);
      input.value = String(middle);
      const value = document.createElement("output");
      function show() {
        frames.forEach(function (frame, place) { frame.hidden = place !== Number(input.value); });
        value.textContent = frames[Number(input.value)].dataset.value;
        input.setAttribute("aria-valuetext", value.textContent);
      }
      input.addEventListener("input", show);
      slider.append(list.dataset.name + " ", input, value);
      list.prepend(slider);
      show();
    }
  }

  // The same code in several languages: the reader's choice holds for the whole page.
  function prepareTabs() {
    const groups = Array.from(document.querySelectorAll("div.tabs"));
    function choose(name) {
      for (const group of groups) {
        const tabs = Array.from(group.querySelectorAll(".tab"));
        if (!tabs.some(function (tab) { return tab.dataset.name === name; })) continue;
        for (const tab of tabs) tab.hidden = tab.dataset.name !== name;
        for (const button of group.querySelectorAll("[role=tab]")) {
          const isChosen = button.textContent === name;
          button.setAttribute("aria-selected", String(isChosen));
          button.tabIndex = isChosen ? 0 : -1;
        }
      }
    }
    groups.forEach(function (group, number) {
      const tabs = Array.from(group.querySelectorAll(".tab"));
      const list = document.createElement("div");
      list.className = "choices";
      list.setAttribute("role", "tablist");
      list.setAttribute("aria-label", "Language");
      tabs.forEach(function (tab, place) {
        const button = document.createElement("button");
        button.type = "button";
        button.id = "tab_" + number + "_" + place;
        button.setAttribute("role", "tab");
        button.textContent = tab.dataset.name;
        button.addEventListener("click", function () { choose(tab.dataset.name); });
        button.addEventListener("keydown", function (event) {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (!step) return;
          const next = list.children[(place + step + tabs.length) % tabs.length];
          choose(next.textContent);
          next.focus();
        });
        tab.setAttribute("role", "tabpanel");
        tab.setAttribute("aria-labelledby", button.id);
        list.append(button);
      });
      group.prepend(list);
      choose(tabs[0].dataset.name);
    });
  }

  // What is folded away on a screen would be lost on paper.
  function openForPrint() {
    for (const details of document.querySelectorAll("details:not(.data)")) details.open = true;
  }

  document.addEventListener("DOMContentLoaded", function () {
    prepareSwitch();
    prepareCopying();
    prepareFrames();
    prepareTabs();
    prepareOutline();
    prepareContents();
    prepareBoxes();
    prepareFilters();
    prepareGroups();
    window.addEventListener("beforeprint", openForPrint);
  });
})();
