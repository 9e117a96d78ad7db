"""A story in order: who told what first, what became of it, and what one reader does not know.

A sentence is new once: where it is told first. What the reader has read in any article, in the
version that they read, is known; and so is, further down, what an earlier point has told. What is
only possibly related has the last word.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.model.timeline import Carried, Point, Timeline, Told
from reader.stories.outline import place, point
from reader.text.brief import brief
from reader.text.corrections import corrections, is_correction
from reader.text.html import stored_blocks
from reader.text.memory import Memory, study
from reader.text.novelty import novelty
from reader.text.plain import plain
from reader.text.report import Report
from reader.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model.timeline import Chapter, Written
    from reader.text.memory import Studied

READ = 60_000
"""Characters of a version, with its tags, that are looked at."""
SHOWN = 80
"""Sentences of a point."""


def timeline(chapters: Sequence[Chapter]) -> Timeline:
    """The points of a story, the earliest first."""
    texts = _Texts()
    drafts = [draft for each in chapters for draft in _drafts(each, texts)]
    drafts.sort(key=lambda draft: (draft[0].weak, place(draft[0])))
    told = _read(chapters, texts)
    points = []
    for each, text in drafts:
        sentences = _judged(told, text, texts.studied(text))
        if each.kind == "correction" and not each.read:  # what it corrects was told before
            sentences = tuple(one._replace(newness="new") for one in sentences)
        points.append(each._replace(sentences=sentences))
        told.read(texts.studied(text))
    return Timeline(tuple(sorted(points, key=place)), _brief(chapters, texts))


_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40}(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|[A-Z][A-Za-z ]{2,20}))?"
    r"(?: \([\w ./&-]{2,40}\))? ?[-–—]{1,2} (?=\S)"
)
"""Place, date and agency at the beginning of a text, such as "LONDON, Nov 3 (Reuters) - "."""

Draft = tuple[Point, str]
"""A point, and the text that it brought."""


class _Texts:
    """Stored HTML as plain text, and that as it is read, each worked out once."""

    def __init__(self) -> None:
        self._plain: dict[str, str] = {}
        self._studied: dict[str, Studied] = {}

    def of(self, html: str) -> str:
        html = html[:READ]
        if html not in self._plain:
            self._plain[html] = plain(stored_blocks(html), captions=False)
        return self._plain[html]

    def studied(self, text: str) -> Studied:
        if text not in self._studied:
            self._studied[text] = study(text)
        return self._studied[text]


def _drafts(chapter: Chapter, texts: _Texts) -> Iterator[Draft]:
    first = chapter.versions[0]
    blog = bool(chapter.posts)
    text = "" if blog else texts.of(first.html)
    yield point(chapter, first, "article"), text or first.title
    if not blog:
        for number, (before, after) in enumerate(pairwise(chapter.versions), 2):
            for each, brought in _changes(chapter, before, after, texts):
                yield each._replace(version=number), brought
    for post in chapter.posts:
        yield point(chapter, post, "post"), texts.of(post.html) or post.title


def _changes(chapter: Chapter, before: Written, after: Written, texts: _Texts) -> Iterator[Draft]:
    """What a version brought that the one before had not."""
    if after.title != before.title:
        yield point(chapter, after, "headline")._replace(detail=before.title), after.title
    old, new = texts.of(before.html), texts.of(after.html)
    notices = [_notice(new[start:end]) for start, end in corrections(new)]
    corrected = [notice for notice in notices if notice not in old]
    for notice in corrected:
        yield point(chapter, after, "correction"), notice
    known = {old[start:end] for start, end in sentences(old)}
    brought = [new[start:end] for start, end in sentences(new)]
    fresh = [each for each in brought if each not in known and not _stands_in(each, notices)]
    gone = len(known.difference(brought))
    if fresh or (gone and not corrected):
        detail = f"{gone} sentence{'' if gone == 1 else 's'} taken out" if gone else ""
        yield point(chapter, after, "revision")._replace(detail=detail), "\n\n".join(fresh)


def _notice(paragraph: str) -> str:
    """A correction without what stands before it in its paragraph."""
    for start, end in sentences(paragraph):
        if is_correction(paragraph[start:end]):
            return paragraph[start:]
    return paragraph


def _stands_in(sentence: str, notices: Iterable[str]) -> bool:
    return any(sentence in notice for notice in notices)


def _read(chapters: Iterable[Chapter], texts: _Texts) -> Memory:
    """What the reader has read of a story, each article in the version that was there then."""
    memory = Memory()
    for each in chapters:
        for post in each.posts:
            if post.read:
                memory.read(texts.studied(texts.of(post.html) or post.title))
        if each.read_at is None:
            continue
        if each.posts:
            memory.read(each.versions[0].title)
            continue
        there = [version for version in each.versions if version.at <= each.read_at]
        read = there[-1] if there else each.versions[0]
        memory.read(texts.studied(texts.of(read.html)))
        memory.read(read.title)
    return memory


def _judged(told: Memory, text: str, studied: Studied) -> tuple[Told, ...]:
    judged = novelty(told, studied)[:SHOWN]
    return tuple(Told(" ".join(text[each.start : each.end].split()), each.known) for each in judged)


def _brief(chapters: Iterable[Chapter], texts: _Texts) -> tuple[Carried, ...]:
    reports = [
        Report(
            each.article_id,
            each.source,
            each.versions[0].at,
            each.versions[-1].title,
            texts.of(each.versions[-1].html),
            each.credit,
        )
        for each in chapters
        if not each.weak and each.echo_of is None
    ]
    return tuple(
        Carried(_DATELINE.sub("", " ".join(each.text.split())), each.report)
        for each in brief(reports)
    )
