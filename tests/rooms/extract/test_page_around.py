"""What stands around an article, among it and above it is told from its text."""

from __future__ import annotations

import pytest

from reader.extract.local import extract
from reader.extract.page import read_page
from tests.rooms.extract.test_page import BODY, FIRST, SECOND, URL, page

TEXT = f"{FIRST}\n\n{SECOND}"
HEADLINE = "<h1>Ferry sails again after the long strike</h1>"
TITLED = "<title>Ferry sails again after the long strike</title>"
STANDFIRST = "Three weeks without flour are over on the smallest of the isles."


@pytest.mark.parametrize(
    "name",
    [
        "field field--name-body field--label-hidden",  # a content system's state
        "post-12 hentry tag-budget category-popular",  # what it is filed under
        "elementor-widget-wrap elementor-element-populated",  # how it is laid out
        "is-hidden-mobile non-paywall",
        "entry-content social-sharing-on",
    ],
)
def test_a_text_is_kept_whatever_state_or_topic_its_names_tell(name: str) -> None:
    other = "<div><p>The harbour office opens at eight on every day but Sunday, it said.</p></div>"
    body = f"{HEADLINE}<div class='{name}'>{BODY}</div>{other * 4}"
    assert TEXT in page(TITLED, body).text


def test_a_chapter_that_is_called_sharing_is_kept() -> None:
    chapter = f"<div class='section sharing-with-others'>{BODY * 6}</div>"
    assert page(body=f"<article>{BODY}{chapter}<p>{'More of it. ' * 200}</p></article>").text.count(
        FIRST
    ) == (7)


def test_comments_are_left_out_however_much_is_said_in_them() -> None:
    comments = (
        f"<div id=comments>{'<p>I have always said so, and nobody listened.</p>' * 200}</div>"
    )
    told = "<p>The council has met on Tuesday to hear what the captain had to say of it.</p>" * 4
    article = page(TITLED, f"<div>{HEADLINE}{BODY}{told}</div>{comments}")
    assert "always said so" not in article.text
    assert FIRST in article.text


def test_rows_of_teasers_go_with_their_heading_and_lists_of_sources_stay() -> None:
    teaser = (
        "<div class='item item-{0}'><a href='/{0}'><h3>Herring prices steady for week {0}</h3></a>"
        "<p>The price of herring has not moved at all, said the market on Monday.</p></div>"
    )
    row = "<h4>Elsewhere</h4><div>" + "".join(teaser.format(n) for n in range(4)) + "</div>"
    sources = "<ul><li><a href='https://a.example/'>Tide tables of the harbour office</a></li>"
    sources += "<li><a href='https://b.example/'>Minutes of the council of the isles</a></li></ul>"
    text = page(body=f"<article>{HEADLINE}{BODY}{row}{sources}<p>{SECOND}</p></article>").text
    assert "Herring" not in text
    assert "Tide tables" in text


@pytest.mark.parametrize(
    "line",
    [
        "<p>Read also: <a href='/herring'>Herring prices steady</a></p>",
        "<p><a href='/herring'>Herring prices steady for a third week</a></p>",
        "<p>Lesen Sie auch: <a href='/h'>Heringspreise stabil</a></p>",
        "<p>There is more where that came from. Sign up for our newsletter today.</p>",
        "<p>Image 3 of 12</p>",
        "<p>tova.marsh@gazette.example</p>",
        "<p>twitter.com/tovamarsh</p>",
        f"<p>{URL}</p>",
        "<p>The ferry in the harbour, on Monday. © Pell Arrowsmith</p>",
    ],
)
def test_lines_that_lead_elsewhere_or_ask_for_something_are_no_text(line: str) -> None:
    assert page(body=f"<article><p>{FIRST}</p>{line}<p>{SECOND}</p></article>").text == TEXT


def test_a_sentence_that_is_a_link_to_a_source_is_text() -> None:
    line = "<p><a href='https://other.example/report'>The report of the ministry</a></p>"
    assert "The report" in page(body=f"<article><p>{FIRST}</p>{line}<p>{SECOND}</p></article>").text


