"""What lies about on this machine for somebody who moves in: another reader's home, lists of feeds.

Only the usual places are looked at, and in each only so many files: nothing is searched.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.model.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

URLS, CACHE = "urls", "cache.db"
"""What newsboat calls the list of its feeds, and what it keeps of them."""

_FOLDERS = ("Downloads", "Documents", "")
"""Of a person's home, in which lists that other readers export end up."""

_ENDINGS = (".opml", ".opml.xml")
_MOST_FILES = 2_000
"""Names of one folder that are looked at."""
_MOST_LISTS = 12
_LARGEST = 5_000_000
"""Bytes of a list that is offered by itself; larger ones can still be named."""


class Source(NamedTuple):
    """A list of feeds that was found, or the home of newsboat."""

    kind: Literal["newsboat", "list"]
    path: Path
    """The file that lists the feeds; of a newsboat without one, its cache."""
    feeds: int = 0
    cache: Path | None = None
    """What newsboat kept: its articles, what was read and flagged."""


def look(home: Path, environ: Mapping[str, str]) -> tuple[Source, ...]:
    """Whatever can be brought along: newsboat first, then lists, the newest first."""
    boats = [each for each in map(newsboat_in, _newsboats(home, environ)) if each]
    return (*boats[:1], *_lists(home))


def newsboat_in(folders: tuple[Path, Path]) -> Source | None:
    """The newsboat whose list and cache are in two folders, often the same; None if none is."""
    urls, cache = folders[0] / URLS, folders[1] / CACHE
    kept = cache if _is_file(cache) else None
    if _is_file(urls):
        return Source("newsboat", urls, _feeds_of(urls), kept)
    return Source("newsboat", cache, 0, kept) if kept else None


def newsboat(home: Path, environ: Mapping[str, str]) -> Source | None:
    """The person's newsboat, in its usual places."""
    return next(filter(None, map(newsboat_in, _newsboats(home, environ))), None)


def _newsboats(home: Path, environ: Mapping[str, str]) -> Iterator[tuple[Path, Path]]:
    """Where newsboat looks, in its order (its manual, "Files"): XDG first if it is used."""
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "newsboat"
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "newsboat"
    yield config, data
    yield home / ".newsboat", home / ".newsboat"


def _lists(home: Path) -> list[Source]:
    found: dict[Path, float] = {}
    for folder in _FOLDERS:
        for path in _named_so(home / folder):
            with suppress(OSError):
                status = path.stat()
                if status.st_size <= _LARGEST and path.is_file():
                    found[path] = status.st_mtime
    newest = sorted(found, key=lambda path: found[path], reverse=True)[:_MOST_LISTS]
    sources = (Source("list", path, _feeds_of(path)) for path in newest)
    return [each for each in sources if each.feeds]


def _named_so(folder: Path) -> Iterable[Path]:
    with suppress(OSError):
        names = islice(folder.iterdir(), _MOST_FILES)
        return [path for path in names if path.name.lower().endswith(_ENDINGS)]
    return []


def _feeds_of(path: Path) -> int:
    """How many feeds a list has that can be followed; 0 if it is none."""
    from reader.opml.reading import read
    from reader.text.decode import decode

    try:
        if path.stat().st_size > _LARGEST:
            return 0
        return len(read(decode(path.read_bytes())).items)
    except (OSError, DatelineError):
        return 0


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
