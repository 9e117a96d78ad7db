"""OPML out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from reader.opml.outline import DEEPEST, FOLDER_SEPARATOR, VIEW
from reader.text.clean import clean_line
from reader.text.url import is_web

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model.feed import Subscription
    from reader.model.personal import SavedView

_DOCUMENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Subscriptions</title></head>
  <body>
{}  </body>
</opml>
"""


def write(subscriptions: Iterable[Subscription], views: Iterable[SavedView] = ()) -> str:
    """OPML 2.0. Files and folders of this machine are left out: they mean nothing elsewhere.

    Saved views are outlines of a type of our own, which other readers pass over (OPML 2.0, `type`).
    """
    placed = [(_path(each.folder), each) for each in subscriptions if is_web(each.feed.url)]
    saved = (
        f"    <outline type={_attribute(VIEW)} text={_attribute(each.name)} "
        f"query={_attribute(each.query)}/>\n"
        for each in views
    )
    return _DOCUMENT.format("".join([*_lines(placed, "    "), *saved]))


def _path(folder: str) -> list[str]:
    folder = clean_line(folder)
    return folder.split(FOLDER_SEPARATOR, DEEPEST - 1) if folder else []


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
