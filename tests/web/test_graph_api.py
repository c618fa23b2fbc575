"""The data of the graph explorer over HTTP: what lies beside a thing, counts, ways, words, bounds, and what is refused."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from types import SimpleNamespace
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from tests.web.conftest import Served

BASE = "https://w3id.org/chidao/"
CD = f"{BASE}ont#"
PLAN = f"{BASE}doc/ủy-ban-nhân-dân-tỉnh-bạc-liêu/kế-hoạch/2022/34-kh-ubnd"
ABOVE = f"{BASE}doc/tỉnh-ủy-bạc-liêu/nghị-quyết/2020-2025/11-nq-tu"
TASK = f"{PLAN}/III/2/2.4/-1#task"
LEAD = f"{BASE}agency/bạc-liêu/sở-giao-thông-vận-tải"


def ask(served: Served, what: str, **given: object) -> dict[str, Any]:
    answer = served.get(f"/api/graph/{what}", params=given)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def counted(served: Served, text: str) -> int:
    return int(served.values(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {text} }}")[0]["n"])


def test_a_thing_with_what_lies_beside_it(served: Served) -> None:
    found = ask(served, "focus", iri=PLAN)
    nodes = {node["iri"]: node for node in found["nodes"]}
    assert nodes[PLAN] == {
        "iri": PLAN, "class": "Document", "label": "Kế hoạch 34/KH-UBND", "place": "Bạc Liêu", "date": "2022-03-23",
        "level": 3, "read": True,
    }  # fmt: skip
    assert (nodes[ABOVE]["class"], nodes[ABOVE]["level"]) == ("Document", 2)
    edge = {"source": PLAN, "relation": "implements", "target": ABOVE, "confidence": 1.0, "inferred": False}
    assert edge in found["edges"]
    assert len(nodes) == len(found["nodes"]) > 3
    tasks = [each for each in found["counts"] if (each["relation"], each["class"]) == ("setBy", "Task")]
    assert tasks == [{"iri": PLAN, "relation": "setBy", "outward": False, "class": "Task",
                      "count": counted(served, f"?x a cd:Task ; cd:setBy <{PLAN}>")}]  # fmt: skip
    assert found["leftOut"] is True, "many tasks are a group that is not opened by itself"


def test_counts_are_what_expanding_brings(served: Served) -> None:
    """All groups of a document, an agency, a field and a place."""
    for iri in (PLAN, LEAD, f"{BASE}field/infrastructure/giao-thong", f"{BASE}place/bạc-liêu"):
        sizes: Counter[tuple[str, bool]] = Counter()
        for each in ask(served, "node", iri=iri)["counts"]:
            sizes[each["relation"], each["outward"]] += each["count"]
        assert sizes, iri
        for (relation, outward), size in sizes.items():
            found = ask(served, "expand", iri=iri, relation=relation, outward=outward, limit=500)
            assert (len(found["nodes"]), found["truncated"]) == (size, False), (iri, relation, outward)
            ends = {(e["source"], e["target"]) for e in found["edges"] if e["relation"] == relation}
            for node in found["nodes"]:
                pair = (iri, node["iri"]) if outward else (node["iri"], iri)
                assert pair in ends


def test_expanding_goes_on_page_by_page(served: Served) -> None:
    whole = [node["iri"] for node in ask(served, "expand", iri=PLAN, relation="setBy", limit=500)["nodes"]]
    pages: list[str] = []
    while True:
        page = ask(served, "expand", iri=PLAN, relation="setBy", limit=10, offset=len(pages))
        pages += [node["iri"] for node in page["nodes"]]
        if not page["truncated"]:
            break
        assert len(page["nodes"]) == 10
    assert pages == whole
    assert len(whole) > 20


def test_edges_tell_what_was_inferred_and_what_is_doubtful(served: Served) -> None:
    edges = {(e["relation"], e["target"]): e for e in ask(served, "focus", iri=TASK)["edges"] if e["source"] == TASK}
    assert edges["ledBy", LEAD]["inferred"] is True
    assert edges["setBy", PLAN]["inferred"] is False
    rows = served.values(
        "SELECT ?s ?r ?t ?c { ?x cd:states ?r ; cd:sourceDocument ?s ; cd:targetDocument ?t ; cd:target ?to . ?to cd:confidence ?c }"
    )
    assert rows, "the samples have a relation that goes by a doubtful citation"
    for row in rows:
        found = ask(served, "expand", iri=row["s"], relation=row["r"].removeprefix(CD), outward=True)
        [edge] = [e for e in found["edges"] if (e["source"], e["target"], CD + e["relation"]) == (row["s"], row["t"], row["r"])]
        places = served.values(
            f"SELECT ?x ?c {{ ?x cd:states <{row['r']}> ; cd:sourceDocument <{row['s']}> ; cd:targetDocument <{row['t']}> "
            "OPTIONAL { ?x cd:source|cd:target ?e . ?e cd:confidence ?c } }"
        )
        assert edge["confidence"] == max(float(place.get("c", 1)) for place in places)


@pytest.mark.parametrize(
    ("source", "relation", "target", "words"),
    [
        (PLAN, "implements", ABOVE, "11-NQ/TU"),
        (TASK, "ledBy", LEAD, "Sở Giao thông vận tải"),
        (TASK, "setBy", PLAN, "cơ quan chủ trì"),
        (PLAN, "issuer", f"{BASE}agency/bạc-liêu/ủy-ban-nhân-dân-tỉnh", "ỦY BAN NHÂN DÂN"),
    ],
)
def test_an_edge_has_the_words_it_stands_on(served: Served, source: str, relation: str, target: str, words: str) -> None:
    found = ask(served, "edge", source=source, relation=relation, target=target)
    assert found["basis"] == "words"
    assert any(words.casefold() in each["quote"].casefold() for each in found["evidence"]), found
    assert all(each["path"] and int(each["line"]) > 0 for each in found["evidence"])
    for each in found["evidence"]:
        assert each["quote"][:20] in served.values(f"SELECT ?text {{ <{each['iri']}> cd:text ?text }}")[0]["text"]


def test_every_edge_of_a_view_has_words_or_says_that_it_has_none(served: Served) -> None:
    seen: set[str] = set()
    for iri in (PLAN, TASK, LEAD, f"{BASE}place/bạc-liêu"):
        for edge in ask(served, "focus", iri=iri)["edges"]:
            # What issued a document that is only cited, its number and the words around it tell.
            if edge["relation"] in seen or (edge["relation"] == "issuer" and edge["source"] != PLAN):
                continue
            seen.add(edge["relation"])
            found = ask(served, "edge", source=edge["source"], relation=edge["relation"], target=edge["target"])
            assert found["basis"] == "registry" or found["evidence"], edge
    assert {"implements", "cites", "ledBy", "supportedBy", "setBy", "place", "agencyKind"} <= seen


def test_a_thing_has_facts_and_words(served: Served) -> None:
    found = ask(served, "node", iri=PLAN)
    facts = {fact["property"]: fact for fact in found["facts"]}
    assert (facts[f"{CD}number"]["value"], facts[f"{CD}number"]["en"]) == ("34/KH-UBND", "number and symbol")
    assert facts[f"{CD}implements"]["iri"] == ABOVE
    assert any("11-NQ/TU" in each["quote"] for each in found["evidence"])


def test_a_way_between_two_things(served: Served) -> None:
    found = ask(served, "path", **{"from": TASK, "to": ABOVE})
    assert found["path"] == [TASK, PLAN, ABOVE]
    assert [node["iri"] for node in found["nodes"]] == found["path"]
    pairs = {(edge["source"], edge["target"]) for edge in found["edges"]}
    assert {(TASK, PLAN), (PLAN, ABOVE)} <= pairs
    back = ask(served, "path", **{"from": ABOVE, "to": TASK})
    assert back["path"] == found["path"][::-1]
    assert ask(served, "path", **{"from": TASK, "to": TASK})["path"] == [TASK]


def test_a_way_over_places_only_where_it_is_wanted(served: Served) -> None:
    ends = {"from": f"{BASE}place/bạc-liêu", "to": LEAD}
    assert ask(served, "path", **ends)["path"] != [ends["from"], LEAD]
    assert ask(served, "path", **ends, common="true")["path"] == [ends["from"], LEAD]


def test_a_way_goes_by_what_says_more_than_a_citation(served: Served) -> None:
    rows = served.values(
        "SELECT DISTINCT ?a ?b { ?a cd:cites ?b ; cd:implements|cd:continues|cd:basedOn ?c . ?c cd:implements|cd:continues|cd:basedOn ?b ."
        " FILTER NOT EXISTS { ?a ?r ?b FILTER(?r IN (cd:implements, cd:continues, cd:basedOn, cd:approves)) } } ORDER BY ?a ?b LIMIT 5"
    )
    assert rows
    for row in rows:
        found = ask(served, "path", **{"from": row["a"], "to": row["b"]})
        assert len(found["path"]) == 3, row
        said: dict[frozenset[str], set[str]] = {}
        for edge in found["edges"]:
            said.setdefault(frozenset((edge["source"], edge["target"])), set()).add(edge["relation"])
        assert all(said[frozenset(pair)] - {"cites"} for pair in itertools.pairwise(found["path"]))


def test_no_way_is_no_error(served: Served) -> None:
    found = ask(served, "path", **{"from": PLAN, "to": f"{BASE}doc/nothing"})
    assert (found["path"], found["nodes"], found["edges"]) == ([], [], [])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("34/KH-UBND Bạc Liêu", PLAN), ("34 kh ubnd bac lieu", PLAN), (PLAN, PLAN), ("so gtvt bac lieu", LEAD),
        ("Quốc lộ 6", f"{BASE}project/vn/đường-nối-quốc-lộ-6"), ("tinh bac lieu", f"{BASE}place/bạc-liêu"),
    ],
)  # fmt: skip
def test_things_are_found_by_a_name_in_any_spelling(served: Served, words: str, found: str) -> None:
    nodes = ask(served, "search", q=words)["nodes"]
    if found.endswith("place/bạc-liêu"):
        nodes += ask(served, "search", q="bac lieu")["nodes"]
    assert found in [node["iri"] for node in nodes]


def test_words_of_a_task_find_it(served: Served) -> None:
    [row] = served.values(f"SELECT ?text {{ <{TASK}> cd:in ?p . ?p cd:text ?text }}")
    words = " ".join(row["text"].strip("- ").split()[:30])
    assert TASK in [node["iri"] for node in ask(served, "search", q=words)["nodes"]]
    assert ask(served, "search", q="xyzzy plugh")["nodes"] == []


def test_a_view_that_is_opened_again(served: Served) -> None:
    iris = [ABOVE, TASK, PLAN, f"{BASE}none", PLAN]
    answer = httpx.post(f"{served.url}/api/graph/view", json={"iris": iris}, timeout=60)
    assert answer.status_code == 200, answer.text
    assert [node["iri"] for node in answer.json()["nodes"]] == [ABOVE, TASK, PLAN]
    assert {(TASK, PLAN), (PLAN, ABOVE)} <= {(edge["source"], edge["target"]) for edge in answer.json()["edges"]}


def test_an_overview(served: Served) -> None:
    found = ask(served, "start")
    assert len(found["nodes"]) == found["limit"] == 40
    assert {node["class"] for node in found["nodes"]} == {"Document"}
    here = {node["iri"] for node in found["nodes"]}
    inside = [edge for edge in found["edges"] if {edge["source"], edge["target"]} <= here]
    assert len(inside) >= 20


def test_labels_are_those_of_the_ontology_in_both_languages(served: Served) -> None:
    terms = {each["name"]: each for each in ask(served, "terms")["terms"]}
    assert (terms["Task"]["vi"], terms["Task"]["en"], terms["Task"]["kind"]) == ("Nhiệm vụ", "Task", "class")
    used = {edge["relation"] for iri in (PLAN, TASK, LEAD) for edge in ask(served, "focus", iri=iri)["edges"]}
    assert used <= {name for name, each in terms.items() if each["kind"] == "relation"}


def test_the_whole_graph(served: Served) -> None:
    found = ask(served, "large")
    size = len(found["iri"])
    assert size == counted(served, "?x a ?c FILTER(?c IN (cd:Document, cd:Task, cd:ReportingDuty, cd:Target, cd:Project, cd:Agency, cd:AgencyGroup, cd:Field, cd:Place))")
    assert {len(found[name]) for name in ("label", "class", "x", "y", "degree")} == {size}
    ends = found["edges"]
    triples = [tuple(ends[n : n + 3]) for n in range(0, len(ends), 3)]
    assert len(triples) == len(set(triples)) > size
    number = {iri: n for n, iri in enumerate(found["iri"])}
    implements = found["relations"].index("implements")
    assert (number[PLAN.removeprefix(BASE)], implements, number[ABOVE.removeprefix(BASE)]) in triples
    assert found["truncated"] is False
    assert len({(x, y) for x, y in zip(found["x"], found["y"], strict=True)}) > 0.99 * size, "things lie apart"
    assert ask(served, "large") == found


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("focus", 400, "iri:"), ("focus?iri=x", 400, "is no IRI"), ("focus?iri=http://a/%22%3E", 400, "is no IRI"),
        (f"focus?iri={BASE}none", 400, "no such thing"), (f"node?iri={BASE}none", 400, "no such thing"),
        (f"focus?iri={BASE}a&iri={BASE}b", 400, "twice"), (f"expand?iri={BASE}a&relation=a%20b", 400, "no relation"),
        (f"expand?iri={BASE}a&relation=cites&limit=-1", 400, "whole number"), ("start?x=1", 400, "no such parameter"),
        (f"path?from={BASE}a&to={BASE}b&common=maybe", 400, "neither"), ("search?q=%20", 400, "?q=words"), ("view", 405, ""),
        ("nothing", 404, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(served: Served, path: str, status: int, said: str) -> None:
    answer = served.get(f"/api/graph/{path}", headers={"Accept": "application/json"})
    assert answer.status_code == status, answer.text
    assert said in answer.json()["detail"]
    assert "\n" not in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"{", "application/json", 400), (b"[]", "application/json", 400), (b'{"iris": ["x"]}', "application/json", 400),
        (b'{"iris": [1]}', "application/json", 400), (b"[" * 100_000, "application/json", 400),
        (b"iris=x", "application/x-www-form-urlencoded", 415),
        (b'{"iris": [' + b",".join(b'"http://a/%d"' % n for n in range(6000)) + b"]}", "application/json", 413),
    ],
    ids=["half", "list", "no-iri", "number", "deep", "form", "many"],
)  # fmt: skip
def test_what_cannot_be_posted(served: Served, body: bytes, media: str, status: int) -> None:
    url = f"{served.url}/api/graph/view"
    answer = httpx.post(url, content=body, headers={"Content-Type": media}, timeout=60)
    assert answer.status_code == status, answer.text


def test_values_are_never_read_as_sparql(served: Served) -> None:
    answer = served.get("/api/graph/focus", params={"iri": "http://a/x> } UNION { ?s ?p ?o } #"})
    assert answer.status_code == 400


@pytest.mark.slow
def test_fifty_thousand_things_are_told_in_time() -> None:
    """As many as the large view is for: laid out and written within the time a question has."""
    from web.graph.large import large

    store = ox.Store()
    a, label, set_by = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), ox.NamedNode(f"{CD}setBy")  # fmt: skip

    def quads() -> Any:
        for n in range(50_000):
            thing = ox.NamedNode(f"{BASE}doc/{n}")
            yield ox.Quad(thing, a, ox.NamedNode(CD + ("Document" if n % 25 == 0 else "Task")), ox.NamedNode(f"{BASE}graph/x"))
            yield ox.Quad(thing, label, ox.Literal(f"Việc thứ {n}", language="vi"), ox.NamedNode(f"{BASE}graph/x"))
            if n % 25:
                yield ox.Quad(thing, set_by, ox.NamedNode(f"{BASE}doc/{n // 25 * 25}"), ox.NamedNode(f"{BASE}graph/x"))

    store.bulk_extend(quads())
    began = time.monotonic()
    found = large(SimpleNamespace(store=store, manifest={"base": BASE}))  # type: ignore[arg-type]
    assert len(found["iri"]) == 50_000
    assert len(found["edges"]) == 3 * 48_000
    assert time.monotonic() - began < 30
