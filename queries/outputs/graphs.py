"""The graph of an answer: of CONSTRUCT and DESCRIBE its triples, of rows all that is said of the things in them."""

from __future__ import annotations

import json

from kg.export.graph import described, serialised
from kg.settings import Settings
from kg.store.generations import Generation
from queries.run import Answer, QueryError, free, moved


def of_answer(generation: Generation, answer: Answer, form: str) -> str:
    """What the graph says of every thing whose IRI stands in the answer. Raises QueryError where there is none, and for
    a store elsewhere."""
    return _of(generation, {cell for row in answer.rows for cell in row if cell}, form)


def of_query(generation: Generation, text: str, form: str, settings: Settings) -> str:
    """The graph of a free query; raises QueryError as `queries.run.free`, and for ASK, whose answer is no graph."""
    import pyoxigraph as ox

    _here(generation)
    data = free(generation, moved(generation, text), "json", settings.query_seconds, settings.query_memory_mb)
    if not data.lstrip().startswith(b"{"):
        triples = ox.parse(data, format=ox.RdfFormat.TURTLE)
        return serialised(triples, form, generation).decode()
    result = json.loads(data)
    if "boolean" in result:
        raise QueryError("the answer to ASK is yes or no and no graph; use --format json")
    rows = result["results"]["bindings"]
    return _of(generation, {cell["value"] for row in rows for cell in row.values() if cell["type"] == "uri"}, form)


def _of(generation: Generation, iris: set[str], form: str) -> str:
    _here(generation)
    quads = described(generation, iris)
    if not quads:
        raise QueryError("no IRI of the graph stands in the answer, so there is no graph to give; use --format json")
    return serialised(quads, form, generation).decode()


def _here(generation: Generation) -> None:
    """What stands beside an answer is looked up thing by thing, which a store elsewhere is not asked for."""
    if not hasattr(generation.store, "quads_for_pattern"):
        raise QueryError("jsonld and graphml are of the graph here alone; leave --endpoint out or use --format json")
