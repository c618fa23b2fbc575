"""The summary says of the whole graph what could be counted and sorted in it, each time anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.build.build import build
from kg.iri import DEFAULT_BASE, ONTOLOGY
from kg.rdf import terms as t
from kg.rdf.lasting import Lasting
from kg.rdf.summary import Summary
from kg.rdf.told import NAME
from kg.settings import Settings
from kg.store.generations import Generations
from loaders.text.order import order
from tests.kg.letters import hard_ones, plan


@pytest.fixture(scope="module")
def store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Documents that cite each other doubtfully, and the samples, which have tasks of fields."""
    folder, made = tmp_path_factory.mktemp("hard"), tmp_path_factory.mktemp("store")
    for name, text in hard_ones().items():
        (folder / name).write_text(text, encoding="utf-8")
    left = plan("Hà Tĩnh", 77, "01/03/2022").replace("Sở Y tế", "Sở Giáo dục, Khoa học và Công nghệ")
    report = "2. Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện trước ngày 15/12/2026."
    left = left.replace("Trên đây là", f"{report}\n\nTrên đây là")
    (folder / "left.txt").write_text(left, encoding="utf-8")
    again = "1. Sở Y tế báo cáo Ủy ban nhân dân tỉnh kết quả trước ngày 10/12 hằng năm."
    undated = plan("Hà Tĩnh", 78, "01/03/2022").replace("Hà Tĩnh, ngày 01 tháng 03 năm 2022\n\n", "")
    (folder / "undated.txt").write_text(undated.replace("1. Sở Y tế", f"{again}\n\n2. Sở Y tế"), encoding="utf-8")
    build([folder, root / "samples"], Settings.from_environment({}, store=made))
    return Generations(made).open().store


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    prefix = "PREFIX cd: <https://w3id.org/chidao/ont#> "
    found = store.query(prefix + query, use_default_graph_as_union=True)
    return [tuple(term.value for term in row) for row in found]  # type: ignore[union-attr]


def test_documents_are_ranked_those_that_were_read_first(store: Store) -> None:
    ranked = sorted(rows(store, "SELECT ?n ?d { ?d cd:rank ?n }"), key=lambda row: int(row[0]))
    read = {d for (d,) in rows(store, "SELECT ?d { ?d cd:sourceFile ?f }")}
    everything = {d for (d,) in rows(store, "SELECT ?d { ?d a cd:Document }")}
    assert [int(n) for n, _ in ranked] == list(range(1, len(everything) + 1))
    assert [d for _, d in ranked] == sorted(everything, key=lambda d: (d not in read, d))
    assert read and everything - read


def test_doubts_are_ranked_the_least_sure_first(store: Store) -> None:
    doubtful = rows(store, """
        SELECT DISTINCT ?c ?f { ?f cd:reason ?any ; cd:confidence ?c ; cd:in ?part FILTER NOT EXISTS { ?f cd:repeats ?first } }""")
    ranked = sorted(rows(store, "SELECT ?n ?f { ?f cd:doubtRank ?n }"), key=lambda row: int(row[0]))
    assert [fact for _, fact in ranked] == [fact for _, fact in sorted(doubtful, key=lambda row: (float(row[0]), row[1]))]
    assert len(doubtful) > 2


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("timesCited", "SELECT ?x ?y { ?y cd:refersTo ?x }"),
        ("leadCount", "SELECT ?x ?y { ?y cd:ledBy ?x }"),
        ("supportCount", "SELECT ?x ?y { ?y cd:supportedBy ?x }"),
        ("taskCount", "SELECT DISTINCT ?x ?y { ?y a cd:Task ; cd:setBy|(cd:classification/cd:field) ?x }"),
        ("planCount", "SELECT DISTINCT ?x ?y { ?x cd:cascadesToAll ?y . ?y cd:sourceFile ?f FILTER(?x != ?y) }"),
        (
            "provinceCount",
            "SELECT DISTINCT ?x ?p { ?x cd:cascadesToAll ?y . ?y cd:sourceFile ?f ; cd:provinceName ?p }",
        ),
        (
            "undatedCount",
            "SELECT DISTINCT ?x ?y { ?y cd:deadline ?d ; cd:setBy ?x "
            "FILTER NOT EXISTS { ?y cd:deadline ?e FILTER EXISTS { ?e cd:dueBy|cd:occursOn ?day } } }",
        ),
        ("reportCount", "SELECT DISTINCT ?x ?y { ?y a cd:ReportingDuty ; cd:setBy ?x }"),
        ("targetCount", "SELECT DISTINCT ?x ?y { ?y a cd:Target ; cd:setBy ?x }"),
        ("projectCount", "SELECT DISTINCT ?x ?y { ?y a cd:Project ; cd:field ?x }"),
        ("mentionCount", "SELECT ?x ?y { ?y cd:project ?x }"),
        ("documentCount", "SELECT DISTINCT ?x ?y { ?m cd:project ?x ; cd:in/cd:document ?y }"),
    ],
)
def test_a_count_is_that_of_the_graph(store: Store, name: str, counted: str) -> None:
    told = {
        (x, int(n))
        for x, n in rows(store, f"SELECT ?x ?n {{ ?x cd:{name} ?n FILTER NOT EXISTS {{ ?x a cd:FieldCount }} }}")
        if n != "0"
    }
    assert told == set(Counter(x for x, _ in rows(store, counted)).items())
    assert told


