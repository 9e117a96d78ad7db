"""Whether what must hold did hold: the table of the corpus' vocabulary and who judges what.

A judgement is empty if the requirement holds, a reason if it does not, and None if this reader has
nothing yet that could break it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.hostile import judge_cost as cost
from tests.hostile import judge_network as network
from tests.hostile import judge_store as store
from tests.hostile import judge_text as text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.cases import Case
    from tests.hostile.seen import Seen

    Judge = Callable[[Case, Seen, str], str | None]

Verdict = tuple[str, str, str]
"""The requirement, `holds`, `broken` or `vacuous`, and why."""


def judged(case: Case, seen: Seen) -> list[Verdict]:
    """Every requirement of a case with its verdict."""
    return [_verdict(each, case, seen) for each in case.require]


def _verdict(requirement: str, case: Case, seen: Seen) -> Verdict:
    # One that allows either of two things, such as `no_duplicate_entries|reports`.
    name, _, argument = re.split(r"(:|<=|<|=|$)", requirement, maxsplit=1)
    name = name.partition("|")[0]
    if requirement.startswith("n_entries<="):
        name = "capped_items"
    found = JUDGES[name](case, seen, argument)
    return requirement, "vacuous" if found is None else "broken" if found else "holds", found or ""


JUDGES: dict[str, Judge] = {
    "no_crash": cost.no_crash,
    "seconds": cost.seconds,
    "rss_mb": cost.memory,
    "ui_stays_responsive": cost.lag,
    "stored_bytes": cost.stored,
    "bytes_read": cost.read,
    "decoded_bytes": lambda case, seen, _: cost.outcome(case, seen, "error"),
    "outcome": cost.outcome,
    "no_request": network.no_request,
    "requests": network.requests,
    "no_loop": network.no_loop,
    "no_connect": network.no_connect,
    "private_redirect_policy": network.redirect_policy,
    "no_credentials_forwarded": network.no_credentials,
    "no_header_injection": network.no_injection,
    "next_request_header_bytes": network.next_request,
    "next_poll": network.next_poll,
    "marked_gone": network.gone,
    "no_prompt_in_background": network.no_prompt,
    "no_text": text.no_text,
    "no_control_on_screen": text.no_controls_on_screen,
    "no_control_in_store": text.no_controls_in_store,
    "no_nul_in_store": text.no_controls_in_store,
    "no_codepoints": text.no_codepoints,
    "item_present": text.present,
    "title_equals": text.title,
    "feed_title_equals": text.feed_title,
    "shown_literally": text.literally,
    "no_action_fired": text.no_action,
    "title_lines": text.one_title_line,
    "title_fallback": text.fallback,
    "title_cells": text.title_cells,
    "title_width_matches": text.even_screens,
    "no_layout_break": text.even_screens,
    "renders": text.renders,
    "store_roundtrip": text.roundtrip,
    "store_ok": text.roundtrip,
    "hidden_text_policy": text.hidden,
    "exports_escaped": text.escaped,
    "link_not_opened": store.not_opened,
    "open_refused_with_sentence": store.refused,
    "open_is_one_argv": store.one_argument,
    "no_shell": store.no_shell,
    "no_file_outside_data_dir": store.inside,
    "filename_safe": store.nothing_yet,
    "image_refused_or_scaled": store.picture_refused,
    "no_decode_above_pixels": store.pixels,
    "old_entries_kept": store.old_kept,
    "n_entries": store.entries,
    "no_duplicate_entries": store.no_duplicates,
    "no_notification_storm": store.no_storm,
    "stable_id": store.stable,
    "no_cross_feed_overwrite": store.own_articles,
    "capped_items": store.entries_at_most,
    "no_future_pin": store.no_pin,
    "sortable": store.sortable,
    "feeds_added": network.added,
    "reports_skipped": network.skipped,
    "all_or_nothing": network.whole_or_told,
    "asks_or_reports_count": network.count_told,
    "offers_at_most": network.offers,
    "url_updated_only_after_success": network.moved,
    "old_url_kept": network.old_address,
    "article_text_found": network.found_text,
}
