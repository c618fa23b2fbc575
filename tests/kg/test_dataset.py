"""The graph describes itself: every count is that of the graph, nothing changes from run to run, sources are named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.build.build import build
from kg.data import toml
from kg.iri import DEFAULT_BASE
from kg.rdf import terms as t
from kg.rdf.dataset import DCTERMS, NAME, PROV, VOID, with_description
from kg.settings import Settings
from kg.store.generations import Generations
from kg.store.nquads import by_graph
from tests.kg.builds import put

DATASET = NamedNode(f"{DEFAULT_BASE}dataset")


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    folder = tmp_path_factory.mktemp("dataset")
    put(folder / "in", "a.txt", "cầu")
    put(folder / "in", "b.txt", "đường", number=6)
    build([folder / "in"], Settings(folder / "kg", workers=1))
    with Generations(folder / "kg").open() as generation:
        return list(generation.store.quads_for_pattern(None, None, None, None))


@pytest.fixture(scope="module")
def own(quads: list[Quad]) -> Store:
    store = Store()
    store.extend(q for q in quads if q.graph_name == NamedNode(DEFAULT_BASE + NAME))
    return store


@pytest.fixture(scope="module")
def others(quads: list[Quad]) -> list[Quad]:
    return [q for q in quads if q.graph_name != NamedNode(DEFAULT_BASE + NAME)]


def values(store: Store, node: NamedNode, predicate: str) -> set[str]:
    return {str(q.object.value) for q in store.quads_for_pattern(node, NamedNode(predicate), None)}  # type: ignore[union-attr]


def counts(store: Store, kind: str, unit: str) -> dict[str, int]:
    """Term -> count of each partition."""
    found = {}
    for part in values(store, DATASET, f"{VOID}{kind}Partition"):
        [term], [count] = (values(store, NamedNode(part), VOID + name) for name in (kind, unit))
        assert term not in found
        found[term] = int(count)
    return found


def test_partitions_count_what_there_is(own: Store, others: list[Quad]) -> None:
    assert counts(own, "property", "triples") == Counter(q.predicate.value for q in others)
    typed = Counter(q.object.value for q in others if q.predicate == t.RDF_TYPE)  # type: ignore[union-attr]
    assert counts(own, "class", "entities") == typed
    assert typed[t.DOCUMENT.value] == 2


def test_totals_and_parts_count_what_there_is(own: Store, others: list[Quad]) -> None:
    assert values(own, DATASET, VOID + "triples") == {str(len(others))}
    parts = values(own, DATASET, VOID + "subset")
    sizes = {part.rpartition("#")[2]: int(next(iter(values(own, NamedNode(part), VOID + "triples")))) for part in parts}
    assert sum(sizes.values()) == len(others)
    in_documents = sum("/graph/doc/" in q.graph_name.value for q in others)  # type: ignore[union-attr]
    assert sizes["documents"] == in_documents > 0
    for part in parts:
        assert len(values(own, NamedNode(part), DCTERMS + "title")) == 2, part


def test_it_comes_from_the_files_of_the_documents(own: Store, others: list[Quad]) -> None:
    files = {q.object.value for q in others if q.predicate == t.SOURCE_FILE_OF}  # type: ignore[union-attr]
    assert values(own, DATASET, PROV + "wasDerivedFrom") == files != set()


def test_licence_and_geonames_are_named(own: Store, root: Path) -> None:
    assert values(own, DATASET, DCTERMS + "license") == {"https://creativecommons.org/licenses/by/4.0/"}
    [source] = values(own, DATASET, DCTERMS + "source")
    assert source == "https://www.geonames.org/" in (root / "NOTICE").read_text(encoding="utf-8")
    assert values(own, NamedNode(source), DCTERMS + "license") == {"https://creativecommons.org/licenses/by/4.0/"}
    assert "GeoNames" in next(iter(values(own, NamedNode(source), DCTERMS + "rights")))


def test_every_word_stands_in_vietnamese_and_english() -> None:
    said = toml("dataset")
    for words in (said["title"], said["description"], said["rights"], *said["parts"].values()):
        assert {"vi", "en"} <= set(words)


def test_the_description_depends_on_the_graph_alone(others: list[Quad]) -> None:
    one, _ = by_graph(others)
    two, _ = by_graph(reversed(others))
    described = with_description(one)
    assert described == with_description(two) == with_description(described)
    assert list(described) == sorted(described)


def test_it_moves_with_the_base(others: list[Quad]) -> None:
    graphs, _ = by_graph(others)
    made = set(with_description(graphs, "https://example.org/")) - set(graphs)
    assert made == {"https://example.org/graph/dataset", "https://example.org/graph/summary"}


def test_a_part_of_an_unknown_graph_is_counted_too() -> None:
    graph = NamedNode(f"{DEFAULT_BASE}graph/changes")
    graphs, _ = by_graph([Quad(DATASET, t.RDFS_LABEL, t.vi("x"), graph)])
    described = with_description(graphs)
    assert f"<{DEFAULT_BASE}dataset#changes>".encode() in described[DEFAULT_BASE + NAME].data
