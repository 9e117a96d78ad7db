"""Stories as rows of a list: pure functions of a story, a width and the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reader.text.ages import short_age
from reader.text.clean import clean_line
from reader.text.sparks import sparkline
from reader.tui.row import cut, fit
from reader.tui.signs import signs

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.story import Story

WIDE = 90
"""Cells from which a story takes two lines; below, three."""
FOLLOWED, ASLEEP = "◆", "◇"
_SPARK = 24
_GUTTER = 4
_LONGEST = 400


def row_height(width: int) -> int:
    """Lines a story takes, the blank one after it with them."""
    return 3 if width >= WIDE else 4


def story_row(
    story: Story, width: int, now: datetime, *, selected: bool = False, marked: bool = False
) -> list[Content]:
    """A story: its headline, who has it, what is new, and the pulse of two days."""
    bar = (signs().bar if selected else " ", "$accent")
    room = max(width - _GUTTER - 1, 8)
    age = short_age(story.last_at.astimezone(now.tzinfo), now).rjust(5)
    title = Content(clean_line((story.title or story.query)[:_LONGEST])).stylize_before(
        "bold" if story.new else "$muted"
    )
    sign, dress = _sign(story, marked=marked)
    head = Content.assemble(
        bar, (sign, dress), " ", " ", cut(title, room - len(age)), (age, "$muted"), " "
    )
    under = (bar, "   ")
    facts, news = _facts(story), _news(story)
    blank = Content.assemble(bar) if selected else Content("")
    pulse = Content.styled(sparkline(story.hours, _SPARK), "$story")
    if width >= WIDE:
        rest = fit(facts, room - _SPARK - news.cell_length - 4)
        return [head, Content.assemble(*under, pulse, "  ", rest, "  ", news, " "), blank]
    room_for_pulse = max(room - news.cell_length - 2, 0)
    second = Content.assemble(fit(pulse, min(_SPARK, room_for_pulse)), "  ", news)
    return [
        head,
        Content.assemble(*under, fit(facts, room), " "),
        Content.assemble(*under, fit(second, room), " "),
        blank,
    ]


def _sign(story: Story, *, marked: bool) -> tuple[str, str]:
    if marked:
        return "+", "bold $accent"
    if story.followed:
        return (ASLEEP, "$muted") if story.asleep else (FOLLOWED, "$story")
    return (signs().unread, "$unread") if story.new else (" ", "")


def _facts(story: Story) -> Content:
    if story.query:
        return Content.styled(f"query · {counted(story.articles, 'article')}", "$muted")
    told = f"{coverage(story)} · {counted(story.sources, 'source')}"
    first = clean_line(story.names[0]) if story.names else ""
    return Content.styled(f"{told} · first {first}" if first else told, "$muted")


def _news(story: Story) -> Content:
    """What came since the person looked."""
    parts = [(f"{story.new} new", "$unread")] if story.new else []
    parts += [(f"{story.changed} changed", "$story")] if story.changed else []
    between = [(", ", "$muted")] if len(parts) > 1 else []
    return Content.assemble(*parts[:1], *between, *parts[1:])


def coverage(story: Story) -> str:
    """How many articles of how many hands, such as "14 articles, 3 originals (Reuters)"."""
    told = counted(story.articles, "article")
    if story.originals < story.articles:
        told += f", {counted(story.originals, 'original')}"
    return f"{told} ({', '.join(story.agencies)})" if story.agencies else told


def counted(number: int, noun: str) -> str:
    """A number of things, in words."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
