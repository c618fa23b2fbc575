"""Building a large graph and asking it the questions of the catalogue.

The large graph repeats real facts: each of its documents has the provisions, citations, tasks and deadlines of one of
the sources, under a number, date, issuer and province of its own. Speed of writing is that of the product's own build,
to which the documents are handed in place of those it extracted.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle, islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Figure, peak_memory_mb, percentile, sources, top_of_profile

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Term

    from kg.assemble import Assembly
    from loaders.model import Document, Said
    from queries.catalogue import Parameter

DRAWS = 12  # values tried for each parameter of a question
PREFIX = (
    "PREFIX cd: <https://w3id.org/chidao/ont#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
XSD = "http://www.w3.org/2001/XMLSchema#"


def variants(documents: list[Document], count: int) -> Iterator[Document]:
    """`count` documents with the facts of `documents`, each with an identity of its own."""
    from loaders.model import Said
    from ontology.tables import rows

    provinces = [row for row in rows("provinces") if row["set"] == "old63"]

    def under(said: Said | None, value: str) -> Said:
        return replace(said, value=value) if said else Said(value, ())

    for i, document in enumerate(islice(cycle(documents), count)):
        province = provinces[i % len(provinces)]
        day = date(2016, 1, 1) + timedelta(days=i % 3650)
        head = document.header
        source = document.text.source
        yield replace(
            document,
            text=replace(document.text, source=replace(source, name=f"{i:06}.txt", sha256=f"{i:064x}")),
            header=replace(
                head,
                number=under(head.number, f"{1000 + i}/KH-UBND"),
                issuer=under(head.issuer, f"Ủy ban nhân dân {province['unit_type'].split()[0]} {province['name']}"),
                province=under(head.province, province["name"]),
                date=under(head.date, day.isoformat()),
            ),
        )


def sizes(documents: list[Document], where: str) -> list[Figure]:
    """Triples a document needs: its own graph, and all that it adds to the shared ones."""
    from kg.assemble import assemble

    bare = len(assemble([]).quads)
    assembly = assemble(documents)
    counts = Counter(quad.graph_name.value for quad in assembly.quads)
    return [
        Figure(
            "triples of one document", max(counts[listed.graph] for listed in assembly.documents), "triples", "<= 2500",
            f"{where}; the largest graph of a document",
        ),
        Figure(
            "triples a document adds in all", (len(assembly.quads) - bare) / len(documents), "triples",
            note="mean; with links, shared entities and what is inferred",
        ),
    ]  # fmt: skip


def building(documents: list[Document], paths: list[Path], count: int) -> list[Figure]:
    """Speed of the product's build from extracted documents to the generation that answers."""
    from kg.assemble import assemble
    from kg.build.build import build
    from kg.settings import Settings

    made: list[float] = []

    def many(_: list[Document], base: str) -> Assembly:
        several = list(variants(documents, count))
        start = time.perf_counter()
        assembly = assemble(several, base) if base else assemble(several)
        made.append(time.perf_counter() - start)
        return assembly

    with tempfile.TemporaryDirectory() as folder:
        report = build(paths, Settings(store=Path(folder)), assemble=many)
    spent = sum(seconds for stage, seconds in report.seconds.items() if stage != "extract")
    stages = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in report.seconds.items() if stage != "extract")
    whole = Figure(
        "written end to end", report.quads / spent, "triples/s", ">= 150000",
        f"{count:,} documents, {report.quads:,} triples, from extracted documents to an answering generation: {stages}",
    )  # fmt: skip
    if not whole.met:
        whole = replace(whole, profile=top_of_profile(lambda: _small_build(documents, paths, min(count, 200))))
    return [
        whole,
        Figure("assembled alone", report.quads / made[0], "triples/s"),
        Figure("built, peak memory", peak_memory_mb(), "MiB", note=f"with {count:,} documents at once"),
    ]


def _small_build(documents: list[Document], paths: list[Path], count: int) -> None:
    from kg.assemble import assemble
    from kg.build.build import build
    from kg.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        several = list(variants(documents, count))
        build(
            paths,
            Settings(store=Path(folder)),
            assemble=lambda _, base: assemble(several, base) if base else assemble(several),
        )


@dataclass(frozen=True)
class Case:
    """A question with the terms for its parameters, and as somebody would type them."""

    question: str
    query: str
    values: Mapping[str, list[NamedNode | Literal]]
    given: Mapping[str, str]


