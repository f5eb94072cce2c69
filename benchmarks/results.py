"""The values that measuring gives and the report shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Run:
    """What one run of a program took: seconds by the clock, seconds of all processors, MB of its largest process."""

    seconds: float
    processor_seconds: float
    megabytes: float


@dataclass(frozen=True)
class FirstResult:
    """What it took to see a first result from an empty cache: bytes after loading, bytes in all, requests, seconds."""

    page_bytes: int
    bytes: int
    requests: int
    seconds: float


@dataclass(frozen=True)
class PageWeight:
    """Bytes of a page: its HTML, the same compressed, and everything it loads, as sent."""

    raw: int
    compressed: int
    everything: int


@dataclass(frozen=True)
class Seen:
    """All that was measured in the browser."""

    ours: list[FirstResult]
    plain: list[FirstResult]
    queries: list[float]
    weight: PageWeight


def middle(results: Sequence[object], name: str) -> float:
    """Return the median of one of the numbers over all rounds."""
    return float(median(getattr(result, name) for result in results))
