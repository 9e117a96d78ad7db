"""The sample edition and the starter list hold what the first screens rely on."""

from __future__ import annotations

import json
import tomllib
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from reader.config.assets import asset
from reader.opml.reading import read as read_list
from reader.parse.feed import parse_feed
from reader.text.blocks import Block, Code, Heading, Listing, Paragraph, Picture, Quote, Table
from reader.text.clean import is_clean
from reader.text.html import to_blocks, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model.parsed import ParsedArticle, ParsedFeed

EDITION = asset("edition")
PLAN = tomllib.loads((EDITION / "edition.toml").read_text("utf-8"))
AS_OF: datetime = PLAN["as_of"]
FETCHES = [*PLAN["feed"], *PLAN["later"]]
LONGEST_LINE = 110


@cache
def document(file: str) -> ParsedFeed:
    url = next(each["url"] for each in FETCHES if each["file"] == file)
    return parse_feed((EDITION / file).read_bytes(), url)


@cache
def articles() -> dict[tuple[str, str], ParsedArticle]:
    """Every article of the edition by feed and identity, each as it was last told."""
    return {
        (each["url"], article.identity): article
        for each in FETCHES
        for article in document(each["file"]).articles
    }


def shown(article: ParsedArticle) -> tuple[Block, ...]:
    return to_blocks(article.html)


def having(kind: type[Block]) -> Iterator[ParsedArticle]:
    return (one for one in articles().values() if any(isinstance(b, kind) for b in shown(one)))


def rewritten() -> list[tuple[ParsedArticle, ParsedArticle]]:
    """Articles whose text differs between two fetches of their feed, before and after."""
    first = {
        (each["url"], article.identity): article
        for each in PLAN["feed"]
        for article in document(each["file"]).articles
    }
    return [
        (before, after)
        for key, after in articles().items()
        if (before := first.get(key)) and before.content_hash != after.content_hash
    ]


def test_every_document_of_the_edition_is_planned_and_every_planned_one_is_there() -> None:
    planned = {each["file"] for each in FETCHES} | {"edition.toml"}

    assert planned == {path.name for path in EDITION.iterdir()}


@pytest.mark.parametrize("file", [each["file"] for each in FETCHES])
def test_a_document_is_a_feed_with_a_title_and_whole_articles(file: str) -> None:
    feed = document(file)

    assert feed.title
    assert feed.language
    assert feed.articles
    for article in feed.articles:
        assert article.guid
        assert article.title
        assert article.authors
        assert article.published_at
        assert len(to_text(article.html)) > 100


@pytest.mark.parametrize("path", sorted(EDITION.glob("*.*")), ids=lambda path: path.name)
def test_a_document_is_well_formed_clean_and_readable(path: Path) -> None:
    text = path.read_text("utf-8")

    assert is_clean(text)
    if path.suffix == ".json":
        assert json.loads(text)["version"].startswith("https://jsonfeed.org/")
        return
    if path.suffix == ".xml":
        ET.fromstring(text)
    assert max(map(len, text.splitlines())) <= LONGEST_LINE


def test_the_edition_speaks_every_format() -> None:
    roots = {
        ET.fromstring((EDITION / each["file"]).read_text("utf-8")).tag.rpartition("}")[2]
        for each in FETCHES
        if each["file"].endswith(".xml")
    }

    assert roots == {"rss", "feed", "RDF"}
    assert any(each["file"].endswith(".json") for each in FETCHES)


def test_the_edition_fills_a_screen_and_several_folders() -> None:
    assert len(articles()) >= 50
    assert {"World", "Local", "Technology", "Long reads"} <= {each["folder"] for each in FETCHES}


def test_the_edition_ends_minutes_before_its_moment_and_begins_a_few_days_earlier() -> None:
    dates = sorted(one.published_at for one in articles().values() if one.published_at)

    assert AS_OF - timedelta(days=4) < dates[0] < AS_OF - timedelta(days=2)
    assert dates[-1] == AS_OF - timedelta(minutes=4)
    assert sum(one.date() == AS_OF.date() for one in dates) >= 12
    assert max(later - sooner for sooner, later in pairwise(dates)) < timedelta(hours=12)
    assert all(one.updated_at <= AS_OF for one in articles().values() if one.updated_at)


def test_a_later_fetch_rewrites_an_article_with_headline_number_and_correction() -> None:
    (before, after), (asked, again) = sorted(rewritten(), key=lambda pair: pair[0].title)[::-1]

    assert "in March" in asked.title
    assert "twice" in again.title
    assert "Correction:" in again.html
    assert before.guid == after.guid
    assert before.url == after.url
    assert before.published_at == after.published_at
    assert before.title.startswith("Six missing")
    assert after.title.startswith("Two missing")
    assert after.updated_at
    assert after.updated_at > (after.published_at or after.updated_at)
    assert "4,200" in before.html
    assert "5,100" in after.html
    assert "Correction:" in after.html
    assert "Correction:" not in before.html


