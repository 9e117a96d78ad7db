"""Posts as a page has them, settled: in the order of time, each with a name that lasts."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.model.liveblog import LiveBlog, LivePost
from reader.text.html import to_text
from reader.text.norm import letters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_LONGEST_NAME = 100
_CLOSED = re.compile(
    r"\blive (?:blog|coverage|updates|page|feed) (?:is|has|have) (?:now )?(?:been )?(?:closed|ended"
    r"|finished|over|come to an end)"
    r"|\b(?:closing|wrapping up|ending) (?:this|our|the|today's) live (?:blog|coverage|updates)"
    r"|\bliveblog (?:ist|wird) (?:hiermit )?(?:beendet|geschlossen)"
    r"|\bbeenden (?:wir )?(?:hiermit )?(?:den|diesen|unseren) (?:live-?)?(?:blog|ticker)"
    r"|\b(?:ce|notre) (?:direct|live) (?:est (?:à présent )?(?:terminé|clos)|se termine)"
    r"|\b(?:cerramos|finalizamos|terminamos) (?:aquí )?(?:este|el|nuestro) directo"
    r"|\b(?:la|questa|nostra) diretta (?:si chiude|è terminata|finisce)"
    r"|\bdit liveblog is (?:nu )?(?:gesloten|afgesloten)",
    re.IGNORECASE,
)


class Draft(NamedTuple):
    """A post as the page has it; its time and its identity may still be unknown."""

    name: str
    """What the page calls it; empty if nothing."""
    at: datetime | None
    title: str
    html: str
    author: str = ""
    updated_at: datetime | None = None
    url: str = ""

    @property
    def fingerprint(self) -> str:
        """An identity made of time and headline, or of the text where there is none."""
        at = self.at.isoformat() if self.at else ""
        said = f"{at} {letters(self.title or self.html)}"
        return _digest(said)


def short_name(name: str) -> str:
    """A name that is not too long, still another for another."""
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[:_LONGEST_NAME]} {_digest(name)}"


def settled(drafts: Sequence[Draft]) -> LiveBlog | None:
    """The live blog they make; None if none of them has a time."""
    timed = [draft for draft in _timed(drafts) if draft.at]
    if not timed:
        return None
    times = [draft.at for draft in timed if draft.at]
    falling = sum(later < earlier for earlier, later in pairwise(times))
    if falling > sum(later > earlier for earlier, later in pairwise(times)):
        timed.reverse()
    posts: dict[str, LivePost] = {}
    for draft, name in zip(timed, _names(timed), strict=True):
        if draft.at:
            posts.setdefault(name, _post(draft, name, draft.at))
    ordered = sorted(posts.values(), key=lambda post: post.at)
    last = ordered[-1]
    said = f"{last.title}\n{to_text(last.html)}".replace("’", "'")
    return LiveBlog(tuple(ordered), closed=bool(_CLOSED.search(said)))


def _post(draft: Draft, name: str, at: datetime) -> LivePost:
    return LivePost(name, at, draft.title, draft.html, draft.author, draft.updated_at, draft.url)


def _timed(drafts: Sequence[Draft]) -> list[Draft]:
    """The same; a post without a time has that of its neighbour."""
    known = next((draft.at for draft in drafts if draft.at), None)
    told = []
    for draft in drafts:
        known = draft.at or known
        told.append(draft._replace(at=known))
    return told


def _names(drafts: Sequence[Draft]) -> list[str]:
    """What each is called; what several different ones are called is no name."""
    said = Counter(name for name, _ in {(draft.name, draft.fingerprint) for draft in drafts})
    return [
        draft.name if draft.name and said[draft.name] == 1 else draft.fingerprint
        for draft in drafts
    ]


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
