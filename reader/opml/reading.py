"""A list of either kind, read; OPML as its parser meets it."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from reader.opml.outline import DEEPEST, FOLDER_SEPARATOR, VIEW, Collected, name_of, not_a_list
from reader.opml.urls import read_urls
from reader.text.clean import clean_line, clean_text

if TYPE_CHECKING:
    from reader.opml.outline import Outline

    Attributes = dict[str | bytes, str | bytes]

_ROOT = re.compile(r"<opml\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#(x?)([0-9a-f]{1,8});|([a-z][a-z0-9]{1,31});)?", re.IGNORECASE)
_PREDEFINED = {"amp", "lt", "gt", "quot", "apos"}


def read(text: str) -> Outline:
    """Read OPML or a newsboat `urls` file; tolerant of what is broken, and linear in its length.

    Raises:
        UsageError: it is neither.
    """
    text = clean_text(text)
    return _read_opml(text) if text.lstrip().startswith("<") else read_urls(text)


class _Target:
    """Collects outlines as the parser meets them; no tree is built, so depth costs nothing."""

    def __init__(self) -> None:
        self.collected = Collected()
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
            folder = FOLDER_SEPARATOR.join(self._path[:DEEPEST] or _category(told))
            language = name_of(told.get("language", ""))
            self.collected.take(told["xmlurl"], title, folder, language)
            return ""
        if told.get("type", "") == VIEW:
            self.collected.take_view(title, clean_line(told.get("query", "")))
            return ""
        if told.get("type", "").strip().lower() == "include":
            why = "it stands for another list; import that one by itself"
            self.collected.refuse(told.get("url") or title, why)
        return "" if "url" in told else name_of(title)


def _read_opml(text: str) -> Outline:
    from lxml import etree  # noqa: PLC0415 - only an import needs it

    root = _ROOT.search(text)
    if root is None:
        raise not_a_list(text)
    # What stands before the root, a DOCTYPE with its entities and defaults above all, is not read.
    target = _Target()
    parser = etree.XMLParser(target=target, encoding="utf-8", recover=True, no_network=True)
    parser.feed(_REFERENCE.sub(_harmless, text[root.start() :]).encode())
    parser.close()
    if target.unfinished:
        target.collected.refuse("end of the file", "it breaks off; what came before is taken")
    return target.collected.outline()


def _category(told: dict[str, str]) -> list[str]:
    """The folders that a feed in no outline of its own is said to be in (OPML 2.0, category)."""
    first = told.get("category", "").partition(",")[0]
    return [name for name in map(name_of, first.split("/")) if name][:DEEPEST]


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
