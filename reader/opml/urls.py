"""newsboat's `urls` file; its query feeds become saved views."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.opml.newsboat import to_query
from reader.opml.outline import Collected, has_scheme, name_of, not_a_list

if TYPE_CHECKING:
    from reader.opml.outline import Outline

_PART = re.compile(r'"((?:[^"\\]|\\.)*)"?|(\S+)')


def read_urls(text: str) -> Outline:
    """One address a line, then tags: the first is the folder, `~name` the title (newsboat, 3.1)."""
    collected = Collected()
    for collected.number, line in enumerate(text.splitlines(), 1):
        parts = _parts(line)
        if not parts:
            continue
        address, *tags = parts
        if address[:6].lower() == "query:":
            _take_search(collected, address)
            continue
        titles = [tag[1:] for tag in tags if tag.startswith("~")]
        folders = [tag for tag in tags if not tag.startswith(("~", "!"))]
        collected.take(address, titles[0] if titles else "", name_of(folders[0]) if folders else "")
        collected.leave_tags(folders[1:])
    outline = collected.outline()
    if not (outline.items or outline.views) and not any(
        has_scheme(each.line) for each in outline.refused
    ):
        raise not_a_list(text)
    return outline


def _take_search(collected: Collected, line: str) -> None:
    """Take a query feed, `query:name:filter`, or refuse it and say why."""
    _, name, expression = [*line.split(":", 2), "", ""][:3]
    try:
        collected.take_view(name, to_query(expression))
    except ValueError as error:
        collected.refuse(line, f"it is a saved search, and {error}")


def _parts(line: str) -> list[str]:
    """The words of a line, some of them quoted; none from a comment on."""
    parts = []
    for found in _PART.finditer(line):
        quoted, bare = found.groups()
        if bare is not None and bare.startswith("#"):
            break
        parts.append(bare if quoted is None else re.sub(r"\\(.)", r"\1", quoted))
    return parts