def test_a_later_fetch_brings_articles_that_were_not_there() -> None:
    first = {
        article.identity for each in PLAN["feed"] for article in document(each["file"]).articles
    }
    later = {
        article.identity for each in PLAN["later"] for article in document(each["file"]).articles
    }

    assert len(later - first) >= 2


def test_one_story_runs_through_four_outlets_and_two_days() -> None:
    told = [(url, one) for (url, _), one in articles().items() if "Corrin" in one.html]
    days = {one.published_at.date() for _, one in told if one.published_at}

    assert len({url for url, one in told if one.language == "en"}) >= 4
    assert len(told) >= 14
    assert len(days) >= 2


def test_a_second_outlet_prints_the_wire_almost_word_for_word() -> None:
    texts = {
        host: {
            line
            for (url, _), one in articles().items()
            if urlsplit(url).hostname == host
            for line in to_text(one.html).split("\n\n")
        }
        for host in ("meridianwire.example", "sandhavencourier.example")
    }

    assert len(set.intersection(*texts.values())) >= 8


def test_the_wire_opens_with_place_date_and_name() -> None:
    for article in document("meridian-wire.xml").articles:
        opening, found, _ = to_text(article.html).partition(" (Meridian) - ")
        assert found
        assert opening.partition(",")[0].isupper()


@pytest.mark.parametrize("kind", [Code, Heading, Listing, Picture, Quote, Table])
def test_the_edition_shows_every_kind_of_block(kind: type[Block]) -> None:
    assert next(having(kind), None)


def test_the_code_is_of_two_languages_and_some_stands_within_a_line() -> None:
    blocks = [block for one in having(Code) for block in shown(one)]
    languages = {block.language for block in blocks if isinstance(block, Code)}

    assert {"python", "sql"} <= languages
    assert any(
        span.code for block in blocks if isinstance(block, Paragraph) for span in block.spans
    )


def test_the_table_has_a_head_a_caption_and_numbers() -> None:
    [table] = [b for one in having(Table) for b in shown(one) if isinstance(b, Table)]

    assert table.heads == 1
    assert table.caption
    assert len(table.rows) > 5
    assert len(table.rows[0]) >= 4
    assert float("".join(span.text for span in table.rows[1][1]))


def test_every_picture_has_a_caption_and_an_address_nobody_answers_at() -> None:
    pictures = [b for one in having(Picture) for b in shown(one) if isinstance(b, Picture)]

    assert len(pictures) >= 5
    for picture in pictures:
        assert picture.alt
        assert picture.caption
        assert str(urlsplit(picture.url).hostname).endswith(".example")


def test_a_list_within_a_list_has_links() -> None:
    lists = [b for one in having(Listing) for b in shown(one) if isinstance(b, Listing)]
    nested = [x for x in lists if any(isinstance(b, Listing) for item in x.items for b in item)]

    assert nested
    assert any("<li>" in one.html and "href=" in one.html for one in having(Listing))


def test_there_is_a_long_read_with_headings_a_pull_quote_a_picture_and_notes() -> None:
    longest = max(articles().values(), key=lambda one: len(to_text(one.html)))
    blocks = shown(longest)

    assert len(to_text(longest.html).split()) >= 1_500
    assert sum(isinstance(block, Heading) for block in blocks) >= 3
    assert any(isinstance(block, Quote) for block in blocks)
    assert any(isinstance(block, Picture) for block in blocks)
    assert longest.html.count("<sup>") >= 2
    assert longest.html.count("href=") >= 2


def test_there_is_something_to_listen_to() -> None:
    sounds = [
        enclosure
        for one in articles().values()
        for enclosure in one.enclosures
        if enclosure.media_type.startswith("audio/")
    ]

    assert sounds
    assert all(sound.size for sound in sounds)


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [("ar", "\u0600", "\u06ff"), ("ja", "\u3040", "\u9fff"), ("de", "a", "ü")],
)
def test_a_feed_of_another_language_is_written_in_it(language: str, first: str, last: str) -> None:
    told = [one for one in articles().values() if one.language == language]

    assert len(told) == 3
    for one in told:
        letters = [letter for letter in to_text(one.html).lower() if letter.isalpha()]
        assert sum(first <= letter <= last for letter in letters) > 0.9 * len(letters)


def test_every_address_in_the_edition_is_invented() -> None:
    for (url, _), one in articles().items():
        assert str(urlsplit(url).hostname).endswith(".example")
        assert str(urlsplit(one.url).hostname).endswith(".example")


def test_the_starter_list_is_safe_to_import() -> None:
    outline = read_list(asset("starter.opml").read_text("utf-8"))

    assert not outline.refused
    assert 40 <= len(outline.items) <= 70
    assert all(item.url.startswith("https://") and item.title for item in outline.items)
    assert {"World", "Technology", "Science", "Long reads"} <= {
        item.folder for item in outline.items
    }
