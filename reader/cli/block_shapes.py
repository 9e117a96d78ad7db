"""What the text of an article looks like as JSON: each block an object with its `kind`."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, cast

from reader.text.blocks import Embed, Span

if TYPE_CHECKING:
    from reader.cli.shapes import Shape
    from reader.text.blocks import Block, Blocks


def blocks(content: Blocks) -> list[Shape]:
    """Blocks as objects."""
    return [_block(each) for each in content]


def _block(block: Block) -> Shape:
    parts = {field.name: _part(getattr(block, field.name)) for field in fields(block)}
    if isinstance(block, Embed):
        parts["shows"] = parts.pop("kind")
    return {"kind": type(block).__name__.lower()} | parts


def _part(value: object) -> object:
    match value:
        case Span():
            dress = {field.name: getattr(value, field.name) for field in fields(value)}
            return {"text": value.text} | {name: worn for name, worn in dress.items() if worn}
        case tuple():
            return [_part(each) for each in value]
        case _ if is_dataclass(value):
            return _block(cast("Block", value))
    return value
