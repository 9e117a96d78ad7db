"""Pages, books and archives in one file: MHTML, SingleFile, EPUB, WARC, PDF."""

from __future__ import annotations

import sys
from textwrap import wrap

import pytest

from reader.extract.local import read
from reader.model.errors import ParseError
from reader.model.parsed import Collection, ExtractedArticle
from tests.rooms.extract.made import (
    CONTAINER,
    MORE,
    PIXEL,
    TEXT,
    book,
    packed,
    page,
    pdf,
    record,
    related,
    zipped,
)

AT = "https://gazette.example/2025/tower"


def one(body: bytes, name: str) -> ExtractedArticle:
    found = read(body, name, url=f"file:///saved/{name}")
    assert isinstance(found, ExtractedArticle)
    return found


def several(body: bytes, name: str) -> Collection:
    found = read(body, name, url=f"file:///saved/{name}")
    assert isinstance(found, Collection)
    return found


def refused(body: bytes, name: str) -> ParseError:
    with pytest.raises(ParseError) as caught:
        read(body, name)
    return caught.value


# --- pages in one file


def test_a_saved_page_lives_where_it_was_saved_from() -> None:
    head = ("From: <Saved by Blink>", f"Snapshot-Content-Location: {AT}", "Subject: Tower to move")
    inner = page(body='<p>See <a href="/more">more of it</a>.</p><img src="/t.png" alt="Tower">')
    body = related(
        "multipart/related",
        inner,
        ("Content-Location: https://gazette.example/t.png", PIXEL),
        head=head,
    )
    found = one(body, "tower.mhtml")
    assert (found.title, found.canonical) == ("Tower to move", AT)
    assert 'href="https://gazette.example/more"' in found.html
    held = "file:///saved/tower.mhtml#embedded=https%3A%2F%2Fgazette.example%2Ft.png"
    assert f'<img src="{held}" alt="Tower">' in found.html


def test_pictures_within_a_page_are_counted_and_not_kept_as_text() -> None:
    picture = f'<img src="data:image/png;base64,{PIXEL * 40}" alt="Tower">'
    found = one(page(body=picture + picture).encode(), "tower.html")
    assert found.html.count('src="file:///saved/tower.html#embedded=data%3A') == 2
    assert "base64" not in found.html


def test_shadow_roots_of_a_saved_page_are_read_and_other_templates_are_not() -> None:
    shadow = (
        "<x-story><template shadowrootmode=open><template><p>Never shown.</p></template>"
        "<p>The ferry will sail as before.</p></template></x-story>"
    )
    found = one(page(body=shadow).encode(), "tower.html")
    assert "The ferry will sail as before." in found.text
    assert "Never shown" not in found.text


def test_a_page_cannot_point_at_other_files() -> None:
    pictures = (
        '<img src="file:///etc/passwd" alt="a"><img src="https://embedded.invalid/..%2F..%2Fx">'
        '<img src="//embedded.invalid/y#embedded=z">'
    )
    found = one(page(body=pictures).encode(), "tower.html")
    assert "passwd" not in found.html
    assert all(
        part.startswith("saved/tower.html#embedded=") for part in found.html.split("file:///")[1:]
    )


# --- books


def test_a_short_book_is_one_article_with_its_chapters() -> None:
    chapters = {"b.xhtml": f"<p>{TEXT}</p>", "a.xhtml": f"<p>{MORE}</p>"}
    found = one(book(chapters, contents={"b.xhtml": "The vote", "a.xhtml": "The bells"}), "q.epub")
    assert (found.title, found.byline) == ("The Quay", "Ines Calloway")
    assert found.text == f"The vote\n\n{TEXT}\n\nThe bells\n\n{MORE}"


def test_a_long_book_has_an_article_a_chapter() -> None:
    chapters = {f"{at}.xhtml": f"<p>{TEXT} </p>" * 400 for at in range(3)}
    found = several(
        book(chapters, contents={f"{at}.xhtml": f"Chapter {at}" for at in range(3)}), "q.epub"
    )
    assert found.title == "The Quay"
    assert [each.title for each in found.articles] == ["Chapter 0", "Chapter 1", "Chapter 2"]
    assert found.articles[1].part == "OEBPS/1.xhtml"


def test_an_edition_of_articles_is_those_articles() -> None:
    chapters = {"a.xhtml": f"<h1>Tower</h1><p>By Pell Arrowsmith</p><p>{TEXT}</p>"}
    chapters["b.xhtml"] = f"<h1>Bells</h1><p>{MORE}</p>"
    edition = book(
        chapters,
        contents={"a.xhtml": "Tower", "b.xhtml": "Bells"},
        metadata="<dc:type>periodical</dc:type>",
    )
    found = several(edition, "q.epub")
    assert [(each.title, each.byline) for each in found.articles] == [
        ("Tower", "Pell Arrowsmith"),
        ("Bells", "Ines Calloway"),
    ]


