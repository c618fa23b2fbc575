"""The page of the model, its vocabularies, and what this is: complete, in both languages, and what the files say."""

from __future__ import annotations

import re

import pytest

from kg.rdf.schema import turtle_files
from ontology.page import load
from tests.web.conftest import Served
from web.pages.terms import model

HTML = {"Accept": "text/html"}
BASE = "https://w3id.org/chidao/"


def test_every_term_of_the_ontology_is_there_in_both_languages() -> None:
    from rdflib import OWL, RDF

    graph, found = load(), model(BASE)
    own = {str(s) for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for s in graph.subjects(RDF.type, kind)}
    shown = {each["iri"]: each for each in [*found["classes"], *found["properties"]]}
    assert set(shown) == {iri for iri in own if iri.startswith(f"{BASE}ont#")}
    for iri, each in shown.items():
        assert each["vi"] and each["en"], iri
        assert each["definition"]["vi"] and each["definition"]["en"], iri
    assert {"shape#Task", "shape#Document"} <= {"shape#" + r["rule"].split("#")[1].split("-")[0] for c in found["classes"] for r in c["rules"]}


@pytest.mark.parametrize("path", ["/ontology", "/ont"])
@pytest.mark.parametrize(("language", "said"), [("vi", "Một văn bản của cơ quan nhà nước"), ("en", "One document of a body")])
def test_the_model_is_a_page(served: Served, path: str, language: str, said: str) -> None:
    page = served.get(path, headers=HTML | {"Cookie": f"lang={language}"}).text
    assert said in page
    assert '<tr id="Document">' in page, "an IRI such as ont#Document leads to its row"
    counted = served.get("/api/query/statistics").json()["rows"]
    shown = {each["iri"]: each["count"] for each in served.get(f"{path}.json").json()["classes"]}
    assert {row["class"]: int(row["count"]) for row in counted}.items() <= shown.items()


def test_the_ontology_is_to_be_had_as_turtle(served: Served) -> None:
    from rdflib import Graph

    for path, headers in (("/ont.ttl", {}), ("/ont", {"Accept": "text/turtle"})):
        got = Graph().parse(data=served.get(path, headers=headers).text, format="turtle")
        assert len(got) == len(load())
    assert len(turtle_files()) > 5


def test_instances_are_one_click_away(served: Served) -> None:
    for each in served.get("/ontology.json").json()["classes"]:
        if each["count"]:
            assert served.get(each["things"], headers=HTML).status_code == 200, each["name"]


def test_vocabularies_have_pages(served: Served) -> None:
    listed = served.get("/ontology.json").json()["vocabularies"]
    assert len(listed) > 10
    for each in listed:
        page = served.get("/" + each["iri"].removeprefix(BASE), headers=HTML)
        assert page.status_code == 200, each["iri"]
        assert all(f'<tr id="{one["iri"].rsplit("#")[-1].rsplit("/")[-1]}">' in page.text for one in each["concepts"])


def test_about_says_what_the_graph_says_of_itself(served: Served) -> None:
    said = served.get("/about.json").json()
    assert said["licence"].startswith("https://creativecommons.org/")
    assert said["triples"] == sum(part["triples"] for part in said["parts"])
    assert {each["what"]: each["count"] for each in said["counts"]}["tasks"] > 100
    page = served.get("/about", headers=HTML).text
    assert f"curl -s {served.url}/sparql" in page
    for link in {each["address"] for each in said["graphs"]}:
        assert served.get(link).status_code == 200, link
    assert re.search(r"dựng lúc \d\d/\d\d/\d{4}, \d\d:\d\d UTC", page)
    english = served.get("/about", headers=HTML | {"Cookie": "lang=en"}).text
    assert "What is unknown" in english and "Điều chưa biết" not in english
