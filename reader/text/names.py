"""Names of files, made of what feeds and pages say: safe on every system, and never a path."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from reader.text.clean import clean_line

LONGEST = 150
"""Bytes of a name with its suffix: many systems take 255, and programs add to them."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f/\\\\:*?"<>|]+')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE
)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}$")


def file_name(text: str, suffix: str = "", otherwise: str = "untitled") -> str:
    """A title as the name of a file with a suffix, such as `.md`.

    Without parts of paths, characters or names that some system keeps for itself, a dot or a minus
    at its beginning, a dot or blank at its end; at most `LONGEST` bytes.
    """
    name = unicodedata.normalize("NFC", clean_line(text))
    name = " ".join(_FORBIDDEN.sub(" ", name).split())
    name = name.lstrip(".-~ ").rstrip(". ") or otherwise
    name = f"_{name}" if _RESERVED.match(name) else name
    name = _cut(name, LONGEST - len(suffix.encode())).rstrip(". ")
    return f"{name or otherwise}{suffix}"


def name_of_address(url: str, suffix: str = "") -> str:
    """What the file at an address is to be called; with `suffix` if it does not say its kind."""
    try:
        path = unquote(urlsplit(url).path, errors="replace")
    except ValueError:
        path = ""
    last = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    ending = _SUFFIX.search(last)
    stem, kind = (last[: ending.start()], ending[0].lower()) if ending else (last, suffix)
    return file_name(stem, kind, "file")


def numbered(name: str, number: int) -> str:
    """A name beside others of the same: `talk.mp3`, `talk (2).mp3`."""
    if number < 2:
        return name
    ending = _SUFFIX.search(name)
    stem, kind = (name[: ending.start()], ending[0]) if ending else (name, "")
    return f"{stem} ({number}){kind}"


def _cut(name: str, most: int) -> str:
    return name.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore")
