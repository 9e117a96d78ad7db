"""Lists of subscriptions: OPML and newsboat's `urls` file in, OPML out.

A list comes from elsewhere, so it may add web addresses and nothing more: no command, no filter and
no file of this machine, whatever the list says (newsboat took commands from OPML until 2026).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from reader.model.errors import UsageError
from reader.model.outcome import Refused
from reader.text.clean import clean_line, clean_text
from reader.text.newsboat import to_query
from reader.text.url import is_web, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model.feed import Subscription
    from reader.model.personal import SavedView

    Attributes = dict[str | bytes, str | bytes]

FOLDER_SEPARATOR = " / "
"""Between the names of a folder and of the folders it stands in."""

_DEEPEST = 8
_VIEW = "dateline-view"
_LONGEST_NAME = 200
_LONGEST_SHOWN = 120
_LONGEST_QUERY = 2000
_LONGEST_HEAD = 4096

_ROOT = re.compile(r"<opml\b", re.IGNORECASE)
_OTHER_ROOT = re.compile(r"<(?:\w{1,20}:)?(rss|rdf|feed|html)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#(x?)([0-9a-f]{1,8});|([a-z][a-z0-9]{1,31});)?", re.IGNORECASE)
_PREDEFINED = {"amp", "lt", "gt", "quot", "apos"}
_PART = re.compile(r'"((?:[^"\\]|\\.)*)"?|(\S+)')
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

_WHY = {
    "exec": "it runs a program, and an imported list may not",
    "filter": "it runs a program, and an imported list may not",
    "file": "it is a file of some machine; `dateline add PATH` follows one of yours",
}


_DOCUMENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Subscriptions</title></head>
  <body>
{}  </body>
</opml>
"""


@dataclass(frozen=True, slots=True)
class OutlineFeed:
    """A subscription as a list tells it."""

    url: str
    title: str = ""
    folder: str = ""
    """The names of its folders, outermost first, joined by `FOLDER_SEPARATOR`."""


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


def read(text: str) -> Outline:
    """Read OPML or a newsboat `urls` file; tolerant of what is broken, and linear in its length.

    Raises:
        UsageError: it is neither.
    """
    text = clean_text(text)
    return _read_opml(text) if text.lstrip().startswith("<") else _read_urls(text)


def write(subscriptions: Iterable[Subscription], views: Iterable[SavedView] = ()) -> str:
    """OPML 2.0. Files and folders of this machine are left out: they mean nothing elsewhere.

    Saved views are outlines of a type of our own, which other readers pass over (OPML 2.0, `type`).
    """
    placed = [(_path(each.folder), each) for each in subscriptions if is_web(each.feed.url)]
    saved = (
        f"    <outline type={_attribute(_VIEW)} text={_attribute(each.name)} "
        f"query={_attribute(each.query)}/>\n"
        for each in views
    )
    return _DOCUMENT.format("".join([*_lines(placed, "    "), *saved]))


def _path(folder: str) -> list[str]:
    folder = clean_line(folder)
    return folder.split(FOLDER_SEPARATOR, _DEEPEST - 1) if folder else []


def _lines(placed: Iterable[tuple[list[str], Subscription]], indent: str) -> Iterator[str]:
    """Outlines: the folders first, each where its first subscription stands."""
    folders: dict[str, list[tuple[list[str], Subscription]]] = {}
    here = []
    for path, each in placed:
        if path:
            folders.setdefault(path[0], []).append((path[1:], each))
        else:
            here.append(_line(each))
    for name, inner in folders.items():
        yield f"{indent}<outline text={_attribute(name)}>\n"
        yield from _lines(inner, indent + "  ")
        yield f"{indent}</outline>\n"
    yield from (f"{indent}{line}\n" for line in here)


def _line(each: Subscription) -> str:
    title, url = _attribute(each.title), _attribute(each.feed.url)
    site = f" htmlUrl={_attribute(each.feed.site_url)}" if each.feed.site_url else ""
    return f'<outline type="rss" text={title} title={title} xmlUrl={url}{site}/>'


def _attribute(text: str) -> str:
    return quoteattr(clean_line(text))


class _Collected:
    """What was taken and refused so far."""

    def __init__(self) -> None:
        self._items: dict[str, OutlineFeed] = {}
        self._refused: list[Refused] = []
        self._views: dict[str, OutlineView] = {}

    def take(self, address: str, title: str, folder: str) -> None:
        """Take an address, or refuse it and say why."""
        url = _web_address(address)
        if url:
            self._items.setdefault(url, OutlineFeed(url, _name(title), folder))
        else:
            shown = address.strip() or title or "an outline"
            self.refuse(shown, _why_not(address))

    def take_search(self, line: str) -> None:
        """Take a newsboat query feed, `query:name:filter`, or refuse it and say why."""
        _, name, expression = [*line.split(":", 2), "", ""][:3]
        try:
            self.take_view(name, to_query(expression))
        except ValueError as error:
            self.refuse(line, f"it is a saved search, and {error}")

    def take_view(self, name: str, query: str) -> None:
        """Take a saved view; of two with one name the first."""
        name = _name(name) or _name(query)
        if name and query:
            self._views.setdefault(name, OutlineView(name, query[:_LONGEST_QUERY]))

    def refuse(self, line: str, why: str) -> None:
        self._refused.append(Refused(_short(line), why))

    def outline(self) -> Outline:
        views = tuple(self._views.values())
        return Outline(tuple(self._items.values()), tuple(self._refused), views)


