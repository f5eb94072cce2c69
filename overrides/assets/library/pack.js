// A pack of one's own: what was added on the pages, in one's own order, with one's own notes. It lives in this browser and in a link.
import { make, read, save, write } from "./shelf.js";

const FORMAT = "learning-library-pack";
const FOLDERS = { review: "reviews", lesson: "lessons", theme: "themes", training: "training" };
const NAMES = { review: "Review", lesson: "Practice lesson", theme: "Theme", training: "Training session" };
const PARTS = {
  review: ["summary", "findings", "questions", "sources"],
  lesson: ["what-good-looks-like", "supervision", "try-this-week"],
  theme: ["lessons", "limits"],
  training: ["outcomes", "before-you-start", "discussion", "action-plan"],
};
const root = document.body.dataset.base;
const list = document.getElementById("pack-items");
const handout = document.getElementById("handout");
const status = document.getElementById("pack-status");
const title = document.getElementById("pack-title");
let pack = read("pack").filter(known);
let turn = 0;

function known(item) {
  return item && FOLDERS[item.kind] && typeof item.id === "string" && /^[a-z0-9-]{1,80}$/.test(item.id);
}
const say = (text) => { status.textContent = text; };
const addressOf = (item) => new URL(`${root}${FOLDERS[item.kind]}/${item.id}/`, document.baseURI).href;
function keep(text) {
  say(write("pack", pack) || text);
}

function row(item, index) {
  const note = make("textarea", { rows: 2, maxLength: 2000, value: item.note ?? "", id: `note-${index}` });
  note.addEventListener("input", () => { item.note = note.value; write("pack", pack); });
  note.addEventListener("change", showHandout);
  const button = (text, act, disabled) => {
    const made = make("button", { type: "button", textContent: text, disabled });
    made.setAttribute("aria-label", `${text}: ${item.title}`);
    made.addEventListener("click", act);
    return made;
  };
  return make("li", {},
    make("a", { href: addressOf(item), textContent: item.title }), make("span", { className: "note", textContent: ` ${NAMES[item.kind]}` }),
    make("p", {}, make("label", { htmlFor: `note-${index}`, textContent: "Your own note (no names)" }), note),
    make("p", { className: "row" }, button("Up", () => move(index, -1), index === 0), button("Down", () => move(index, 1), index === pack.length - 1), button("Remove", () => remove(index))));
}

function move(index, by) {
  pack.splice(index + by, 0, ...pack.splice(index, 1));
  keep(`Moved to place ${index + by + 1} of ${pack.length}.`);
  show();
  const buttons = list.children[index + by].querySelectorAll("button");
  (buttons[by < 0 ? 0 : 1].disabled ? buttons[by < 0 ? 1 : 0] : buttons[by < 0 ? 0 : 1]).focus();
}

function remove(index) {
  const [gone] = pack.splice(index, 1);
  keep(`${gone.title} was removed. Your pack holds ${pack.length}.`);
  show();
  (list.children[Math.min(index, pack.length - 1)]?.querySelector("a") ?? title).focus();
}

function show() {
  list.replaceChildren(...pack.map(row));
  document.getElementById("pack-empty").hidden = pack.length > 0;
  document.getElementById("pack-tools").hidden = pack.length === 0;
  return showHandout();
}

/** What a record's page says in the parts that belong into a handout, as { as, text }. */
async function partsOf(item) {
  const answer = await fetch(addressOf(item));
  if (!answer.ok) throw new Error(item.title);
  const article = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("article");
  const parts = [{ as: "heading", text: article.querySelector("h1").textContent }];
  for (const lead of article.querySelectorAll(".lead")) parts.push({ as: "text", text: tidy(lead) });
  for (const id of PARTS[item.kind]) {
    const start = article.querySelector(`h2#${id}`);
    if (!start) continue;
    parts.push({ as: "subheading", text: start.textContent });
    for (let next = start.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) parts.push(...partsWithin(next));
  }
  if (item.note) parts.push({ as: "subheading", text: "Own note" }, { as: "text", text: item.note });
  parts.push({ as: "text", text: `From: ${addressOf(item)}` });
  return parts;
}

function partsWithin(element) {
  if (element.matches("ul, ol")) return [...element.children].map((child) => ({ as: "item", text: tidy(child) }));
  if (element.matches("table")) return [...element.querySelectorAll("tbody tr")].map((line) => ({ as: "item", text: [...line.cells].map(tidy).join(" | ") }));
  return element.matches("p:not(.note)") ? [{ as: "text", text: tidy(element) }] : [];
}
/** The text of an element on one line, with its notes in brackets. */
function tidy(element) {
  const copy = element.cloneNode(true);
  for (const explained of copy.querySelectorAll(".explained")) explained.remove();
  for (const note of copy.querySelectorAll(".note")) note.textContent = `(${note.textContent.trim()})`;
  return copy.textContent.replace(/\s+/g, " ").trim();
}