def test_pictures_and_links_of_a_book_stay_in_it() -> None:
    text = f'<p>{TEXT}</p><p>As <a href="b.xhtml#x">told below</a>.</p><img src="../img/t.png">'
    found = one(book({"a.xhtml": text, "b.xhtml": f"<p>{MORE}</p>"}), "q.epub")
    assert '<img src="file:///saved/q.epub#embedded=img%2Ft.png">' in found.html
    assert "<p>As told below.</p>" in found.html
    assert "embedded.invalid" not in found.html


def test_a_book_that_leads_out_of_itself_is_damaged() -> None:
    for place in ("../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..", ""):
        body = zipped(
            {
                "mimetype": b"application/epub+zip",
                "META-INF/container.xml": CONTAINER.format(place).encode(),
            }
        )
        assert refused(body, "a.epub").outcome == "damaged"


def test_a_book_that_unpacks_to_too_much_is_refused() -> None:
    body = book({"a.xhtml": " " * 30_000_000})
    assert len(body) < 100_000
    assert refused(body, "a.epub").outcome == "too_large"
    lie = body.replace((30_000_000 + 60).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert refused(lie, "a.epub").outcome in ("too_large", "damaged")


def test_many_small_chapters_that_unpack_to_too_much_are_refused() -> None:
    body = book({f"{at}.xhtml": " " * 15_000_000 for at in range(10)})
    assert refused(body, "a.epub").outcome == "too_large"


def test_a_book_that_is_locked_says_so() -> None:
    encryption = (
        b'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        b'<CipherReference URI="OEBPS/a.xhtml"/></encryption>'
    )
    body = book({"a.xhtml": TEXT}, more={"META-INF/encryption.xml": encryption})
    assert "DRM" in refused(body, "a.epub").problem


def test_entities_of_a_book_are_not_expanded() -> None:
    bomb = '<!DOCTYPE p [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    body = book({"a.xhtml": f"<p>{TEXT}</p>"})
    at = body.find(b"OEBPS/book.opf")
    assert at > 0
    members = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": (bomb + CONTAINER.format("&b;")).encode(),
    }
    assert refused(zipped(members), "a.epub").outcome == "damaged"


# --- archives of pages


def test_an_archive_of_one_page_is_that_article() -> None:
    found = one(record(AT, page().encode()), "a.warc")
    assert (found.title, found.canonical) == ("Tower to move", AT)


def test_an_archive_is_its_pages_the_last_of_each() -> None:
    body = b"".join(
        (
            record(AT, page("Tower may move").encode()),
            record("https://gazette.example/robots", b"", status=404),
            record("https://gazette.example/ad", b"<html><body><p>Buy</p></body></html>"),
            record("https://gazette.example/b", page("Bells").encode()),
            record(AT, page("Tower to move").encode()),
        )
    )
    assert [each.title for each in several(body, "a.warc").articles] == ["Tower to move", "Bells"]


def test_pages_come_packed_and_in_pieces() -> None:
    whole = page().encode()
    pieces = b"%x\r\n%b\r\n0\r\n\r\n" % (len(whole), whole)
    assert one(record(AT, pieces, "Transfer-Encoding: chunked"), "a.warc").text.startswith("Resid")
    squeezed = record(AT, packed(whole), "Content-Encoding: gzip")
    assert one(squeezed, "a.warc").text.startswith("Resid")


def test_an_archive_that_breaks_off_gives_what_came_before() -> None:
    whole = record(AT, page().encode()) + record("https://gazette.example/b", page("B").encode())
    assert one(whole[:-900], "a.warc").title == "Tower to move"


def test_a_page_that_unpacks_to_too_much_is_passed_over() -> None:
    bomb = record("https://gazette.example/b", packed(b" " * 50_000_000), "Content-Encoding: gzip")
    assert one(bomb + record(AT, page().encode()), "a.warc").title == "Tower to move"


# --- PDF


def test_without_its_extra_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    problem = refused(b"%PDF-1.4", "a.pdf")
    assert problem.problem == "a.pdf is a PDF file, and what reads those is not installed."
    assert "dateline[pdf]" in problem.hint
    assert problem.outcome == "unsupported"


def test_a_pdf_is_paragraphs_below_its_title() -> None:
    lines = ["Harbour town votes to move", "its clock tower", "18", *wrap(TEXT, 70)]
    lines += ["", *wrap(MORE + " " + TEXT, 70)]
    found = one(pdf(lines, "Harbour town votes to move its clock tower"), "tower.pdf")
    assert found.title == "Harbour town votes to move its clock tower"
    assert (found.byline, str(found.published_at)[:10]) == ("Ines Calloway", "2025-11-18")
    assert found.text == f"{TEXT}\n\n{MORE} {TEXT}"


def test_the_name_of_a_file_is_no_title_of_a_pdf() -> None:
    found = one(pdf(["Tower to move", "", *wrap(TEXT, 70)], "tower_v2.docx"), "tower.pdf")
    assert found.title == "Tower to move"


def test_a_pdf_of_pictures_says_that_it_holds_no_text() -> None:
    problem = refused(pdf([]), "scan.pdf")
    assert (problem.outcome, "scanned pages" in problem.hint) == ("no_article", True)
