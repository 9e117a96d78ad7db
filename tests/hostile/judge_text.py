"""Judges of text: in the store, on the screen, on standard output, in exports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.hostile.judge_cost import no_crash, outcome
from tests.hostile.marks import because, controls_in, foreign_controls, is_one_line

if TYPE_CHECKING:
    from tests.hostile.cases import Case
    from tests.hostile.seen import Seen


def no_text(case: Case, seen: Seen, text: str) -> str:
    return because(text in seen.everything(), f"{text} is to be seen")


def no_controls_on_screen(case: Case, seen: Seen, _: str) -> str:
    written = [
        f"{name}: {found}" for name, text in seen.printed.items() if (found := controls_in(text))
    ]
    painted = foreign_controls(seen.painted, {each.url for each in seen.articles})
    told = controls_in(seen.problem + seen.hint + "".join(seen.screens) + seen.log())
    return "; ".join([*written, *painted, *([told] if told else [])])


def no_controls_in_store(case: Case, seen: Seen, _: str) -> str:
    return "; ".join(found for text in seen.stored_texts() if (found := controls_in(text)))


def no_codepoints(case: Case, seen: Seen, ranges: str) -> str:
    spans = [part.split("-") for part in ranges.split(",")]
    wrong = re.compile(
        "[" + "".join(f"{chr(int(low, 16))}-{chr(int(high, 16))}" for low, high in spans) + "]"
    )
    found = wrong.search(seen.everything() + seen.painted)
    return because(found, f"U+{ord(found[0]):04X} is to be seen" if found else "")


def present(case: Case, seen: Seen, title: str) -> str:
    return because(title not in seen.titles, f"there is only {seen.titles[:5]} ({seen.problem})")


def title(case: Case, seen: Seen, title: str) -> str:
    return because(title not in seen.titles, f"the titles are {seen.titles[:5]}")


def feed_title(case: Case, seen: Seen, title: str) -> str:
    found = [each.title for each in seen.subscriptions]
    return because(title not in found, f"it is {found}")


def literally(case: Case, seen: Seen, _: str) -> str:
    named = [case.argument("title_equals"), case.argument("feed_title_equals")]
    wanted = [each for each in named if each] or [each.title for each in seen.subscriptions]
    missing = [each for each in wanted if not _stands(each, seen.text_on_screen)]
    return because(missing or not seen.screens, f"{missing} never stood on {seen.screens}")


def _stands(title: str, screen: str) -> bool:
    """Whether it is there to the letter; what is cut for want of room ends with an ellipsis."""
    cut = any(f"{title[:end]}…" in screen for end in range(16, len(title)))
    return title in screen or cut


def no_action(case: Case, seen: Seen, _: str) -> str:
    return because(seen.left or not seen.screens, "the app ended")


def one_title_line(case: Case, seen: Seen, _: str) -> str:
    return because(not all(map(is_one_line, seen.titles)), f"{seen.titles}")


def fallback(case: Case, seen: Seen, _: str) -> str:
    blank = [each.title for each in seen.articles if each.title and not each.title.strip()]
    named = all(each.headline.strip() for each in seen.articles)
    seen_ones = [each for each in seen.titles if each not in ("", "ok item")]
    return because(blank or seen_ones or not named, f"titles {seen.titles!r}")


def title_cells(case: Case, seen: Seen, most: str) -> str:
    from reader.text.cells import cell_width

    widths = [max(cell_width(each), len(each)) for each in seen.titles]
    return because(
        not widths or max(widths) >= int(most), f"titles of {widths} cells or characters"
    )


def even_screens(case: Case, seen: Seen, _: str) -> str:
    """Every line of every screen is as wide as the screen, for whoever counts cells."""
    from rich.cells import cell_len

    from tests.hostile.screens import SIZE

    lines = [line for screen in seen.screens for line in screen.splitlines()]
    wide = [line for line in lines if cell_len(line) > SIZE[0]]
    return because(wide or not lines, f"{wide[:1]} is too wide")


def renders(case: Case, seen: Seen, _: str) -> str:
    if seen.outcome in {"error", "not_feed"}:
        return outcome(case, seen, "error")
    return because(len(seen.screens) < 2, "it was never shown")


def roundtrip(case: Case, seen: Seen, _: str) -> str:
    wrong = [text for text in seen.stored_texts() if text.encode(errors="replace").decode() != text]
    return because(wrong, f"{wrong[:1]!r}") or no_crash(case, seen, "")


def hidden(case: Case, seen: Seen, both: str) -> str:
    shown = [each in seen.everything() for each in both.split(",")]
    return because(any(shown) and not all(shown), f"shown: {shown}")


def escaped(case: Case, seen: Seen, _: str) -> str:
    exports = [text for name, text in seen.printed.items() if "html" in name or "opml" in name]
    raw = [text for text in exports if re.search(r"<script|<img src=x|<b>x</b>", text)]
    return because(raw or len(exports) < 2, f"{raw[:1]}")
