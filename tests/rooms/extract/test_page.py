"""A web page becomes an article."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader.extract.page import read_page

if TYPE_CHECKING:
    from reader.model.parsed import ExtractedArticle

URL = "https://gazette.example/2025/ferry"
FIRST = "The ferry to Little Skerray sailed on Monday for the first time in three weeks."
SECOND = "Its captain said that the crew had brought flour, post and two goats."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def page(head: str = "", body: str = BODY, url: str = URL) -> ExtractedArticle:
    article = read_page(f"<html><head>{head}</head><body>{body}</body></html>", url)
    assert article is not None
    return article


def linked(**fields: object) -> str:
    told = json.dumps({"@type": "NewsArticle", **fields})
    return f'<script type="application/ld+json">{told}</script>'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="Ferry sails again"><title>Ferry | The Gazette</title>',
        linked(headline="Ferry sails again"),
        "<title>Ferry sails again | Gazette</title><meta property=og:site_name content=Gazette>",
        "<title>Ferry sails again after strike - Gazette</title>",
    ],
)
def test_the_title_is_the_headline_without_the_site(head: str) -> None:
    assert page(head).title.startswith("Ferry sails again")
    assert "Gazette" not in page(head).title


def test_the_heading_is_the_title_and_not_in_the_text() -> None:
    article = page(
        "<title>Ferry sails again — The Gazette of the Isles</title>",
        f"<h1>Ferry sails again</h1>{BODY}",
    )
    assert article.title == "Ferry sails again"
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (linked(author={"@type": "Person", "name": "Tova Marsh"}), ""),
        (linked(author=[{"name": "By Tova Marsh"}]), ""),
        ('<meta name="author" content="Tova Marsh">', ""),
        (
            '<meta name="author" content="https://x.org"><meta name="byl" content="Tova Marsh">',
            "",
        ),
        ("", '<p>By <a rel="author" href="/t">Tova Marsh</a></p>'),
        ("", '<div class="article-byline">By Tova Marsh, Coast editor</div>'),
    ],
)
def test_the_byline_is_found_wherever_the_page_says_it(head: str, body: str) -> None:
    article = page(head, body + BODY)
    assert article.byline == "Tova Marsh"
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2025-11-18T16:12:00-05:00">', ""),
        (linked(datePublished="2025-11-18T21:12:00Z"), ""),
        ("", '<time datetime="2025-11-18T21:12:00Z">Tuesday</time>'),
    ],
)
def test_the_date_is_found_wherever_the_page_says_it(head: str, body: str) -> None:
    assert page(head, body + BODY).published_at == datetime(2025, 11, 18, 21, 12, tzinfo=UTC)


def test_language_site_tags_and_picture_are_told() -> None:
    article = read_page(
        '<html lang="en-GB"><head><meta property="og:site_name" content="The Gazette">'
        '<meta property="og:image" content="/ferry.jpg">'
        '<meta property="article:tag" content="Islands">'
        f"</head><body>{BODY}</body></html>",
        URL,
    )
    assert article is not None
    assert (article.language, article.site, article.tags) == ("en-GB", "The Gazette", ("Islands",))
    assert article.picture == "https://gazette.example/ferry.jpg"


@pytest.mark.parametrize(
    "source",
    [
        '<html><head><link rel="canonical" href="https://gazette.example/2025/ferry"></head>',
        "<!-- saved from url=(0034)https://gazette.example/2025/ferry --><html>",
        "<html><!--\n Page saved with SingleFile \n url: https://gazette.example/2025/ferry \n-->",
    ],
)
def test_a_saved_page_knows_where_it_came_from(source: str) -> None:
    article = read_page(
        f"{source}<body><img src='a.jpg' width=400 height=300>{BODY}</body></html>",
        "file:///home/me/f.html",
    )
    assert article is not None
    assert article.canonical == URL
    assert "https://gazette.example/2025/a.jpg" in article.html


def test_a_front_page_named_as_canonical_is_not_believed() -> None:
    assert page('<link rel="canonical" href="https://gazette.example/">').canonical == ""


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a href=/>Home</a></nav>",
        "<aside><h3>Most read</h3><ul><li><a href=/a>Herring prices steady</a></ul></aside>",
        "<footer>© 2025 The Gazette. Sign up for our newsletter</footer>",
        '<div class="cookie-consent"><p>We and our 842 partners store cookies with you.</p></div>',
        '<div id="taboola">Sponsored links by Taboola</div>',
        '<div class="related-stories"><p>Herring prices were steady for a third week.</p></div>',
        '<form class="newsletter"><p>Enter your address to get the news of the isles.</p></form>',
        "<div style='display:none'><p>This was never meant to be seen by anybody.</p></div>",
        "<script>var text = 'The ferry';</script><noscript>Enable JavaScript</noscript>",
    ],
)
def test_what_stands_around_the_article_is_dropped(around: str) -> None:
    assert page(body=f"{around}<article>{BODY}</article>{around}").text == f"{FIRST}\n\n{SECOND}"
    assert page(body=f"<div><div>{BODY}{around}</div></div>").text == f"{FIRST}\n\n{SECOND}"


def test_an_article_is_kept_whatever_its_wrapper_is_called() -> None:
    assert page(
        body=f'<form class="widget related"><div class="sidebar">{BODY}</div></form>'
    ).text.startswith(FIRST)


def test_the_longest_of_several_articles_is_the_article() -> None:
    teaser = "<article><p>Herring prices were steady for a third week.</p></article>"
    assert page(body=f"{teaser}<article>{BODY}</article>{teaser}").text == f"{FIRST}\n\n{SECOND}"


def test_text_parted_by_line_breaks_alone_is_found() -> None:
    text = page(body=f"<div><a href=/>Home</a></div><div><b></b>{FIRST}<br><br>{SECOND}</div>").text
    assert text == f"{FIRST}\n\n{SECOND}"


def test_a_page_that_fills_itself_in_is_read_from_its_data() -> None:
    article = page(
        linked(headline="Ferry sails again", articleBody=f"{FIRST}\n\n{SECOND}"),
        "<div id=root></div>",
    )
    assert article.text == f"{FIRST}\n\n{SECOND}"


def test_dateline_and_credit_are_told_apart_from_the_text() -> None:
    article = page(
        body=f"<p><b>SKERRAY (AP)</b> — {FIRST}</p><p>{SECOND}</p>"
        "<p>Tom Reid contributed to this report.</p>"
    )
    assert article.dateline == "SKERRAY (AP)"
    assert article.contributors == ("Tom Reid",)
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "source",
    ["", "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"],
)
def test_a_page_without_text_is_no_article(source: str) -> None:
    assert read_page(f"<html><title>Loading…</title><body>{source}</body></html>", URL) is None


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote"])
def test_deep_nesting_breaks_nothing(tag: str) -> None:
    read_page(f"<{tag}>" * 20_000 + BODY, URL)
    read_page('<script type="application/ld+json">' + "[" * 100_000 + "</script>" + BODY, URL)
