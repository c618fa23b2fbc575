"""The graph of one document: every fact with its words, nothing of another document, nothing invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, NamedNode

from kg.iri import DEFAULT_BASE, document_of
from kg.rdf import terms as t
from kg.rdf.document import label, write_document
from loaders.model import Assignment, Box, Document, Page, Provision, Relation, Said, Span, Task
from ontology.dates import is_date
from tests.kg.factories import Maker, full
from tests.kg.graphs import ask, isomorphic, quotes, store_of

IRI = f"{DEFAULT_BASE}doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/5-kh-ubnd"


def test_the_graph_of_a_small_document_is_exactly_this() -> None:
    made = Maker("Kế hoạch", "5/KH-UBND", None, None, None, None, "a.txt")
    made.part("1", "arabic", "1. Sở Y tế", label="1.")
    made.part("1/-1", "dash", "- Xây giếng theo Kế hoạch số 4/KH-UBND.", "1", "-")
    made.cite("1/-1", "Kế hoạch số 4/KH-UBND", "4/KH-UBND|null", "Kế hoạch")
    made.relate("1/-1", "theo Kế hoạch số 4/KH-UBND", "this", "cites", "4/KH-UBND|null")
    made.task("1/-1", made.who("1", "Sở Y tế", "lead", inherited=True))
    document = made.document()
    written = write_document(document, IRI)
    assert not written.warnings
    assert isomorphic(
        written.quads,
        f"""
        @prefix cd: <https://w3id.org/chidao/ont#> . @prefix role: <https://w3id.org/chidao/voc/role#> .
        @prefix basis: <https://w3id.org/chidao/voc/basis#> . @prefix part: <https://w3id.org/chidao/voc/part#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <{IRI}> a cd:Document ; rdfs:label "Kế hoạch 5/KH-UBND"@vi ; cd:documentType <type/kế-hoạch> ;
          cd:number "5/KH-UBND" ; cd:symbol "5/KH-UBND" ; cd:sourceFile <{IRI}#file> .
        <{IRI}#file> a cd:SourceFile ; cd:fileName "a.txt" ; cd:sha256 "{document.text.source.sha256}" .
        <{IRI}#number> a cd:HeaderStatement ; cd:states cd:number ; cd:in <{IRI}/head/number> ; cd:from 4 ; cd:to 13 .
        <{IRI}#type> a cd:HeaderStatement ; cd:states cd:documentType ; cd:in <{IRI}/head/type> .
        <{IRI}/head/number> a cd:Provision ; cd:document <{IRI}> ; cd:kind part:number ; cd:path "head/number" ;
          cd:text "Số: 5/KH-UBND" ; cd:start 0 ; cd:line 1 .
        <{IRI}/head/type> a cd:Provision ; cd:document <{IRI}> ; cd:kind part:type ; cd:path "head/type" ;
          cd:text "KẾ HOẠCH" ; cd:start 14 ; cd:line 2 .
        <{IRI}/1> a cd:Provision ; cd:document <{IRI}> ; cd:kind part:arabic ; cd:path "1" ; cd:label "1." ;
          cd:text "1. Sở Y tế" ; cd:start 23 ; cd:line 3 .
        <{IRI}/1/-1> a cd:Provision ; cd:document <{IRI}> ; cd:parent <{IRI}/1> ; cd:kind part:dash ; cd:path "1/-1" ;
          cd:label "-" ; cd:text "- Xây giếng theo Kế hoạch số 4/KH-UBND." ; cd:start 34 ; cd:line 4 .
        <{IRI}/1/-1#cite-4-kh-ubnd> a cd:Citation ; cd:in <{IRI}/1/-1> ; cd:from 17 ; cd:to 38 ;
          cd:citedNumber "4/KH-UBND" ; cd:citedSymbol "4/KH-UBND" ; cd:citedType "Kế hoạch" .
        <{IRI}/1/-1#cites-4-kh-ubnd> a cd:RelationStatement ; cd:states cd:cites ; cd:source <{IRI}> ;
          cd:target <{IRI}/1/-1#cite-4-kh-ubnd> ; cd:in <{IRI}/1/-1> ; cd:from 12 ; cd:to 38 .
        <{IRI}/1/-1#task> a cd:Task ; cd:setBy <{IRI}> ; cd:in <{IRI}/1/-1> ; cd:assignment <{IRI}/1/-1#lead-sở-y-tế> .
        <{IRI}/1/-1#lead-sở-y-tế> a cd:Assignment ; cd:role role:lead ; cd:basis basis:assigned ;
          cd:agentName "Sở Y tế" ; cd:inherited true ; cd:in <{IRI}/1> ; cd:from 3 ; cd:to 10 .
        """,
    )


def on_paper(confidence: float | None) -> Document:
    """A document of two paragraphs on the second page of a paged file, the first of them with its place there."""
    made = Maker("Kế hoạch", None, None, None, None, None, "a.pdf")
    made.part("1", "arabic", "1. Sở Y tế kiểm tra.", label="1.")
    document = made.document()
    first, second = document.text.blocks
    blocks = (replace(first, page=2, box=Box(85, 60.5, 535, 90)), replace(second, page=2))
    pages = (Page(1, 595, 842), Page(2, 595, 842, confidence))
    return replace(document, text=replace(document.text, blocks=blocks, pages=pages))


@pytest.mark.parametrize(
    ("confidence", "written"), [(None, []), (0.9, ["0.9", "0.9"]), (0.875, ["0.875"] * 2), (1.0, ["1", "1"])]
)
def test_a_provision_on_a_page_says_where_and_how_sure_ocr_was(confidence: float | None, written: list[str]) -> None:
    quads = write_document(on_paper(confidence), IRI).quads
    said = {
        p: sorted(q.object.value for q in quads if q.predicate == p)
        for p in (t.PAGE, t.PAGE_FRAGMENT, t.OCR_CONFIDENCE)
    }  # type: ignore[union-attr]
    assert said == {
        t.PAGE: ["2", "2"],
        t.PAGE_FRAGMENT: ["page=2&viewrect=85,60.5,450,29.5"],
        t.OCR_CONFIDENCE: written,
    }


def test_a_file_without_pages_has_no_triples_about_them() -> None:
    assert not {t.PAGE, t.PAGE_FRAGMENT, t.OCR_CONFIDENCE} & {q.predicate for q in write_document(full(), IRI).quads}


def test_a_document_graph_holds_only_nodes_under_its_own_iri_and_no_blank_nodes() -> None:
    for quad in write_document(full(), IRI).quads:
        assert quad.graph_name.value == f"{DEFAULT_BASE}graph/{IRI[len(DEFAULT_BASE) :]}"
        assert isinstance(quad.subject, NamedNode)
        assert document_of(quad.subject.value) == IRI
        assert not isinstance(quad.object, BlankNode)


def expected_quotes(document: Document) -> dict[str, list[str]]:
    """The words of every fact, straight from the spans of the model."""
    header = document.header
    said = [header.number, header.type, header.issuer, header.province, header.place, header.date, header.title,
            header.signer.authority, header.signer.position, header.signer.name, *header.recipients]  # fmt: skip
    spans = [s for one in said if one is not None for s in one.spans] + ([header.period.span] if header.period else [])
    bodies = [*(a for t in document.tasks or () for a in t.assignments), *(b for r in document.reports or () for b in r.bodies)]
    due = [*(d for t in document.tasks or () for d in t.deadlines), *(r.deadline for r in document.reports or () if r.deadline)]
    return {
        "HeaderStatement": sorted(document.words(s) for s in spans),
        "Citation": sorted(document.words(m.span) for c in document.citations or () for m in c.mentions),
        "RelationStatement": sorted(document.words(r.span) for r in document.relations or ()),
        "Task": sorted(document.words(t.span) for t in document.tasks or ()),
        "ReportingDuty": sorted(document.words(r.span) for r in document.reports or ()),
        "Target": sorted(document.words(t.span) for t in document.targets or ()),
        "Assignment": sorted(document.words(a.span) for a in bodies),
        "Deadline": sorted(document.words(d.span) for d in due),
        "Output": sorted(document.words(s) for t in document.tasks or () if t.output for s in t.output.spans),
    }


@pytest.mark.parametrize(
    "node_class",
    ["HeaderStatement", "Citation", "RelationStatement", "Task", "ReportingDuty", "Target", "Assignment", "Deadline", "Output"],
)
def test_the_quote_of_every_fact_is_rebuilt_from_the_graph(node_class: str) -> None:
    document = full()
    found = quotes(store_of(write_document(document, IRI).quads), node_class)
    expected = expected_quotes(document)[node_class]
    assert expected
    assert sorted(found.values()) == expected


def test_a_provisions_text_stands_where_start_says() -> None:
    document = full()
    store = store_of(write_document(document, IRI).quads)
    rows = ask(
        store, "SELECT ?text ?start ?line WHERE { ?p a cd:Provision ; cd:text ?text ; cd:start ?start ; cd:line ?line }"
    )
    assert len(rows) == len(document.provisions)
    lines = document.text.text.split("\n")
    for text, start, line in rows:
        assert document.text.text[int(start or 0) :].startswith(text or "")
        assert lines[int(line or 0) - 1] == text


def test_every_mention_is_a_citation_and_only_the_first_has_the_parts() -> None:
    store = store_of(write_document(full(), IRI).quads)
    rows = ask(store, "SELECT ?c ?number ?first WHERE { ?c a cd:Citation OPTIONAL { ?c cd:citedNumber ?number } "
                      "OPTIONAL { ?c cd:repeats ?first } } ORDER BY ?c")  # fmt: skip
    assert rows == [
        (f"{IRI}/I/1/-2#cite-11-nq-tu", None, f"{IRI}/head/title#cite-11-nq-tu"),
        (f"{IRI}/head/basis#cite-99-qđ-ttg", "99/QĐ-TTg", None),
        (f"{IRI}/head/title#cite-11-nq-tu", "11-NQ/TU", None),
    ]


def test_issuer_and_subject_of_a_citation_have_their_words() -> None:
    store = store_of(write_document(full(), IRI).quads)
    rows = ask(store, """SELECT ?issuer ?basis ?subject WHERE { ?c cd:in/cd:text ?t ; cd:issuerBasis ?basis ;
      cd:issuerFrom ?a ; cd:issuerTo ?b ; cd:subjectFrom ?x ; cd:subjectTo ?y .
      BIND(SUBSTR(?t, ?a + 1, ?b - ?a) AS ?issuer) BIND(SUBSTR(?t, ?x + 1, ?y - ?x) AS ?subject) }""")  # fmt: skip
    assert rows == [("Tỉnh ủy", "context", "trạm y tế")]


def test_words_beyond_the_basic_plane_count_as_one_code_point() -> None:
    made = Maker(None, None, None, None, None, None)
    made.part("1", "arabic", "1. 𝒳𝒴 Sở Y tế", label="1.")
    made.task("1", made.who("1", "Sở Y tế", "lead"))
    store = store_of(write_document(made.document(), IRI).quads)
    assert list(quotes(store, "Assignment").values()) == ["Sở Y tế"]
    [(quote,)] = ask(store, "SELECT (SUBSTR(?t, ?a + 1, ?b - ?a) AS ?q) WHERE "
                            "{ ?n a cd:Assignment ; cd:in/cd:text ?t ; cd:from ?a ; cd:to ?b }")  # fmt: skip
    assert quote == "Sở Y tế"


def test_two_facts_of_one_name_in_one_provision_get_two_nodes() -> None:
    made = Maker(None, None, None, None, None, None)
    made.part("1", "arabic", "1. Theo Kế hoạch số 4/KH-UBND và bổ sung Kế hoạch số 4/KH-UBND", label="1.")
    made.cite(["1", "1"], "Kế hoạch số 4/KH-UBND", "4/KH-UBND|null")
    store = store_of(write_document(made.document(), IRI).quads)
    assert {n.rpartition("#")[2] for n in quotes(store, "Citation")} == {"cite-4-kh-ubnd", "cite-4-kh-ubnd.2"}


@pytest.mark.parametrize(
    "spoil",
    [
        # a span in no provision
        lambda d: d.tasks.append(Task("1", Span(9000, 9001))),
        lambda d: d.tasks.append(Task("1", Span(0, 3), (Assignment("Sở Y tế", "lead", None, Span(9000, 9005), "1"),))),
        # a task of a provision there is not
        lambda d: d.tasks.append(Task("nowhere", Span(0, 1))),
        # a relation to what is cited nowhere
        lambda d: d.relations.append(Relation("this", "cites", "9/KH-UBND|null", Span(0, 1), "1")),
        # one path twice
        lambda d: d.provisions.append(Provision("1", "arabic", 0, 3, 3)),
    ],
)
def test_what_cannot_be_written_is_reported_and_the_rest_is_kept(spoil: object) -> None:
    made = Maker("Kế hoạch", "5/KH-UBND", None, None, None, None, "a.txt")
    made.part("1", "arabic", "1. Sở Y tế", label="1.")
    document = made.document()
    spoil(document)  # type: ignore[operator]
    written = write_document(document, IRI)
    assert written.warnings
    assert all(w.startswith("a.txt: ") and "\n" not in w for w in written.warnings)
    assert ask(store_of(written.quads), "SELECT ?n WHERE { ?d a cd:Document ; cd:number ?n }") == [("5/KH-UBND",)]


def test_an_impossible_date_is_not_written() -> None:
    made = Maker("Kế hoạch", None, None, None, None, None)
    made.part("head/place-date", "place-date", "ngày 31 tháng 02 năm 2024")
    made.header.date = Said("2024-02-31", (made.span("head/place-date", "ngày 31 tháng 02 năm 2024"),))
    assert not ask(store_of(write_document(made.document(), IRI).quads), "SELECT ?d WHERE { ?x cd:date ?d }")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2024-02-29", True), ("2023-02-29", False), ("2024", False), ("20240229xx", False), (None, False)],
)
def test_dates(value: str | None, expected: bool) -> None:
    assert is_date(value) is expected


def test_a_long_title_makes_a_short_label() -> None:
    assert len(label("Kế hoạch", None, "rất dài " * 40)) <= 120
    assert label("Kế hoạch", None, "rất dài " * 40).endswith("…")


def test_the_same_document_gives_the_same_quads() -> None:
    assert write_document(full(), IRI).quads == write_document(full(), IRI).quads
