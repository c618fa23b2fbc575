"""The cyclic garbage collector of a worker: never amid a job, after it always."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from web.tidy import WHOLE_EACH, Tidy


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def tidy() -> Iterator[Tidy]:
    was = gc.isenabled()
    yield Tidy()
    gc.unfreeze()
    if was:
        gc.enable()


def test_nothing_is_collected_amid_a_job_and_what_it_left_is_after_it(tidy: Tidy) -> None:
    left = weakref.ref(Ring())
    assert [[] for _ in range(100_000)]  # many times what begins a pass elsewhere
    assert left() is not None
    tidy.between()
    assert left() is None


def test_what_was_kept_for_some_jobs_is_collected_in_the_end(tidy: Tidy) -> None:
    ring = Ring()
    left = weakref.ref(ring)
    tidy.between()
    tidy.between()
    del ring
    for _ in range(WHOLE_EACH):
        tidy.between()
    assert left() is None


def test_a_whole_pass_does_not_look_at_what_was_there_when_all_was_read(tidy: Tidy) -> None:
    tidy.settled()
    assert gc.get_freeze_count() > 1000
    assert len(gc.get_objects()) < gc.get_freeze_count()
