// Explore: words, facets and sorting over the whole library, with the state in the address of the page.
import { address, load, make, matching, searchRelaxed, showExcerpt } from "./finder.js";

const SHOWN = 20;
const WAIT = 150;
const FACETS = ["kind", "theme", "agency", "age", "harm", "outcome", "nation", "type", "decade"];
const form = document.getElementById("explore");
const words = document.getElementById("explore-words");
const sort = document.getElementById("explore-sort");
const list = document.getElementById("explore-results");
const more = document.getElementById("explore-more");
const status = document.getElementById("explore-status");
let turn = 0;
let waiting;
let results = [];

/** What is asked for: words, order, and the chosen words of each facet. */
function readForm() {
  const data = new FormData(form);
  const chosen = Object.fromEntries(FACETS.map((facet) => [facet, data.getAll(facet)]).filter(([, values]) => values.length));
  return { query: words.value.trim(), order: sort.value, chosen };
}

function writeForm() {
  const parameters = new URLSearchParams(location.search);
  words.value = parameters.get("q") ?? "";
  sort.value = ["newest", "oldest"].includes(parameters.get("sort")) ? parameters.get("sort") : "";
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = parameters.getAll(box.name).includes(box.value);
}

function keepInAddress({ query, order, chosen }) {
  const parameters = new URLSearchParams();
  if (query) parameters.set("q", query);
  for (const [facet, values] of Object.entries(chosen)) for (const value of values) parameters.append(facet, value);
  if (order) parameters.set("sort", order);
  const text = parameters.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

/** What a page must carry: of each facet that has choices, any one of them. `without` names a facet to leave aside. */
function conditions(chosen, without) {
  return Object.entries(chosen).filter(([facet]) => facet !== without).map(([facet, values]) => ({ [facet]: { any: values } }));
}

function optionsFor(all, order) {
  return { filters: all.length ? { all } : {}, ...(order && { sort: { year: order === "newest" ? "desc" : "asc" } }) };
}

/**
 * First the page of the theme that the words are a name of or lead to, then such entries of the glossary (they are no pages of their
 * own, so filters and sorting leave them out), then the pages that hold the words, then the other pages of the theme.
 * Sorting by year leaves only pages that have one. Each page comes once, and the counts are those of all of them.
 */
async function find(library, { query, order, chosen }, without) {
  const { pagefind } = library;
  const wanted = conditions(chosen, without);
  const best = query ? matching(library, query).slice(0, 3) : [];
  const worded = await searchRelaxed(pagefind, query, optionsFor(wanted, order));
  const theme = best.find((match) => match.entry.themes.length);
  if (!theme) return { hits: [...explained(best, order, chosen), ...worded.results], filters: worded.filters, dropped: worded.dropped };
  const id = theme.entry.themes[0];
  const itself = optionsFor([...wanted, { theme: id }, { kind: "theme" }], order);
  const whole = theme.score >= 0.7 ? optionsFor([...wanted, { theme: id }], order) : itself;
  const [page, pages, both] = await Promise.all([
    pagefind.search(null, itself),
    pagefind.search(null, whole),
    worded.query ? pagefind.search(worded.query, whole) : { filters: {} },
  ]);
  const filters = countsOfBoth(worded.filters, pages.filters, both.filters);
  const all = [...new Map([...page.results, ...worded.results, ...pages.results].map((hit) => [hit.id, hit])).values()];
  if (order) return { hits: await byYear(pagefind, all, order), filters, dropped: worded.dropped };
  all.splice(page.results.length, 0, ...explained(best, order, chosen));
  return { hits: all, filters, dropped: worded.dropped };
}

/** The hits of several searches in one order: the place of each among all pages sorted by year. */
async function byYear(pagefind, hits, order) {
  const sorted = await pagefind.search(null, optionsFor([], order));
  const place = new Map(sorted.results.map((hit, index) => [hit.id, index]));
  return hits.sort((one, other) => place.get(one.id) - place.get(other.id));
}

function explained(best, order, chosen) {
  return order || Object.keys(chosen).length ? [] : best.filter((match) => match.entry.kind === "Glossary");
}

/** How many pages of either search carry a value: those of the one and the other, less those counted twice. */
function countsOfBoth(one, other, both) {
  const counts = {};
  for (const facet of FACETS) {
    const values = new Set([...Object.keys(one?.[facet] ?? {}), ...Object.keys(other?.[facet] ?? {})]);
    counts[facet] = Object.fromEntries([...values].map((value) => [value, at(one, facet, value) + at(other, facet, value) - at(both, facet, value)]));
  }
  return counts;
}

function at(counts, facet, value) {
  return counts?.[facet]?.[value] ?? 0;
}

async function run() {
  const mine = ++turn;
  const asked = readForm();
  keepInAddress(asked);
  let library;
  try {
    library = await load();
    await library.pagefind.filters();
  } catch {
    status.textContent = "The search index is missing here. The lists of themes, lessons, reviews and training in the menu hold everything.";
    return;
  }
  const found = await find(library, asked);
  const counts = await countsByFacet(library, asked, found.filters);
  if (mine !== turn) return;
  results = found.hits;
  showCounts(asked.chosen, counts);
  list.replaceChildren();
  await showMore(mine);
  announce(asked, found.dropped);
}

/** Within a facet values widen the search, so its own counts leave its own choice aside. */
async function countsByFacet(library, asked, filters) {
  const counts = { ...filters };
  await Promise.all(Object.keys(asked.chosen).map(async (facet) => {
    const without = await find(library, asked, facet);
    counts[facet] = without.filters[facet] ?? {};
  }));
  return counts;
}

function showCounts(chosen, counts) {
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    const count = counts[box.name]?.[box.value] ?? 0;
    box.parentElement.querySelector(".count").textContent = count;
    box.disabled = count === 0 && !box.checked;
  }
  for (const place of form.querySelectorAll("[data-chosen]")) {
    const number = chosen[place.dataset.chosen]?.length;
    place.textContent = number ? `(${number} chosen)` : "";
  }
}

