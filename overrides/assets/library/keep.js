// On pages of records: "Add to pack" and "Note in My learning". Both stay in this browser.
import { entry, make, read, write } from "./shelf.js";

const MINUTES = { review: 10, lesson: 5, theme: 5, training: 15 };
const bar = document.querySelector(".keep");
const { kind, id, title } = bar.dataset;
const [toPack, toLearning] = bar.querySelectorAll("button");
const status = bar.querySelector("[role=status]");
const say = (text) => { status.textContent = text; };
const inPack = () => read("pack").findIndex((item) => item.kind === kind && item.id === id);
const showPack = () => { toPack.textContent = inPack() < 0 ? "Add to pack" : "Take out of pack"; };

toPack.addEventListener("click", () => {
  const pack = read("pack");
  const index = inPack();
  if (index < 0) pack.push({ kind, id, title, note: "" });
  else pack.splice(index, 1);
  say(write("pack", pack) || (index < 0 ? `Added. Your pack holds ${pack.length}.` : `Taken out. Your pack holds ${pack.length}.`));
  showPack();
});

function note(what, minutes, more) {
  const list = read("learning");
  list.push(entry(what, title, location.pathname, minutes, more));
  return write("learning", list) || "Noted in My learning, with today's date. You can change the minutes there.";
}
toLearning.addEventListener("click", () => say(note("reading", MINUTES[kind])));

function offer(place, what, minutes, more) {
  place.parentElement.querySelector(`.offer-${what}`)?.remove();
  const button = make("button", { type: "button", textContent: "Note this in My learning" });
  const told = make("span", { role: "status" });
  button.addEventListener("click", () => { told.textContent = ` ${note(what, minutes, more)}`; button.disabled = true; });
  place.after(make("p", { className: `offer-${what}` }, button, told));
}
document.addEventListener("session:quiz", ({ detail }) => offer(document.getElementById("quiz-score"), "quiz", 10, { result: `${detail.right} of ${detail.of} right` }));
document.addEventListener("session:exercise", ({ detail }) => offer(document.getElementById("exercise-status"), "exercise", 20, { text: detail.decisions.map((text, index) => text && `Step ${index + 1}: ${text}`).filter(Boolean).join("\n") }));

showPack();
bar.hidden = false;
