from __future__ import annotations

import pytest

from reader.text.blocks import (
    Blocks,
    Code,
    Embed,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
)
from reader.text.html import (
    excerpt,
    links,
    looks_like_html,
    pictures,
    plain,
    stored_blocks,
    to_blocks,
    to_html,
    to_line,
    to_text,
)

BASE = "https://example.org/news/today.html"


def p(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def only(blocks: Blocks) -> object:
    assert len(blocks) == 1, blocks
    return blocks[0]


def test_white_space_collapses_as_in_a_browser() -> None:
    assert to_blocks("<p> one\n\t two <b> three </b> four </p>") == (
        Paragraph((Span("one two "), Span("three ", bold=True), Span("four"))),
    )


def test_paragraphs_are_told_apart_with_or_without_end_tags() -> None:
    assert to_blocks("<p>a<p>b</p>c<div>d</div>e") == (p("a"), p("b"), p("c"), p("d"), p("e"))


def test_plain_text_is_parted_at_empty_lines() -> None:
    assert to_blocks("one\ntwo &amp; three\n \n\nfour < five") == (
        p("one two & three"),
        p("four < five"),
    )


def test_one_line_break_stays_and_two_part_paragraphs() -> None:
    assert to_blocks("<p>a<br>b<br> <br>c") == (p("a\nb"), p("c"))
    assert to_blocks("<p>a<br>&nbsp;<br>b<br></p>") == (p("a"), p("b"))


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        " \n",
        "<p></p>",
        "<p>&nbsp;</p>",
        "<p>&#8203;<br></p>",
        "<ul><li></ul>",
        "<b> </b>",
        "<!-- -->",
    ],
)
def test_what_shows_nothing_is_nothing(nothing: str) -> None:
    assert to_blocks(nothing) == ()


@pytest.mark.parametrize(
    ("tag", "span"),
    [
        ("strong", Span("x", bold=True)),
        ("em", Span("x", italic=True)),
        ("cite", Span("x", italic=True)),
        ("kbd", Span("x", code=True)),
        ("del", Span("x", strike=True)),
        ("ins", Span("x", mark=True)),
        ("sub", Span("x", script="sub")),
        ("sup", Span("x", script="sup")),
        ("small", Span("x", small=True)),
        ("unheard-of", Span("x")),
    ],
)
def test_inline_elements_dress_their_text(tag: str, span: Span) -> None:
    assert to_blocks(f"<p><{tag}>x</{tag}></p>") == (Paragraph((span,)),)


def test_a_quotation_gets_its_marks() -> None:
    assert to_blocks("<p>He said <q>no</q>.") == (p("He said “no”."),)


def test_links_become_absolute_and_unsafe_ones_leave_their_text() -> None:
    html = '<p><a href="a b">x</a><a href="javascript:alert(1)">y</a><a href="#note">z</a>'
    assert to_blocks(html, BASE) == (
        Paragraph((Span("x", link="https://example.org/news/a%20b"), Span("yz"))),
    )


def test_the_base_element_is_honoured() -> None:
    html = '<base href="https://other.org/x/"><p><a href="y">z</a>'
    assert links(to_blocks(html, BASE)) == ("https://other.org/x/y",)


def test_headings_keep_their_level() -> None:
    assert to_blocks("<h1>a</h1><h6>b</h6>") == (
        Heading(1, (Span("a"),)),
        Heading(6, (Span("b"),)),
    )


def test_quotes_hold_blocks() -> None:
    assert to_blocks("<blockquote>a<blockquote><p>b") == (Quote((p("a"), Quote((p("b"),)))),)


def test_code_is_kept_to_the_character() -> None:
    html = '<pre><code class="hljs language-Python">\nif a &lt; b:\n\tc  =  1\n\n</code></pre>'
    assert to_blocks(html) == (Code("if a < b:\n\tc  =  1", "python"),)
    assert to_blocks("<pre>a<br>b<div>c</div></pre>") == (Code("a\nb\nc"),)


def test_lists_nest_number_and_start_where_they_say() -> None:
    assert to_blocks('<ol start="4"><li>a<ul><li>b</ul><li><p>c</p></ol>') == (
        Listing(((p("a"), Listing(((p("b"),),))), (p("c"),)), ordered=True, start=4),
    )


def test_a_list_right_in_a_list_belongs_to_the_item_before_it() -> None:
    assert to_blocks("<ul><li>a</li><ul><li>b</li></ul></ul>") == (
        Listing(((p("a"), Listing(((p("b"),),))),)),
    )


def test_items_without_a_list_are_a_list() -> None:
    assert to_blocks("<li>a<li>b") == (Listing(((p("a"),), (p("b"),))),)


