"""Judges of what was asked for, where connections went, and lists of feeds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.hostile.driver import OLD
from tests.hostile.judge_store import old_kept
from tests.hostile.marks import because, controls_in

if TYPE_CHECKING:
    from tests.hostile.cases import Case
    from tests.hostile.seen import Seen


def no_request(case: Case, seen: Seen, path: str) -> str:
    asked = [hit["path"] for hit in seen.hits if hit["path"].startswith(path)]
    return because(asked, f"asked for {asked}")


def requests(case: Case, seen: Seen, most: str) -> str:
    return because(len(seen.hits) >= int(most), f"{len(seen.hits)} requests")


def no_loop(case: Case, seen: Seen, _: str) -> str:
    return requests(case, seen, "3")


def no_connect(case: Case, seen: Seen, place: str) -> str:
    gone = [f"{name}:{port}" for name, port in seen.connected]
    return because(any(each.startswith(place) for each in gone), f"went to {gone}")


def redirect_policy(case: Case, seen: Seen, _: str) -> str:
    """The loopback feed may lead to loopback; had a public server answered, it might not."""
    problem = seen.again.get("from public", "")
    asked = [hit for hit in seen.hits if hit["path"].startswith("/canary")]
    return because("private" not in problem or len(asked) > 1, f"{problem or 'it was followed'}")


def no_credentials(case: Case, seen: Seen, _: str) -> str:
    onward = [hit for hit in seen.hits if hit["path"].startswith("/good")]
    told = [
        line
        for hit in onward
        for line in hit["headers"]
        if re.match("(authorization|cookie)", line, re.IGNORECASE)
    ]
    return because(told or not onward, f"{told or 'the redirect was not followed'}")


def no_injection(case: Case, seen: Seen, _: str) -> str:
    lines = [line for hit in seen.hits for line in hit["headers"]]
    wrong = [
        line for line in lines if re.match("(x-injected|set-cookie|pwned)", line, re.IGNORECASE)
    ]
    return because(wrong or controls_in("".join(lines)), f"{wrong or 'controls'} in a request")


def next_request(case: Case, seen: Seen, most: str) -> str:
    sizes = [hit["request_bytes"] for hit in seen.hits]
    return because(len(sizes) < 2 or max(sizes) >= int(most), f"heads of {sizes} bytes")


def next_poll(case: Case, seen: Seen, _: str) -> str:
    at = seen.subscriptions[0].health.next_check_at
    wait = at - seen.again["clock"] if at else None
    return because(wait is None or wait > timedelta(days=1, minutes=1), f"waits {wait}")


def gone(case: Case, seen: Seen, _: str) -> str:
    kept = old_kept(case, seen, "")
    return kept or because(seen.again["asked since"], "it was asked again within 60 days")


def no_prompt(case: Case, seen: Seen, _: str) -> str:
    return because("password" not in seen.problem, "the person is not told what is missing")


def added(case: Case, seen: Seen, number: str) -> str:
    urls = [each.feed.url for each in seen.subscriptions]
    return because(len(urls) != int(number), f"{urls}")


def skipped(case: Case, seen: Seen, _: str) -> str:
    done = seen.again.get("import")
    return because(not (done and done.refused), "nothing is said about what was left out")


def whole_or_told(case: Case, seen: Seen, _: str) -> str:
    return because(seen.subscriptions, "a part was added") and skipped(case, seen, "")


def count_told(case: Case, seen: Seen, _: str) -> str:
    done = seen.again.get("import")
    told = "".join(text for name, text in seen.printed.items() if name.startswith("import"))
    return because(done and not re.search(r"\d", told), f"says {told[:100]}")


def offers(case: Case, seen: Seen, most: str) -> str:
    return because(not 0 < seen.offers <= int(most), f"offers {seen.offers}")


def moved(case: Case, seen: Seen, _: str) -> str:
    good = seen.outcome == "feed" and len(seen.articles) > len(OLD)
    return because(not good, f"{seen.outcome}: {seen.titles[:5]}")


def old_address(case: Case, seen: Seen, _: str) -> str:
    url = seen.subscriptions[0].feed.url
    return because(not url.endswith(case.path), f"it is now {url}")


def found_text(case: Case, seen: Seen, _: str) -> str:
    found = "enough honest words in it" in seen.again.get("text", "")
    return because(not found, f"the text is {seen.again.get('text', '')[:80]!r}")
