"""Projects in the graph: each place that names one with its words, one work for all documents, seen from each province."""

from __future__ import annotations

import pytest

from kg.assemble import Assembly, assemble
from kg.iri import DEFAULT_BASE
from kg.link.places import province
from kg.link.projects import Seen, link
from tests.kg.graphs import ask, store_of
from tests.kg.plans import plan


@pytest.fixture(scope="module")
def graph() -> Assembly:
    return assemble([
        plan("Bạc Liêu", "5", "1. Xây dựng đường bộ cao tốc Bạc Liêu - Cà Mau (giai đoạn 1); cầu Mây.", "2. Sửa chữa cầu Mây."),
        plan("Cà Mau", "6", "1. Bàn giao mặt bằng cao tốc Cà Mau – Bạc Liêu, tổng mức đầu tư 9.000 tỷ đồng.", "2. Hoàn thành cầu Mây."),
    ])  # fmt: skip


def test_every_place_that_names_a_work_has_its_words(graph: Assembly) -> None:
    rows = ask(store_of(graph.quads), """SELECT ?path ?words WHERE {
      ?s a cd:ProjectStatement ; cd:in ?part ; cd:from ?from ; cd:to ?to ; cd:project ?work . ?part cd:text ?text ; cd:path ?path .
      BIND(SUBSTR(?text, ?from + 1, ?to - ?from) AS ?words) }""")  # fmt: skip
    assert sorted(tuple(row) for row in rows) == sorted([
        ("I/1", "đường bộ cao tốc Bạc Liêu - Cà Mau"), ("I/1", "cầu Mây"), ("I/2", "cầu Mây"),
        ("I/1", "cao tốc Cà Mau – Bạc Liêu"), ("I/2", "cầu Mây"),
    ])  # fmt: skip


def test_a_work_of_two_documents_and_wordings_is_one_seen_from_both_provinces(graph: Assembly) -> None:
    rows = ask(store_of(graph.quads), """SELECT ?work ?place (COUNT(?s) AS ?n) WHERE {
      ?work a cd:Project ; cd:projectKind <https://w3id.org/chidao/voc/work#expressway> ; cd:place/rdfs:label ?place .
      ?s cd:project ?work } GROUP BY ?work ?place ORDER BY ?place""")  # fmt: skip
    iri = f"{DEFAULT_BASE}project/cao-tốc-bạc-liêu-cà-mau"
    assert [tuple(row) for row in rows] == [(iri, "Bạc Liêu", "2"), (iri, "Cà Mau", "2")]


def test_works_of_one_name_in_two_provinces_stay_apart_with_candidates(graph: Assembly) -> None:
    rows = ask(store_of(graph.quads), "SELECT ?work ?other WHERE { ?work a cd:Project ; cd:candidate ?other } ORDER BY ?work")
    a, b = (f"{DEFAULT_BASE}project/{place}/cầu-mây" for place in ("bạc-liêu", "cà-mau"))
    assert [tuple(row) for row in rows] == [(a, b), (b, a)]


def test_what_is_told_of_a_work_has_its_words_too(graph: Assembly) -> None:
    rows = ask(store_of(graph.quads), """SELECT ?property ?words WHERE {
      ?s cd:detail ?d . ?d cd:states ?property ; cd:in/cd:text ?text ; cd:from ?from ; cd:to ?to . ?s ?property ?words .
      FILTER(?words = SUBSTR(?text, ?from + 1, ?to - ?from)) } ORDER BY ?words""")  # fmt: skip
    assert [row[1] for row in rows] == ["9.000 tỷ đồng", "giai đoạn 1"]


def test_tasks_lead_to_the_works_they_name_and_to_their_fields(graph: Assembly) -> None:
    rows = ask(store_of(graph.quads), """SELECT ?path ?label WHERE {
      ?task a cd:Task ; cd:concerns ?work ; cd:in/cd:path ?path ; cd:classification/cd:field/skos:prefLabel "giao thông"@vi .
      ?work rdfs:label ?label ; cd:field/skos:notation "1" } ORDER BY ?path ?label""")  # fmt: skip
    assert len(rows) == 5


