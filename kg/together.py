"""Several questions answered beside one another, for what needs the answers of all of them.

Oxigraph and SQLite let go of the interpreter while they look, so that threads keep all processors busy with them; a
page of eight questions takes little more than half the time on two. One that fails ends what has not begun.

>>> together(lambda: 1, lambda: "two", lambda: [3])
[1, 'two', [3]]
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

from kg.settings import cores


def together(*makes: Callable[[], Any]) -> list[Any]:
    """What each of `makes` makes, in their order; raises what one of them raises, when none is at work any more.

    The caller works too, from the last to the first, so that it never waits for what nobody has begun: one of `makes`
    may do the same with parts of its own. Those that take longest are best the first and the last.
    """
    others = min(len(makes), cores()) - 1
    if others < 1:
        return [make() for make in makes]
    with ThreadPoolExecutor(others) as threads:
        begun = [threads.submit(copy_context().run, make) for make in makes]
        try:
            found = [make() if one.cancel() else one for make, one in reversed(list(zip(makes, begun, strict=True)))]
            return [each.result() if isinstance(each, Future) else each for each in reversed(found)]
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise


