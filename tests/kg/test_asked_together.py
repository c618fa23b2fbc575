"""Questions answered beside one another (kg.together)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextvars import ContextVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import together as module
from kg.together import together


@pytest.fixture(params=[1, 2, 4])
def cores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(module, "cores", lambda: request.param)
    return int(request.param)


def test_what_each_makes_comes_in_order(cores: int) -> None:
    def slow(value: int) -> Callable[[], int]:
        return lambda: (time.sleep(0.002 * (value % 3)), value)[1]

    for size in (0, 1, 2, 9):
        assert together(*(slow(n) for n in range(size))) == list(range(size))


def test_two_are_at_work_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cores", lambda: 2)
    both = threading.Barrier(2, timeout=20)  # passed only where two wait at it
    assert sorted(together(both.wait, both.wait)) == [0, 1]


@given(st.recursive(st.integers(0, 9), lambda inner: st.lists(inner, max_size=4), max_leaves=30))
def test_parts_may_have_parts_of_their_own(tree: list[object] | int) -> None:
    def made(node: object) -> object:
        return together(*(lambda each=each: made(each) for each in node)) if isinstance(node, list) else node

    assert made(tree) == tree


def test_an_error_is_raised_when_nobody_is_at_work_any_more(cores: int) -> None:
    ended = []

    def slow() -> None:
        time.sleep(0.02)
        ended.append(True)

    def wrong() -> None:
        raise ValueError("one of them")

    began = threading.active_count()
    for makes in ([slow, wrong], [wrong, slow], [slow, wrong, slow, slow]):
        with pytest.raises(ValueError, match="one of them"):
            together(*makes)
        assert threading.active_count() == began


def test_what_has_not_begun_is_left_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cores", lambda: 2)
    held, done = threading.Event(), []

    def wrong() -> None:
        held.set()
        raise ValueError("the last")

    def first() -> None:
        held.wait(20)
        time.sleep(0.5)

    with pytest.raises(ValueError, match="the last"):
        together(first, lambda: done.append(1), lambda: done.append(2), wrong)
    assert done == []


def test_context_variables_are_those_of_the_caller(cores: int) -> None:
    named: ContextVar[str] = ContextVar("named", default="")
    named.set("caller")
    assert together(named.get, named.get, named.get) == ["caller"] * 3
