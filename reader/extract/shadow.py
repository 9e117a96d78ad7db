"""Shadow roots that a page was saved with, as part of the page.

SingleFile and others write them as declarative ones, `<template shadowrootmode=open>` (HTML,
4.12.3), and what is in a template is otherwise no text of the page.
"""

from __future__ import annotations

import re

_TEMPLATE = re.compile(r"<(/?)template\b([^<>]*)>", re.IGNORECASE)
_ROOT = re.compile(r"\bshadowroot(?:mode)?\b", re.IGNORECASE)


def with_shadow(html: str) -> str:
    """A page whose shadow roots are elements like others; other templates stay as they are."""
    if not _ROOT.search(html):
        return html
    open_: list[bool] = []

    def opened(tag: re.Match[str]) -> str:
        if tag[1]:
            return "</div>" if open_ and open_.pop() else tag[0]
        is_root = bool(_ROOT.search(tag[2]))
        open_.append(is_root)
        return "<div>" if is_root else tag[0]

    return _TEMPLATE.sub(opened, html)
