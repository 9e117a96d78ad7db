"""Judges of life and cost: crashes, time, memory, size, and the outcome that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.fetch.loaders import LIMIT
from tests.hostile.marks import because, is_one_line

if TYPE_CHECKING:
    from tests.hostile.cases import Case
    from tests.hostile.seen import Seen

IN_FLIGHT = 8_000_000
"""Bytes a server may have sent that the reader never took: the buffers of the connection."""

AT_ONCE = 0.5
"""Seconds the screen may stand still before a person calls it stuck, on a machine that is busy."""


def no_crash(case: Case, seen: Seen, _: str) -> str:
    printed = [text for text in seen.printed.values() if "Traceback" in text or "a bug" in text]
    return seen.crash or "".join(printed) or because(seen.left, "the app ended by itself")


def seconds(case: Case, seen: Seen, most: str) -> str:
    return because(seen.seconds >= float(most), f"{seen.seconds:.1f} s")


def memory(case: Case, seen: Seen, most: str) -> str:
    return because(seen.megabytes >= float(most), f"{seen.megabytes:.0f} MB")


def lag(case: Case, seen: Seen, _: str) -> str:
    return because(seen.lag > AT_ONCE, f"the loop stood still for {seen.lag:.2f} s")


def stored(case: Case, seen: Seen, most: str) -> str:
    return because(seen.stored_bytes() >= int(most), f"{seen.stored_bytes()} bytes")


def read(case: Case, seen: Seen, _: str) -> str:
    sent = max((hit.get("sent", 0) for hit in seen.hits), default=0)
    return because(sent > LIMIT + IN_FLIGHT, f"took {sent} bytes")


def outcome(case: Case, seen: Seen, allowed: str) -> str:
    wanted = allowed.split("|")
    if "error" in wanted and seen.outcome in {"error", "not_feed"}:
        sentence = seen.problem and len(seen.problem) < 400 and is_one_line(seen.problem)
        return because(not sentence, f"is told as {seen.problem!r}")
    return because(seen.outcome not in wanted, f"is {seen.outcome}: {seen.problem}")