def test_documents_are_ranked_those_with_most_plans_first(store: Store) -> None:
    told = rows(store, "SELECT ?n ?d ?plans ?in { ?d cd:planRank ?n ; cd:planCount ?plans ; cd:provinceCount ?in }")
    ranked = sorted(told, key=lambda row: int(row[0]))
    assert [int(n) for n, *_ in ranked] == list(range(1, len(told) + 1))
    assert ranked == sorted(told, key=lambda row: (-int(row[2]), row[1]))
    assert len({plans for *_, plans, _ in told}) > 1


def test_what_has_a_page_is_ranked_by_class_and_iri(store: Store) -> None:
    everything = rows(
        store,
        """
        PREFIX l: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT DISTINCT ?class ?x {
          { VALUES ?class { cd:Document cd:Agency cd:AgencyGroup cd:Project } ?x a ?class }
          UNION { VALUES ?class { cd:Place } ?x a ?class ; l:label ?name }
          UNION { VALUES ?class { cd:Field cd:AgencyKind } ?x a ?class ; skos:prefLabel ?name FILTER(LANG(?name) = "vi") }
        }""",
    )
    ranked = sorted(rows(store, "SELECT ?n ?x { ?x cd:pageRank ?n }"), key=lambda row: int(row[0]))
    assert [int(n) for n, _ in ranked] == list(range(1, len(ranked) + 1))
    assert [x for _, x in ranked] == [x for _, x in sorted(everything)]
    assert len({of for of, _ in everything}) == 7


def test_works_are_found_by_their_names_in_lower_case(store: Store) -> None:
    told = rows(store, "SELECT ?x ?name { ?x cd:foldedName ?name }")
    names = rows(
        store,
        """
        PREFIX l: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT DISTINCT ?x ?called { ?x a cd:Project ; l:label|skos:altLabel ?name BIND(LCASE(STR(?name)) AS ?called) }""",
    )
    assert sorted(told) == sorted(names)
    assert told


def test_a_place_that_names_a_work_tells_its_document(store: Store) -> None:
    told = rows(store, "SELECT ?x ?d { ?x cd:namedIn ?d }")
    assert sorted(told) == sorted(rows(store, "SELECT DISTINCT ?x ?d { ?x cd:project ?work ; cd:in/cd:document ?d }"))
    assert told


@pytest.mark.parametrize(
    ("name", "linked"),
    [
        ("cd:taskField", "?task cd:classification/cd:field ?x"),
        ("^cd:setBy/cd:inField", "?task cd:classification/cd:field ?x"),
        ("cd:datedTask", "?task cd:deadline/cd:dueBy ?day BIND(?task AS ?x)"),
        ("cd:doubtfulTask", "?task cd:assignment/cd:reason ?why BIND(?task AS ?x)"),
    ],
)
def test_of_a_document_is_told_what_its_tasks_have(store: Store, name: str, linked: str) -> None:
    told = rows(store, f"SELECT DISTINCT ?d ?x {{ ?d {name} ?x }}")
    assert sorted(told) == sorted(rows(store, f"SELECT DISTINCT ?d ?x {{ ?task a cd:Task ; cd:setBy ?d . {linked} }}"))
    assert told


@pytest.mark.parametrize(
    ("name", "which"), [("timedDuty", "?x cd:deadline ?deadline"), ("setsReport", "?x a cd:ReportingDuty")]
)
def test_of_a_document_is_told_which_duties_have_a_deadline_and_which_are_reports(
    store: Store, name: str, which: str
) -> None:
    told = rows(store, f"SELECT DISTINCT ?d ?x {{ ?d cd:{name} ?x }}")
    assert sorted(told) == sorted(rows(store, f"SELECT DISTINCT ?d ?x {{ ?x cd:setBy ?d . {which} }}"))
    assert told


