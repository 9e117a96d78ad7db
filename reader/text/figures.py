"""The page of statistics, line by line, for both front ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.text.cells import cell_width, cut_cells
from reader.text.charts import bar, columns, gathered, shades
from reader.text.clean import clean_line
from reader.text.kept import size_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model.statistics import FeedFigures, Sizes, Statistics

Ink = Literal["", "bold", "dim", "accent", "bad"]
Line = list[tuple[str, Ink]]
"""A line in pieces, each with how it looks where colour is allowed."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HIGH = 6
"""Lines of the chart of days."""
_MOST = 15
"""Feeds in a chart."""
_ROOMY = 60
"""Cells from which there is room for all that is said of a feed."""
_SCALE = 8
"""Cells left of the chart of days."""


def figures(found: Statistics, width: int, *, ascii_only: bool = False) -> list[Line]:
    """Everything, in lines of a width, at least of 40 cells."""
    width = max(width, 40)
    parts = [
        _sizes(found.sizes),
        _days(found.days, width, ascii_only=ascii_only),
        _volume(found.feeds, len(found.days), width, ascii_only=ascii_only),
        _rhythm(found.rhythm, width, ascii_only=ascii_only),
        *_troubled(found.feeds, width),
    ]
    lines: list[Line] = []
    for part in parts:
        lines += ([[]] if lines and part else []) + part
    return [_cut(line, width) for line in lines]


def _cut(line: Line, width: int) -> Line:
    """As much of a line as there is room for."""
    cut: Line = []
    for text, ink in line:
        shown = cut_cells(text, width)
        width -= cell_width(shown)
        cut.append((shown, ink))
        if width <= 0:
            break
    return cut


def _sizes(sizes: Sizes) -> list[Line]:
    articles = f"  {sizes.unread:,} unread  {sizes.starred:,} starred  {sizes.saved:,} saved"
    disk = f"  {size_in_words(sizes.store_bytes)} in the store"
    kept = f"  {size_in_words(sizes.kept_bytes)} kept offline" if sizes.kept_bytes else ""
    folders = _many(sizes.folders, "folder")
    return [
        [(_many(sizes.articles, "article"), "bold"), (articles, "")],
        [(_many(sizes.feeds, "feed"), "bold"), (f"  {folders}{disk}{kept}", "")],
    ]


def _days(days: Sequence[int], width: int, *, ascii_only: bool) -> list[Line]:
    if not any(days):
        return [[("Articles a day", "bold")], [(f"None in {len(days)} days.", "dim")]]
    values, each = gathered(days, width - _SCALE - 1)
    wide = max(min((width - _SCALE) // len(values), 3), 1)
    what = "Articles a day" if each == 1 else f"Articles in {each} days"
    mean = f"  {sum(days) / len(days):,.1f} a day, {max(days):,} at most"
    lines: list[Line] = [[(what, "bold"), (mean, "dim")]]
    chart = columns(values, _HIGH, ascii_only=ascii_only)
    for place, line in enumerate(chart):
        scale = f"{max(values):,}" if not place else ""
        drawn = "".join(sign * wide for sign in line)
        lines.append([(f"{scale:>{_SCALE - 1}} ", "dim"), (drawn.rstrip(), "accent")])
    began = f"{len(values) * each} days ago"
    across = max(len(values) * wide, len(began) + 6)
    lines.append([(" " * _SCALE + began + "today".rjust(across - len(began)), "dim")])
    return lines


def _volume(feeds: Sequence[FeedFigures], days: int, width: int, *, ascii_only: bool) -> list[Line]:
    told = [each for each in feeds if each.articles][:_MOST]
    if not told:
        return []
    names = min(max(cell_width(clean_line(each.title)) for each in told), width // 3, 36)
    most = max(each.articles for each in told)
    rates = width >= _ROOMY
    room = max(min(width - names - (30 if rates else 16), 60), 4)
    lines: list[Line] = [[("Feeds by volume", "bold"), ("  and how often you read in them", "dim")]]
    for each in told:
        title = _fitted(each.title, names)
        drawn = bar(each.articles, most, room, ascii_only=ascii_only)
        rate = f"{each.articles / days:,.1f} a day"
        read = _many(each.times_read, "time") if each.times_read else "never read"
        ink: Ink = "" if each.times_read else "bad"
        blank = " " * (room - cell_width(drawn))
        lines.append([(f"{title}  ", ""), (drawn, "accent"), (blank, "")])
        lines[-1] += [(f" {rate:>13}", "dim")] if rates else []
        lines[-1].append((f"  {read:>11}", ink))
    if rest := sum(bool(each.articles) for each in feeds) - len(told):
        lines.append([(f"and {rest:,} more", "dim")])
    return lines


def _rhythm(grid: Sequence[Sequence[int]], width: int, *, ascii_only: bool) -> list[Line]:
    most = max((value for row in grid for value in row), default=0)
    if not most:
        return []
    wide = 2 if width >= 64 else 1
    hours = "".join(f"{hour:<{6 * wide}}" for hour in range(0, 24, 6))
    lines: list[Line] = [
        [("When you read", "bold"), ("  marked at once counts once", "dim")],
        [(f"     {hours}".rstrip(), "dim")],
    ]
    for name, row in zip(_WEEKDAYS, grid, strict=True):
        drawn = "".join(sign * wide for sign in shades(row, most, ascii_only=ascii_only))
        lines.append([(f"{name}  ", ""), (drawn, "accent"), (f"  {sum(row):,}", "dim")])
    return lines


def _troubled(feeds: Iterable[FeedFigures], width: int) -> list[list[Line]]:
    every = list(feeds)
    quiet = sorted((f for f in every if f.quiet), key=_newest)
    failing = [each for each in every if each.failing]
    return [
        _named("Gone quiet", quiet, width),
        _named("Failing", failing, width, hint="`dateline feeds --health` says why"),
    ]


def _named(what: str, feeds: Sequence[FeedFigures], width: int, hint: str = "") -> list[Line]:
    if not feeds:
        return []
    aside = f"  {hint}" if hint else ""
    lines: list[Line] = [[(f"{what}: {len(feeds):,}", "bold"), (aside, "dim")]]
    for each in feeds[:_MOST]:
        last = f"  newest {each.newest_at:%Y-%m-%d}" if each.newest_at else "  no article"
        lines.append([(_fitted(each.title, min(width - len(last), 50)), ""), (last, "dim")])
    if len(feeds) > _MOST:
        lines.append([(f"and {len(feeds) - _MOST:,} more", "dim")])
    return lines


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _newest(each: FeedFigures) -> str:
    return each.newest_at.isoformat() if each.newest_at else ""


def _fitted(title: str, width: int) -> str:
    shown = cut_cells(clean_line(title), width)
    return shown + " " * (width - cell_width(shown))
