"""A feed as a row of the feeds screen, and all about it as lines: pure functions, as in `row`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.text.ages import ahead, short_age
from reader.text.cells import wrap_cells
from reader.text.checkup import NAMES, answer_words, facts, problem_of, rate_words
from reader.text.clean import clean_line
from reader.tui.row import fit
from reader.tui.signs import signs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from reader.model.health import Checkup, FeedState

MARKS: dict[FeedState, tuple[str, str]] = {
    "failing": ("!", "bold $error"),
    "gone": ("×", "bold $error"),
    "redirecting": ("→", "$warning"),
    "slow": ("~", "$warning"),
    "new": ("·", "$muted"),
    "paused": ("‖", "$muted"),
    "ok": (" ", ""),
}
ASKED_NOW = ("…", "bold $accent")

_GUTTER = 4
_LABEL = 11
_LONGEST = 400


class Column(NamedTuple):
    """Something about every feed, under a head that sorts by it."""

    name: str
    """What it is called, and sorted by."""
    width: int
    cell: Callable[[Checkup, datetime], tuple[str, str]]
    """What it says of a feed, and in which style."""
    right: bool = False
    """Set flush right, as numbers are."""
    from_width: int = 0
    """The width of a list from which on there is room for it."""


def _state(each: Checkup, _: datetime) -> tuple[str, str]:
    return NAMES[each.state], MARKS[each.state][1].removeprefix("bold ") or "$muted"


def _asked(each: Checkup, now: datetime) -> tuple[str, str]:
    at = each.subscription.health.checked_at
    return f"{short_age(at, now) if at else ''} {answer_words(each)}".strip(), "$muted"


def _next(each: Checkup, now: datetime) -> tuple[str, str]:
    at = each.subscription.health.next_check_at
    return ahead(at, now) if at else "—", ""


def _unread(each: Checkup, _: datetime) -> tuple[str, str]:
    count = each.subscription.unread
    return f"{count:,}" if count else "", "$unread"


def _rhythm(each: Checkup, now: datetime) -> tuple[str, str]:
    return rate_words(each.rate(now)), "$muted"


def _folder(each: Checkup, _: datetime) -> tuple[str, str]:
    return clean_line(each.subscription.folder[:_LONGEST]), "$muted"


def _why(each: Checkup, _: datetime) -> tuple[str, str]:
    return clean_line((problem_of(each) or each.subscription.health.why)[:_LONGEST]), "$muted"


NAME = "feed"
COLUMNS = (
    Column("state", 9, _state),
    Column("asked", 9, _asked, from_width=68),
    Column("next", 7, _next, from_width=56),
    Column("unread", 6, _unread, right=True),
    Column("rhythm", 8, _rhythm, right=True, from_width=78),
    Column("why", 30, _why, from_width=108),
    Column("folder", 14, _folder, from_width=132),
)
SORTS = ("state", NAME, "unread", "next", "asked", "rhythm", "folder")


def columns(width: int) -> tuple[tuple[Column, ...], int]:
    """The columns there is room for beside the name, and the cells left for the name."""
    shown = tuple(each for each in COLUMNS if width >= each.from_width)
    return shown, max(width - _GUTTER - sum(each.width + 2 for each in shown) - 1, 6)


def column_at(x: int, width: int) -> str:
    """The name of the column at a cell."""
    shown, room = columns(width)
    end = _GUTTER + room
    if x < end:
        return NAME
    for each in shown:
        end += each.width + 2
        if x < end:
            return each.name
    return shown[-1].name


def head_row(width: int, sort: str, *, backwards: bool = False) -> Content:
    """The heads of the columns; the one that is sorted by says which way."""
    arrow = "▴" if backwards else "▾"

    def head(name: str, cells: int, right: bool = False) -> Content:
        here = name == sort
        text = f"{name}{arrow}" if here else name
        words = text.rjust(cells) if right else text
        return fit(Content(words), cells).stylize_before("bold $accent" if here else "$muted")

    shown, room = columns(width)
    parts = [Content("  ") + head(each.name, each.width, each.right) for each in shown]
    return Content(" " * _GUTTER) + head(NAME, room) + Content("").join(parts) + Content(" ")


def feed_row(
    checkup: Checkup,
    width: int,
    now: datetime,
    *,
    selected: bool = False,
    asked_now: bool = False,
) -> Content:
    """One feed as one line."""
    state, subscription = checkup.state, checkup.subscription
    mark, style = ASKED_NOW if asked_now else MARKS[state]
    shown, room = columns(width)
    calm = "$muted" if state in ("paused", "gone") else ""
    strong = "bold" if subscription.unread and not calm else calm
    name = Content(clean_line(subscription.title[:_LONGEST]))
    parts: list[Content | str | tuple[str, str]] = [
        (signs().bar if selected else " ", "$accent"),
        " ",
        (mark, style),
        " ",
        fit(name, room).stylize_before(strong),
    ]
    for each in shown:
        text, dress = each.cell(checkup, now)
        words = text.rjust(each.width) if each.right else text
        parts.append(Content("  ") + fit(Content(words), each.width).stylize_before(dress))
    return Content.assemble(*parts, " ")


def feed_details(checkup: Checkup, width: int, now: datetime) -> list[Content]:
    """All about a feed as lines, at most so many cells wide."""
    room = max(width - _LABEL - 3, 12)
    mark, style = NAMES[checkup.state], MARKS[checkup.state][1] or "$muted"
    title = fit(Content(clean_line(checkup.subscription.title[:_LONGEST])), width - len(mark) - 4)
    lines = [Content.assemble(" ", title.stylize_before("bold"), "  ", (mark, style))]
    tones = {"bad": "$text-error", "dim": "$muted", "": ""}
    for fact in facts(checkup, now):
        label = fact.label
        for line in _wrapped(fact.text, room):
            words = line.stylize_before(tones[fact.tone])
            lines.append(Content.assemble(" ", (label.ljust(_LABEL), "$muted"), words))
            label = ""
    return lines


def _wrapped(text: str, width: int) -> Sequence[Content]:
    # Not `Content.wrap`, which leaves a long address on a line of its own.
    return [Content(line) for line in wrap_cells(clean_line(text[:2000]), max(width, 8))]
