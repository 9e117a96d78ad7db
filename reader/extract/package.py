"""The papers of an EPUB book: who wrote it, its chapters in order, its contents (EPUB 3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.extract.damage import damaged
from reader.extract.zipped import joined
from reader.model.errors import ParseError
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.extract.zipped import Zipped

MOST_CHAPTERS = 2_000
_MOST_ENTRIES = 5_000
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_TEXTS = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml")


@dataclass(frozen=True, slots=True)
class Package:
    """What a book says of itself. Names are those of members of the archive."""

    title: str
    creators: tuple[str, ...]
    date: str
    language: str
    publisher: str
    identifier: str
    subjects: tuple[str, ...]
    is_periodical: bool
    """An edition of articles that have little to do with each other."""
    chapters: tuple[str, ...]
    """In reading order, each once."""
    contents: tuple[tuple[str, str], ...]
    """What the table of contents calls the chapters: their names and titles, in its order."""


def read_package(book: Zipped, shown: str) -> Package:
    """The papers of a book.

    Raises:
        ParseError: they are missing or broken, or the book is locked.
    """
    container = _tree(book.read(_CONTAINER), shown)
    place = next((each.get("full-path", "") for each in _all(container, "rootfile")), "")
    name = joined("", place)
    if not name or name not in book:
        raise damaged(shown)
    root = _tree(book.read(name), shown)
    items = {each.get("id", ""): each for each in _all(root, "item")}
    hrefs = {key: joined(name, each.get("href", "")) for key, each in items.items()}
    spine = [each.get("idref", "") for each in _all(root, "itemref")][:MOST_CHAPTERS]
    chapters = dict.fromkeys(
        hrefs[each]
        for each in spine
        if each in items and hrefs[each] in book and _is_text(items[each])
    )
    _refuse_locked(book, chapters, shown)
    return Package(
        title=_first(root, "title"),
        creators=tuple(_told(root, "creator"))[:10],
        date=_first(root, "date"),
        language=_first(root, "language")[:35],
        publisher=_first(root, "publisher"),
        identifier=_first(root, "identifier"),
        subjects=tuple(_told(root, "subject"))[:30],
        is_periodical=_is_periodical(root),
        chapters=tuple(chapters),
        contents=_contents(book, items, hrefs, shown),
    )


def _contents(
    book: Zipped, items: dict[str, _Element], hrefs: dict[str, str], shown: str
) -> tuple[tuple[str, str], ...]:
    """The table of contents: that of EPUB 3, else that of EPUB 2 (NCX); empty if there is none."""
    for key, item in items.items():
        name = hrefs[key]
        nav = "nav" in item.get("properties", "").split()
        if name not in book or not (nav or item.get("media-type") == "application/x-dtbncx+xml"):
            continue
        try:
            root = _tree(book.read(name), shown)
        except ParseError:  # a book without contents can still be read
            continue
        found = _nav(root, name) if nav else _ncx(root, name)
        if found:
            return tuple(found[:_MOST_ENTRIES])
    return ()


def _nav(root: _Element, name: str) -> list[tuple[str, str]]:
    lists = _all(root, "nav")
    toc = next((each for each in lists if "toc" in _any(each, "type").split()), None)
    if toc is None:
        return []
    found = ((joined(name, each.get("href", "")), _text(each)) for each in _all(toc, "a"))
    return [(at, title) for at, title in found if at and title]


def _ncx(root: _Element, name: str) -> list[tuple[str, str]]:
    found = []
    for point in _all(root, "navPoint"):
        place = next((each.get("src", "") for each in _all(point, "content")), "")
        title = next((_text(each) for each in _all(point, "text")), "")
        if (at := joined(name, place)) and title:
            found.append((at, title))
    return found


def _refuse_locked(book: Zipped, chapters: dict[str, None], shown: str) -> None:
    if _ENCRYPTION not in book:
        return
    locked = {each.get("URI", "") for each in _all(_tree(book.read(_ENCRYPTION), shown))}
    if locked.intersection(chapters):
        raise ParseError(
            f"{shown} is locked by its seller (DRM), and dateline has no key.",
            "Read it where it was bought.",
            outcome="unsupported",
        )


def _tree(body: bytes, shown: str) -> _Element:
    from lxml import etree  # noqa: PLC0415 - only a book needs it

    # Entities are not expanded and nothing is loaded; a file that tries is broken, not dangerous.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged(shown) from error
    if root is None:
        raise damaged(shown)
    return root


def _all(root: _Element, name: str = "*") -> list[_Element]:
    """Elements of a local name, whatever their namespace is called."""
    return list(root.iter(f"{{*}}{name}"))


def _text(element: _Element) -> str:
    return clean_line("".join(str(each) for each in element.itertext()))[:300]


def _told(root: _Element, name: str) -> list[str]:
    return [text for each in _all(root, name) if (text := _text(each))]


def _first(root: _Element, name: str) -> str:
    return next(iter(_told(root, name)), "")


def _any(element: _Element, name: str) -> str:
    """An attribute by its local name."""
    found = (value for key, value in element.items() if str(key).rpartition("}")[2] == name)
    return str(next(found, ""))


def _is_text(item: _Element) -> bool:
    return item.get("media-type", "").lower() in _TEXTS


def _is_periodical(root: _Element) -> bool:
    metas = (
        f"{each.get('content', '')} {_text(each)}"
        for each in _all(root, "meta")
        if "type" in (each.get("name") or each.get("property") or "")
    )
    said = " ".join((*_told(root, "type"), *metas)).lower()
    return any(word in said for word in ("periodical", "magazine", "newspaper", "edition"))
