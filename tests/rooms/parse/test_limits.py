"""What a hostile feed cannot do."""

from __future__ import annotations

import pytest

from reader.model.errors import ParseError
from reader.parse import direct
from reader.parse.bounds import MOST_ELEMENTS
from reader.parse.feed import parse_feed
from reader.parse.said import LONGEST_GUID, LONGEST_TITLE, MOST_ARTICLES, MOST_ENCLOSURES, MOST_TAGS

URL = "https://paper.example/feed"


def _rss(inside: str) -> bytes:
    return f'<rss version="2.0"><channel><title>P</title>{inside}</channel></rss>'.encode()


def test_titles_and_guids_have_an_end() -> None:
    body = _rss(f"<item><title>{'a' * 9000}</title><guid>{'b' * 9000}</guid></item>")
    article = parse_feed(body, URL).articles[0]
    assert len(article.title) == LONGEST_TITLE
    assert len(article.guid) == LONGEST_GUID


def test_tags_and_enclosures_have_an_end() -> None:
    tags = "".join(f"<category>c{n}</category>" for n in range(5000))
    files = "".join(f'<enclosure url="/{n}.mp3"/>' for n in range(5000))
    article = parse_feed(_rss(f"<item>{tags}{files}<guid>a</guid></item>"), URL).articles[0]
    assert len(article.tags) == MOST_TAGS
    assert len(article.enclosures) == MOST_ENCLOSURES


def test_a_feed_of_more_articles_than_anybody_reads_is_cut() -> None:
    items = "".join(f"<item><guid>{n}</guid></item>" for n in range(MOST_ARTICLES + 5))
    assert len(parse_feed(_rss(items), URL).articles) == MOST_ARTICLES


def test_a_plain_feed_is_read_the_quick_way_however_long_it_is() -> None:
    items = "".join(f"<item><title>{n}</title></item>" for n in range(MOST_ARTICLES + 5))
    said = direct.read(_rss(items).decode(), URL)
    assert said is not None
    assert len(said.entries) == MOST_ARTICLES


def test_an_element_of_countless_attributes_loses_them() -> None:
    attributes = " ".join(f'a{n}="x"' for n in range(50_000))
    feed = parse_feed(_rss(f"<item {attributes}><guid>a</guid></item>"), URL)
    assert [article.guid for article in feed.articles] == ["a"]


def test_elements_without_end_cost_an_article_its_rest_and_its_neighbour_nothing() -> None:
    inside = "<category>c</category>" * MOST_ELEMENTS + "<title>too late</title>"
    body = _rss(f"<item><guid>a</guid>{inside}</item><item><guid>b</guid><title>B</title></item>")
    told = {article.guid: article.title for article in parse_feed(body, URL).articles}
    assert told == {"a": "", "b": "B"}


def test_nesting_without_end_is_a_sentence() -> None:
    with pytest.raises(ParseError, match="deeper than any feed"):
        parse_feed(_rss(f"<item>{'<a>' * 5000}{'</a>' * 5000}</item>"), URL)


def test_html_of_any_depth_is_read() -> None:
    deep = f"<![CDATA[{'<div>' * 50_000}deep]]>"
    body = _rss(f"<item><guid>a</guid><description>{deep}</description></item>")
    assert "deep" in parse_feed(body, URL).articles[0].html


def test_a_title_nobody_can_see_is_empty() -> None:
    body = _rss("<item><guid>a</guid><title>\u200b\u3164</title></item>")
    assert parse_feed(body, URL).articles[0].title == ""


def test_without_a_base_a_relative_address_stays_as_written() -> None:
    article = parse_feed(_rss("<item><guid>a</guid><link>/one</link></item>"), "").articles[0]
    assert article.url == "/one"


@pytest.mark.parametrize(
    "misplaced",
    [
        "</media:player>",
        "</category>",
        "<image><width/></image>",
        "<textinput><name/></textinput>",
        "<description><svg></description>",
        "<link></title></link>",
    ],
)
def test_an_element_out_of_place_costs_no_article(misplaced: str) -> None:
    item = f"<item><guid>a</guid>{misplaced}<title>One</title></item>"
    feed = parse_feed(_rss(item + "<item><guid>b</guid><title>Two</title></item>"), URL)
    assert [article.guid for article in feed.articles] == ["a", "b"]
