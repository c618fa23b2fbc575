"""How what was typed was understood is said to who asked for it, whatever other threads ask meanwhile."""

from __future__ import annotations

import logging
from threading import Barrier, Thread

import pytest

from queries.understood import noted, notes, unheard, warn


def test_two_threads_that_want_to_hear_nothing_leave_others_their_notes(caplog: pytest.LogCaptureFixture) -> None:
    """The first one in is the first one out: each would find as it was before what the other one made of it."""
    steps = Barrier(2, timeout=20)

    def first() -> None:
        with unheard():
            steps.wait()
            steps.wait()
            warn("not heard")
        steps.wait()

    def second() -> None:
        steps.wait()
        with unheard():
            steps.wait()
            steps.wait()

    threads = [Thread(target=each) for each in (first, second)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with caplog.at_level(logging.WARNING, "chidao"):
        warn("heard")
    assert [record.getMessage() for record in caplog.records] == ["chidao: heard"]


def test_what_one_thread_wants_not_to_hear_another_one_hears(caplog: pytest.LogCaptureFixture) -> None:
    steps = Barrier(2, timeout=20)

    def silent() -> None:
        with unheard():
            steps.wait()
            warn("not heard")
            steps.wait()

    other = Thread(target=silent)
    with caplog.at_level(logging.WARNING, "chidao"):
        other.start()
        steps.wait()
        warn("heard")
        steps.wait()
        other.join()
    assert [record.getMessage() for record in caplog.records] == ["chidao: heard"]


def test_what_is_unheard_is_no_note() -> None:
    with noted():
        warn("once")
        warn("once")
        with unheard():
            warn("never")
        assert notes() == ["once"]
    assert notes() == []
