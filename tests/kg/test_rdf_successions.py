"""Who carries on stands in the graph as the rules have it, for what the documents name and its successors alone."""

from __future__ import annotations

import pytest

from kg.assemble import Assembly, assemble
from kg.iri import DEFAULT_BASE
from loaders.model import Document
from tests.kg.factories import Maker, full
from tests.kg.graphs import ask, in_graph, store_of

GTVT = f"{DEFAULT_BASE}agency/bạc-liêu/sở-giao-thông-vận-tải"


def plan() -> Document:
    made = Maker("Kế hoạch", "8/KH-UBND", "2022-03-01", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "Đường về xóm")
    made.part("1", "arabic", "1. Sở Giao thông vận tải đắp đường, các sở, ban, ngành góp sức.", label="1.")
    made.part("2", "arabic", "2. Sở Giáo dục, Khoa học và Công nghệ trồng hoa hai bên.", label="2.")
    made.part("3", "arabic", "3. Hội Trồng nấm tưới hoa.", label="3.")
    made.task(
        "1",
        made.who("1", "Sở Giao thông vận tải", "lead", kind="so-giao-thong-van-tai"),
        made.who("1", "các sở, ban, ngành", "support", agency="Các sở, ban, ngành", group=True),
    )
    made.task("2", made.who("2", "Sở Giáo dục, Khoa học và Công nghệ", "lead"))
    made.task("3", made.who("3", "Hội Trồng nấm", "lead"))
    return made.document()


@pytest.fixture(scope="module")
def whole() -> Assembly:
    return assemble([full(), plan()])


def test_a_continuation_has_its_time_its_carrier_and_its_changes(whole: Assembly) -> None:
    rows = ask(store_of(whole.quads), f"""SELECT ?from ?to ?label ?share (GROUP_CONCAT(STR(?via); SEPARATOR=" ") AS ?vias) {{
      <{GTVT}> cd:continuation ?c . ?c cd:validFrom ?from ; cd:share ?share ; cd:carrier/rdfs:label ?label ; cd:via/cd:effectiveDate ?via .
      OPTIONAL {{ ?c cd:validTo ?to }} FILTER(CONTAINS(STR(?share), "whole")) }}
      GROUP BY ?from ?to ?label ?share ORDER BY ?from""")  # fmt: skip
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("2025-03-01", "2025-06-30", "Sở Xây dựng tỉnh Bạc Liêu"),
        ("2025-07-01", None, "Sở Xây dựng tỉnh Cà Mau"),
    ]
    assert [sorted(str(row[4]).split()) for row in rows] == [["2025-03-01"], ["2025-03-01", "2025-07-01"]]


def test_the_legal_bases_are_reached_from_the_agency(whole: Assembly) -> None:
    rows = ask(store_of(whole.quads), f"""SELECT DISTINCT ?basis {{
      <{GTVT}> cd:continuation/cd:via/cd:legalBasis ?basis FILTER(CONTAINS(?basis, "202/2025/QH15")) }}""")  # fmt: skip
    assert rows == [("NQ 202/2025/QH15 ngày 12/6/2025",)]


def test_a_body_with_a_merged_name_is_of_its_kind_and_of_those_it_unites(whole: Assembly) -> None:
    rows = ask(store_of(whole.quads), """SELECT ?kind {
      <agency/bạc-liêu/sở-giáo-dục-khoa-học-và-công-nghệ> cd:agencyKind ?kind } ORDER BY ?kind""")  # fmt: skip
    assert [str(kind).rpartition("/")[2] for (kind,) in rows] == [
        "so-giao-duc-khoa-hoc-va-cong-nghe", "so-giao-duc-va-dao-tao", "so-khoa-hoc-va-cong-nghe"
    ]  # fmt: skip


def test_members_are_those_that_the_documents_name(whole: Assembly) -> None:
    rows = ask(store_of(whole.quads), "SELECT ?a { ?a cd:memberOf <group/bạc-liêu/các-sở-ban-ngành> } ORDER BY ?a")
    named = {str(a).rpartition("/")[2] for (a,) in rows}
    assert {"sở-giao-thông-vận-tải", "sở-y-tế", "sở-tài-chính", "sở-giáo-dục-khoa-học-và-công-nghệ"} <= named
    assert not {"ủy-ban-nhân-dân-tỉnh", "hội-trồng-nấm"} & named


def test_only_what_is_named_and_its_successors_have_nodes(whole: Assembly) -> None:
    """Whatever the registry holds: each agency is named by a document or reached from one that is."""
    store = store_of(whole.quads)
    known = {a for (a,) in ask(store, "SELECT ?a { VALUES ?c { cd:Agency cd:AgencyGroup } ?a a ?c }")}
    named = {a for (a,) in ask(store, "SELECT DISTINCT ?a { ?x cd:agent|cd:issuer ?a }")}
    reached = set(named)
    for _ in range(10):
        reached |= {b for a, b in ask(store, "SELECT ?a ?b { ?a cd:succeededBy ?b . ?b cd:place ?p }") if a in reached}
    assert named < known == reached
    assert len(in_graph(whole.quads, "inferred")) < 40 * len(known)


def test_what_follows_stands_in_the_inferred_graph_alone(whole: Assembly) -> None:
    inferred = in_graph(whole.quads, "inferred")
    for name in ("continuation", "carrier", "via", "memberOf"):
        quads = {q for q in whole.quads if q.predicate.value.endswith(f"#{name}")}
        assert quads and quads <= inferred
    assert not {q.triple for q in inferred} & {q.triple for q in set(whole.quads) - inferred}


def test_one_without_successor_ends_and_has_none(whole: Assembly) -> None:
    store = store_of(whole.quads)
    [row] = ask(store, "SELECT ?end ?next { <agency/bạc-liêu/hội-trồng-nấm> cd:validTo ?end OPTIONAL { <agency/bạc-liêu/hội-trồng-nấm> cd:continuation ?next } }")
    assert row == ("2025-06-30", None)


def test_the_order_of_documents_is_no_matter(whole: Assembly) -> None:
    assert set(assemble([plan(), full()]).quads) == set(whole.quads)
