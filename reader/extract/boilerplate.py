"""Blocks of a page that are no part of what its article says, though they stand among it."""

from __future__ import annotations

from reader.extract.credits import is_credit
from reader.extract.roles import (
    address,
    ends_a_sentence,
    is_appeal,
    is_caption,
    is_ending,
    is_label,
    is_last,
    is_plea,
    is_pointer,
    is_promotion,
    is_prose,
    size,
)
from reader.extract.trim import same, text_of
from reader.text.blocks import Block, Blocks, Heading, Listing, Paragraph, Picture, Rule
from reader.text.clean import clean_line
from reader.text.plain import plain
from reader.text.url import host

_LEAST_BEFORE = 0.5
"""Share of the text that stands above the heading of an appendix."""

_GOES_ON = 150
"""Characters of a paragraph with few links by which an article goes on."""

_LABEL = 6
"""Words of a line that may be a label, and..."""

_MOST_LABELS = 4
"""... how many such lines below the text are none of it."""

_FEW_LINKS = 0.3
_MOST_LINKED = 0.8
_LONGEST_CAPTION = 700
_TOP = 8
"""Blocks at the top among which the headline stands, with what is above it."""


def without_boilerplate(blocks: Blocks, title: str, base: str) -> Blocks:
    """The blocks without labels, pointers, pleas, and what is above and below.

    `base` is the page's address: what leads to another page of its site is a pointer sooner.
    """
    shown = (each for block in blocks for each in _as_pictures(block))
    kept = tuple(block for block in shown if not _is_between(block))
    return _without_end(_without_pointers(_from_headline(kept, title), base))


def _as_pictures(block: Block) -> Blocks:
    """The pictures of a list that is a gallery; any other block itself."""
    if not isinstance(block, Listing) or not all(map(_is_picture, block.items)):
        return (block,)
    return tuple(each for item in block.items for each in item if isinstance(each, Picture))


def _is_picture(item: Blocks) -> bool:
    return any(isinstance(each, Picture) for each in item) and len(plain(item)) <= _LONGEST_CAPTION


def _is_between(block: Block) -> bool:
    text = text_of(block)
    if not text:
        return False
    if is_label(text) or is_promotion(text) or is_plea(text):
        return True
    return isinstance(block, Paragraph) and is_caption(text) and not is_prose(text)


def _from_headline(blocks: Blocks, title: str) -> Blocks:
    """The blocks below the headline, and the pictures above it, if only labels are there."""
    for at, block in enumerate(blocks[:_TOP]):
        if is_prose(text_of(block)) and not isinstance(block, Heading):
            return blocks
        if isinstance(block, Heading) and same(text_of(block), title):
            return (*(each for each in blocks[:at] if isinstance(each, Picture)), *blocks[at + 1 :])
    return blocks


def _without_pointers(blocks: Blocks, base: str) -> Blocks:
    """The blocks without lines that only lead to other articles.

    Such a line is a link to another page of the site and no sentence, or says that it leads.
    """
    return tuple(block for block in blocks if not _points_elsewhere(block, base))


def _points_elsewhere(block: Block, base: str) -> bool:
    if isinstance(block, Listing):
        return len(block.items) > 1 and all(
            len(item) == 1 and _is_link(item[0]) and _leads_inside(item[0], base)
            for item in block.items
        )
    if not isinstance(block, Paragraph):
        return False
    text = text_of(block)
    if (written := address(text)) and host(written) == host(base):
        return True
    if not _linked(block):
        return False
    if is_pointer(text):
        return True
    return _is_link(block) and _leads_inside(block, base) and not ends_a_sentence(text)


def _leads_inside(block: Block, base: str) -> bool:
    links = [span.link for span in block.spans if span.link] if isinstance(block, Paragraph) else []
    return bool(links) and all(host(link) == host(base) for link in links)


def _is_link(block: Block) -> bool:
    """Whether a paragraph is a link and no more than a label besides."""
    return isinstance(block, Paragraph) and _linked(block) >= _MOST_LINKED


def _linked(block: Paragraph) -> float:
    """The share of a paragraph that is a link's."""
    size = sum(len(span.text) for span in block.spans)
    return sum(len(span.text) for span in block.spans if span.link) / max(size, 1)


def _without_end(blocks: Blocks) -> Blocks:
    """The blocks without lists of other articles and appeals below the text."""
    lengths = [len(text_of(block)) if _is_text(block) else 0 for block in blocks]
    kept: list[Block] = []
    pointing = False
    for at, block in enumerate(blocks):
        text = text_of(block)
        if is_ending(text):
            above = sum(lengths[:at])
            if above > _LEAST_BEFORE * sum(lengths) and not _goes_on(text, blocks[at + 1 :]):
                break
            pointing = True
        elif not (pointing and isinstance(block, Paragraph) and _is_link(block)):
            pointing = False
            kept.append(block)
    while kept and _is_below(kept[-1]):
        kept.pop()
    labels = _labels_below(kept)
    return tuple(kept[:-labels] if labels >= _MOST_LABELS else kept)


def _labels_below(blocks: list[Block]) -> int:
    """How many blocks at the end are a few words each and no sentence, as lists of staff are."""
    for at, block in enumerate(reversed(blocks)):
        text = text_of(block)
        if not text or size(text) > _LABEL or ends_a_sentence(text) or is_credit(text):
            return at
    return 0


def _goes_on(ending: str, below: Blocks) -> bool:
    """Whether the article goes on below what might be its end, as below pointers in its midst."""
    return not is_last(ending) and any(
        isinstance(block, Paragraph)
        and len(text_of(block)) >= _GOES_ON
        and _linked(block) < _FEW_LINKS
        and not is_appeal(text_of(block))
        for block in below
    )


def _is_text(block: Block) -> bool:
    text = text_of(block)
    return isinstance(block, Paragraph) and is_prose(text) and not is_appeal(text)


def _is_below(block: Block) -> bool:
    text = text_of(block)
    if isinstance(block, Heading | Rule):
        return True
    if isinstance(block, Listing):
        return False
    if isinstance(block, Paragraph) and _is_link(block) and not ends_a_sentence(text):
        return True
    return (
        bool(text)
        and not is_credit(text)
        and (is_ending(text) or is_appeal(text) or clean_line(text) == "")
    )
