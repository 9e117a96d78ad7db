"""The timeline of a story: points in order, each sentence new once, what was read known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reader.model.timeline import Chapter, Written
from reader.stories.timeline import timeline

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
DAM = "The Karun dam burst near Ahvaz at dawn."
MISSING = "Some 12 people are missing, the governor said."
ARMY = "The army sent 3 helicopters from Dezful to the valley."


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def told(minutes: int, *texts: str, title: str = "Dam bursts") -> Written:
    return Written(at(minutes), title, "".join(f"<p>{each}</p>" for each in texts))


def chapter(number: int, *versions: Written, read: int | None = None, **facts: object) -> Chapter:
    read_at = None if read is None else at(read)
    return Chapter(number, f"Source {number}", read_at, versions, **facts)  # type: ignore[arg-type]


def test_a_sentence_is_new_where_it_is_told_first_whatever_the_order_given() -> None:
    later, earlier = chapter(2, told(9, DAM, ARMY)), chapter(1, told(1, DAM, MISSING))
    points = timeline([later, earlier]).points
    assert [(each.source, each.new) for each in points] == [
        ("Source 1", (DAM, MISSING)),
        ("Source 2", (ARMY,)),
    ]


def test_what_was_read_in_any_source_is_known_in_the_version_that_was_there() -> None:
    first = chapter(1, told(1, DAM, MISSING), told(60, DAM, MISSING, ARMY), read=30)
    points = timeline([first, chapter(2, told(5, DAM, MISSING))]).points
    assert [(each.kind, each.new) for each in points] == [
        ("article", ()),
        ("article", ()),
        ("revision", (ARMY,)),
    ]


def test_headlines_corrections_and_cuts_are_points_of_their_own() -> None:
    notice = "Correction: An earlier version of this article said 21 people were missing."
    one = told(1, DAM, MISSING)
    two = told(
        30, DAM, "Some 19 people are missing, the governor said.", notice, title="More are missed"
    )
    points = timeline([chapter(1, one, two, told(50, DAM, notice, title="More are missed"))]).points
    assert [each.kind for each in points] == [
        "article",
        "headline",
        "revision",
        "correction",
        "revision",
    ]
    assert points[1].detail == "Dam bursts"
    assert "19 people" in points[2].new[0]
    assert points[3].new == (notice,)
    assert points[4].detail == "1 sentence taken out"


def test_the_posts_of_a_live_blog_stand_for_its_text() -> None:
    posts = (
        Written(at(2), "First", f"<p>{DAM}</p>", "p1", read=True),
        Written(at(8), "Second", f"<p>{ARMY}</p>", "p2"),
    )
    points = timeline([chapter(1, told(1, DAM, ARMY), posts=posts)]).points
    assert [(each.kind, each.title) for each in points][1:] == [
        ("post", "First"),
        ("post", "Second"),
    ]
    assert points[1].new == ()
    assert points[2].new == (ARMY,)


def test_a_brief_is_of_originals_that_surely_belong_and_begins_without_a_dateline() -> None:
    wire = (
        "LONDON, Nov 3 (Reuters) - The Karun dam burst near Ahvaz and 12 people are missing there."
    )
    chapters = [
        chapter(1, told(1, wire)),
        chapter(2, told(2, "Near Ahvaz the Karun dam burst and 12 people are missing, Iran said.")),
        chapter(3, told(3, "Football: the final was won in extra time by the guests."), weak=True),
    ]
    brief = timeline(chapters).brief
    assert brief
    assert not any("Reuters" in each.text or "Football" in each.text for each in brief)


def test_a_correction_within_a_paragraph_is_only_what_corrects() -> None:
    notice = "Correction: An earlier version of this article said 21 people were missing."
    points = timeline(
        [chapter(1, told(1, f"{DAM} {MISSING}"), told(30, f"{DAM} {MISSING} {notice}"))]
    )
    assert [(each.kind, each.new) for each in points.points[1:]] == [("correction", (notice,))]
