"""Numbers as charts: what a person sees of them, in blocks and in ASCII."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.model.statistics import FeedFigures, Sizes, Statistics
from reader.text.cells import cell_width
from reader.text.charts import bar, columns, gathered, shades
from reader.text.figures import figures


def test_the_highest_column_is_as_high_as_the_chart_and_one_of_a_thousand_is_seen() -> None:
    assert columns([0, 1, 8], 1) == [" ▁█"]
    assert columns([1, 1000], 2) == [" █", "▁█"]
    assert columns([1, 4], 2, ascii_only=True) == [" #", "##"]
    assert columns([0, 0], 2) == ["  ", "  "]


def test_a_bar_is_as_long_as_its_value() -> None:
    assert bar(4, 8, 4) == "██"
    assert bar(1, 16, 4) == "▎"
    assert bar(0, 16, 4) == ""
    assert bar(1, 16, 4, ascii_only=True) == "#"


def test_cells_are_the_fuller_the_more() -> None:
    assert shades([0, 1, 2, 4], 4) == "·░▒█"
    assert shades([0, 4], 4, ascii_only=True) == ".#"


def test_more_days_than_cells_are_added_up_and_the_last_ones_are_whole() -> None:
    assert gathered([9, 1, 1, 2, 2], 2) == ([5], 3)
    assert gathered([1, 2], 5) == ([1, 2], 1)


FOUND = Statistics(
    Sizes(2, 1, 1200, 30, 4, 5, 1_000_000, 2000),
    tuple(range(84)),
    (
        FeedFigures(
            1,
            "Wire \x1b]52;c;x\x07[/nope] 港町の時計塔" * 4,
            900,
            40,
            datetime(2026, 11, 3, tzinfo=UTC),
        ),
        FeedFigures(2, "Post", 12, 0, datetime(2026, 1, 3, tzinfo=UTC), failing=True, quiet=True),
    ),
    tuple(tuple(hour * day for hour in range(24)) for day in range(7)),
)


@pytest.mark.parametrize("width", [40, 56, 80, 120, 200])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_no_line_is_wider_than_the_page_and_none_drives_a_terminal(
    width: int, ascii_only: bool
) -> None:
    lines = [
        "".join(text for text, _ in line) for line in figures(FOUND, width, ascii_only=ascii_only)
    ]
    wide = [line for line in lines if cell_width(line.rstrip()) > width]
    assert not wide
    assert not {"\x1b", "\x07"} & set("".join(lines))
    page = "\n".join(lines)
    assert "1,200 articles" in page
    assert "Gone quiet: 1" in page
    assert "never read" in page
    assert ascii_only == (not set("▁█░▓") & set(page))
