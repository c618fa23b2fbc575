"""How long agencies last and who carries them on, read from the lines of the graphs that tell it.

>>> lasting = Lasting()
>>> ended = f'<urn:a> {t.VALID_TO} "2025-02-28"^^<http://www.w3.org/2001/XMLSchema#date> <urn:g> .'
>>> lasting.add([ended.encode()])
>>> lasting.may_leave(b"<urn:a>"), lasting.may_leave(b"<urn:b>")
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from kg.rdf import terms as t

_BEGINS, _ENDS, _CONTINUES = (str(term).encode() for term in (t.VALID_FROM, t.VALID_TO, t.CONTINUATION))


class Lasting:
    """How long agencies last, and who carries them on."""

    def __init__(self) -> None:
        self._begun: dict[bytes, str] = {}
        self._ended: dict[bytes, str] = {}
        self._carried: dict[bytes, set[bytes]] = {}

    def add(self, lines: Iterable[bytes]) -> None:
        """Take in a graph that tells of agencies."""
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            if predicate == _CONTINUES:
                self._carried.setdefault(subject, set()).add(rest.split(b" ", 1)[0])
            elif predicate == _BEGINS:
                day = _day(rest)
                self._begun[subject] = min(day, self._begun.get(subject, day))
            elif predicate == _ENDS:
                day = _day(rest)
                self._ended[subject] = min(day, self._ended.get(subject, day))

    def may_leave(self, agency: bytes) -> bool:
        """Whether it ended, and on some day since then nobody carries it on: one successor may follow another."""
        last = self._ended.get(agency, _NEVER)
        others = self._carried.get(agency, ())
        while last != _NEVER:
            after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
            there = (self._ended.get(other, _NEVER) for other in others if self._begun.get(other, _NEVER) <= after)
            further = max(there, default=last)
            if further <= last:
                return True
            last = further
        return False


_NEVER = "9999-12-31"


def _day(literal: bytes) -> str:
    return literal.split(b'"')[1].decode()