@pytest.mark.parametrize(("name", "role"), [("leadingAgency", "ledBy"), ("supportingAgency", "supportedBy")])
def test_of_a_document_is_told_who_has_duties_of_it(store: Store, name: str, role: str) -> None:
    told = rows(store, f"SELECT DISTINCT ?d ?x {{ ?d cd:{name} ?x }}")
    assert sorted(told) == sorted(rows(store, f"SELECT DISTINCT ?d ?x {{ ?duty cd:setBy ?d ; cd:{role} ?x }}"))
    assert told


@pytest.mark.parametrize(
    ("nodes", "left"),
    [
        ({}, True),
        ({"a": ("2025-03-01", "")}, False),
        ({"a": ("2025-03-02", "")}, True),  # a day between
        ({"a": ("2025-03-01", "2025-06-30")}, True),
        ({"a": ("2025-03-01", "2025-06-30"), "b": ("2025-07-01", "")}, False),
        ({"a": ("2025-03-01", "2025-06-30"), "b": ("2025-07-02", "")}, True),
        ({"b": ("2025-01-01", "")}, False),
        ({"a": ("", "")}, True),  # since when is not known
    ],
)
def test_an_agency_leaves_its_tasks_where_on_some_day_nobody_carries_it_on(
    nodes: dict[str, tuple[str, str]], left: bool
) -> None:
    def line(subject: str, name: str, value: str) -> bytes:
        return f"<urn:{subject}> <{ONTOLOGY}{name}> {value} <urn:g> .".encode()

    lines = [line("old", "validTo", '"2025-02-28"')]
    for node, (begun, ended) in nodes.items():
        lines.append(line("old", "continuation", f"<urn:{node}>"))
        lines += [line(node, name, f'"{day}"') for name, day in (("validFrom", begun), ("validTo", ended)) if day]
    lasting = Lasting()
    lasting.add(lines)
    assert lasting.may_leave(b"<urn:old>") is left
    assert not lasting.may_leave(b"<urn:other>")


def test_tasks_left_to_nobody_are_told_whatever_the_day(store: Store) -> None:
    told = rows(store, "SELECT ?x { ?d cd:orphanedTask ?x . ?x a cd:Task ; cd:setBy ?d }")
    on_days = """
        SELECT DISTINCT ?x { ?x a cd:Task ; cd:ledBy ?who . ?who cd:validTo ?last
          { SELECT DISTINCT ?date { ?any cd:validFrom|cd:validTo ?date } } FILTER(?last < ?date)
          FILTER NOT EXISTS { ?who cd:continuation ?other . ?other cd:validFrom ?begun FILTER(?begun <= ?date)
            FILTER NOT EXISTS { ?other cd:validTo ?over FILTER(?over < ?date) } } }"""
    assert set(rows(store, on_days)) <= set(told)
    assert len(told) == len(rows(store, "SELECT ?x { ?d cd:orphanedTask ?x }")) > 0


def test_an_agency_has_both_counts(store: Store) -> None:
    leads, supports = ({x for (x,) in rows(store, f"SELECT ?x {{ ?x cd:{name} ?n }}")} for name in ("leadCount", "supportCount"))
    assert leads == supports


def test_agencies_are_ranked_those_with_most_duties_first(store: Store) -> None:
    told = rows(store, "SELECT ?n ?a ?l ?s { ?a cd:agencyRank ?n ; cd:leadCount ?l ; cd:supportCount ?s }")
    ranked = sorted(told, key=lambda row: int(row[0]))
    assert [int(n) for n, *_ in ranked] == list(range(1, len(told) + 1))
    assert ranked == sorted(told, key=lambda row: (-int(row[2]), -int(row[3]), row[1]))
    assert len(told) > 2


def test_works_places_and_fields_are_ranked_by_name(store: Store) -> None:
    told = rows(store, """
        PREFIX l: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?n ?c ?name ?x { ?x cd:nameRank ?n ; a ?c ; l:label|skos:prefLabel ?name FILTER(LANG(?name) != "en") }""")
    classes = ["Project", "Place", "Field"]
    named = [row for row in told if row[1].rpartition("#")[2] in classes]
    ranked = sorted(named, key=lambda row: int(row[0]))
    assert [int(row[0]) for row in ranked] == list(range(1, len(ranked) + 1))
    assert ranked == sorted(named, key=lambda row: (classes.index(row[1].rpartition("#")[2]), order(row[2]), row[3]))
    assert {row[1].rpartition("#")[2] for row in ranked} == set(classes)


