"""Turns the HTML of an article into the Markdown that a person would have written for the same page.

It keeps headings, paragraphs, lists, tables, links, bold text and code, and leaves out what a plain page would not
have: forms, scripts, hidden elements and the path above the title.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html.parser import HTMLParser

SKIPPED = ("form", "script", "noscript", "nav")
NEVER_CLOSED = ("br", "hr", "img", "input", "link", "meta")
BLOCKS = ("p", "div", "summary", "details", "section", "table")
MARKS = {"strong": "**", "dt": "**", "code": "`"}
SPECIAL = re.compile(r"([\\`*_<])")

Attributes = list[tuple[str, str | None]]


class MarkdownWriter(HTMLParser):
    """Collects blocks of Markdown while it reads one article."""

    def __init__(self, url: str, sources: Mapping[str, str]) -> None:
        """`url` is the page's address; `sources` gives the Markdown file of each address of the site."""
        super().__init__(convert_charrefs=True)
        self.url, self.sources = url, sources
        self.blocks: list[tuple[bool, str]] = []
        self.text, self.marker, self.heading = "", "", ""
        self.lists: list[str] = []
        self.targets: list[str] = []
        self.skipping: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        """Open what the tag opens, unless it is among what is left out."""
        if tag in NEVER_CLOSED:
            return
        if self.skipping or tag in SKIPPED or any(name == "hidden" for name, _ in attributes):
            self.skipping.append(tag)
        else:
            self.open(tag, dict(attributes).get("href") or "")

    def open(self, tag: str, address: str) -> None:
        """Open a block, a list or an inline mark."""
        if tag in ("ul", "ol", "dl"):
            self.flush()
            self.lists.append("1. " if tag == "ol" else "- ")
        elif tag in ("li", "dt"):
            self.flush()
            self.marker = self.lists[-1]
        elif tag[0] == "h" and tag[1:].isdigit():
            self.flush()
            self.heading = "#" * int(tag[1:]) + " "
        elif tag in BLOCKS:
            self.flush()
        elif tag == "a":
            self.open_link(address)
        self.text += MARKS.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        """Close what the start tag opened."""
        if self.skipping:
            self.skipping.pop()
        else:
            self.close_tag(tag)

    def close_tag(self, tag: str) -> None:
        """Close a block, a list or an inline mark."""
        self.text = self.text.rstrip() + MARKS[tag] if tag in MARKS else self.text
        if tag in ("th", "td"):
            self.cells.append(self.taken_text())
        elif tag == "tr":
            self.close_row()
        elif tag == "thead":
            self.blocks.append((True, "|---" * (self.blocks[-1][1].count("|") - 1) + "|"))
        elif tag in ("ul", "ol", "dl"):
            self.flush()
            self.lists.pop()
        elif tag == "a":
            self.close_link()
        elif tag in ("li", "dd", *BLOCKS) or tag[0] == "h":
            self.flush()

    def handle_data(self, data: str) -> None:
        """Add text, with the characters that mean something in Markdown escaped."""
        if not self.skipping:
            code = self.text.endswith("`") and self.text.count("`") % 2
            self.text += re.sub(r"\s+", " ", data if code else SPECIAL.sub(r"\\\1", data))

    def open_link(self, address: str) -> None:
        """Begin a link when its target is a page here or elsewhere; other links become plain text."""
        self.targets.append(self.target(address))
        self.text += "[" if self.targets[-1] else ""

    def close_link(self) -> None:
        """End the link that was begun last."""
        target = self.targets.pop()
        self.text += f"]({target})" if target else ""

    def target(self, address: str) -> str:
        """Return the target as Markdown has it: the other page's file, counted from this page's file."""
        if address.startswith(("http://", "https://")):
            return f"<{address}>"
        if address.startswith("#"):
            return "#sources" if address.startswith("#source-") else ""
        path = posixpath.normpath(posixpath.join(self.url, re.split("[#?]", address)[0]))
        source = self.sources.get("" if path == "." else f"{path}/", "")
        return posixpath.relpath(source, posixpath.dirname(self.sources[self.url]) or ".") if source else ""

    def flush(self) -> None:
        """End the current block. The first block of a list item stands close to the item before it."""
        text = self.taken_text()
        if not text:
            return
        item = self.marker != ""
        depth = len(self.lists) - item
        self.blocks.append((item, "    " * depth + self.marker + self.heading + text))
        self.marker = self.heading = ""

    def close_row(self) -> None:
        """End a row of a table."""
        self.blocks.append((bool(self.blocks and self.blocks[-1][1].startswith("|")), f"| {' | '.join(self.cells)} |"))
        self.cells = []

    def taken_text(self) -> str:
        """Return the text collected so far, and begin anew."""
        text, self.text = self.text.strip(), ""
        return text

    def markdown(self) -> str:
        """Return the whole page."""
        self.flush()
        parts, before = [], False
        for close, block in self.blocks:
            parts.append(("\n" if close and (before or block.startswith("|")) else "\n\n") + block)
            before = close
        return "".join(parts).strip() + "\n"


def to_markdown(html: str, url: str, sources: Mapping[str, str]) -> str:
    """Return an article's HTML as Markdown."""
    writer = MarkdownWriter(url, sources)
    writer.feed(html)
    writer.close()
    return writer.markdown()
