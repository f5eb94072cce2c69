// My learning: a record on the reader's own device. What was typed is lost in no case: forms are cleared only once the browser kept it.
import { entry, make, read, save, today, write } from "./shelf.js";

const FORMAT = "learning-library-record";
const KINDS = { reading: "Reading", quiz: "Knowledge check", exercise: "Case exercise", activity: "Activity", reflection: "Reflection" };
const HEADER = ["Date", "Minutes", "Kind", "Title", "Result", "Text", "Address"];
const list = document.getElementById("learning-entries");
const status = document.getElementById("learning-status");
const say = (text) => { status.textContent = text; };
let entries = read("learning").map(sound).filter(Boolean);

/** An entry as it must be, or null: what comes from storage or a file may be anything. */
function sound(given) {
  if (!given || typeof given !== "object" || typeof given.title !== "string") return null;
  const text = (value, length) => String(value ?? "").slice(0, length);
  return {
    id: text(given.id || entry("", "", "", 0).id, 60),
    date: /^\d{4}-\d{2}-\d{2}$/.test(given.date) ? given.date : today(),
    minutes: Math.min(1440, Math.max(0, Math.round(Number(given.minutes)) || 0)),
    kind: KINDS[given.kind] ? given.kind : "activity",
    title: text(given.title, 300),
    url: /^\/(?!\/)/.test(given.url ?? "") ? text(given.url, 300) : "",
    text: text(given.text, 100000),
    result: text(given.result, 200),
  };
}
const keep = (told) => { const problem = write("learning", entries); say(problem || told); return !problem; };

function field(label, input, item, key, understood = (value) => value) {
  input.id = `${key}-${item.id}`;
  input.addEventListener("change", () => {
    item[key] = understood(input.value);
    keep("Changed.");
    showTotal();
  });
  return make("p", {}, make("label", { htmlFor: input.id, textContent: label }), " ", input);
}

function row(item) {
  const head = make("p", {}, make("strong", { textContent: `${KINDS[item.kind]}: ` }), item.url ? make("a", { href: item.url, textContent: item.title }) : item.title, item.result ? ` (${item.result})` : "");
  const gone = make("button", { type: "button", textContent: "Remove" });
  gone.setAttribute("aria-label", `Remove: ${item.title}, ${item.date}`);
  gone.addEventListener("click", () => {
    entries = entries.filter((other) => other !== item);
    keep(`Removed: ${item.title}.`);
    show();
    (list.querySelector("button") ?? document.getElementById("activity-title")).focus();
  });
  const when = field("Date", make("input", { type: "date", value: item.date }), item, "date", (value) => value || today());
  const long = field("Minutes", make("input", { type: "number", min: 0, max: 1440, value: item.minutes }), item, "minutes", (value) => Math.min(1440, Math.max(0, Math.round(Number(value)) || 0)));
  return make("li", {}, head, make("div", { className: "row" }, when, long),
    field("What you take from it", make("textarea", { rows: 3, maxLength: 100000, value: item.text }), item, "text"),
    make("p", {}, gone));
}

function showTotal() {
  const minutes = entries.reduce((sum, item) => sum + item.minutes, 0);
  const hours = `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  document.getElementById("learning-total").textContent = entries.length ? `${entries.length} ${entries.length === 1 ? "entry" : "entries"}, ${hours} in all.` : "";
}

function show() {
  entries.sort((one, other) => (one.date < other.date ? 1 : one.date > other.date ? -1 : 0));
  list.replaceChildren(...entries.map(row));
  document.getElementById("learning-empty").hidden = entries.length > 0;
  showTotal();
}

const dateField = document.getElementById("activity-date");
dateField.value = today();
document.getElementById("add-activity").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const value = (name) => form.querySelector(`#activity-${name}`).value;
  entries.push(sound({ ...entry("activity", value("title"), "", value("minutes")), date: value("date"), text: value("text") }));
  if (keep("The activity was added.")) { form.reset(); dateField.value = today(); }
  show();
});

for (const form of document.querySelectorAll("form.reflection")) {
  form.querySelector(".check").hidden = false;
  form.elements.date.value = today();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const told = form.querySelector(".verdict");
    const answers = [...form.querySelectorAll("[data-question]")].filter((one) => one.value.trim()).map((one) => `${one.dataset.question}\n${one.value.trim()}`);
    if (!answers.length) { told.textContent = "Nothing is written yet."; return; }
    entries.push(sound({ ...entry("reflection", form.dataset.label, "", form.elements.minutes.value), date: form.elements.date.value || today(), text: answers.join("\n\n") }));
    const kept = keep("The reflection was kept.");
    told.textContent = kept ? "Kept. It stands in your record above." : status.textContent;
    if (kept) { form.reset(); form.elements.date.value = today(); }
    show();
  });
}

/** A cell of CSV: quoted, and never a formula for a spreadsheet. */
function cell(value) {
  const text = String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
}
const cells = (item) => [item.date, item.minutes, KINDS[item.kind], item.title, item.result, item.text, item.url && location.origin + item.url];

const actions = {
  async docx() {
    say("Making the document …");
    const parts = [{ as: "title", text: "Statement of learning activity" }, { as: "text", text: `${document.getElementById("learning-total").textContent} Written by the learner. It is no certificate of competence.` }];
    for (const item of entries) {
      parts.push({ as: "heading", text: `${item.date}: ${item.title}` }, { as: "text", text: `${KINDS[item.kind]}, ${item.minutes} minutes${item.result ? `, ${item.result}` : ""}` });
      if (item.text) parts.push({ as: "text", text: item.text });
    }
    try {
      const { saveDocument } = await import("./docx-file.js");
      await saveDocument("my-learning.docx", "Statement of learning activity", parts);
      say("The document was made.");
    } catch { say("The document could not be made just now. The table and the data file work without it."); }
  },
  csv() { save("my-learning.csv", `\ufeff${[HEADER, ...entries.map(cells)].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`, "text/csv;charset=utf-8"); },
  json() { save("my-learning.json", `${JSON.stringify({ format: FORMAT, version: 1, entries }, null, 2)}\n`, "application/json"); },
  print() { window.print(); },
  delete() {
    if (!window.confirm("Delete everything in My learning from this device? This cannot be undone.")) return;
    entries = [];
    keep("Everything was deleted from this device.");
    show();
    document.getElementById("activity-title").focus();
  },
};
for (const button of document.querySelectorAll("[data-act]")) button.addEventListener("click", () => actions[button.dataset.act]());

document.getElementById("learning-file").addEventListener("change", async ({ target }) => {
  let given = [];
  try {
    const value = JSON.parse(await target.files[0].text());
    given = value.format === FORMAT ? value.entries.map(sound).filter(Boolean) : [];
  } catch { /* told below */ }
  target.value = "";
  const fresh = given.filter((item) => !entries.some((own) => own.id === item.id));
  entries.push(...fresh);
  if (given.length) keep(`${fresh.length} of ${given.length} entries were brought back; the others were here already.`); else say("That file holds no record that this page can read.");
  show();
});

document.getElementById("learning").hidden = false;
document.getElementById("learning-tools").hidden = false;
show();
