"""The one colour that a copy of the library may choose, and whether people can read it."""

from __future__ import annotations

LEAST_CONTRAST = 5.1  # with white; on the palest grounds of the site that leaves the 4.5 of WCAG 2.2, criterion 1.4.3


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of a colour such as `#17406d` with white, from 1 to 21.

    Source: WCAG 2.2, definitions of relative luminance and of contrast ratio, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def site_stylesheet(colour: str | None) -> str:
    """Return the styles of a copy: its colour for the bar and for links in the light scheme, or nothing."""
    return f':root, [data-md-color-scheme="default"] {{ --bar: {colour}; --link: {colour}; }}\n' if colour else ""


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
