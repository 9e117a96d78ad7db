"""Blocks as Markdown (CommonMark with GFM tables)."""

from __future__ import annotations

import re
from itertools import takewhile

from reader.text.blocks import (
    Block,
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
    Spans,
    Table,
)
from reader.text.layout import to_plain

__all__ = ["to_markdown", "to_plain"]

_MARKUP = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)|!$")
_LINE_START = re.compile(r"(?m)^([-+#=]|\d{1,9}(?=[.)](?:\s|$)))")
_TICKS = re.compile(r"`+")


def to_markdown(blocks: Blocks) -> str:
    """The blocks as Markdown, text escaped wherever it would be taken for markup.

    Ends with a newline unless it is empty.
    """
    text = _blocks(blocks)
    return f"{text}\n" if text else ""


def _blocks(blocks: Blocks) -> str:
    written: list[str] = []
    before: Block | None = None
    turn = False
    for block in blocks:
        # Two lists in a row are told apart by their marker alone.
        turn = isinstance(block, Listing) and isinstance(before, Listing) and not turn
        written.append(_listing(block, turn) if isinstance(block, Listing) else _block(block))
        before = block
    return "\n\n".join(written)


def _block(block: Paragraph | Heading | Quote | Code | Table | Picture | Embed | Rule) -> str:
    text = "* * *"
    match block:
        case Paragraph(spans):
            text = _spans(spans)
        case Heading(level, spans):
            text = f"{'#' * level} {_on_one_line(spans)}"
            text = f"{text[:-1]}\\#" if text.endswith("#") else text
        case Quote(inner):
            text = _indented(_blocks(inner), "> ", "> ")
        case Code(code, language):
            text = _fenced(code, language)
        case Table():
            text = _table(block)
        case Picture():
            text = _picture(block)
        case Embed(url, kind, title):
            text = f"[{_escaped(title or kind)}]({_target(url)})"
    return text


def _listing(listing: Listing, turn: bool) -> str:
    items: list[str] = []
    for number, item in enumerate(listing.items, listing.start):
        bullet = f"{number}{')' if turn else '.'}" if listing.ordered else "*" if turn else "-"
        marker = f"{bullet} "
        items.append(_indented(_blocks(item), marker, " " * len(marker)))
    tight = all(len(item) == 1 and isinstance(item[0], Paragraph) for item in listing.items)
    return ("\n" if tight else "\n\n").join(items)


def _indented(text: str, first: str, others: str) -> str:
    head, *rest = text.split("\n")
    return "\n".join([first + head, *((others + line).rstrip() for line in rest)])


def _fenced(code: str, language: str) -> str:
    longest = max((len(run) for run in _TICKS.findall(code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def _table(table: Table) -> str:
    width = len(table.rows[0])
    heads = [[_on_one_line(cell) for cell in row] for row in table.rows[: table.heads]]
    head = [" ".join(filter(None, column)) for column in zip(*heads, strict=True)] or [""] * width
    body = [[_on_one_line(cell) for cell in row] for row in table.rows[table.heads :]]
    lines = ["| " + " | ".join(row) + " |" for row in [head, ["---"] * width, *body]]
    caption = [_spans(table.caption), ""] if table.caption else []
    return "\n".join([*caption, *lines])


def _picture(picture: Picture) -> str:
    # A picture that stands in the page itself would be a wall of letters.
    url = "" if picture.url.startswith("data:") else picture.url
    text = f"![{_escaped(picture.alt)}]({_target(url)})"
    if picture.link:
        text = f"[{text}]({_target(picture.link)})"
    return f"{text}\n\n{_spans(picture.caption)}" if picture.caption else text


def _on_one_line(spans: Spans) -> str:
    return _spans(spans).replace("\\\n", " ")


def _spans(spans: Spans) -> str:
    """Spans with their markers nested, so that one that goes on is not closed and opened again.

    White space goes outside the markers: CommonMark takes none within (6.2).
    """
    parts: list[str] = []
    worn: list[str] = []
    for span in spans:
        wanted = _markers(span)
        pairs = zip(worn, wanted, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        _close(parts, worn[shared:])
        bare = span.text.lstrip()
        parts.append(_breaks(span.text[: len(span.text) - len(bare)]))
        parts += ["[" if marker[0] == "(" else marker for marker in wanted[shared:]]
        text = ("^" if span.script == "sup" else "") + bare
        parts.append(_ticked(bare) if span.code else _breaks(_escaped(text)))
        worn = wanted
    _close(parts, worn)
    return _LINE_START.sub(_escape, "".join(parts))


def _close(parts: list[str], markers: list[str]) -> None:
    if not markers:
        return
    text = parts.pop()
    bare = text.rstrip(" ")
    parts.append(bare)
    parts += [f"]{marker}" if marker[0] == "(" else marker for marker in reversed(markers)]
    parts.append(text[len(bare) :])


def _markers(span: Span) -> list[str]:
    if not span.text.strip():
        return []
    link = [f"({_target(span.link)})"] if span.link and span.link[0] != "#" else []
    dress = (("~~", span.strike), ("**", span.bold), ("*", span.italic))
    return link + [marker for marker, wears in dress if wears]


def _ticked(text: str) -> str:
    """Code within a line; its fence is longer than any run of ticks inside (CommonMark 6.1)."""
    if not text:
        return ""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{space}{text}{space}{fence}".replace("\n", " ")


def _breaks(text: str) -> str:
    return text.replace("\n", "\\\n")


def _escaped(text: str) -> str:
    return _MARKUP.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    number = found[0].isdigit()
    return f"{found[0]}\\" if number else f"\\{found[0]}"


def _target(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29")
