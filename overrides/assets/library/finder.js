// Finds pages: first by the words of themes and glossary entries, then by Pagefind. Used by the search box and Explore.

const SMALL_WORDS = new Set("a an and are as at be been but by did do does for from had has have he her his i in into is it its my not of on or our she so that the their them they this to too was were what when who with you".split(" "));
const base = document.body.dataset.base;
let loading;

export const KINDS = [["lesson", "Practice lessons"], ["theme", "Themes"], ["review", "Reviews"], ["training", "Training"], ["analysis", "National analyses"], ["page", "Other pages"]];

/** Load Pagefind and the list of words once. Rejects when the index is missing. */
export function load() {
  loading ??= Promise.all([
    import(new URL(base + "pagefind/pagefind.js", document.baseURI)).then(async (pagefind) => {
      await pagefind.options({ excerptLength: 22, ranking: { termFrequency: 0.6, pageLength: 0.5 } });
      await pagefind.init();
      return pagefind;
    }),
    fetch(new URL(base + "assets/library/words.json", document.baseURI)).then((answer) => {
      if (!answer.ok) throw new Error("the list of words is missing");
      return answer.json();
    }),
  ]).then(([pagefind, entries]) => prepare(pagefind, entries));
  return loading;
}

/** The address of a page of this site, from its address below the root. */
export function address(url) {
  return new URL(base + url, document.baseURI).href;
}

/** The stems of the words that carry meaning: lower case, no accents, common endings cut. */
export function stems(text) {
  const words = text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/n['’]t\b/g, " not").replace(/['’]s\b/g, "").match(/[a-z0-9]+/g) || [];
  const kept = words.filter((word) => !SMALL_WORDS.has(word));
  return (kept.length ? kept : words).map(stem);
}

function stem(word) {
  if (word.length < 4) return word;
  return word.replace(/(ies)$/, "y").replace(/(ing|ed|es|s)$/, "").replace(/e$/, "").replace(/(.)\1$/, "$1");
}

function prepare(pagefind, listed) {
  const entries = listed.map((entry) => {
    const phrases = entry.words.map((words) => new Set(stems(words)));
    return { ...entry, phrases, bag: new Set(phrases.flatMap((phrase) => [...phrase])) };
  });
  const rarity = new Map();
  for (const entry of entries) for (const word of entry.bag) rarity.set(word, (rarity.get(word) ?? 0) + 1);
  for (const [word, uses] of rarity) rarity.set(word, Math.log(1 + entries.length / uses));
  return { pagefind, entries, rarity };
}

/** Entries whose words fit the query, best first: 1 is a perfect fit of one name; below 0.5 is left out. */
export function matching({ entries, rarity }, query) {
  const asked = new Set(stems(query));
  if (!asked.size) return [];
  return entries
    .map((entry) => ({ entry, score: Math.max(fitBag(entry.bag, asked, rarity), ...entry.phrases.map((phrase) => fit(phrase, asked))) }))
    .filter((found) => found.score >= (found.entry.kind === "Theme" ? 0.5 : 0.7))
    .sort((one, other) => other.score - one.score || order(one.entry) - order(other.entry));
}

function order(entry) {
  return entry.kind === "Theme" ? 0 : 1;
}

function fit(phrase, asked) {
  let shared = 0;
  for (const word of phrase) if (asked.has(word)) shared += 1;
  if (!shared) return 0;
  if (shared === phrase.size && shared > 1) return 0.7 + 0.3 * (shared / asked.size);
  return shared / (phrase.size + asked.size - shared);
}

/** The query for Pagefind: without small words, which every page holds, unless a phrase is quoted; null asks for all. */
export function searchable(query) {
  if (query.includes('"')) return query;
  const words = query.split(/\s+/).filter((word) => word && !SMALL_WORDS.has(word.toLowerCase()));
  return words.join(" ") || query || null;
}

/**
 * Search for pages that hold all the words; where there are none, for the pages that hold all but a few of them.
 * Gives Pagefind's answer with `query`, the words that were searched for in the end, and `dropped`, those left aside.
 */
export async function searchRelaxed(pagefind, query, options) {
  let words = (searchable(query) ?? "").split(" ");
  const all = words;
  let answer = { query: words.join(" ") || null, words, found: await pagefind.search(words.join(" ") || null, options) };
  while (!answer.found.results.length && words.length > 1 && words.length < 9 && !query.includes('"')) {
    answer = await bestWithoutOneWord(pagefind, words, options);
    words = answer.words;
  }
  if (!(await resembles(query, answer.found.results[0]))) return { results: [], filters: {}, query: null, dropped: [] };
  return { ...answer.found, query: answer.query, dropped: all.filter((word) => !words.includes(word)) };
}

/** Pagefind answers an unknown word with words that begin with its first letter; such pages are no answer. */
async function resembles(query, first) {
  if (!query || !first) return true;
  const marked = [...(await first.data()).excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].flatMap(([, text]) => stems(text));
  return stems(query).some((word) => marked.some((found) => found.startsWith(word.slice(0, 4))));
}

async function bestWithoutOneWord(pagefind, words, options) {
  const shorter = words.map((_, index) => words.filter((_, other) => other !== index));
  const answers = await Promise.all(shorter.map(async (kept) => ({ words: kept, query: kept.join(" "), found: await pagefind.search(kept.join(" "), options) })));
  return answers.reduce((best, answer) => (answer.found.results.length > best.found.results.length ? answer : best));
}

/** How much of the query, rare words first, stands somewhere among the entry's names: at most 0.69, so no name is beaten. */
function fitBag(bag, asked, rarity) {
  const known = [...asked].filter((word) => rarity.has(word));
  const shared = known.filter((word) => bag.has(word));
  if (shared.length < 2) return 0;
  const weight = (words) => words.reduce((sum, word) => sum + rarity.get(word), 0);
  return 0.69 * (weight(shared) / weight(known));
}

/** Put text into an element, with the parts that Pagefind marked; whatever else the text holds stays text. */
export function showExcerpt(element, excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html");
  for (const node of parsed.body.childNodes) {
    const part = node.nodeName === "MARK" ? document.createElement("mark") : document.createElement("span");
    part.textContent = node.textContent;
    element.append(part);
  }
}

/** A new element with a text. */
export function make(name, text = "", properties = {}) {
  const element = Object.assign(document.createElement(name), properties);
  element.textContent = text;
  return element;
}
