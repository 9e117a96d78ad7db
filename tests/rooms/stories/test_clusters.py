"""Which articles tell one story."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reader.stories import live
from reader.stories.clusters import Clusters
from reader.stories.sketch import sketch
from tests.rooms.stories.articles import (
    BACKDROP,
    CLOCK,
    NEWS,
    QUAKE,
    RESCUE,
    TOLL,
    seen,
    stories,
)

HOUSES = ["Al", "Bir", "Ced", "El", "Fir", "Haz", "Lar", "Map", "Oak", "Pin", "Row"]


def test_articles_of_one_event_are_one_story_and_others_are_alone() -> None:
    told = stories(NEWS)
    assert told == {
        "quake": "quake",
        "rescue": "quake",
        "toll": "quake",
        "clock": "clock",
        "ferry": "ferry",
    }


def test_a_link_says_what_is_shared_and_how_long_after() -> None:
    clusters = Clusters()
    clusters.assign(sketch(QUAKE, BACKDROP))
    told = clusters.assign(sketch(RESCUE, BACKDROP))
    assert told.why.startswith("shares ")
    assert told.why.endswith("; 2 h apart")
    assert {"Sandhaven", "46"} <= set(told.why.removeprefix("shares ").split(";")[0].split(", "))
    assert 0.5 < told.confidence < 0.9


def test_a_weak_link_is_told_as_possible_and_folds_nothing() -> None:
    clusters = Clusters()
    clusters.assign(sketch(QUAKE, BACKDROP))
    weak = seen("weak", "Sandhaven mayor opens the library and its new reading garden", 250)
    told = clusters.assign(sketch(weak, BACKDROP))
    assert (told.story, told.possibly) == ("weak", "quake")
    assert "Sandhaven" in told.why


def test_an_article_that_comes_again_is_told_the_same_and_changes_nothing() -> None:
    once, twice = Clusters(), Clusters()
    for each in NEWS:
        first = once.assign(sketch(each, BACKDROP))
        assert twice.assign(sketch(each, BACKDROP)) == first
        assert twice.assign(sketch(each, BACKDROP)) == first
    later = sketch(seen("later", "Sandhaven earthquake: 61 buried", 9), BACKDROP)
    assert once.assign(later) == twice.assign(later)


def test_a_story_that_was_silent_for_two_weeks_attracts_nobody() -> None:
    again = TOLL._replace(id="again", at=QUAKE.at + timedelta(days=15))
    assert stories([QUAKE, again]) == {"quake": "quake", "again": "again"}


def test_what_a_source_repeats_makes_no_story() -> None:
    houses = [f"{one}{two}" for one in HOUSES for two in ("wick", "mere", "ford", "ley", "stow")]
    series = [
        seen(house, f"{house} Q4 Earnings: A Look at Key Metrics", n, "tallyhouse")
        for n, house in enumerate(houses)
    ]
    told = stories(series)
    late = [told[house] for house in houses[40:]]
    assert len(set(late)) == len(late)


def test_another_language_joins_only_where_names_and_numbers_agree() -> None:
    english = seen("en", "Sandhaven: Mira Olsen freed after 46 days in Kestrel", 0)
    german = seen("de", "Nach 46 Tagen in Kestrel ist Mira Olsen frei: Jubel in Sandhaven", 1)
    vague = seen("de2", "Jubel in Sandhaven nach dem Pokalsieg des Vereins", 2)
    german, vague = (each._replace(language="de") for each in (german, vague))
    assert stories([english, german]) == {"en": "en", "de": "en"}
    assert stories([english, vague]) == {"en": "en", "de2": "de2"}


def test_two_stories_that_a_person_joins_leave_an_alias() -> None:
    clusters = Clusters()
    stories(NEWS, clusters)
    assert clusters.join("clock", "quake") == "quake"
    assert clusters.current("clock") == "quake"
    assert clusters.assign(sketch(CLOCK, BACKDROP)).story == "clock"  # as it was told
    later = seen("later", "Merrow votes again on its clock tower", 7)
    assert clusters.assign(sketch(later, BACKDROP)).story == "quake"


def test_what_a_person_parted_stays_apart() -> None:
    clusters = Clusters()
    stories(NEWS, clusters)
    fresh = clusters.part({"toll"}, "quake")
    assert fresh == "toll"
    assert clusters.assign(sketch(TOLL, BACKDROP)).story == "toll"
    kept = [clusters.kept(each.id) for each in NEWS]
    restarted = Clusters([each for each in kept if each], ties=clusters.ties)
    with pytest.raises(KeyError):
        restarted.join("toll", "nowhere")
    assert restarted.assign(sketch(TOLL, BACKDROP)).story == "toll"
    assert clusters.ties.forbids("toll", "quake")


def test_the_opening_article_of_a_story_can_leave_it_and_the_story_keeps_its_id() -> None:
    clusters = Clusters()
    stories(NEWS, clusters)
    fresh = clusters.part({"quake"}, "quake")
    assert fresh not in {each.id for each in NEWS}
    later = sketch(seen("later", "Death toll in Sandhaven rises to 62", 6), BACKDROP)
    assert clusters.assign(later).story == "quake"


def test_an_article_that_a_person_puts_into_a_story_is_in_it_after_a_restart() -> None:
    clusters = Clusters()
    stories(NEWS, clusters)
    clusters.put("clock", "quake")
    kept = [clusters.kept(each.id) for each in NEWS]
    assert [each.story for each in kept if each] == ["quake", "quake", "quake", "quake", "ferry"]
    assert Clusters(ties=clusters.ties).assign(sketch(CLOCK, BACKDROP)).story == "quake"


def test_articles_beyond_the_most_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST", 3)
    clusters = Clusters()
    stories(NEWS, clusters)
    assert [each.id for each in NEWS if clusters.kept(each.id)] == ["clock", "toll", "ferry"]
