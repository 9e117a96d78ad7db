"""Enclosures and the pictures and films that illustrate an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import Enclosure
from reader.parse.said import MOST_ENCLOSURES, address
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST = 2**53


def enclosure(
    base: str, url: str, media_type: str = "", size: object = None, title: str = ""
) -> Enclosure | None:
    """A file with its address made absolute, or None if that is unsafe or missing."""
    found = address(base, url)
    if not found:
        return None
    return Enclosure(found, clean_line(media_type)[:100], _bytes(size), clean_line(title)[:200])


def distinct(enclosures: Iterable[Enclosure | None]) -> tuple[Enclosure, ...]:
    """Enclosures in order, each address once."""
    found: dict[str, Enclosure] = {}
    for one in enclosures:
        if one:
            found.setdefault(one.url, one)
        if len(found) >= MOST_ENCLOSURES:
            break
    return tuple(found.values())


def addresses(base: str, urls: Iterable[str], besides: Iterable[Enclosure]) -> tuple[str, ...]:
    """Addresses made absolute, each once, without those of the enclosures."""
    taken = {one.url for one in besides}
    found: dict[str, None] = {}
    for url in urls:
        absolute = address(base, url)
        if absolute and absolute not in taken:
            found[absolute] = None
        if len(found) >= MOST_ENCLOSURES:
            break
    return tuple(found)


def _bytes(size: object) -> int | None:
    """A size in bytes, if it is one; feeds write 0 for unknown."""
    text = str(size).strip().replace(",", "") if isinstance(size, (str, int)) else ""
    if not text.isascii() or not text.isdigit() or len(text) > 16:
        return None
    number = int(text)
    return number if 0 < number < _LARGEST else None
