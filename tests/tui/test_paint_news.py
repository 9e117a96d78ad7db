"""Datelines and credits in the text of agencies: set apart where they are, and nowhere else."""

from __future__ import annotations

import pytest

from reader.text.blocks import Heading, Paragraph, Span
from reader.tui.paint import paint
from reader.tui.paint_ink import Ink
from reader.tui.paint_news import dateline_in, is_credit


@pytest.mark.parametrize(
    ("line", "dash"),
    [
        ("KESTREL VALLEY, Nov 3 (Meridian)", " - "),
        ("WASHINGTON, D.C., Nov. 3, 2026 (AP)", " — "),
        ("PARIS, 3 novembre (AFP)", " — "),
        ("London (Reuters)", " - "),
        ("ATLANTA, Ga.", " — "),
    ],
)
def test_a_dateline_ends_before_its_dash(line, dash):
    end, after = dateline_in(f"{line}{dash}The first of 5,100 people moved out.")
    assert (end, after) == (len(line), len(line) + len(dash))


@pytest.mark.parametrize(
    "text",
    [
        "NATO - which was founded in 1949 - said so.",
        "A man (John) - said nothing.",
        "The first of 5,100 people moved out.",
        "",
    ],
)
def test_other_openings_are_no_datelines(text):
    assert dateline_in(text) == (0, 0)


def dressed(blocks, dress):
    pieces = paint(blocks, Ink())
    return [
        piece.content.plain[span.start : span.end]
        for piece in pieces
        for span in piece.content.spans
        if span.style == dress
    ]


def test_only_the_first_paragraph_has_a_dateline():
    text = Paragraph((Span("PORT EMMER, Nov 3 (Meridian) - Dock workers accepted."),))
    heading = Heading(2, (Span("At the port"),))
    assert dressed((heading, text, text), ".dateline") == ["PORT EMMER, Nov 3 (Meridian)"]


def test_a_closing_credit_is_set_apart():
    text = Paragraph((Span("Dock workers accepted."),))
    credit = Paragraph((Span("(Reporting by Ilse Varden. Editing by Ciaran Voss)"),))
    assert dressed((text, credit), ".credit") == [credit.spans[0].text]
    assert not dressed((credit, text), ".credit")


def test_a_remark_in_parentheses_is_no_credit():
    assert not is_credit("(Reporting restrictions were lifted) and the court rose.")
    assert not is_credit("(The lake is open.)")
