"""Bytes to text fit for a parser."""

from __future__ import annotations

import gzip
import zlib

import pytest

from reader.model.errors import NotAFeed, ParseError
from reader.parse.feed import parse_feed
from reader.parse.source import LARGEST, decoded, mended, unpack, without_doctype

WORDS = "Новости «Пример» — сводка дня"
RSS = '<rss version="2.0"><channel><title>{}</title></channel></rss>'


def _feed(title: str, codec: str, declared: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return (head + RSS.format(title)).encode(codec)


@pytest.mark.parametrize(
    ("codec", "declared", "header"),
    [
        ("utf-8", "utf-8", ""),
        ("windows-1251", "windows-1251", ""),
        ("windows-1251", "", "text/xml; charset=windows-1251"),
        ("utf-8", "utf-16", ""),
        ("utf-8", "windows-1251", ""),
        ("utf-8", "", "application/rss+xml; charset=iso-8859-1"),
        ("utf-8", "no-such-codec", ""),
        ("utf-8-sig", "", ""),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
    ],
)
def test_a_feed_is_read_in_the_letters_it_was_written_in(
    codec: str, declared: str, header: str
) -> None:
    assert parse_feed(_feed(WORDS, codec, declared), "", header).title == WORDS


@pytest.mark.parametrize("codec", ["zip", "hex", "rot13", "idna", "undefined", "unicode_escape"])
def test_a_codec_that_is_not_for_text_is_not_used(codec: str) -> None:
    assert parse_feed(_feed("Paper", "utf-8", codec), "").title == "Paper"


def test_a_feed_packed_without_saying_so_is_unpacked() -> None:
    assert parse_feed(gzip.compress(_feed("Paper", "utf-8")), "").title == "Paper"


def test_a_packed_body_may_not_grow_without_end() -> None:
    with pytest.raises(ParseError, match="larger than a feed can be"):
        unpack(gzip.compress(bytes(LARGEST + 1), 1))


def test_a_broken_package_is_a_sentence() -> None:
    with pytest.raises(ParseError, match="cannot be unpacked"):
        unpack(b"\x1f\x8b" + zlib.compress(b"no gzip"))


@pytest.mark.parametrize(
    ("body", "looks_like"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG picture"),
        (b"%PDF-1.7", "PDF document"),
        (b"Hello there", "plain text"),
        (b"<html><body>Log in</body></html>", "web page"),
        (b"<!doctype html><p>Just a moment...", "web page"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", r"another kind \(urlset\)"),
        (b'{"status": "ok"}', "JSON without a feed"),
        (b'{"items": [', "broken JSON"),
        (b"[" * 100_000, "broken JSON"),
    ],
)
def test_what_is_no_feed_is_called_by_its_name(body: bytes, looks_like: str) -> None:
    with pytest.raises(NotAFeed, match=looks_like):
        parse_feed(body, "https://paper.example/feed")


def test_a_message_does_not_give_away_a_token() -> None:
    with pytest.raises(NotAFeed) as raised:
        parse_feed(b"", "https://jo:secret@paper.example/feed?token=abc")
    assert "secret" not in raised.value.problem
    assert "abc" not in raised.value.problem


def test_references_in_cdata_are_left_to_html() -> None:
    assert mended("<rss><![CDATA[a &nbsp; b & c]]></rss>", {}) == (
        "<rss><![CDATA[a &nbsp; b & c]]></rss>"
    )


def test_references_to_characters_that_are_none_are_dropped() -> None:
    assert mended("a&#xD800;b&#0;c&#27;d&#xFFFFFFFF;e&#65;", {}) == "abcde&#65;"


def test_entities_cannot_make_a_document_explode() -> None:
    declared = "".join(f'<!ENTITY e{n} "{"x" * 900}">' for n in range(20))
    text, entities = without_doctype(f"<!DOCTYPE rss [{declared}]><rss>{'&e1;' * 50_000}</rss>")
    assert len(mended(text, entities)) < 1_100_000


def test_a_declaration_of_an_external_entity_is_not_followed() -> None:
    text, entities = without_doctype(
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss/>'
    )
    assert (text, entities) == ("<rss/>", {"x": ""})


def test_bytes_that_are_almost_utf_8_keep_their_good_letters() -> None:
    assert "Café" in decoded("Café ".encode() * 50 + b"\xff")