@pytest.mark.parametrize(
    ("name", "linked"), [("leastConfidence", "cd:in/cd:document"), ("leastCitedConfidence", "cd:refersTo")]
)
def test_the_least_confidence_is_that_of_the_doubts(store: Store, name: str, linked: str) -> None:
    told = {(x, float(c)) for x, c in rows(store, f"SELECT ?x ?c {{ ?x cd:{name} ?c }}")}
    doubts = rows(store, f"SELECT ?x ?c {{ ?f cd:doubtRank ?n ; cd:confidence ?c ; {linked} ?x }}")
    least: dict[str, float] = {}
    for document, sure in doubts:
        least[document] = min(float(sure), least.get(document, 1.0))
    assert told == set(least.items())
    assert told


def test_days_are_counted_with_what_is_due_on_them(store: Store) -> None:
    told = {(day, int(n)) for day, n in rows(store, "SELECT ?d ?n { ?x a cd:DueDay ; cd:onDay ?d ; cd:dueCount ?n }")}
    due = rows(store, "SELECT DISTINCT ?day ?a ?b { ?a cd:deadline ?b . ?b cd:dueBy|cd:occursOn ?day }")
    assert told == set(Counter(day for day, *_ in due).items())
    assert told


def test_of_a_document_is_told_what_is_next_below_it(store: Store) -> None:
    told = rows(store, "SELECT ?x ?y { ?x cd:cascadesNext ?y }")
    every = set(rows(store, "SELECT DISTINCT ?x ?y { ?x cd:cascadesTo ?y }"))
    assert sorted(told) == sorted(rows(store, """SELECT DISTINCT ?x ?y { ?x cd:cascadesTo ?y
        FILTER NOT EXISTS { ?x cd:cascadesTo ?between . ?between cd:cascadesToAll ?y FILTER(?between != ?x && ?between != ?y)
            FILTER NOT EXISTS { ?between cd:cascadesToAll ?x } FILTER NOT EXISTS { ?y cd:cascadesToAll ?between } } }"""))
    assert set(told) < every
    assert sorted(rows(store, "SELECT ?x ?y { ?x cd:cascadesFirst ?y }")) == sorted(told)
    below = dict.fromkeys(x for x, _ in told)
    counted = {x: sum(a in {x, *(y for (y,) in rows(store, f"SELECT ?y {{ <{x}> cd:cascadesToAll ?y }}"))} for a, _ in told) for x in below}
    assert {x: int(n) for x, n in rows(store, "SELECT ?x ?n { ?x cd:stepCount ?n }")} == counted


