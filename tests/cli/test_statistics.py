"""`dateline stats`, as a person and a script run it."""

from __future__ import annotations


def test_it_answers_with_sizes_counts_and_charts(filled) -> None:
    answer = filled("stats", "--days", "3660", "--ascii")
    assert answer.code == 0
    assert "3 articles" in answer.out
    assert "Morning Wire" in answer.out
    assert answer.out.isascii()
    assert "Gone quiet: 1" in answer.out


def test_a_program_gets_the_same_numbers(filled) -> None:
    said = filled("stats", "--json").object
    assert (said["articles"], said["unread"], said["feeds"], said["folders"]) == (3, 3, 1, 1)
    assert len(said["days"]) == 84
    assert said["store_bytes"] > 0
    assert [len(row) for row in said["read_by_weekday_and_hour"]] == [24] * 7
    assert said["by_feed"][0]["title"] == "Morning Wire"
    assert said["by_feed"][0]["quiet"]


def test_days_that_cannot_be_are_refused(dateline) -> None:
    answer = dateline("stats", "--days", "0")
    assert answer.code == 2
    assert "from 1 to 3,660" in answer.err
