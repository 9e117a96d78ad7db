"""A Markdown file becomes an article."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader.extract import front_matter
from reader.extract.markdown_file import read_markdown

if TYPE_CHECKING:
    from reader.model.parsed import ExtractedArticle

TEXT = (
    "The ferry sailed on Monday with **two goats** and a [doctor](https://gazette.example/doctor)."
)
PLAIN = "The ferry sailed on Monday with two goats and a doctor."


def markdown(text: str) -> ExtractedArticle:
    article = read_markdown(text)
    assert article is not None
    return article


def test_front_matter_says_what_the_article_is() -> None:
    article = markdown(
        '---\ntitle: "Ferry sails: again"\nauthor: Tova Marsh\ndate: 2025-11-18 # Tuesday\n'
        "tags: [islands, 'goats, two']\nsource: https://gazette.example/ferry\nlang: en\n---\n\n"
        f"# Ferry sails: again\n\n{TEXT}"
    )
    assert article.title == "Ferry sails: again"
    assert article.byline == "Tova Marsh"
    assert article.published_at == datetime(2025, 11, 18, tzinfo=UTC)
    assert article.tags == ("islands", "goats, two")
    assert article.canonical == "https://gazette.example/ferry"
    assert article.language == "en"
    assert article.text == PLAIN


def test_front_matter_may_be_toml() -> None:
    article = markdown(
        '+++\ntitle = "Ferry sails"\ndate = 2025-11-18T16:12:00Z\n'
        'authors = ["Tova Marsh", "Idris Pell"]\n'
        f"+++\n{TEXT}"
    )
    assert article.title == "Ferry sails"
    assert article.byline == "Tova Marsh and Idris Pell"
    assert article.published_at == datetime(2025, 11, 18, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("block", "authors"),
    [
        ("authors:\n  - Tova Marsh\n  - Idris Pell", ("Tova Marsh", "Idris Pell")),
        ("authors:\n- name: Tova Marsh\n  email: t@gazette.example", ("Tova Marsh",)),
        ("author:\n  name: Tova Marsh", ("Tova Marsh",)),
    ],
)
def test_a_list_of_authors_is_read(block: str, authors: tuple[str, ...]) -> None:
    fields, _ = front_matter.split(f"---\n{block}\n---\n")
    assert fields.get("authors", fields.get("author")) == authors


@pytest.mark.parametrize(
    "block",
    [
        '---\ntitle: "unclosed\nauthor: [a, b\n---\n',
        "---\na: &a [x,x]\nb: &b [*a,*a]\ntitle: *b\n---\n",
        "---\ntitle: !!python/object/apply:os.system ['true']\n---\n",
        "+++\ntitle = \n+++\n",
        f"+++\ntitle = {'[' * 5000}\n+++\n",
    ],
)
def test_a_broken_or_hostile_block_is_passed_over(block: str) -> None:
    article = markdown(f"{block}\n# Ferry sails again\n\n{TEXT}")
    assert article.title == "Ferry sails again"
    assert article.text == PLAIN
    assert article.byline == ""


def test_the_first_heading_is_the_title_and_is_not_repeated() -> None:
    article = markdown(f"# Ferry sails again\n\n{TEXT}\n\n## Goats\n\nTwo of them.")
    assert article.title == "Ferry sails again"
    assert article.html.count("<h1>") == 0
    assert "<h2>Goats</h2>" in article.html


def test_a_byline_below_the_heading_says_who_and_when() -> None:
    article = markdown(f"# Ferry sails again\n\n*By Tova Marsh, 18 November 2025*\n\n{TEXT}")
    assert article.byline == "Tova Marsh"
    assert article.published_at == datetime(2025, 11, 18, tzinfo=UTC)
    assert article.text == PLAIN


def test_a_dateline_is_taken_off_though_it_is_bold() -> None:
    article = markdown(f"# Ferry sails again\n\n**SKERRAY (AP)** — {TEXT}")
    assert article.dateline == "SKERRAY (AP)"
    assert article.text == PLAIN
    assert "<strong>two goats</strong>" in article.html or "<b>two goats</b>" in article.html


def test_html_in_markdown_is_shown_as_text() -> None:
    article = markdown("# Ferry\n\nIt says <script>alert(1)</script> on the quay.")
    assert "<script>alert(1)</script>" in article.text
    assert "<script>" not in article.html


def test_a_rule_on_top_is_no_front_matter() -> None:
    assert front_matter.split("---\n\nFerry: sails again\n") == ({}, "---\n\nFerry: sails again\n")


def test_nothing_is_no_article() -> None:
    assert read_markdown("\n\n") is None
