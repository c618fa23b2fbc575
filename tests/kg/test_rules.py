"""Every predicate that inference writes has a rule that `chidao why` can show, and the premises hold."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad, Store

from kg.assemble import assemble
from kg.data import toml
from kg.iri import ONTOLOGY
from kg.rules import Rule, rules
from tests.kg.factories import Maker, full
from tests.kg.graphs import ask, in_graph, store_of
from tests.kg.plans import plan as works_plan
from tests.kg.test_rdf_successions import plan


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    """Plans of a province, of a district's and of central bodies, and one that names a work, so that each rule of the registry has a case."""
    made = Maker("Kế hoạch", "9/KH-UBND", "2022-03-01", "Ủy ban nhân dân tỉnh Bạc Liêu", "Bạc Liêu", "Cây xanh")
    made.part("1", "arabic", "1. Cục Thuế tỉnh, Sở Nội vụ, Văn phòng Ủy ban nhân dân tỉnh, các huyện, thị xã, thành phố trồng cây.", label="1.")
    made.part("2", "arabic", "2. Ủy ban nhân dân huyện Hòa Bình, Bộ Giao thông vận tải tưới cây.", label="2.")
    made.task(
        "1",
        made.who("1", "Cục Thuế tỉnh", "lead", kind="cuc-thue-tinh"),
        made.who("1", "Sở Nội vụ", "support", kind="so-noi-vu"),
        made.who("1", "Văn phòng Ủy ban nhân dân tỉnh", "support", kind="van-phong-ubnd-tinh"),
        made.who("1", "các huyện, thị xã, thành phố", "support", agency="Các huyện, thị xã, thành phố", group=True),
    )
    made.task("2", made.who("2", "Ủy ban nhân dân huyện Hòa Bình", "lead"), made.who("2", "Bộ Giao thông vận tải", "support"))
    works = works_plan("Cà Mau", "8", "- Sở Xây dựng chủ trì xây dựng cầu Mây (giai đoạn 1).")
    return assemble([full(), plan(), made.document(), works]).quads


def holds(store: Store, quad: Quad, rule: Rule) -> bool:
    """Whether the premises of a rule, and its condition, are there for a triple."""
    ends = f"VALUES (?s ?o) {{ ({quad.subject} {quad.object}) }}"
    lines = " ".join(f"{s} {p} {o} ." for s, p, o in rule.premises).replace("base:type-group/plans", "<type-group/plans>")
    lines = lines.replace("base:kind/ubnd-huyen", "<kind/ubnd-huyen>")
    where = f"FILTER({rule.where})" if rule.where else ""
    prefix = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"
    return bool(ask(store, f"{prefix} SELECT * {{ {ends} {lines} {where} }}"))


def test_each_inferred_triple_follows_from_what_its_rule_says(quads: list[Quad]) -> None:
    store, inferred = store_of(quads), in_graph(quads, "inferred")
    assert {q.predicate.value.removeprefix(ONTOLOGY).rpartition("#")[2] for q in inferred} == set(toml("rules"))
    used = set()
    for quad in inferred:
        found = rules(quad.predicate.value)
        assert found
        if found[0].closure:
            continue
        used |= (held := {rule.id for rule in found if holds(store, quad, rule)})
        assert held, quad.triple
    assert {"agencyKind", "memberOf", "carrierKind", "validTo: 1", "validTo: 2", "share: 1", "share: 2", "functions", "reason"} <= used


def test_a_triple_that_does_not_follow_has_no_premises(quads: list[Quad]) -> None:
    """A rule that held for anything would explain nothing."""
    store, inferred = store_of(quads), sorted(in_graph(quads, "inferred"), key=str)
    nobody = next(q.object for q in quads if q.object.value.endswith("/place/hà-nội"))  # type: ignore[union-attr]
    names = ("succeededBy", "carrier", "via", "memberOf", "agencyKind", "validTo", "continuation", "ledBy")
    for name in names:
        quad = next(q for q in inferred if q.predicate.value == ONTOLOGY + name)
        assert not any(holds(store, Quad(quad.subject, quad.predicate, nobody, quad.graph_name), rule) for rule in rules(name)), name


def test_what_the_registry_says_is_told_with_its_table() -> None:
    for name in ("continuation", "via", "functions", "agencyKind", "memberOf", "validTo"):
        assert all(rule.file.startswith(("ontology/registry/", "kg/data/")) and rule.vi and rule.en for rule in rules(name))
    assert rules(f"{ONTOLOGY}via")[0].more == (
        ("?o", "cd:resulting", "?resulting"), ("?o", "cd:legalBasis", "?basis"), ("?o", "cd:scope", "?scope")
    )  # fmt: skip
