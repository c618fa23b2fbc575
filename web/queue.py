"""Who is served next: fairly among clients, heavy requests beside light ones, and no more waiting than can be served.

A client that has less running goes first; among equals the one that was served longest ago. Heavy requests (free
SPARQL) leave a worker to the others (look-ups of the catalogue), and those of one client leave one to other clients.

>>> queue = FairQueue(workers=3, most=10)
>>> for name in ("a", "a", "b"):
...     queue.put(Ticket(name, heavy=True))
>>> [queue.next().client for _ in range(2)], queue.next() is None
(['a', 'b'], True)
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any


class FullError(Exception):
    """No more may wait."""


@dataclass(eq=False)
class Ticket:
    """One request that waits or runs."""

    client: str
    heavy: bool
    job: Any = None
    state: Any = field(default=None, repr=False)


class FairQueue:
    """Requests by client. `workers`: how many run at most; `most`: how many wait at most."""

    def __init__(self, workers: int, most: int) -> None:
        self.most = most
        self.heavy = max(1, workers - 1)
        self.heavy_each = max(1, self.heavy - 1)
        self._workers = workers
        self._waiting: dict[str, deque[Ticket]] = {}
        self._running: set[Ticket] = set()
        self._turn = 0
        self._served: dict[str, int] = {}

    def __len__(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    def put(self, ticket: Ticket) -> None:
        """Let a request wait; raises FullError."""
        if len(self) >= self.most:
            raise FullError
        self._waiting.setdefault(ticket.client, deque()).append(ticket)

    def next(self) -> Ticket | None:
        """The request to serve now, which counts as running then; None if none may run."""
        if len(self._running) >= self._workers:
            return None
        best: tuple[tuple[int, int], Ticket] | None = None
        for client, waiting in self._waiting.items():
            ticket = next((each for each in waiting if self._may_run(each)), None)
            rank = (self._count(client), self._served.get(client, 0))
            if ticket is not None and (best is None or rank < best[0]):
                best = rank, ticket
        if best is None:
            return None
        self._turn += 1
        self._drop(best[1])
        self._running.add(best[1])
        self._served[best[1].client] = self._turn
        return best[1]

    def done(self, ticket: Ticket) -> None:
        """A request that was running has ended."""
        self._running.discard(ticket)
        known = {each.client for each in self._running} | set(self._waiting)
        self._served = {client: turn for client, turn in self._served.items() if client in known}

    def leave(self, ticket: Ticket) -> bool:
        """Take back a request that waits; False if it does not (any more)."""
        if ticket not in self._waiting.get(ticket.client, ()):
            return False
        self._drop(ticket)
        return True

    def _drop(self, ticket: Ticket) -> None:
        waiting = self._waiting[ticket.client]
        waiting.remove(ticket)
        if not waiting:
            del self._waiting[ticket.client]

    def _count(self, client: str, heavy: bool = False) -> int:
        return sum(1 for each in self._running if each.client == client and (each.heavy or not heavy))

    def _may_run(self, ticket: Ticket) -> bool:
        if not ticket.heavy:
            return True
        if sum(1 for each in self._running if each.heavy) >= self.heavy:
            return False
        return self._count(ticket.client, heavy=True) < self.heavy_each
