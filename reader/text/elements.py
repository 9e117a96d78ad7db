"""What each element of HTML does to the page that is being built.

A function a kind of element, called when it begins; what it opens, `Builder.end` closes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text.blocks import Picture, Rule
from reader.text.media import embed, is_smiley, leads_to_picture, picture_size, picture_url
from reader.text.notes import place_within
from reader.text.spans import BREAK, Style, line, words
from reader.text.url import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.text.build import Builder
    from reader.text.frames import Attributes, Kind

    Begin = Callable[[Builder, str, Attributes], None]

_FRAMES: Mapping[str, Kind] = {
    "caption": "caption",
    "figcaption": "caption",
    "figure": "figure",
    "form": "form",
    "table": "table",
}
_LINES = (
    *("html", "body", "p", "div", "section", "article", "main", "header", "footer", "nav", "aside"),
    *("address", "center", "fieldset", "legend", "details", "hgroup", "menu", "dir"),
)
_DRESSES: Mapping[str, Callable[[Style], Style]] = {
    **dict.fromkeys(("b", "strong"), lambda style: style._replace(bold=True)),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), lambda style: style._replace(italic=True)),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), lambda style: style._replace(code=True)),
    **dict.fromkeys(("s", "del", "strike"), lambda style: style._replace(strike=True)),
    **dict.fromkeys(("mark", "ins"), lambda style: style._replace(mark=True)),
    "small": lambda style: style._replace(small=True),
    "sub": lambda style: style._replace(script="sub"),
    "sup": lambda style: style._replace(script="sup"),
}
_CAPTION_CLASS = re.compile(r"\bwp-caption-text\b")


def _line(page: Builder, tag: str, attributes: Attributes) -> None:
    if tag == "p" and _CAPTION_CLASS.search(attributes.get("class", "")):
        page.push("caption")
    else:
        page.begin_block()


def _heading(page: Builder, tag: str, _: Attributes) -> None:
    page.begin_block()
    page.level = int(tag[1])


def _term(page: Builder, tag: str, _: Attributes) -> None:
    if tag == "dt" and _in_definitions(page):
        page.push("term")
    else:
        page.begin_block()
    page.style = page.style._replace(bold=True)


def _definition(page: Builder, _tag: str, _: Attributes) -> None:
    if _in_definitions(page):
        page.push("item")
    else:
        page.begin_block()


def _in_definitions(page: Builder) -> bool:
    return page.top.kind == "list" and page.top.tag == "dl"


def _dress(page: Builder, tag: str, _: Attributes) -> None:
    page.style = _DRESSES[tag](page.style)


def _frame(page: Builder, tag: str, _: Attributes) -> None:
    page.push(_FRAMES[tag])


def _quote(page: Builder, _tag: str, _: Attributes) -> None:
    page.push("quote", deeper=1)


def _list(page: Builder, tag: str, attributes: Attributes) -> None:
    page.push("list", tag, attributes, deeper=1)


def _item(page: Builder, _tag: str, _: Attributes) -> None:
    page.push("item", deeper=0 if page.top.kind == "list" else 1)


def _table_part(page: Builder, tag: str, _: Attributes) -> None:
    page.begin_block()
    if page.top.kind == "table" and tag == "thead":
        page.top.in_head = True
        page.open[-1].head_of = page.top


def _row(page: Builder, _tag: str, _: Attributes) -> None:
    page.begin_block()
    if page.top.kind == "table":
        page.push("row")


def _cell(page: Builder, tag: str, attributes: Attributes) -> None:
    page.begin_block()
    if page.top.kind == "table":
        page.push("row")
    if page.top.kind == "row":
        page.push("cell", tag, attributes)


def _break(page: Builder, _tag: str, _: Attributes) -> None:
    page.breaks += 1
    if page.breaks > 1:
        page.flush()
    elif page.pieces:
        page.pieces.append((BREAK, page.style))


def _rule(page: Builder, _tag: str, _: Attributes) -> None:
    page.flush()
    page.add(Rule())


def _quotation(page: Builder, _tag: str, _: Attributes) -> None:
    page.say("“")
    page.open[-1].closing = "”"


def _link(page: Builder, tag: str, attributes: Attributes) -> None:
    reference = attributes.get("href", "").strip()
    url = place_within(reference, page.names)
    if not url and not reference.startswith("#"):
        url = resolve(page.base, reference)
    if url and attributes.get("data-embed") in ("video", "audio", "frame"):
        page.push("embed", tag, {**attributes, "href": url})
    elif url:
        page.style = page.style._replace(link=url)


def _base(page: Builder, _tag: str, attributes: Attributes) -> None:
    page.base = resolve(page.base, attributes.get("href", "")) or page.base


def _code(page: Builder, _tag: str, attributes: Attributes) -> None:
    page.begin_code(attributes)


def _picture(page: Builder, _tag: str, attributes: Attributes) -> None:
    if is_smiley(attributes):
        page.say(words(attributes["alt"]))
        return
    url = picture_url({"srcset": page.offer, **attributes}, page.base)
    page.offer = ""
    if not url:
        return
    link = page.style.link
    leads = link != url and not leads_to_picture(link)
    alt = line(attributes.get("alt", ""), 500)
    page.flush()
    page.add(Picture(url, alt, (), link if leads else "", *picture_size(attributes, alt)))


def _source(page: Builder, tag: str, attributes: Attributes) -> None:
    frame = page.top
    if frame.kind == "film" and not frame.blocks:
        film = embed(frame.tag, {**frame.attributes, **attributes}, page.base)
        if film is not None:
            page.add(film)
    elif frame.kind != "film" and tag == "source":
        page.offer = page.offer or attributes.get("srcset", "")


def _film(page: Builder, tag: str, attributes: Attributes) -> None:
    found = embed(tag, attributes, page.base)
    if found is None and tag not in ("video", "audio"):
        return
    if page.push("film", tag, attributes) and found is not None:
        page.add(found)


BEGIN: Mapping[str, Begin] = {
    **dict.fromkeys(_LINES, _line),
    **dict.fromkeys(_DRESSES, _dress),
    **dict.fromkeys(_FRAMES, _frame),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("dt", "summary"), _term),
    **dict.fromkeys(("ul", "ol", "dl"), _list),
    "dd": _definition,
    **dict.fromkeys(("tbody", "thead", "tfoot"), _table_part),
    **dict.fromkeys(("td", "th"), _cell),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), _code),
    **dict.fromkeys(("iframe", "embed", "object", "video", "audio"), _film),
    "a": _link,
    "base": _base,
    "blockquote": _quote,
    "br": _break,
    "hr": _rule,
    "img": _picture,
    "li": _item,
    "q": _quotation,
    "source": _source,
    "tr": _row,
}
"""An element that is not named here adds nothing but the text within it."""