def test_an_article_goes_on_below_pointers_in_its_midst() -> None:
    more = "<p>And when the goats were on land, the whole of Little Skerray had come to see them, "
    more += "from the oldest to the youngest, who had never seen a goat in all her life.</p>"
    text = page(
        body=f"<article>{BODY}<h3>Leggi anche</h3><p><a href='/x'>Altro</a></p>{more}</article>"
    ).text
    assert "had never seen a goat" in text
    assert "Leggi anche" not in text
    assert "Altro" not in text


def test_the_standfirst_is_shown_above_the_text_and_is_no_part_of_it() -> None:
    body = f"<div>{HEADLINE}<p class=dek>{STANDFIRST}</p><p class=byline>By Tova Marsh</p></div>"
    article = page(TITLED, f"{body}<div class='article-body'>{BODY}</div>")
    assert article.html.startswith(f"<p>{STANDFIRST}</p>")
    assert article.text == TEXT
    assert article.byline == "Tova Marsh"


def test_a_beginning_with_a_dateline_is_text_wherever_it_stands() -> None:
    first = "<p>SKERRAY (AP) — The strike of the ferrymen is over, said their union on Monday.</p>"
    body = f"<div>{HEADLINE}{first}</div><div class='article-body'>{BODY}</div>"
    article = page(TITLED, body)
    assert article.dateline == "SKERRAY (AP)"
    assert article.text.startswith("The strike of the ferrymen is over")


@pytest.mark.parametrize(
    "figure",
    [
        "<div class='image'><img src=/a.jpg><span class='caption'>The ferry at dawn</span></div>",
        "<div class='photo-wrap'><div><img src=/a.jpg></div><p>The ferry at dawn</p></div>",
        "<p><img src=/a.jpg></p><p class='image-caption'>The ferry at dawn</p>",
        "<figure><div>The ferry at dawn</div><img src=/a.jpg></figure>",
        "<ul><li><img src=/a.jpg><div class=caption>The ferry at dawn</div></li></ul>",
    ],
)
def test_captions_belong_to_their_pictures_however_they_are_marked(figure: str) -> None:
    article = page(body=f"<article><p>{FIRST}</p>{figure}<p>{SECOND}</p></article>")
    assert article.text == TEXT
    assert "<figcaption>The ferry at dawn</figcaption>" in article.html


def test_the_structure_of_an_article_survives() -> None:
    parts = (
        "<h2>What was on board</h2>",
        "<ul><li>Flour for the bakery.</li><li>Post of three weeks.</li></ul>",
        "<ol><li>First the goats.</li><li>Then the flour.</li></ol>",
        "<blockquote><p>It has been a long winter, said the baker.</p></blockquote>",
        "<table><caption>Cargo</caption><thead><tr><th>What</th><th>kg</th></tr></thead>"
        "<tbody><tr><td>Flour</td><td>300</td></tr></tbody></table>",
        '<pre><code class="language-python">def load(kg):\n    return kg * 2</code></pre>',
        '<p>The <a href="https://gazette.example/tides">tides</a> were fair, for once.</p>',
    )
    html = page(body=f"<article>{BODY}{''.join(parts)}<p>{SECOND} So it was.</p></article>").html
    assert [part for part in parts if part not in html] == []


def test_a_table_of_a_million_cells_does_not_hide_the_article() -> None:
    row = "<tr>" + "<td>1</td>" * 1_000 + "</tr>"
    table = f"<table>{row * 400}</table>"
    article = page(body=f"<article>{HEADLINE}<p>{FIRST}</p>{table}<p>{SECOND}</p></article>")
    assert article.text.startswith(FIRST)
    assert article.text.endswith(SECOND)
    assert article.text.count("1\t") < 10_000


def test_more_elements_than_any_article_has_are_left_out() -> None:
    assert FIRST in page(body=f"<article>{HEADLINE}{BODY}</article>{'<div>x</div>' * 150_000}").text


def test_many_comments_before_a_page_do_not_keep_it_from_being_read() -> None:
    body = f"{'<!-- x -->' * 60}<p>{FIRST}</p>".encode()
    assert FIRST in extract(body, "page.html").text
    assert FIRST in extract(b"<?xml version='1.0'?>" + body, "page", content_type="text/html").text


@pytest.mark.parametrize("piece", ["<div class='image'><img src=a>", "<div class='caption'>"])
def test_pictures_within_pictures_break_nothing(piece: str) -> None:
    read_page(f"<article>{BODY}{piece * 3_000}", URL)
