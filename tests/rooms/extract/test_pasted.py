"""A text pasted from a news page becomes an article."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader.extract.dateline import split
from reader.extract.pasted import read_pasted

if TYPE_CHECKING:
    from reader.model.parsed import ExtractedArticle

FIRST = "The ferry to Little Skerray sailed on Monday for the first time in three weeks."
SECOND = "Its captain said that the crew had brought flour, post and two goats."


def pasted(*lines: str) -> ExtractedArticle:
    article = read_pasted("\n".join(lines))
    assert article is not None
    return article


def test_the_headline_is_the_title_and_not_part_of_the_text() -> None:
    article = pasted("Ferry sails again after strike", "", FIRST, "", SECOND)
    assert article.title == "Ferry sails again after strike"
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "above",
    [
        "World / Europe",
        "News > Coast > Islands",
        "News|Coast",
        "EXCLUSIVE",
        "Breaking news",
        "Sign up for our newsletter",
        "3 min read",
        "Listen 5 min",
        "Video Ad Feedback",
        "Islands",
        "This article is more than 6 months old",
        "Subscribe to Morning Tide, our free newsletter, for one story in your inbox a day.",
    ],
)
def test_what_stands_above_the_headline_is_not_the_title(above: str) -> None:
    article = pasted(above, "", "Ferry sails again after strike", "", FIRST)
    assert article.title == "Ferry sails again after strike"
    assert article.text == FIRST


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Tova Marsh", "Tova Marsh"),
        ("By Tova Marsh, CNN", "Tova Marsh"),
        ("BY TOVA MARSH", "Tova Marsh"),
        ("By Tova Marsh and Idris O'Pell", "Tova Marsh and Idris O'Pell"),
        (
            "By Tova Marsh, Idris Pell and Mia van der Berg, CNN",
            "Tova Marsh, Idris Pell and Mia van der Berg",
        ),
        ("By TOVA MARSH Associated Press", "Tova Marsh"),
        ("By Tova Marsh in Skerray", "Tova Marsh"),
        ("Analysis by Tova Marsh, CNN", "Tova Marsh"),
        ("From CNN's Tova Marsh in Skerray", "Tova Marsh"),
        ("By Al Jazeera Staff", "Al Jazeera Staff"),
        ("Von Tova Marsh, NDR", "Tova Marsh"),
        ("Par Tova Marsh avec AFP", "Tova Marsh"),
        ("By Tova Marsh, November 18, 2025", "Tova Marsh"),
    ],
)
def test_a_byline_is_who_wrote_it(line: str, names: str) -> None:
    article = pasted("Ferry sails again after strike", line, "", FIRST)
    assert article.byline == names
    assert article.text == FIRST


def test_a_name_above_an_office_is_the_byline() -> None:
    article = pasted(
        "Ferry sails again after strike", "", "Tova Marsh", "Coast correspondent", "", FIRST
    )
    assert article.byline == "Tova Marsh"
    assert article.text == FIRST


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    article = pasted(
        "Ferry sails again after strike", "", FIRST, "", "By Tuesday the queue had gone."
    )
    assert article.byline == ""
    assert article.text.endswith("By Tuesday the queue had gone.")


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Updated 4:12 PM EST, Tue November 18, 2025", datetime(2025, 11, 18, 21, 12, tzinfo=UTC)),
        (
            "November 18, 2025 9:14 PM UTC · Updated 3 hours ago",
            datetime(2025, 11, 18, 21, 14, tzinfo=UTC),
        ),
        ("Tue 18 Nov 2025 10.05 GMT", datetime(2025, 11, 18, 10, 5, tzinfo=UTC)),
        ("Published On 18 Nov 2025", datetime(2025, 11, 18, tzinfo=UTC)),
        ("11/18/2025November 18, 2025", datetime(2025, 11, 18, tzinfo=UTC)),
        ("Stand: 18.11.2025 10:14 Uhr", datetime(2025, 11, 18, 10, 14, tzinfo=UTC)),
        ("Nov. 18, 2025Updated Nov. 19, 2025, 5:01 a.m. ET", datetime(2025, 11, 18, tzinfo=UTC)),
        ("Published 3 hours ago", None),
    ],
)
def test_a_line_that_says_when_is_the_date(line: str, at: datetime | None) -> None:
    article = pasted("Ferry sails again after strike", line, "", FIRST)
    assert article.published_at == at
    assert article.text == FIRST


def test_publication_counts_and_not_the_last_change() -> None:
    article = pasted(
        "Ferry sails again after strike",
        "Last updated 19 November 2025",
        "Published 18 November 2025",
        "",
        FIRST,
    )
    assert article.published_at == datetime(2025, 11, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "dateline"),
    [
        ("(CNN) — ", "(CNN)"),
        ("(CNN) ", "(CNN)"),
        ("CNN — ", "CNN"),
        ("LONDON, Nov 3 (Reuters) - ", "LONDON, Nov 3 (Reuters)"),
        ("PORT ELLERY (AP) — ", "PORT ELLERY (AP)"),
        ("SKERRAY, Scotland (AP) -- ", "SKERRAY, Scotland (AP)"),
        ("Port Ellery (AFP) – ", "Port Ellery (AFP)"),
        ("PARIS, 3 novembre (AFP) — ", "PARIS, 3 novembre (AFP)"),
        ("Hamburg (dpa) - ", "Hamburg (dpa)"),
        ("WASHINGTON — ", "WASHINGTON"),
        ("GULL POINT, Maine — ", "GULL POINT, Maine"),
    ],
)
def test_a_dateline_is_taken_off_the_first_paragraph(written: str, dateline: str) -> None:
    article = pasted("Ferry sails again after strike", "", written + FIRST)
    assert article.dateline == dateline
    assert article.text == FIRST


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO — which was founded in 1949 — has an office here.",
        "The harbour (AP) is the abbreviation of the Atlantic Pier.",
        "She said - and nobody laughed - that the goats had tickets.",
        "WASHINGTON has none of these.",
    ],
)
def test_a_sentence_with_a_dash_or_a_bracket_keeps_its_beginning(sentence: str) -> None:
    assert split(sentence) == ("", sentence)


def test_place_and_agency_on_lines_of_their_own_are_the_dateline() -> None:
    article = pasted(
        "Ferry sails again after strike", "By Tova Marsh, CNN", "Dublin", "CNN", " — ", FIRST
    )
    assert (article.dateline, article.text) == ("Dublin (CNN)", FIRST)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("CNN's Pell Arrowsmith in Sele contributed to this report.", ("Pell Arrowsmith",)),
        (
            "CNN’s Jack Odell, Rita Moss and Sam Field contributed to this report.",
            ("Jack Odell", "Rita Moss", "Sam Field"),
        ),
        ("Reporting by Ana Ruiz; Editing by Jo Lindqvist", ("Ana Ruiz",)),
        (
            "Reporting by Ana Ruiz in Lima; Additional reporting by Tom Reid; Editing by Jo Bell",
            ("Ana Ruiz", "Tom Reid"),
        ),
        ("Additional reporting by Tom Reid", ("Tom Reid",)),
        (
            "Associated Press writers Tom Reid in Lima and Ana Ruiz contributed to this report.",
            ("Tom Reid", "Ana Ruiz"),
        ),
        ("Tom Reid contributed reporting from Lima.", ("Tom Reid",)),
        ("With contributions from Tom Reid", ("Tom Reid",)),
        ("Reuters contributed to this report", ()),
    ],
)
def test_a_closing_line_names_the_contributors(line: str, names: tuple[str, ...]) -> None:
    article = pasted("Ferry sails again after strike", "", FIRST, "", SECOND, "", line)
    assert article.credit == line
    assert article.contributors == names
    assert article.text == f"{FIRST}\n\n{SECOND}"


def test_who_reported_it_is_the_byline_where_there_is_no_other() -> None:
    article = pasted(
        "Ferry sails again after strike", "", FIRST, "", "Reporting by Ana Ruiz; Editing by Jo Bell"
    )
    assert article.byline == "Ana Ruiz"


@pytest.mark.parametrize(
    "below",
    [
        ("Outbrain",),
        ("Taboola", "Advertisement"),
        ("Read Next", "Business", "Herring prices steady", "2 hours ago"),
        ("More on this story", "Why quays sink", "Related topics", "Skerray", "Harbours"),
        ("Our Standards: The Thomson Reuters Trust Principles.",),
        ("___", "", "Follow the AP's coverage of islands at a page that does not exist."),
        ("Share this article", "Follow us"),
        ("Get our flagship newsletter with all the headlines. Sign up here.", "", "Skerray"),
        ("© 2025 The Skerray Post. All rights reserved.",),
    ],
)
def test_what_stands_below_the_text_is_dropped(below: tuple[str, ...]) -> None:
    article = pasted("Ferry sails again after strike", "", FIRST, "", SECOND, "", *below)
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "between",
    [
        "Advertisement",
        "Read more: Why the goats had tickets",
        "Getty Images The ferry at the quay",
        "The ferry at the quay on Monday. Photograph: Idris Pell/The Guardian",
        "The ferry is seen at the quay, Monday, Nov. 17, 2025. (AP Photo/Idris Pell)",
        "Sign up to Morning Tide, our free newsletter on the coast",
    ],
)
def test_what_stands_between_paragraphs_is_dropped(between: str) -> None:
    article = pasted("Ferry sails again after strike", "", FIRST, "", between, "", SECOND)
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices of ferry lines did not move on the news, said a trader in Sele.",
        "Sign up sheets for volunteers hang in the library until Friday.",
        '"Subscribe to nothing," the mayor said of the newsletter that had started the rumour.',
        "Getty Images has become a landlord of memory, the mayor said on Tuesday.",
        "Read more books, the teacher said, and fewer signs about goats.",
        "The company did not answer questions on Tuesday, according to the agency (Reuters).",
        "Follow the money, an islander advised, and it leads to the bakery.",
    ],
)
def test_a_sentence_that_sounds_like_a_button_is_kept(sentence: str) -> None:
    article = pasted("Ferry sails again after strike", "", FIRST, "", sentence, "", SECOND)
    assert article.text == f"{FIRST}\n\n{sentence}\n\n{SECOND}"


def test_a_text_that_goes_on_after_a_box_of_links_is_kept() -> None:
    article = pasted(
        "Ferry sails again after strike",
        "",
        FIRST,
        "",
        "Related stories",
        "Why quays sink",
        "",
        SECOND,
        "",
        FIRST,
    )
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{FIRST}"


def test_a_text_without_headline_is_called_by_its_first_sentence() -> None:
    article = pasted(f"(CNN) {FIRST} {SECOND}", "", SECOND, "", "Outbrain")
    assert article.title == FIRST
    assert article.text.startswith(FIRST)


def test_a_single_long_line_is_called_by_its_beginning() -> None:
    article = pasted("Ferry sails again " * 60)
    assert len(article.title) <= 120
    assert article.title.endswith("…")
    assert article.text.startswith("Ferry sails again Ferry")


def test_an_underlined_headline_is_the_title() -> None:
    article = pasted(
        "Ferry", "=====", "", "Nothing sails on Mondays, as everybody on the islands knows by now."
    )
    assert article.title == "Ferry"
    assert "=" not in article.text


def test_wrapped_lines_are_joined_and_paragraphs_are_not() -> None:
    article = pasted(
        "Ferry sails again after strike",
        "",
        "The ferry to Little Skerray sailed on",
        "Monday for the first time in three-",
        "and-a-half weeks, with two goats.",
        "",
        "Its captain said that the crew had",
        "brought flour, post and a doctor.",
    )
    assert article.text == (
        "The ferry to Little Skerray sailed on Monday for the first time in "
        "three-and-a-half weeks, with two goats."
        "\n\nIts captain said that the crew had brought flour, post and a doctor."
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_line(end: str) -> None:
    article = read_pasted(end.join(["Ferry sails again after strike", "", FIRST, "", SECOND]))
    assert article is not None
    assert article.text == f"{FIRST}\n\n{SECOND}"


def test_markup_in_a_text_is_text() -> None:
    article = pasted(
        "[bold]Ferry[/bold] sails [@click=app.quit]again[/]",
        "",
        f"<b>{FIRST}</b> & so on, it said here.",
    )
    assert article.title == "[bold]Ferry[/bold] sails [@click=app.quit]again[/]"
    assert article.text.startswith("<b>The ferry")
    assert article.html.startswith("<p>&lt;b&gt;The ferry")


def test_a_standfirst_stays_with_the_text() -> None:
    article = pasted(
        "Ferry sails again after strike",
        "",
        "Islanders had queued for bread and post for three weeks before the crew agreed.",
        "",
        "By Tova Marsh",
        "Nov. 18, 2025",
        "",
        FIRST,
    )
    assert article.byline == "Tova Marsh"
    assert article.text.startswith("Islanders had queued")


def test_a_question_between_paragraphs_is_a_heading() -> None:
    article = pasted(
        "Ferry sails again after strike", "", FIRST, "", "What about the goats?", "", SECOND
    )
    assert "<h2>What about the goats?</h2>" in article.html


def test_the_address_on_top_is_where_it_came_from() -> None:
    article = pasted(
        "https://gazette.example/ferry", "", "Ferry sails again after strike", "", FIRST
    )
    assert article.canonical == "https://gazette.example/ferry"
    assert article.title == "Ferry sails again after strike"


def test_nothing_but_a_headline_is_its_own_text() -> None:
    article = pasted("Ferry sails again after strike")
    assert article.title == article.text == "Ferry sails again after strike"


def test_white_space_is_no_article() -> None:
    assert read_pasted(" \n\t\n\xa0") is None
