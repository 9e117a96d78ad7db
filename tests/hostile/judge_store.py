"""Judges of links, files, articles and their dates."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.model.picture import MOST_PIXELS
from reader.parse.said import MOST_ARTICLES
from tests.hostile.driver import OLD
from tests.hostile.marks import because

if TYPE_CHECKING:
    from tests.hostile.cases import Case
    from tests.hostile.seen import Seen


def not_opened(case: Case, seen: Seen, _: str) -> str:
    wrong = [each for each in seen.opened if len(each) != 1 or not _is_web(each[0])]
    ours = [each[0] for each in seen.opened if _is_web(each[0])]
    if case.id == "link_many_kinds_in_body":  # some of them may be
        return because(wrong, f"opened {wrong}")
    strange = [url for url in ours if url != "http://h.example/ok"]
    return because(wrong or strange, f"opened {wrong or strange}")


def refused(case: Case, seen: Seen, _: str) -> str:
    hostile = [each for each in seen.articles if each.title == "t"]
    said = any("no address" in each or "not a web address" in each for each in seen.told)
    return because(any(each.url for each in hostile) or not said, f"said {seen.told}")


def one_argument(case: Case, seen: Seen, _: str) -> str:
    wrong = [each for each in seen.opened if len(each) != 1 or not _is_web(each[0])]
    answered = seen.opened or any("no address" in each for each in seen.told)
    return because(wrong or not answered, f"opened {wrong}, said {seen.told}")


def _is_web(url: str) -> bool:
    plain = not re.search(r"[\s\x00-\x20\x7f\\]", url)
    return plain and urlsplit(url).scheme in {"http", "https", "mailto"}


def no_shell(case: Case, seen: Seen, _: str) -> str:
    return inside(case, seen, "")


def inside(case: Case, seen: Seen, _: str) -> str:
    """Nothing outside the folders of dateline."""
    assert seen.home is not None
    folders = {each.name for each in seen.home.iterdir()}
    strange = folders - {"config", "data", "cache", "state"}
    return because(strange or [*Path("/tmp").glob("pwned*")], f"there is {strange or '/tmp/pwned'}")


def picture_refused(case: Case, seen: Seen, _: str) -> str:
    """What is no picture to be shown is refused in words on the page, or shown as it was."""
    if case.channel != "image":  # an icon that nobody asks for
        asked = [hit["path"] for hit in seen.hits if "/png" in hit["path"]]
        return because(asked, f"{asked} was asked for")
    asked = any(hit["path"] == case.path for hit in seen.hits)
    said = _WHY.search(" ".join("".join(seen.screens).split()))
    return because(not asked or not said, f"{'nothing was said' if asked else 'it was not asked'}")


_WHY = re.compile(r"[Nn]ot shown: (?:it |reading )|▀")


def pixels(case: Case, seen: Seen, most: str) -> str:
    """Nothing above the limit was unpacked: what was shown, and so kept, is no larger."""
    large = [size for size in seen.again["sizes"].values() if size[0] * size[1] > int(most)]
    return because(large or int(most) < MOST_PIXELS, f"shown in {large}")


def nothing_yet(case: Case, seen: Seen, _: str) -> None:
    return None


def old_kept(case: Case, seen: Seen, _: str) -> str:
    return because(set(OLD) - set(seen.titles), f"only {seen.titles[:5]} are left")


def entries(case: Case, seen: Seen, number: str) -> str:
    return because(
        str(seen.again["count"]) not in number.split("|"), f"{seen.again['count']} entries"
    )


def entries_at_most(case: Case, seen: Seen, _: str) -> str:
    return because(seen.again["count"] > MOST_ARTICLES, f"{seen.again['count']} entries")


def no_duplicates(case: Case, seen: Seen, _: str) -> str:
    titles = [each for each in seen.titles if each not in OLD]
    return because(len(titles) != len(set(titles)) or len(titles) != 20, f"{len(titles)} entries")


def no_storm(case: Case, seen: Seen, _: str) -> str:
    news = [report.new + report.changed for report in seen.again["reports"]]
    # The second version is news once; after that both are known.
    return because(any(news[1:]), f"{news} entries are told as new or changed, check after check")


def stable(case: Case, seen: Seen, _: str) -> str:
    new = [report.new for report in seen.again.get("reports", ())]
    return because(new != [0], f"{new} new at the second look")


def own_articles(case: Case, seen: Seen, _: str) -> str:
    return because(len(seen.articles) != 2, f"{seen.titles}")


def no_pin(case: Case, seen: Seen, _: str) -> str:
    now = datetime.now(UTC) + timedelta(minutes=1)
    late = [each.sort_at for each in seen.articles if each.sort_at is None or each.sort_at > now]
    return because(late or not seen.articles, f"stands at {late}")


def sortable(case: Case, seen: Seen, _: str) -> str:
    low, high = datetime(1970, 1, 1, tzinfo=UTC), datetime.now(UTC) + timedelta(days=1)
    dates = [each.published_at for each in seen.articles if each.published_at]
    wrong = [each for each in dates if not low <= each <= high]
    return because(wrong, f"shown as of {wrong}")
