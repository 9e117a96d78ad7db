"""Tables: columns as wide as they need, narrower if they must, records if they cannot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from reader.tui.paint_pieces import Line, Part
from reader.tui.paint_wrap import Extent, longest_word, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.tui.paint_pieces import Grid

GUTTER = 2
"""Cells between columns."""
LEAST_COLUMN = 5
"""Cells; narrower columns cut words to pieces."""
LONGEST_WORD = 16
"""Cells a column may claim for one word, so that an address does not push the others out."""

LABELS_PART = 3
"""Names that take at most this part of a line stand in a column of their own in records."""

TALLEST_CELL = 8
"""Lines; a table with taller cells reads better as records."""

_NUMBER = re.compile(
    r"[-+−–~≈<>±]?\s?[$€£¥]?\s?[-+−]?[\d.,'\u00a0\u2009\u202f ]*\d"
    r"\s?([%‰°KMBkm]|bn|m|tn|pp|pts?)?\.?"
)
# Three digits behind a comma are thousands.
_TAIL = re.compile(r"(?:\.\d+|,(?:\d{1,2}|\d{4,}))?(?<=\d)[^\d\s.,]*[⁰¹²³⁴-⁹]*\Z")
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "N/A"})


def grid_lines(grid: Grid, index: int, width: int) -> list[Line]:
    """The table in `width` cells."""
    room = grid.frame.room(width)
    widths = column_widths(grid, room)
    lines = _columns(grid, index, _wrapped(grid, widths), widths) if widths else []
    lines = lines or _records(grid, index, room)
    framed = []
    for number, line in enumerate(lines):
        before = grid.frame.before(number == 0, width)
        framed.append(Line(index, (before, *line.parts), line.fill, len(before), line.joint))
    return framed


def column_widths(grid: Grid, room: int) -> list[int]:
    """Cells of each column; none if the columns cannot stand side by side."""
    text = grid.content.plain
    columns = list(zip(*grid.rows, strict=True))
    if grid.even:
        return [(room - GUTTER * (len(columns) - 1)) // len(columns)] * len(columns)
    free = _room_behind(grid)
    natural = [
        max(_widest_line(text[a:b]) + free.get((a, b), 0) for a, b in column) for column in columns
    ]
    room -= GUTTER * (len(columns) - 1)
    if sum(natural) <= room:
        return natural
    least = [
        min(
            want,
            max(LEAST_COLUMN, *(min(longest_word(text[a:b]), LONGEST_WORD) for a, b in column)),
        )
        for want, column in zip(natural, columns, strict=True)
    ]
    if sum(least) > room:
        return []
    return _shared_out(natural, least, room)


def _widest_line(text: str) -> int:
    return max(cell_len(row) for row in text.split("\n"))


def _shared_out(natural: list[int], least: list[int], room: int) -> list[int]:
    """Give each column its least, then the same to each until it has what it wants."""
    widths = list(least)
    spare = room - sum(widths)
    while spare > 0:
        wanting = [n for n, want in enumerate(natural) if widths[n] < want]
        share = max(spare // len(wanting), 1)
        for n in wanting:
            given = min(share, natural[n] - widths[n], spare)
            widths[n] += given
            spare -= given
    return widths


def _wrapped(grid: Grid, widths: list[int]) -> list[list[list[Extent]]]:
    """Rows of cells of lines, each as its extent in the text."""
    text = grid.content.plain
    return [
        [
            [(a + start, a + end) for start, end in wrap(text[a:b], size)]
            for (a, b), size in zip(row, widths, strict=True)
        ]
        for row in grid.rows
    ]


def _columns(
    grid: Grid, index: int, rows: list[list[list[Extent]]], widths: list[int]
) -> list[Line]:
    """Columns side by side; no lines if a cell would become a tower."""
    height = max((len(cell) for row in rows[grid.heads :] for cell in row), default=1)
    if height > TALLEST_CELL and not grid.even:
        return []
    text, right, free = grid.content.plain, _numeric_columns(grid), _room_behind(grid)
    # Where only names at the left take several lines, the others show where a row begins.
    parted = any(len(cell) > 1 for row in rows[grid.heads :] for cell in row[1:])
    lines: list[Line] = []
    for number, row in enumerate(rows):
        if parted and number > grid.heads:
            lines.append(Line(index, ()))
        for level in range(max(len(cell) for cell in row)):
            extents = [cell[level] if level < len(cell) else None for cell in row]
            lines.append(Line(index, _side_by_side(text, extents, widths, right, free)))
        if number + 1 == grid.heads:
            rule = "─" * (sum(widths) + GUTTER * (len(widths) - 1))
            lines.append(Line(index, (Content.styled(rule, ".rule"),)))
    return lines


def _side_by_side(
    text: str,
    extents: list[Extent | None],
    widths: list[int],
    right: list[bool],
    free: Mapping[Extent, int],
) -> tuple[Part, ...]:
    parts: list[Part] = []
    gutter = pending = 0
    for extent, size, to_right in zip(extents, widths, right, strict=True):
        pending += gutter
        gutter = GUTTER
        if extent is None:
            pending += size
            continue
        spare = size - cell_len(text[extent[0] : extent[1]])
        before = max(spare - free.get(extent, 0), 0) if to_right else 0
        parts += [Content(" " * (pending + before)), extent]
        pending = spare - before
    return tuple(parts)


def _numeric_columns(grid: Grid) -> list[bool]:
    text = grid.content.plain
    columns = zip(*grid.rows[grid.heads :], strict=True)
    found = [_is_numeric([text[a:b].strip() for a, b in column]) for column in columns]
    return found or [False] * len(grid.rows[0])


def _room_behind(grid: Grid) -> dict[Extent, int]:
    """Cells to leave free behind numbers, so that their decimal marks stand below each other."""
    text = grid.content.plain
    free: dict[Extent, int] = {}
    columns = zip(*grid.rows[grid.heads :], strict=True)
    for column, numeric in zip(columns, _numeric_columns(grid), strict=False):
        if numeric:
            tails = {
                (a, b): _tail(text[a:b]) for a, b in column if text[a:b].strip() not in _NOTHING
            }
            longest = max(tails.values(), default=0)
            free |= {cell: longest - tail for cell, tail in tails.items()}
    return free


def _tail(cell: str) -> int:
    """Cells of what stands behind a whole number: decimals, a percent sign."""
    found = _TAIL.search(cell.rstrip())
    return cell_len(found[0]) if found else 0


def _is_numeric(cells: list[str]) -> bool:
    telling = [cell for cell in cells if cell not in _NOTHING]
    return bool(telling) and all(_NUMBER.fullmatch(cell.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")) for cell in telling)


def _records(grid: Grid, index: int, room: int) -> list[Line]:
    """Each row as a record: a line or more for each cell, named by the head of its column."""
    text = grid.content.plain
    names = grid.rows[grid.heads - 1] if grid.heads else None
    longest = max(cell_len(text[a:b]) for a, b in names) if names else 0
    aligned = longest if longest <= room // LABELS_PART else 0
    lines: list[Line] = []
    for row in grid.rows[grid.heads :] or grid.rows:
        if lines:
            lines.append(Line(index, ()))
        for column, (start, end) in enumerate(row):
            if text[start:end].strip():
                name = names[column] if names else None
                lines += _field(text, name, (start, end), index, room, aligned)
    return lines


def _field(
    text: str, name: Extent | None, cell: Extent, index: int, room: int, aligned: int
) -> list[Line]:
    """One cell of a record, behind its name of at least `aligned` cells and hanging from there."""
    start, end = cell
    label = text[name[0] : name[1]].replace("\n", " ") if name else ""
    if not label:
        return [Line(index, ((start + a, start + b),)) for a, b in wrap(text[start:end], room)]
    fill = " " * max(aligned - cell_len(label), 0)
    lead = Content.assemble((label, ".record-name"), fill, "  ")
    if lead.cell_length > room // 2:
        above = Line(index, (Content.styled(label, ".record-name"),))
        return [
            above,
            *(_hung(index, start, extent, 2) for extent in wrap(text[start:end], room - 2)),
        ]
    first, *others = wrap(text[start:end], room - lead.cell_length)
    top = Line(index, (lead, (start + first[0], start + first[1])))
    return [top, *(_hung(index, start, extent, lead.cell_length) for extent in others)]


def _hung(index: int, start: int, extent: Extent, indent: int) -> Line:
    return Line(index, (Content(" " * indent), (start + extent[0], start + extent[1])))
