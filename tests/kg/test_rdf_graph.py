"""The whole graph: each triple once, entities shared, links apart from what was said, the order of files no matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode

from kg.assemble import Assembly, assemble
from kg.iri import DEFAULT_BASE, BaseError, document_of
from loaders.model import Document, Span
from tests.kg.factories import Maker, full
from tests.kg.graphs import ask, in_graph, quotes, store_of

PLAN = f"{DEFAULT_BASE}doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/5-kh-ubnd"


def other(number: str, date: str | None, cited: str, issuer: str = "Tỉnh ủy Bạc Liêu", **more: object) -> Document:
    """A plan of Bạc Liêu that names one document."""
    made = Maker("Kế hoạch", number, date, "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", f"Việc số {number}")
    words = f"Nghị quyết số {cited.partition('|')[0]}"
    made.part("1", "arabic", f"1. Sở Y tế thực hiện {words} hằng năm.", label="1.")
    made.cite("1", words, cited, "Nghị quyết", issuer, **more)
    made.relate("1", f"thực hiện {words}", "this", "implements", cited)
    made.task("1", made.who("1", "Sở Y tế", "lead", kind="so-y-te"))
    return made.document()


def corpus() -> list[Document]:
    """Documents with a copy, an undated citation, a slip in a date and a citation of one another."""
    return [
        full(),
        other("7/KH-UBND", "2022-05-05", "11-NQ/TU|null"),
        other("8/KH-UBND", "2022-06-06", "11-NQ/TU|2021-11-21"),
        other("9/KH-UBND", "2022-07-07", "5/KH-UBND|2022-03-01", "Ủy ban nhân dân tỉnh Bạc Liêu"),
        full("copy.txt"),
        other("10/KH-UBND", None, "12-NQ/TU|2022-01-01"),
    ]


@pytest.fixture(scope="module")
def whole() -> Assembly:
    return assemble(corpus())


def test_each_triple_stands_in_exactly_one_graph(whole: Assembly) -> None:
    triples = [q.triple for q in whole.quads]
    assert len(triples) == len(set(triples))


def test_there_are_no_blank_nodes(whole: Assembly) -> None:
    assert not [q for q in whole.quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]


def test_graphs_hold_what_their_names_say(whole: Assembly) -> None:
    names = {q.graph_name.value for q in whole.quads}
    shared = {f"{DEFAULT_BASE}graph/{n}" for n in ("entities", "links", "registry", "ontology", "inferred")}
    assert names == shared | {d.graph for d in whole.documents}
    for document in whole.documents:
        own = [q for q in whole.quads if q.graph_name.value == document.graph]
        assert {document_of(q.subject.value) for q in own} == {document.iri}  # type: ignore[union-attr]
    described = {q.subject for q in in_graph(whole.quads, "entities")}
    read = {NamedNode(d.iri) for d in whole.documents}
    assert not described & read


def test_every_thing_that_is_pointed_at_is_described(whole: Assembly) -> None:
    subjects = {q.subject for q in whole.quads}
    for quad in whole.quads:
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(DEFAULT_BASE):
            assert quad.object in subjects, quad


def test_a_copy_is_left_out_and_listed(whole: Assembly) -> None:
    assert [d.file for d in whole.documents].count("plan.txt") + [d.file for d in whole.documents].count(
        "copy.txt"
    ) == 1
    [copy] = whole.duplicates
    assert copy.iri == PLAN
    assert {copy.file, copy.kept_file} == {"plan.txt", "copy.txt"}
    names = {q.subject: q.object.value for q in whole.quads if q.predicate.value.endswith("#fileName")}  # type: ignore[union-attr]
    read = {names[q.object] for q in whole.quads if q.predicate.value.endswith("#sourceFile")}  # type: ignore[index]
    others = {names[q.object] for q in whole.quads if q.predicate.value.endswith("#otherFile")}  # type: ignore[index]
    assert copy.kept_file in read and copy.file not in read
    assert others == {copy.file}
    assert any(copy.file in warning and copy.kept_file in warning for warning in whole.warnings)


def test_dated_undated_and_misprinted_citations_mean_one_document(whole: Assembly) -> None:
    """Which date is the misprint is told by what most texts state; where as many state another, both are doubtful."""
    of_two = [*corpus(), other("6/KH-UBND", "2022-08-08", "11-NQ/TU|2021-11-12")]
    none, differs, missing = ("None", None), ("date-differs", "0.8"), ("date-missing", "0.9")
    for quads, expected in (
        (assemble(of_two).quads, [none, none, none, differs, missing]),
        (whole.quads, [differs, differs, differs, missing]),
    ):
        rows = ask(store_of(quads), """SELECT ?c ?why ?sure WHERE {
          ?c cd:refersTo <doc/tỉnh-ủy-bạc-liêu/nghị-quyết/2020-2025/11-nq-tu>
          OPTIONAL { ?c cd:reason ?why ; cd:confidence ?sure } }""")  # fmt: skip
        assert sorted((str(why).rpartition("#")[2], sure) for _, why, sure in rows) == expected


def test_an_edge_leads_back_to_the_words_that_state_it(whole: Assembly) -> None:
    rows = ask(store_of(whole.quads), f"""SELECT ?lower ?quote WHERE {{
      ?lower cd:implements <{PLAN}> .
      ?s cd:states cd:implements ; cd:sourceDocument ?lower ; cd:targetDocument <{PLAN}> ;
         cd:in/cd:text ?text ; cd:from ?from ; cd:to ?to .
      BIND(SUBSTR(?text, ?from + 1, ?to - ?from) AS ?quote) }}""")  # fmt: skip
    assert rows == [(f"{PLAN.replace('5-kh-ubnd', '9-kh-ubnd')}", "thực hiện Nghị quyết số 5/KH-UBND")]


def test_who_leads_and_supports_is_inferred_from_assignments(whole: Assembly) -> None:
    store = store_of(whole.quads)
    short = set(ask(store, "SELECT ?t ?a WHERE { ?t cd:ledBy ?a }"))
    long = set(ask(store, "SELECT ?t ?a WHERE { ?t cd:assignment ?x . ?x cd:role role:lead ; cd:agent ?a }"))
    assert short == long
    assert (f"{PLAN}/I/1/-1#task", f"{DEFAULT_BASE}agency/bạc-liêu/sở-y-tế") in short
    supports = ask(store, f"SELECT ?a WHERE {{ <{PLAN}/I/1/-1#task> cd:supportedBy ?a }} ORDER BY ?a")
    assert supports == [
        (f"{DEFAULT_BASE}agency/bạc-liêu/sở-tài-chính",),
        (f"{DEFAULT_BASE}group/bạc-liêu/các-sở-ban-ngành",),
    ]


def test_the_cascade_goes_down_in_steps_and_in_all(whole: Assembly) -> None:
    store = store_of(whole.quads)
    resolution = "doc/tỉnh-ủy-bạc-liêu/nghị-quyết/2020-2025/11-nq-tu"
    steps = {d for (d,) in ask(store, f"SELECT ?d WHERE {{ <{resolution}> cd:cascadesTo ?d }}")}
    everything = {d for (d,) in ask(store, f"SELECT ?d WHERE {{ <{resolution}> cd:cascadesToAll ?d }}")}
    assert steps == {PLAN.replace("5-kh", f"{n}-kh") for n in (5, 7, 8)}
    assert everything == steps | {PLAN.replace("5-kh", "9-kh")}
    # A plan carries out the decision it is based on.
    assert ask(store, f"SELECT ?d WHERE {{ ?d cd:cascadesTo <{PLAN}> ; cd:number '99/QĐ-TTg' }}")


def test_an_agency_is_described_once_with_kind_and_place(whole: Assembly) -> None:
    rows = ask(store_of(whole.quads), """SELECT ?label ?kind ?place WHERE {
      <agency/bạc-liêu/sở-y-tế> rdfs:label ?label ; cd:agencyKind/skos:prefLabel ?kind ; cd:place/rdfs:label ?place .
      FILTER(LANG(?kind) = "vi") }""")  # fmt: skip
    assert rows == [("Sở Y tế tỉnh Bạc Liêu", "Sở Y tế", "Bạc Liêu")]


def test_types_that_no_vocabulary_has_are_described_among_the_entities() -> None:
    made = Maker("Bản vẽ", "5/BV-UBND", "2022-03-01", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "Giếng")
    found = assemble([made.document()])
    assert {q.predicate.value.rpartition("#")[2] for q in in_graph(found.quads, "entities")
            if q.subject == NamedNode(f"{DEFAULT_BASE}type/bản-vẽ")} == {"type", "prefLabel"}  # fmt: skip


@given(st.permutations(range(6)))
@settings(max_examples=25)
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    documents = corpus()
    shuffled = assemble([documents[i] for i in order])
    straight = assemble(documents)
    assert set(shuffled.quads) == set(straight.quads)
    assert (shuffled.documents, shuffled.duplicates) == (straight.documents, straight.duplicates)


def test_all_data_move_with_the_base() -> None:
    base = "http://localhost:8000/kg/"
    moved = assemble([full()], base)
    fixed = ("https://w3id.org/chidao/ont", "https://w3id.org/chidao/voc/")
    for quad in moved.quads:
        for term in (quad.subject, quad.object, quad.graph_name):
            if isinstance(term, NamedNode) and term.value.startswith(DEFAULT_BASE):
                assert term.value.startswith(fixed), quad
    back = {str(q).replace(base, DEFAULT_BASE) for q in moved.quads}
    assert back == {str(q) for q in assemble([full()]).quads}


def test_a_base_that_is_none_is_refused() -> None:
    with pytest.raises(BaseError):
        assemble([], "nowhere")


def test_no_documents_make_a_graph_of_what_is_always_known() -> None:
    found = assemble([])
    assert not found.documents
    assert {q.graph_name.value.rpartition("/")[2] for q in found.quads} == {"registry", "ontology"}


def attached(number: str, file_of: Document) -> Document:
    """A plan behind a decision in the same file, that says so in its head and cites it nowhere."""
    made = Maker("Kế hoạch", None, None, None, None, "Cấp nước")
    made.part("head/attachment", "attachment", f"(Kèm theo Quyết định số {number} ngày 01/6/2024)")
    made.header.attached_to = made.said("head/attachment", f"Quyết định số {number}", f"{number}|2024-06-01")
    plan = made.document()
    source = file_of.text.source
    return replace(plan, text=replace(plan.text, source=source), span=Span(5000, 6000))


@pytest.mark.parametrize(("number", "edges"), [("3/QĐ-UBND", 1), ("4/QĐ-UBND", 0)])
def test_what_promulgates_a_plan_is_stated_though_it_is_cited_nowhere(number: str, edges: int) -> None:
    decision = Maker("Quyết định", "3/QĐ-UBND", "2024-06-01", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "Ban hành")
    above = decision.document()
    store = store_of(assemble([above, attached(number, above)]).quads)
    assert list(quotes(store, "RelationStatement").values()) == [f"Quyết định số {number}"]
    found = ask(store, "SELECT ?d ?p WHERE { ?d cd:promulgates ?p . ?s cd:sourceDocument ?d ; cd:targetDocument ?p }")
    assert len(found) == edges
    if edges:
        assert found[0][0] == f"{DEFAULT_BASE}doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/quyết-định/2024/3-qđ-ubnd"
        assert ask(store, f"SELECT ?a WHERE {{ <{found[0][1]}> cd:issuer ?a }}")
