"""Files are told apart by what they hold, then by what they are called."""

from __future__ import annotations

import pytest

from reader.extract.local import extract, is_article_name
from reader.model.errors import ParseError

TEXT = "Ferry sails again after strike\n\nThe ferry to Little Skerray sailed on Monday again."
PAGE = f"<!DOCTYPE html><html><title>Ferry</title><body><p>{TEXT}</p></body></html>"


def test_a_page_called_txt_is_a_page() -> None:
    assert extract(PAGE.encode(), "ferry.txt").title == "Ferry"


def test_a_text_that_shows_tags_is_a_text() -> None:
    assert "<b>goats</b>" in extract(f"{TEXT} <b>goats</b>".encode(), "ferry.txt").text


def test_markdown_served_as_plain_text_is_markdown() -> None:
    article = extract(
        b"# Ferry\n\nIt *sailed* on Monday.", "ferry.md", content_type="text/plain; charset=utf-8"
    )
    assert (article.title, article.text) == ("Ferry", "It sailed on Monday.")


def test_a_page_without_ending_is_known_by_its_type() -> None:
    assert extract(PAGE.encode(), "ferry", content_type="text/html").title == "Ferry"
    assert extract(PAGE.encode(), "ferry").title == "Ferry"


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.txt", b"", "a.txt is empty."),
        ("a.md", b" \n\t\xc2\xa0\n", "a.md holds nothing but white space."),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0", "a.html is a PNG picture, which is not read yet."),
        (
            "a.txt",
            b"PK\x03\x04\x14\0\0\0mimetypeapplication/epub+zip",
            "a.txt is an EPUB book, which is not read yet.",
        ),
        ("a.txt", b"%PDF-1.4 x", "a.txt is a PDF file, which is not read yet."),
        ("a.txt", bytes(range(256)) * 9, "a.txt is not a text file."),
        (
            "a.mhtml",
            b"From: <x>\r\n\r\n",
            "a.mhtml cannot be opened: MHTML pages are not read yet.",
        ),
        (
            "a.html",
            b"<html><body><div id=root></div></body></html>",
            "No article text was found in a.html.",
        ),
        ("a\x1b[2J.txt", b"", "a[2J.txt is empty."),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence(name: str, body: bytes, said: str) -> None:
    with pytest.raises(ParseError) as refused:
        extract(body, name)
    assert refused.value.problem == said


@pytest.mark.parametrize(
    "name", ["a.txt", "a.text", "b c.MD", "x.markdown", "p.html", "p.HTM", "p.xhtml", "-rf.txt"]
)
def test_a_followed_folder_takes_articles(name: str) -> None:
    assert is_article_name(name)


@pytest.mark.parametrize(
    "name", [".a.txt", "README.md", "license.txt", "a.pdf", "txt", ".txt", "a", "a.txt~", "~a.txt"]
)
def test_a_followed_folder_leaves_the_rest(name: str) -> None:
    assert not is_article_name(name)


@pytest.mark.parametrize(
    "feed",
    [
        '<?xml version="1.0"?><rss version="2.0"><channel><title>W</title></channel></rss>',
        '<!-- made today --><feed xmlns="http://www.w3.org/2005/Atom"><title>W</title></feed>',
    ],
)
def test_a_feed_is_not_shown_as_an_article(feed: str) -> None:
    with pytest.raises(ParseError, match="is a feed, not an article") as told:
        extract(feed.encode(), "wire.xml")
    assert "dateline add" in told.value.hint
