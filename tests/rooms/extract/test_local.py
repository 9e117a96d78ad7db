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
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0", "a.html is a PNG picture, which is not read."),
        ("a.docx", b"PK\x03\x04word/document.xml", "a.docx is a Word document, which is not read."),
        ("a.epub", b"PK\x03\x04 and so on", "a.epub is a ZIP archive, which is not read."),
        (
            "a.txt",
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip",
            "a.txt is damaged: it breaks off or was changed.",
        ),
        ("a.pdf", b"%PDF-1.4 x", "a.pdf is damaged: it breaks off or was changed."),
        ("a.warc", b"WARC/1.0\r\nx", "No article text was found in a.warc."),
        ("a.txt", b"\x1f\x8b\x08", "a.txt is packed with gzip more than once, which is not read."),
        ("a.txt", bytes(range(256)) * 9, "a.txt is not a text file."),
        ("a.mhtml", b"From: <x>\r\n\r\n", "No article text was found in a.mhtml."),
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
    "name",
    [
        *("a.txt", "a.text", "b c.MD", "x.markdown", "p.html", "p.HTM", "p.xhtml", "-rf.txt"),
        *(
            "a.pdf",
            "l.eml",
            "l.mbox",
            "p.mht",
            "p.mhtml",
            "b.epub",
            "w.warc.gz",
            "f.xml",
            "F.RSS.GZ",
        ),
    ],
)
def test_a_followed_folder_takes_articles(name: str) -> None:
    assert is_article_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *(".a.txt", "README.md", "license.txt", "a.zip", "txt", ".txt", "a", "a.txt~", "~a.txt"),
        *("package.json", "a.tar.gz", "a.gz", "feeds.opml"),
    ],
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
