"""Well-known feeds to begin with, by topic and by language: the shipped list, in sets."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reader.config.assets import asset
from reader.opml.outline import Outline
from reader.opml.reading import read

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from reader.opml.outline import OutlineFeed

_SETTINGS = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says which language messages are wished in, the strongest first (POSIX, 8.2)."""


class StarterSet(NamedTuple):
    """Feeds of one topic or of one language, which they all have."""

    name: str
    language: str
    feeds: tuple[OutlineFeed, ...]


@cache
def starter_sets() -> tuple[StarterSet, ...]:
    """All there are, in the order in which they are offered."""
    outline = read(asset("starter.opml").read_text("utf-8"))
    sets = ((name, tuple(feeds)) for name, feeds in groupby(outline.items, lambda x: x.folder))
    return tuple(StarterSet(name, feeds[0].language, feeds) for name, feeds in sets)


def suggested(sets: Sequence[StarterSet], environ: Mapping[str, str]) -> str:
    """The name of the set for whoever has set up a machine like this one."""
    said = next(filter(None, map(environ.get, _SETTINGS)), "")
    language = said.partition("_")[0].partition(".")[0].lower()
    return next((each.name for each in sets if each.language == language), sets[0].name)


def chosen(sets: Sequence[StarterSet], names: Collection[str]) -> Outline:
    """The feeds of some sets as a list."""
    return Outline(tuple(feed for each in sets if each.name in names for feed in each.feeds))