def _web_address(address: str) -> str:
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


def _name(text: str) -> str:
    return clean_line(text)[:_LONGEST_NAME].rstrip()


def _short(text: str) -> str:
    text = clean_line(text)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


class _Target:
    """Collects outlines as the parser meets them; no tree is built, so depth costs nothing."""

    def __init__(self) -> None:
        self.collected = _Collected()
        self._path: list[str] = []
        self._folders: list[bool] = []
        """Whether each open element is a folder, whose name is on the path."""

    @property
    def unfinished(self) -> bool:
        return bool(self._folders)

    def start(self, tag: str | bytes, attrib: Attributes) -> None:
        folder = self._outline(attrib) if _local(tag) == "outline" else ""
        self._folders.append(bool(folder))
        if folder:
            self._path.append(folder)

    def end(self, tag: str | bytes) -> None:  # noqa: ARG002 - what lxml calls
        if self._folders and self._folders.pop():
            self._path.pop()

    def data(self, data: str | bytes) -> None:
        """Nothing that stands between outlines means anything."""

    comment = data

    def close(self) -> None:
        """Part of what lxml calls."""

    def _outline(self, attrib: Attributes) -> str:
        """Take what an outline stands for; the name of the folder if it is one."""
        told = {_local(key): str(value) for key, value in attrib.items()}
        title = told.get("text") or told.get("title") or ""
        if "xmlurl" in told:
            folder = FOLDER_SEPARATOR.join(self._path[:_DEEPEST])
            self.collected.take(told["xmlurl"], title, folder)
            return ""
        if told.get("type", "") == _VIEW:
            self.collected.take_view(title, clean_line(told.get("query", "")))
            return ""
        if told.get("type", "").strip().lower() == "include":
            why = "it stands for another list; import that one by itself"
            self.collected.refuse(told.get("url") or title, why)
        return "" if "url" in told else _name(title)


def _read_opml(text: str) -> Outline:
    from lxml import etree  # noqa: PLC0415 - only an import needs it

    root = _ROOT.search(text)
    if root is None:
        raise _not_a_list(text)
    # What stands before the root, a DOCTYPE with its entities and defaults above all, is not read.
    target = _Target()
    parser = etree.XMLParser(target=target, encoding="utf-8", recover=True, no_network=True)
    parser.feed(_REFERENCE.sub(_harmless, text[root.start() :]).encode())
    parser.close()
    if target.unfinished:
        target.collected.refuse("end of the file", "it breaks off; what came before is taken")
    return target.collected.outline()


def _harmless(reference: re.Match[str]) -> str:
    """A character or entity reference as one that needs no declaration.

    What is no reference to one character stands as text, so no entity is ever expanded, and an
    ampersand that was never escaped keeps the address it stands in whole.
    """
    hexadecimal, number, name = reference.groups()
    if name:
        known = html5.get(f"{name};", "")
        written = "".join(f"&#{ord(character)};" for character in known)
        return reference[0] if name in _PREDEFINED else written or f"&amp;{name};"
    if not number:
        return "&amp;"
    try:
        code = int(number, 16 if hexadecimal else 10)
        return f"&#{code};" if clean_text(chr(code)) else ""
    except (ValueError, OverflowError):
        return ""


def _local(name: str | bytes) -> str:
    return str(name).rpartition("}")[2].lower()


def _not_a_list(text: str) -> UsageError:
    other = _OTHER_ROOT.search(text[:_LONGEST_HEAD])
    if other is None:
        hint = "Dateline reads OPML and newsboat's urls file: one web address a line."
        return UsageError("this is no list of subscriptions", hint)
    what = "a web page" if other[1].lower() == "html" else "a feed"
    hint = "`dateline add` subscribes to it."
    return UsageError(f"this is {what}, not a list of subscriptions", hint)


def _read_urls(text: str) -> Outline:
    """One address a line, then tags: the first is the folder, `~name` the title (newsboat, 3.1)."""
    collected = _Collected()
    for line in text.splitlines():
        parts = _parts(line)
        if not parts:
            continue
        address, *tags = parts
        if address[:6].lower() == "query:":
            collected.take_search(address)
            continue
        titles = [tag[1:] for tag in tags if tag.startswith("~")]
        folders = [tag for tag in tags if not tag.startswith(("~", "!"))]
        collected.take(address, titles[0] if titles else "", _name(folders[0]) if folders else "")
    outline = collected.outline()
    if not (outline.items or outline.views) and not any(
        _SCHEME.match(each.line) for each in outline.refused
    ):
        raise _not_a_list(text)
    return outline


def _parts(line: str) -> list[str]:
    """The words of a line, some of them quoted; none from a comment on."""
    parts = []
    for found in _PART.finditer(line):
        quoted, bare = found.groups()
        if bare is not None and bare.startswith("#"):
            break
        parts.append(bare if quoted is None else re.sub(r"\\(.)", r"\1", quoted))
    return parts