async function allParts() {
  const head = [{ as: "title", text: title.value || "A pack of learning from reviews" }];
  const found = await Promise.all(pack.map((item) => partsOf(item).catch(() => [{ as: "heading", text: item.title }, { as: "text", text: "This page could not be loaded just now." }])));
  return [...head, ...found.flat(), { as: "text", text: document.getElementById("pack-licence").textContent }];
}

async function showHandout() {
  const mine = ++turn;
  const parts = pack.length ? await allParts() : [];
  if (mine !== turn) return;
  const tags = { title: "h2", heading: "h3", subheading: "h4", text: "p" };
  handout.replaceChildren();
  let items;
  for (const { as, text } of parts) {
    if (as !== "item") { items = null; handout.append(make(tags[as], { textContent: text })); continue; }
    if (!items) handout.append(items = make("ul"));
    items.append(make("li", { textContent: text }));
  }
}

const packed = () => ({ format: FORMAT, version: 1, title: title.value, items: pack.map(({ kind, id, title: name, note }) => ({ kind, id, title: name, note: note ?? "" })) });
const encoded = () => btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(packed())))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The pack in a text, or null when the text holds none. */
function unpacked(text) {
  try {
    const value = JSON.parse(text);
    const items = value.format === FORMAT ? value.items.filter(known).slice(0, 200) : [];
    return items.length ? { title: String(value.title ?? "").slice(0, 200), items: items.map(({ kind, id, title: name, note }) => ({ kind, id, title: String(name).slice(0, 300), note: String(note ?? "").slice(0, 2000) })) } : null;
  } catch {
    return null;
  }
}

function take(given, from) {
  pack = [...pack, ...given.items.filter((item) => !pack.some((own) => own.kind === item.kind && own.id === item.id))];
  if (given.title && !title.value) title.value = given.title;
  keep(`${given.items.length} taken over from ${from}. Your pack holds ${pack.length}.`);
  show();
}

function openLink() {
  const code = new URLSearchParams(location.hash.slice(1)).get("pack");
  if (!code) return;
  let given = null;
  try { given = unpacked(new TextDecoder().decode(Uint8Array.from(atob(code.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0)))); } catch { /* told below */ }
  const box = document.getElementById("pack-link");
  if (!given) { say("The link holds no pack that this page can read."); return; }
  box.hidden = false;
  box.querySelector("p").textContent = `This link holds a pack of ${given.items.length}: ${given.items.map((item) => item.title).join("; ")}.`;
  box.querySelector("button").addEventListener("click", () => { take(given, "the link"); box.hidden = true; history.replaceState(null, "", location.pathname); title.focus(); });
}

const slug = () => (title.value || "pack").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "pack";
const actions = {
  async link() {
    const url = `${location.origin}${location.pathname}#pack=${encoded()}`;
    const field = document.getElementById("pack-address");
    field.value = url;
    field.closest("p").hidden = false;
    field.select();
    try { await navigator.clipboard.writeText(url); say("The link was copied. It holds your notes too."); } catch { say("Copy the link from the field. It holds your notes too."); }
  },
  async print() { await showHandout(); window.print(); },
  async docx() {
    say("Making the document …");
    try {
      const { saveDocument } = await import("./docx-file.js");
      await saveDocument(`${slug()}.docx`, title.value || "Pack", await allParts());
      say("The document was made.");
    } catch { say("The document could not be made just now. The plain text works without it."); }
  },
  async text() {
    const marks = { title: "", heading: "\n", subheading: "\n", text: "", item: "- " };
    save(`${slug()}.txt`, (await allParts()).map(({ as, text }) => `${marks[as]}${text}`).join("\n"), "text/plain;charset=utf-8");
  },
  data() { save(`${slug()}.json`, `${JSON.stringify(packed(), null, 2)}\n`, "application/json"); },
  empty() {
    if (!window.confirm("Empty the pack? Your notes in it will be gone.")) return;
    pack = [];
    keep("The pack is empty.");
    show();
    title.focus();
  },
};
for (const button of document.querySelectorAll("[data-act]")) button.addEventListener("click", () => actions[button.dataset.act]());
title.addEventListener("change", showHandout);
document.getElementById("pack-file").addEventListener("change", async ({ target }) => {
  const given = target.files[0] && unpacked(await target.files[0].text());
  if (given) take(given, "the file"); else say("That file holds no pack that this page can read.");
  target.value = "";
});
document.getElementById("pack").hidden = false;
show();
openLink();