async function showMore(mine) {
  const from = list.childElementCount;
  const items = await Promise.all(results.slice(from, from + SHOWN).map(asLink));
  if (mine !== turn) return;
  list.append(...items.map(draw));
  more.hidden = list.childElementCount >= results.length;
}

async function asLink(result) {
  if (result.entry) return { url: address(result.entry.url), title: result.entry.title, kind: result.entry.kind, text: result.entry.text };
  const data = await result.data();
  return { url: new URL(data.url, location.href).href, title: data.meta.title, kind: data.meta.kind, excerpt: data.excerpt };
}

function draw(item) {
  const row = document.createElement("li");
  const text = document.createElement("p");
  if (item.excerpt) showExcerpt(text, item.excerpt);
  else text.textContent = item.text;
  const title = document.createElement("p");
  title.append(make("a", item.title, { href: item.url }), make("span", ` ${item.kind}`, { className: "note" }));
  row.append(title, text);
  return row;
}

function announce({ query, chosen }, dropped) {
  const number = results.length;
  const asked = query ? ` for “${query}”` : "";
  const narrowed = Object.keys(chosen).length ? " with the chosen filters" : "";
  const without = dropped.length ? ` No page holds all the words; left aside: ${dropped.join(", ")}.` : "";
  status.textContent = number ? `${number} ${number === 1 ? "page" : "pages"}${asked}${narrowed}.${without}` : `Nothing found${asked}${narrowed}. Try fewer words or fewer filters.`;
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(run, WAIT);
}

form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
form.addEventListener("input", later);
document.getElementById("explore-reset").addEventListener("click", () => {
  history.replaceState(null, "", location.pathname);
  writeForm();
  run();
  words.focus();
});
more.addEventListener("click", async () => {
  const next = list.childElementCount;
  await showMore(turn);
  list.children[next]?.querySelector("a")?.focus();
});
window.addEventListener("popstate", () => { writeForm(); run(); });
writeForm();
run();
