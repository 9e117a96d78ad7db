"""What holds for any HTML whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.blocks import Blocks, Code, Embed, Listing, Picture, Quote
from reader.text.clean import is_clean
from reader.text.html import excerpt, plain, stored_blocks, to_blocks, to_html, to_line, to_text
from reader.text.plain import runs, walk

TAGS = (
    *(
        "p",
        "div",
        "br",
        "h1",
        "h3",
        "blockquote",
        "pre",
        "code",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
    ),
    *("table", "thead", "tbody", "tr", "th", "td", "caption", "img", "picture", "source", "figure"),
    *(
        "figcaption",
        "video",
        "audio",
        "iframe",
        "embed",
        "object",
        "hr",
        "a",
        "b",
        "i",
        "s",
        "mark",
    ),
    *("sub", "sup", "q", "kbd", "u", "details", "summary", "form", "button", "script", "noscript"),
    *("svg", "math", "title", "template", "span", "base", "body", "html", "head", "xyz", "font"),
    *("textarea", "select", "option", "center", "wbr", "small"),
)
ATTRIBUTES = (
    'href="https://example.org/a?b=1&amp;c"',
    'href="javascript:alert(1)"',
    'href="/x.png" data-embed="video"',
    'href="file:///etc/passwd"',
    'src="/pic.jpg" alt="A &quot;b&quot; <c>"',
    'src="pic.jpg" data-src="https://example.org/big pic.jpg"',
    'src="data:image/png;base64,AAAA" srcset="a.jpg 100w, b.jpg 200w"',
    'src="https://www.youtube.com/embed/abcdefghijk" title=" T  t "',
    'class="language-python"',
    'class="wp-caption-text emoji" alt=":)"',
    'colspan="3" rowspan="2"',
    'start="7"',
    "hidden",
    'style="display: none"',
    'width="1"',
    'width="640px" height="427.5"',
    'width="24" height="20" alt="a  b&#10;c"',
    f'src="data:image/png;base64,{"AAAA" * 110}"',
    'id="fn1"',
    'name="fn2"',
    'href="#fn1"',
    'href="#fn2"',
    'href="https://example.org/a#fn1"',
)
TEXTS = (
    *(
        "word",
        " ",
        "  two  words ",
        "\n",
        "\n\n",
        "\t",
        "&nbsp;",
        "&lt;b&gt;",
        "&amp;amp;",
        "<",
        ">",
    ),
    *(
        "\u200b",
        "\u0301",
        "a" + "\u0301" * 9,
        "\x1b[31m",
        "\x9b",
        "\u202e",
        "\ud800",
        "\0",
        "\u2028",
    ),
    *(
        "\u2029",
        "\ufffe",
        "\r\n",
        "&#27;",
        "&#x80;",
        "&#xD800;",
        "&bogus;",
        "é",
        "漢字",
        "👩‍👩‍👧",
        "\x85",
        "\xad",
    ),
)

tags = st.builds(
    lambda tag, attributes: f"<{' '.join([tag, *attributes])}>",
    st.sampled_from(TAGS),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=2),
)
ends = st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
texts = st.one_of(st.sampled_from(TEXTS), st.text(max_size=8))
html_like = st.lists(st.one_of(tags, tags, ends, texts), max_size=40).map("".join)
bases = st.sampled_from(["", "https://example.org/news/", "file:///home/reader/saved.html"])


@given(st.one_of(html_like, st.text()), bases)
@settings(max_examples=400, deadline=None)
def test_stored_html_gives_the_same_blocks_again(html: str, base: str) -> None:
    blocks = to_blocks(html, base)
    assert stored_blocks(to_html(blocks)) == blocks
    if not base.startswith("file:"):
        assert to_blocks(to_html(blocks)) == blocks


@given(st.one_of(html_like, st.text()), bases)
@settings(max_examples=200, deadline=None)
def test_no_html_brings_a_control_character_in(html: str, base: str) -> None:
    blocks = to_blocks(html, base)
    assert all(map(is_clean, strings(blocks)))
    assert is_clean(to_line(html))
    assert "\n" not in to_line(html)
    assert is_clean(to_text(html))


@given(html_like)
@settings(max_examples=200, deadline=None)
def test_no_html_brings_an_unsafe_address_in(html: str) -> None:
    for address in addresses(to_blocks(html, "https://example.org/")):
        assert address.startswith(("http://", "https://", "mailto:", "data:image/"))


@given(html_like)
@settings(max_examples=200, deadline=None)
def test_no_block_is_empty_and_nothing_nests_deeper_than_twelve(html: str) -> None:
    blocks = to_blocks("<ul><li><blockquote>" * 8 + html)
    assert depth(blocks) <= 12
    for block in walk(blocks):
        match block:
            case Quote(inner):
                assert inner
            case Listing(items):
                assert items
                assert all(items)
            case _:
                assert all(span.text for spans in runs(block) for span in spans)


@given(html_like, st.integers(10, 80))
@settings(max_examples=100, deadline=None)
def test_an_excerpt_is_one_line_within_its_limit(html: str, limit: int) -> None:
    text = excerpt(to_blocks(html), limit)
    assert len(text) <= limit
    assert "\n" not in text


def strings(blocks: Blocks) -> list[str]:
    found = [plain(blocks)]
    for block in walk(blocks):
        found += ["".join(span.text for span in spans) for spans in runs(block)]
        match block:
            case Code(text, language):
                found += [text, language]
            case Picture(_, alt):
                found.append(alt)
            case Embed(_, _, title):
                found.append(title)
    return found + addresses(blocks)


def addresses(blocks: Blocks) -> list[str]:
    found: list[str] = []
    for block in walk(blocks):
        found += [span.link for spans in runs(block) for span in spans if span.link]
        if isinstance(block, Picture | Embed):
            found.append(block.url)
        if isinstance(block, Picture) and block.link:
            found.append(block.link)
    return found


def depth(blocks: Blocks) -> int:
    deepest = 0
    for block in blocks:
        match block:
            case Quote(inner):
                deepest = max(deepest, 1 + depth(inner))
            case Listing(items):
                deepest = max(deepest, *(1 + depth(item) for item in items))
    return deepest
