"""How much of an article is kept for reading offline, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.offline import KeptOfAll, Offline


def kept_in_words(kept: Offline) -> str:
    """Such as "saved: text, page, 5 of 7 pictures, 1.2 MB"."""
    if not kept.wanted:
        return ""
    said = ["text" if kept.whole or kept.page else "the feed's text"]
    said += ["page"] if kept.page else []
    if kept.of:
        noun = "picture" if kept.of == 1 else "pictures"
        number = f"{kept.of}" if kept.pictures == kept.of else f"{kept.pictures} of {kept.of}"
        said.append(f"{number} {noun}")
    if not kept.done:
        said.append("more to come")
    return f"saved: {', '.join(said)}, {size_in_words(kept.bytes)}"


def all_in_words(kept: KeptOfAll) -> str:
    """Such as "12 of 14 kept, 3.4 MB"."""
    of = "" if kept.done == kept.articles else f" of {kept.articles:,}"
    return f"{kept.done:,}{of} kept, {size_in_words(kept.bytes)}"


def size_in_words(size: int) -> str:
    """Bytes as people say them: "24.3 MB"."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if amount >= 100 or unit == "bytes" else f"{amount:.1f} {unit}"
