"""No bytes whatever make the reading of a file fail in a way that is not told."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model.errors import DatelineError
from reader.service import work
from reader.text.clean import clean_text
from tests.rooms.extract.made import MORE, TEXT, book, letter, page, pdf, record, related

if TYPE_CHECKING:
    from reader.model.parsed import ParsedArticle

NAMES = st.sampled_from(
    [
        "a.txt",
        "a.md",
        "a.html",
        "a.mhtml",
        "a.eml",
        "a.mbox",
        "a.epub",
        "a.warc",
        "a.pdf",
        "a.xml",
        "a.json",
        "a.gz",
        "a",
    ]
)
ENVELOPE = b"From a@b Tue Nov 18 21:15:02 2025\n"
FILES = {
    "text": TEXT.encode(),
    "page": page().encode(),
    "letter": letter("=?utf-8?q?Caf=C3=A9?=", TEXT),
    "mailbox": ENVELOPE + letter("One", TEXT) + b"\n\n" + ENVELOPE + letter("Two", MORE),
    "saved page": related("multipart/related", page(), head=("Snapshot-Content-Location: h:x",)),
    "book": book({"a.xhtml": f"<p>{TEXT}</p>", "b.xhtml": MORE}, contents={"a.xhtml": "A"}),
    "archive": record("https://a.example/", page().encode()) * 2,
    "pdf": pdf(["Tower to move", "", TEXT], "Tower to move"),
    "packed": gzip.compress(letter("One", TEXT), mtime=0),
}


def read(body: bytes, name: str) -> None:
    """Read as a followed file would be: articles with clean text, or a problem in one line."""
    found, problem = _tried(body, name)
    assert "\n" not in problem
    for each in found:
        assert each.identity
        for text in (each.title, each.html, *each.authors):
            assert clean_text(text) == text
    assert len({each.identity for each in found}) == len(found)


def _tried(body: bytes, name: str) -> tuple[tuple[ParsedArticle, ...], str]:
    try:
        return work.read_file(body, name, f"file:///saved/{name}", None).articles, ""
    except DatelineError as problem:
        return (), problem.problem


@settings(deadline=None)
@given(st.binary(max_size=2000), NAMES)
def test_any_bytes_are_read_or_refused(body: bytes, name: str) -> None:
    read(body, name)


@pytest.mark.parametrize("kind", FILES)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(data=st.data())
def test_a_file_that_was_changed_anywhere_is_read_or_refused(
    kind: str, data: st.DataObject
) -> None:
    body = bytearray(FILES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(body)))
        length = data.draw(st.sampled_from([0, 0, 1, 1, 2, 4, 40, 4000]))
        body[start : start + length] = data.draw(st.binary(max_size=8))
    read(bytes(body), data.draw(NAMES))


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_breaks_off_anywhere_is_read_or_refused(kind: str) -> None:
    body = FILES[kind]
    for end in range(0, len(body), max(1, len(body) // 60)):
        read(body[:end], "a.eml" if "letter" in kind else "a")


FIELDS = st.sampled_from(
    [
        *("Subject", "From", "Date", "Content-Type", "Content-Transfer-Encoding", "Message-ID"),
        *("Content-Disposition", "List-Id", "Archived-At", "Content-ID", "Content-Location"),
    ]
)


@settings(deadline=None)
@given(st.lists(st.tuples(FIELDS, st.binary(max_size=80)), max_size=6), st.binary(max_size=200))
def test_any_fields_of_a_letter_are_borne(fields: list[tuple[str, bytes]], text: bytes) -> None:
    head = b"".join(name.encode() + b": " + value + b"\n" for name, value in fields)
    read(b"MIME-Version: 1.0\n" + head + b"\n" + text, "a.eml")
    parts = b"--b\n" + head + b"\n" + text + b"\n--b--\n"
    read(b"Message-ID: <x>\nContent-Type: multipart/mixed; boundary=b\n\n" + parts, "a.eml")
