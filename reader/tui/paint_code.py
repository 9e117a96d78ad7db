"""Listings of code in colour; imports pygments when it is first asked."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from textual.content import Content
from textual.content import Span as Dressed

LONGEST = 20_000
"""Characters; lexers are regular expressions, and foreign code may be written against them."""


def coloured(code: Content, language: str) -> Content:
    """The same text, dressed by what its words are; as it was if the language is not known."""
    # 40 ms, and few articles have code; pygments has no type stubs.
    lexers = import_module("pygments.lexers")
    unknown = import_module("pygments.util").ClassNotFound

    text = code.plain
    if len(text) > LONGEST:
        return code
    try:
        lexer = lexers.get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except unknown:
        return code
    spans = [
        Dressed(at, at + len(value), dress)
        for at, kind, value in lexer.get_tokens_unprocessed(text)
        if (dress := _dress_of(str(kind)))
    ]
    return Content(text, [*code.spans, *spans])


@cache
def _dress_of(kind: str) -> str:
    """The dress of a kind of token, by its name such as "Token.Literal.String.Doc"."""
    return next((dress for name, dress in _DRESS if kind.startswith(name)), "")


_DRESS = (
    ("Token.Comment", ".syntax-comment"),
    ("Token.Keyword.Constant", ".syntax-number"),
    ("Token.Keyword", ".syntax-keyword"),
    ("Token.Operator.Word", ".syntax-keyword"),
    ("Token.Operator", ".syntax-sign"),
    ("Token.Punctuation", ".syntax-sign"),
    ("Token.Literal.String", ".syntax-string"),
    ("Token.Literal.Number", ".syntax-number"),
    ("Token.Name.Function", ".syntax-name"),
    ("Token.Name.Class", ".syntax-name"),
    ("Token.Name.Tag", ".syntax-keyword"),
    ("Token.Name.Attribute", ".syntax-name"),
    ("Token.Name.Decorator", ".syntax-name"),
    ("Token.Generic.Inserted", ".syntax-string"),
    ("Token.Generic.Deleted", ".syntax-keyword"),
)
