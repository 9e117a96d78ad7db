"""Echoes, corrections, and the few sentences that carry a story."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from reader.text.agencies import agency
from reader.text.brief import brief, headline
from reader.text.corrections import corrections, is_correction
from reader.text.echoes import in_words, originals
from reader.text.report import Report

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)

WIRE = (
    "A pedestrian bridge over the river Asker collapsed on Saturday afternoon, killing four people "
    "and injuring eleven, the fire service said. The bridge in the town of Lorne gave way shortly "
    "after 3 p.m. while spectators watched a rowing race. Divers were searching the river for two "
    "people who were still missing. Mayor Ellen Tarrant said the structure had been inspected."
)
OWN = (
    "Peter Novak was standing on the bank when he heard what he took for a gunshot. Then the deck "
    "of the old footbridge at Lorne tipped sideways and went under within seconds. He and three "
    "friends pulled out nine people before the first boat of the fire service reached them there."
)
QUOTE = " “Nobody had told us anything,” said a man who lives beside the river."


def report(number: int, text: str, source: str = "", hours: float = 0, **more: str) -> Report:
    title, source = more.get("title", "Bridge falls"), source or f"Outlet {number}"
    at = NOON + timedelta(hours=hours)
    return Report(number, source, at, title, text, more.get("credit", ""))


STORY = [
    report(1, f"LORNE (Reuters) - {WIRE}"),
    report(2, f"{WIRE}{QUOTE}", hours=1, credit="By Reuters"),
    report(3, OWN, hours=2),
    report(4, WIRE.rpartition(". ")[0] + ".", hours=3),
    report(5, f"{OWN} {WIRE[:120]}", hours=4),
]


def test_wire_copies_are_echoes_of_one_original_and_the_agency_is_named() -> None:
    found = originals(STORY)
    assert [(each.id, each.echoes, each.agency) for each in found] == [
        (1, (2, 4), "Reuters"),
        (3, (5,), ""),
    ]
    assert in_words(found) == "5 articles, 2 originals (Reuters)"


def test_the_agency_s_own_article_is_the_original_though_it_came_later() -> None:
    found = originals([*STORY[:2], report(9, WIRE, "Reuters", hours=5)])
    assert found[0].id == 9
    assert found[0].echoes == (1, 2)


def test_echoes_are_the_same_in_any_order() -> None:
    shuffled = list(STORY)
    for seed in range(20):
        random.Random(seed).shuffle(shuffled)
        assert originals(shuffled) == originals(STORY)


def test_a_report_that_quotes_the_wire_and_adds_as_much_is_an_original() -> None:
    assert len(originals([STORY[0], report(2, f"{WIRE} {OWN} {OWN.replace('Novak', 'Orr')}")])) == 2


def test_teasers_are_told_by_headline_and_no_text_is_no_proof() -> None:
    assert len(originals([report(1, ""), report(2, "")])) == 1
    assert len(originals([report(1, "", title="A bridge"), report(2, "", title="A ferry")])) == 2
    assert originals([]) == ()
    assert in_words(originals([report(1, WIRE)])) == ""


@pytest.mark.parametrize(
    ("text", "credit", "source", "named"),
    [
        ("LORNE, Nov 3 (Reuters) - A bridge fell.", "", "", "Reuters"),
        ("Berlin (dpa/lnw) - Eine Brücke ist eingestürzt.", "", "", "dpa"),
        ("Wien (APA/Reuters) - Eine Brücke.", "", "", "Reuters"),
        ("Eine Brücke ist eingestürzt. (dpa)", "", "", "dpa"),
        ("Eine Brücke ist eingestürzt.\n\nQuelle: dpa", "", "", "dpa"),
        ("Un pont s'est effondré. © AFP", "", "", "AFP"),
        ("A bridge fell.", "By Ann Lee, Associated Press", "", "AP"),
        ("A bridge fell.", "The Associated Press", "", "AP"),
        ("A bridge fell.", "", "AFP", "AFP"),
        ("KESTREL VALLEY, Nov 3 (Meridian) - A bridge fell.", "", "", "Meridian"),
        ("新华社北京11月3日电 桥梁倒塌。", "", "", "Xinhua"),
        ("【共同】橋が崩落した。", "", "", "Kyodo"),
        ("A bridge fell, an AP photographer said.", "", "", ""),
        ("The app (ap) is new.", "By Tass Oduya", "Bay Chronicle", ""),
        ("He spoke to Reuters about the bridge that fell in Lorne.", "", "", ""),
    ],
)
def test_the_credited_agency_is_named(text: str, credit: str, source: str, named: str) -> None:
    assert agency(text, credit, source) == named


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: The toll is six, not four.",
        "CORRECTION (Nov. 3): The toll is six.",
        "Corrections and clarifications: The bridge is in Lorne.",
        "Clarification – Ms Tarrant is deputy mayor.",
        "Editor’s note: The headline was changed.",
        "An earlier version of this article misspelt Mr Novak’s name.",
        "This article was amended on 3 November 2026.",
        "Berichtigung: Es waren sechs Tote.",
        "Korrekturhinweis: Es waren sechs.",
        "In einer früheren Fassung dieses Artikels stand, es seien vier Tote.",
        "Correction : le bilan est de six morts.",
        "Une première version de cet article indiquait quatre morts.",
        "Fe de errores: fueron seis.",
        "Rettifica: i morti sono sei.",
        "訂正：死者は6人でした。",
        "Исправление: погибли шесть человек.",
    ],
)
def test_a_notice_of_correction_is_found(notice: str) -> None:
    text = f"{WIRE}\n\n{notice}\n\n{OWN}"
    assert [text[start:end] for start, end in corrections(text)] == [notice]


@pytest.mark.parametrize(
    "said",
    [
        "The department of correction closed two prisons.",
        "Correction officers at a state-run prison: what they say - and what they do not.",
        "Editor’s note: We follow this story with our sister station.",
        "A market correction is due, analysts said.",
        "The mayor corrected herself: six people had died.",
        "Officials asked for clarification of the rules.",
        "",
    ],
)
def test_other_corrections_are_none(said: str) -> None:
    assert not is_correction(said)


NEWS = [
    report(1, f"{WIRE} It rained.", "Mercury", title="Bridge over the Asker collapses in Lorne"),
    report(
        2,
        "The toll in the collapse of the bridge over the Asker in Lorne rose to six on Sunday. "
        "Prosecutors opened an investigation into the collapse and seized files in Lorne. "
        "He said that more would follow on Monday when the office opens its doors.",
        "Post",
        20,
        title="Six dead in Lorne after bridge over the Asker collapses",
    ),
    report(
        3,
        "Bakers on the coast like their new ovens very much indeed.",
        "Coast",
        19,
        title="Six tips for pies",
    ),
]


def test_a_brief_is_a_few_sentences_of_different_sources_in_order() -> None:
    told = brief(NEWS)
    assert 2 <= len(told) <= 4
    assert [each.report for each in told] == sorted(each.report for each in told)
    texts = {each.id: each.text for each in NEWS}
    assert all(texts[each.report][each.start : each.end] == each.text for each in told)
    assert "rose to six" in " ".join(each.text for each in told)
    assert {each.report for each in brief(NEWS, 2)} == {1, 2}
    assert not any(each.text.startswith(("He said", "It rained")) for each in told)


def test_a_brief_says_nothing_twice() -> None:
    again = [report(n, f"{WIRE} {OWN}", hours=n) for n in range(6)]
    told = brief(again)
    assert len({each.text for each in told}) == len(told)


def test_a_brief_is_the_same_in_any_order_and_empty_for_nothing() -> None:
    assert brief(NEWS[::-1]) == brief(NEWS)
    assert brief([]) == ()
    assert brief([report(1, "")]) == ()


def test_the_headline_is_central_and_recent() -> None:
    assert headline(NEWS) == headline(NEWS[::-1]) == 2
    with pytest.raises(ValueError, match="empty"):
        headline([])
