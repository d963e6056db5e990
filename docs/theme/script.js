// What a page does beyond being read: the theme switch, copy buttons, formulas, the mark in the list
// of headings. Each works without the others, and the page without any of them.
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

  function renderFormulas() {
    if (!window.katex) return;
    for (const element of document.querySelectorAll(".math")) {
      const formula = element.textContent;
      try {
        katex.render(formula, element, { displayMode: element.classList.contains("display") });
        element.classList.add("rendered");
      } catch (error) {
        element.textContent = formula;
        element.title = error.message;
      }
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
    renderFormulas();
    prepareFrames();
    prepareTabs();
    prepareOutline();
    window.addEventListener("beforeprint", openForPrint);
  });
})();
