"""Answers that are kept: the same as new ones, made once for many, and gone with the generation they are of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from web.answers import OWN, SHARE, Answers
from web.problems import ProblemError
from web.workers import Reply


class Maker:
    """Makes answers, and counts how often."""

    def __init__(self, body: bytes = b"x", status: int = 200, wait: bool = False) -> None:
        self.body, self.status, self.made, self.cancelled = body, status, 0, 0
        self.go = asyncio.Event()
        if not wait:
            self.go.set()

    async def __call__(self) -> Reply:
        self.made += 1
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.status == 503:
            raise ProblemError(503, "busy")
        return Reply({"status": self.status}, self.body)


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    # In a thread: a browser that another test left running has a loop of its own in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(lambda: asyncio.run(asyncio.wait_for(test(), 10))).result()


def test_what_was_asked_before_is_not_made_again() -> None:
    async def test() -> None:
        answers, maker = Answers(1 << 20), Maker()
        assert [(await answers.of(tag, maker)).body for tag in ("a", "a", "b", "a")] == [b"x"] * 4
        assert maker.made == 2

    run(test)


def test_many_who_ask_at_once_wait_for_one() -> None:
    async def test() -> None:
        answers, maker = Answers(1 << 20), Maker(wait=True)
        asked = [asyncio.create_task(answers.of("a", maker)) for _ in range(50)]
        await asyncio.sleep(0.01)
        maker.go.set()
        assert {reply.body for reply in await asyncio.gather(*asked)} == {b"x"}
        assert maker.made == 1

    run(test)


def test_an_answer_is_given_up_only_when_nobody_waits_for_it() -> None:
    async def test() -> None:
        answers, maker = Answers(1 << 20), Maker(wait=True)
        first, second = (asyncio.create_task(answers.of("a", maker)) for _ in range(2))
        await asyncio.sleep(0.01)
        first.cancel()
        await asyncio.sleep(0.01)
        assert maker.cancelled == 0
        second.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        assert maker.cancelled == 1
        maker.go.set()
        assert (await answers.of("a", maker)).body == b"x"

    run(test)


@pytest.mark.parametrize("maker", [lambda: Maker(status=404), lambda: Maker(status=503)])
def test_errors_are_not_kept(maker: Callable[[], Maker]) -> None:
    async def test() -> None:
        answers, making = Answers(1 << 20), maker()
        for _ in range(2):
            try:
                assert (await answers.of("a", making)).header["status"] == 404
            except ProblemError as error:
                assert error.status == 503
        assert (making.made, "a" in answers) == (2, False)

    run(test)


def test_what_was_made_while_the_generation_changed_is_not_kept() -> None:
    async def test() -> None:
        answers = Answers(1 << 20)
        await answers.of("a", Maker(), lambda: False)
        assert "a" not in answers

    run(test)


def test_the_room_holds_the_last_ones_and_no_giants() -> None:
    async def test() -> None:
        room = SHARE * 1000
        answers = Answers(room)
        fit = room // (1000 + OWN)
        for number in range(fit + 1):
            await answers.of(str(number), Maker(b"y" * 1000))
            await answers.of("0", Maker(b"y" * 1000))
        assert "0" in answers and str(fit) in answers
        assert "1" not in answers
        await answers.of("giant", Maker(b"y" * 1001))
        assert "giant" not in answers

    run(test)


def test_no_room_keeps_nothing() -> None:
    async def test() -> None:
        answers, maker = Answers(0), Maker()
        await answers.of("a", maker)
        await answers.of("a", maker)
        assert maker.made == 2

    run(test)
