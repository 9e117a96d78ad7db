"""Rows of lists: exactly as wide as the list, whatever the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from reader.model.article import Article
from reader.tui.row import (
    GUTTER,
    article_row,
    cut,
    fit,
    plain_row,
    row_height,
    shortened,
    view_row,
    waiting_row,
)
from tests.tui.conftest import HOSTILE, NOW

ARTICLE = Article(1, 1, "Meridian Wire", "Spillway reopened after a night of alarms", sort_at=NOW)


def cells(lines: list[Content]) -> list[int]:
    return [line.cell_length for line in lines]


@given(st.text(max_size=200), st.text(max_size=60), st.integers(12, 160), st.booleans())
def test_a_row_is_never_wider_than_its_list(title, feed, width, starred):
    article = ARTICLE._replace(title=title, feed_title=feed, starred=starred)
    lines = article_row(article, width, NOW)
    assert len(lines) == row_height(width)
    assert all(each <= width for each in cells(lines))
    assert all("\x1b" not in line.plain and "\n" not in line.plain for line in lines)


@pytest.mark.parametrize(
    "title", ["ダム放流で避難の住民ら帰宅", "سكان الوادي يعودون", "👩‍🚀 flies 🇳🇴", HOSTILE]
)
def test_every_script_fills_the_row_to_the_cell(title):
    for width in (30, 60, 100):
        assert set(cells(article_row(ARTICLE._replace(title=title), width, NOW))) == {width}


def test_the_sign_of_a_change_fades_when_it_was_looked_at():
    changed = ARTICLE._replace(changed_at=NOW, change=("text",))
    signs = []
    for article in (changed, changed._replace(change_seen=True)):
        line = article_row(article, 40, NOW)[0]
        at = line.plain.index("Δ")
        signs.append({str(span.style) for span in line.spans if span.start <= at < span.end})
    assert "$story" in signs[0]
    assert "$muted" in signs[1]
    assert "$story" not in signs[1]


def test_unread_and_starred_are_told_by_signs():
    unread = article_row(ARTICLE._replace(starred=True), 40, NOW)
    read = article_row(ARTICLE._replace(read=True), 40, NOW)
    assert "●" in unread[0].plain
    assert "★" in unread[1].plain
    assert "●" not in read[0].plain


def test_a_list_of_one_feed_does_not_repeat_its_name():
    assert "Meridian" not in "".join(x.plain for x in article_row(ARTICLE, 90, NOW, mixed=False))


def test_markup_in_a_title_is_text():
    title = "Senate [/nope] vote [@click=app.quit]read me[/]"
    (line,) = article_row(ARTICLE._replace(title=title), 120, NOW)
    assert title in line.plain


def test_the_words_of_a_search_are_marked():
    (line,) = article_row(ARTICLE, 120, NOW, words=("night", "SPILL"))
    marked = {
        line.plain[s.start : s.end].lower() for s in line.spans if "underline" in str(s.style)
    }
    assert marked == {"night", "spillway"}


@given(st.text(max_size=80), st.integers(0, 10**6), st.integers(8, 60))
def test_a_line_of_the_sidebar_is_never_wider_than_it(title, count, width):
    assert view_row(title, count, width, depth=1, mark="!").cell_length <= max(width, 20)


def test_a_title_that_is_too_long_ends_in_an_ellipsis():
    assert fit(Content("a long title"), 6).plain == "a lon…"
    assert fit(Content("short"), 8).plain == "short   "


@given(st.text(max_size=80), st.text(max_size=80), st.integers(12, 80))
def test_a_choice_is_never_wider_than_its_list(text, aside, width):
    assert plain_row(text, width, aside=aside).cell_length <= width


def test_a_row_that_is_on_its_way_keeps_its_place():
    assert len(waiting_row(40)) == 3
    assert len(waiting_row(40, mixed=False)) == 2
    assert len(waiting_row(60)) == 2
    assert len(waiting_row(100)) == 1


def test_a_slim_list_gives_the_title_two_lines_and_its_feed_a_line_below():
    title = "First residents go home below Corrin Dam as alert is lowered"
    lines = article_row(ARTICLE._replace(title=title), 42, NOW)
    assert [line.plain.strip(" ●") for line in lines] == [
        "First residents go home below Corrin",
        "Dam as alert is lowered",
        f"{'Meridian Wire':34}now",
    ]


def test_a_short_title_in_a_slim_list_has_its_feed_directly_below():
    lines = article_row(ARTICLE._replace(title="Bread dearer"), 42, NOW)
    assert "Meridian Wire" in lines[1].plain
    assert not lines[2].plain.strip()


def test_the_feed_is_named_whatever_the_length_of_the_title():
    for words in range(1, 30):
        row = article_row(ARTICLE._replace(title="flood " * words), 60, NOW)
        assert row[1].plain.rstrip().endswith(("Meridian Wire", "Meridian"))


def test_a_feed_that_is_too_long_is_named_in_whole_words():
    assert shortened("Kestrel Valley Record", 16).plain == "Kestrel Valley"
    assert shortened("Loop & Latch", 8).plain == "Loop"
    assert shortened("BBC News - World", 12).plain == "BBC News"
    assert shortened("The Washington Post", 12).plain == "The Washing…"
    assert shortened("Donaudampfschiffahrt", 8).plain == "Donauda…"


def test_a_title_is_cut_between_words():
    assert cut(Content("as alert is lowered"), 15).plain == "as alert is…   "
    assert cut(Content("Donaudampfschiffahrt"), 8).plain == "Donauda…"


def test_the_end_of_an_address_says_which_feed_it_is():
    row = plain_row("World", 40, aside="news.example/a/long/way/to/world.xml").plain
    assert row.rstrip().endswith("/way/to/world.xml")


def test_no_line_of_a_japanese_title_begins_with_what_ends_a_sentence():
    title = "東京の天気、明日は雨のち晴れ、気温は十八度まで上がる見込み、と気象庁が発表した。"
    for width in range(24, 60):
        lines = article_row(ARTICLE._replace(title=title), width, NOW)
        assert set(cells(lines)) == {width}
        assert not any(line.plain[GUTTER:].startswith(("、", "。")) for line in lines)
