"""Who is served next (web.queue), without processes: what tests over HTTP see only where the clients' addresses differ."""

from __future__ import annotations

import pytest

from web.queue import FairQueue, FullError, Ticket


def filled(workers: int, *waiting: tuple[str, bool]) -> FairQueue:
    """A queue with requests, each a client and whether it is heavy."""
    queue = FairQueue(workers, most=100)
    for client, heavy in waiting:
        queue.put(Ticket(client, heavy))
    return queue


def taken(queue: FairQueue) -> list[Ticket]:
    """All that may run now."""
    return list(iter(queue.next, None))


def test_heavy_requests_of_many_clients_leave_a_worker_to_light_ones() -> None:
    queue = filled(3, *((f"client {n}", True) for n in range(9)))
    assert len(taken(queue)) == 2
    queue.put(Ticket("another", heavy=False))
    assert [each.client for each in taken(queue)] == ["another"]


def test_who_has_less_running_goes_first() -> None:
    queue = filled(3, ("many", False), ("many", False), ("one", False))
    last = taken(queue)[-1]
    for client in ("many", "one"):
        queue.put(Ticket(client, heavy=False))
    queue.done(last)
    assert [each.client for each in taken(queue)] == ["one"], "though it was served last, and the other waited longer"


def test_clients_take_turns() -> None:
    queue = filled(1, *[("a", False)] * 3, *[("b", False)] * 3, *[("c", False)] * 3)
    served = []
    while (ticket := queue.next()) is not None:
        served.append(ticket.client)
        queue.done(ticket)
    assert served == ["a", "b", "c"] * 3


def test_requests_of_one_client_keep_their_order() -> None:
    queue = FairQueue(1, most=9)
    for job in range(3):
        queue.put(Ticket("a", heavy=False, job=job))
    served = []
    while (ticket := queue.next()) is not None:
        served.append(ticket.job)
        queue.done(ticket)
    assert served == [0, 1, 2]


def test_a_light_request_passes_the_heavy_ones_before_it() -> None:
    queue = filled(2, *[("a", True)] * 3, ("a", False))
    assert [each.heavy for each in taken(queue)] == [True, False]


def test_no_more_wait_than_may_and_who_leaves_makes_room() -> None:
    queue = FairQueue(1, most=1)
    ticket = Ticket("a", heavy=False)
    queue.put(ticket)
    with pytest.raises(FullError):
        queue.put(Ticket("b", heavy=False))
    assert queue.leave(ticket) and not queue.leave(ticket)
    queue.put(Ticket("b", heavy=False))
    assert len(queue) == 1
