"""Answers that are kept for who asks the same again: what is served does not change until the next build.

The key is the entity tag (web.exchange), which is made of all that an answer depends on, so an answer that is kept is
the one a worker would give. Who asks what is being made already waits for that: a question that many ask at once is
asked once. The least asked lately go first when the room is used up; docs/decisions/0103-answers-that-are-kept.md.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any

from web.workers import Reply

Make = Callable[[], Coroutine[Any, Any, Reply]]
SHARE = 16
"""One answer may take this part of the room: a large one would drive out all others."""
OWN = 2048
"""Bytes that an answer takes beside its body."""


class Answers:
    """Answers by their tag, `most` bytes of bodies in all; 0 keeps none.

    >>> async def made():
    ...     return Reply({"status": 200}, b"a body")
    >>> answers = Answers(0)
    >>> try:
    ...     answers.of("tag", made).send(None)
    ... except StopIteration as ended:
    ...     ended.value.body, "tag" in answers
    (b'a body', False)
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[str, Reply] = OrderedDict()
        self._size = 0
        self._making: dict[str, asyncio.Task[Reply]] = {}
        self._waiting: dict[str, int] = {}

    def __contains__(self, tag: str) -> bool:
        return tag in self._kept

    async def of(self, tag: str, make: Make, still: Callable[[], bool] = lambda: True) -> Reply:
        """The answer with this tag: kept, or what `make` makes. Raises what that raises, which is not kept.

        Where all who wait for it are cancelled it is cancelled too. `still` says of an answer that was just made
        whether the tag is still that of what is served.
        """
        if not self.most:
            return await make()
        if (kept := self._kept.get(tag)) is not None:
            self._kept.move_to_end(tag)
            return kept
        task = self._making.get(tag)
        if task is None:
            task = self._making[tag] = asyncio.create_task(self._make(tag, make, still))
        self._waiting[tag] = self._waiting.get(tag, 0) + 1
        try:
            return await asyncio.shield(task)
        finally:
            self._waiting[tag] -= 1
            if not self._waiting[tag]:
                del self._waiting[tag]
                if not task.done():
                    self._making.pop(tag, None)  # who asks now is not to wait for what ends without an answer
                    task.cancel()
                    with contextlib.suppress(asyncio.CancelledError, Exception):
                        await task

    async def _make(self, tag: str, make: Make, still: Callable[[], bool]) -> Reply:
        this = asyncio.current_task()
        try:
            reply = await make()
        finally:
            if self._making.get(tag) is this:
                del self._making[tag]
        if reply.header["status"] < 400 and still():
            self._keep(tag, reply)
        return reply

    def _keep(self, tag: str, reply: Reply) -> None:
        if len(reply.body) * SHARE > self.most:
            return
        self._size += len(reply.body) + OWN - (len(self._kept.pop(tag).body) + OWN if tag in self._kept else 0)
        self._kept[tag] = reply
        while self._size > self.most:
            _, gone = self._kept.popitem(last=False)
            self._size -= len(gone.body) + OWN
