"""Puts a fresh Pagefind index into one order, so that the same site gives the same bytes.

Pagefind 1.5 writes the values of each filter in an order that changes from run to run, names the file by a hash of its
bytes, and repeats that name in its list of files. Everything else it writes is the same each time. The files are CBOR
behind a fixed mark, packed with gzip.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

MARK = b"pagefind_dcd"
FILTERS = 3  # place of the list of filters in the list of files


def put_in_order(bundle: Path) -> None:
    """Rewrite the filter files of a Pagefind bundle, its list of files and its entry, in sorted order.

    Raises ValueError when a file is not of the form that Pagefind 1.5 writes.
    """
    entry_path = bundle / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        listing = _read(bundle / f"pagefind.{language['hash']}.pf_meta")
        listing[FILTERS] = sorted([name, _sort_filter(bundle, hashed)] for name, hashed in listing[FILTERS])
        language["hash"] = _replace(bundle, "pagefind.{}.pf_meta", language["hash"], listing)
    entry_path.write_text(json.dumps(entry, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")


def _sort_filter(bundle: Path, hashed: str) -> str:
    name, values = _read(bundle / "filter" / f"{hashed}.pf_filter")
    return _replace(bundle, "filter/{}.pf_filter", hashed, [name, sorted(values)])


def _read(path: Path) -> list[Any]:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(MARK):
        raise ValueError(f"{path.name} does not begin as Pagefind's files do; has its version changed?")
    return list(cbor2.loads(data[len(MARK) :]))


def _replace(bundle: Path, pattern: str, old: str, content: list[Any]) -> str:
    data = MARK + cbor2.dumps(content)
    new = f"{old.rsplit('_', 1)[0]}_{hashlib.sha256(data).hexdigest()[:13]}"
    (bundle / pattern.format(old)).unlink()
    (bundle / pattern.format(new)).write_bytes(gzip.compress(data, 9, mtime=0))
    return new