def cases(store: Store) -> Iterator[Case]:
    """Every question of the catalogue, each with DRAWS draws of values that stand in the graph; once if it takes none.

    Required parameters are always given; optional ones one at a time, since a question without any lists everything.
    """
    from pyoxigraph import Literal, NamedNode

    from queries.bind import bind
    from queries.catalogue import Catalogue

    draw = random.Random(13)  # noqa: S311 - the same draws every time, nothing secret

    def table(query: str) -> list[list[Term]]:
        found: QuerySolutions = store.query(PREFIX + query, use_default_graph_as_union=True)  # type: ignore[assignment]
        return sorted(([*row] for row in found), key=str)

    def column(query: str) -> list[Term]:
        return [row[0] for row in table(query)]

    terms: dict[str, list[Term]] = {
        "document": column("SELECT ?d { ?d cd:sourceFile ?f }"),
        "iri": column("SELECT ?t { ?t a cd:Task } LIMIT 2000"),
        "agency": column("SELECT ?a { ?a a cd:Agency ; cd:agencyKind ?k }"),
        "province": column("SELECT DISTINCT ?p { ?d cd:provinceName ?p }"),
        "doctype": column("SELECT DISTINCT ?t { ?d cd:documentType ?t }"),
        "boolean": [Literal(True)],
        "integer": [Literal(number) for number in (10, 100)],
        "year": [Literal(year) for year in range(2016, 2026)],
        "field": column("SELECT DISTINCT ?f { ?c a cd:Classification ; cd:field ?f }"),
        "work": column("SELECT DISTINCT ?w { ?p cd:projectKind ?w }"),
        "date": [Literal(f"{year}-06-30", datatype=NamedNode(f"{XSD}date")) for year in range(2022, 2027)],
    }
    # A step of a lineage has two ends; two documents drawn apart would hardly ever be one.
    steps = table("SELECT ?a ?b { ?a cd:cascadesTo ?b }")
    for question in Catalogue.shipped():
        required = [each for each in question.parameters if each.required]
        given = [[*required, each] for each in question.parameters if not each.required] or [required]
        for parameters, _ in product(given, range(DRAWS if question.parameters else 1)):
            if [each.type for each in parameters] == ["document", "document"]:
                values = dict(
                    zip((each.name for each in parameters), ([end] for end in draw.choice(steps)), strict=True)
                )
            else:
                values = {each.name: [draw.choice(_values(each, terms))] for each in parameters}
            given = {each.name: _typed(each, values[each.name][0]) for each in parameters}
            yield Case(question.name, bind(question.text, values), values, given)


def _typed(parameter: Parameter, term: NamedNode | Literal) -> str:
    """A value as the catalogue takes it; kinds of documents and of works have no IRI there."""
    if parameter.type == "doctype":
        return parameter.example
    return term.value.rpartition("#")[2] if parameter.type == "work" else term.value


def _values(parameter: Parameter, terms: dict[str, list[Term]]) -> list[Term]:
    """What may stand for a parameter: of words and measures its own example, of the rest what the graph has."""
    from pyoxigraph import Literal, NamedNode

    if parameter.type == "string":
        return [Literal(parameter.example)]
    if parameter.type == "decimal":
        return [Literal(parameter.example, datatype=NamedNode(f"{XSD}decimal"))]
    if parameter.type == "iri" and "#" not in parameter.example:
        return terms["document"]
    return terms[parameter.type]


def asking(root: Path) -> list[Figure]:
    """Times of the catalogue's questions on the graph of a store, in a warm process and without their own pages."""
    from kg.store.generations import Generations
    from queries.catalogue import Catalogue
    from queries.run import rows_of

    with Generations(root).open() as generation:
        store = generation.store
        asked = list(cases(store))
        times: dict[str, list[float]] = {}
        rows: dict[str, list[int]] = {}
        catalogue = {each.name: each for each in Catalogue.shipped()}
        for case in asked:
            start = time.process_time()
            found = len(rows_of(generation, catalogue[case.question], case.values).rows)
            times.setdefault(case.question, []).append(1000 * (time.process_time() - start))
            rows.setdefault(case.question, []).append(found)
        size = len(store)
    every = [t for found in times.values() for t in found]
    note = f"{len(every)} questions put to {size:,} triples, CPU time in one process; values drawn from the graph"
    slowest = sorted(times, key=lambda name: -percentile(times[name], 0.95))
    table = [
        f"{name:20} p50 {percentile(times[name], 0.5):9.1f} ms   p95 {percentile(times[name], 0.95):9.1f} ms"
        f"   {sum(rows[name]) / len(rows[name]):9.0f} rows"
        for name in slowest
    ]
    return [
        Figure("question of the catalogue, p50", percentile(every, 0.5), "ms"),
        Figure("question of the catalogue, p95", percentile(every, 0.95), "ms", "<= 100", note, "\n".join(table[:12])),
        Figure("asking, peak memory", peak_memory_mb(), "MiB"),
    ]


def measure_size_and_building(count: int) -> list[Figure]:
    """Size of a document's graph and speed of building; a tenth of the documents, since a build holds all in memory."""
    where, paths, documents = read_sources()
    return [*sizes(documents, where), *building(documents, paths, max(1, count // 10))]


def read_sources() -> tuple[str, list[Path], list[Document]]:
    """Where the documents are from, their files, and what was extracted from them."""
    from loaders.parse import parse
    from loaders.read import read

    where, paths = sources()
    return where, paths, [document for path in paths for document in parse(read(path))]