def test_definitions_stand_with_what_they_explain() -> None:
    a, b = Paragraph((Span("a", bold=True),)), Paragraph((Span("b", bold=True),))
    html = "<dl><dd>before<dt>a<dd>one<dd>two<dt>b</dl>"
    assert to_blocks(html) == (p("before"), Listing(((a, p("one"), p("two")), (b,)), terms=True))


def test_several_terms_are_explained_together_and_pictures_in_them_stay() -> None:
    (found,) = to_blocks("<dl><dt>a<img src='https://x.example/p.png'></dt><dt>b<dd>one</dl>")
    assert isinstance(found, Listing)
    first, second = found.items
    assert first[1] == Picture("https://x.example/p.png")
    assert second == (Paragraph((Span("b", bold=True),)), p("one"))
    (both,) = to_blocks("<dl><dt>a<dt>b<dd>one</dl>")
    assert isinstance(both, Listing)
    assert both.items == ((Paragraph((Span("a\nb", bold=True),)), p("one")),)


def test_footnotes_and_the_way_back_are_links_within_the_text() -> None:
    html = (
        '<p>Said<sup id="r1"><a href="#n1">1</a></sup> and <a href="#nowhere">lost</a>.</p>'
        '<ol><li id="n1"><p id="other">A note. <a href="#r1">back</a></p></li></ol>'
    )
    said, notes = to_blocks(html)
    assert said == Paragraph(
        (Span("Said"), Span("1", script="sup", link="#n1", name="r1"), Span(" and lost."))
    )
    back = Span("back", link="#r1")
    assert notes == Listing(((Paragraph((Span("A note. ", name="n1"), back)),),), ordered=True)
    assert links((said, notes)) == ()


def test_a_note_addressed_in_full_is_one_of_this_text_and_a_chapter_elsewhere_is_not() -> None:
    html = (
        '<p><a href="/p#fn1">1</a> <a href="/p#History">more</a></p>'
        '<p><a name="fn1"></a>A note.</p><h2 id="History">Then</h2>'
    )
    first, second, _ = to_blocks(html, BASE)
    assert isinstance(first, Paragraph)
    assert [span.link for span in first.spans if span.link] == [
        "#fn1",
        "https://example.org/p#History",
    ]
    assert second == Paragraph((Span("A note.", name="fn1"),))


def test_tables_keep_head_caption_and_shape() -> None:
    html = (
        "<table><caption>Votes</caption><thead><tr><th>Party<th>2024<th>2020</thead>"
        "<tr><td>A<td colspan=2>10<tr><td rowspan=2>B<td>7<td>8<tr><td>5"
    )
    rows = (("Party", "2024", "2020"), ("A", "10", ""), ("B", "7", "8"), ("", "5", ""))
    spans = tuple(tuple((Span(cell),) if cell else () for cell in row) for row in rows)
    assert to_blocks(html) == (Table(spans, 1, (Span("Votes"),)),)


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>a</p><tr><td>b</table>",
        "<table><tr><td>a<td>b</table>",
        "<table><tr><td>a<td><table><tr><td>b</table><tr><td></table>",
    ],
)
def test_layout_tables_unfold(html: str) -> None:
    assert to_blocks(html) == (p("a"), p("b"))


def test_a_figure_is_a_picture_with_its_caption() -> None:
    html = '<figure><a href="/full"><img src="a.jpg" alt=" A  b"></a><figcaption>By <i>me</i>'
    assert to_blocks(html, BASE) == (
        Picture(
            "https://example.org/news/a.jpg",
            "A b",
            (Span("By "), Span("me", italic=True)),
            "https://example.org/full",
        ),
    )


@pytest.mark.parametrize(
    "attributes",
    [
        'src="data:image/gif;base64,R0" data-src="/a.jpg"',
        'src="/spacer.gif" data-original="/a.jpg"',
        'srcset="/s.jpg 100w, /a.jpg 900w, /m.jpg 300w"',
        'src="/a.jpg" width="600"',
    ],
)
def test_the_picture_itself_is_found_behind_lazy_loading(attributes: str) -> None:
    assert pictures(to_blocks(f"<p><img {attributes}>", BASE)) == ("https://example.org/a.jpg",)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="640" height="427"', (640, 427)),
        ('width="640px" height=" 427.5 "', (640, 427)),
        ('width="640"', (0, 0)),
        ('width="100%" height="427"', (0, 0)),
        ('width="999999" height="427"', (0, 0)),
    ],
)
def test_a_picture_keeps_the_size_its_page_says(attributes: str, size: tuple[int, int]) -> None:
    blocks = to_blocks(f'<img src="/a.jpg" alt="A tower" {attributes}>', BASE)
    (picture,) = blocks
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == size
    assert to_blocks(to_html(blocks)) == blocks


