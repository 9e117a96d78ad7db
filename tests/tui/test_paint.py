"""What an article looks like as lines of text, in a given width."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.config.assets import asset
from reader.model.article import Article, ArticleBody, Enclosure
from reader.text.blocks import (
    Code,
    Embed,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
)
from reader.tui.paint import paint
from reader.tui.paint_code import coloured
from reader.tui.paint_head import count_words, paint_head, paint_tail, size_in_words
from reader.tui.paint_ink import Ink, target_of
from reader.tui.paint_page import Hit, Page, Place
from reader.tui.paint_wrap import runs_right_to_left, wrap, wrap_evenly, wrap_facts
from reader.tui.widgets.article_pane import ArticlePane

if TYPE_CHECKING:
    from reader.text.blocks import Block

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
LONDON = timezone(timedelta(0))


def p(*texts: str | Span) -> Paragraph:
    return Paragraph(tuple(Span(text) if isinstance(text, str) else text for text in texts))


def link(text: str, url: str) -> Span:
    return Span(text, link=url)


def page(*blocks: Block, width: int = 40, dateline: str = "") -> Page:
    return Page(paint(blocks, Ink(), dateline), width)


def lines(shown: Page) -> list[str]:
    return [shown.content(y).plain.rstrip() for y in range(shown.height)]


def shown(*blocks: Block, width: int = 40, dateline: str = "") -> list[str]:
    return lines(page(*blocks, width=width, dateline=dateline))


def cells(*texts: str) -> tuple[tuple[Span, ...], ...]:
    return tuple((Span(text),) for text in texts)


# --- text


def test_paragraphs_are_parted_by_a_blank_line() -> None:
    assert shown(p("One."), p("Two.")) == ["One.", "", "Two."]


def test_a_line_break_of_the_author_is_kept() -> None:
    assert shown(p("Roses are red\nViolets are blue")) == ["Roses are red", "Violets are blue"]


def test_lines_break_at_spaces_and_after_hyphens() -> None:
    assert shown(p("The well-known lazy dog sleeps"), width=12) == [
        "The well-",
        "known lazy",
        "dog sleeps",
    ]


def test_an_address_wider_than_the_line_breaks_after_its_punctuation() -> None:
    text = "https://example.org/a/very/long/path"
    assert shown(p(text), width=24) == ["https://example.org/a/", "very/long/path¹"]


def test_chinese_and_japanese_fill_the_line_and_keep_punctuation_off_its_start() -> None:
    assert shown(p("東京は、日本の首都である。人口は"), width=10) == [
        "東京は、日",
        "本の首都で",
        "ある。人口",
        "は",
    ]
    assert shown(p("あいうえお。か"), width=10)[1].startswith("お。")


def test_a_joined_emoji_is_never_torn_apart() -> None:
    family = "👩\u200d👩\u200d👧"
    assert shown(p(family * 3), width=4) == [family * 2, family]


def test_arabic_and_hebrew_paragraphs_are_set_to_the_right() -> None:
    assert shown(p("שלום עולם"), width=20) == [" " * 11 + "שלום עולם"]
    assert runs_right_to_left("«مرحبا» hello")
    assert not runs_right_to_left("hello שלום")


def test_a_title_breaks_into_lines_of_like_length() -> None:
    title = "Prime minister says the election will be held in November after all"
    cut = [title[a:b] for a, b in wrap_evenly(title, 60)]
    assert cut == ["Prime minister says the election", "will be held in November after all"]


def test_raised_and_lowered_figures_are_shown_as_such() -> None:
    spans = p(
        "CO", Span("2", script="sub"), " 10", Span("6", script="sup"), Span("th", script="sup")
    )
    assert shown(spans) == ["CO₂ 10⁶^th"]


@given(st.text(), st.integers(2, 30))
def test_no_line_is_wider_than_the_column_and_no_word_is_lost(text: str, width: int) -> None:
    extents = wrap(text, width)
    assert all(cell_len(text[a:b]) <= width for a, b in extents)
    kept = "".join(text[a:b] for a, b in extents)
    assert "".join(kept.split()) == "".join(text.replace("\u200b", "").split()) or "\u200b" in kept


# --- links


def test_a_link_is_numbered_where_it_is_first_met() -> None:
    one, two = link("one", "https://a.example/1"), link("two", "https://a.example/2")
    assert shown(p(one, " ", two, " ", one)) == ["one¹ two² one"]


def test_a_link_in_several_dresses_is_one_link() -> None:
    url = "https://a.example/"
    assert shown(p(link("very ", url), Span("bold", bold=True, link=url), " text")) == [
        "very bold¹ text"
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://a.example/\x1b]0;x\x07", "data:x"]
)
def test_an_unsafe_address_is_no_link(url: str) -> None:
    ink = Ink()
    made = Page(paint((p(link("text", url)),), ink), 40)
    assert lines(made) == ["text"]
    assert ink.links == ()
    assert not any(getattr(span.style, "link", None) for span in made.content(0).spans)


def test_the_address_given_to_the_terminal_is_printable_ascii() -> None:
    made = page(p(link("text", "https://a.example/ü;日本?q=é")))
    targets = [getattr(span.style, "link", None) for span in made.content(0).spans]
    assert [t for t in targets if t] == ["https://a.example/%C3%BC;%E6%97%A5%E6%9C%AC?q=%C3%A9"]


def test_markup_in_the_text_stays_text() -> None:
    assert shown(p("no [/nope] vote [@click=app.quit]x[/]")) == [
        "no [/nope] vote [@click=app.quit]x[/]"
    ]


def test_controls_do_not_pass_the_second_door() -> None:
    made = shown(p("a\x1b[2Jb\x9b6n"), Code("c\x1bd"), Picture("https://p.example/", "e\x07f"))
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in "".join(made))


# --- blocks


def test_headings_stand_off_from_what_is_before_them() -> None:
    made = shown(
        p("Text."), Heading(2, (Span("Two"),)), p("More."), Heading(4, (Span("Four"),)), p("End.")
    )
    assert made == ["Text.", "", "", "Two", "", "More.", "", "Four", "End."]


def test_each_level_of_heading_has_a_dress_of_its_own() -> None:
    made = [page(Heading(n, (Span("x"),))).content(0).spans[0].style for n in range(1, 7)]
    assert len(set(made)) == 6


def test_a_quotation_has_a_bar_through_its_blank_lines_and_quotations_nest() -> None:
    made = shown(Quote((p("Outer."), Quote((p("Inner words go on and on here."),)))), width=20)
    assert made == ["▎ Outer.", "▎", "▎ ▎ Inner words go", "▎ ▎ on and on here."]


def test_a_list_hangs_from_its_bullets_and_each_depth_has_its_own() -> None:
    inner = Listing(((p("inner"),),))
    made = shown(Listing(((p("words that wrap around"),), (p("second"), inner))), width=20)
    assert made == [" • words that wrap", "   around", " • second", "    ◦ inner"]


def test_numbers_of_a_list_are_aligned() -> None:
    assert shown(Listing(((p("a"),), (p("b"),)), ordered=True, start=9)) == ["  9. a", " 10. b"]


def test_long_items_are_parted_by_blank_lines() -> None:
    assert shown(Listing(((p("x" * 161),), (p("y"),))), width=200)[1] == ""


def test_a_quotation_in_an_item_stands_beside_the_bullet() -> None:
    assert shown(Listing(((Quote((p("Said."),)),),))) == [" • ▎ Said."]


def test_nesting_without_end_leaves_room_for_words() -> None:
    block: Block = p("deep words")
    for _ in range(40):
        block = Quote((block,))
    assert all(cell_len(text) <= 30 for text in shown(block, width=30))
    assert any("deep" in text for text in shown(block, width=30))


def test_code_keeps_its_columns_and_marks_a_line_that_goes_on() -> None:
    made = shown(Code("if x:\n\treturn " + "y" * 30, "python"), width=30)
    assert made == [
        "  " + " " * 20 + "python",
        "  if x:",
        "      return " + "y" * 15,
        "↪ " + "y" * 15,
    ]


def test_code_is_coloured_without_changing_a_character() -> None:
    code = page(Code("def f():\n  return 'x'", "python")).pieces[1].content
    dressed = coloured(code, "python")
    assert dressed.plain == code.plain
    assert ".syntax-keyword" in {span.style for span in dressed.spans}
    assert coloured(code, "no-such-language") is code


def test_a_table_aligns_its_columns_and_its_numbers() -> None:
    table = Table((cells("Town", "Homes"), cells("Sele", "1,204"), cells("North Quay", "87")), 1)
    assert shown(table) == [
        "Town        Homes",
        "─" * 17,
        "Sele        1,204",
        "North Quay     87",
    ]


def test_a_table_that_is_too_wide_wraps_its_cells() -> None:
    table = Table((cells("Town", "Note"), cells("Sele", "evacuated at midnight by boat")), 1)
    assert shown(table, width=24) == [
        "Town  Note",
        "─" * 24,
        "Sele  evacuated at",
        "      midnight by boat",
    ]


def test_a_table_that_cannot_stand_becomes_records() -> None:
    table = Table(
        (cells("Town", "Evacuated", "Reopened"), cells("Sele", "yesterday", "tomorrow")), 1
    )
    assert shown(table, width=20) == [
        "Town  Sele",
        "Evacuated",
        "  yesterday",
        "Reopened  tomorrow",
    ]


def test_a_picture_is_its_caption_or_else_its_alternative_text() -> None:
    url = "https://p.example/a.jpg"
    assert shown(Picture(url, "alt", (Span("Caption."),))) == ["▣ Picture¹  Caption."]
    assert shown(Picture(url, "alt")) == ["▣ Picture¹  alt"]
    assert shown(Picture(url)) == ["▣ Picture¹"]


def test_an_embedded_film_is_a_link() -> None:
    assert shown(Embed("https://v.example/1", "video", "The flood")) == ["▶ Video¹  The flood"]


def test_a_rule_is_a_small_ornament_in_the_middle() -> None:
    assert shown(Rule(), width=11) == ["  ·  ·  ·"]


def test_the_dateline_stands_before_the_first_paragraph_once() -> None:
    assert shown(p("It rained."), p("More."), dateline="LONDON (Reuters)", width=60) == [
        "LONDON (Reuters) — It rained.",
        "",
        "More.",
    ]
    assert shown(p("LONDON (Reuters) - It rained."), dateline="LONDON (Reuters)") == [
        "LONDON (Reuters) - It rained."
    ]


# --- head and tail


def head(article: Article, **said: object) -> list[str]:
    return lines(Page(paint_head(article, now=NOW, zone=LONDON, **said), 60))  # type: ignore[arg-type]


def test_the_head_says_title_outlet_authors_and_dates() -> None:
    article = Article(
        1, 1, "Gazette", "Port reopens", authors=("Jo Bell", "Ann Lee"),
        published_at=datetime(2026, 11, 20, 9, 5, tzinfo=UTC),
        updated_at=datetime(2026, 11, 20, 12, 40, tzinfo=UTC),
    )  # fmt: skip
    made = [text.replace("\u00a0", " ") for text in head(article, words=460)]
    assert made == [
        "Port reopens",
        "",
        "Gazette · By Jo Bell and Ann Lee",
        "Friday, 20 November 2026, 09:05 · updated 12:40 · 2 min read",
        "─" * 60,
    ]


def test_an_update_within_the_same_minute_is_not_mentioned() -> None:
    article = Article(1, 1, "G", "T", published_at=NOW, updated_at=NOW + timedelta(seconds=30))
    assert not any("updated" in text for text in head(article))


def test_an_article_without_a_date_says_when_it_was_first_seen() -> None:
    made = head(Article(1, 1, "", "T", first_seen_at=NOW - timedelta(days=1)))
    assert made[2].replace("\u00a0", " ") == "First seen yesterday, 23 November 2026, 14:00"


def test_an_untitled_article_has_a_head_all_the_same() -> None:
    assert head(Article(1, 1, "", "", summary="How it begins"))[0] == "How it begins"


def test_the_head_of_an_arabic_article_is_set_to_the_right() -> None:
    made = head(Article(1, 1, "الميناء", "عاصفة", published_at=NOW))
    assert all(text.startswith(" ") for text in (made[0], made[2], made[3]))


def test_the_tail_lists_files_and_links_by_their_numbers() -> None:
    ink = Ink()
    paint((p(link("x", "https://www.a.example/path?q=1")),), ink)
    body = ArticleBody(
        "", (Enclosure("https://cdn.example/e.mp3", "audio/mpeg", 24_300_000, "Episode"),),
        credit="Editing by R. Quist.",
    )  # fmt: skip
    assert lines(Page(paint_tail(body, ink), 60)) == [
        *("", "Editing by R. Quist.", "", "", "File", "2  Episode  audio/mpeg  24.3 MB"),
        *("", "", "Links", "1  a.example  /path?q=1", "2  cdn.example  /e.mp3"),
    ]


def test_a_long_address_is_cut_to_its_line() -> None:
    ink = Ink()
    ink.link("https://a.example/" + "x" * 100)
    made = lines(Page(paint_tail(ArticleBody(), ink), 30))
    assert made[-1].endswith("…")
    assert cell_len(made[-1]) == 30


@pytest.mark.parametrize(
    ("size", "words"),
    [(12, "12 bytes"), (1500, "1.5 kB"), (24_300_000, "24.3 MB"), (7_100_000_000, "7.1 GB")],
)
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert size_in_words(size) == words


def test_reading_time_counts_scripts_without_spaces_too() -> None:
    assert count_words(paint((p("one two three"),), Ink())) == 3
    assert 9 <= count_words(paint((p("東京" * 10),), Ink())) <= 11


# --- places, finding, copying


def test_a_place_is_found_again_in_another_width() -> None:
    text = " ".join(f"word{n}" for n in range(200))
    wide, narrow = page(p("First."), p(text), width=70), page(p("First."), p(text), width=30)
    place = wide.place(10)
    found = narrow.line_at(place)
    line = narrow.lines[found]
    assert line.piece == place.piece
    assert line.start <= place.offset < narrow.lines[found + 1].start


def test_words_are_found_across_line_ends_whatever_their_case() -> None:
    made = page(
        p("the harbour"), p("The HARBOUR", link(" wall", "https://a.example/"), " fell"), width=12
    )
    assert [(hit.piece, hit.start) for hit in made.find("harbour")] == [(0, 4), (1, 4)]
    assert len(made.find("wall fell")) == 1
    assert made.find("  ") == []
    hit = made.find("harbour wall")[0]
    dressed = [
        y for y in range(made.height)
        if any(span.style == ".hit" for span in made.content(y, [hit]).spans)
    ]  # fmt: skip
    assert len(dressed) == 2


def test_what_is_copied_is_what_was_written() -> None:
    made = page(
        p("Words that were ", link("broken", "https://a.example/"), " by the width."), width=12
    )
    assert made.text((0, 0), (made.height, 0)) == "Words that were broken by the width."
    quoted = page(Quote((p("Words that wrap around"),)), p("東京は日本の首都"), width=14)
    assert quoted.text((0, 2), (quoted.height, 0)) == "Words that wrap around\n\n東京は日本の首都"


def test_a_place_beyond_the_page_is_its_beginning() -> None:
    assert page(p("x")).line_at(Place(9, 0)) == 0


# --- dress


def test_every_dress_has_a_rule_in_the_style_sheet() -> None:
    sheet = asset("article.tcss").read_text(encoding="utf-8")
    missing = [name for name in ArticlePane.COMPONENT_CLASSES if f".{name} " not in sheet]
    assert missing == []


def test_every_dress_that_is_painted_is_known_to_the_pane() -> None:
    link_span = link("x", "https://a.example/")
    blocks = (
        *(Heading(n, (Span("x"),)) for n in range(1, 7)),
        p(link_span, Span("c", code=True), Span("m", mark=True)),
        Quote((p("q"),)), Listing(((p("i"),),)), Code("x = 1 # c", "python"), Rule(),
        Table((cells("a", "b"), cells("1", "2")), 1, (Span("cap"),)),
        Picture("https://p.example/", "alt"),
    )  # fmt: skip
    ink = Ink()
    article = Article(1, 1, "G", "T", authors=("A",), published_at=NOW)
    body = ArticleBody(enclosures=(Enclosure("https://e.example/x", size=3),), credit="c")
    pieces = [
        *paint_head(article, words=900, now=NOW),
        *paint(blocks, ink, "D"),
        *paint_tail(body, ink),
    ]
    made = Page(pieces, 60)
    named = {
        span.style for y in range(made.height) for span in made.content(y).spans
        if isinstance(span.style, str)
    }  # fmt: skip
    assert {f"page--{name[1:]}" for name in named} <= ArticlePane.COMPONENT_CLASSES


def test_definitions_hang_below_their_term() -> None:
    term, other = Span("Launch", bold=True), Span("Freeboard", bold=True)
    made = shown(
        Listing(
            ((p(term), p("The small boat."), p("Orange.")), (p(other), p("Height."))), terms=True
        )
    )
    assert made == [
        "Launch",
        "    The small boat.",
        "",
        "    Orange.",
        "",
        "Freeboard",
        "    Height.",
    ]


def test_a_link_within_the_text_has_no_number_and_leads_to_a_name() -> None:
    note, place = Span("1", script="sup", link="#n1"), Span("A note.", name="n1")
    made = page(p("Said", note, "."), p(place))
    assert lines(made) == ["Said¹.", "", "A note."]
    assert "#n1" in map(target_of, (span.style for span in made.content(0).spans))
    assert made.named("n1") == Hit(1, 0, 7)
    assert made.named("n2") is None


def test_small_print_has_a_dress_of_its_own() -> None:
    assert ".small" in {span.style for span in page(p(Span("©", small=True))).content(0).spans}


def test_facts_break_at_their_dots_and_no_line_begins_or_ends_with_one() -> None:
    text = "Today, 24 November 2026, 14:05\u00a0· 3h\u00a0ago\u00a0· 1\u00a0min\u00a0read"
    cut = [[text[a:b] for a, b in wrap_facts(text, width)] for width in (60, 40, 30, 20)]
    assert cut[0] == [text]
    assert cut[1] == ["Today, 24 November 2026, 14:05\u00a0· 3h\u00a0ago", "1\u00a0min\u00a0read"]
    assert cut[2] == ["Today, 24 November 2026, 14:05", "3h\u00a0ago\u00a0· 1\u00a0min\u00a0read"]
    assert cut[3][:2] == ["Today, 24 November", "2026, 14:05"]


def test_an_address_that_is_written_out_is_a_link_without_the_punctuation_after_it() -> None:
    ink = Ink()
    text = "See https://a.example/x_(y), (https://b.example/z). `http://c.example/`"
    made = Page(paint((p(text, Span("http://d.example/", code=True)),), ink), 90)
    assert ink.links == ("https://a.example/x_(y)", "https://b.example/z", "http://c.example/")
    assert "x_(y)¹, (https://b.example/z²)." in lines(made)[0]


def test_numbers_stand_with_their_decimal_marks_below_each_other() -> None:
    rows = (("Spent", "Change"), ("1,204.5", "+4.2%"), ("8", "−12%"), ("96.25", "n/a"))
    assert shown(Table(tuple(cells(*row) for row in rows), 1)) == [
        "   Spent  Change",
        "─" * 16,
        "1,204.5    +4.2%",
        "    8     −12%",
        "   96.25     n/a",
    ]


def test_who_is_quoted_stands_close_below_the_quotation() -> None:
    assert shown(Quote((p("Words."), p("— Ada")))) == ["▎ Words.", "▎ — Ada"]
    assert shown(Quote((p("— Ada"),))) == ["▎ — Ada"]


def test_what_is_left_of_a_line_of_verse_is_set_in() -> None:
    assert shown(p("Short\nIt was the quay that drew away"), width=20) == [
        "Short",
        "It was the quay that",
        "    drew away",
    ]


@pytest.mark.parametrize("text", ["* * *", "***", "⁂", "- - -"])
def test_a_line_of_asterisks_is_an_ornament(text: str) -> None:
    assert shown(p("a"), p(text), p("b"))[2].strip() == "·  ·  ·"


def test_a_list_from_the_right_has_its_bullets_at_the_right() -> None:
    made = shown(Listing(((p("שלום עולם"),),)), width=20)
    assert made == [" " * 8 + "שלום עולם •"]


def test_mail_addresses_of_authors_are_left_out() -> None:
    letter = Article(1, 1, "Post", "Re: key", authors=("Bram Oakley <bram@a.example>",))
    assert head(letter)[2].replace("\u00a0", " ") == "Post · By Bram Oakley"
