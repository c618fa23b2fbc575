"""`chidao query` and `chidao sparql`: the catalogue, and free SPARQL."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.settings import Settings
from kg.store.generations import Generation
from queries.catalogue import Catalogue, Question
from queries.present import json_text, room, show, table
from queries.progress import reported
from queries.run import QueryError, answer, free, moved, unknown

MAX_QUERY = 1_000_000


def listed(as_json: bool) -> str:
    """All questions of the catalogue."""
    questions = list(Catalogue.shipped())
    if as_json:
        return json_text([as_data(question) for question in questions])
    rows = [
        (q.name, " ".join(p.name if p.required else f"[{p.name}]" for p in q.parameters), q.summary_en)
        for q in questions
    ]
    return table(("name", "parameters", "asks"), rows, room())


def described(name: str, as_json: bool) -> str:
    """One question: what it asks, its parameters with an example each, its SPARQL."""
    question = _question(name)
    if as_json:
        return json_text({**as_data(question), "sparql": question.text})
    lines = [
        question.name,
        f"  {question.summary_vi}",
        f"  {question.summary_en}",
        *(f"  {said}" for said in (question.description_vi, question.description) if said),
    ]
    for each in question.parameters:
        need = "" if each.required else ", optional"
        lines.append(f"  {each.name} ({each.type}{need}): {each.en}; for example {each.name}={each.example!r}")
    return "\n".join([*lines, "", question.text.rstrip()])


def asked(
    generation: Generation, name: str, given: list[str], *, limit: int | None, as_json: bool, as_csv: bool,
    graph: str | None = None,
) -> str:  # fmt: skip
    """The answer to a question; `given` are `name=value`; at most `limit` rows, 0 for all, None for a page. With
    `graph` what the graph says of the things in the answer.

    Where progress was reported, what was last reported of a task stands beside it.
    """
    found = answer(generation, _question(name), values(given), limit)
    if graph:
        from queries.outputs.graphs import of_answer

        return of_answer(generation, found, graph)
    found = reported(generation, found)
    return show(found, as_json=as_json, as_csv=as_csv, hide=_named_elsewhere(found.columns))


def values(given: Sequence[str]) -> dict[str, str]:
    """Parameters that were typed as `name=value`; raises QueryError for what is not of this form.

    >>> values(["doc=13-NQ/TW"])
    {'doc': '13-NQ/TW'}
    """
    found: dict[str, str] = {}
    for each in given:
        key, equals, value = each.partition("=")
        if not equals:
            raise QueryError(f"{each!r}: a parameter is given as name=value")
        found[key] = value
    return found


def _named_elsewhere(columns: Sequence[str]) -> list[str]:
    """The columns of IRIs beside which a column has the label: a table for people has no room for both.

    >>> _named_elsewhere(["task", "document", "documentLabel"]), _named_elsewhere(["agency", "label"])
    (['document'], ['agency'])
    """
    labelled = [column for column in columns if f"{column}Label" in columns]
    return [*labelled, *(columns[:1] if "label" in columns[1:] else [])]


def checked(folder: Path | None) -> list[str]:
    """What is wrong with the query files, each a line `file:line: what`."""
    return (Catalogue(folder) if folder else Catalogue.shipped()).check()


def sparql(generation: Generation, text: str, kind: str, settings: Settings) -> str:
    """The result of a free query in `kind` (table, json, csv, tsv, xml); Turtle for CONSTRUCT and DESCRIBE; in jsonld
    or graphml the graph of the answer."""
    if len(text) > MAX_QUERY:
        raise QueryError(f"the query has {len(text):,} characters, the bound is {MAX_QUERY:,}")
    if kind in ("jsonld", "graphml"):
        from queries.outputs.graphs import of_query

        return of_query(generation, text, kind, settings)
    text = moved(generation, text)
    data = free(generation, text, "json" if kind == "table" else kind, settings.query_seconds, settings.query_memory_mb)
    said = data.decode()
    if kind != "table" or not said.startswith("{"):
        return said.rstrip("\n")
    import json

    result = json.loads(said)
    if "boolean" in result:
        return str(result["boolean"]).lower()
    columns = result["head"]["vars"]
    rows = [[row[c]["value"] if c in row else None for c in columns] for row in result["results"]["bindings"]]
    return table(columns, rows, room()) if rows else "nothing found"


def _question(name: str) -> Question:
    try:
        return Catalogue.shipped().get(name)
    except KeyError:
        raise unknown(name) from None


def as_data(question: Question) -> dict[str, object]:
    """A question as plain data: summaries, tags, parameters."""
    from dataclasses import asdict

    return {
        "name": question.name,
        "summary": {"vi": question.summary_vi, "en": question.summary_en},
        "description": question.description,
        "descriptionVi": question.description_vi,
        "tags": list(question.tags),
        "parameters": [asdict(parameter) for parameter in question.parameters],
    }