def test_a_picture_that_stands_in_the_page_is_taken_if_there_is_no_other() -> None:
    within = f"data:image/png;base64,{'iVBO' * 120}"
    assert pictures(to_blocks(f'<img src="{within}" alt="A tower">', BASE)) == (within,)
    lazy = f'<img src="{within}" srcset="/a.jpg 2x" alt="A tower">'
    assert pictures(to_blocks(lazy, BASE)) == ("https://example.org/a.jpg",)
    huge = f'<img src="data:image/png;base64,{"iVBO" * 100_000}" alt="A tower">'
    assert pictures(to_blocks(huge, BASE)) == ()


def test_a_picture_element_gives_its_source() -> None:
    html = '<picture><source srcset="/a.webp 2x"><img alt="x"></picture>'
    assert pictures(to_blocks(html, BASE)) == ("https://example.org/a.webp",)


@pytest.mark.parametrize(
    "attributes",
    [
        'src="/a.gif" width="1" height="1"',
        'src="https://feeds.feedburner.com/~r/x/~4/y"',
        'src="https://pixel.wp.com/b.gif"',
        'src="data:image/png;base64,AA"',
        f'src="data:image/svg+xml;base64,{"PHN2" * 120}"',
        'src="https://count.example/read.gif" style="width:1px; height: 1px"',
        'src="file:///etc/passwd"',
        'src="javascript:alert(1)"',
    ],
)
def test_counters_and_local_files_are_no_pictures(attributes: str) -> None:
    assert to_blocks(f"<p>x<img {attributes}>", BASE) == (p("x"),)


def test_a_smiley_stays_in_its_line() -> None:
    html = '<p>Yes <img class="emoji" src="/1f600.png" alt="😀">!'
    assert to_blocks(html, BASE) == (p("Yes 😀!"),)


@pytest.mark.parametrize(
    ("html", "embed"),
    [
        (
            '<iframe src="//www.youtube-nocookie.com/embed/abcdefghijk?rel=0" title="T"></iframe>',
            Embed("https://www.youtube.com/watch?v=abcdefghijk", "video", "T"),
        ),
        (
            '<iframe src="https://player.vimeo.com/video/123"></iframe>',
            Embed("https://vimeo.com/123", "video"),
        ),
        ('<iframe src="/map"></iframe>', Embed("https://example.org/map", "frame")),
        (
            '<video><source src="/a.mp4"><source src="/a.webm"><p>Too old</p></video>',
            Embed("https://example.org/a.mp4", "video"),
        ),
        ('<audio src="/a.mp3">Too old</audio>', Embed("https://example.org/a.mp3", "audio")),
        (
            '<object data="/a.mp4"><embed src="/a.mp4"></object>',
            Embed("https://example.org/a.mp4", "video"),
        ),
    ],
)
def test_films_sounds_and_frames_are_embedded_by_address(html: str, embed: Embed) -> None:
    assert only(to_blocks(html, BASE)) == embed


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</template>",
        "<title>x</title>",
        "<noscript>x</noscript>",
        "<svg><text>x</text></svg>",
        "<form><input value=x><button>x</button>x</form>",
        "<select><option>x</select>",
        "<p hidden>x</p>",
        "<p style='font-size: 0'>x</p>",
        "<p style='font-size:0px; color: red'>x</p>",
        '<p style="color:red; DISPLAY : none">x</p>',
        '<iframe srcdoc="<p>x"></iframe>',
    ],
)
def test_what_no_reader_sees_is_left_out(html: str) -> None:
    assert to_blocks(f"<p>a</p>{html}<p>b</p>") == (p("a"), p("b"))


def test_a_form_round_a_whole_page_does_not_hide_the_page() -> None:
    text = "word " * 200
    assert to_blocks(f"<form><input><p>{text}</p></form>") == (p(text.strip()),)


def test_formulas_keep_their_text() -> None:
    html = "<p><math><mi>E</mi><mo>=</mo><mi>m</mi><annotation>E=m</annotation></math></p>"
    assert to_blocks(html) == (p("E=m"),)


def test_a_rule_is_a_rule() -> None:
    assert to_blocks("a<hr>b") == (p("a"), Rule(), p("b"))


def test_marks_piled_up_over_several_spans_are_still_limited() -> None:
    html = "<p>a" + "".join(f"<{tag}>{chr(0x301) * 8}</{tag}>" for tag in ("b", "i") * 20)
    text = plain(to_blocks(html))
    assert text.count("\u0301") <= 8


