"""A small web server for one folder that compresses text, as public hosts do, and counts the bytes it sends."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".yml", ".map")


@dataclass(frozen=True)
class Delivery:
    """One answer: the path that was asked for, and the bytes of its body as sent."""

    path: str
    size: int


class SiteServer(ThreadingHTTPServer):
    """Serves a folder on a free port of this machine, and keeps a list of what it sent."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.deliveries: list[Delivery] = []

    @property
    def address(self) -> str:
        """Return the address of the site's root."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def sent(self) -> int:
        """Return how many bytes of bodies were sent since the list was cleared."""
        return sum(delivery.size for delivery in list(self.deliveries))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # otherwise each small answer waits 40 ms for the network to acknowledge its head
    wbufsize = -1
    server: SiteServer

    def do_GET(self) -> None:
        path = self.server.folder / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        body = compressed_body(path) if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", guess_type(path.name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED and body:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.server.deliveries.append(Delivery(self.path, len(body)))
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the list of deliveries is the log."""


@lru_cache(maxsize=None)
def compressed_body(path: Path) -> bytes:
    """Return a file's bytes as they are sent; text is compressed once and kept."""
    data = path.read_bytes()
    return gzip.compress(data, 6, mtime=0) if path.suffix in COMPRESSED else data


@contextmanager
def serving(folder: Path) -> Iterator[SiteServer]:
    """Serve a folder as long as the block runs."""
    server = SiteServer(folder)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
