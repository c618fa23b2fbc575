"""Which steps down from a document to another nothing stands between: those of a lineage that longer ways do not
explain (transitive reduction), told as `cd:cascadesNext`.

What stands in a circle with one of the two is not between them: everything there stands above and below everything
else, and of two steps into it each would explain the other away.

>>> every = {(b"a", b"b"), (b"b", b"c"), (b"a", b"c")}
>>> sorted(direct(every, every))
[(b'a', b'b'), (b'b', b'c')]
>>> circle = {(b"a", b"b"), (b"b", b"a"), (b"b", b"c")}
>>> sorted(direct(circle, circle | {(b"a", b"c")}))
[(b'a', b'b'), (b'b', b'a'), (b'b', b'c')]
>>> into = {(b"a", b"b"), (b"a", b"c"), (b"b", b"c"), (b"c", b"b")}
>>> sorted(direct(into, into)) == sorted(into)
True
"""

from __future__ import annotations

from collections.abc import Iterator, Set

Pair = tuple[bytes, bytes]


def direct(steps: Set[Pair], every: Set[Pair]) -> Iterator[Pair]:
    """Of the steps, from a higher document to a lower one, those without one in between; `every` is their closure.

    What stands above a document is little, while thousands may stand below: so the documents between are looked for
    from below, and the work grows with the steps."""
    above: dict[bytes, list[bytes]] = {}
    for higher, lower in every:
        above.setdefault(lower, []).append(higher)
    for higher, lower in steps:
        if not any(
            between not in (higher, lower)
            and (higher, between) in steps
            and (between, higher) not in every
            and (lower, between) not in every
            for between in above.get(lower, ())
        ):
            yield higher, lower