def test_the_graph_does_not_depend_on_the_order_of_documents() -> None:
    a = plan("Bạc Liêu", "5", "1. Xây dựng cầu Mây; quốc lộ 44.")
    b = plan("Cà Mau", "6", "1. Xây dựng cầu Mây, QL.44.")
    assert sorted(map(str, assemble([a, b]).quads)) == sorted(map(str, assemble([b, a]).quads))


HERE = province("Bạc Liêu", "2022-01-01")[0]


@pytest.mark.parametrize(
    ("names", "iris"),
    [
        (["Bệnh viện đa khoa tỉnh Bạc Liêu", "Bệnh viện Đa khoa tỉnh"], {"project/bạc-liêu/bệnh-viện-đa-khoa-tỉnh"}),
        (["Quốc lộ 44", "QL.44"], {"project/quốc-lộ-44"}),
        (["Đường Bạc Liêu - Cà Mau"], {"project/đường-bạc-liêu-cà-mau"}),
        (["Đường Gò Me - Tân Hạ"], {"project/bạc-liêu/đường-gò-me-tân-hạ"}),
    ],
)
def test_what_a_work_is_called_by(names: list[str], iris: set[str]) -> None:
    assert {work.iri for work in link([Seen("d", HERE, "2022-01-01", name) for name in names])} == iris


def test_a_central_body_that_names_the_province_means_the_work_of_that_province() -> None:
    ours, theirs, unknown = link([
        Seen("a", HERE, "2022-01-01", "Cầu Mây"), Seen("b", None, "2022-01-01", "Cầu Mây", "tỉnh Bạc Liêu"),
        Seen("c", None, "2022-01-01", "Cầu Mây"),
    ])  # fmt: skip
    assert ours is theirs
    assert unknown is not ours
    assert [other.iri for other in unknown.candidates] == [ours.iri]


def test_what_each_province_has_once_is_no_candidate_of_another() -> None:
    there = province("Cà Mau", "2022-01-01")[0]
    works = link([Seen(str(i), place, "2022-01-01", name) for i, (place, name) in enumerate(
        (place, name) for place in (HERE, there) for name in ("Bệnh viện Đa khoa tỉnh", "Đường ven biển", "Bảo tàng tỉnh")
    )])  # fmt: skip
    assert len({work.iri for work in works}) == 6
    assert not any(work.candidates for work in works)


@pytest.mark.parametrize(
    ("name", "where", "places"),
    [
        ("Đường nối Yên Bái - Bắc Kạn", "", {"Yên Bái", "Bắc Kạn", "Tuyên Quang"}),
        ("Đường từ xã Hồng Thái (Bắc Kạn) đi bản Áng", "", {"Bắc Kạn", "Tuyên Quang"}),
        ("Cầu Bản Lanh", "xã Khau Tinh, tỉnh Hà Giang", {"Hà Giang", "Tuyên Quang"}),
        ("Đường dây 220kV qua các tỉnh Yên Bái, Lào Cai và Phú Thọ", "", {"Yên Bái", "Lào Cai", "Phú Thọ", "Tuyên Quang"}),
        ("Hồ Nậm Mu", "Hà Giang - Yên Bái", {"Hà Giang", "Yên Bái", "Tuyên Quang"}),
        ("Cầu Hòa Bình", "thị trấn Hòa Bình, huyện Nà Hang, Hà Nam", {"Tuyên Quang"}),
        ("Đường từ huyện Hàm Yên (cao tốc Hà Giang - Lào Cai) đến xã Thái Bình", "", {"Tuyên Quang"}),
    ],
)  # fmt: skip
def test_a_work_concerns_the_provinces_that_its_words_name(name: str, where: str, places: set[str]) -> None:
    here = province("Tuyên Quang", "2024-11-20")[0]
    (work,) = link([Seen("a", here, "2024-11-20", name, where)])
    assert {place.name for place in work.places.values()} == places
    assert work.iri == link([Seen("a", here, "2024-11-20", name)])[0].iri
