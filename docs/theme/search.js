// Search over all pages. The index is a script, loaded when it is first needed: a page opened from
// a file may load scripts but read no other files.
"use strict";

(function () {
  const limit = 30;
  const root = document.documentElement.dataset.root || "";
  let entries = null;
  let loading = null;
  let dialog = null;
  let input, list, status;
  let chosen = -1;

  // "Gradienté" is found by "gradiente".
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function load() {
    if (loading) return loading;
    loading = new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = root + "assets/search-index.js";
      script.onload = function () {
        entries = window.searchIndex.map(function (entry) {
          return {
            entry: entry, page: fold(entry.page), heading: fold(entry.heading),
            text: fold(entry.text),
          };
        });
        resolve();
      };
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  // A lesson explains what the reference only lists.
  const referenceWeight = 0.4;

  // Where a word begins with what was typed, it counts more than where it only goes on with it.
  function score(text, word) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    for (let place = at; place >= 0; place = text.indexOf(word, place + 1)) {
      if (place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1])) return 2;
    }
    return 1;
  }

  function find(query) {
    const words = fold(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const found = [];
    for (const item of entries) {
      let total = 0;
      const fits = words.every(function (word) {
        const points = 10 * score(item.heading, word) + 6 * score(item.page, word)
          + score(item.text, word);
        total += points;
        return points > 0;
      });
      if (item.entry.address.startsWith("api/")) total *= referenceWeight;
      if (fits) found.push({ item: item, total: total });
    }
    // The order of the course decides between equals.
    return found.sort(function (a, b) { return b.total - a.total; });
  }

  // The words around the first hit, with every hit marked.
  function addContext(parent, text, query) {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const folded = fold(text);
    // Folding may change a text's length; then only the beginning is sure to be right.
    const isAligned = folded.length === text.length;
    const places = words.map(function (word) { return folded.indexOf(word); })
      .filter(function (place) { return place >= 0; });
    const first = isAligned && places.length > 0 ? Math.min(...places) : 0;
    let start = Math.max(0, first - 50);
    if (start > 0) start = text.indexOf(" ", start) + 1;
    const end = Math.min(text.length, start + 150);
    const piece = text.slice(start, end);
    if (start > 0) parent.append("\u2026 ");
    let rest = 0;
    while (isAligned && rest < piece.length) {
      let next = -1;
      let length = 0;
      for (const word of words) {
        const place = folded.slice(start, end).indexOf(word, rest);
        if (place >= 0 && (next < 0 || place < next)) { next = place; length = word.length; }
      }
      if (next < 0) break;
      parent.append(piece.slice(rest, next));
      const mark = document.createElement("mark");
      mark.textContent = piece.slice(next, next + length);
      parent.append(mark);
      rest = next + length;
    }
    parent.append(piece.slice(rest));
    if (end < text.length) parent.append(" \u2026");
  }

  function show(query) {
    const found = find(query);
    list.replaceChildren();
    found.slice(0, limit).forEach(function (hit, index) {
      const entry = hit.item.entry;
      const option = document.createElement("a");
      option.href = root + entry.address;
      option.id = "search_" + index;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.tabIndex = -1;
      const title = document.createElement("span");
      title.className = "title";
      title.textContent = entry.heading ? entry.page + " \u203A " + entry.heading : entry.page;
      const context = document.createElement("span");
      context.className = "context";
      addContext(context, entry.text, query);
      option.append(title, context);
      option.addEventListener("click", function () { dialog.close(); });
      list.append(option);
    });
    const isEmpty = query.trim() === "";
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = isEmpty ? ""
      : found.length === 0 ? "Nothing found. Every word must occur under one heading."
      : found.length > limit ? "The first " + limit + " of " + found.length + " results"
      : found.length === 1 ? "1 result" : found.length + " results";
    choose(found.length > 0 ? 0 : -1);
  }

  function choose(index) {
    const options = list.children;
    if (options[chosen]) options[chosen].setAttribute("aria-selected", "false");
    chosen = index;
    if (!options[index]) return input.removeAttribute("aria-activedescendant");
    options[index].setAttribute("aria-selected", "true");
    options[index].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[index].id);
  }

  function onKey(event) {
    const count = list.children.length;
    if (event.key === "ArrowDown" && count > 0) choose((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) choose((chosen + count - 1) % count);
    else if (event.key === "Enter" && list.children[chosen]) list.children[chosen].click();
    else return;
    event.preventDefault();
  }

  function make() {
    dialog = document.createElement("dialog");
    dialog.className = "search";
    dialog.setAttribute("aria-label", "Search");
    input = document.createElement("input");
    input.type = "search";
    input.placeholder = "Search all lessons";
    input.autocomplete = "off";
    input.spellcheck = false;
    for (const [name, value] of [
      ["role", "combobox"], ["aria-label", "Search all lessons"], ["aria-expanded", "false"],
      ["aria-controls", "search_results"], ["aria-autocomplete", "list"],
    ]) input.setAttribute(name, value);
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", function () { dialog.close(); });
    const field = document.createElement("div");
    field.className = "field";
    field.append(input, close);
    status = document.createElement("p");
    status.className = "status";
    status.setAttribute("role", "status");
    list = document.createElement("div");
    list.id = "search_results";
    list.className = "results";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Results");
    dialog.append(field, status, list);
    document.body.append(dialog);
    input.addEventListener("input", function () { if (entries) show(input.value); });
    input.addEventListener("keydown", onKey);
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close();
    });
  }

  async function open() {
    if (!dialog) make();
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    try {
      await load();
      show(input.value);
    } catch {
      status.textContent = "The index, assets/search-index.js, cannot be loaded.";
    }
  }

  function isTyping(target) {
    return target.closest("input, textarea, select, [contenteditable]") !== null;
  }

  const button = document.querySelector("button.search");
  if (!button || !window.HTMLDialogElement) return;
  button.hidden = false;
  button.title = "Search (/)";
  button.addEventListener("click", open);
  document.addEventListener("keydown", function (event) {
    const isShortcut = event.key === "/" || (event.key === "k" && (event.ctrlKey || event.metaKey));
    if (!isShortcut || (event.key === "/" && isTyping(event.target))) return;
    event.preventDefault();
    open();
  });
})();
