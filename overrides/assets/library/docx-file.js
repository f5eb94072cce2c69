// Makes a .docx of simple parts: { as: "title" | "heading" | "subheading" | "text" | "item", text }. The writer is loaded when first needed.
import { make, save } from "./shelf.js";

let loading;
function writer() {
  loading ??= new Promise((resolve, reject) => {
    const script = make("script", { src: new URL("../vendor/docx.js", import.meta.url).href });
    script.addEventListener("load", () => resolve(globalThis.docx));
    script.addEventListener("error", () => { loading = undefined; reject(new Error("The writer could not be loaded.")); });
    document.head.append(script);
  });
  return loading;
}

/** Save parts as a Word document. Raises an error when the writer cannot be loaded. */
export async function saveDocument(name, title, parts) {
  const { Document, HeadingLevel, Packer, Paragraph, TextRun } = await writer();
  const heading = { title: HeadingLevel.HEADING_1, heading: HeadingLevel.HEADING_2, subheading: HeadingLevel.HEADING_3 };
  const paragraph = ({ as, text }) => {
    const children = String(text).split("\n").map((line, index) => new TextRun({ text: line, break: index ? 1 : 0 }));
    return new Paragraph({ children, heading: heading[as], bullet: as === "item" ? { level: 0 } : undefined, spacing: { after: 120 } });
  };
  const file = new Document({
    title,
    creator: document.querySelector(".site-name").textContent,
    styles: { default: { document: { run: { font: "Arial", size: 22, language: { value: "en-GB" } } } } },
    sections: [{ properties: { page: { size: { width: 11906, height: 16838 } } }, children: parts.map(paragraph) }],
  });
  save(name, await Packer.toBlob(file));
}
