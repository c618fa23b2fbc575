"""Quads told apart as lines of N-Quads, loaded from them, and what the search index is made of."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from kg.assemble import assemble
from kg.names import names_of, write_names
from kg.store import write
from kg.store.nquads import QuadError, by_graph
from kg.store.write import write_graph
from loaders.parse import parse
from loaders.read import read

NODES = [NamedNode(f"urn:{name}") for name in ("a", "ab", "đ", "b")]
WORDS = ["", "x", "_:x", "> _:x <urn:a> .", "a\nb", "a\u0085b", '"\\', "1 <urn:g> .", "đường"]
OBJECTS = [*NODES, *map(Literal, WORDS), Literal("x", language="vi"), Literal("1", datatype=NamedNode("urn:a"))]


def quads(seed: int, size: int) -> list[Quad]:
    draw = random.Random(seed)  # noqa: S311 - the same quads every time, nothing secret
    return [Quad(*(draw.choice(NODES) for _ in "sp"), draw.choice(OBJECTS), draw.choice(NODES)) for _ in range(size)]


@pytest.mark.parametrize("seed", range(20))
def test_each_triple_is_kept_once_in_the_graph_that_comes_first(seed: int) -> None:
    given = quads(seed, 40 * seed)
    graphs, repeated = by_graph(given)
    names = sorted({quad.graph_name.value for quad in given})  # type: ignore[union-attr]
    first = {quad.triple: min(q.graph_name.value for q in given if q.triple == quad.triple) for quad in given}  # type: ignore[union-attr]
    kept = {name: sorted(str(t) for t, graph in first.items() if graph == name) for name in names}
    assert {name: sorted(str(quad.triple) for quad in stored(graphs[name].data)) for name in graphs} == {
        name: triples for name, triples in kept.items() if triples
    }
    assert list(graphs) == sorted(graphs)
    again = {(quad.triple, first[quad.triple], quad.graph_name.value) for quad in given}  # type: ignore[union-attr]
    assert set(repeated) == {(triple, graph, where) for triple, graph, where in again if graph != where}
    assert repeated == sorted(repeated, key=lambda each: (each.where, str(each.triple)))
    assert by_graph(reversed(given)) == (graphs, repeated)


def stored(data: bytes) -> Store:
    store = Store()
    store.load(data, format=RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize(
    ("quad", "why"),
    [
        (Quad(BlankNode("x"), NODES[0], NODES[0], NODES[0]), "blank node"),
        (Quad(NODES[0], NODES[0], BlankNode("x"), NODES[0]), "blank node"),
        (Quad(NODES[0], NODES[0], NODES[0], DefaultGraph()), "no named graph"),
        (Quad(NODES[0], NODES[0], NODES[0], BlankNode("x")), "no named graph"),
    ],
)
def test_what_has_no_place_is_refused(quad: Quad, why: str) -> None:
    with pytest.raises(QuadError, match=why):
        by_graph([*quads(1, 5), quad])


@pytest.mark.parametrize("piece", [1, 70, write.PIECE])
def test_loading_in_pieces_loads_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(write, "PIECE", piece)
    graphs, _ = by_graph(quads(3, 200))
    done: list[bool] = []
    written = write_graph(tmp_path, graphs, meanwhile=lambda: done.append(True))
    store = Store.read_only(str(tmp_path / "graph"))
    assert by_graph(store) == (graphs, [])
    assert (written.how, done) == ("fresh", [True])
    assert {name: count for name, (count, _) in written.graphs.items()} == {n: len(g) for n, g in graphs.items()}


def test_what_fails_beside_the_loading_is_raised(tmp_path: Path) -> None:
    def fail() -> None:
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        write_graph(tmp_path, by_graph(quads(3, 200))[0], meanwhile=fail)


def test_the_index_has_all_that_the_whole_graph_would_give_it(root: Path, tmp_path: Path) -> None:
    paths = sorted(path for path in (root / "samples").iterdir() if path.name[0].isdigit())
    made = assemble([document for path in paths for document in parse(read(path))]).quads
    whole = Store()
    whole.bulk_extend(made)
    rows = []
    for name, store in (("part", names_of(made)), ("whole", whole)):
        assert 0 < len(store) <= len(whole)
        (tmp_path / name).mkdir()
        write_names(tmp_path / name, store)
        with closing(sqlite3.connect(tmp_path / name / "search.sqlite")) as connection:
            tables = ("entries", "documents", "agents", "agent_names", "kinds", "marked_data", "unmarked_data")
            rows.append({table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables})  # noqa: S608
    assert rows[0] == rows[1]
    assert len(rows[0]["entries"]) > 200


def test_the_index_is_written_while_files_of_the_graph_come_and_go(tmp_path: Path) -> None:
    # The loader's own files are gone once they are taken in: who syncs them beside it finds some missing.
    graph = tmp_path / "graph"
    graph.mkdir()
    (graph / "bulk.sst").symlink_to(graph / "taken in")
    write_names(tmp_path, names_of(quads(3, 20)))
    assert (tmp_path / "search.sqlite").stat().st_size > 0
