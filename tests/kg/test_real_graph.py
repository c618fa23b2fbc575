"""The graph of real plans: the lineage an analyst finds in them, every quote in place, within the size aimed at."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.assemble import Assembly, assemble
from kg.iri import DEFAULT_BASE
from kg.rdf import terms as t
from loaders.model import Document
from loaders.parse import parse
from loaders.read import read
from tests.kg.graphs import ask, quotes, store_of

RESOLUTION = "doc/ban-chấp-hành-trung-ương-đảng/nghị-quyết/xi/13-nq-tw"
CONCLUSION = "doc/bộ-chính-trị/kết-luận/xiii/72-kl-tw"
MOST_TRIPLES = 2500
MOST_OF_A_WORK = 11  # triples of a place that names one, with what is told of it
MOST_OF_A_FIELD = 6  # triples of a field of a heading or task


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Document]:
    return [d for path in sorted((shared / "seeds").glob("*.txt")) for d in parse(read(path))]


@pytest.fixture(scope="module")
def graph(documents: list[Document]) -> Assembly:
    return assemble(documents)


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[Document]:
    files = sorted(p for p in (shared / "corpus").glob("*.md") if p.name != "README.md")
    return [d for path in files for d in parse(read(path))]


def by_number(store: object, number: str) -> str:
    """The one document of this symbol, without base."""
    [(iri,)] = ask(store, f'SELECT ?d WHERE {{ ?d a cd:Document ; cd:symbol "{number}" }}')  # type: ignore[arg-type]
    return str(iri)[len(DEFAULT_BASE) :]


def test_the_lineage_is_the_one_an_analyst_draws(graph: Assembly) -> None:
    store = store_of(graph.quads)
    down = {(str(a)[len(DEFAULT_BASE) :], str(b)[len(DEFAULT_BASE) :])
            for a, b in ask(store, "SELECT ?a ?b WHERE { ?a cd:cascadesTo ?b }")}  # fmt: skip
    [(unnumbered,)] = ask(store, "SELECT ?d WHERE { ?d cd:sourceFile ?f FILTER NOT EXISTS { ?d cd:number ?n } }")
    steps = [
        (RESOLUTION, CONCLUSION),
        (CONCLUSION, by_number(store, "94-KH/TU")),
        (by_number(store, "94-KH/TU"), str(unnumbered)[len(DEFAULT_BASE) :]),
        (CONCLUSION, by_number(store, "500-KH/TU")),
        (by_number(store, "500-KH/TU"), by_number(store, "208/KH-UBND")),
        (CONCLUSION, by_number(store, "693/QĐ-TTg")),
        (by_number(store, "693/QĐ-TTg"), by_number(store, "6408/KH-UBND")),
        (by_number(store, "43-CTr/TU"), by_number(store, "3001/KH-UBND")),
        (by_number(store, "11-NQ/TU"), by_number(store, "34/KH-UBND")),
    ]
    assert [step for step in steps if step not in down] == []
    # The resolution of one province stands alone: nothing leads down to it.
    assert not [a for a, b in down if b == by_number(store, "11-NQ/TU")]


def test_one_conclusion_however_it_is_cited(graph: Assembly) -> None:
    rows = ask(store_of(graph.quads), f"""SELECT ?c WHERE {{ ?c cd:refersTo <{CONCLUSION}> }}""")
    assert len({str(c).partition("/head/")[0].split("#")[0] for (c,) in rows}) > 5
    assert not [d for d in graph.documents if d.iri.endswith("72-kl-tw")]
    symbols = ask(store_of(graph.quads), 'SELECT ?d WHERE { ?d cd:symbol "72-KL/TW" }')
    assert symbols == [(DEFAULT_BASE + CONCLUSION,)]


def test_an_agency_of_each_province_is_its_own(graph: Assembly) -> None:
    rows = ask(store_of(graph.quads), "SELECT ?a WHERE { ?a cd:agencyKind <kind/so-ke-hoach-va-dau-tu> }")
    places = {str(a)[len(DEFAULT_BASE) :].split("/")[1] for (a,) in rows}
    assert {"bạc-liêu", "bắc-kạn", "tuyên-quang"} <= places


def test_a_document_stays_within_the_size_aimed_at(graph: Assembly) -> None:
    """Its own graph and what the shared ones say of its nodes: the document, and what each named work and each field of
    a task adds to it."""
    beside = {q.subject for q in graph.quads if q.object in (t.PROJECT_STATEMENT, t.PROJECT_DETAIL)}
    fields = {q.subject for q in graph.quads if q.object == t.CLASSIFICATION_CLASS}
    links = (t.CONCERNS, t.CLASSIFICATION)
    own = [q for q in graph.quads if q.subject not in beside | fields and q.predicate not in links]
    sizes = Counter(d.iri for q in own for d in graph.documents if q.subject.value.startswith(d.iri))  # type: ignore[union-attr]
    assert len(sizes) == len(graph.documents)
    assert max(sizes.values()) <= MOST_TRIPLES, sizes
    named = sum(q.object == t.PROJECT_STATEMENT for q in graph.quads)
    assert sum(q.subject in beside or q.predicate == t.CONCERNS for q in graph.quads) <= MOST_OF_A_WORK * named
    tagged = sum(q.predicate == t.CLASSIFICATION for q in graph.quads)
    assert sum(q.subject in fields for q in graph.quads) + tagged <= MOST_OF_A_FIELD * tagged


@pytest.mark.parametrize("which", ["documents", "corpus"])
def test_all_real_documents_keep_the_rules_of_the_graph(which: str, request: pytest.FixtureRequest) -> None:
    read_: list[Document] = request.getfixturevalue(which)
    made = assemble(read_)
    assert made.warnings == []
    assert len({q.triple for q in made.quads}) == len(made.quads)
    assert set(assemble(list(reversed(read_))).quads) == set(made.quads)
    store = store_of(made.quads)
    expected = Counter(d.words(m.span) for d in read_ for c in d.citations or () for m in c.mentions)
    said = [(d, t.provision, a) for d in read_ for t in d.tasks or () for a in t.assignments]
    said += [(d, r.provision, a) for d in read_ for r in d.reports or () for a in r.bodies]
    # duties of one provision share what says the same of them
    once = {(id(d), path, a.role, a.agency, a.span, a.basis): d.words(a.span) for d, path, a in said}
    expected_agents = Counter(once.values())
    expected_targets = Counter(d.words(t.span) for d in read_ for t in d.targets or ())
    if not made.duplicates:
        assert Counter(quotes(store, "Citation").values()) == expected
        assert Counter(quotes(store, "Assignment").values()) == expected_agents
        assert Counter(quotes(store, "Target").values()) == expected_targets
    assert ask(store, "SELECT (COUNT(*) AS ?n) WHERE { ?s a cd:Citation FILTER NOT EXISTS { ?s cd:refersTo ?d } }") == [
        ("0",)
    ]
    assert ask(store, "SELECT (COUNT(*) AS ?n) WHERE { ?s a cd:Assignment FILTER NOT EXISTS { ?s cd:agent ?d } }") == [
        ("0",)
    ]
