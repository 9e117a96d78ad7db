"""The manual of `config.toml`, made from the settings' own docstrings."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from typing import TYPE_CHECKING

from reader.config import settings
from reader.config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDTH = 88

_HEAD = """\
# Settings of dateline. Each stands as it is by default: take the # away from what you change.
"""

_BIND = """\

# Keys of your own, above those of the keymap. On the left a key, or keys that are pressed one after
# another; on the right the id of an action as `dateline keys --ids` lists them, a list of them that
# are done one after another until one fails, or "" for nothing. [bind] counts everywhere; tables
# such as [bind.list], [bind.article] and [bind.feeds] only there.
[bind]

# "g s" = "mark.star"
# "ctrl+x ctrl+s" = ["mark.star", "read.next"]

[bind.article]

# "J" = "move.half_down"
"""


def manual() -> str:
    """A file in which every setting stands as a comment, with what it means."""
    said = _docstrings()
    parts = [_HEAD]
    for name, table in Settings()._asdict().items():
        kind = type(table).__name__
        parts.append(f"\n{_comment(said[kind, ''])}[{name}]\n")
        for key, value in table._asdict().items():
            parts.append(f"\n{_comment(said[kind, key])}# {key} = {_as_toml(value)}\n")
    return "".join([*parts, _BIND])


def _docstrings() -> dict[tuple[str, str], str]:
    """What is said of each class, and under each of its fields."""
    tree = ast.parse(inspect.getsource(settings))
    found = {}
    for each in tree.body:
        if isinstance(each, ast.ClassDef):
            found[each.name, ""] = inspect.cleandoc(ast.get_docstring(each) or "")
            found.update({(each.name, name): text for name, text in _fields(each)})
    return found


def _fields(of: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in zip(of.body, of.body[1:], strict=False):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)


def _comment(text: str) -> str:
    lines = textwrap.wrap(" ".join(text.split()), _WIDTH, break_long_words=False)
    return "".join(f"# {line}\n" for line in lines)


def _as_toml(value: object) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
