// What readers keep on their own device: the pack and My learning. Nothing here is ever sent anywhere.
const NAMES = { pack: "learning-library.pack", learning: "learning-library.learning" };
const BLOCKED = "This browser does not keep anything for this site, or its space is full. What you typed is still here: copy it or download it before you leave.";

/** The list kept under a name, or an empty one when there is none or it cannot be read. */
export function read(name) {
  try {
    const value = JSON.parse(localStorage.getItem(NAMES[name]) ?? "[]");
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** Keep a list. Returns an empty text, or what to tell the reader when the browser would not keep it. */
export function write(name, list) {
  try {
    localStorage.setItem(NAMES[name], JSON.stringify(list));
    return "";
  } catch {
    return BLOCKED;
  }
}

/** Today as a reader's own calendar has it: 2026-11-22. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/** An entry of My learning. */
export function entry(kind, title, url, minutes, more = {}) {
  return { id: `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`, date: today(), minutes, kind, title, url, text: "", ...more };
}

/** Make an element with properties and children; text is always text. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Offer a file to save. */
export function save(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
