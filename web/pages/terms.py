"""The ontology, its vocabularies and its rules as plain data, out of the Turtle files that builds put into the graph.

>>> found = model("https://w3id.org/chidao/")
>>> [each["en"] for each in found["classes"] if each["name"] == "cd:Task"]
['Task']
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.rdf.schema import turtle_files

if TYPE_CHECKING:
    from pyoxigraph import Store

ONT = "https://w3id.org/chidao/ont#"
_PREFIXES = {
    "cd": ONT, "owl": "http://www.w3.org/2002/07/owl#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#",
    "sh": "http://www.w3.org/ns/shacl#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
_SAID = {
    "eli": "http://data.europa.eu/eli/ontology#", "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#", "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/", "time": "http://www.w3.org/2006/time#",
    "qudt": "http://qudt.org/schema/qudt/", "odrl": "http://www.w3.org/ns/odrl/2/",
    "align": "http://knowledgeweb.semanticweb.org/heterogeneity/alignment#", "role": "https://w3id.org/chidao/voc/role#",
} | _PREFIXES  # fmt: skip
_TERMS = """SELECT ?term ?kind {
  VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty }
  ?term a ?kind FILTER(STRSTARTS(STR(?term), STR(cd:))) } ORDER BY ?term"""
_VALUES = "SELECT DISTINCT ?value { <%s> %s ?value } ORDER BY ?value"
_RULES = """SELECT DISTINCT ?class ?rule ?vi ?en {
  { ?shape sh:targetClass ?class ; sh:property ?rule } UNION { ?rule sh:targetClass ?class }
  ?rule sh:message ?vi, ?en . FILTER(LANG(?vi) = "vi" && LANG(?en) = "en") } ORDER BY ?class ?rule"""
_SCHEMES = "SELECT ?term { ?term a skos:ConceptScheme } ORDER BY ?term"
_CONCEPTS = "SELECT ?term { ?term skos:inScheme <%s> } ORDER BY ?term"


def short(iri: str) -> str:
    """A term by its prefix.

    >>> short("http://www.w3.org/ns/org#FormalOrganization"), short("urn:x")
    ('org:FormalOrganization', 'urn:x')
    """
    return next((f"{name}:{iri[len(space) :]}" for name, space in _SAID.items() if iri.startswith(space)), iri)


@cache
def model(base: str) -> dict[str, list[dict[str, Any]]]:
    """`classes`, `properties` and `vocabularies`, each a list in the order of their IRIs; types of documents stand
    under the base of the data."""
    store = _store(base)
    kinds = {row["term"].value: row["kind"].value.rpartition("#")[2] for row in _ask(store, _TERMS)}
    rules: dict[str, list[dict[str, str]]] = {}
    for row in _ask(store, _RULES):
        told = {"rule": row["rule"].value, "vi": row["vi"].value, "en": row["en"].value}
        rules.setdefault(row["class"].value, []).append(told)
    classes = [{**_term(store, iri), "above": _named(store, iri, "rdfs:subClassOf"), "rules": rules.get(iri, []),
                "close": _named(store, iri, "skos:closeMatch")}
               for iri, kind in kinds.items() if kind == "Class"]  # fmt: skip
    properties = [{**_term(store, iri), "kind": "object" if kind == "ObjectProperty" else "data",
                   "of": _named(store, iri, _MEMBERS % "rdfs:domain"),
                   "to": _named(store, iri, _MEMBERS % "rdfs:range"),
                   "above": _named(store, iri, "rdfs:subPropertyOf")}
                  for iri, kind in kinds.items() if kind != "Class"]  # fmt: skip
    schemes = [row["term"].value for row in _ask(store, _SCHEMES)]
    vocabularies = [{**_term(store, iri), "concepts": [
        {**_term(store, row["term"].value), "notation": _plain(store, row["term"].value, "skos:notation"),
         "broader": _named(store, row["term"].value, "skos:broader")}
        for row in _ask(store, _CONCEPTS % iri)]} for iri in schemes]  # fmt: skip
    return {"classes": classes, "properties": properties, "vocabularies": vocabularies}


def number(base: str) -> str:
    """The version of the ontology.

    >>> number("https://w3id.org/chidao/").count(".")
    2
    """
    return next(iter(_plain(_store(base), f"{ONT.removesuffix('#')}", "owl:versionInfo")), "")


_MEMBERS = "%s/(owl:unionOf/rdf:rest*/rdf:first)?"
"""The members of a union, or the class itself."""


@cache
def _store(base: str) -> Store:
    from pyoxigraph import RdfFormat, Store

    store = Store()
    shapes = sorted((resources.files("ontology") / "shapes").iterdir(), key=lambda file: file.name)
    texts = [text for _, text in turtle_files()]
    texts += [file.read_text(encoding="utf-8") for file in shapes if file.name.endswith(".ttl")]
    for text in texts:
        store.load(text.encode(), format=RdfFormat.TURTLE, base_iri=base)
    return store


def _ask(store: Store, query: str) -> Any:
    return store.query(query, prefixes=_PREFIXES)


def _term(store: Store, iri: str) -> dict[str, Any]:
    told: dict[str, Any] = {"iri": iri, "name": short(iri)}
    for row in _ask(store, _VALUES % (iri, "rdfs:label|skos:prefLabel")):
        told[row["value"].language or "vi"] = row["value"].value
    told["definition"] = {"vi": "", "en": ""}
    for row in _ask(store, _VALUES % (iri, "skos:definition")):
        told["definition"][row["value"].language] = row["value"].value
    return {"vi": "", "en": ""} | told


def _named(store: Store, iri: str, path: str) -> list[dict[str, str]]:
    from pyoxigraph import NamedNode

    found = (row["value"] for row in _ask(store, _VALUES % (iri, path)))
    return [{"iri": each.value, "name": short(each.value)} for each in found if isinstance(each, NamedNode)]


def _plain(store: Store, iri: str, path: str) -> list[str]:
    return [row["value"].value for row in _ask(store, _VALUES % (iri, path))]
