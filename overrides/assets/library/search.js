// The search box of every page: "/" opens it, results come grouped by kind while typing, Enter leads to Explore.
(function () {
  "use strict";
  const WAIT = 60;
  const PER_KIND = 3;
  let finder, timer, turn = 0;

  document.addEventListener("DOMContentLoaded", function () {
    const dialog = document.getElementById("search");
    const input = document.getElementById("search-words");
    document.getElementById("search-trigger").addEventListener("click", function (event) {
      event.preventDefault();
      open(dialog, input);
    });
    document.getElementById("search-close").addEventListener("click", () => dialog.close());
    document.addEventListener("keydown", (event) => openByKey(event, dialog, input));
    input.addEventListener("input", () => later(input));
    dialog.addEventListener("keydown", moveByArrow);
  });

  function openByKey(event, dialog, input) {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open(dialog, input);
  }

  async function open(dialog, input) {
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    try {
      finder ??= await import(new URL("./finder.js", document.querySelector("script[src$='search.js']").src));
      await finder.load();
    } catch {
      say("The search index is missing here. Themes, lessons, reviews and training can be reached from the menu.");
    }
  }

  function later(input) {
    clearTimeout(timer);
    timer = setTimeout(() => search(input.value.trim()), WAIT);
  }

  async function search(query) {
    const mine = ++turn;
    const place = document.getElementById("search-results");
    if (!query || !finder) return place.replaceChildren(), say("");
    let groups;
    try {
      groups = await findGroups(query);
    } catch {
      return say("The search index is missing here. Themes, lessons, reviews and training can be reached from the menu.");
    }
    if (mine !== turn) return;
    place.replaceChildren(...groups.map(drawGroup));
    const shown = groups.reduce((sum, group) => sum + group.links.length, 0);
    say(shown ? `${shown} ${shown === 1 ? "result" : "results"} shown. “All results” leads on.` : "Nothing found. Try fewer or other words.");
  }

  async function findGroups(query) {
    const library = await finder.load();
    const best = finder.matching(library, query).slice(0, PER_KIND).map((found) => found.entry);
    const groups = [{ title: "Best match", links: best.map((entry) => ({ url: finder.address(entry.url), title: entry.title, note: `${entry.kind}: ${entry.text}` })) }];
    const seen = new Set(groups[0].links.map((link) => link.url));
    const theme = best.find((entry) => entry.lessons.length);
    const found = await searchKinds(library.pagefind, query);
    for (const [index, [kind, title]] of finder.KINDS.entries()) {
      const own = kind === "lesson" && theme ? theme.lessons.map(([name, url]) => ({ url: finder.address(url), title: name })) : [];
      const hits = await Promise.all((found[index]?.results ?? []).slice(0, PER_KIND).map((hit) => hit.data()));
      const links = [...own, ...hits.map((data) => ({ url: new URL(data.url, location.href).href, title: data.meta.title, excerpt: data.excerpt }))];
      groups.push({ title, links: links.filter((link) => !seen.has(link.url) && seen.add(link.url)).slice(0, PER_KIND + own.length) });
    }
    return groups.filter((group) => group.links.length);
  }

  /** One search per kind, at the same time as the one that tells whether words must be left aside. */
  async function searchKinds(pagefind, query) {
    const perKind = (words) => Promise.all(finder.KINDS.map(([kind]) => pagefind.search(words, { filters: { kind } })));
    const asked = finder.searchable(query);
    const [worded, found] = await Promise.all([finder.searchRelaxed(pagefind, query, {}), perKind(asked)]);
    if (!worded.query) return [];
    return worded.query === asked ? found : perKind(worded.query);
  }

  function drawGroup(group) {
    const section = document.createElement("section");
    const list = document.createElement("ul");
    list.append(...group.links.map(drawLink));
    section.append(finder.make("h2", group.title), list);
    return section;
  }

  function drawLink(link) {
    const item = document.createElement("li");
    const anchor = finder.make("a", "", { href: link.url });
    anchor.append(finder.make("strong", link.title));
    const note = document.createElement("span");
    if (link.excerpt) finder.showExcerpt(note, link.excerpt);
    else note.textContent = link.note ?? "";
    anchor.append(note);
    item.append(anchor);
    return item;
  }

  function moveByArrow(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [document.getElementById("search-words"), ...document.querySelectorAll("#search-results a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  function say(text) {
    document.getElementById("search-status").textContent = text;
  }
})();
