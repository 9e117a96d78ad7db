"""Spans of an article as styled content, and the numbers its links get on the way.

The second door for foreign text: everything painted passes `reader.text.clean` here once more,
becomes `Content` and never markup, and only http, https and mailto addresses become links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from textual.content import EMPTY_CONTENT, Content
from textual.content import Span as Dressed
from textual.style import Style

from reader.text.clean import clean_line, clean_text
from reader.text.url import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.text.blocks import Span, Spans

# Not the punctuation after it, nor a bracket that closes what was opened before it.
_BRACKETED = r"\([^\s<>\"()]*\)"
_ADDRESS = re.compile(
    rf"\bhttps?://(?:[^\s<>\"“”«»()`]|{_BRACKETED})*"
    rf"(?:[^\s<>\"“”«»()`.,;:!?'’\]]|{_BRACKETED})"
)
_PRINTABLE = "".join(map(chr, range(33, 127)))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_UNSEEN = str.maketrans({"\t": " ", "\u00ad": None})
"""Tabs have no width of their own in running text; soft hyphens are not drawn by terminals."""


@dataclass(slots=True)
class Ink:
    """Paints spans; one for each page, since links are numbered through the whole of it."""

    numbers: dict[str, int] = field(default_factory=dict)
    """Safe addresses, each once, and their numbers from 1."""

    @property
    def links(self) -> tuple[str, ...]:
        """Safe addresses in the order of their numbers."""
        return tuple(self.numbers)

    def link(self, url: str) -> tuple[str, str] | None:
        """The address made safe, and the number to show with it: only where it is first met.

        None for an address that may not be a link.
        """
        safe = safe_link(url)
        if not safe:
            return None
        if safe in self.numbers:
            return safe, ""
        number = self.numbers[safe] = len(self.numbers) + 1
        return safe, str(number).translate(_RAISED)

    def linked(self, text: str, url: str) -> Content:
        """Our own words as a link, with its number."""
        link = self.link(url)
        if link is None:
            return Content(text)
        safe, marker = link
        return Content.assemble((text, ".link"), (marker, ".marker")).stylize(hyperlink(safe))

    def spans(self, spans: Spans, dress: str = "") -> Content:
        """Spans as content; the first mention of each link ends in its number, raised."""
        text: list[str] = []
        dressed: list[Dressed] = []
        at = 0
        for link, run in groupby(_with_addresses(spans), key=lambda span: span.link):
            begin = at
            for span in run:
                words = _words(span)
                text.append(words)
                dressed += [Dressed(at, at + len(words), style) for style in _dress(span)]
                if span.name:
                    dressed.append(
                        Dressed(at, at + len(words), Style.from_meta({"name": span.name}))
                    )
                at += len(words)
            if at > begin and link.startswith("#"):
                dressed.append(Dressed(begin, at, ".link"))
                dressed.append(Dressed(begin, at, leading_to(link)))
            elif at > begin and (found := self.link(link)):
                safe, marker = found
                text.append(marker)
                dressed.append(Dressed(begin, at, ".link"))
                dressed.append(Dressed(at, at + len(marker), ".marker"))
                at += len(marker)
                dressed.append(Dressed(begin, at, hyperlink(safe)))
        if dress and at:
            dressed.insert(0, Dressed(0, at, dress))
        return Content("".join(text), dressed)


def _with_addresses(spans: Spans) -> Iterator[Span]:
    """The same text, where addresses that are written out are links."""
    for span in spans:
        if span.link or span.code or "://" not in span.text:
            yield span
            continue
        at = 0
        for found in _ADDRESS.finditer(span.text):
            yield replace(span, text=span.text[at : found.start()])
            yield replace(span, text=found[0], link=found[0])
            at = found.end()
        yield replace(span, text=span.text[at:])


def safe_link(url: str) -> str:
    """The address if it may be opened (http, https, mailto), else nothing."""
    return resolve("", url) if url else ""


def hyperlink(url: str) -> Style:
    """What makes text a link of ours and of the terminal (OSC 8), which wants printable ASCII."""
    address = quote(url, safe=_PRINTABLE)
    return Style(link=address) + leading_to(address)


def leading_to(target: str) -> Style:
    """What makes text a link of ours: to an address, or to "#" and a name in the same text."""
    return Style.from_meta({"to": target})


def target_of(style: str | Style) -> str:
    """Where text of a style leads, see `leading_to`; empty if it is no link."""
    return "" if isinstance(style, str) else str(style.meta.get("to", ""))


def name_of(style: str | Style) -> str:
    """The name of the place that text of a style is; empty if nothing leads there."""
    return "" if isinstance(style, str) else str(style.meta.get("name", ""))


def line(text: str, dress: str = "") -> Content:
    """Foreign text of one line."""
    return Content.styled(clean_line(text).translate(_UNSEEN), dress)


def joined(parts: list[Content], separator: Content) -> Content:
    """Those that are not empty, with something between."""
    return separator.join([part for part in parts if part.plain]) if parts else EMPTY_CONTENT


def _words(span: Span) -> str:
    text = clean_text(span.text).translate(_UNSEEN)
    if span.script == "sup":
        raised = text.translate(_SUPERSCRIPTS)
        return raised if not raised.isascii() else f"^{text}"
    if span.script == "sub":
        return text.translate(_SUBSCRIPTS)
    return text


def _dress(span: Span) -> list[str | Style]:
    dress: list[str | Style] = []
    if span.bold or span.italic or span.strike:
        dress.append(
            Style(bold=span.bold or None, italic=span.italic or None, strike=span.strike or None)
        )
    if span.code:
        dress.append(".code")
    if span.mark:
        dress.append(".mark")
    if span.small:
        dress.append(".small")
    return dress
