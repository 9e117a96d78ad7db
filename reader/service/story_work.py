"""What a worker does for stories: it holds the live ones between two questions.

A worker that was replaced, or whose state others have overtaken, says so by answering nothing; then
it is told the state anew. A state is known by its turn.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.model.story import Digest, Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model.story import Assignment, Seen
    from reader.model.timeline import Chapter, Timeline
    from reader.stories.backdrop import Backdrop
    from reader.stories.clusters import Clusters
    from reader.stories.fingerprint import Match
    from reader.text.report import Report

_LEVEL = 3
_READ = 30_000
"""Characters of a text, with its tags, that is compared with others."""
_LARGEST = 1_000_000
"""Bytes of what is kept of one article, unpacked."""


class Found(NamedTuple):
    """The story of an article, and what to keep of the article."""

    told: Assignment
    opens: bool
    """Nothing was in this story before."""
    at: int
    packed: bytes
    matches: tuple[tuple[int, Match], ...] = ()
    """The followed stories whose fingerprints it answers to."""


@dataclass
class _Held:
    """The state of this worker; there is one store, so there is one state."""

    turn: tuple[str, int] | None = None
    clusters: Clusters | None = None
    backdrop: Backdrop | None = None


_held = _Held()


def begin(
    turn: tuple[str, int],
    sketches: Iterable[tuple[bytes, str]],
    aliases: Iterable[tuple[str, str]],
    belongs: Iterable[tuple[str, str]],
    never: Iterable[tuple[str, str]],
) -> None:
    """Take over a state: what was kept of each article, its story, and what a person decided."""
    from reader.stories.clusters import Clusters
    from reader.stories.ties import Ties

    kept = [_unpacked(packed, story) for packed, story in sketches]
    ties = Ties(dict(belongs), frozenset(never))
    _held.clusters = Clusters(kept, dict(aliases), ties)
    _held.turn = turn


def place(
    turn: tuple[str, int],
    following: tuple[str, int],
    articles: Sequence[Seen],
    prints: Sequence[tuple[int, str]] = (),
) -> list[Found] | None:
    """The stories of articles, in the order in which they are given, and who follows them.

    None if the state is not that of `turn`; afterwards it is `following`.
    """
    from reader.service.clustering import backdrop
    from reader.stories.fingerprint import Fingerprint
    from reader.stories.sketch import sketch

    if _held.turn != turn or _held.clusters is None:
        return None
    _held.turn = None  # half way through it is none that has a name
    _held.backdrop = _held.backdrop or backdrop()
    followed = [(story, Fingerprint.read(text)) for story, text in prints]
    terms = [(story, each, each.terms) for story, each in followed]
    found = []
    for each in articles:
        told = _held.clusters.assign(sketch(each, _held.backdrop))
        kept = _held.clusters.kept(each.id)
        if kept is None:
            raise LookupError(each.id)  # it was just placed
        opens = told.story.partition("/")[0] == each.id
        matches = ((story, prt.match(kept, those)) for story, prt, those in terms)
        answers = tuple((story, match) for story, match in matches if match)
        found.append(Found(told, opens, kept.at, _packed(kept), answers))
    _held.turn = following
    return found


def learn(text: str, articles: Sequence[tuple[int, bytes]], way: int) -> str:
    """A fingerprint that has learned from articles, or unlearned them with -1; both as text."""
    from reader.stories.fingerprint import Fingerprint

    fingerprint = Fingerprint.read(text)
    for article, packed in articles:
        fingerprint = fingerprint.learn(article, _unpacked(packed, ""), way)
    return fingerprint.written()


def digest(reports: Sequence[Report]) -> Digest:
    """What the articles of a story say together: its headline, and who only repeats whom.

    The texts of the reports are stored HTML.
    """
    from reader.text.brief import headline
    from reader.text.echoes import originals
    from reader.text.html import stored_blocks
    from reader.text.plain import plain

    told = [each._replace(text=plain(stored_blocks(each.text[:_READ]))) for each in reports]
    found = originals(told)
    return Digest(
        headline(told),
        tuple((echo, each.id) for each in found for echo in each.echoes),
        tuple((each.id, each.agency) for each in found if each.agency),
    )


def tell(chapters: Sequence[Chapter]) -> Timeline:
    """The timeline of a story, with what of it is new to the reader."""
    from reader.stories.timeline import timeline

    return timeline(chapters)


def _packed(kept: Kept) -> bytes:
    from zstandard import ZstdCompressor

    text = json.dumps(kept._replace(story=""), ensure_ascii=False)
    return ZstdCompressor(_LEVEL).compress(text.encode())


def _unpacked(packed: bytes, story: str) -> Kept:
    from zstandard import ZstdDecompressor

    id_, at, source, language, _, titled, terms, weights = json.loads(
        ZstdDecompressor().decompress(packed, _LARGEST)
    )
    return Kept(id_, at, source, language, story, titled, tuple(terms), tuple(weights))