def test_the_first_steps_are_the_earliest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document without a date comes before those with one, as SPARQL puts it."""
    monkeypatch.setattr("kg.rdf.summary.FIRST_STEPS", 3)
    lines = [f"<urn:{name}> {t.RDF_TYPE} {t.DOCUMENT} <urn:g> ." for name in "abcdefx"]
    lines += [f"<urn:x> {link} <urn:{name}> <urn:g> ." for link in (t.CASCADES_TO, t.CASCADES_TO_ALL) for name in "abcdef"]
    days = {"a": "2022-01-02", "b": "2021-01-01", "c": "2022-01-02", "e": "2020-05-05", "f": "2024-01-01"}
    lines += [f"<urn:{name}> {t.DATE} {t.date(day)} <urn:g> ." for name, day in days.items()]
    summary = Summary()
    summary.add("urn:g", [line.encode() for line in lines])
    told = [quad for quad in summary.quads() if quad.subject.value == "urn:x"]
    first = [quad.object.value for quad in told if quad.predicate == t.CASCADES_FIRST]
    assert first == ["urn:d", "urn:e", "urn:b"]
    assert [quad.object.value for quad in told if quad.predicate == t.STEP_COUNT] == ["6"]


def test_tasks_of_a_field_are_counted_by_province(store: Store) -> None:
    told = rows(store, """SELECT ?f ?p ?n ?m { ?x a cd:FieldCount ; cd:countOf ?f ; cd:taskCount ?n ; cd:documentCount ?m
        OPTIONAL { ?x cd:countIn ?in } BIND(COALESCE(?in, "") AS ?p) }""")
    counted = rows(store, """SELECT ?f ?p (COUNT(DISTINCT ?t) AS ?n) (COUNT(DISTINCT ?d) AS ?m) {
        ?t a cd:Task ; cd:classification/cd:field ?f ; cd:setBy ?d
        OPTIONAL { ?d cd:provinceName ?in } BIND(COALESCE(?in, "") AS ?p) } GROUP BY ?f ?p""")
    assert sorted(told) == sorted(counted)
    assert told


def test_of_an_agency_is_told_what_it_leads_by_when(store: Store) -> None:
    told = rows(store, "SELECT ?a ?x { ?a cd:datedLead ?x }")
    assert sorted(told) == sorted(rows(
        store, "SELECT DISTINCT ?a ?x { ?x cd:ledBy ?a ; cd:deadline ?any . ?any cd:dueBy|cd:occursOn|cd:recurs ?day "
        "FILTER(DATATYPE(?day) = <http://www.w3.org/2001/XMLSchema#date> || STRSTARTS(STR(?day), '--')) }"))
    assert set(told) < set(rows(store, "SELECT ?a ?x { ?x cd:ledBy ?a ; cd:deadline ?any }"))


def test_what_comes_back_without_a_year_is_told_of_documents_without_a_date(store: Store) -> None:
    told = rows(store, "SELECT ?d ?x { ?d cd:returningDuty ?x }")
    assert sorted(told) == sorted(rows(
        store, """SELECT DISTINCT ?d ?x { ?x cd:setBy ?d ; cd:deadline ?any . ?any cd:recurs ?day FILTER(STRSTARTS(?day, "--"))
        FILTER NOT EXISTS { ?d cd:date ?issued } FILTER NOT EXISTS { ?any cd:dueBy|cd:occursOn ?known } }"""))
    assert told


def test_tasks_of_an_agency_are_counted_by_document(store: Store) -> None:
    told = rows(store, """SELECT ?a ?d ?n ?m { ?x a cd:AgencyCount ; cd:countOfAgency ?a ; cd:countInDocument ?d ;
        cd:tasksLed ?n ; cd:tasksSupported ?m }""")
    counted = rows(store, """SELECT ?a ?d (COUNT(DISTINCT ?led) AS ?n) (COUNT(DISTINCT ?supported) AS ?m) {
        { ?led cd:ledBy ?a ; a cd:Task ; cd:setBy ?d } UNION { ?supported cd:supportedBy ?a ; a cd:Task ; cd:setBy ?d }
    } GROUP BY ?a ?d""")
    assert sorted(told) == sorted(counted)
    assert {int(n) > 1 for *_, n, _ in told} == {int(m) > 0 for *_, m in told} == {True, False}
    listed = [d for (d,) in rows(store, "SELECT ?d { ?d cd:rank ?n } ORDER BY ?n")]
    for agency in {a for a, *_ in told}:
        order = rows(store, f"SELECT ?r ?d ?n ?m {{ ?x cd:countOfAgency <{agency}> ; cd:countRank ?r ; cd:countInDocument ?d ; "
                     "cd:tasksLed ?n ; cd:tasksSupported ?m } ORDER BY ?r")  # fmt: skip
        assert [int(r) for r, *_ in order] == list(range(1, len(order) + 1))
        assert order == sorted(order, key=lambda row: (-int(row[2]), -int(row[3]), listed.index(row[1])))
    led = Counter((a, d) for a, d, _ in rows(store, "SELECT ?a ?d ?x { ?x cd:ledBy ?a ; cd:setBy ?d }"))
    assert any(led[a, d] > int(n) > 0 for a, d, n, _ in told), "reports are not counted"


def test_tasks_of_two_agencies_are_counted(store: Store) -> None:
    told = rows(store, "SELECT ?a ?b ?n { ?x a cd:PartnerCount ; cd:partnersOf ?a ; cd:partner ?b ; cd:tasksShared ?n }")
    counted = rows(store, """SELECT ?a ?b (COUNT(DISTINCT ?x) AS ?n) { ?x a cd:Task .
        ?x cd:ledBy|cd:supportedBy ?a . ?x cd:ledBy|cd:supportedBy ?b FILTER(?a != ?b) } GROUP BY ?a ?b""")
    assert sorted(told) == sorted(counted)
    assert len({n for *_, n in told}) > 1


def test_the_summary_is_a_graph_of_its_own(store: Store) -> None:
    assert {q.graph_name.value for q in store if q.predicate.value.endswith(("#rank", "Count", "#timesCited"))} == {  # type: ignore[union-attr]
        DEFAULT_BASE + NAME
    }
