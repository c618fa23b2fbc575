"""The graph uses no term the ontology does not declare, and the ontology declares none that nothing is an instance of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.assemble import Assembly, assemble
from kg.iri import ONTOLOGY, VOCABULARY
from kg.rdf import terms
from kg.rdf.summary import Summary
from kg.store.nquads import by_graph
from loaders.model import Box, Document, Page, Text
from loaders.parse import parse
from ontology.page import NAMESPACE, load
from tests.kg.factories import Maker, full
from tests.kg.plans import plan


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return load()


@pytest.fixture(scope="module")
def example() -> Assembly:
    """A graph with one of everything: a whole plan and one that cites it without telling enough."""
    made = Maker("Kế hoạch", "6/KH-UBND", "2023-01-01", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "Giếng")
    made.part(
        "1",
        "arabic",
        "1. Theo Nghị quyết số 11-NQ/TU khóa XVI, Quyết định số 99/QĐ-TTg và Đề án nước sạch nông thôn.",
        label="1.",
    )
    made.cite(
        "1",
        "Nghị quyết số 11-NQ/TU",
        "11-NQ/TU|null",
        "Nghị quyết",
        "Tỉnh ủy Bạc Liêu",
        term="XVI",
        candidates=("11-NQ/TU|2016-01-01",),
    )
    made.cite("1", "Quyết định số 99/QĐ-TTg", "99/QĐ-TTg|null", "Quyết định", "Thủ tướng Chính phủ")
    made.cite("1", "Đề án nước sạch nông thôn", "Đề án nước sạch nông thôn|null", "Đề án")
    made.parts[-1].flags = ("ordinal-gap",)
    made.relate("1", "Theo Nghị quyết số 11-NQ/TU", "this", "cites", "11-NQ/TU|null")
    other = Maker("Kế hoạch", "7/KH-UBND", "2023-01-01", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "Đường")
    other.part("1", "arabic", "1. Nghị quyết số 11-NQ/TU ngày 01/01/2017; trong quý I/2024.", label="1.")
    other.cite("1", "Nghị quyết số 11-NQ/TU ngày 01/01/2017", "11-NQ/TU|2017-01-01", "Nghị quyết", "Tỉnh ủy Bạc Liêu")
    works = [
        plan("Bạc Liêu", "8", "1. Hạ tầng giao thông", "- Xây dựng cầu Mây (giai đoạn 1), huyện Lâm Sơn, dài 2 km, tổng mức đầu "
             "tư 90 tỷ đồng, giai đoạn 2026-2030, do Sở Xây dựng làm chủ đầu tư.", "- Sửa chữa cầu Mây."),
        plan("Cà Mau", "9", "1. Hoàn thành cầu Mây."),
    ]  # fmt: skip
    # A commune of which it is not said where it is: whose office leads is in doubt.
    head = ["ỦY BAN NHÂN DÂN XÃ SUỐI GẠO", "Số: 15/KH-UBND", "Suối Gạo, ngày 01 tháng 3 năm 2025", "KẾ HOẠCH", "Trồng cây"]
    works += parse(Text.of_paragraphs([*head, "I. NHIỆM VỤ", "1. Phòng Kinh tế chủ trì trồng cây."]))
    # An office that nobody carried on, as far as the registry knows.
    head = ["ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "Số: 16/KH-UBND", "Hà Tĩnh, ngày 01 tháng 3 năm 2022", "KẾ HOẠCH", "Mở lớp học"]
    works += parse(Text.of_paragraphs([*head, "I. NHIỆM VỤ", "1. Sở Giáo dục, Khoa học và Công nghệ chủ trì mở lớp học."]))
    # A plan without a date: since which year its report comes back is not known.
    head = ["ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "Số: 17/KH-UBND", "KẾ HOẠCH", "Mở lớp học buổi tối"]
    report = "1. Sở Y tế báo cáo Ủy ban nhân dân tỉnh trước ngày 10/12 hằng năm."
    works += parse(Text.of_paragraphs([*head, "I. NHIỆM VỤ", report]))
    copy = full("the same in another file.pdf")
    assembled = assemble([full(), copy, scanned(made.document()), other.document(), *works])
    summary = Summary()
    graphs = by_graph(assembled.quads)[0]
    for name, graph in graphs.items():
        summary.prepare(name, graph.lines)
    for name, graph in graphs.items():
        summary.add(name, graph.lines)
    assembled.quads += summary.quads()
    return assembled


def scanned(document: Document) -> Document:
    """As if its file were a scan of one page."""
    text = document.text
    blocks = tuple(replace(b, page=1, box=Box(85, 60, 540, 80)) for b in text.blocks)
    return replace(document, text=replace(text, blocks=blocks, pages=(Page(1, 595, 842, 0.9),)))


def declared(graph: Graph, *kinds: URIRef) -> set[str]:
    return {str(s) for kind in kinds for s in graph.subjects(RDF.type, kind) if str(s).startswith(NAMESPACE)}


def test_every_constant_is_declared_and_every_declared_term_has_a_constant(ontology: Graph) -> None:
    constants = {v.value for v in vars(terms).values() if isinstance(v, NamedNode)}
    constants |= {v.value for v in (*terms.RELATIONS.values(), *terms.DETAILS.values())}
    own = {v for v in constants if v.startswith(ONTOLOGY)}
    known = declared(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert own <= known
    # Duty is never written: what it holds for, holds for its subclasses.
    assert known - own == {NAMESPACE + "Duty"}


def test_every_term_in_a_graph_is_declared(ontology: Graph, example: Assembly) -> None:
    used = {t.value for q in example.quads for t in (q.predicate, q.object) if isinstance(t, NamedNode)}
    properties = {q.predicate.value for q in example.quads if q.predicate.value.startswith(ONTOLOGY)}
    assert properties <= declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)
    subjects = {str(s) for s in ontology.subjects()}
    assert {t for t in used if t.startswith((ONTOLOGY, VOCABULARY))} <= subjects


def test_every_class_has_an_instance_and_every_property_a_use(ontology: Graph, example: Assembly) -> None:
    types = {q.object.value for q in example.quads if q.predicate == terms.RDF_TYPE}  # type: ignore[union-attr]
    for name in list(types):
        types |= {str(c) for c in ontology.transitive_objects(URIRef(name), RDFS.subClassOf)}
    assert declared(ontology, OWL.Class) <= types
    used = {q.predicate.value for q in example.quads}
    unused = declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty) - used
    # Relations that this example has no words for; kg/rdf writes all nine by one rule.
    relations = {v.value for v in terms.RELATIONS.values()}
    assert unused <= relations | {NAMESPACE + "candidate"}
    assert NAMESPACE + "candidate" not in unused


def test_objects_are_of_the_class_the_ontology_says(ontology: Graph, example: Assembly) -> None:
    """Domains and ranges read as a check: what the data say of a node must not contradict them."""
    from rdflib.collection import Collection

    kinds: dict[str, set[str]] = {}
    for quad in example.quads:
        if quad.predicate == terms.RDF_TYPE:
            found = {str(c) for c in ontology.transitive_objects(URIRef(quad.object.value), RDFS.subClassOf)}  # type: ignore[union-attr]
            kinds.setdefault(quad.subject.value, set()).update(found)  # type: ignore[union-attr]

    def allowed(node: object) -> set[str]:
        for members in ontology.objects(node, OWL.unionOf):  # type: ignore[arg-type]
            return {str(m) for m in Collection(ontology, members)}
        return {str(node)}

    checked = 0
    for quad in example.quads:
        for predicate, end in ((RDFS.domain, quad.subject), (RDFS.range, quad.object)):
            for expected in ontology.objects(URIRef(quad.predicate.value), predicate):
                if isinstance(end, NamedNode) and not str(expected).startswith("http://www.w3.org/2001"):
                    assert kinds.get(end.value, set()) & allowed(expected), (quad, expected)
                    checked += 1
    assert checked > 300


def test_literals_are_of_the_datatype_the_ontology_says(ontology: Graph, example: Assembly) -> None:
    dates = {"date", "citedDate", "dueFrom", "dueBy", "occursOn", "onDay", "validFrom", "validTo", "effectiveDate"}
    for quad in example.quads:
        name = quad.predicate.value
        if name.startswith(ONTOLOGY) and not isinstance(quad.object, NamedNode):
            ranges = {str(r) for r in ontology.objects(URIRef(name), RDFS.range)}
            expected = ranges or {"http://www.w3.org/2001/XMLSchema#date"}
            assert bool(ranges) == (name[len(ONTOLOGY) :] not in dates), name
            assert quad.object.datatype.value in expected, quad  # type: ignore[union-attr]
