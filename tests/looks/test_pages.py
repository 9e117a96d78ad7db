"""What whole articles of many kinds look like, as text, in the columns of three terminals.

`DATELINE_LOOKS=write pytest tests/looks` writes the pictures anew; look at the difference before
it is kept. The articles are in `pages`, what their feed says of them in a comment at their top.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.model.article import Article, ArticleBody
from reader.text.html import stored_blocks, to_blocks, to_html
from reader.tui.paint import paint
from reader.tui.paint_head import count_words, paint_head, paint_tail
from reader.tui.paint_ink import Ink
from reader.tui.paint_page import Page
from reader.tui.paint_pieces import shifted

NOW = datetime(2026, 11, 3, 18, 0, tzinfo=UTC)
PAGES = Path(__file__).parent / "pages"
COLUMNS = {"80x24": 39, "120x40": 47, "200x60": 72}
"""Cells of the article's column beside the list, by the terminal."""


def told(name: str) -> tuple[Article, ArticleBody]:
    """An article of `pages`, and its text as it is stored."""
    head, _, html = (PAGES / f"{name}.html").read_text("utf-8").partition("-->\n")
    facts = dict(line.split(": ", 1) for line in head.removeprefix("<!-- ").strip().splitlines())
    article = Article(
        id=1,
        feed_id=1,
        feed_title=facts["feed"],
        title=facts["title"],
        url="https://news.example/a",
        authors=tuple(facts["authors"].split(", ")) if "authors" in facts else (),
        published_at=datetime.fromisoformat(facts["published"]),
        updated_at=datetime.fromisoformat(facts.get("updated", facts["published"])),
    )
    return article, ArticleBody(to_html(to_blocks(html, article.url)))


def page_of(name: str, width: int) -> Page:
    article, body = told(name)
    ink = Ink()
    text = paint(stored_blocks(body.html), ink, body.dateline)
    head = paint_head(article, words=count_words(text), now=NOW, zone=UTC)
    return Page([*head, *shifted(text, 1), *paint_tail(body, ink)], width)


def picture_of(name: str) -> str:
    parts = []
    for terminal, width in COLUMNS.items():
        page = page_of(name, width)
        lines = [page.content(y).plain.rstrip() for y in range(page.height)]
        parts.append("\n".join([f"==== {terminal} ".ljust(width, "="), *lines]))
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_the_page_looks_as_it_did(name: str) -> None:
    picture, path = picture_of(name), PAGES / f"{name}.txt"
    if os.environ.get("DATELINE_LOOKS") == "write":
        path.write_text(picture, "utf-8")
    assert picture == path.read_text("utf-8")
