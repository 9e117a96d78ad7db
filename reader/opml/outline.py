"""What a list of subscriptions holds, and what of it may be taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.errors import UsageError
from reader.model.outcome import Refused
from reader.text.clean import clean_line
from reader.text.url import is_web, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER_SEPARATOR = " / "
"""Between the names of a folder and of the folders it stands in."""

DEEPEST = 8
"""Folders in each other."""

VIEW = "dateline-view"
"""The type of an outline that is a saved view: one of our own, as OPML 2.0 allows."""

_MOST_TAGS = 8
"""That are named of those left out."""
_LONGEST_NAME = 200
_LONGEST_SHOWN = 120
_LONGEST_QUERY = 2000
_LONGEST_HEAD = 4096

_OTHER_ROOT = re.compile(r"<(?:\w{1,20}:)?(rss|rdf|feed|html)\b", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

_WHY = {
    "exec": "it runs a program, and an imported list may not",
    "filter": "it runs a program, and an imported list may not",
    "file": "it is a file of some machine; `dateline add PATH` follows one of yours",
}


@dataclass(frozen=True, slots=True)
class OutlineFeed:
    """A subscription as a list tells it."""

    url: str
    title: str = ""
    folder: str = ""
    """The names of its folders, outermost first, joined by `FOLDER_SEPARATOR`."""
    language: str = ""
    """The code of the language it is in, if the list says so."""

    @property
    def folders(self) -> list[str]:
        return self.folder.split(FOLDER_SEPARATOR) if self.folder else []


@dataclass(frozen=True, slots=True)
class OutlineView:
    """A saved search as a list tells it."""

    name: str
    query: str
    """In dateline's own query language."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a list of subscriptions holds."""

    items: tuple[OutlineFeed, ...] = ()
    """In the list's order; an address that stands there twice is taken where it stands first."""
    refused: tuple[Refused, ...] = ()
    views: tuple[OutlineView, ...] = ()
    """Saved searches, in the list's order."""
    notes: tuple[str, ...] = ()
    """What was taken otherwise than it was meant, a sentence each."""


def listed(addresses: Iterable[str]) -> Outline:
    """A list of addresses alone."""
    collected = Collected()
    for each in addresses:
        collected.take(each, "", "")
    return collected.outline()


class Collected:
    """What was taken and refused so far."""

    def __init__(self) -> None:
        self._items: dict[str, OutlineFeed] = {}
        self._refused: list[Refused] = []
        self._views: dict[str, OutlineView] = {}
        self._further: dict[str, int] = {}
        """Feeds by the tags that no folder was made of."""
        self.number = 0
        """Of the line that is being read, in a file that has lines."""

    def take(self, address: str, title: str, folder: str, language: str = "") -> None:
        """Take an address, or refuse it and say why."""
        url = web_address(address)
        if url:
            self._items.setdefault(url, OutlineFeed(url, name_of(title), folder, language))
        else:
            shown = address.strip() or title or "an outline"
            self.refuse(shown, _why_not(address))

    def take_view(self, name: str, query: str) -> None:
        """Take a saved view; of two with one name the first."""
        name = name_of(name) or name_of(query)
        if name and query:
            self._views.setdefault(name, OutlineView(name, query[:_LONGEST_QUERY]))

    def refuse(self, line: str, why: str) -> None:
        self._refused.append(Refused(_short(line), why, self.number))

    def leave_tags(self, tags: Iterable[str]) -> None:
        """Remember tags beyond the first, which is the folder."""
        for tag in map(name_of, tags):
            self._further[tag] = self._further.get(tag, 0) + 1

    def outline(self) -> Outline:
        views = tuple(self._views.values())
        return Outline(
            tuple(self._items.values()), tuple(self._refused), views, tuple(self._notes())
        )

    def _notes(self) -> Iterator[str]:
        if self._further:
            tags = ", ".join(sorted(self._further)[:_MOST_TAGS])
            more = f" and {len(self._further) - _MOST_TAGS} more"
            yield (
                "A feed is in one folder, that of its first tag; left out: "
                f"{tags}{more if len(self._further) > _MOST_TAGS else ''}"
            )


def web_address(address: str) -> str:
    """An address as it is asked for; empty if it is no web address."""
    address = address.strip()
    if address[:5].lower() == "feed:":
        # feed://host/ and feed:https://host/ are both about (the never registered feed scheme).
        rest = address[5:]
        address = f"http:{rest}" if rest.startswith("//") else rest
    return resolve("", address) if is_web(address) else ""


def _why_not(address: str) -> str:
    address = address.strip()
    if not address:
        return "it has no address"
    if address.startswith("|"):
        return _WHY["exec"]
    scheme = _SCHEME.match(address)
    if scheme is None or scheme[1].lower() in {"http", "https", "feed"}:
        return "it is not a web address"
    return _WHY.get(scheme[1].lower(), f"{scheme[1].lower()}: is not http or https")


def name_of(text: str) -> str:
    """A name of a list, clean and not endless."""
    return clean_line(text)[:_LONGEST_NAME].rstrip()


def _short(text: str) -> str:
    text = clean_line(text)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def has_scheme(text: str) -> bool:
    """Whether a text begins as an address does, of whatever kind."""
    return bool(_SCHEME.match(text))


def not_a_list(text: str) -> UsageError:
    """What to say of a text that is no list: what it is instead."""
    other = _OTHER_ROOT.search(text[:_LONGEST_HEAD])
    if other is None:
        hint = "Dateline reads OPML and newsboat's urls file: one web address a line."
        return UsageError("this is no list of subscriptions", hint)
    what = "a web page" if other[1].lower() == "html" else "a feed"
    hint = "`dateline add` subscribes to it."
    return UsageError(f"this is {what}, not a list of subscriptions", hint)