def test_nesting_without_end_is_lifted_and_its_text_kept() -> None:
    assert to_text("<div>" * 50_000 + "x") == "x"
    assert to_text("<blockquote><ul><li>" * 5_000 + "x") == "x"
    assert to_text("<table><tr><td>" * 5_000 + "x") == "x"


def test_a_flood_is_cut() -> None:
    assert len(to_blocks("<p>x</p>" * 30_000)) == 20_000
    assert len(to_text("<p>" + "x " * 1_500_000)) <= 2_000_000


def test_stored_html_holds_nothing_but_structure() -> None:
    html = (
        '<div class="x" id="y" onclick="z()" style="color:red"><h2>A &amp; B</h2><p>1 &lt; 2</p>'
        '<iframe src="https://example.org/f" title="F"></iframe>'
        "<table><tr><th>a<th>b<tr><td>c<td>d</table>"
        '<ol start="3"><li>e</ol><pre><code class="lang-c">f</code></pre>'
        '<img src="g.jpg" alt="&quot;">'
    )
    assert to_html(to_blocks(html, BASE)) == (
        "<h2>A &amp; B</h2>\n<p>1 &lt; 2</p>\n"
        '<a href="https://example.org/f" data-embed="frame">F</a>\n'
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>c</td><td>d</td></tr></tbody></table>\n"
        '<ol start="3"><li>e</li></ol>\n<pre><code class="language-c">f</code></pre>\n'
        '<img src="https://example.org/news/g.jpg" alt="&quot;">'
    )


def test_an_article_saved_on_disk_keeps_its_pictures() -> None:
    blocks = to_blocks('<img src="a.jpg">', "file:///home/me/saved.html")
    assert pictures(blocks) == ("file:///home/me/a.jpg",)
    assert stored_blocks(to_html(blocks)) == blocks
    assert to_blocks(to_html(blocks)) == ()


def test_a_title_is_one_plain_line() -> None:
    assert to_line("Q&amp;A: <b>What</b>\n\tnow?<br>More") == "Q&A: What now? More"
    assert to_line("a &lt;b&gt; c") == "a <b> c"
    assert to_line("a < b & c") == "a < b & c"
    assert to_line("&#27;[31mred&#155;") == "[31mred›"


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "&amp;", "&#8217;", "a<br/>b", "<!-- x -->", "<p class='x'>"]
)
def test_html_is_told_from_text(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize(
    "text", ["a < b & c", "List<String>", "AT&T", "1<2>0", "&nosuch;", "", "R&D;"]
)
def test_text_is_told_from_html(text: str) -> None:
    assert not looks_like_html(text)


def test_an_excerpt_ends_at_a_word() -> None:
    blocks = to_blocks(
        "<h2>Head</h2><img src=http://a.b/c.jpg><p>One two three four</p><p>five</p>"
    )
    assert excerpt(blocks) == "One two three four five"
    assert excerpt(blocks, 12) == "One two…"
    assert excerpt(blocks, 14) == "One two three…"
    assert excerpt(to_blocks("<h2>Head</h2>")) == "Head"


def test_plain_text_parts_paragraphs_items_and_cells() -> None:
    html = (
        "<h2>a</h2><p>b</p><ul><li>c<li>d</ul><table><tr><th>e<th>f<tr><td>g<td>h</table>"
        "<figure><img src=http://a.b/c.jpg><figcaption>i</figure>"
    )
    assert to_text(html) == "a\n\nb\n\nc\nd\n\ne\tf\ng\th\n\ni"
    assert plain(to_blocks(html), captions=False).endswith("g\th")


def test_links_and_pictures_come_in_order_and_once() -> None:
    html = '<p><a href="/1">a</a> <a href="/2">b</a> <a href="/1">c</a>' + '<img src="/3.jpg">' * 2
    blocks = to_blocks(html, "https://example.org")
    assert links(blocks) == ("https://example.org/1", "https://example.org/2")
    assert pictures(blocks) == ("https://example.org/3.jpg",)


@pytest.mark.parametrize(
    ("srcset", "chosen"),
    [
        ("/s.jpg 400w, /m.jpg 1600w, /l.jpg 4000w", "m.jpg"),
        ("/l.jpg 4000w, /m.jpg 2400w", "m.jpg"),
        ("/l.jpg 2400w", "l.jpg"),
        ("/a.jpg, /b.jpg 2x, /c.jpg 4x", "b.jpg"),
        ("/c.jpg 4x, /b.jpg 3x", "b.jpg"),
    ],
)
def test_of_several_sizes_the_one_that_fits_a_page_is_taken(srcset: str, chosen: str) -> None:
    (picture,) = pictures(to_blocks(f'<img srcset="{srcset}">', "https://e.example/"))
    assert picture == f"https://e.example/{chosen}"
