"""The page of a story as lines: its head, its brief, and its timeline with a lane a source.

Pure: what is foreign comes in as plain text and never as markup. A line that the cursor may rest on
names its point.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.text.cells import wrap_cells
from reader.text.clean import clean_line
from reader.text.diff import diff
from reader.tui.paint_edits import Brush
from reader.tui.paint_stories import counted, coverage
from reader.tui.row import fit, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from reader.model.story import Story
    from reader.model.timeline import Point
    from reader.service.story_page import StoryPage

LANES_FROM = 100
"""Cells from which each source has a lane of its own."""
LANES = 8
"""Sources with a lane; the others share the last."""
MEASURE = 76
SHORT = 3
"""New sentences of a point that are shown before it is asked for more."""

_LONGEST = 400
_MARKS = {"article": "●", "headline": "Δ", "revision": "Δ", "correction": "!", "post": "▪"}
_ECHO = "○"
_SAID = {"headline": "headline", "revision": "changed", "correction": "correction"}


class Line(NamedTuple):
    """A line of the page."""

    content: Content
    point: int | None = None
    """The number of the point that the cursor is on here."""


class View(NamedTuple):
    """How a page is looked at."""

    width: int
    zone: tzinfo | None
    expanded: frozenset[int] = frozenset()
    """Points of which everything is shown."""
    changed_signs: bool = False
    """Words that were put in or taken out have signs beside their colours."""


def lines(page: StoryPage, view: View) -> list[Line]:
    """The whole page."""
    lanes = _lanes(page.points) if view.width >= LANES_FROM else {}
    painter = _Painter(page, view, lanes)
    return [*painter.head(), *painter.timeline()]


def _lanes(points: Sequence[Point]) -> dict[str, int]:
    """The lane of each source; those with a lane of their own told most, and stand as they came."""
    counts = Counter(each.source for each in points if not each.weak)
    most = {name for name, _ in counts.most_common(LANES if len(counts) <= LANES else LANES - 1)}
    own = [name for name in counts if name in most]
    lanes = {name: lane for lane, name in enumerate(own)}
    return {name: lanes.get(name, len(own)) for name in counts}


class _Painter:
    def __init__(self, page: StoryPage, view: View, lanes: Mapping[str, int]) -> None:
        self._page, self._view, self._lanes = page, view, lanes
        self._echoes: defaultdict[int, list[int]] = defaultdict(list)
        for number, point in enumerate(page.points):
            if point.echo_of is not None and not point.weak:
                self._echoes[point.echo_of].append(number)
        self._width = min(view.width - 2, MEASURE + 24)
        self._lane_cells = 2 * (max(lanes.values()) + 1) if lanes else 0

    # --- above the timeline

    def head(self) -> Iterator[Line]:
        story = self._page.story
        yield Line(Content(""))
        for text in self._wrapped(story.title or story.query, self._width - 1):
            yield Line(Content.assemble(" ", (text, "bold")))
        for text in self._wrapped(_facts(story, self._view.zone), self._width - 1):
            yield Line(Content.assemble(" ", (text, "$muted")))
        if self._page.timeline.brief:
            yield Line(Content(""))
        sources = {each.article_id: each.source for each in self._page.points}
        for each in self._page.timeline.brief:
            told = self._wrapped(each.text, min(self._width - 5, MEASURE))
            source = clean_line(sources.get(each.article_id, ""))
            for place, text in enumerate(told):
                last = place == len(told) - 1 and source
                aside = (f"  {source}", "$muted") if last else ""
                yield Line(
                    fit_to(Content.assemble((" ▎ ", "$story"), text, aside), self._view.width)
                )
        if self._lanes:
            yield Line(Content(""))
            yield from self._legend()

    def _legend(self) -> Iterator[Line]:
        """Which lane is whose."""
        by_lane: dict[int, str] = {}
        for name, lane in self._lanes.items():
            by_lane[lane] = "others" if lane in by_lane else shortened(clean_line(name), 24).plain
        text = Content("       ")
        for lane, name in sorted(by_lane.items()):
            piece = Content.assemble((f"{lane + 1} ", "$accent"), (name, "$muted"), "   ")
            if text.cell_length + piece.cell_length > self._view.width - 2:
                yield Line(text)
                text = Content("       ")
            text += piece
        yield Line(text)

    # --- the timeline

    def timeline(self) -> Iterator[Line]:
        day = ""
        points = self._page.points
        for number, point in enumerate(points):
            if point.weak or (point.echo_of is not None and self._has(point.echo_of)):
                continue
            at = point.at.astimezone(self._view.zone)
            if _day(at) != day:
                day = _day(at)
                yield Line(Content(""))
                yield Line(Content.assemble(" ", (day, "bold $accent")))
            yield from self._point(number, point)
        weak = [number for number, point in enumerate(points) if point.weak]
        if weak:
            yield Line(Content(""))
            yield Line(Content.assemble(" ", ("Possibly related", "bold $muted")))
            for number in weak:
                yield from self._point(number, points[number])

    def _has(self, article_id: int) -> bool:
        return any(
            each.article_id == article_id and each.kind == "article" and not each.weak
            for each in self._page.points
        )

    def _point(self, number: int, point: Point) -> Iterator[Line]:
        expanded = number in self._view.expanded
        new = bool(point.new) and not point.read
        yield Line(self._headline(point, new=new), number)
        if point.kind == "headline":
            yield from self._rewritten(point)
        yield from self._sentences(point, expanded=expanded)
        if point.kind == "article" and (echoes := self._echoes.get(point.article_id)):
            yield from self._carried(point, echoes, expanded=expanded)

    def _headline(self, point: Point, *, new: bool) -> Content:
        at = point.at.astimezone(self._view.zone)
        mark = _ECHO if point.echo_of is not None else _MARKS[point.kind]
        style = "$unread" if new else "$muted"
        room = max(self._view.width - 8 - self._lane_cells - 1, 20)
        source = shortened(clean_line(point.source[:_LONGEST]), 22)
        word = _SAID.get(point.kind, "")
        title = point.title if point.kind in {"article", "post"} else word
        if point.kind == "revision" and point.detail:
            title = f"{word}, {point.detail}"
        agency = f" ({point.agency})" if point.agency else ""
        text = Content.assemble(
            (source.plain + agency, "$story"),
            "  ",
            (clean_line(title[:_LONGEST]), "bold" if new else "$muted" if point.read else ""),
        )
        lane = self._lane(point, mark, style) if self._lanes else Content.styled(f"{mark} ", style)
        return Content.assemble(" ", (f"{at:%H:%M}", "$muted"), " ", lane, fit(text, room))

    def _lane(self, point: Point, mark: str, style: str) -> Content:
        here = self._lanes.get(point.source, -1)
        cells = [
            (f"{mark} ", style) if lane == here else ("· ", "$border-blurred")
            for lane in range(self._lane_cells // 2)
        ]
        return Content.assemble(*cells)

    def _rewritten(self, point: Point) -> Iterator[Line]:
        """Both headlines as one, word by word."""
        brush = Brush.of(
            "bold underline $inserted", "strike $deleted", signs=self._view.changed_signs
        )
        told = brush.edits(diff(clean_line(point.detail), clean_line(point.title)))
        for each in told.wrap(self._measure):
            yield Line(Content.assemble(self._indent, each))

    def _sentences(self, point: Point, *, expanded: bool) -> Iterator[Line]:
        """What is new bright; what is known only where everything is asked for, and dimmed."""
        told = [each for each in point.sentences if expanded or each.newness != "known"]
        if point.kind == "headline" or (point.kind == "post" and not told):
            return
        shown = told if expanded else told[:SHORT]
        for each in shown:
            style = "$muted" if each.newness == "known" else ""
            for text in self._wrapped(each.text, self._measure):
                yield Line(Content.assemble(self._indent, (text, style)))
        more = len(told) - len(shown)
        if more:
            words = f"… {more} more that {'is' if more == 1 else 'are'} new · Space"
            yield Line(Content.assemble(self._indent, (words, "$muted")))

    def _carried(self, point: Point, echoes: list[int], *, expanded: bool) -> Iterator[Line]:
        points = self._page.points
        whose = f"{point.agency}’s" if point.agency else "this"
        words = f"and {counted(len(echoes), 'article')} with {whose} text"
        if not expanded:
            names = ", ".join(dict.fromkeys(clean_line(points[each].source) for each in echoes))
            text = Content.styled(f"{words}: {names}", "$muted")
            yield Line(Content.assemble(self._indent, fit(text, self._measure)))
            return
        yield Line(Content.assemble(self._indent, (words, "$muted")))
        for number in echoes:
            yield Line(self._headline(points[number], new=False), number)

    @property
    def _indent(self) -> str:
        return " " * (7 + (self._lane_cells or 2))

    @property
    def _measure(self) -> int:
        return max(min(self._view.width - len(self._indent) - 2, MEASURE), 20)

    @staticmethod
    def _wrapped(text: str, width: int) -> list[str]:
        return wrap_cells(clean_line(text), max(width, 12))


def _day(at: datetime) -> str:
    return f"{at:%A}, {at.day} {at:%B %Y}"


def fit_to(text: Content, width: int) -> Content:
    """A line that is cut where it would be too long."""
    return text if text.cell_length <= width else fit(text, width)


def _facts(story: Story, zone: tzinfo | None) -> str:
    first = story.first_at.astimezone(zone)
    told = [coverage(story), counted(story.sources, "source")]
    if story.names:
        told.append(f"first {story.names[0]}, {first.day} {first:%B %H:%M}")
    news = [f"{story.new} new"] * bool(story.new) + [f"{story.changed} changed"] * bool(
        story.changed
    )
    since = " since you looked" if story.seen_at else ""
    told += [f"{', '.join(news)}{since}"] if news else []
    told += ["asleep" if story.asleep else "followed"] if story.followed else []
    return " · ".join(told)
