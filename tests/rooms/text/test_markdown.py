from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.text.blocks import Code, Listing, Paragraph, Picture, Span, Table
from reader.text.cells import cell_width
from reader.text.html import plain, to_blocks
from reader.text.markdown import to_markdown, to_plain


def markdown(html: str) -> str:
    return to_markdown(to_blocks(html, "https://example.org/"))


def lines(html: str, width: int = 40) -> list[str]:
    return to_plain(to_blocks(html, "https://example.org/"), width).splitlines()


def test_blocks_are_written_as_markdown() -> None:
    assert markdown("<h2>A</h2><p>b <b>c</b><br>d") == "## A\n\nb **c**\\\nd\n"
    assert markdown("<ol start=2><li>a<li>b</ol>") == "2. a\n3. b\n"
    assert markdown("<ul><li>a<ul><li>b</ul></ul>") == "- a\n\n  - b\n"
    assert markdown("<blockquote><p>a<p>b") == "> a\n>\n> b\n"
    assert markdown("a<hr>b") == "a\n\n* * *\n\nb\n"
    assert markdown('<a href="/x(1)">l</a>') == "[l](https://example.org/x%281%29)\n"
    assert markdown('<img src=a.jpg alt="A">') == "![A](https://example.org/a.jpg)\n"
    assert markdown("") == ""


def test_a_table_is_a_gfm_table() -> None:
    html = "<table><tr><th>a|b<th>c<tr><td>1<td>2<br>3</table>"
    assert markdown(html) == "| a\\|b | c |\n| --- | --- |\n| 1 | 2 3 |\n"


def test_a_fence_is_longer_than_any_within() -> None:
    assert to_markdown((Code("a\n```\nb", "py"),)) == "````py\na\n```\nb\n````\n"


def test_text_is_never_taken_for_markup() -> None:
    text = "*a* _b_ `c` [d](e) <f> # g &amp; ~h~ !"
    html = MarkdownIt("commonmark").render(to_markdown((Paragraph((Span(text),)),)))
    assert plain(to_blocks(html)) == text
    for start in ("- a", "+ a", "# a", "1. a", "1) a", "> a", "===", "---", "    a"):
        html = MarkdownIt("commonmark").render(to_markdown(to_blocks(f"<p>{start}</p>")))
        assert plain(to_blocks(html)) == start.strip()


def test_a_number_with_decimals_is_no_list() -> None:
    assert to_markdown((Paragraph((Span("4.2 m at noon"),)),)) == "4.2 m at noon\n"
    assert to_markdown((Paragraph((Span("4. of May"),)),)) == "4\\. of May\n"


def test_two_lists_in_a_row_stay_two() -> None:
    blocks = to_blocks("<ul><li>a</ul><ul><li>b</ul><ol><li>c</ol>")
    again = to_blocks(MarkdownIt("commonmark").render(to_markdown(blocks)))
    assert again == blocks
    assert all(isinstance(block, Listing) for block in again)


spans = st.builds(
    Span,
    st.text("ab *_`[]()<>!&#~\\|1.-+", min_size=1, max_size=6),
    code=st.booleans(),
    link=st.sampled_from(["", "https://example.org/a_b(c)"]),
)


@given(st.lists(spans, min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_markdown_says_what_the_text_says(parts: list[Span]) -> None:
    from reader.text.html import to_html

    blocks = to_blocks(to_html((Paragraph(tuple(parts)),)))
    html = MarkdownIt("commonmark").enable("strikethrough").render(to_markdown(blocks))
    assert squeezed(plain(to_blocks(html))) == squeezed(plain(blocks))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_terminal_gets_lists_quotes_and_code() -> None:
    assert lines("<ul><li>a<ul><li>b</ul></ul>") == ["• a", "  • b"]
    assert lines("<ol start=9><li>a<li>b</ol>") == [" 9. a", "10. b"]
    assert lines("<blockquote>a<blockquote>b") == ["│ a", "│", "│ │ b"]
    assert lines("<pre>a\n\tb</pre>") == ["    a", "        b"]
    assert lines("<h1>漢字</h1><h2>b</h2><h3>c</h3>") == ["漢字", "====", "", "b", "-", "", "c"]


def test_links_are_numbered_and_listed_at_the_end() -> None:
    html = '<p>See <a href="/1">one <b>here</b></a>, <a href="/2">two</a>, <a href="/1">one</a>'
    assert lines(html, 80) == [
        "See one here [1], two [2], one [1]",
        "",
        "[1] https://example.org/1",
        "[2] https://example.org/2",
    ]


def test_a_link_that_shows_its_address_needs_no_number() -> None:
    assert lines('<a href="https://a.org/">https://a.org/</a>') == ["https://a.org/"]


def test_a_picture_is_its_caption() -> None:
    picture = Picture("https://example.org/a.jpg", "alt", (Span("Caption"),))
    assert to_plain((picture,)) == "[picture: Caption]\n"
    assert to_plain((Picture("https://example.org/a.jpg"),)) == "[picture]\n"


def test_tables_shrink_to_the_width() -> None:
    html = (
        "<table><tr><th>Name<th>Votes<tr><td>漢字<td>10<tr><td>A rather long name here<td>2</table>"
    )
    assert lines(html, 22) == [
        "Name             Votes",
        "───────────────  ─────",
        "漢字             10",
        "A rather long    2",
        "name here",
    ]


def test_a_table_too_wide_for_columns_is_read_row_by_row() -> None:
    cells = tuple((Span(f"column {n}"),) for n in range(12))
    assert to_plain((Table((cells, cells)),), 40).startswith("column 0 | column 1 |")


@given(st.text("a 漢<>/plitd&;é👩\u200d", max_size=200), st.integers(30, 100))
@settings(deadline=None)
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    for line in to_plain(to_blocks(f"<ul><li>{text}</ul>"), width).splitlines():
        assert cell_width(line) <= width


def test_markdown_links_open_no_html() -> None:
    tokens: list[Any] = MarkdownIt("commonmark").parse(markdown("<p>&lt;script&gt;x"))
    assert not any(
        child.type.startswith("html") for token in tokens for child in token.children or []
    )
