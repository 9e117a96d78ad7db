"""The quick ways say what the long ways say, or leave it to them."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parse import dialect, direct
from reader.parse.rhythm import Rhythm
from reader.parse.source import decoded, mended, unpack
from reader.parse.xml import from_said
from reader.text.dates import parse_date
from reader.text.html import excerpt, plain, to_blocks, to_html
from reader.text.quick import written
from reader.text.url import normal_form, resolve
from tests.corpora import CORPORA

if TYPE_CHECKING:
    from reader.parse.fields import Said

BASE = "https://example.org/feed/"


def long_way(markup: str, base: str = BASE) -> tuple[str, str, str]:
    blocks = to_blocks(markup, base)
    return to_html(blocks), excerpt(blocks), plain(blocks)


WORDS = st.sampled_from(
    [
        *("word", " ", "two words", "  ", " a ", "\n", "\t", "é", "日本語", "\xa0", "x&amp;y"),
        *("&nbsp;", "&#8217;", "&", "& ", "&copy", "&lt;b&gt;", ">", "1 > 0", "\u200b", "e\u0301"),
        *("\u00ad", ".", "&#0;", "&#x80;", "&bogus;", "“quoted”", "`tick`", "\u2028", "\x7f"),
    ]
)
OPENINGS = st.sampled_from(
    [
        *("p", "p", "div", "h2", "ul", "ol", "li", "blockquote", "figure", "figcaption", "section"),
        *("b", "strong", "em", "i", "code", "del", "ins", "mark", "sub", "sup", "span", "u"),
        *("a", 'a href="/x/1?b=1"', "a href='https://a.example/'", 'a href="#top"', 'a href=""'),
        *('a href="javascript:x()"', 'a href="x.html" class="c"', 'a href="/x?a=1&b=2&amp;c"'),
        *('p class="lead"', 'p style="display: none"', 'p style="color: red"', "p hidden"),
        *('ol start="3"', "pre", "table", "script", "P", "font", 'span style="font-size:0"'),
        'p class="wp-caption-text"',
    ]
)
ALONE = st.sampled_from(
    [
        *("<br>", "<br/>", "<br />", "<hr>", '<img src="/i.jpg">', '<img src="i.jpg" alt="A cat">'),
        *('<img src="/1.gif" width="1" height="1">', '<img src="/e.png" alt=":)" height="16">'),
        *(
            '<img src="/w.jpg" width="640" height="427" alt="Wide">',
            '<img src="/w.jpg" width="640">',
        ),
        *('<img src="/w.jpg" width="24px" height="24" alt="&#8594;">',),
        f'<img src="data:image/gif;base64,{"R0lG" * 101}" alt="within">',
        *('<img src="data:image/png,x" data-src="/lazy.jpg">', '<img alt="none">', "<!-- c -->"),
        *("<p>", "</p>", "</b>", "<", "<3", "<img src='/a.jpg' alt='a &gt; b'>", "<li>"),
        '<img src="/a.jpg" alt="one" alt="two">',
    ]
)


def _element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(inside, max_size=4).map("".join)
    return st.builds(lambda tag, text: f"<{tag}>{text}</{tag.split()[0]}>", OPENINGS, parts)


MARKUP = st.lists(
    st.recursive(WORDS | ALONE, lambda inner: WORDS | _element(inner), max_leaves=14), max_size=7
).map("".join)

TIDY = st.lists(
    st.builds(
        lambda tag, words: f"<{tag}>{' '.join(words)}</{tag}>",
        st.sampled_from(["p", "h3", "div", "li", "blockquote"]),
        st.lists(
            st.sampled_from(["one", "two.", "<b>bold</b>", "<i>x</i>", '<a href="/l">link</a>']),
            max_size=6,
        ),
    ),
    max_size=5,
).map("".join)


@settings(max_examples=1_500, deadline=None)
@given(MARKUP | TIDY, st.sampled_from([BASE, "", "http://127.0.0.1:8099/3"]))
def test_an_article_is_stored_the_same_by_either_way(markup: str, base: str) -> None:
    quick = written(markup, base)
    assert quick is None or tuple(quick) == long_way(markup, base)


def test_the_usual_article_takes_the_quick_way() -> None:
    usual = (
        '<p>Rain &amp; <a href="https://a.example/x?y=1" rel="nofollow">wind</a>, <em>so</em>.</p>'
        "\n<h2>Then</h2>\n<ul><li>one</li><li><strong>two</strong></li></ul>"
        '<figure><img src="/i.jpg" alt="A dam"><figcaption>The dam</figcaption></figure>'
        "<blockquote><p>He said:<br>no.</p></blockquote><p>Ende über alles, “gut”.</p>"
    )
    quick = written(usual, BASE)
    assert quick is not None
    assert tuple(quick) == long_way(usual)


ADDRESSES = st.lists(
    st.sampled_from(
        [
            *(
                "http://",
                "https://",
                "a.example",
                "A.Example",
                ":80",
                ":8080",
                ":43111",
                ":0080",
                "/",
                "/a/b.html",
            ),
            *("/../c", "/./", "?q=1&utm_source=x", "?", "#", "#top", ";x=1", "%7e", " ", "é", "//"),
            *("..", "x.html", "javascript:", "-x", "\\", "~", "&", "file:///etc", ".", "a b"),
            "user@",
        ]
    ),
    max_size=5,
).map("".join)


@settings(max_examples=600, deadline=None)
@given(ADDRESSES, ADDRESSES | st.just(BASE))
def test_an_address_that_is_plain_to_see_is_what_working_it_out_gives(
    reference: str, base: str
) -> None:
    # A zero-width space at the end is trimmed, so it changes nothing but the way that is taken.
    assert resolve(base, reference) == resolve(base, reference + "\u200b")
    assert normal_form(reference) == normal_form(reference + "\u200b")


@given(st.datetimes(min_value=parse_date("1971-01-01").replace(tzinfo=None)))  # type: ignore[union-attr]
def test_a_date_as_specified_is_read_as_any_other_is(at: object) -> None:
    text = f"{at:%a, %d %b %Y %H:%M:%S} +0130"
    assert parse_date(text) == parse_date(text + " ")


# Feeds.

TEXTS = st.sampled_from(
    [
        *("Rain", "Über", "a &amp; b", "&lt;b&gt;Rain&lt;/b&gt;", "", "  spaced  ", "日本", "Ã©"),
        *("&#8217;", "&#x1b;", "&nbsp;", "<b>x</b>", "\x85", "3 &lt; 4", "x&#10;y"),
    ]
)
URLS = st.sampled_from(
    [
        *("https://a.example/1", "http://127.0.0.1:80/x?y=1&amp;z=2", "/relative", "", " "),
        *("https://a.example/#f", "javascript:x", "HTTPS://A.example/Ü", "https://a.example/../b"),
    ]
)


def _in(tag: str, inside: st.SearchStrategy[str], attributes: str = "") -> st.SearchStrategy[str]:
    name = tag.split(maxsplit=1)[0]
    return inside.map(lambda text: f"<{tag}{attributes}>{text}</{name}>")


CDATA = st.sampled_from(["<p>Rain</p>", '<a href="/x">y</a>', "plain", "&#27;", "]]&gt;"]).map(
    lambda text: f"<![CDATA[{text}]]>"
)
RSS_PARTS = st.one_of(
    *(_in(tag, TEXTS | CDATA) for tag in ("title", "description", "content:encoded", "author")),
    *(
        _in(tag, TEXTS)
        for tag in ("dc:creator", "category", 'category domain="d"', "itunes:author")
    ),
    *(_in(tag, URLS) for tag in ("link", "feedburner:origLink", "comments")),
    _in("guid", URLS | TEXTS),
    _in('guid isPermaLink="false"', TEXTS),
    _in("pubDate", st.sampled_from(["Tue, 03 Nov 2026 10:00:00 GMT", "yesterday", ""])),
    URLS.map(lambda url: f'<enclosure url="{url}" type="Audio/MPEG" length="1"/>'),
    URLS.map(lambda url: f'<media:thumbnail url="{url}"/>'),
    URLS.map(
        lambda url: f'<media:content url="{url}" medium="image"><media:credit/></media:content>'
    ),
    st.builds(
        lambda title, url: (
            f"<media:group><media:title>{title}</media:title>"
            f"<media:thumbnail url='{url}'/></media:group>"
        ),
        TEXTS,
        URLS,
    ),
    URLS.map(lambda url: f'<atom:link rel="alternate" href="{url}"/>'),
    st.sampled_from(
        ["<slash:comments>3</slash:comments>", "<unknown/>", "<itunes:image href='/i'/>"]
    ),
)
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
ITEMS = st.lists(st.lists(RSS_PARTS, max_size=6).map("".join), max_size=3)
RSS = st.builds(
    lambda head, items: (
        f'<rss version="2.0" {SPACES}><channel>{head}'
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    ),
    st.lists(RSS_PARTS | _in("language", TEXTS) | _in("link", URLS), max_size=4).map("".join),
    ITEMS,
)
ATOM_PARTS = st.one_of(
    *(
        _in(f"{tag}{kind}", TEXTS)
        for tag in ("title", "summary", "content")
        for kind in ("", ' type="html"', ' type="text"')
    ),
    _in("id", URLS | TEXTS),
    _in("updated", st.sampled_from(["2026-11-03T10:00:00Z", "never"])),
    _in("published", st.sampled_from(["2026-11-03T10:00:00+01:00"])),
    URLS.map(lambda url: f'<link href="{url}"/>'),
    URLS.map(lambda url: f'<link rel="enclosure" type="audio/mpeg" href="{url}"/>'),
    TEXTS.map(lambda text: f"<author><name>{text}</name><email>a@b.example</email></author>"),
    TEXTS.map(lambda text: f'<category term="t" label="{html.escape(text)}"/>'),
)
ATOM = st.builds(
    lambda lang, head, entries: (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{lang}>{head}'
        + "".join(f"<entry>{entry}</entry>" for entry in entries)
        + "</feed>"
    ),
    st.sampled_from(["", ' xml:lang="de_AT"', ' xml:base="https://b.example/"']),
    st.lists(ATOM_PARTS, max_size=3).map("".join),
    st.lists(st.lists(ATOM_PARTS, max_size=6).map("".join), max_size=3),
)


def _by_feedparser(text: str, url: str) -> Said:
    return dialect.read(mended(text, {}), url)


@settings(max_examples=1_000, deadline=None)
@given(RSS | ATOM, st.sampled_from(["https://feeds.example/f.xml", ""]))
def test_a_feed_says_the_same_read_directly_and_by_feedparser(text: str, url: str) -> None:
    said = direct.read(text, url)
    if said is not None:
        other = _by_feedparser(text, url)
        assert from_said(said, url, Rhythm()) == from_said(other, url, Rhythm())


@pytest.mark.skipif(CORPORA is None, reason="the corpora are not on this machine")
def test_every_feed_of_the_corpus_says_the_same_either_way() -> None:
    assert CORPORA
    cases = json.loads((CORPORA / "feeds/expected.json").read_text("utf-8"))["cases"]
    taken = 0
    for case in cases:
        body, url = (CORPORA / case["file"]).read_bytes(), case.get("url") or ""
        text = decoded(unpack(body), case.get("headers", {}).get("content-type", ""))
        said = direct.read(text, url)
        if said is not None:
            taken += 1
            other = _by_feedparser(text, url)
            assert from_said(said, url, Rhythm()) == from_said(other, url, Rhythm()), case["name"]
    assert taken > len(cases) / 3
