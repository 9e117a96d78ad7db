"""The part of a long list that is in hand is always a part of that list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.window import Place, Window
from reader.tui.widgets.stretch import Stretch


def places(*ids: int) -> list[Place]:
    """An article is as old as its id is low."""
    return [Place(each, each) for each in ids]


def begun(total: int, shown: int) -> Stretch:
    return Stretch(Window(places(*range(total, total - shown, -1)), total, total))


def test_what_follows_is_taken_until_the_list_ends() -> None:
    stretch = begun(10, 4)
    assert stretch.gap(0, 4) is None
    assert stretch.gap(2, 6) == "below"
    stretch.go_on(places(6, 5, 4, 3), 4)
    stretch.go_on(places(2), 4)
    assert (stretch.total, stretch.end) == (9, 9)
    assert stretch.gap(0, 20) is None


def test_a_place_far_away_takes_the_place_of_what_was_in_hand() -> None:
    stretch = begun(5000, 200)
    assert stretch.gap(4000, 4040) == "far"
    stretch.jump(3950, places(*range(1050, 850, -1)))
    assert stretch.id_at(4000) == 1000
    assert stretch.id_at(0) is None
    assert stretch.gap(3940, 3980) == "above"
    assert stretch.go_back(places(*range(1051, 1251)), 200) == 0
    assert (stretch.first, stretch.id_at(3750)) == (3750, 1250)


def test_the_beginning_is_line_0_whatever_was_counted() -> None:
    stretch = begun(1000, 10)
    stretch.jump(3, places(500, 499))
    assert stretch.go_back(places(501), 200) == -2
    assert (stretch.first, stretch.id_at(0)) == (0, 501)


def test_arrivals_stand_where_they_belong_and_count_where_they_cannot_be_seen() -> None:
    stretch = Stretch(Window(places(9, 7, 5), 100, 9))
    assert stretch.take(places(8, 10)) == [0, 2]
    assert list(stretch.ids) == [10, 9, 8, 7, 5]
    assert stretch.take(places(4)) == []
    assert (stretch.total, stretch.newest_id) == (103, 10)
    stretch.drop([9])
    assert (list(stretch.ids), stretch.total) == ([10, 8, 7, 5], 102)


@given(st.sets(st.integers(1, 400), min_size=1), st.data())
def test_walking_up_and_down_finds_every_article_once(ids: set[int], data: st.DataObject) -> None:
    every = sorted(ids, reverse=True)
    start = data.draw(st.integers(0, len(every) - 1))
    stretch = Stretch(Window(places(*every[:3]), len(every), max(every)))
    stretch.jump(start, places(*every[start : start + 3]))
    for _ in range(len(every)):
        at = every.index(stretch.bottom.id) + 1
        stretch.go_on(places(*every[at : at + 7]), 7)
        at = every.index(stretch.top.id)
        stretch.go_back(places(*reversed(every[max(at - 7, 0) : at])), 7)
    assert list(stretch.ids) == every
    assert (stretch.first, stretch.total) == (0, len(every))
