"""What leaves: whole, safe to open anywhere, and fit to be read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.assets import asset
from reader.export.edition import Edition, Entry, Image, Part, language_tag, single
from reader.export.epub import to_epub
from reader.export.markup import markup, sound
from reader.export.page import to_page
from reader.export.words import to_json_file, to_markdown_file, to_text_file
from reader.model.article import Article, ArticleBody, Enclosure
from reader.text.html import to_blocks, to_html
from tests.pictures import png, webp

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
STYLE = asset("page.css").read_text("utf-8")
JAR = Path("/usr/bin/epubcheck")
"""Debian's package: the program is the archive itself."""

HOSTILE = (
    '<script>alert(1)</script><p onclick="x" style="x">Text</p><iframe srcdoc="<script>1</script>">'
    '</iframe><svg onload=x></svg><form action=x><input></form><a href="javascript:x">a</a>'
    '<img src="file:///etc/passwd"><a href="file:///etc/passwd">b</a>',
    '<p><a href="http://[nope/x">a</a> <a href="https://a.example/ü b?q=[1]&x=\'#a#b">b</a> '
    '<a href="https://bücher.example/x%zz">c</a></p>',
    "<p>\ufffe\uffff ]]> &amp;lt; \U0001f469\u200d\U0001f680</p>",
    "<p dir=rtl>مرحبا بالعالم</p><p>漢字かな</p>"
    "<table><caption>t</caption><tr><th>a<tr><td>1</table>"
    "<ul><li>x<ul><li>y</ul></ul><ol start=4><li>z</ol><pre><code>a\n\tb</code></pre><hr>a<br>b",
    '<figure><a href="https://x.example/"><img src="https://p.example/a.png" '
    'alt="A &quot;dam&quot;"></a><figcaption>Caption</figcaption></figure><img src="https://p.example/b.webp">'
    '<img src="https://p.example/gone.jpg" alt="<gone>">',
    "",
)
IMAGES = {
    "https://p.example/a.png": Image(png(), "image/png"),
    "https://p.example/b.webp": Image(webp(), "image/webp"),
}


def entry(html: str = "<p>Text.</p>", number: int = 1, **said: object) -> Entry:
    facts: dict[str, object] = {
        "id": number,
        "feed_id": 1,
        "feed_title": "Wire & <b>",
        "title": f'Title <{number}> & "more" ]]>',
        "url": "https://one.example/?a=1&b=2",
        "authors": ("A & <B>",),
        "published_at": NOW,
        "language": "en",
    }
    body = ArticleBody(
        to_html(to_blocks(html, "https://x.example/")),
        (Enclosure("https://e.example/a b.mp3", "audio/mpeg", 9),),
        "LONDON & <x>",
        "Credit & <x>",
    )
    return Entry(Article(**(facts | said)), body, IMAGES)  # type: ignore[arg-type]


def edition() -> Edition:
    languages = ("en", "de_DE", "zh-Hans-CN", "x!", "ar", "")
    every = tuple(
        entry(html, number, language=language)
        for number, (html, language) in enumerate(zip(HOSTILE, languages, strict=True), 1)
    )
    return Edition("Mine & <yours>", NOW, (Part("One & <1>", every[:3]), Part("Two", every[3:])))


def members(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    page = to_page(edition(), STYLE)
    assert "default-src 'none'; img-src data:; style-src 'sha256-" in page
    told = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    for forbidden in (
        "<script",
        "<iframe",
        "<form",
        "<svg",
        "onclick",
        "javascript:",
        "file:",
        "style=",
    ):
        assert forbidden not in told
    assert set(re.findall(r'src="([a-z]+):', told)) == {"data"}
    assert 'src="data:image/png;base64,' in told
    assert '<span class="missing">&lt;gone&gt;</span>' in told
    assert re.findall(r'<a href="#a(\d)">', told) == ["1", "2", "3", "4", "5", "6"]


def test_its_style_is_the_one_its_policy_allows() -> None:
    import base64
    import hashlib

    page = to_page(single(entry(), NOW), STYLE)
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page


def test_a_book_begins_with_its_type_and_every_leaf_is_sound_xml() -> None:
    book = to_epub(edition(), STYLE)
    assert book[30:58] == b"mimetypeapplication/epub+zip"
    assert book == to_epub(edition(), STYLE)
    parts = members(book)
    for name, body in parts.items():
        if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
            ElementTree.fromstring(body)
    assert b"<script" not in b"".join(parts[n] for n in parts if n.endswith(".xhtml"))
    nav = parts["OEBPS/nav.xhtml"].decode()
    assert nav.count('<a href="a000') == 6
    assert "<span>One &amp; &lt;1&gt;</span>" in nav
    assert 'fallback="placeholder"' in parts["OEBPS/package.opf"].decode()
    assert parts["OEBPS/images/p1.png"] == png()


@pytest.mark.skipif(not (JAR.exists() and shutil.which("java")), reason="epubcheck is not here")
def test_books_are_valid_by_epubcheck(tmp_path: Path) -> None:
    (tmp_path / "many.epub").write_bytes(to_epub(edition(), STYLE))
    (tmp_path / "one.epub").write_bytes(to_epub(single(entry(HOSTILE[4]), NOW), STYLE))
    for path in sorted(tmp_path.iterdir()):
        done = subprocess.run(
            ["java", "-jar", str(JAR), str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_markdown_has_front_matter_that_any_yaml_reads() -> None:
    text = to_markdown_file(single(entry(HOSTILE[4]), NOW))
    head = text.split("---\n")[1]
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    assert json.loads(facts["title"]) == 'Title <1> & "more" ]]>'
    assert json.loads(facts["authors"]) == ["A & <B>"]
    assert facts["published"] == '"2026-11-03T12:00:00Z"'
    assert '![A "dam"](https://p.example/a.png)' in text


def test_text_is_set_and_json_has_everything() -> None:
    text = to_text_file(edition())
    assert max(map(len, text.splitlines())) <= 100
    assert "https://one.example/?a=1&b=2" in text
    told = json.loads(to_json_file(edition()))
    assert [each["id"] for each in told] == [1, 2, 3, 4, 5, 6]
    assert told[0]["enclosures"][0]["url"] == "https://e.example/a b.mp3"


@pytest.mark.parametrize(
    ("said", "is_"),
    [
        ("https://a.example/x y", "https://a.example/x%20y"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://a.example/%zz#a#b", "https://a.example/%25zz#a%23b"),
        ("http://[nope/", ""),
        ("javascript:x", ""),
        ("file:///etc/passwd", ""),
        ("https://a b.example/", ""),
    ],
)
def test_addresses_are_written_as_the_standard_has_it(said: str, is_: str) -> None:
    assert sound(said) == is_


def test_languages_are_written_as_the_standard_has_them() -> None:
    assert [language_tag(each) for each in ("en_us", "zh-Hans-CN", "DE", "x!", "", "english")] == [
        "en-US",
        "zh-CN",
        "de",
        "",
        "",
        "",
    ]


def test_names_of_places_do_not_meet_those_of_other_articles() -> None:
    html = '<p><a href="#n1">1</a></p><p><span id="n1">note</span></p>'
    one = markup(html, lambda _: "", "a1-")
    assert one.count("a1-n1") == one.count("n1")


@given(st.text(max_size=300))
def test_whatever_a_feed_says_is_sound_xml_in_a_book(text: str) -> None:
    html = to_html(to_blocks(text, "https://x.example/"))
    ElementTree.fromstring(f"<body>{markup(html, lambda _: '')}</body>")
