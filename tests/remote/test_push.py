"""A generation in another store: the same quads, sent once, others' graphs left alone, faults told."""

from __future__ import annotations

from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.build.build import build
from kg.remote import push as pushing
from kg.remote.endpoint import find
from kg.remote.http import RemoteError
from kg.remote.push import Pushed, push
from kg.settings import Settings
from kg.store.generations import Generations
from tests.kg.builds import put
from tests.remote.conftest import Proxy

RECORD = "https://w3id.org/chidao/graph/pushed"


def pushed(folder: Path, url: str) -> Pushed:
    with Generations(folder).open() as generation:
        return push(generation, find(url, 30, to_fill=True), 30)


def here(folder: Path) -> set[ox.Quad]:
    with Generations(folder).open() as generation:
        return set(generation.store)


def there(url: str) -> set[ox.Quad]:
    """All that the store has, but for the record of what was pushed."""
    data = httpx.get(f"{url}/store", headers={"Accept": "application/n-quads"}, timeout=60).content
    return {q for q in ox.parse(data, format=ox.RdfFormat.N_QUADS) if q.graph_name != ox.NamedNode(RECORD)}


def only_updates(proxy: Proxy) -> None:
    proxy.instead = lambda method, path, body: (404, b"", 0) if path.startswith(("/store", "/data")) else None


@pytest.mark.parametrize("protocol", ["graph store", "update"])
def test_the_store_holds_the_same_quads_and_nothing_is_sent_twice(
    samples: Path, store: str, proxy: Proxy, protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "_PUT_BYTES", 50_000)  # several requests for one graph
    monkeypatch.setattr(pushing, "_UPDATE_BYTES", 50_000)
    if protocol == "update":
        only_updates(proxy)
    done = pushed(samples, proxy.url)
    assert (done.protocol, done.there, done.wrong) == (protocol, 0, ())
    assert done.sent == done.graphs > 10
    assert there(store) == here(samples)
    before = len(proxy.seen)
    again = pushed(samples, proxy.url)
    assert (again.sent, again.there, again.removed) == (0, done.graphs, 0)
    changes = [path for method, path, _ in proxy.seen[before:] if method in ("PUT", "DELETE")]
    assert all("graph%2Fpushed" in path for path in changes)


def test_what_a_newer_generation_no_longer_has_is_removed_and_what_others_have_stays(tmp_path: Path, store: str) -> None:
    first, second = put(tmp_path / "in", "a.txt", "cầu"), put(tmp_path / "in", "b.txt", "đường", number=6)
    kg = tmp_path / "kg"
    build([first, second], Settings(kg, workers=1))
    other = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("urn:other"))
    httpx.put(f"{store}/store?graph=urn:other", content=f"{other.triple} .", headers={"Content-Type": "application/n-triples"})
    assert pushed(kg, store).removed == 0
    build([first], Settings(kg, workers=1))
    done = pushed(kg, store)
    assert done.removed == 1
    assert 0 < done.sent < done.graphs
    assert there(store) == here(kg) | {other}


def test_a_push_that_was_stopped_goes_on(samples: Path, store: str, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushing, "_BATCH", 1)

    def stops(method: str, path: str, body: bytes) -> tuple[int, bytes, float] | None:
        puts = sum(m == "PUT" for m, _, _ in proxy.seen)
        return (503, b"out of order", 0) if puts > 8 else None

    proxy.instead = stops
    with pytest.raises(RemoteError, match=r"503 .*: out of order"):
        pushed(samples, proxy.url)
    done = pushed(samples, store)
    assert done.there == 7  # eight requests, the first of them for the record
    assert there(store) == here(samples)


def test_what_was_changed_there_is_sent_again(samples: Path, store: str) -> None:
    pushed(samples, store)
    httpx.delete(f"{store}/store", params={"graph": "https://w3id.org/chidao/graph/links"})
    done = pushed(samples, store)
    assert (done.sent, done.wrong) == (1, ())
    assert there(store) == here(samples)


def test_what_did_not_arrive_is_told_and_sent_by_the_next_push(samples: Path, store: str, proxy: Proxy) -> None:
    lost = "https://w3id.org/chidao/graph/links"
    proxy.instead = lambda method, path, body: (204, b"", 0) if method == "PUT" and "graph%2Flinks" in path else None
    done = pushed(samples, proxy.url)
    assert done.wrong == (lost,)
    again = pushed(samples, store)
    assert (again.sent, again.wrong) == (1, ())


def test_counts_that_a_store_lists_in_part_are_asked_one_by_one(samples: Path, store: str, proxy: Proxy) -> None:
    """As Virtuoso, which gives so many rows at most."""
    proxy.change = lambda body: body.replace(b"GROUP+BY+%3Fg", b"GROUP+BY+%3Fg+LIMIT+3")
    done = pushed(samples, proxy.url)
    assert (done.sent, done.wrong) == (done.graphs, ())


def test_user_and_password_reach_the_store_and_no_message(samples: Path, proxy: Proxy) -> None:
    address = proxy.url.replace("http://", "http://lan:se%40cret@")
    done = pushed(samples, address)
    assert done.url == f"{proxy.url}/query"
    assert {authorization for _, _, authorization in proxy.seen} == {"Basic bGFuOnNlQGNyZXQ="}
    proxy.instead = lambda method, path, body: (401, b"", 0)
    with pytest.raises(RemoteError) as raised:
        pushed(samples, address)
    assert "401" in str(raised.value) or "nauthori" in str(raised.value)
    assert "cret" not in str(raised.value)


def test_a_store_that_is_only_read_is_told(samples: Path, proxy: Proxy) -> None:
    proxy.instead = lambda method, path, body: None if path.startswith("/query") else (403, b"", 0)
    with pytest.raises(RemoteError, match="can be asked, but not be filled; give --graphs or --update"):
        pushed(samples, proxy.url)
