// What a page does beyond being read: the theme switch, copy buttons, formulas. Each works without
// the others, and the page without any of them.
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

  // What is folded away on a screen would be lost on paper.
  function openForPrint() {
    for (const details of document.querySelectorAll("details:not(.data)")) details.open = true;
  }

  document.addEventListener("DOMContentLoaded", function () {
    prepareSwitch();
    prepareCopying();
    renderFormulas();
    window.addEventListener("beforeprint", openForPrint);
  });
})();
