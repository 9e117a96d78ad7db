"""Names of authors, from the many ways feeds write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text.clean import clean_line
from reader.text.html import looks_like_html, to_line

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 20
LONGEST = 200
"""Characters of one name."""

_LONGEST_TEXT = 2_000
_DRESS = re.compile(r"<(?:a|abbr|b|br|em|i|img|small|span|strong)\b", re.IGNORECASE)
_ADDRESS = r"[^\s@<>()\"',;]{1,100}@[^\s@<>()\"',;]{1,150}"
_MAIL_NAME = re.compile(rf"(?:mailto:)?{_ADDRESS}\s*[(<]?\s*([^()<>]*?)\s*[)>]?")
_NAME_MAIL = re.compile(rf"([^()<>]*?)\s*[(<\[]?\s*(?!mailto:){_ADDRESS}\s*[)>\]]?")


def author(text: str) -> str:
    """The name in `a@b.example (Ann Bell)` and its relatives; the address if there is no name."""
    line = to_line(text) if _is_dressed(text) else clean_line(text)
    line = line[:_LONGEST_TEXT]
    if "@" in line:
        found = _MAIL_NAME.fullmatch(line) or _NAME_MAIL.fullmatch(line)
        name = found[1].strip(" \"',;:-") if found else ""
        line = name or line.strip(" ()<>[]")
    return "" if not any(map(str.isalnum, line)) else line[:LONGEST]


def _is_dressed(text: str) -> bool:
    """Whether a name, which every format has as plain text, comes with a link or an entity."""
    return looks_like_html(text) and ("<" not in text or _DRESS.search(text) is not None)


def authors(texts: Iterable[str]) -> tuple[str, ...]:
    """Names without repeats, in order."""
    names: dict[str, str] = {}
    for text in texts:
        name = author(text)
        if name and not _known(name.casefold(), names):
            names[name.casefold()] = name
        if len(names) >= MOST:
            break
    return tuple(names.values())


def _known(name: str, names: Iterable[str]) -> bool:
    """Whether a name is there already, alone or with more behind it."""
    return any(
        one.startswith(name) and not one[len(name) : len(name) + 1].isalnum() for one in names
    )
