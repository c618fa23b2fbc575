"""Named points between the operations that make a generation durable.

Every write, flush, link, rename and removal is announced before and after it happens. Nobody listens in normal use;
a test listens and kills the process at the n-th point, for every n.

>>> seen = []
>>> with listening(seen.append):
...     reached("manifest: written")
>>> seen
['manifest: written']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str], None]
_listener: Listener | None = None


def reached(step: str) -> None:
    """Announce a point; `step` is "what: before|after …" in words a test can print."""
    if _listener is not None:
        _listener(step)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let `listener` hear every point while the block runs."""
    global _listener
    before, _listener = _listener, listener
    try:
        yield
    finally:
        _listener = before
