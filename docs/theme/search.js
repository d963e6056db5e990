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
  let vocabulary = null;

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

  // Where a word begins with what was typed, it counts more than where it only continues with it.
  function score(text, word) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    for (let place = at; place >= 0; place = text.indexOf(word, place + 1)) {
      if (place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1])) return 2;
    }
    return 1;
  }

  // The ways to write a word: cross-entropy, crossEntropy, cross entropy.
  function spellings(word) {
    if (!/\p{L}-\p{L}/u.test(word)) return [word];
    return [word, word.replaceAll("-", ""), word.replaceAll("-", " ")];
  }

  function points(item, word) {
    return Math.max(...spellings(word).map(function (word) {
      return 10 * score(item.heading, word) + 6 * score(item.page, word) + score(item.text, word);
    }));
  }

  // Whoever types a whole title wants what is called so.
  function titlePoints(item, query) {
    const title = item.heading || item.page.replace(/^[\d.]+ /, "");
    const weight = item.heading ? 1 : 2;
    if (title === query) return 1000 * weight;
    if (title.startsWith(query) && !/[\p{L}\p{N}]/u.test(title[query.length])) return 300 * weight;
    return 0;
  }

  // How many letters must be changed, left out, put in or swapped to make one word of another;
  // more than `limit` count as one more.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let older = [];
    let old = Array.from({ length: b.length + 1 }, function (_, index) { return index; });
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const isSame = a[i - 1] === b[j - 1];
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (isSame ? 0 : 1));
        const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (isSwapped) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      if (Math.min(...row) > limit) return limit + 1;
      older = old;
      old = row;
    }
    return old[b.length];
  }

  // Every word of the site, with how many entries have it.
  function words() {
    if (vocabulary) return vocabulary;
    vocabulary = new Map();
    for (const item of entries) {
      const text = item.heading + " " + item.page + " " + item.text;
      for (const word of new Set(text.match(/\p{L}[\p{L}\p{N}]{3,}/gu))) {
        vocabulary.set(word, (vocabulary.get(word) || 0) + 1);
      }
    }
    return vocabulary;
  }

  // The site's word that is nearest to one that it does not have; the word itself where none is.
  function nearest(word) {
    const limit = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    let best = word;
    let least = limit + 1;
    for (const [other, count] of limit > 0 ? words() : []) {
      const steps = distance(word, other, limit);
      if (steps > limit || steps > least) continue;
      if (steps === least && count <= vocabulary.get(best)) continue;
      best = other;
      least = steps;
    }
    return best;
  }

  // The query with each word that occurs nowhere replaced by the nearest one.
  function corrected(query) {
    return fold(query).split(/\s+/).filter(Boolean).map(function (word) {
      const isKnown = entries.some(function (item) { return points(item, word) > 0; });
      return isKnown ? word : nearest(word);
    }).join(" ");
  }

  function find(query) {
    const words = query.split(" ").filter(Boolean);
    if (words.length === 0) return [];
    const found = [];
    for (const item of entries) {
      let total = titlePoints(item, query);
      const fits = words.every(function (word) {
        const own = points(item, word);
        total += own;
        return own > 0;
      });
      if (item.entry.address.startsWith("api/")) total *= referenceWeight;
      if (fits) found.push({ item: item, total: total });
    }
    // The order of the course decides between equals.
    return found.sort(function (a, b) { return b.total - a.total; });
  }

  // The words around the first hit, with every hit marked.
  function addContext(parent, text, query) {
    const words = query.split(" ").flatMap(spellings);
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

  function show(typed) {
    const query = corrected(typed);
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
    const isCorrected = query !== fold(typed).trim().replace(/\s+/g, " ");
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    const count = found.length > limit ? "The first " + limit + " of " + found.length + " results"
      : found.length === 1 ? "1 result" : found.length + " results";
    status.textContent = query === "" ? ""
      : found.length === 0 ? "Nothing found. Every word must occur under one heading."
      : isCorrected ? "Nothing has these words; for \u201C" + query + "\u201D: " + count : count;
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
